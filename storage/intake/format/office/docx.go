package office

import (
	"cmp"
	"encoding/xml"
	"path"
	"strconv"
	"strings"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
)

// docxPassed are elements whose text is not part of the document: deleted text,
// alternatives, former formatting, and ruby text.
var docxPassed = article.WordSet("Fallback del moveFrom rPrChange pPrChange trPrChange rt")

// contentsStyle matches the paragraph styles of tables of contents.
var contentsStyle = pattern.Compile(`(?i)^(?:toc ?heading|(?:toc|contents) ?[1-9])$`)

// docx reads the text of a document: w:p are paragraphs, w:t their text. Footnotes
// and endnotes follow the text. Headers, footers and comments are in other files
// and are left out.
func (p *pack) docx(article.Input, article.Options) ([]article.Text, string, error) {
	document := p.wordDocument()
	d := &docx{styles: p.wordStyles(document)}
	err := p.walk(document, d.visit)
	for _, kind := range []string{"footnotes", "endnotes"} {
		notes := cmp.Or(p.related(document, kind), "word/"+kind+".xml")
		if d.out.End(); err == nil && p.has(notes) {
			err = p.walk(notes, d.visit)
		}
	}
	meta := p.core("docProps/core.xml")
	meta.Title = d.title
	return []article.Text{{Text: d.out.Text(), Metadata: meta}}, "", err
}

// wordDocument returns the name of the entry with the text.
func (p *pack) wordDocument() string {
	if name := p.related("", "officeDocument"); strings.HasPrefix(name, "word/") {
		return name
	}
	return "word/document.xml"
}

// related returns the name of the first entry with this kind of relation to the
// entry named to. If to is "", the relation is to the whole document. related
// returns "" if there is none.
func (p *pack) related(to, kind string) (name string) {
	folder, base := path.Split(to)
	relations := folder + "_rels/" + base + ".rels"
	if !p.has(relations) {
		return ""
	}
	_ = p.walk(relations, func(token xml.Token) error { // anything read before an error is kept
		if t, ok := token.(xml.StartElement); ok && name == "" && path.Base(xmlAttr(t, "Type")) == kind {
			if name = path.Join(folder, xmlAttr(t, "Target")); strings.HasPrefix(xmlAttr(t, "Target"), "/") {
				name = strings.TrimPrefix(path.Clean(xmlAttr(t, "Target")), "/")
			}
		}
		return nil
	})
	return name
}

type docx struct {
	out      prose
	styles   wordStyles
	title    string
	style    string    // of the open paragraph
	runs     []docxRun // open runs; ruby has runs within a run
	fields   []docxField
	rows     []bool // for each open table row, whether it is hidden
	blocks   int    // number of open structured document tags
	contents int    // which of them is a table of contents, counted from 1; 0 for none

	instructed int // number of open elements with an instruction
	marks      int // number of open pPr elements, whose run properties apply to paragraph marks
}

// docxRun is a stretch of text with the same formatting.
type docxRun struct {
	style   string
	own     runLook
	look    runLook // including the styles
	settled bool    // look has been computed
}

type docxField struct {
	instruction string
	shown       bool // its instruction shows a text that replaces the result
}

// maxOpen is the maximum nesting depth of runs, and of fields.
const maxOpen = 64

func (d *docx) visit(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		d.start(t)
	case xml.EndElement:
		d.finish(t.Name.Local)
	case xml.CharData:
		d.text(string(t))
	}
	return d.out.full()
}

// text handles characters of the text or of an instruction.
func (d *docx) text(s string) {
	out := &d.out
	if out.passed > 0 || out.taken == 0 && d.instructed == 0 {
		return
	}
	if n := len(d.fields); d.instructed > 0 {
		if n > 0 && len(d.fields[n-1].instruction) <= maxInstruction {
			d.fields[n-1].instruction += s
		}
		return
	}
	if d.silent() {
		return
	}
	if signs := d.look().signs; signs != nil {
		s = signs.Map(s)
	}
	out.Write(s)
}

// silent reports whether the following text must be skipped.
func (d *docx) silent() bool {
	for _, f := range d.fields {
		if f.shown {
			return true
		}
	}
	return d.look().hidden
}

// look returns the formatting of the open run.
func (d *docx) look() runLook {
	if len(d.runs) == 0 {
		return runLook{}
	}
	run := &d.runs[len(d.runs)-1]
	if !run.settled {
		run.look, run.settled = d.styles.run(d.style, run.style, run.own), true
	}
	return run.look
}

