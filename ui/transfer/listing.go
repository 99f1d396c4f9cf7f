package transfer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// listing shows the entries of a part, and the chosen one whole below them.
type listing struct {
	content fyne.CanvasObject
	list    *control.List
	more    *widget.Label // says that not all are listed
	whole   *widget.Label
	part    part
}

func newListing(a *arriving) *listing {
	l := &listing{more: control.Wrapped(""), whole: control.Wrapped("")}
	l.list = control.NewList(func() int { return l.part.entries }, func() fyne.CanvasObject {
		return newRow(func(at int, _ fyne.KeyModifier) {
			l.list.Choose(at)
			a.win.Window().Canvas().Focus(l.list)
		})
	}, func(at int, o fyne.CanvasObject) {
		if at < l.part.entries {
			e := l.part.entry(at)
			o.(*row).set(at, e.title, e.caption)
		}
	})
	l.list.OnChosen = func(at int) {
		if at < l.part.entries {
			control.SetOrHide(l.whole, l.part.entry(at).whole)
		}
	}
	l.list.OnAccept, l.list.OnEscape = a.accept, a.leave
	l.list.Spoken = func(at int) string { return l.part.entry(at).speaks() }
	below := container.NewVScroll(l.whole)
	below.SetMinSize(fyne.NewSize(0, 7*theme.TextSize()))
	l.content = container.NewBorder(l.more, container.NewVBox(widget.NewSeparator(), below), nil, nil, l.list)
	return l
}

// show shows a part.
func (l *listing) show(p part) {
	same := p.kind == l.part.kind
	l.part = p
	control.SetOrHide(l.more, p.more())
	at := 0
	if same {
		at = l.list.At
	}
	l.list.UnselectAll()
	l.list.Refresh()
	l.list.Choose(at)
}
