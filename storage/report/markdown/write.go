// Package markdown writes documents as Markdown: CommonMark with the tables and footnotes that
// GitHub and pandoc read. Places that links lead to are empty elements of HTML.
package markdown

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"assay.app/assay/storage/report/content"
)

// Write writes a document. It writes the text while it reads the blocks; the notes of a block follow
// it. Colours are lost, and the titles of pictures stand in their places. It returns the first error
// of a block, of w or of ctx; what was written until then is no document.
func Write(ctx context.Context, w io.Writer, d *content.Document) error {
	p := &page{Document: d, out: bufio.NewWriterSize(w, 1<<15)}
	p.front()
	for block, err := range d.Blocks {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = p.block(ctx, block)
		}
		if err == nil {
			err = p.flushNotes()
		}
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return p.out.Flush()
}

// page is a document that is being written.
type page struct {
	*content.Document
	out   *bufio.Writer // keeps its first error until it is flushed
	begun bool          // something was written
	lists int           // numbered lists that touch, to tell them apart

	noted bytes.Buffer // the notes of the present block
	count int          // notes
}

// put writes strings as they are.
func (p *page) put(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
}

// separate writes what is between two blocks.
func (p *page) separate() {
	if p.begun {
		p.put("\n")
	}
	p.begun = true
}

// paragraph writes a paragraph, each of whose lines begins with prefix. It writes nothing for one
// that is blank.
func (p *page) paragraph(first, prefix, id string, runs []content.Run) {
	if content.Blank(runs) && !content.ValidID(id) {
		return
	}
	p.separate()
	p.put(first, strings.ReplaceAll(p.text(id, runs, false), "\n", "\n"+prefix), "\n")
}

// front writes the title and the table of contents.
func (p *page) front() {
	p.heading(1, "", []content.Run{content.Plain(p.Title)})
	p.paragraph("", "", "", []content.Run{{Text: p.Subtitle}})
	p.paragraph("", "", "", []content.Run{{Text: p.Made}})
	if len(p.Outline) == 0 {
		return
	}
	p.heading(2, "", []content.Run{content.Plain(p.Words.Contents)})
	p.separate()
	depth := 0
	for _, e := range p.Outline {
		depth = min(max(e.Level, 1), depth+1)
		p.put(strings.Repeat("  ", depth-1), "- ", p.text("", []content.Run{{Text: e.Title, Link: "#" + e.ID}}, false), "\n")
	}
}

func (p *page) heading(level int, id string, runs []content.Run) {
	p.separate()
	text := p.text(id, oneLine(runs), false)
	p.put(strings.Repeat("#", level), " ", text, "\n")
}

// oneLine returns runs with spaces in place of breaks.
func oneLine(runs []content.Run) []content.Run {
	out := make([]content.Run, len(runs))
	for i, r := range runs {
		if r.Break {
			r.Break, r.Text = false, " "+r.Text
		}
		out[i] = r
	}
	return out
}

// block writes one block.
func (p *page) block(ctx context.Context, b content.Block) error {
	if _, list := b.(content.List); !list {
		p.lists = 0
	}
	switch b := b.(type) {
	case content.Heading:
		p.heading(min(max(b.Level, 1), 4)+1, b.ID, b.Text)
	case content.Paragraph:
		p.look(b)
	case content.List:
		p.list(b)
	case content.Table:
		return p.table(ctx, &b)
	case content.Picture:
		p.picture(b)
	case content.Break:
	default:
		return fmt.Errorf("a Markdown file cannot have a block of type %T", b)
	}
	return nil
}

// look writes a paragraph as its look asks; looks that Markdown does not have are those of the body.
func (p *page) look(b content.Paragraph) {
	switch b.Look {
	case content.Quote:
		p.paragraph("> ", "> ", b.ID, b.Text)
	case content.Warning:
		p.paragraph("", "", b.ID, bold(b.Text))
	default:
		p.paragraph("", "", b.ID, b.Text)
	}
	p.paragraph("", "", "", b.Side)
}

func bold(runs []content.Run) []content.Run {
	out := make([]content.Run, len(runs))
	for i, r := range runs {
		r.Bold = true
		out[i] = r
	}
	return out
}

// list writes a list. Two lists that touch have different signs, or they would be one.
func (p *page) list(l content.List) {
	p.lists++
	p.separate()
	for i, item := range l.Items {
		sign := []string{"* ", "- "}[p.lists%2]
		if l.Numbered {
			sign = strconv.Itoa(i+1) + []string{") ", ". "}[p.lists%2]
		}
		p.put(sign, strings.ReplaceAll(p.text("", item, false), "\n", "\n"+strings.Repeat(" ", len(sign))), "\n")
	}
}

// table writes a table.
func (p *page) table(ctx context.Context, t *content.Table) error {
	if err := content.CheckTable(t); err != nil {
		return err
	}
	p.paragraph("", "", t.ID, []content.Run{{Text: t.Title, Bold: true}})
	p.separate()
	for _, c := range t.Columns {
		p.put("| ", p.text("", []content.Run{content.Plain(c.Title)}, true), " ")
	}
	p.put("|\n")
	for _, c := range t.Columns {
		p.put(rule(c.Align))
	}
	p.put("|\n")
	row := 0
	for cells, err := range t.Rows {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = content.CheckRow(t, row, cells)
		}
		if err != nil {
			return err
		}
		for _, c := range cells {
			p.put("| ", p.text("", c.Text, true), " ")
		}
		p.put("|\n")
		row++
	}
	return nil
}

// rule returns what is below the title of a column.
func rule(a content.Align) string {
	switch a {
	case content.Centre:
		return "|:-:"
	case content.Trailing:
		return "|--:"
	default:
		return "|---"
	}
}

// picture writes the title of a picture, for it cannot be in the file, and its caption.
func (p *page) picture(c content.Picture) {
	title := ""
	if c.Scene != nil {
		title = c.Scene.Title
	}
	p.paragraph("", "", c.ID, []content.Run{{Text: title, Italic: true}})
	p.paragraph("", "", "", c.Caption)
}

// note returns the sign of a note, and writes the note to the notes of the block.
func (p *page) note(n *content.Note) string {
	p.count++
	sign := "[^" + strconv.Itoa(p.count) + "]"
	line := p.line(n.ID, n.Text, inNote)
	p.noted.WriteString(sign + ": " + strings.ReplaceAll(line, "\n", "\n    ") + "\n")
	return sign
}

// flushNotes writes the notes of a block after it.
func (p *page) flushNotes() error {
	if p.noted.Len() == 0 {
		return nil
	}
	p.separate()
	_, err := p.noted.WriteTo(p.out)
	return err
}
