package dialog

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
)

// typeIn types into what has the keyboard.
func (s *screen) typeIn(text string) {
	s.t.Helper()
	f := s.Canvas().Focused()
	if f == nil {
		s.t.Fatalf("nothing has the keyboard for %q", text)
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// manyThings offers so many things whose names have the query in them.
func manyThings(n int, done *[]string) func(string) []Offered {
	return func(query string) (out []Offered) {
		for i := range n {
			name := fmt.Sprint("thing ", i)
			if !strings.Contains(name, query) {
				continue
			}
			o := Offered{Title: name, Do: func() { *done = append(*done, name) }}
			if i == 2 {
				o.Why = "Open an article first."
			}
			out = append(out, o)
		}
		return out
	}
}

func TestThePaletteIsWorkedByKeys(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed string
		keys  []fyne.KeyName
		want  string
		open  bool
	}{
		{"Enter takes the best", "", []fyne.KeyName{fyne.KeyReturn}, "thing 0", false},
		{"the arrows choose", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnter}, "thing 3", false},
		{"up from the first stays", "", []fyne.KeyName{fyne.KeyUp, fyne.KeyReturn}, "thing 0", false},
		{"letters narrow", "4", []fyne.KeyName{fyne.KeyReturn}, "thing 4", false},
		{"after narrowing the best is chosen", "thing", []fyne.KeyName{fyne.KeyDown, fyne.KeyBackspace, fyne.KeyReturn}, "thing 0", false},
		{"a page down", "", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, "thing 10", false},
		{"Esc takes nothing", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, "", false},
		{"what cannot be done is not", "thing 2", []fyne.KeyName{fyne.KeyReturn}, "", true},
		{"nothing of that name", "zebra", []fyne.KeyName{fyne.KeyReturn}, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScreen(t)
			var done []string
			ShowPalette(manyThings(12, &done), s.Window)
			s.typeIn(c.typed)
			s.press(c.keys...)
			if got := strings.Join(done, ", "); got != c.want {
				t.Errorf("it did %q, want %q", got, c.want)
			}
			if s.open() != c.open {
				t.Errorf("it is open: %v", s.open())
			}
		})
	}
}

func TestTheLineOfAPaletteIsCutWithAnEllipsis(t *testing.T) {
	test.NewTempApp(t)
	m := newMarked("text")
	w := test.NewWindow(m)
	defer w.Close()
	text := "The sluice gate fails at Kesmere"
	m.set(text, []model.Span{{Start: 4, End: 10}}, "foreground")
	shown := func(width float32) string {
		test.WidgetRenderer(m).Layout(fyne.NewSize(width, 20))
		out := ""
		for _, r := range m.runs {
			out += r.Text
			if r.Position().X+fyne.MeasureText(r.Text, r.TextSize, r.TextStyle).Width > width+1 {
				t.Errorf("at %v, %q goes over the edge", width, r.Text)
			}
		}
		return out
	}
	if got := shown(m.width()); got != text {
		t.Errorf("with room for all it shows %q", got)
	}
	if m.runs[1].Text != "sluice" || !m.runs[1].TextStyle.Bold || m.runs[0].TextStyle.Bold {
		t.Errorf("what matched is not set off: %q", m.runs[1].Text)
	}
	for width := m.width() - 2; width > 20; width -= 7 {
		got := shown(width)
		kept, cut := strings.CutSuffix(got, "…")
		if !cut || !strings.HasPrefix(text, kept) {
			t.Errorf("at %v it shows %q", width, got)
		}
	}
}

func TestALongSentenceShowsFromJustBeforeWhatWasFound(t *testing.T) {
	text := strings.Repeat("été ", 40) + "river rose and the river fell"
	at := strings.Index(text, "river")
	last := strings.LastIndex(text, "river")
	cut, marks := around(text, []model.Span{{Start: at, End: at + 5}, {Start: last, End: last + 5}}, 20)
	if len(marks) != 2 || marks[0].Of(cut) != "river" || marks[1].Of(cut) != "river" {
		t.Errorf("%q marks %v", cut, marks)
	}
	if !strings.HasPrefix(cut, "… été") || marks[0].Start > 30 {
		t.Errorf("it shows %q", cut)
	}
	if same, _ := around("a river", []model.Span{{Start: 2, End: 7}}, 20); same != "a river" {
		t.Errorf("a short one shows as %q", same)
	}
}

func TestThePaletteIsAsHighAsWhatItOffers(t *testing.T) {
	s := newScreen(t)
	p := showPalette(manyThings(12, nil), s.Window)
	row := newOfferedRow().MinSize().Height
	spare := func() float32 { return p.list.Size().Height - float32(len(p.rows))*row }
	for _, query := range []string{"", "thing 3", "thing 2"} { // the last cannot be done, and the line below says why
		p.entry.SetText(query)
		if got := spare(); len(p.rows) < paletteRows && (got < 0 || got >= row) {
			t.Errorf("%q leaves %v under %d rows", query, got, len(p.rows))
		}
	}
	p.entry.SetText("zebra")
	if !s.reads("Nothing is called that.") {
		t.Error("it does not say that there is nothing")
	}
}
