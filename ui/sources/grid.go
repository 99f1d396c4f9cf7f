package sources

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// How the grid scrolls
//
// Package rows draws the rows: only visible rows have objects, and they scroll smoothly.
// Columns scroll one at a time. So a row has objects for the visible columns only, and no
// column is cut off. The lines at the left and the frozen columns stay in place; sheet.left is
// the number of other columns that are scrolled out. The arrows move the current cell, and the
// grid scrolls to it.

// grid shows a sheet: the heading, and below it the rows.
type grid struct {
	content *fyne.Container
	of      *Controller
	tips    *panel.Tips
	list    *rows.List
	head    *heading
	headed  bool // the heading is current and not a row
}

func newGrid(c *Controller, tips *panel.Tips) *grid {
	g := &grid{of: c, tips: tips}
	g.list = rows.New(source{g})
	g.list.OnClick = func(i int, _ fyne.KeyModifier) { g.choose(i, g.sheet().column) }
	g.list.OnMenu = g.menu
	g.list.OnDrag, g.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	g.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if s := g.sheet(); i < s.rows {
			g.tips.Below(row, s.line(i).tip)
		}
	}
	g.list.OnLeave = tips.Leave
	g.list.OnKey = g.typed
	g.list.OnRune = c.win.PressRune
	g.list.OnShortcut = c.win.PressShortcut
	g.list.OnFocus = func(bool) { g.head.Refresh(); c.win.ShowHints() }
	g.list.Spoken = g.spoken
	g.head = newHeading(g)
	g.content = container.NewBorder(g.head, nil, nil, nil, g.list)
	return g
}

func (g *grid) sheet() *sheet { return g.of.sheets[g.of.section] }

// refresh shows the sheet again.
func (g *grid) refresh() {
	g.sheet().clamp()
	g.head.Refresh()
	g.list.Refresh()
}

// choose makes a cell current, and focuses the grid.
func (g *grid) choose(row, column int) {
	s := g.sheet()
	g.headed = row < 0
	s.row, s.column = max(0, row), column
	s.clamp()
	g.of.win.Focus(g.list)
	g.show()
}

// show scrolls to the current cell, and draws it.
func (g *grid) show() {
	s := g.sheet()
	left := s.left
	s.reveal(s.column, g.width())
	if !g.headed {
		g.list.Reveal(s.row)
	}
	if left != s.left {
		g.list.Refresh()
	} else {
		g.list.RefreshStates()
	}
	g.head.Refresh()
	g.of.win.ShowHints()
}

func (g *grid) width() float32 { return g.list.Size().Width }

// open shows the sentences that the current cell counts.
func (g *grid) open() {
	s := g.sheet()
	switch {
	case g.headed:
		g.openHeading(s.column)
	case s.row < s.rows:
		s.open(s.row, s.column)
	}
}

// openHeading shows the sentences that the total of a column counts. The heading of the lines
// changes the order instead.
func (g *grid) openHeading(column int) {
	switch {
	case g.of.section != voicesSection:
	case column < 0:
		g.of.setOrder((g.of.order + 1) % (byKind + 1))
	default:
		g.sheet().open(-1, column)
	}
}

// menu opens the menu of a row.
func (g *grid) menu(i int, at fyne.Position) {
	g.choose(i, g.sheet().column)
	g.of.openMenu(at)
}

// typed handles a key. Keys without a meaning in the grid go to the window.
func (g *grid) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	s := g.sheet()
	row, column := s.row, s.column
	if g.headed {
		row = -1
	}
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		g.of.win.PressKey(k)
		return
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == desktopMenu:
		if !g.headed && s.row < s.rows {
			g.of.openMenu(g.list.RowPosition(s.row))
		}
		return
	}
	switch k.Name {
	case fyne.KeyDown:
		row++
	case fyne.KeyUp:
		row--
	case fyne.KeyPageDown:
		row = max(row, 0) + g.list.Page()
	case fyne.KeyPageUp:
		row = max(0, row-g.list.Page())
	case fyne.KeyHome:
		row, column = 0, -1
	case fyne.KeyEnd:
		row = s.rows - 1
	case fyne.KeyLeft:
		column--
	case fyne.KeyRight:
		column++
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.open()
		return
	default:
		g.of.win.PressKey(k)
		return
	}
	if g.headed = row < 0; !g.headed {
		s.row = row
	}
	s.column = column
	s.clamp()
	g.show()
}

// desktopMenu is the key that opens context menus.
const desktopMenu fyne.KeyName = "Menu"

