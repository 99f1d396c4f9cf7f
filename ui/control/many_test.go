package control

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/uitest"
)

// tenRows returns a focused list of ten rows. The row 4 is a heading.
func tenRows(t *testing.T) (*uitest.Screen, *ManyList) {
	t.Helper()
	s := uitest.NewScreen(t)
	l := NewManyList(func() int { return 10 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {})
	l.Skip = func(row int) bool { return row == 4 }
	s.SetContent(l)
	s.Canvas().Focus(l)
	l.SelectOnly(2)
	return s, l
}

func wantRows(t *testing.T, l *ManyList, at int, rows ...int) {
	t.Helper()
	if got := l.Rows(); !slices.Equal(got, rows) || l.At != at {
		t.Errorf("the rows %d are selected and %d is chosen, want %d and %d", got, l.At, rows, at)
	}
}

func TestShiftExtendsTheSelectionAndAPlainKeyEndsIt(t *testing.T) {
	s, l := tenRows(t)
	picked := 0
	l.OnPicked = func() { picked++ }
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	l.KeyDown(shift)
	s.Press(fyne.KeyDown, fyne.KeyDown)
	wantRows(t, l, 5, 2, 3, 5)
	s.Press(fyne.KeyUp)
	wantRows(t, l, 3, 2, 3)
	s.Press(fyne.KeyHome)
	wantRows(t, l, 0, 0, 1, 2)
	s.Press(fyne.KeyEnd)
	wantRows(t, l, 9, 2, 3, 5, 6, 7, 8, 9)
	l.KeyUp(shift)
	s.Press(fyne.KeyDown)
	wantRows(t, l, 9, 9)
	if picked != 6 {
		t.Errorf("OnPicked was called %d times", picked)
	}
	s.Hold(&fyne.ShortcutSelectAll{})
	wantRows(t, l, 9, 0, 1, 2, 3, 5, 6, 7, 8, 9)
	l.KeyDown(shift)
	s.Canvas().Unfocus()
	s.Canvas().Focus(l)
	s.Press(fyne.KeyUp)
	wantRows(t, l, 8, 8)
}

func TestClicksSelectOneRowSeveralOrARange(t *testing.T) {
	_, l := tenRows(t)
	l.Click(3, 0)
	wantRows(t, l, 3, 3)
	l.Click(6, fyne.KeyModifierShift)
	wantRows(t, l, 6, 3, 5, 6)
	l.Click(8, fyne.KeyModifierShortcutDefault)
	wantRows(t, l, 8, 3, 5, 6, 8)
	l.Click(8, fyne.KeyModifierShortcutDefault)
	wantRows(t, l, 6, 3, 5, 6)
	l.Click(4, 0) // a heading
	wantRows(t, l, 6, 3, 5, 6)
	l.Click(5, 0)
	wantRows(t, l, 5, 5)
	l.Click(5, fyne.KeyModifierShortcutDefault)
	wantRows(t, l, 5, 5)
}

func TestARowChosenByTheProgramIsTheOnlyOneSelected(t *testing.T) {
	_, l := tenRows(t)
	l.SelectAll()
	l.Choose(7)
	wantRows(t, l, 7, 7)
}
