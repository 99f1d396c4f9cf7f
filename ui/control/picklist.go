package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// PickList is a list in which the arrows move a highlight and Enter selects the
// highlighted row.
type PickList struct {
	widget.List
	at       int // the highlighted row
	OnEscape func()
}

// NewPickList returns a list that calls escape on Esc. The function length returns
// the number of rows, create makes a row, and update fills it.
func NewPickList(escape func(), length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *PickList {
	l := &PickList{OnEscape: escape}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnHighlighted = func(i int) { l.at = i }
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *PickList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		l.OnEscape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.at >= 0 && l.at < l.Length() {
			l.Select(l.at)
		}
	default:
		l.List.TypedKey(k)
	}
}
