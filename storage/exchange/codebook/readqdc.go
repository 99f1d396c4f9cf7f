package codebook

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// deepest is the greatest number of codes around a code.
const deepest = 100

// code is a code that becomes a label.
type code struct {
	model.Label
	position int // the one that its description names, or 0
	above    []string
	own      bool // Assay wrote it
}

// qdcReader reads the codes of a REFI-QDA codebook. Sets of codes are left out.
type qdcReader struct {
	dec   *xml.Decoder
	codes []code // in the order of the file
}

// decodeQDC reads a REFI-QDA codebook.
func decodeQDC(r io.Reader) (model.Codebook, error) {
	q := &qdcReader{dec: xml.NewDecoder(r)}
	q.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // r has converted it
		}
		converted, err := charset.NewReaderLabel(label, in)
		if err != nil {
			err = fmt.Errorf("%w: its encoding %.40q is unknown; save it as UTF-8", model.ErrUnknownBook, label)
		}
		return converted, err
	}
	var root xml.StartElement
	for root.Name.Local == "" {
		token, err := q.next()
		if err != nil {
			return nil, err
		}
		root, _ = token.(xml.StartElement)
	}
	if root.Name.Local != "CodeBook" || !strings.HasPrefix(root.Name.Space, namespace) {
		return nil, fmt.Errorf("%w: its root is not a CodeBook of REFI-QDA; export the codebook alone, as .qdc", model.ErrUnknownBook)
	}
	err := q.children(func(start xml.StartElement) error {
		if start.Name.Local != "Codes" {
			return q.skip()
		}
		return q.children(func(start xml.StartElement) error { return q.code(start, nil) })
	})
	if err != nil {
		return nil, err
	}
	inOrder(q.codes)
	return bookOf(q.codes), nil
}

// next returns the next token that is the start or the end of an element, or text. It
// refuses document type declarations, which can define entities.
func (q *qdcReader) next() (xml.Token, error) {
	for {
		token, err := q.dec.Token()
		if err != nil {
			return nil, q.damaged(err)
		}
		switch t := token.(type) {
		case xml.StartElement, xml.EndElement:
			return t, nil
		case xml.CharData:
			return bytes.Clone(t), nil
		case xml.Directive:
			line, _ := q.dec.InputPos()
			return nil, fmt.Errorf("%w: line %d: it has a document type declaration, which no codebook needs; remove it", model.ErrDamaged, line)
		}
	}
}

// damaged returns an error of the decoder as an error about the contents of the file.
func (q *qdcReader) damaged(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: line %d: %s", model.ErrDamaged, syntax.Line, syntax.Msg)
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: it ends in the middle", model.ErrDamaged)
	}
	return err
}

// children calls visit with each element inside the current one, which visit must read
// to its end.
func (q *qdcReader) children(visit func(xml.StartElement) error) error {
	for {
		token, err := q.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip reads to the end of the current element.
func (q *qdcReader) skip() error {
	for depth := 1; depth > 0; {
		token, err := q.next()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// text returns the text of the current element, and reads to its end.
func (q *qdcReader) text() (string, error) {
	var b strings.Builder
	for {
		token, err := q.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case []byte:
			b.Write(t)
		case xml.StartElement:
			if err := q.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

// code reads a code and those in it. above has the names of the codes around it.
func (q *qdcReader) code(start xml.StartElement, above []string) error {
	if start.Name.Local != "Code" {
		return q.skip()
	}
	line, _ := q.dec.InputPos()
	if len(above) > deepest {
		return fmt.Errorf("%w: line %d: more than %d codes are nested", model.ErrDamaged, line, deepest)
	}
	given := map[string]string{}
	for _, a := range start.Attr {
		given[a.Name.Local] = a.Value
	}
	name := value.Group.Fit(given["name"])
	if name == "" {
		return fmt.Errorf("%w: line %d: a code has no name", model.ErrDamaged, line)
	}
	at := -1
	switch codable := strings.TrimSpace(given["isCodable"]); codable {
	case "true", "1", "":
		if len(q.codes) == value.MostLabels {
			return tooMany()
		}
		at = len(q.codes)
		q.codes = append(q.codes, code{Label: model.Label{Name: given["name"], Color: longColor(given["color"])}, above: above})
	case "false", "0":
	default:
		return fmt.Errorf("%w: line %d: the code %.80q has isCodable %.20q, which is neither true nor false", model.ErrDamaged, line, name, codable)
	}
	below := append(above[:len(above):len(above)], name)
	return q.children(func(inner xml.StartElement) error {
		if inner.Name.Local != "Description" || at < 0 {
			return q.code(inner, below)
		}
		description, err := q.text()
		if err == nil {
			q.codes[at].describe(description, given["guid"])
		}
		return err
	})
}

// describe sets the fields that a description has; see joined.
func (c *code) describe(description, guid string) {
	parts := divided(description)
	id := idIn(parts)
	if c.own = id != "" && strings.EqualFold(strings.Trim(guid, "{} \n\t"), labelGUID(id)); c.own {
		c.position = fill(&c.Label, parts)
		return
	}
	c.Definition = description
}

// longColor returns a colour in the form #RGB as #RRGGBB, and any other unchanged.
func longColor(color string) string {
	if color = strings.TrimSpace(color); len(color) == 4 && color[0] == '#' {
		return string([]byte{'#', color[1], color[1], color[2], color[2], color[3], color[3]})
	}
	return color
}

// bookOf returns the codes as labels. The codes around a code become its group. Codes of
// other programs get keys from their names, and colours if they have none. Codes with one
// name are common in different branches of a tree, so the later ones get the name of the
// code around them as well.
func bookOf(codes []code) model.Codebook {
	groups := map[string][]string{} // of the labels with a name
	var known model.Codebook        // has the keys that Assay wrote, and all colours
	for i := range codes {
		c := &codes[i]
		c.Group = value.Group.Fit(strings.Join(c.above, " / "))
		folded := value.Folded(c.Name)
		if others := groups[folded]; len(c.above) > 0 && len(others) > 0 && !slices.Contains(others, c.Group) {
			c.Name = c.above[len(c.above)-1] + " / " + c.Name
		}
		groups[folded] = append(groups[folded], c.Group)
		known = append(known, c.Label)
	}
	book := make(model.Codebook, 0, len(codes))
	for i, c := range codes {
		if !c.own {
			c.Key = value.NewLabelKey(c.Name, known)
			c.Color = cmp.Or(c.Color, known.NextColor())
			known[i] = c.Label
		}
		book = append(book, c.Label)
	}
	return book
}
