package dialog

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
)

func TestALineThatRunsToTheLeftIsSetAsItIsRead(t *testing.T) {
	test.NewTempApp(t)
	m := newMarked("text")
	w := test.NewWindow(m)
	defer w.Close()
	text := "אבג River Street דהו."
	m.set(text, []model.Span{{Start: 7, End: 12}}, "foreground")
	size := fyne.NewSize(m.width()+100, 20)
	test.WidgetRenderer(m).Layout(size)
	drawn, right := "", float32(0)
	for _, r := range m.runs {
		if r.Position().X < right-1 {
			t.Errorf("%q lies over what is before it", r.Text)
		}
		drawn, right = drawn+"|"+r.Text, r.Position().X+r.Size().Width
		if strong := r.Text == "River"; r.TextStyle.Bold != strong {
			t.Errorf("%q is bold: %v", r.Text, r.TextStyle.Bold)
		}
	}
	if want := "|.|דהו| |River| |Street| |אבג"; drawn != want {
		t.Errorf("it is drawn as %q, want %q", drawn, want)
	}
	if right < size.Width-1 {
		t.Errorf("it ends at %v of %v", right, size.Width)
	}
	m.set("a\n \n  b", nil, "foreground")
	test.WidgetRenderer(m).Layout(size)
	if m.runs[0].Text != "a b" {
		t.Errorf("what breaks lines shows as %q", m.runs[0].Text)
	}
}
