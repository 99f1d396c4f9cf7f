package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
	"assay.app/assay/ui/uitest"
)

func TestWhereTheKeyboardIsCanBeSeen(t *testing.T) {
	s := uitest.NewScreen(t)
	rows := NewList(func() int { return 3 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {})
	which := NewSelection([]string{"All", "New"}, 0, func(int) {}, nil)
	which.Spoken = "Show"
	s.SetContent(container.NewVBox(NewButton("Add 3 articles", nil, nil), which, rows))
	s.Canvas().Focus(rows)
	ring := func(name string) *outlined {
		return test.WidgetRenderer(s.Reach(name).(fyne.Widget)).(*outlined)
	}
	add := ring("Add 3 articles")
	if add.edge.Hidden || add.edge.StrokeWidth < 2 || add.edge.StrokeColor != look.Current(look.ColorCurrent) {
		t.Errorf("the ring around the focused button is %+v", add.edge)
	}
	if size := s.Reach("Add 3 articles").(fyne.Widget).Size(); add.edge.Size().Width <= size.Width || add.edge.Position().X >= 0 {
		t.Errorf("the ring is inside the button, which has its colour: %v at %v", add.edge.Size(), add.edge.Position())
	}
	border := ring("Show")
	if !add.edge.Hidden {
		t.Error("the ring stays on a button that has lost the focus")
	}
	with := border.edge.StrokeColor
	s.Reach("row ")
	if border.edge.Hidden || border.edge.StrokeWidth == 0 || border.edge.StrokeColor == with {
		t.Errorf("a choice without the focus has the border %+v", border.edge)
	}
}
