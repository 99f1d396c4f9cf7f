package figures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model/figures/chart"
	"assay.app/assay/ui/command"
)

// menuKey is the key that opens context menus.
const menuKey fyne.KeyName = "Menu"

// FocusGained implements fyne.Focusable.
func (p *picture) FocusGained() { p.focus(true) }

// FocusLost implements fyne.Focusable.
func (p *picture) FocusLost() { p.focus(false) }

func (p *picture) focus(on bool) {
	p.focused = on
	p.held.Up()
	p.mark()
	p.of.win.ShowHints()
}

// TypedRune implements fyne.Focusable.
func (p *picture) TypedRune(r rune) { p.of.win.PressRune(r) }

// TypedShortcut implements fyne.Shortcutable.
func (p *picture) TypedShortcut(s fyne.Shortcut) { p.of.win.PressShortcut(s) }

// TypedKey implements fyne.Focusable. The arrows move from one cell that is not zero to another.
func (p *picture) TypedKey(k *fyne.KeyEvent) {
	if p.scene == nil {
		p.of.win.PressKey(k)
		return
	}
	days := chart.KindOf(p.of.drawn) == chart.Days
	switch k.Name {
	case fyne.KeyUp:
		p.step(days, -1)
	case fyne.KeyDown:
		p.step(days, 1)
	case fyne.KeyLeft:
		p.step(!days, -1)
	case fyne.KeyRight:
		p.step(!days, 1)
	case fyne.KeyPageDown:
		p.turn(p.rows - 1)
	case fyne.KeyPageUp:
		p.turn(1 - p.rows)
	case fyne.KeyHome:
		p.turn(-len(p.of.drawn.Rows))
	case fyne.KeyEnd:
		p.turn(len(p.of.drawn.Rows))
	case menuKey:
		p.menu()
	default:
		p.of.win.PressKey(k)
	}
}

// step moves to the next cell of the row or, unless along is set, to another row. In columns over
// time, which are upright, the next part of a column is above.
func (p *picture) step(along bool, n int) {
	if !along {
		p.turn(n)
		return
	}
	if chart.KindOf(p.of.drawn) == chart.Days {
		n = -n
	}
	cells := p.of.drawn.RowCells(p.row)
	for i, c := range cells {
		if c.Column == p.column && i+n >= 0 && i+n < len(cells) {
			p.choose(p.row, cells[i+n].Column)
			return
		}
	}
}

// turn moves to a row that is n further, and has a cell that is not zero.
func (p *picture) turn(n int) {
	f := p.of.drawn
	to, step := max(0, min(p.row+n, len(f.Rows)-1)), 1
	if n < 0 {
		step = -1
	}
	find := func(from, step, end int) bool {
		for r := from; r != end; r += step {
			if cells := f.RowCells(r); len(cells) > 0 {
				p.choose(r, nearest(cells, p.column))
				return true
			}
		}
		return false
	}
	end := len(f.Rows)
	if step < 0 {
		end = -1
	}
	if !find(to, step, end) { // the last ones are zero
		find(to, -step, p.row)
	}
}

// menu opens the menu below the current cell.
func (p *picture) menu() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
	if it := p.marked(); it != nil {
		from, size := p.box(it)
		at = at.AddXY(from.X, from.Y+size.Height)
	}
	p.of.openMenu(at)
}

// KeyDown implements desktop.Keyable.
func (p *picture) KeyDown(k *fyne.KeyEvent) {
	p.held.Down(k)
	command.PassDown(p, k)
}

// KeyUp implements desktop.Keyable.
func (p *picture) KeyUp(*fyne.KeyEvent) { p.held.Up() }

var _ desktop.Keyable = (*picture)(nil)

// AccessibilityLabel implements fyne.Accessible.
func (p *picture) AccessibilityLabel() string { return p.of.Spoken() }

// AccessibilityRole implements fyne.Accessible.
func (p *picture) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
