package figures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/figures"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
)

// numbers shows the figure as a table. The last row has the totals and, if there are several
// columns, the last column has the sums. Rows scroll smoothly, columns one at a time.
type numbers struct {
	of      *view
	tips    *panel.Tips
	content *fyne.Container
	list    *rows.List
	head    *heading
	shows   map[*row]bool

	on          bool
	row, column int // the current cell; the column -1 is the name of the row
	left        int // the number of columns that are scrolled out
	widest      map[width]float32
}

// width is what the width of the columns depends on.
type width struct {
	of     *figures.Figure
	size   float32
	shares bool
}

func newNumbers(v *view, tips *panel.Tips) *numbers {
	n := &numbers{of: v, tips: tips, shows: map[*row]bool{}, widest: map[width]float32{}}
	n.list = rows.New(source{n})
	n.list.OnClick = func(i int, _ fyne.KeyModifier) { n.choose(i, n.column) }
	n.list.OnMenu = func(i int, at fyne.Position) { n.choose(i, n.column); v.openMenu(at) }
	n.list.OnDrag, n.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	n.list.OnEnter = func(i int, row fyne.CanvasObject) { tips.Below(row, n.name(i)) }
	n.list.OnLeave = tips.Leave
	n.list.OnKey = n.typed
	n.list.OnRune = v.win.PressRune
	n.list.OnShortcut = v.win.PressShortcut
	n.list.OnFocus = func(bool) { n.list.RefreshRow(n.row); v.win.ShowHints() }
	n.list.Spoken = n.spoken
	n.head = newHeading(n)
	n.content = container.NewBorder(n.head, nil, nil, nil, n.list)
	return n
}

// reset makes the first cell current.
func (n *numbers) reset() { n.row, n.column, n.left = 0, 0, 0 }

// show shows the figure of the view, or an empty table.
func (n *numbers) show(on bool) {
	n.on = on && n.of.drawn != nil
	if !n.of.tabular {
		return
	}
	n.clamp()
	clear(n.widest)
	n.head.Refresh()
	n.list.Refresh()
}

func (n *numbers) clamp() {
	n.row = max(0, min(n.row, n.rows()-1))
	n.column = max(-1, min(n.column, n.columns()-1))
	n.left = max(0, min(n.left, n.columns()-1))
}

// rows returns the number of rows with the totals.
func (n *numbers) rows() int {
	if !n.on {
		return 0
	}
	return len(n.of.drawn.Rows) + 1
}

// columns returns the number of columns with the sums.
func (n *numbers) columns() int {
	switch {
	case !n.on:
		return 0
	case len(n.of.drawn.Columns) == 1:
		return 1
	}
	return len(n.of.drawn.Columns) + 1
}

// count returns the number in a cell of the table.
func (n *numbers) count(row, column int) int {
	f := n.of.drawn
	totals, sums := row == len(f.Rows), column == len(f.Columns)
	switch {
	case totals && sums:
		return f.Total
	case totals:
		return f.Totals[column]
	case sums:
		return f.Sums[row]
	}
	return f.Count(row, column)
}

// name returns the name of a row.
func (n *numbers) name(row int) string {
	if row >= len(n.of.drawn.Rows) {
		return lang.L("Total")
	}
	return rowName(n.of.words(), n.of.drawn, row)
}

// title returns the name of a column.
func (n *numbers) title(column int) string {
	f := n.of.drawn
	switch {
	case column >= len(f.Columns):
		return lang.L("Total")
	case f.Cross.Columns == figures.Whole:
		return lang.L("Number")
	}
	return n.of.words().name(f.Cross.Columns, f.Columns[column])
}

// spoken returns the current cell for screen readers: "Tellwire, claim: 12".
func (n *numbers) spoken() string {
	f := n.of.drawn
	if n.rows() == 0 || f == nil {
		return n.of.Spoken()
	}
	if n.row < len(f.Rows) && n.column >= 0 && n.column < len(f.Columns) {
		return n.of.cell(n.row, n.column)
	}
	text := n.name(n.row)
	if n.column < 0 {
		return text + ", " + lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": n.row + 1, "Count": n.rows()})
	}
	return text + ", " + n.title(n.column) + ": " + n.of.words().number(n.count(n.row, n.column))
}

// place is the position of a visible column.
type place struct {
	column   int
	x, width float32
}

// The widths of names and columns, in multiples of the text size, the room for the scroll bar, and
// the padding of cells, in device-independent pixels.
const (
	leastName = 10
	nameShare = 0.34
	leastEms  = 5
	mostEms   = 11
	barRoom   = 12
	cellPad   = 8
	rowPad    = 4
	mostCells = 10 // columns that are shown at once, so that a window has few objects
)