// spoken returns the text of the current cell for screen readers.
func (g *grid) spoken() string {
	s := g.sheet()
	column := ""
	if s.column >= 0 && s.column < len(s.columns) {
		column = s.columns[s.column].name
	}
	switch {
	case s.rows == 0:
		return g.of.title() + ": " + g.of.whyEmpty()
	case g.headed && s.column < 0:
		return s.corner
	case g.headed:
		return words.Lines(s.columns[s.column].tip, s.cell(-1, s.column).inWords())
	case s.column < 0:
		return s.line(s.row).tip + ", " + lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": s.row + 1, "Count": s.rows})
	}
	return s.line(s.row).name + ", " + column + ": " + s.cell(s.row, s.column).inWords()
}

// inWords returns the content of a cell in words.
func (c cell) inWords() string {
	if c.uses != nil {
		return usesInWords(*c.uses)
	}
	return c.text
}

// source implements rows.Source for the sheet that is shown.
type source struct{ g *grid }

var _ rows.Source = source{}

// Len implements rows.Source.
func (s source) Len() int { return s.g.sheet().rows }

// Heading implements rows.Source. The heading of the grid is not among the rows.
func (s source) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s source) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s source) NewRow() fyne.CanvasObject { return newRow(s.g) }

// NewHeading implements rows.Source.
func (s source) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s source) Fill(i int, o fyne.CanvasObject) {
	if i < s.g.sheet().rows {
		o.(*row).set(i)
	}
}

// State implements rows.Source.
func (s source) State(i int) rows.State {
	here := i == s.g.sheet().row && !s.g.headed
	return rows.State{Selected: here, Open: here}
}

// place is the position of a visible column.
type place struct {
	column   int
	x, width float32
}

// The minimum and the maximum width of the lines and the maximum width that is added to a
// column if space is left, in multiples of the text size, and the width of the space for the
// scroll bar, in device-independent pixels.
const (
	leastLine    = 11
	greatestLine = 24
	moreEms      = 6
	barRoom      = 12
)

// places returns the width of the lines, and the positions of the columns that fit into width.
// Space that is left makes the columns wider, and then the lines.
func (s *sheet) places(width float32) (lineWidth float32, out []place) {
	em := theme.TextSize()
	room := width - barRoom
	lineWidth = max(leastLine*em, min(greatestLine*em, 0.3*room))
	rest := room - lineWidth
	for i := range s.columns {
		if i >= s.frozen && i < s.frozen+s.left {
			continue
		}
		w := s.columns[i].ems * em
		if w > rest && i >= s.frozen && len(out) > 0 {
			break
		}
		rest -= w
		out = append(out, place{column: i, width: w})
	}
	if len(out) > 0 { // names of outlets are long
		more := max(0, min(moreEms*em, rest/float32(len(out))))
		rest -= more * float32(len(out))
		for i := range out {
			out[i].width += more
		}
	}
	lineWidth += max(0, rest)
	x := lineWidth
	for i := range out {
		out[i].x = x
		x += out[i].width
	}
	return lineWidth, out
}

// reveal scrolls the columns as little as needed to show one of them.
func (s *sheet) reveal(column int, width float32) {
	switch {
	case column < s.frozen:
		if column < 0 {
			s.left = 0
		}
		return
	case column < s.frozen+s.left:
		s.left = column - s.frozen
		return
	}
	for s.left < len(s.columns)-s.frozen-1 && !s.shows(column, width) {
		s.left++
	}
}

// shows reports whether a column is visible.
func (s *sheet) shows(column int, width float32) bool {
	_, out := s.places(width)
	return len(out) > 0 && out[len(out)-1].column >= column
}

// scroll moves the visible columns by n, to the right if n is positive. It reports whether
// any moved.
func (s *sheet) scroll(n int, width float32) bool {
	before := s.left
	for ; n > 0 && len(s.columns) > 0 && !s.shows(len(s.columns)-1, width); n-- {
		s.left++
	}
	s.left = max(0, s.left+min(0, n))
	return s.left != before
}

// hidden returns a text that says which columns are visible, or "" if all are.
func (s *sheet) hidden(width float32) string {
	_, out := s.places(width)
	if len(out) == 0 || len(out) == len(s.columns) {
		return ""
	}
	last := out[len(out)-1].column - s.frozen + 1
	return lang.L("Outlets {{.First}}–{{.Last}} of {{.Count}}", map[string]any{
		"First": words.Number(s.left + 1), "Last": words.Number(last), "Count": words.Number(len(s.columns) - s.frozen),
	})
}
