package format

import (
	"cmp"
	"encoding/xml"
	"path"
	"regexp"
	"strings"
)

// docxPassed are elements that hold no text of the document: what was deleted,
// what is there a second time, instructions for fields.
var docxPassed = set("Fallback del moveFrom instrText")

// contentsStyle are the paragraph styles of tables of contents.
var contentsStyle = regexp.MustCompile(`(?i)^(?:toc ?heading|(?:toc|contents) ?[1-9])$`)

// docx reads the text of a document: w:p are paragraphs, w:t their text. Footnotes
// and endnotes come after it. Headers, footers and comments lie in files of
// their own and are left out.
func (p *pack) docx(Input, Options) ([]Text, string, error) {
	d := &docx{}
	document := p.wordDocument()
	err := p.walk(document, d.visit)
	for _, kind := range []string{"footnotes", "endnotes"} {
		notes := cmp.Or(p.related(document, kind), "word/"+kind+".xml")
		if d.out.end(); err == nil && p.has(notes) {
			err = p.walk(notes, d.visit)
		}
	}
	meta := p.core("docProps/core.xml")
	meta.Title = d.title
	return []Text{{Text: d.out.text(), Metadata: meta}}, "", err
}

// wordDocument gives the name of the entry that holds the text.
func (p *pack) wordDocument() string {
	if name := p.related("", "officeDocument"); strings.HasPrefix(name, "word/") {
		return name
	}
	return "word/document.xml"
}

// related gives the entry that has a relation of that kind to another, or to the
// file itself; "" where none is known.
func (p *pack) related(to, kind string) (name string) {
	folder, base := path.Split(to)
	relations := folder + "_rels/" + base + ".rels"
	if !p.has(relations) {
		return ""
	}
	_ = p.walk(relations, func(token xml.Token) error { // what was read before an error stands
		if t, ok := token.(xml.StartElement); ok && name == "" && path.Base(xmlAttr(t, "Type")) == kind {
			if name = path.Join(folder, xmlAttr(t, "Target")); strings.HasPrefix(xmlAttr(t, "Target"), "/") {
				name = strings.TrimPrefix(path.Clean(xmlAttr(t, "Target")), "/")
			}
		}
		return nil
	})
	return name
}

// docx takes the paragraphs of a document.
type docx struct {
	out      prose
	title    string
	style    string // of the paragraph that is open
	blocks   int    // "structured document tags" that are open
	contents int    // which of them is a table of contents; 0 for none
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
		case name == "sdt":
			if d.blocks == d.contents {
				out.passed, d.contents = out.passed-1, 0
			}
			d.blocks--
		case out.passed > 0:
		case name == "txbxContent":
			out.end()
			out.inBox = max(0, out.inBox-1)
		case name == "t":
			out.taken--
		case name == "p":
			d.paragraph()
		}
	case xml.CharData:
		if out.taken > 0 && out.passed == 0 {
			out.write(string(t))
		}
	}
	return out.full()
}

// paragraph ends a paragraph. One of a table of contents is left out.
func (d *docx) paragraph() {
	out := &d.out
	switch {
	case out.inBox > 0:
	case contentsStyle.MatchString(d.style):
		out.drop()
	case d.title == "" && isTitleStyle(d.style):
		d.title = out.line()
	}
	out.end()
}

func (d *docx) start(t xml.StartElement) {
	out := &d.out
	switch name := t.Name.Local; {
	case docxPassed[name]:
		out.passed++
	case name == "sdt":
		d.blocks++
	case out.passed > 0:
	case name == "docPartGallery":
		if xmlAttr(t, "val") == "Table of Contents" && d.contents == 0 && d.blocks > 0 {
			d.contents, out.passed = d.blocks, out.passed+1
		}
	case name == "txbxContent":
		out.inBox++
	case name == "p":
		out.end()
		if out.inBox == 0 {
			d.style = ""
		}
	case name == "pStyle":
		if out.inBox == 0 {
			d.style = xmlAttr(t, "val")
		}
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
