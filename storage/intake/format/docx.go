package format

import (
	"encoding/xml"
	"strings"
)

// docxPassed are elements that hold no text of the document: what was deleted,
// what is there a second time, instructions for fields.
var docxPassed = set("Fallback del moveFrom instrText")

// docx reads word/document.xml: w:p are paragraphs, w:t their text. Footnotes
// and endnotes come after it. Headers, footers and comments lie in files of
// their own and are left out.
func (p pack) docx(Input, Options) ([]Text, string, error) {
	d := &docx{}
	err := p.walk("word/document.xml", d.visit)
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if d.out.end(); err == nil && p.has(notes) {
			err = p.walk(notes, d.visit)
		}
	}
	meta := p.core("docProps/core.xml")
	meta.Title = d.title
	return []Text{{Text: d.out.text(), Metadata: meta}}, "", err
}

// docx takes the paragraphs of a document.
type docx struct {
	out   prose
	title string
	style string // of the paragraph that is open
}

func (d *docx) visit(token xml.Token) error {
	out := &d.out
	switch t := token.(type) {
	case xml.StartElement:
		d.start(t)
	case xml.EndElement:
		switch name := t.Name.Local; {
		case docxPassed[name]:
			out.passed--
		case out.passed > 0:
		case name == "t":
			out.taken--
		case name == "p":
			if d.title == "" && isTitleStyle(d.style) {
				d.title = plain(out.open.String())
			}
			out.end()
		}
	case xml.CharData:
		if out.taken > 0 && out.passed == 0 {
			out.write(string(t))
		}
	}
	return out.full()
}

func (d *docx) start(t xml.StartElement) {
	out := &d.out
	switch name := t.Name.Local; {
	case docxPassed[name]:
		out.passed++
	case out.passed > 0:
	case name == "p":
		out.end()
		d.style = ""
	case name == "pStyle":
		d.style = xmlAttr(t, "val")
	case name == "t":
		out.taken++
	case name == "tab", name == "br", name == "cr":
		out.write(" ")
	case name == "noBreakHyphen":
		out.write("\u2011")
	}
}

// isTitleStyle reports whether a paragraph style of Word is that of a title.
func isTitleStyle(style string) bool {
	switch strings.ToLower(style) {
	case "title", "heading1", "heading 1", "titel", "titre", "überschrift1", "berschrift1":
		return true
	}
	return false
}
