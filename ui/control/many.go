package control

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// ManyList is a list in which several rows can be selected. Shift with the arrows, Page
// Up, Page Down, Home and End extends the selection from the row that was chosen
// without Shift, and Ctrl+A selects all rows. Its rows call Click when they are clicked,
// and show whether they are selected; see Selected.
type ManyList struct {
	List
	OnPicked func() // called when other rows are selected, if set

	picked  map[int]bool // the selected rows; the chosen row is one of them
	anchor  int          // where a range begins
	shifted bool         // Shift is held down
	keeping bool         // choosing a row keeps the other rows selected
}

var _ desktop.Keyable = (*ManyList)(nil)

// NewManyList is like NewList, for a list in which several rows can be selected.
func NewManyList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *ManyList {
	l := &ManyList{picked: map[int]bool{}}
	l.prepare(length, create, update)
	l.OnChosen = func(row int) {
		if !l.keeping {
			l.picked, l.anchor = map[int]bool{row: true}, row
			l.tell()
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// Selected reports whether a row is selected.
func (l *ManyList) Selected(row int) bool { return l.picked[row] }

// Rows returns the selected rows, in order.
func (l *ManyList) Rows() (rows []int) {
	for row := range l.picked {
		if row < l.Length() {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows
}

// SelectOnly selects a row and no others.
func (l *ManyList) SelectOnly(row int) { l.pick(row, map[int]bool{row: true}, row) }

// SelectAll selects all rows that can be chosen. The chosen row stays the same.
func (l *ManyList) SelectAll() {
	all := l.span(0, l.Length()-1)
	if len(all) > 0 {
		l.pick(l.At, all, l.anchor)
	}
}

// Click selects rows as a click with these modifiers does: only the row, also the row
// (Ctrl, or ⌘ on macOS), or all rows up to it (Shift).
func (l *ManyList) Click(row int, with fyne.KeyModifier) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	switch {
	case l.Skip != nil && l.Skip(row):
	case with&fyne.KeyModifierShift != 0:
		l.extend(row)
	case with&fyne.KeyModifierShortcutDefault != 0:
		l.toggle(row)
	default:
		l.SelectOnly(row)
	}
}

// toggle selects a row, or unselects it if others are selected.
func (l *ManyList) toggle(row int) {
	rows := map[int]bool{}
	for _, r := range l.Rows() {
		rows[r] = true
	}
	if !rows[row] || len(rows) == 1 {
		rows[row] = true
		l.pick(row, rows, row)
		return
	}
	delete(rows, row)
	at := l.At
	if at == row {
		for r := range rows {
			if at == row || distance(r, row) < distance(at, row) {
				at = r
			}
		}
	}
	l.pick(at, rows, at)
}

func distance(a, b int) int { return max(a-b, b-a) }

// extend selects the rows from the anchor to a row.
func (l *ManyList) extend(row int) { l.pick(row, l.span(l.anchor, row), l.anchor) }

// span returns the rows between two rows, inclusive, that can be chosen.
func (l *ManyList) span(from, to int) map[int]bool {
	rows := map[int]bool{}
	for r := min(from, to); r <= max(from, to) && r < l.Length(); r++ {
		if l.Skip == nil || !l.Skip(r) {
			rows[r] = true
		}
	}
	return rows
}

// pick selects rows and chooses one of them.
func (l *ManyList) pick(at int, rows map[int]bool, anchor int) {
	l.picked, l.anchor = rows, anchor
	l.keeping = true
	l.Choose(at)
	l.keeping = false
	l.tell()
}

// tell shows which rows are selected, and calls OnPicked.
func (l *ManyList) tell() {
	l.Refresh()
	if l.OnPicked != nil {
		l.OnPicked()
	}
}

// KeyDown implements desktop.Keyable. It notices Shift, which Fyne does not report with
// the keys that move.
func (l *ManyList) KeyDown(k *fyne.KeyEvent) { l.noteShift(k, true) }

// KeyUp implements desktop.Keyable.
func (l *ManyList) KeyUp(k *fyne.KeyEvent) { l.noteShift(k, false) }

func (l *ManyList) noteShift(k *fyne.KeyEvent, down bool) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		l.shifted = down
	}
}

// FocusLost implements fyne.Focusable.
func (l *ManyList) FocusLost() { l.shifted = false }

// TypedKey implements fyne.Focusable.
func (l *ManyList) TypedKey(k *fyne.KeyEvent) {
	to, moves := l.target(k.Name)
	switch {
	case !moves || l.Length() == 0:
		l.List.TypedKey(k)
	case l.shifted:
		l.extend(l.landing(min(max(to, 0), l.Length()-1)))
	default:
		l.SelectOnly(l.landing(min(max(to, 0), l.Length()-1)))
	}
}

// target returns the row to which a key leads, and whether the key leads to a row.
func (l *ManyList) target(key fyne.KeyName) (row int, moves bool) {
	switch key {
	case fyne.KeyDown:
		return l.At + 1, true
	case fyne.KeyUp:
		return l.At - 1, true
	case fyne.KeyPageDown:
		return l.At + listPage, true
	case fyne.KeyPageUp:
		return l.At - listPage, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return l.Length() - 1, true
	}
	return 0, false
}

// TypedShortcut implements fyne.Shortcutable.
func (l *ManyList) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all {
		l.SelectAll()
		return
	}
	l.List.TypedShortcut(s)
}
