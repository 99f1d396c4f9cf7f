package office

import (
	"encoding/xml"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// odtPassed are elements whose text is not part of the document, such as deleted
// text, comments, tables of contents, and ruby text.
var odtPassed = article.WordSet("tracked-changes annotation note-citation forms sequence-decls table-of-content illustration-index table-index object-index alphabetical-index user-index ruby-text")

// isODTPassed reports whether an element holds no text of the document. The title
// and the description of a drawing are not text.
func isODTPassed(n xml.Name) bool {
	return odtPassed[n.Local] || (n.Local == "title" || n.Local == "desc") && strings.Contains(n.Space, "svg")
}

// odt reads content.xml: text:p and text:h are paragraphs. Notes are stored where
// they are referred to; odt moves them to the end.
func (p *pack) odt(article.Input, article.Options) ([]article.Text, string, error) {
	if err := p.odtLocked(); err != nil {
		return nil, "", err
	}
	d := &odt{styles: newODTStyles()}
	d.out = &d.body
	if p.has("styles.xml") {
		_ = p.walk("styles.xml", d.styles.visit) // anything read before an error is kept
	}
	err := p.walk("content.xml", d.visit)
	d.body.End()
	d.notes.End()
	d.body.Take(&d.notes.Paragraphs)
	meta := p.core("meta.xml")
	meta.Title = d.title
	return []article.Text{{Text: d.body.Text(), Metadata: meta}}, "", err
}

// odtLocked returns an error for documents with a password.
func (p *pack) odtLocked() error {
	const manifest = "META-INF/manifest.xml"
	if !p.has(manifest) {
		return nil
	}
	locked := false
	_ = p.walk(manifest, func(token xml.Token) error { // a damaged manifest does not matter
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

type odt struct {
	body, notes prose
	out         *prose // body or notes
	styles      odtStyles
	looks       []runLook // of the open paragraphs and spans
	hides       []bool    // for each open element that can be hidden, whether it is
	title       string
	titled      bool // the open paragraph has the style of a title
	unshown     bool // a field in the open paragraph hides it
}

func (d *odt) visit(token xml.Token) error {
	_ = d.styles.visit(token)
	switch t := token.(type) {
	case xml.StartElement:
		d.start(t)
	case xml.EndElement:
		d.finish(t.Name)
	case xml.CharData:
		if d.out.taken > 0 && d.out.passed == 0 {
			d.put(string(t))
		}
	}
	return d.out.full()
}

// put writes a text with the current formatting.
func (d *odt) put(s string) {
	if n := len(d.looks); n > 0 {
		if d.looks[n-1].hidden {
			return
		}
		if signs := d.looks[n-1].signs; signs != nil {
			s = signs.Map(s)
		}
	}
	d.out.Write(s)
}

func canHide(name string) bool {
	return name == "section" || name == "hidden-text" || name == "note"
}

// isHidden reports whether the attributes of an element hide it.
func isHidden(t xml.StartElement) bool {
	return xmlAttr(t, "display") == "none" || xmlAttr(t, "is-hidden") == "true"
}

func (d *odt) start(t xml.StartElement) {
	switch name := t.Name.Local; {
	case isODTPassed(t.Name):
		d.out.passed++
	case canHide(name):
		n := len(d.looks)
		hidden := isHidden(t) || name == "note" && n > 0 && d.looks[n-1].hidden
		if d.hides = append(d.hides, hidden); hidden {
			d.out.passed++
		}
	case d.out.passed > 0:
	case name == "note-body":
		d.out = &d.notes
	case name == "text-box":
		d.out.inBox++
	case name == "p" || name == "h":
		d.out.End()
		d.out.taken++
		d.looks = append(d.looks, d.styles.of("paragraph", xmlAttr(t, "style-name")))
		if d.out == &d.body && d.out.inBox == 0 {
			d.titled = name == "h" && xmlAttr(t, "outline-level") == "1" || strings.EqualFold(xmlAttr(t, "style-name"), "Title")
			d.unshown = false
		}
	case name == "span":
		look := d.styles.of("text", xmlAttr(t, "style-name"))
		if n := len(d.looks); n > 0 {
			look = look.over(d.looks[n-1])
		}
		d.looks = append(d.looks, look)
	case name == "hidden-paragraph":
		if d.out == &d.body && d.out.inBox == 0 {
			d.unshown = isHidden(t)
		}
	case name == "s", name == "tab", name == "line-break":
		d.put(" ")
	}
}

func (d *odt) finish(n xml.Name) {
	switch name := n.Local; {
	case isODTPassed(n):
		d.out.passed--
	case canHide(name):
		last := len(d.hides) - 1
		if d.hides[last] {
			d.out.passed--
		}
		d.hides = d.hides[:last]
	case d.out.passed > 0:
	case name == "note-body":
		d.out = &d.body
	case name == "text-box":
		d.out.End()
		d.out.inBox = max(0, d.out.inBox-1)
	case name == "span":
		d.looks = d.looks[:max(0, len(d.looks)-1)]
	case name == "p" || name == "h":
		d.looks = d.looks[:max(0, len(d.looks)-1)]
		d.paragraph()
	}
}

func (d *odt) paragraph() {
	if d.out == &d.body && d.out.inBox == 0 {
		if d.unshown {
			d.out.Drop()
			d.unshown = false
		}
		if line := d.out.Line(); d.title == "" && d.titled && line != "" {
			d.title = line
		}
		d.titled = false
	}
	d.out.taken--
	d.out.End()
}
