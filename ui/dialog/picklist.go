package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// pickList is a list in which Enter chooses the row that the arrows are on, and
// that hands Esc on.
type pickList struct {
	widget.List
	at     int // the row that the arrows are on
	escape func()
}

func newPickList(escape func(), length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *pickList {
	l := &pickList{escape: escape}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnHighlighted = func(i int) { l.at = i }
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *pickList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		l.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.at >= 0 && l.at < l.Length() {
			l.Select(l.at)
		}
	default:
		l.List.TypedKey(k)
	}
}