// places returns the width of the names, and the places of the columns that fit.
func (n *numbers) places() (name float32, out []place) {
	em := theme.TextSize()
	room := n.list.Size().Width - barRoom
	if room <= 0 || n.columns() == 0 {
		return 0, nil
	}
	name = max(leastName*em, min(nameShare*room, 26*em))
	each := n.columnWidth()
	fits := max(1, min(mostCells, n.columns()-n.left, int((room-name)/each)))
	each = min(mostEms*em, max(each, (room-name)/float32(fits)))
	name = max(name, room-float32(fits)*each)
	for i := range fits {
		out = append(out, place{n.left + i, name + float32(i)*each, each})
	}
	return name, out
}

// columnWidth returns the width that all columns need for their numbers.
func (n *numbers) columnWidth() float32 {
	f := n.of.drawn
	key := width{f, theme.TextSize(), n.of.shares}
	if w, ok := n.widest[key]; ok {
		return w
	}
	w := max(leastEms*theme.TextSize(), fyne.MeasureText(n.of.words().number(f.Total), theme.TextSize(), fyne.TextStyle{Bold: true}).Width+2*cellPad)
	n.widest[key] = w
	return w
}

// under returns the column at a distance from the left edge, or -1.
func (n *numbers) under(x float32) int {
	_, places := n.places()
	for _, p := range places {
		if x >= p.x && x < p.x+p.width {
			return p.column
		}
	}
	return -1
}

// choose makes a cell current, and focuses the table.
func (n *numbers) choose(row, column int) {
	n.of.win.Focus(n.list)
	n.move(row, column)
}

// move makes a cell current, and scrolls to it.
func (n *numbers) move(row, column int) {
	before, left, at := n.row, n.left, n.column
	n.row, n.column = row, column
	n.clamp()
	n.reveal()
	switch {
	case n.left != left:
		for r := range n.shows {
			r.Refresh()
		}
		n.head.Refresh()
	case before != n.row || at != n.column:
		n.list.RefreshRow(before)
		n.list.RefreshRow(n.row)
	}
	n.of.detail.Set(n.spoken(), nil, theme.ColorNameForeground)
	n.of.win.ShowHints()
}

// reveal scrolls as little as needed to show the current cell.
func (n *numbers) reveal() {
	n.list.Reveal(n.row)
	switch {
	case n.column < 0:
		return
	case n.column < n.left:
		n.left = n.column
		return
	}
	for n.left < n.column {
		if _, places := n.places(); len(places) == 0 || places[len(places)-1].column >= n.column {
			return
		}
		n.left++
	}
}

// typed handles a key. Keys without a meaning in the table go to the window.
func (n *numbers) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		n.of.win.PressKey(k)
		return
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == menuKey:
		n.of.openMenu(n.list.RowPosition(n.row))
		return
	}
	row, column := n.row, n.column
	switch k.Name {
	case fyne.KeyDown:
		row++
	case fyne.KeyUp:
		row--
	case fyne.KeyPageDown:
		row += n.list.Page()
	case fyne.KeyPageUp:
		row -= n.list.Page()
	case fyne.KeyHome:
		row, column = 0, -1
	case fyne.KeyEnd:
		row = n.rows() - 1
	case fyne.KeyLeft:
		column--
	case fyne.KeyRight:
		column++
	default:
		n.of.win.PressKey(k)
		return
	}
	n.move(row, column)
}

// scrolled moves the columns if the wheel moves sideways, and the rows otherwise.
func (n *numbers) scrolled(e *fyne.ScrollEvent) {
	n.tips.Leave()
	dx := e.Scrolled.DX
	if dx*dx <= e.Scrolled.DY*e.Scrolled.DY {
		n.list.Scrolled(e)
		return
	}
	left := n.left
	if _, places := n.places(); dx > 0 {
		n.left = max(0, n.left-1)
	} else if len(places) > 0 && places[len(places)-1].column < n.columns()-1 {
		n.left++
	}
	if left != n.left {
		for r := range n.shows {
			r.Refresh()
		}
		n.head.Refresh()
	}
}

// source implements rows.Source for the rows of the table.
type source struct{ n *numbers }

var _ rows.Source = source{}

// Len implements rows.Source.
func (s source) Len() int { return s.n.rows() }

// Heading implements rows.Source. The heading of the table is not among the rows.
func (s source) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s source) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s source) NewRow() fyne.CanvasObject { return newRow(s.n) }

// NewHeading implements rows.Source.
func (s source) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s source) Fill(i int, o fyne.CanvasObject) {
	if r := o.(*row); i < s.n.rows() {
		s.n.shows[r] = true
		r.at = i
		r.Refresh()
	}
}

// State implements rows.Source.
func (s source) State(i int) rows.State { return rows.State{Selected: i == s.n.row} }
