package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/compare"
	"assay.app/assay/ui/words"
)

// columns are the visible columns of the matrix. The title of a statement stays at the left
// and its support at the right; the outlets between them scroll one at a time.
type columns struct {
	title   float32 // the width of the titles
	support float32 // the width of the support
	at      float32 // where the support begins
	short   bool    // the support is abbreviated
	places  []span  // of the visible outlets
}

// span is the place of a visible column.
type span struct {
	column   int
	x, width float32
}

// The widths of columns, in multiples of the text size, and of the space for the scroll bar,
// in device-independent pixels.
const (
	leastTitle    = 11
	greatestTitle = 34
	titleShare    = 0.32
	cellEms       = 5.6
	moreEms       = 4.5 // added to a column at most if space is left
	supportPad    = 10
	barRoom       = 12
	narrowEms     = 62 // in a narrower matrix, the support is abbreviated
)

// supportWidth returns the width of the column of the support. withdrawn says that some statements
// were withdrawn.
func supportWidth(short, withdrawn bool) float32 {
	row := compare.Row{Outlets: 200, Independent: compare.Independent{Count: 20}}
	if withdrawn {
		row.Withdrawn = 2
	}
	longest := support(&row)
	if short {
		row.Independent.Count = 200
		longest = supportShort(&row)
	}
	return fyne.MeasureText(longest, theme.CaptionTextSize(), fyne.TextStyle{}).Width + 2*supportPad
}

// arrange returns the columns that fit into a width if left is the first visible outlet of n.
// The function support returns the width of the support.
func arrange(width float32, left, n int, support func(short bool) float32) columns {
	em := theme.TextSize()
	room := width - barRoom
	c := columns{short: width < narrowEms*em}
	c.support = support(c.short)
	c.title = max(leastTitle*em, min(greatestTitle*em, titleShare*room))
	rest := room - c.title - c.support
	fit := min(max(1, int(rest/(cellEms*em))), n-left)
	if fit <= 0 {
		c.title += max(0, rest)
		c.at = c.title
		return c
	}
	wide := min(rest/float32(fit), (cellEms+moreEms)*em)
	c.title += max(0, rest-wide*float32(fit))
	for i := range fit {
		c.places = append(c.places, span{left + i, c.title + wide*float32(i), wide})
	}
	c.at = c.title + wide*float32(fit)
	return c
}

// under returns the column at a distance from the left edge: titleColumn, an outlet, or n for
// the support.
func (c columns) under(x float32, n int) int {
	switch {
	case x < c.title:
		return titleColumn
	case x >= c.at:
		return n
	}
	for _, p := range c.places {
		if x < p.x+p.width {
			return p.column
		}
	}
	return n
}

// titleColumn is the column of the titles.
const titleColumn = -1

// place returns where a column is, or false if it is scrolled out.
func (c columns) place(column, n int) (x, width float32, ok bool) {
	switch {
	case column == titleColumn:
		return 0, c.title, true
	case column >= n:
		return c.at, c.support, true
	}
	for _, p := range c.places {
		if p.column == column {
			return p.x, p.width, true
		}
	}
	return 0, 0, false
}

// hidden returns a text that says which outlets are visible, or "" if all are.
func (c columns) hidden(n int) string {
	if len(c.places) == 0 || len(c.places) == n {
		return ""
	}
	return lang.L("Outlets {{.First}}–{{.Last}} of {{.Count}}", map[string]any{
		"First": words.Number(c.places[0].column + 1), "Last": words.Number(c.places[len(c.places)-1].column + 1), "Count": words.Number(n),
	})
}
