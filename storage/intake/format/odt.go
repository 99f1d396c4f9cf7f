package format

import (
	"encoding/xml"
	"fmt"
	"strings"

	"assay.app/assay/model"
)

// odtPassed are elements that hold no text of the document: what was deleted,
// remarks of its readers, what is made of its headings, how a word is said.
var odtPassed = set("tracked-changes annotation note-citation forms sequence-decls table-of-content illustration-index table-index object-index alphabetical-index user-index ruby-text")

// isODTPassed reports whether an element holds no text of the document. What a
// drawing is said to show is none.
func isODTPassed(n xml.Name) bool {
	return odtPassed[n.Local] || (n.Local == "title" || n.Local == "desc") && strings.Contains(n.Space, "svg")
}

// odt reads content.xml: text:p and text:h are paragraphs. Notes lie where
// they are referred to, and come at the end.
func (p *pack) odt(Input, Options) ([]Text, string, error) {
	if err := p.odtLocked(); err != nil {
		return nil, "", err
	}
	d := &odt{}
	d.out = &d.body
	err := p.walk("content.xml", d.visit)
	d.body.end()
	d.notes.end()
	d.body.take(&d.notes.paragraphs)
	meta := p.core("meta.xml")
	meta.Title = d.title
	return []Text{{Text: d.body.text(), Metadata: meta}}, "", err
}

// odtLocked refuses documents with a password.
func (p *pack) odtLocked() error {
	const manifest = "META-INF/manifest.xml"
	if !p.has(manifest) {
		return nil
	}
	locked := false
	_ = p.walk(manifest, func(token xml.Token) error { // a manifest is no text
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "encryption-data" {
			locked = true
		}
		return nil
	})
	if locked {
		return fmt.Errorf("%w; save it without one", model.ErrEncrypted)
	}
	return nil
}

// odt takes the paragraphs of a document.
type odt struct {
	body, notes prose
	out         *prose // one of them
	title       string
	titled      bool // the paragraph that is open is the title
}

func (d *odt) visit(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		d.start(t)
	case xml.EndElement:
		d.finish(t.Name)
	case xml.CharData:
		if d.out.taken > 0 && d.out.passed == 0 {
			d.out.write(string(t))
		}
	}
	return d.out.full()
}

func (d *odt) start(t xml.StartElement) {
	switch name := t.Name.Local; {
	case isODTPassed(t.Name):
		d.out.passed++
	case d.out.passed > 0:
	case name == "note-body":
		d.out = &d.notes
	case name == "text-box":
		d.out.inBox++
	case name == "p" || name == "h":
		d.out.end()
		d.out.taken++
		if d.out == &d.body && d.out.inBox == 0 {
			d.titled = name == "h" && xmlAttr(t, "outline-level") == "1" || strings.EqualFold(xmlAttr(t, "style-name"), "Title")
		}
	case name == "s", name == "tab", name == "line-break":
		d.out.write(" ")
	}
}

func (d *odt) finish(n xml.Name) {
	switch name := n.Local; {
	case isODTPassed(n):
		d.out.passed--
	case d.out.passed > 0:
	case name == "note-body":
		d.out = &d.body
	case name == "text-box":
		d.out.end()
		d.out.inBox = max(0, d.out.inBox-1)
	case name == "p" || name == "h":
		if d.title == "" && d.titled && d.out == &d.body && d.out.inBox == 0 {
			d.title = d.out.line()
			d.titled = false
		}
		d.out.taken--
		d.out.end()
	}
}
