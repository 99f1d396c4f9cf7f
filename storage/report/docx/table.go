package docx

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"assay.app/assay/storage/report/content"
)

// textWidth is the width of the text in twentieths of a point: that of A4 without its margins.
const textWidth = 11906 - 2*1134

// mostColumns is how many columns Word opens in a table.
const mostColumns = 63

// table writes a table. Its first row is repeated on each page, and no row goes over two pages.
func (d *document) table(ctx context.Context, t *content.Table) error {
	if err := content.CheckTable(t); err != nil {
		return err
	}
	if len(t.Columns) > mostColumns {
		return fmt.Errorf("table %s has %d columns, and a table of Word has at most %d", t.ID, len(t.Columns), mostColumns)
	}
	id := t.ID
	if t.Title != "" {
		d.write(d.body, form{style: "TableTitle", keepNext: true, id: id}, []content.Run{content.Plain(t.Title)})
		id = ""
	} else if d.newPage {
		d.spacer()
	}
	widths := twips(content.Shares(t.Columns))
	d.openTable(t, widths)
	d.head(t, widths, id)
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
		d.row(t, widths, cells)
		row++
	}
	d.body.put(`</w:tbl>`)
	d.spacer() // Word makes one table of two that touch
	return nil
}

// twips returns the widths of columns in twentieths of a point. They add up to textWidth.
func twips(shares []float64) []int {
	out := make([]int, len(shares))
	sum, done := 0.0, 0
	for i, share := range shares {
		sum += share
		end := int(sum*textWidth + 0.5)
		out[i], done = max(end-done, 1), end
	}
	return out
}

func (d *document) openTable(t *content.Table, widths []int) {
	p := d.body
	p.put(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>`)
	if d.direction == content.RightToLeft {
		p.put(`<w:bidiVisual/>`)
	}
	p.put(`<w:tblW w:w="`, strconv.Itoa(textWidth), `" w:type="dxa"/><w:tblLayout w:type="fixed"/>`,
		`<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`)
	if alternative := cmp.Or(t.Summary, t.Title); alternative != "" {
		p.put(`<w:tblDescription w:val="`, escaped(alternative), `"/>`)
	}
	p.put(`</w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		p.put(`<w:gridCol w:w="`, strconv.Itoa(w), `"/>`)
	}
	p.put(`</w:tblGrid>`)
}

// head writes the row of the titles. The first cell gets the ID of a table without a title.
func (d *document) head(t *content.Table, widths []int, id string) {
	d.body.put(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		d.openCell(widths[i], headFill)
		d.write(d.body, form{style: "TableHead", keepNext: true, align: d.align(c.Align), id: id}, []content.Run{content.Plain(c.Title)})
		d.body.put(`</w:tc>`)
		id = ""
	}
	d.body.put(`</w:tr>`)
}

func (d *document) row(t *content.Table, widths []int, cells []content.Cell) {
	d.body.put(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	for i, c := range cells {
		f := form{style: "TableText", align: d.align(t.Columns[i].Align)}
		fill := content.Fill(c.Fill)
		if fill != "" {
			f.ink = content.InkOn(fill)
		}
		d.openCell(widths[i], fill)
		d.write(d.body, f, c.Text)
		d.body.put(`</w:tc>`)
	}
	d.body.put(`</w:tr>`)
}

func (d *document) openCell(width int, fill string) {
	d.body.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/>`)
	if fill != "" {
		d.body.put(`<w:shd w:val="clear" w:color="auto" w:fill="`, fill, `"/>`)
	}
	d.body.put(`</w:tcPr>`)
}

// align returns the w:jc of a column for text from left to right, or "" for the side where a
// paragraph's own lines begin.
func (d *document) align(a content.Align) string {
	switch {
	case a == content.Centre:
		return "center"
	case a == content.Trailing && d.direction == content.RightToLeft:
		return "left"
	case a == content.Trailing:
		return "right"
	default:
		return ""
	}
}

// spacer writes a low empty paragraph.
func (d *document) spacer() {
	d.open(d.body, form{style: "Spacer"}, content.LeftToRight)
	d.body.put(`</w:p>`)
}
