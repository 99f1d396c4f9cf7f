package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// How the matrix scrolls
//
// Package rows draws the rows: only visible rows have objects, and they scroll smoothly.
// Outlets scroll one at a time. So a row has one object for each visible cell that is not
// empty. A cell keeps its object while it is scrolled sideways, so that its text need not be
// drawn again. The arrows move the current cell, and the matrix scrolls to it.

// matrix shows statements and outlets.
type matrix struct {
	of          *Controller
	tips        *panel.Tips
	content     *fyne.Container
	list        *rows.List
	rows        map[*row]bool // all that were shown so far; the list uses them again
	head        *heading
	id          model.StatementID // of the current row
	row, column int               // the current cell; the column after the last outlet is the support
	left        int               // the number of outlets that are scrolled out at the left

	arranged columns // for key
	key      arrangement
	supports map[[2]bool]float32 // the widths of the support, by whether it is abbreviated and has withdrawals
}

// arrangement is what the places of columns depend on.
type arrangement struct {
	width, size float32
	left, n     int
	withdrawn   bool // the support of some rows has withdrawals
}

func newMatrix(c *Controller, tips *panel.Tips) *matrix {
	m := &matrix{of: c, tips: tips, column: titleColumn, rows: map[*row]bool{}}
	m.list = rows.New(source{m})
	m.list.OnClick = func(i int, _ fyne.KeyModifier) { m.choose(i, m.column) }
	m.list.OnMenu = m.menu
	m.list.OnDrag, m.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	m.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if r := c.row(i); r != nil {
			tips.Below(row, words.Lines(r.Title, stateInWords(r.State)+" · "+support(r), c.withdrawals(r)))
		}
	}
	m.list.OnLeave = tips.Leave
	m.list.OnKey = m.typed
	m.list.OnTab = c.nextArea
	m.list.OnRune = c.win.PressRune
	m.list.OnShortcut = c.win.PressShortcut
	m.list.OnFocus = func(on bool) { c.focused(matrixArea, on) }
	m.list.Spoken = m.spoken
	m.head = newHeading(m)
	m.content = container.NewBorder(m.head, nil, nil, nil, m.list)
	return m
}

// outlets returns the number of columns of outlets.
func (m *matrix) outlets() int {
	if m.of.table == nil {
		return 0
	}
	return len(m.of.table.Outlets)
}

// columns returns the visible columns.
func (m *matrix) columns() columns {
	key := arrangement{m.head.Size().Width, // the heading gets its size before the list
		theme.TextSize(), m.left, m.outlets(), m.of.withdrawn}
	if key != m.key {
		if key.size != m.key.size {
			m.supports = map[[2]bool]float32{}
		}
		if key.width != m.key.width {
			m.of.win.Post(m.of.resized)
		}
		m.key, m.arranged = key, arrange(key.width, key.left, key.n, m.supportWidth)
	}
	return m.arranged
}

// supportWidth returns the width of the support, which is measured once.
func (m *matrix) supportWidth(short bool) float32 {
	of := [2]bool{short, m.of.withdrawn}
	if _, ok := m.supports[of]; !ok {
		m.supports[of] = supportWidth(short, m.of.withdrawn)
	}
	return m.supports[of]
}

// current returns the row of the current cell, or nil.
func (m *matrix) current() *compare.Row { return m.of.row(m.row) }

// cell returns the current cell, if it is one of an outlet.
func (m *matrix) cell() (compare.Cell, bool) {
	r := m.current()
	if r == nil || m.column < 0 || m.column >= m.outlets() {
		return compare.Cell{}, false
	}
	return r.Cell(m.column), true
}

// clamp keeps the current cell inside the table.
func (m *matrix) clamp() {
	m.row = max(0, min(m.row, len(m.of.filter.rows)-1))
	m.column = max(titleColumn, min(m.column, m.outlets()))
	m.left = max(0, min(m.left, m.outlets()-1))
}

// refresh shows the table again.
func (m *matrix) refresh() {
	m.clamp()
	m.mark()
	m.head.Refresh()
	m.list.Refresh()
}

// mark notes which statement is current.
func (m *matrix) mark() {
	m.id = ""
	if r := m.current(); r != nil {
		m.id = r.ID
	}
}

// keep makes the row of the statement that was current before current again, if it is shown.
func (m *matrix) keep() {
	if i := m.of.shownRow(m.id); i >= 0 {
		m.row = i
	}
	m.clamp()
}

// show makes the row of a statement current. If the filters hide the row, show clears them.
func (m *matrix) show(id model.StatementID) {
	if m.of.shownRow(id) < 0 && m.of.filter.active() {
		m.of.clearFilters()
	}
	if i := m.of.shownRow(id); i >= 0 {
		m.move(i, titleColumn)
	}
}

