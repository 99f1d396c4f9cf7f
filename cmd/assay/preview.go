package main

import (
	"cmp"
	"context"
	"iter"

	handin "assay.app/assay/model/report"
	"assay.app/assay/storage/report/content"
)

// previewRows is the number of rows of a table that a preview shows.
const previewRows = 12

// previewOf returns the first blocks of a document, at most a number of them, and counts the others
// without reading their tables.
func previewOf(ctx context.Context, d *content.Document, most int) (handin.Preview, error) {
	p := handin.Preview{Title: content.Clean(d.Title), Subtitle: content.Clean(d.Subtitle), Made: content.Clean(d.Made)}
	levels := map[string]bool{}
	for _, e := range d.Outline {
		levels[e.ID] = true
	}
	for b, err := range d.Blocks {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return handin.Preview{}, err
		}
		if len(p.Blocks) == most {
			p.More++
			continue
		}
		shown, is, err := previewBlock(ctx, b)
		if err != nil {
			return handin.Preview{}, err
		}
		if !is {
			continue
		}
		if h, heading := b.(content.Heading); heading && levels[h.ID] {
			p.Outline = append(p.Outline, handin.Place{Level: h.Level, Title: content.Text(h.Text), Block: len(p.Blocks)})
		}
		p.Blocks = append(p.Blocks, shown)
	}
	return p, nil
}

// previewBlock returns a block as a preview shows it, or false if it shows nothing.
func previewBlock(ctx context.Context, b content.Block) (handin.Block, bool, error) {
	switch b := b.(type) {
	case content.Heading:
		return handin.Block{Kind: handin.Heading, Level: b.Level, Text: previewRuns(b.Text)}, true, nil
	case content.Paragraph:
		return handin.Block{Kind: handin.Paragraph, Look: previewLook(b.Look), Text: previewRuns(b.Text), Side: previewRuns(b.Side)}, true, nil
	case content.List:
		out := handin.Block{Kind: handin.List}
		for _, item := range b.Items {
			out.Items = append(out.Items, previewRuns(item))
		}
		return out, true, nil
	case content.Table:
		out, err := previewTable(ctx, &b)
		return out, true, err
	case content.Picture:
		return handin.Block{Kind: handin.Picture, Text: captionOf(b)}, true, nil
	default: // a page begins
		return handin.Block{}, false, nil
	}
}

func captionOf(b content.Picture) []handin.Run {
	if content.Blank(b.Caption) && b.Scene != nil {
		return []handin.Run{{Text: cmp.Or(content.Clean(b.Scene.Title), "…")}}
	}
	return previewRuns(b.Caption)
}

// previewTable returns the first rows of a table, and counts the others.
func previewTable(ctx context.Context, t *content.Table) (handin.Block, error) {
	out := handin.Block{Kind: handin.Table, Share: content.Shares(t.Columns)}
	if t.Title != "" {
		out.Text = []handin.Run{{Text: content.Clean(t.Title)}}
	}
	var titles [][]handin.Run
	for _, c := range t.Columns {
		titles = append(titles, []handin.Run{{Text: content.Clean(c.Title), Bold: true}})
	}
	out.Rows = [][][]handin.Run{titles}
	for cells, err := range rowsOf(t) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return handin.Block{}, err
		}
		if len(out.Rows) > previewRows {
			out.More++
			continue
		}
		row := make([][]handin.Run, len(titles))
		for i := range min(len(cells), len(row)) {
			row[i] = previewRuns(cells[i].Text)
			for k := range row[i] {
				row[i][k].Fill = cmp.Or(row[i][k].Fill, cells[i].Fill)
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// rowsOf returns the rows of a table; none if it has no sequence of them.
func rowsOf(t *content.Table) iter.Seq2[[]content.Cell, error] {
	if t.Rows == nil {
		return func(func([]content.Cell, error) bool) {}
	}
	return t.Rows
}

func previewLook(l content.Look) handin.Look {
	switch l {
	case content.Lead:
		return handin.Lead
	case content.Quote:
		return handin.Quote
	case content.Caption:
		return handin.Caption
	case content.Small:
		return handin.Small
	case content.Warning:
		return handin.Warning
	default:
		return handin.Body
	}
}

// previewRuns returns runs as a preview shows them. Notes stand in brackets where they are.
func previewRuns(runs []content.Run) (out []handin.Run) {
	for _, r := range runs {
		one := handin.Run{
			Text: content.Clean(r.Text), Bold: r.Bold, Italic: r.Italic, Muted: r.Muted, Mono: r.Mono, Break: r.Break,
			Linked: r.Link != "", Fill: r.Fill,
		}
		if one.Text != "" || one.Break {
			out = append(out, one)
		}
		if r.Note != nil {
			out = append(out, handin.Run{Text: " [" + content.Text(r.Note.Text) + "]", Muted: true})
		}
	}
	return out
}
