package codebook

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/element"
	"assay.app/assay/storage/exchange/recode"
)

// deepest is the greatest number of codes around a code.
const deepest = 100

// Code is a code of a REFI-QDA file as a label. Programs number their codes by GUID.
type Code struct {
	model.Label        // Key is empty unless Assay wrote it, Color may be
	GUID        string // in lower case, without braces
	Codable     bool   // it can be given to a text; a code that only groups others is not
	Phrase      bool   // it is a phrase, not a label

	position int // the one that its description names, or 0
	above    []string
	own      bool // Assay wrote it
}

// decodeQDC reads a REFI-QDA codebook. Sets of codes and phrases are left out.
func decodeQDC(r io.Reader) (model.Codebook, error) {
	codes, err := readQDC(element.NewReader(r, model.ErrUnknownBook))
	if err != nil {
		return nil, err
	}
	return bookOf(Labels(codes)), nil
}

// readQDC returns the codes of a REFI-QDA codebook in the order of the file.
func readQDC(x *element.Reader) (codes []Code, err error) {
	root, err := x.Root()
	if err != nil {
		return nil, err
	}
	if root.Name.Local != "CodeBook" || !strings.HasPrefix(root.Name.Space, namespace) {
		return nil, fmt.Errorf("%w: its root is not a CodeBook of REFI-QDA; export the codebook alone, as .qdc", model.ErrUnknownBook)
	}
	err = x.Each(func(start xml.StartElement) error {
		if start.Name.Local != "Codes" {
			return x.Skip()
		}
		some, err := readCodes(x)
		codes = append(codes, some...)
		return err
	})
	return codes, err
}

// Labels returns the codes that are labels, in the order of the codebook.
func Labels(codes []Code) []Code {
	codes = slices.DeleteFunc(slices.Clone(codes), func(c Code) bool { return c.Phrase || !c.Codable })
	inOrder(codes)
	return codes
}

// ReadQDC returns the codes of a REFI-QDA codebook in UTF-8 or UTF-16, named as ReadCodes does.
func ReadQDC(r io.Reader) ([]Code, error) {
	text, _, _, err := recode.UTF8(r)
	if err != nil {
		return nil, err
	}
	codes, err := readQDC(element.NewReader(text, model.ErrUnknownBook))
	return named(codes), err
}

// ReadCodes returns the codes in the current element, in the order of the file. Codes with one name
// are common in different branches of a tree, so the later ones get the name of the code around them
// as well. The codes around a code become its group.
func ReadCodes(x *element.Reader) ([]Code, error) {
	codes, err := readCodes(x)
	return named(codes), err
}

func readCodes(x *element.Reader) ([]Code, error) {
	q := &qdcReader{Reader: x}
	err := q.Each(func(start xml.StartElement) error { return q.code(start, nil, false) })
	return q.codes, err
}

// qdcReader reads the codes of a REFI-QDA file.
type qdcReader struct {
	*element.Reader
	codes []Code // in the order of the file
	many  int    // how many are labels
}

// code reads a code and those in it. above has the names of the codes around it.
func (q *qdcReader) code(start xml.StartElement, above []string, phrase bool) error {
	if start.Name.Local != "Code" {
		return q.Skip()
	}
	if len(above) > deepest {
		return q.Damaged("more than %d codes are nested", deepest)
	}
	name := value.Group.Fit(element.Attr(start, "name"))
	if name == "" {
		return q.Damaged("a code has no name")
	}
	one := Code{
		Label: model.Label{Name: element.Attr(start, "name"), Color: longColor(element.Attr(start, "color"))},
		GUID:  BareGUID(element.Attr(start, "guid")), Phrase: phrase, above: above,
	}
	switch codable := strings.TrimSpace(element.Attr(start, "isCodable")); codable {
	case "true", "1", "":
		if q.many++; q.many > value.MostLabels && !phrase || len(q.codes) == mostCodes {
			return tooMany()
		}
		one.Codable = true
	case "false", "0":
		phrase = phrase || one.GUID == GUID(phrasesPath)
	default:
		return q.Damaged("the code %.80q has isCodable %.20q, which is neither true nor false", name, codable)
	}
	at := len(q.codes)
	q.codes = append(q.codes, one)
	below := append(above[:len(above):len(above)], name)
	return q.Each(func(inner xml.StartElement) error {
		if inner.Name.Local != "Description" {
			return q.code(inner, below, phrase)
		}
		description, err := q.Text()
		if err == nil {
			q.codes[at].describe(description)
		}
		return err
	})
}

// mostCodes is the greatest number of codes, groups and phrases included.
const mostCodes = 100_000

// BareGUID returns a GUID of another program in lower case, without braces and white space.
func BareGUID(guid string) string { return strings.ToLower(strings.Trim(guid, "{} \r\n\t")) }

// describe sets the fields that a description has; see joined.
func (c *Code) describe(description string) {
	parts := divided(description)
	id := idIn(parts)
	if c.own = id != "" && c.GUID == LabelGUID(id); c.own {
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

// named returns the codes with groups, and with names that are unique among the labels.
func named(codes []Code) []Code {
	groups := map[string][]string{} // of the labels with a name
	for i := range codes {
		c := &codes[i]
		c.Group = value.Group.Fit(strings.Join(c.above, " / "))
		if c.Phrase || !c.Codable {
			continue
		}
		folded := value.Folded(c.Name)
		if others := groups[folded]; len(c.above) > 0 && len(others) > 0 && !slices.Contains(others, c.Group) {
			c.Name = c.above[len(c.above)-1] + " / " + c.Name
		}
		groups[folded] = append(groups[folded], c.Group)
	}
	return codes
}

// bookOf returns the codes as labels. Codes of other programs get keys from their names, and colours
// if they have none.
func bookOf(codes []Code) model.Codebook {
	var known model.Codebook // has the keys that Assay wrote, and all colours
	for _, c := range named(codes) {
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
