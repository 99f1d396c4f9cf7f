package dialog

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/look"
)

func TestWhereTheKeyboardIsCanBeSeen(t *testing.T) {
	s := newScreen(t)
	s.showImport(mixture(), nil)
	ring := func(name string) *edged {
		return test.WidgetRenderer(s.reach(name).(fyne.Widget)).(*edged)
	}
	add := ring("Add 3 articles")
	if add.edge.Hidden || add.edge.StrokeWidth < 2 || add.edge.StrokeColor != look.Current(look.ColorCurrent) {
		t.Errorf("the ring around what has the keyboard is %+v", add.edge)
	}
	if size := s.reach("Add 3 articles").(fyne.Widget).Size(); add.edge.Size().Width <= size.Width || add.edge.Position().X >= 0 {
		t.Errorf("the ring lies within the button, which has its colour: %v at %v", add.edge.Size(), add.edge.Position())
	}
	which := ring("Show")
	if !add.edge.Hidden {
		t.Error("the ring stays where the keyboard was")
	}
	with := which.edge.StrokeColor
	s.reach("row ")
	if which.edge.Hidden || which.edge.StrokeWidth == 0 || which.edge.StrokeColor == with {
		t.Errorf("a choice without the keyboard has the border %+v", which.edge)
	}
}
