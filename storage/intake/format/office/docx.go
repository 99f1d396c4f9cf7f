package office

import (
	"cmp"
	"encoding/xml"
	"path"
	"regexp"
	"strconv"
	"strings"

	"assay.app/assay/storage/intake/format/article"
)

// docxPassed are elements that hold no text of the document: what was deleted,
// what is there a second time, what the look of a text was before, how a word is
// read.
var docxPassed = article.WordSet("Fallback del moveFrom rPrChange pPrChange trPrChange rt")

// contentsStyle are the paragraph styles of tables of contents.
var contentsStyle = regexp.MustCompile(`(?i)^(?:toc ?heading|(?:toc|contents) ?[1-9])$`)

// docx reads the text of a document: w:p are paragraphs, w:t their text. Footnotes
// and endnotes come after it. Headers, footers and comments lie in files of
// their own and are left out.
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
	styles   wordStyles
	title    string
	style    string    // of the paragraph that is open
	runs     []docxRun // that are open: ruby has runs in a run
	fields   []docxField
	rows     []bool // of tables that are open, and whether they are hidden
	blocks   int    // "structured document tags" that are open
	contents int    // which of them is a table of contents; 0 for none

	instructed int // elements with an instruction that are open
	marks      int // properties of paragraphs that are open, with the look of their marks
}

// docxRun is a stretch of text with one look.
type docxRun struct {
	style   string
	own     runLook
	look    runLook // with that of the styles
	settled bool    // look is known
}

// docxField is a field that is open.
type docxField struct {
	instruction string
	shown       bool // its instruction shows something, and the result does not count
}

// maxOpen is how many runs, fields and rows may lie in one another.
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

// text takes characters, of the text or of an instruction.
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

// silent reports whether what comes next is not shown.
func (d *docx) silent() bool {
	for _, f := range d.fields {
		if f.shown {
			return true
		}
	}
	return d.look().hidden
}

// look returns the look of the run that is open.
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

// paragraph ends a paragraph. One of a table of contents is left out.
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
		d.fields[i].shown = false // these fields are short; one that never ends must not hide the rest
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

// inRun reads a run, its formatting, or a character written as an
// element.
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

// showField writes what an instruction shows, once it is known whole.
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

// hideRow passes over the rest of a row of a table that is not shown.
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

// isTitleStyle reports whether a paragraph style of Word is that of a title.
func isTitleStyle(style string) bool {
	switch strings.ToLower(style) {
	case "title", "heading1", "heading 1", "titel", "titre", "überschrift1", "berschrift1":
		return true
	}
	return false
}