func (d *docx) finish(name string) {
	out := &d.out
	switch {
	case docxPassed[name]:
		out.passed--
	case name == "sdt":
		if d.blocks == d.contents {
			out.passed, d.contents = out.passed-1, 0
		}
		d.blocks--
	case name == "tr":
		d.endRow()
	case out.passed > 0:
	case name == "txbxContent":
		out.End()
		out.inBox = max(0, out.inBox-1)
	case name == "t":
		out.taken--
	case name == "instrText":
		d.instructed--
	case name == "pPr":
		d.marks--
	case name == "r" && len(d.runs) > 0:
		d.runs = d.runs[:len(d.runs)-1]
	case name == "fldSimple":
		d.endField()
	case name == "p":
		d.paragraph()
	}
}

// paragraph ends a paragraph. It drops paragraphs of a table of contents.
func (d *docx) paragraph() {
	out := &d.out
	switch {
	case out.inBox > 0:
	case contentsStyle.MatchString(d.style):
		out.Drop()
	case d.title == "" && isTitleStyle(d.style):
		d.title = out.Line()
	}
	out.End()
	for i := range d.fields {
		d.fields[i].shown = false // such fields are short, and an unclosed one must not hide the rest
	}
}

func (d *docx) start(t xml.StartElement) {
	out := &d.out
	switch name := t.Name.Local; {
	case docxPassed[name]:
		out.passed++
	case name == "sdt":
		d.blocks++
	case name == "tr":
		d.rows = append(d.rows, false)
	case out.passed > 0:
	case name == "docPartGallery":
		if xmlAttr(t, "val") == "Table of Contents" && d.contents == 0 && d.blocks > 0 {
			d.contents, out.passed = d.blocks, out.passed+1
		}
	case name == "txbxContent":
		out.inBox++
	case name == "p":
		out.End()
		if out.inBox == 0 {
			d.style = ""
		}
	case name == "pStyle":
		if out.inBox == 0 {
			d.style = xmlAttr(t, "val")
		}
	case name == "t":
		out.taken++
	case name == "instrText":
		d.instructed++
	case name == "pPr":
		d.marks++
	case name == "hidden":
		if isOn(xmlAttr(t, "val")) {
			d.hideRow()
		}
	default:
		d.inRun(t)
	}
}

// inRun handles a run, its formatting, or a character written as an element.
func (d *docx) inRun(t xml.StartElement) {
	switch t.Name.Local {
	case "r":
		if len(d.runs) < maxOpen {
			d.runs = append(d.runs, docxRun{})
		}
	case "vanish", "rFonts", "rStyle":
		if n := len(d.runs); n > 0 && d.marks == 0 {
			run := &d.runs[n-1]
			if run.settled = false; t.Name.Local == "rStyle" {
				run.style = xmlAttr(t, "val")
			}
			run.own.take(t)
		}
	case "tab", "br", "cr":
		d.put(" ")
	case "noBreakHyphen":
		d.put("\u2011")
	case "sym":
		if code, err := strconv.ParseUint(xmlAttr(t, "char"), 16, 32); err == nil {
			d.put(signOf(xmlAttr(t, "font"), rune(code)))
		}
	case "fldSimple":
		d.beginField(xmlAttr(t, "instr"))
		d.showField()
	case "fldChar":
		switch xmlAttr(t, "fldCharType") {
		case "begin":
			d.beginField("")
		case "separate":
			d.showField()
		case "end":
			d.showField()
			d.endField()
		}
	}
}

func (d *docx) put(s string) {
	if !d.silent() {
		d.out.Write(s)
	}
}

func (d *docx) beginField(instruction string) {
	if len(d.fields) < maxOpen {
		d.fields = append(d.fields, docxField{instruction: instruction})
	}
}

// showField writes the text that the instruction of the innermost field shows, if
// any.
func (d *docx) showField() {
	n := len(d.fields)
	if n == 0 || d.fields[n-1].shown || d.silent() {
		return
	}
	if s := shownByField(d.fields[n-1].instruction); s != "" {
		d.out.Write(s)
		d.fields[n-1].shown = true
	}
}

func (d *docx) endField() {
	if n := len(d.fields); n > 0 {
		d.fields = d.fields[:n-1]
	}
}

// hideRow skips the rest of a hidden table row.
func (d *docx) hideRow() {
	if n := len(d.rows); n > 0 && !d.rows[n-1] {
		d.rows[n-1] = true
		d.out.passed++
	}
}

func (d *docx) endRow() {
	n := len(d.rows)
	if n == 0 {
		return
	}
	if d.rows[n-1] {
		d.out.passed--
	}
	d.rows = d.rows[:n-1]
}

func isTitleStyle(style string) bool {
	switch strings.ToLower(style) {
	case "title", "heading1", "heading 1", "titel", "titre", "überschrift1", "berschrift1":
		return true
	}
	return false
}
