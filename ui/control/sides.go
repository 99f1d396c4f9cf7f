package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Sides shows two objects side by side or, if there is no room, one of them.
type Sides struct {
	Content     *fyne.Container
	Narrow      bool // there is room for one only
	Over        bool // which is the right one
	split       *container.Split
	left, right fyne.CanvasObject
}

// bothSides is the width for two objects, in multiples of the text size.
const bothSides = 46

// NewSides returns two objects, the left one with a share of the width.
func NewSides(left, right fyne.CanvasObject, share float64) *Sides {
	s := &Sides{left: left, right: right, Content: container.NewStack()}
	s.split = container.NewHSplit(left, right)
	s.split.Offset = share
	s.Content.Objects = []fyne.CanvasObject{s.split}
	return s
}

// Fit chooses what to show in a width.
func (s *Sides) Fit(width float32) {
	s.Narrow = width < bothSides*theme.TextSize()
	s.show()
}

// Turn shows the other object, if there is room for one only.
func (s *Sides) Turn() {
	s.Over = !s.Over
	s.show()
}

func (s *Sides) show() {
	if !s.Narrow {
		ShowIf(s.left, true)
		ShowIf(s.right, true)
		s.Content.Objects = []fyne.CanvasObject{s.split}
		s.Content.Refresh()
		return
	}
	ShowIf(s.left, !s.Over)
	ShowIf(s.right, s.Over)
	s.Content.Objects = []fyne.CanvasObject{s.left, s.right}
	s.Content.Refresh()
}
