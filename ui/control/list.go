package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// List is a list with a chosen row. The arrows, Page Up, Page Down, Home, End and
// clicks choose another row.
type List struct {
	widget.List
	At       int              // the chosen row
	OnChosen func(int)        // called with a row when it is chosen, if set
	OnAccept func()           // called on Enter, if set
	OnEscape func()           // called on Esc, if set
	OnSpace  func()           // called on Space, if set
	Spoken   func(int) string // returns what screen readers say of a row, if set
	Skip     func(int) bool   // reports whether a row cannot be chosen; if nil, all can

	OnTyped    func(rune)          // called on typed characters, if set
	OnShortcut func(fyne.Shortcut) // called on shortcuts, if set
}

// listPage is the number of rows by which Page Up and Page Down move.
const listPage = 10

// NewList returns a list. The function length returns the number of rows, create
// makes a row, and update fills it.
func NewList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{}
	l.prepare(length, create, update)
	l.ExtendBaseWidget(l)
	return l
}

// prepare sets the functions of a list, except those of its caller.
func (l *List) prepare(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) {
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnSelected = func(i int) {
		l.At = i
		if l.OnChosen != nil {
			l.OnChosen(i)
		}
	}
}

// Choose chooses row i, or the nearest row if i is out of range. If that row cannot
// be chosen, Choose chooses a nearby row instead, if possible. In an empty list it
// only sets At.
func (l *List) Choose(i int) {
	n := l.Length()
	if n == 0 {
		l.At = max(i, 0)
		return
	}
	i = l.landing(min(max(i, 0), n-1))
	l.At = i
	if i > 0 && l.Skip != nil && l.Skip(i-1) {
		l.ScrollTo(i - 1) // show the row's heading too
	}
	l.ScrollTo(i)
	l.Select(i)
}

// landing returns i if that row can be chosen. Otherwise it searches for a row that
// can be chosen, first away from the chosen row and then in the other direction. If
// there is none, it returns i.
func (l *List) landing(i int) int {
	if l.Skip == nil || !l.Skip(i) {
		return i
	}
	step := 1
	if i < l.At {
		step = -1
	}
	for _, d := range []int{step, -step} {
		for k := i; k >= 0 && k < l.Length(); k += d {
			if !l.Skip(k) {
				return k
			}
		}
	}
	return i
}

// AccessibilityLabel implements fyne.Accessible. It returns what the chosen row says,
// if that is known, the number of the row and how many rows there are.
func (l *List) AccessibilityLabel() string {
	row := lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": l.At + 1, "Count": l.Length()})
	if l.Spoken != nil && l.At < l.Length() {
		row = l.Spoken(l.At) + ", " + row
	}
	return row
}

// AccessibilityRole implements fyne.Accessible.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		l.Choose(l.At + 1)
	case fyne.KeyUp:
		l.Choose(l.At - 1)
	case fyne.KeyPageDown:
		l.Choose(l.At + listPage)
	case fyne.KeyPageUp:
		l.Choose(l.At - listPage)
	case fyne.KeyHome:
		l.Choose(0)
	case fyne.KeyEnd:
		l.Choose(l.Length() - 1)
	case fyne.KeySpace:
		if l.OnSpace != nil {
			l.OnSpace()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.OnAccept != nil {
			l.OnAccept()
		}
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		}
	}
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) {
	if l.OnTyped != nil {
		l.OnTyped(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	if l.OnShortcut != nil {
		l.OnShortcut(s)
	}
}

// FocusGained implements fyne.Focusable. It does not call the method of
// widget.List, whose highlight would stay on the first row.
func (l *List) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {}
