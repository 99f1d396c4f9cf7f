package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/control"
)

// sides shows two objects side by side or, if there is no room, one of them.
type sides struct {
	content     *fyne.Container
	split       *container.Split
	left, right fyne.CanvasObject
	narrow      bool // there is room for one only
	over        bool // which is the right one
}

// bothSides is the width for two objects, in multiples of the text size.
const bothSides = 46

func newSides(left, right fyne.CanvasObject) *sides {
	s := &sides{left: left, right: right, content: container.NewStack()}
	s.split = container.NewHSplit(left, right)
	const share = 0.36
	s.split.Offset = share
	s.content.Objects = []fyne.CanvasObject{s.split}
	return s
}

// fit chooses what to show in a width.
func (s *sides) fit(width float32) {
	s.narrow = width < bothSides*theme.TextSize()
	s.show()
}

// turn shows the other object, if there is room for one only.
func (s *sides) turn() {
	s.over = !s.over
	s.show()
}

func (s *sides) show() {
	if !s.narrow {
		control.ShowIf(s.left, true)
		control.ShowIf(s.right, true)
		s.content.Objects = []fyne.CanvasObject{s.split}
		s.content.Refresh()
		return
	}
	control.ShowIf(s.left, !s.over)
	control.ShowIf(s.right, s.over)
	s.content.Objects = []fyne.CanvasObject{s.left, s.right}
	s.content.Refresh()
}
