package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/report"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// strip is a part of a page from the left to the right: a paragraph, or a row of a table.
type strip struct {
	cells  [][]report.Run
	table  *columns // of several cells
	size   float32  // of the text, as a multiple of that of the theme
	ink    fyne.ThemeColorName
	strong bool    // bold
	gap    float32 // the space above, as a multiple of the text size
	indent float32 // at the left, as a multiple of the text size
	bar    fyne.ThemeColorName
	under  bool // a line is below it
}

// stripsOf returns the strips of a document, and the first of each block.
func stripsOf(d *report.Preview) (all []strip, blocks []int) {
	all = append(all, strip{cells: [][]report.Run{{{Text: d.Title}}}, size: 1.7, ink: theme.ColorNameForeground, strong: true})
	if d.Subtitle != "" {
		all = append(all, strip{cells: [][]report.Run{{{Text: d.Subtitle}}}, size: 1.15, ink: look.ColorDim, gap: 0.3})
	}
	if d.Made != "" {
		all = append(all, strip{cells: [][]report.Run{{{Text: d.Made}}}, size: 0.9, ink: look.ColorDim, gap: 0.4})
	}
	for _, b := range d.Blocks {
		blocks = append(blocks, len(all))
		all = append(all, blockStrips(b)...)
	}
	if d.More > 0 {
		all = append(all, note(words.N("…and {{.Count}} more paragraphs and tables, which the file has.", d.More)))
	}
	return all, blocks
}

// note returns a strip that says what the preview leaves out.
func note(text string) strip {
	return strip{cells: [][]report.Run{{{Text: text, Italic: true}}}, size: 0.9, ink: look.ColorDim, gap: 0.5}
}

func plain(runs []report.Run) strip {
	return strip{cells: [][]report.Run{runs}, size: 1, ink: theme.ColorNameForeground, gap: 0.6}
}

func blockStrips(b report.Block) []strip {
	switch b.Kind {
	case report.Heading:
		return []strip{heading(b)}
	case report.Paragraph:
		return paragraph(b)
	case report.List:
		var all []strip
		for i, item := range b.Items {
			s := plain(append([]report.Run{{Text: "•  "}}, item...))
			s.indent = 1
			if i > 0 {
				s.gap = 0.2
			}
			all = append(all, s)
		}
		return all
	case report.Table:
		return tableRows(b)
	case report.Picture:
		s := plain(b.Text)
		s.bar, s.indent, s.ink = theme.ColorNameSeparator, 1, look.ColorDim
		return []strip{s}
	default:
		return nil
	}
}

func heading(b report.Block) strip {
	s := plain(b.Text)
	s.strong = true
	switch b.Level {
	case 1:
		s.size, s.gap = 1.4, 1.6
	case 2:
		s.size, s.gap = 1.2, 1.2
	default:
		s.size, s.gap = 1.05, 0.9
	}
	return s
}

func paragraph(b report.Block) []strip {
	s := plain(b.Text)
	switch b.Look {
	case report.Lead:
		s.size = 1.1
	case report.Quote:
		s.indent, s.bar = 1, theme.ColorNamePrimary
	case report.Caption:
		s.size, s.ink, s.gap = 0.9, look.ColorDim, 0.2
	case report.Small:
		s.size, s.ink = 0.9, look.ColorDim
	case report.Warning:
		s.indent, s.bar = 1, theme.ColorNameWarning
	default:
	}
	all := []strip{s}
	if len(b.Side) > 0 {
		all = append(all, strip{cells: [][]report.Run{b.Side}, size: 0.85, ink: look.ColorDim, gap: 0.2, indent: 2})
	}
	return all
}

func tableRows(b report.Block) []strip {
	var all []strip
	if len(b.Text) > 0 {
		s := plain(b.Text)
		s.strong, s.gap = true, 0.9
		all = append(all, s)
	}
	table := &columns{rows: b.Rows, share: b.Share}
	for i, row := range b.Rows {
		all = append(all, strip{cells: row, table: table, size: tableSize, ink: theme.ColorNameForeground, strong: i == 0, gap: 0.35, under: true})
	}
	if b.More > 0 {
		all = append(all, note(words.N("…and {{.Count}} more rows, which the file has.", b.More)))
	}
	return all
}

// Measures of strips, as multiples of the text size.
const (
	tableSize  = 0.9 // of the text of tables
	cellGap    = 0.8 // between two columns
	longWord   = 9   // the width from which words in tables may be divided
	barOutside = 0.7 // from a bar to the text
)

// put makes the objects of a strip at a height, and returns its height.
func (p *page) put(s strip, y float32) float32 {
	em := theme.TextSize()
	x, width := pageMargin+s.indent*em, p.inner()-s.indent*em
	height := float32(0)
	cell := func(runs []report.Run, x, width float32) {
		text := newProse(&p.measures, runs, s.size, s.ink, s.strong)
		h := text.lay(max(width, em))
		text.Move(fyne.NewPos(x, y))
		text.Resize(fyne.NewSize(width, h))
		p.body.Objects = append(p.body.Objects, text)
		height = max(height, h)
	}
	if widths := s.table.fit(&p.measures, width); widths == nil {
		cell(followed(s.cells), x, width)
	} else {
		at := x
		for i, runs := range s.cells {
			cell(runs, at, widths[i])
			at += widths[i] + cellGap*em
		}
	}
	if s.bar != "" {
		bar := canvas.NewRectangle(look.Current(s.bar))
		bar.Move(fyne.NewPos(x-barOutside*em, y))
		bar.Resize(fyne.NewSize(3, height))
		p.body.Objects = append(p.body.Objects, bar)
	}
	if s.under {
		height += em / 4
		p.line(x, y+height, width)
	}
	return height
}

// followed returns the cells of a row one after the other, and leaves out empty ones.
func followed(cells [][]report.Run) (all []report.Run) {
	for _, runs := range cells {
		if len(runs) == 0 {
			continue
		}
		if len(all) > 0 {
			all = append(all, report.Run{Text: " · "})
		}
		all = append(all, runs...)
	}
	return all
}
