package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// carets returns the rectangles that draw the caret.
func (s *shown) carets() []*canvas.Rectangle {
	ink := look.Current(theme.ColorNameForeground)
	return s.filled(func(r *canvas.Rectangle) bool {
		return r.FillColor == ink && r.Size().Width > caretPen-0.5 && r.Size().Width < caretPen+0.5
	})
}

func TestACaretStandsWhereThePointerFindsIt(t *testing.T) {
	s := show(t, 60, laptop)
	for _, unit := range []int{0, 3, 50} {
		s.SetCurrent(unit)
		u := s.view.Structure.Units[unit].Span
		for offset := u.Start; offset <= u.End; offset++ {
			s.SetCaret(offset)
			lines := s.carets()
			if len(lines) == 0 { // in white space at the end of a line
				if offset == u.Start || offset == u.End || s.view.Text[offset-1] != ' ' && s.view.Text[offset] != ' ' {
					t.Errorf("at %d, in %v, there is no caret", offset, u)
				}
				continue
			}
			x := lines[0].Position().X + lines[0].Size().Width/2
			at := fyne.NewPos(x, lines[0].Position().Y+5).Subtract(s.scroll.Offset)
			got, found, ok := s.OffsetAt(at)
			if ends := offset == u.Start || offset == u.End; !ok || found != offset || got != unit && !ends {
				t.Errorf("the caret before byte %d of unit %d is at %v, where there is byte %d of unit %d, %v", offset, unit, at, found, got, ok)
			}
		}
	}
	for _, nowhere := range []int{-1, -7, len(s.view.Text) + 1} {
		s.SetCaret(nowhere)
		if n := len(s.carets()); n != 0 {
			t.Errorf("at %d %d carets are drawn", nowhere, n)
		}
	}
}

func TestAnOffsetIsNeverInsideOfAGrapheme(t *testing.T) {
	s := show(t, 1, laptop)
	text, structure := structured([]string{"e\u0301té 👩‍👩‍👧 là."})
	s.SetArticle(View{Text: text, Structure: structure}, 0)
	want := map[int]bool{0: true, 3: true, 4: true, 6: true, 7: true, 25: true, 26: true, 27: true, 29: true, 30: true}
	seen := map[int]bool{}
	for x := s.page.column; x < s.page.column+300; x++ {
		if _, offset, ok := s.OffsetAt(fyne.NewPos(x, s.page.textTop+5)); ok {
			seen[offset] = true
			if !want[offset] {
				t.Fatalf("at %v the offset is %d, inside a grapheme", x, offset)
			}
		}
	}
	if len(seen) != len(want) {
		t.Errorf("the pointer finds %v, want %v", seen, want)
	}
	if _, _, ok := s.OffsetAt(fyne.NewPos(3, 3)); ok {
		t.Error("there is text in the margin")
	}
}

func TestThePointerReportsWhereInTheTextItIs(t *testing.T) {
	s := show(t, 20, laptop)
	var pointed, asked []int
	s.OnPointed = func(unit, offset int) { pointed = append(pointed, unit, offset) }
	s.OnMenu = func(unit, offset int, _ fyne.Position) { asked = append(asked, unit, offset) }
	at := s.middleOf(2)
	unit, offset, _ := s.OffsetAt(at)
	test.MoveMouse(s.window.Canvas(), at)
	test.TapSecondaryAt(s.page, at)
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(2, 2))
	if len(pointed) != 2 || pointed[0] != unit || pointed[1] != offset || unit != 2 {
		t.Errorf("the pointer reports %v, want %d at %d", pointed, unit, offset)
	}
	if len(asked) != 2 || asked[0] != unit || asked[1] != offset {
		t.Errorf("the menu is requested at %v, want %d at %d", asked, unit, offset)
	}
}

func TestASuggestionIsOutlinedInTheMarginAndALabelFilled(t *testing.T) {
	s := show(t, 20, laptop)
	chips := func() (filled, outlined int) {
		for _, r := range s.filled(func(r *canvas.Rectangle) bool { return r.CornerRadius == 3 && r.Position().X < s.page.column-5 }) {
			if r.StrokeWidth > 0 {
				outlined++
			} else {
				filled++
			}
		}
		return filled, outlined
	}
	s.marks[1] = Mark{Ghost: "Q"}
	s.RefreshMarks()
	if filled, outlined := chips(); filled != 0 || outlined != 1 {
		t.Errorf("for a suggestion there are %d filled and %d outlined letters", filled, outlined)
	}
	s.marks[1] = Mark{Color: look.Hex("#E69F00"), Letter: "C", Ghost: "Q"}
	s.RefreshMarks()
	if filled, outlined := chips(); filled != 1 || outlined != 0 {
		t.Errorf("for a label there are %d filled and %d outlined letters", filled, outlined)
	}
}
