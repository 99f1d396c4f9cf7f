package control

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
)

func TestALineThatRunsToTheLeftIsSetAsItIsRead(t *testing.T) {
	test.NewTempApp(t)
	m := NewMarkedText("text")
	w := test.NewWindow(m)
	defer w.Close()
	text := "אבג River Street דהו."
	m.Set(text, []model.Span{{Start: 7, End: 12}}, "foreground")
	size := fyne.NewSize(m.Width()+100, 20)
	test.WidgetRenderer(m).Layout(size)
	drawn, right := "", float32(0)
	for _, r := range m.runs {
		if r.Position().X < right-1 {
			t.Errorf("%q overlaps the run before it", r.Text)
		}
		drawn, right = drawn+"|"+r.Text, r.Position().X+r.Size().Width
		if strong := r.Text == "River"; r.TextStyle.Bold != strong {
			t.Errorf("%q is bold: %v", r.Text, r.TextStyle.Bold)
		}
	}
	if want := "|.|דהו| |River| |Street| |אבג"; drawn != want {
		t.Errorf("drawn as %q, want %q", drawn, want)
	}
	if right < size.Width-1 {
		t.Errorf("the text ends at %v of %v", right, size.Width)
	}
	m.Set("a\n \n  b", nil, "foreground")
	test.WidgetRenderer(m).Layout(size)
	if m.runs[0].Text != "a b" {
		t.Errorf("line breaks show as %q", m.runs[0].Text)
	}
}

func TestTheLineOfAPaletteIsCutWithAnEllipsis(t *testing.T) {
	test.NewTempApp(t)
	m := NewMarkedText("text")
	w := test.NewWindow(m)
	defer w.Close()
	text := "The sluice gate fails at Kesmere"
	m.Set(text, []model.Span{{Start: 4, End: 10}}, "foreground")
	shown := func(width float32) string {
		test.WidgetRenderer(m).Layout(fyne.NewSize(width, 20))
		out := ""
		for _, r := range m.runs {
			out += r.Text
			if r.Position().X+fyne.MeasureText(r.Text, r.TextSize, r.TextStyle).Width > width+1 {
				t.Errorf("at width %v, %q exceeds the edge", width, r.Text)
			}
		}
		return out
	}
	if got := shown(m.Width()); got != text {
		t.Errorf("with enough room the text is %q", got)
	}
	if m.runs[1].Text != "sluice" || !m.runs[1].TextStyle.Bold || m.runs[0].TextStyle.Bold {
		t.Errorf("the match is not emphasised: %q", m.runs[1].Text)
	}
	for width := m.Width() - 2; width > 20; width -= 7 {
		got := shown(width)
		kept, cut := strings.CutSuffix(got, "…")
		if !cut || !strings.HasPrefix(text, kept) {
			t.Errorf("at width %v the text is %q", width, got)
		}
	}
}

func TestALongSentenceShowsFromJustBeforeTheHit(t *testing.T) {
	text := strings.Repeat("été ", 40) + "river rose and the river fell"
	at := strings.Index(text, "river")
	last := strings.LastIndex(text, "river")
	cut, marks := AroundMark(text, []model.Span{{Start: at, End: at + 5}, {Start: last, End: last + 5}}, 20)
	if len(marks) != 2 || marks[0].Of(cut) != "river" || marks[1].Of(cut) != "river" {
		t.Errorf("%q marks %v", cut, marks)
	}
	if !strings.HasPrefix(cut, "… été") || marks[0].Start > 30 {
		t.Errorf("the text is %q", cut)
	}
	if same, _ := AroundMark("a river", []model.Span{{Start: 2, End: 7}}, 20); same != "a river" {
		t.Errorf("a short text is cut to %q", same)
	}
}
