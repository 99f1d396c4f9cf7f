package panel

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// wide stands in for a widget with a minimum and a preferred width.
type wide struct {
	*canvas.Rectangle
	wished float32
}

func (w wide) wish() float32 { return w.wished }

func newWide(least, wished float32) wide {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(least, 30))
	return wide{r, wished}
}

func TestObjectsStandBesideOneAnotherWhereTheyFit(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name         string
		layout       sideBySide
		width        float32
		below        bool
		second, size float32 // x of the second object, and its width
	}{
		{"room for both", sideBySide{}, 304, false, 154, 150},
		{"one wishes for more than its half", sideBySide{}, 204, true, 0, 204},
		{"the first takes what it needs", sideBySide{first: true}, 204, false, 44, 160},
		{"the rest is too little", sideBySide{first: true}, 140, true, 0, 140},
	} {
		a, b := newWide(40, 40), newWide(60, 120)
		objects := []fyne.CanvasObject{a, b}
		c.layout.Layout(objects, fyne.NewSize(c.width, 100))
		if below := b.Position().Y > 0; below != c.below || b.Position().X != c.second || b.Size().Width != c.size {
			t.Errorf("%s: the second is at %v, %v wide", c.name, b.Position(), b.Size().Width)
		}
		if got := c.layout.MinSize(objects); got.Width != 60 || got.Height < b.Position().Y+30 {
			t.Errorf("%s: the minimum size is %v", c.name, got)
		}
	}
}

func TestANoteIsAsHighAsItsLines(t *testing.T) {
	measure := func(s string) float32 { return float32(10 * len(s)) }
	for _, c := range []struct {
		line string
		want int
	}{
		{"", 1},
		{"one", 1},
		{"ten letter", 1},
		{"eleven more", 2},
		{"a b c d e", 1},
		{"word word word", 2},
		{"twentyfivelettersinoneword", 3},
		{"a twentyfivelettersinoneword", 4},
	} {
		if got := rowsOf(c.line, 100, 10, measure); got != c.want {
			t.Errorf("%q takes %d rows, want %d", c.line, got, c.want)
		}
	}
}

func TestANoteBoxGrowsWhenItGetsNarrower(t *testing.T) {
	test.NewTempApp(t)
	e := newNoteEntry(func() {}, nil)
	e.OnChanged = func(string) { e.fit() }
	e.Resize(fyne.NewSize(600, 80))
	e.SetText("Only this outlet has the figure; the district office has not confirmed it, and nobody else has asked.")
	before := e.MinSize().Height
	e.Resize(fyne.NewSize(200, 80))
	if after := e.MinSize().Height; after <= before {
		t.Errorf("the height is %v, and %v in a narrow pane", before, after)
	}
}

func TestTextIsShortenedWithAnEllipsis(t *testing.T) {
	test.NewTempApp(t)
	width := func(s string) float32 { return fyne.MeasureText(s, 14, fyne.TextStyle{}).Width }
	for _, c := range []struct {
		room float32
		want string
	}{
		{width("Background") + 1, "Background"},
		{width("Backgr…") + 1, "Backgr…"},
		{width("B…") + 1, "B…"},
		{0, "…"},
	} {
		if got := shortened("Background", c.room, 14, fyne.TextStyle{}); got != c.want {
			t.Errorf("in a width of %v the text is %q, want %q", c.room, got, c.want)
		}
	}
}

func TestALabelThatIsCutShowsAllOfItWhenThePointerRests(t *testing.T) {
	test.NewTempApp(t)
	var rest func()
	tips := NewTips(func(_ time.Duration, f func()) func() {
		rest = f
		return func() { rest = nil }
	})
	w := test.NewTempWindow(t, tips.Content)
	w.Resize(fyne.NewSize(600, 400))
	l := NewTipLabel(tips)
	l.SetText("A text that is longer than its place")
	l.Resize(fyne.NewSize(1000, 40))
	l.MouseIn(nil)
	if rest != nil {
		t.Error("a text that is not truncated has a tip")
	}
	l.Resize(fyne.NewSize(80, 40))
	l.MouseIn(nil)
	if rest == nil {
		t.Fatal("a truncated text has no tip")
	}
	rest()
	shown := false
	for _, o := range tips.Content.Objects {
		if text, ok := o.(*widget.Label); ok {
			shown = text.Visible() && text.Text == l.Text
		}
	}
	if !shown {
		t.Error("the tip does not show the text")
	}
}
