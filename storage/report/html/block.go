package html

import (
	"bufio"
	"context"
	"fmt"
	"strconv"

	"assay.app/assay/storage/report/content"
)

// block writes one block.
func (p *page) block(ctx context.Context, b content.Block) error {
	switch b := b.(type) {
	case content.Heading:
		p.element("h"+strconv.Itoa(min(max(b.Level, 1), 4)+1), "", b.ID, b.Text)
	case content.Paragraph:
		p.paragraph(b)
	case content.List:
		p.list(b)
	case content.Table:
		return p.table(ctx, &b)
	case content.Picture:
		return p.picture(b)
	case content.Break:
		p.newPage = true
	default:
		return fmt.Errorf("a web page cannot have a block of type %T", b)
	}
	return nil
}

// open begins a block.
func (p *page) open(name, class, id string) {
	p.put(p.body, "<", name)
	if p.newPage {
		p.newPage = false
		if class != "" {
			class += " "
		}
		class += "page"
	}
	if class != "" {
		p.put(p.body, ` class="`, class, `"`)
	}
	if content.ValidID(id) {
		p.put(p.body, ` id="`, id, `"`)
	}
}

// element writes a block of text, which has its own direction.
func (p *page) element(name, class, id string, runs []content.Run) {
	p.open(name, class, id)
	p.put(p.body, directed(runs), ">")
	p.runs(p.body, runs, content.DirectionOfRuns(runs).Or(p.direction), false)
	p.put(p.body, "</", name, ">\n")
}

func (p *page) paragraph(b content.Paragraph) {
	if len(b.Side) == 0 {
		p.look(b)
		return
	}
	p.open("div", "marked", "")
	p.put(p.body, ">\n")
	p.look(b)
	p.element("div", "side", "", b.Side)
	p.put(p.body, "</div>\n")
}

// look writes a paragraph as its look asks; a look that is unknown is that of the body.
func (p *page) look(b content.Paragraph) {
	switch b.Look {
	case content.Lead:
		p.element("p", "lead", b.ID, b.Text)
	case content.Quote:
		p.element("blockquote", "", b.ID, b.Text)
	case content.Caption:
		p.element("p", "caption", b.ID, b.Text)
	case content.Small:
		p.element("p", "small", b.ID, b.Text)
	case content.Warning:
		p.element("p", "warning", b.ID, b.Text)
	default:
		p.element("p", "", b.ID, b.Text)
	}
}

func (p *page) list(l content.List) {
	name := "ul"
	if l.Numbered {
		name = "ol"
	}
	p.open(name, "", "")
	p.put(p.body, ">\n")
	for _, item := range l.Items {
		p.element("li", "", "", item)
	}
	p.put(p.body, "</", name, ">\n")
}

// table writes a table, which scrolls inside if it is wider than the page.
func (p *page) table(ctx context.Context, t *content.Table) error {
	if err := content.CheckTable(t); err != nil {
		return err
	}
	w := p.body
	p.open("div", "scroll", t.ID)
	p.put(w, ` tabindex="0" role="group"`)
	if t.Title != "" {
		p.put(w, ` aria-label="`, escaped(t.Title), `"`)
	}
	p.put(w, ">\n<table>\n")
	if t.Title != "" || t.Summary != "" {
		p.put(w, `<caption dir="auto">`, escaped(t.Title))
		if t.Summary != "" {
			p.put(w, ` <span class="unseen">`, escaped(t.Summary), "</span>")
		}
		p.put(w, "</caption>\n")
	}
	p.put(w, "<colgroup>")
	for _, share := range content.Shares(t.Columns) {
		p.put(w, `<col style="width:`, strconv.FormatFloat(100*share, 'f', 2, 64), `%">`)
	}
	p.put(w, "</colgroup>\n<thead>\n<tr>")
	for _, c := range t.Columns {
		p.put(w, `<th scope="col" dir="auto"`, class(c.Align), ">", escaped(c.Title), "</th>")
	}
	p.put(w, "</tr>\n</thead>\n<tbody>\n")
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
		p.row(w, t, cells)
		row++
	}
	p.put(w, "</tbody>\n</table>\n</div>\n")
	return nil
}

func (p *page) row(w *bufio.Writer, t *content.Table, cells []content.Cell) {
	p.put(w, "<tr>")
	for i, c := range cells {
		p.put(w, "<td", directed(c.Text), class(t.Columns[i].Align), filled(c.Fill), ">")
		p.runs(w, c.Text, content.DirectionOfRuns(c.Text).Or(p.direction), false)
		p.put(w, "</td>")
	}
	p.put(w, "</tr>\n")
}

// directed returns the attribute of a block of text that has a direction of its own. Text without
// one, such as a number, has that of the page.
func directed(runs []content.Run) string {
	if content.DirectionOfRuns(runs) == content.Neutral {
		return ""
	}
	return ` dir="auto"`
}

// class returns the attribute of a cell's alignment.
func class(a content.Align) string {
	switch a {
	case content.Centre:
		return ` class="centre"`
	case content.Trailing:
		return ` class="trailing"`
	default:
		return ""
	}
}

// picture writes a picture with its caption.
func (p *page) picture(c content.Picture) error {
	p.open("figure", "", c.ID)
	p.put(p.body, ">\n")
	title := ""
	if c.Scene != nil {
		title = c.Scene.Title
	}
	if c.Scene == nil || p.options.SVG == nil {
		p.put(p.body, `<p dir="auto">`, escaped(title), "</p>\n")
	} else {
		p.put(p.body, `<div class="picture" role="img" aria-label="`, escaped(title), `">`)
		if err := p.options.SVG(p.body, c.Scene); err != nil {
			return err
		}
		p.put(p.body, "</div>\n")
	}
	if !content.Blank(c.Caption) {
		p.element("figcaption", "", "", c.Caption)
	}
	p.put(p.body, "</figure>\n")
	return nil
}
