package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// Limits of an XML file in a document, so that a small file cannot exhaust memory:
// the decoder holds each tag and each run of text in full, and the names of all
// open elements.
const (
	maxDepth      = 1 << 10 // nesting depth of elements
	maxToken      = 8 << 20 // bytes of a tag or of a run of text
	maxNames      = 1 << 20 // bytes of open names, including namespaces
	maxSpaces     = 1 << 12 // number of open namespaces
	maxAttributed = 1 << 12 // attributes of an element
)

// An entry that unpacks to more than swellRatio times its size, plus swellSlack
// bytes, is refused as too large.
const (
	swellRatio = 200
	swellSlack = 16 << 20
)

// swelling reads an entry of a document up to a limit.
type swelling struct {
	r    io.Reader
	left int64
	most error // the error beyond the limit
}

// bounded returns a reader for at most limit bytes of an entry, or fewer if the
// entry unpacks to far more than its size.
func bounded(in io.Reader, f *zip.File, limit int64) io.Reader {
	b := &swelling{r: in, left: limit, most: article.ErrTooMuch}
	if sensible := swellSlack + swellRatio*int64(f.CompressedSize64); sensible < limit {
		b.left, b.most = sensible, fmt.Errorf("%w: it unpacks to far too much: %s grows to more than %d times its size; save the article on its own", model.ErrTooLarge, f.Name, swellRatio)
	}
	return b
}

func (b *swelling) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, b.most
	}
	return n, err
}

// tokens passes XML to a decoder, up to the maximum size of a token.
type tokens struct {
	r    io.Reader
	left int64
}

func (t *tokens) Read(p []byte) (int, error) {
	if t.left <= 0 {
		return 0, fmt.Errorf("%w: it has far too much text in a single run or tag, more than %d MiB; save the article on its own", model.ErrTooLarge, maxToken>>20)
	}
	n, err := t.r.Read(p[:min(int64(len(p)), t.left)])
	t.left -= int64(n)
	return n, err
}

// walkXML reads XML token by token. It refuses documents that define entities,
// which can grow without bound.
func walkXML(r io.Reader, name string, visit func(xml.Token) error) error {
	in := &tokens{r: &markup.Spare{R: r, Most: maxAttributed}}
	dec := xml.NewDecoder(in)
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = charsetReader
	open := openNames{}
	for {
		in.left = maxToken
		token, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if errors.Is(err, model.ErrTooLarge) {
			return err
		}
		if err != nil {
			return fmt.Errorf("%w: %s is not well-formed (%v); save it again", model.ErrDamaged, name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !open.push(t) {
				return fmt.Errorf("%w: the elements of %s are nested too deeply", model.ErrDamaged, name)
			}
		case xml.EndElement:
			open.pop()
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("<!ENTITY")) {
				return fmt.Errorf("%w: %s defines entities, which can grow without bound", model.ErrDamaged, name)
			}
		}
		if err := visit(token); err != nil {
			return err
		}
	}
}

// openNames counts what the decoder holds for open elements.
type openNames struct {
	elements      []openName
	bytes, spaces int
}

type openName struct{ bytes, spaces int }

// push adds an element and reports whether the limits allow it.
func (o *openNames) push(t xml.StartElement) bool {
	e := openName{bytes: len(t.Name.Space) + len(t.Name.Local)}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			e.bytes += len(a.Name.Local) + len(a.Value)
			e.spaces++
		}
	}
	o.elements = append(o.elements, e)
	o.bytes += e.bytes
	o.spaces += e.spaces
	return len(o.elements) <= maxDepth && o.bytes <= maxNames && o.spaces <= maxSpaces
}

func (o *openNames) pop() {
	last := len(o.elements) - 1
	if last < 0 {
		return
	}
	o.bytes -= o.elements[last].bytes
	o.spaces -= o.elements[last].spaces
	o.elements = o.elements[:last]
}
