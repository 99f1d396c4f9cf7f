package docx

import (
	"strconv"

	"assay.app/assay/storage/report/content"
)

// form is how a paragraph is set.
type form struct {
	style    string
	keepNext bool   // on one page with the next paragraph
	list     int    // the number of its list in numbering.xml, or 0
	align    string // of w:jc in a paragraph from left to right, or ""
	ink      string // the colour of its text on the fill of its cell, or ""
	id       string // of its place, or ""
}

// open begins a paragraph whose text has the given direction.
func (d *document) open(p *part, f form, direction content.Direction) {
	p.put(`<w:p><w:pPr><w:pStyle w:val="`, f.style, `"/>`)
	if f.keepNext {
		p.put(`<w:keepNext/>`)
	}
	if d.newPage && !p.inNote {
		p.put(`<w:pageBreakBefore/>`)
		d.newPage = false
	}
	if f.list > 0 {
		p.put(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="`, strconv.Itoa(f.list), `"/></w:numPr>`)
	}
	if direction == content.RightToLeft {
		p.put(`<w:bidi/>`)
		f.align = mirrored(f.align)
	}
	if f.align != "" {
		p.put(`<w:jc w:val="`, f.align, `"/>`)
	}
	p.put(`</w:pPr>`)
}

// mirrored returns the alignment that stands at the same side in a paragraph from right to left,
// where "left" is the side where lines begin.
func mirrored(align string) string {
	switch align {
	case "left":
		return "right"
	case "right":
		return "left"
	}
	return align
}

// write writes a paragraph.
func (d *document) write(p *part, f form, runs []content.Run) {
	direction := content.DirectionOfRuns(runs).Or(d.direction)
	d.open(p, f, direction)
	d.place(p, f.id, func() { d.runs(p, runs, ground{ink: f.ink, direction: direction}) })
	p.put(`</w:p>`)
}

// front writes the title and the table of contents.
func (d *document) front() {
	d.write(d.body, form{style: "Title"}, []content.Run{content.Plain(d.Title)})
	if d.Subtitle != "" {
		d.write(d.body, form{style: "Subtitle"}, []content.Run{content.Plain(d.Subtitle)})
	}
	if d.Made != "" {
		d.write(d.body, form{style: "Small"}, []content.Run{content.Plain(d.Made)})
	}
	if len(d.Outline) > 0 {
		d.contents()
	}
}

// contents writes the table of contents: a field that holds its entries, so that nothing has to be
// computed when the document is opened. It has no numbers of pages until a reader updates it.
func (d *document) contents() {
	deepest := 1
	for _, e := range d.Outline {
		deepest = max(deepest, level(e.Level))
	}
	p := d.body
	p.put(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`)
	d.write(p, form{style: "TOCHeading", keepNext: true}, []content.Run{content.Plain(d.Words.Contents)})
	for i, e := range d.Outline {
		direction := content.DirectionOf(e.Title).Or(d.direction)
		d.open(p, form{style: "TOC" + strconv.Itoa(level(e.Level))}, direction)
		if i == 0 {
			p.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-`, strconv.Itoa(deepest),
				`" \h \z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		link := ""
		if content.ValidID(e.ID) {
			link = "#" + e.ID
		}
		d.runs(p, []content.Run{{Text: e.Title, Link: link}}, ground{direction: direction, plainLinks: true})
		if i == len(d.Outline)-1 {
			p.put(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		p.put(`</w:p>`)
	}
	p.put(`</w:sdtContent></w:sdt>`)
}

func level(l int) int { return min(max(l, 1), 4) }

func (d *document) heading(h content.Heading) {
	d.write(d.body, form{style: "Heading" + strconv.Itoa(level(h.Level)), id: h.ID}, h.Text)
}

func (d *document) paragraph(p content.Paragraph) {
	f := form{style: look(p.Look), id: p.ID, keepNext: len(p.Side) > 0}
	d.write(d.body, f, p.Text)
	if len(p.Side) > 0 {
		d.write(d.body, form{style: "Side"}, p.Side)
	}
}

// look returns the style of a look; a look that is unknown is that of the body.
func look(l content.Look) string {
	switch l {
	case content.Lead:
		return "Lead"
	case content.Quote:
		return "Quote"
	case content.Caption:
		return "Caption"
	case content.Small:
		return "Small"
	case content.Warning:
		return "Warning"
	default:
		return "BodyText"
	}
}

// bullets is the number of the list with bullets in numbering.xml. Numbered lists follow it.
const bullets = 1

func (d *document) list(l content.List) {
	number := bullets
	if l.Numbered {
		d.lists++
		number = bullets + d.lists
	}
	for _, item := range l.Items {
		d.write(d.body, form{style: "ListParagraph", list: number}, item)
	}
}

// section returns the properties of the only section: the page and its foot.
func (d *document) section() string {
	s := `<w:sectPr><w:footerReference w:type="default" r:id="` + footerLink + `"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>`
	if d.direction == content.RightToLeft {
		s += `<w:bidi/>`
	}
	return s + `</w:sectPr>`
}
