package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// list is a list of which one row is always chosen: by the arrows, by Page Up
// and Page Down, Home and End, or by a click. Enter is the way on and Esc the
// way out.
type list struct {
	widget.List
	at     int // the chosen row
	chosen func(int)
	accept func()
	escape func()
	space  func()         // what Space does to the chosen row; nil is nothing
	skip   func(int) bool // a row that cannot be chosen; nil is none

	typed    func(rune) // nil does nothing
	shortcut func(fyne.Shortcut)
}

// listPage is how many rows Page Down goes.
const listPage = 10

func newList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *list {
	l := &list{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnSelected = func(i int) {
		l.at = i
		if l.chosen != nil {
			l.chosen(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// choose makes row i the chosen one. Out of range it goes to the nearest end.
// While there are no rows yet it is only noted: at is the one to choose then.
func (l *list) choose(i int) {
	n := l.Length()
	if n == 0 {
		l.at = max(i, 0)
		return
	}
	i = l.landing(min(max(i, 0), n-1))
	l.at = i
	if i > 0 && l.skip != nil && l.skip(i-1) {
		l.ScrollTo(i - 1) // the heading of the row
	}
	l.ScrollTo(i)
	l.Select(i)
}

// landing gives the row to choose in place of one that cannot be: the next one
// on the way from the chosen row, or else the one before it.
func (l *list) landing(i int) int {
	if l.skip == nil || !l.skip(i) {
		return i
	}
	step := 1
	if i < l.at {
		step = -1
	}
	for _, d := range []int{step, -step} {
		for k := i; k >= 0 && k < l.Length(); k += d {
			if !l.skip(k) {
				return k
			}
		}
	}
	return i
}

// AccessibilityLabel implements fyne.Accessible: which row is chosen, of how
// many.
func (l *list) AccessibilityLabel() string {
	return lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": l.at + 1, "Count": l.Length()})
}

// AccessibilityRole implements fyne.Accessible.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// TypedKey implements fyne.Focusable.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		l.choose(l.at + 1)
	case fyne.KeyUp:
		l.choose(l.at - 1)
	case fyne.KeyPageDown:
		l.choose(l.at + listPage)
	case fyne.KeyPageUp:
		l.choose(l.at - listPage)
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(l.Length() - 1)
	case fyne.KeySpace:
		if l.space != nil {
			l.space()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.accept != nil {
			l.accept()
		}
	case fyne.KeyEscape:
		if l.escape != nil {
			l.escape()
		}
	}
}

// TypedRune implements fyne.Focusable.
func (l *list) TypedRune(r rune) {
	if l.typed != nil {
		l.typed(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (l *list) TypedShortcut(s fyne.Shortcut) {
	if l.shortcut != nil {
		l.shortcut(s)
	}
}

// FocusGained implements fyne.Focusable. The chosen row shows which it is; the
// list's own mark would stay on the first.
func (l *list) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (l *list) FocusLost() {}
