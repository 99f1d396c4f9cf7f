package docx

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"assay.app/assay/storage/report/content"
)

// ground is what is around runs.
type ground struct {
	ink        string            // the colour of text, or "" for that of the style
	direction  content.Direction // of the paragraph
	plainLinks bool              // links look like other text
}

// escaper escapes text for XML, in elements and in attributes between double quotes.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escaped returns text, cleaned, for use in XML.
func escaped(text string) string { return escaper.Replace(content.Clean(text)) }

// place writes something as a place that links lead to, unless id is not an ID.
func (d *document) place(p *part, id string, write func()) {
	if !content.ValidID(id) {
		write()
		return
	}
	d.bookmarks++
	number := strconv.Itoa(d.bookmarks)
	p.put(`<w:bookmarkStart w:id="`, number, `" w:name="`, bookmark(id), `"/>`)
	write()
	p.put(`<w:bookmarkEnd w:id="`, number, `"/>`)
}

// bookmark returns the name of the bookmark of an ID. Word allows 40 characters without hyphens;
// it hides names that begin with a low line from its list of bookmarks.
func bookmark(id string) string {
	if len(id) > 39 {
		sum := sha256.Sum256([]byte(id))
		return "_x" + hex.EncodeToString(sum[:19])
	}
	return "_" + strings.ReplaceAll(id, "-", "_")
}

// runs writes runs of a paragraph.
func (d *document) runs(p *part, runs []content.Run, g ground) {
	for _, r := range runs {
		d.place(p, r.ID, func() { d.run(p, r, g) })
		if r.Note != nil && !p.inNote {
			d.note(*r.Note)
		}
	}
}

// run writes one run, as several if its direction changes.
func (d *document) run(p *part, r content.Run, g ground) {
	if r.Break {
		p.put(`<w:r><w:br/></w:r>`)
	}
	if r.Text == "" {
		return
	}
	place, address := content.Target(r.Link)
	switch {
	case place != "":
		p.put(`<w:hyperlink w:anchor="`, bookmark(place), `" w:history="1">`)
	case address != "":
		p.put(`<w:hyperlink r:id="`, p.link(address), `" w:history="1">`)
	}
	linked := place != "" || address != ""
	for _, piece := range content.Pieces(content.Clean(r.Text), g.direction) {
		p.put(`<w:r>`)
		d.looks(p, r, g, linked, piece.Direction == content.RightToLeft)
		p.put(`<w:t xml:space="preserve">`, escaper.Replace(piece.Text), `</w:t></w:r>`)
	}
	if linked {
		p.put(`</w:hyperlink>`)
	}
}

// looks writes the properties of a run, in the order that the schema asks for.
func (d *document) looks(p *part, r content.Run, g ground, linked, rightToLeft bool) {
	ink, fill := g.ink, content.Fill(r.Fill)
	switch {
	case fill != "":
		ink = content.InkOn(fill)
	case ink == "" && r.Muted && !linked:
		ink = muted
	}
	language := content.Tag(r.Language)
	p.put(`<w:rPr>`)
	if linked && !g.plainLinks {
		p.put(`<w:rStyle w:val="Hyperlink"/>`)
	}
	d.fonts(p, r.Mono, language)
	if r.Bold {
		p.put(`<w:b/><w:bCs/>`)
	}
	if r.Italic {
		p.put(`<w:i/><w:iCs/>`)
	}
	if ink != "" {
		p.put(`<w:color w:val="`, ink, `"/>`)
	}
	if fill != "" {
		p.put(`<w:shd w:val="clear" w:color="auto" w:fill="`, fill, `"/>`)
	}
	if rightToLeft {
		p.put(`<w:rtl/>`)
	}
	p.put(languages(language))
	p.put(`</w:rPr>`)
}

// fonts writes the fonts of a run where they are not those of its style.
func (d *document) fonts(p *part, mono bool, language string) {
	eastern := ""
	if content.ScriptOf(language) == content.EastAsian {
		eastern = ` w:eastAsia="` + easternFont(language) + `" w:hint="eastAsia"`
	}
	switch {
	case mono:
		p.put(`<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"`, eastern, `/>`)
	case eastern != "":
		p.put(`<w:rFonts`, eastern, `/>`)
	}
}

// languages returns the w:lang of a language, or "" for that of the document.
func languages(tag string) string {
	if tag == "" {
		return ""
	}
	switch content.ScriptOf(tag) {
	case content.EastAsian:
		return `<w:lang w:eastAsia="` + tag + `"/>`
	case content.RightLeft:
		return `<w:lang w:bidi="` + tag + `"/>`
	default:
		return `<w:lang w:val="` + tag + `"/>`
	}
}

// link returns the id of the relationship to an address.
func (p *part) link(address string) string {
	p.linked++
	id := "link" + strconv.Itoa(p.linked)
	p.links.WriteString(`<Relationship Id="` + id + `" Type="` + relations + `hyperlink" Target="` + escaper.Replace(address) + `" TargetMode="External"/>`)
	return id
}

// note writes the sign of a footnote to the body, and the footnote to the footnotes.
func (d *document) note(n content.Note) {
	d.notes.noted++
	number := strconv.Itoa(d.notes.noted)
	d.body.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="`, number, `"/></w:r>`)
	direction := content.DirectionOfRuns(n.Text).Or(d.direction)
	d.notes.put(`<w:footnote w:id="`, number, `">`)
	d.open(d.notes, form{style: "FootnoteText"}, direction)
	d.place(d.notes, n.ID, func() {
		d.notes.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`)
	})
	d.runs(d.notes, n.Text, ground{direction: direction})
	d.notes.put(`</w:p></w:footnote>`)
}