// choose makes a cell current and focuses the matrix.
func (m *matrix) choose(row, column int) {
	m.of.win.Focus(m.list)
	m.move(row, column)
}

// move makes a cell current, and scrolls to it.
func (m *matrix) move(row, column int) {
	before, left, at := m.row, m.left, m.column
	m.row, m.column = row, column
	m.clamp()
	m.mark()
	m.reveal()
	m.list.Reveal(m.row)
	if m.left != left {
		m.layRows()
	} else if before != m.row || at != m.column {
		m.list.RefreshRow(before)
		m.list.RefreshRow(m.row)
	}
	if m.left != left || at != m.column {
		m.head.Refresh()
	}
	m.of.view.moved(before != m.row)
}

// follow makes a column current as the current mention moves.
func (m *matrix) follow(column int) {
	if column != m.column {
		left := m.left
		m.column = column
		m.reveal()
		if m.left != left {
			m.layRows()
		} else {
			m.list.RefreshRow(m.row)
		}
		m.head.Refresh()
	}
}

// reveal scrolls the outlets as little as needed to show the current column.
func (m *matrix) reveal() {
	n := m.outlets()
	switch {
	case m.column < 0, m.column >= n:
		return
	case m.column < m.left:
		m.left = m.column
		return
	}
	for m.left < n-1 {
		if _, _, ok := m.columns().place(m.column, n); ok {
			return
		}
		m.left++
	}
}

// scroll moves the visible outlets by n, to the right if n is positive.
func (m *matrix) scroll(n int) {
	before := m.left
	for ; n > 0; n-- {
		places := m.columns().places
		if len(places) == 0 || places[len(places)-1].column >= m.outlets()-1 {
			break
		}
		m.left++
	}
	m.left = max(0, m.left+min(0, n))
	if m.left != before {
		m.layRows()
		m.head.Refresh()
		m.of.view.say()
	}
}

// layRows shows other columns in the visible rows.
func (m *matrix) layRows() {
	for r := range m.rows {
		r.Refresh()
	}
}

// scrolled moves the outlets if the wheel moves sideways, and the rows otherwise.
func (m *matrix) scrolled(e *fyne.ScrollEvent) {
	m.tips.Leave()
	if dx := e.Scrolled.DX; dx*dx > e.Scrolled.DY*e.Scrolled.DY {
		if dx > 0 {
			m.scroll(-1)
		} else {
			m.scroll(1)
		}
		return
	}
	m.list.Scrolled(e)
}

// menu opens the menu of a row.
func (m *matrix) menu(i int, at fyne.Position) {
	m.choose(i, m.column)
	m.of.openMenu(at)
}

// typed handles a key. Keys without a meaning in the matrix go to the window.
func (m *matrix) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		m.of.win.PressKey(k)
		return
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == menuKey:
		if m.current() != nil {
			m.of.openMenu(m.list.RowPosition(m.row))
		}
		return
	}
	row, column := m.row, m.column
	switch k.Name {
	case fyne.KeyDown:
		row++
	case fyne.KeyUp:
		row--
	case fyne.KeyPageDown:
		row += m.list.Page()
	case fyne.KeyPageUp:
		row -= m.list.Page()
	case fyne.KeyHome:
		row, column = 0, titleColumn
	case fyne.KeyEnd:
		row = len(m.of.filter.rows) - 1
	case fyne.KeyLeft:
		column--
	case fyne.KeyRight:
		column++
	default:
		m.of.win.PressKey(k)
		return
	}
	m.move(row, column)
}

// menuKey is the key that opens context menus.
const menuKey fyne.KeyName = "Menu"

// spoken returns the text of the current cell for screen readers.
func (m *matrix) spoken() string {
	r := m.current()
	if r == nil {
		return Title() + ": " + m.of.whyEmpty()
	}
	switch {
	case m.column < 0:
		return r.Title + ", " + stateInWords(r.State) + ", " + lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": m.row + 1, "Count": len(m.of.filter.rows)})
	case m.column >= m.outlets():
		return r.Title + ": " + support(r)
	}
	return r.Title + ": " + spokenCell(outletName(m.of.table.Outlets[m.column]), r, r.Cell(m.column))
}

// source implements rows.Source for the statements that are shown.
type source struct{ m *matrix }

var _ rows.Source = source{}

// Len implements rows.Source.
func (s source) Len() int { return len(s.m.of.filter.rows) }

// Heading implements rows.Source. The heading of the matrix is not among the rows.
func (s source) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s source) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s source) NewRow() fyne.CanvasObject { return newRow(s.m) }

// NewHeading implements rows.Source.
func (s source) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s source) Fill(i int, o fyne.CanvasObject) { o.(*row).set(i) }

// State implements rows.Source.
func (s source) State(i int) rows.State {
	return rows.State{Selected: i == s.m.row, Open: i == s.m.row}
}
