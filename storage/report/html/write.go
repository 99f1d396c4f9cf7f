// Package html writes documents as web pages: one file without scripts that needs nothing from the
// network.
package html

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/spool"
)

// Options are what a web page needs beside its content.
type Options struct {
	// SVG writes a drawing as an svg element that can stand among others in a page. If it is nil,
	// the titles of pictures stand in their places.
	SVG func(w io.Writer, s *scene.Scene) error
}

// Write writes a document. It writes the text while it reads the blocks, and keeps only the notes
// in memory, compressed. It returns the first error of a block, of w or of ctx; what was written
// until then is no document.
func Write(ctx context.Context, w io.Writer, d *content.Document, o Options) error {
	p := &page{
		Document: d, options: o, language: content.Tag(d.Language), direction: content.LeftToRight,
		body: bufio.NewWriterSize(w, 1<<15), noted: spool.New(),
	}
	p.notes = bufio.NewWriter(p.noted)
	if content.ScriptOf(p.language) == content.RightLeft {
		p.direction = content.RightToLeft
	}
	p.head()
	p.contents()
	p.put(p.body, "<main>\n")
	for block, err := range d.Blocks {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = p.block(ctx, block)
		}
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p.put(p.body, "</main>\n")
	if err := p.endNotes(); err != nil {
		return err
	}
	p.put(p.body, "</body>\n</html>\n")
	return p.body.Flush()
}

// page is a document that is being written.
type page struct {
	*content.Document
	options   Options
	language  string // of the document, or "" if unknown
	direction content.Direction

	body, notes *bufio.Writer // keep their first errors until they are flushed
	noted       *spool.Spool
	count       int  // notes
	newPage     bool // the next block begins a page on paper
}

// put writes strings as they are.
func (p *page) put(w *bufio.Writer, parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

// escaped returns text, cleaned, for use in elements and in attributes between quotes.
func escaped(text string) string { return html.EscapeString(content.Clean(text)) }

// head writes what stands before the contents.
func (p *page) head() {
	w := p.body
	p.put(w, "<!DOCTYPE html>\n<html")
	if p.language != "" {
		p.put(w, ` lang="`, p.language, `"`)
	}
	if p.direction == content.RightToLeft {
		p.put(w, ` dir="rtl"`)
	}
	p.put(w, ">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`, "\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n",
		`<meta name="referrer" content="no-referrer">`, "\n",
		`<meta name="color-scheme" content="light dark">`, "\n",
		"<title>", escaped(p.Title), "</title>\n")
	for _, m := range [][2]string{{"author", strings.Join(p.Authors, "; ")}, {"description", p.Subject}, {"generator", p.Program}, {"date", p.created()}} {
		if m[1] != "" {
			p.put(w, `<meta name="`, m[0], `" content="`, escaped(m[1]), `">`, "\n")
		}
	}
	p.put(w, "<style>\n", style, "@page { @bottom-center { content: ", p.pageLine(), "; } }\n</style>\n</head>\n<body>\n<header>\n")
	p.put(w, `<h1 dir="auto">`, escaped(p.Title), "</h1>\n")
	if p.Subtitle != "" {
		p.put(w, `<p class="subtitle" dir="auto">`, escaped(p.Subtitle), "</p>\n")
	}
	if p.Made != "" {
		p.put(w, `<p class="small" dir="auto">`, escaped(p.Made), "</p>\n")
	}
	p.put(w, "</header>\n")
}

func (p *page) created() string {
	if p.Created.IsZero() {
		return ""
	}
	return p.Created.UTC().Format(time.RFC3339)
}

// pageLine returns the line that numbers pages as a value of the property content of CSS.
func (p *page) pageLine() string {
	var parts []string
	p.Words.PageLine(func(part content.PagePart, text string) {
		switch part {
		case content.PageNow:
			parts = append(parts, "counter(page)")
		case content.PageCount:
			parts = append(parts, "counter(pages)")
		default:
			parts = append(parts, quoted(text))
		}
	})
	return strings.Join(parts, " ")
}

// quoted returns a string of CSS. What could end it, or the style, is escaped.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		if r == '"' || r == '\\' || r == '<' || r == '>' || r == '&' {
			fmt.Fprintf(&b, `\%06x`, r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// contents writes the table of contents, as nested lists.
func (p *page) contents() {
	if len(p.Outline) == 0 {
		return
	}
	w := p.body
	p.put(w, `<nav aria-labelledby="-contents">`, "\n", `<h2 id="-contents" dir="auto">`, escaped(p.Words.Contents), "</h2>\n")
	depth := 0
	for _, e := range p.Outline {
		to := min(max(e.Level, 1), depth+1)
		switch {
		case to > depth:
			p.put(w, "<ul>\n<li>")
		default:
			p.put(w, strings.Repeat("</li>\n</ul>\n", depth-to), "</li>\n<li>")
		}
		depth = to
		p.runs(w, []content.Run{{Text: e.Title, Link: "#" + e.ID}}, content.Neutral, false)
	}
	p.put(w, strings.Repeat("</li>\n</ul>\n", depth), "</nav>\n")
}

// endNotes writes the notes.
func (p *page) endNotes() error {
	if err := p.notes.Flush(); err != nil || p.noted.Empty() {
		return err
	}
	p.put(p.body, `<section class="notes" role="doc-endnotes" aria-labelledby="-notes">`, "\n", `<h2 id="-notes" dir="auto">`, escaped(p.Words.Notes), "</h2>\n<ol>\n")
	if _, err := p.noted.WriteTo(p.body); err != nil {
		return err
	}
	p.put(p.body, "</ol>\n</section>\n")
	return nil
}

// note writes the sign of a note, and the note to the notes. Both link to the other.
func (p *page) note(w *bufio.Writer, n *content.Note) {
	p.count++
	number := strconv.Itoa(p.count)
	sign, id := "-sign-"+number, n.ID
	if !content.ValidID(id) {
		id = "-note-" + number
	}
	p.put(w, `<sup dir="ltr"><a id="`, sign, `" class="sign" role="doc-noteref" href="#`, id, `">`, number, `</a></sup>`)
	p.put(p.notes, `<li id="`, id, `"><span dir="auto">`)
	p.runs(p.notes, n.Text, content.DirectionOfRuns(n.Text).Or(p.direction), true)
	p.put(p.notes, `</span> <a class="back" role="doc-backlink" href="#`, sign, `" aria-label="`, escaped(p.Words.Back), `">↩</a></li>`, "\n")
}
