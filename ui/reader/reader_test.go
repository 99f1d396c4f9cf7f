package reader

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// shown is a reader in a test window.
type shown struct {
	*Reader
	t      testing.TB
	window fyne.Window
	view   View
	marks  map[int]Mark
	tapped []int
	asked  []int // units clicked with the secondary button
}

// show opens an invented article in a window of the given size.
func show(t testing.TB, sentences int, size fyne.Size) *shown {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Mode: look.Light})
	s := &shown{Reader: New(), t: t, marks: map[int]Mark{}}
	s.OnTapped = func(unit int) { s.tapped = append(s.tapped, unit) }
	s.OnMenu = func(unit, _ int, _ fyne.Position) { s.asked = append(s.asked, unit) }
	s.window = test.NewTempWindow(t, s.Reader)
	s.window.SetPadded(false)
	s.window.Resize(size)
	s.view = invented(sentences)
	s.view.Mark = func(unit int) Mark { return s.marks[unit] }
	s.SetArticle(s.view, 0)
	return s
}

// invented returns an invented article with a number of sentences.
func invented(sentences int) View {
	rng := rand.New(rand.NewPCG(3, 1))
	words := strings.Fields("the river rose over harbour wall before dawn and nobody in Kesmere had been told that " +
		"sluices were shut by order of county engineer who denied it later when asked about levels upstream")
	var paragraphs [][]string
	for n := 0; n < sentences; {
		var units []string
		for range min(1+rng.IntN(5), sentences-n) {
			var b strings.Builder
			for range 4 + rng.IntN(24) {
				b.WriteString(words[rng.IntN(len(words))] + " ")
			}
			units = append(units, fmt.Sprintf("Sentence %d: %sthere.", n, b.String()))
			n++
		}
		paragraphs = append(paragraphs, units)
	}
	text, structure := structured(paragraphs...)
	return View{Title: "What the river left", Facts: "Tide Post  ·  14 March 2031", Text: text, Structure: structure}
}

// words returns the visible text objects of the page.
func (s *shown) words() (texts []*canvas.Text) {
	for _, o := range s.page.objects {
		if t, ok := o.(*canvas.Text); ok && t.Visible() {
			texts = append(texts, t)
		}
	}
	return texts
}

// filled returns the rectangles that like accepts.
func (s *shown) filled(like func(*canvas.Rectangle) bool) (rects []*canvas.Rectangle) {
	for _, o := range s.page.objects {
		if r, ok := o.(*canvas.Rectangle); ok && like(r) {
			rects = append(rects, r)
		}
	}
	return rects
}

func (s *shown) outlines() []*canvas.Rectangle {
	ink := look.Current(look.ColorCurrent)
	return s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == ink })
}

// onScreen reports whether all of a unit is visible.
func (s *shown) onScreen(unit int) bool {
	top, bottom, ok := s.page.extent(unit)
	offset, height := s.scroll.Offset.Y, s.scroll.Size().Height
	return ok && top >= offset && bottom <= offset+height
}

func (s *shown) wantOnScreen(unit int) {
	s.t.Helper()
	if top, bottom, _ := s.page.extent(unit); !s.onScreen(unit) {
		s.t.Errorf("unit %d, at %v to %v, is not on the screen, at %v to %v",
			unit, top, bottom, s.scroll.Offset.Y, s.scroll.Offset.Y+s.scroll.Size().Height)
	}
	if len(s.outlines()) == 0 {
		s.t.Errorf("unit %d is not outlined", unit)
	}
	s.wantFilled()
}

// wheel scrolls down by a number of pixels, as the mouse wheel does.
func (s *shown) wheel(pixels float32) {
	s.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -pixels}})
}

// wantFilled fails the test unless every visible line of the article is painted.
func (s *shown) wantFilled() {
	s.t.Helper()
	top, bottom := s.scroll.Offset.Y, s.scroll.Offset.Y+s.scroll.Size().Height
	lines := map[float32]bool{}
	for _, w := range s.words() {
		lines[w.Position().Y] = true
	}
	for _, l := range s.page.lines(top, bottom) {
		if y := l.top; y+s.page.metrics.Line > top && y < bottom && !lines[y] {
			s.t.Errorf("the line at %v is not painted; the screen is at %v to %v", y, top, bottom)
			return
		}
	}
}

// middleOf returns the middle of a unit's first run, as a position on the page.
func (s *shown) middleOf(unit int) fyne.Position {
	top, _, _ := s.page.extent(unit)
	for _, l := range s.page.lines(top, top+1) {
		for _, r := range l.Runs {
			if r.Unit == unit {
				return fyne.NewPos(s.page.column+r.X+r.W/2, l.top+s.page.metrics.Line/2)
			}
		}
	}
	s.t.Fatalf("unit %d is not on its first line", unit)
	return fyne.Position{}
}

var laptop = fyne.NewSize(800, 600)

func TestALongArticleIsShownWithFewObjectsWhereverItIsScrolled(t *testing.T) {
	s := show(t, 10_000, laptop)
	for unit := range 10_000 {
		s.marks[unit] = Mark{Color: look.Hex("#E69F00"), Letter: "C", Notes: true}
	}
	s.RefreshMarks()
	most := 0
	for s.scroll.Offset.Y < s.page.MinSize().Height-s.scroll.Size().Height {
		s.wheel(5000)
		most = max(most, s.Objects())
		s.wantFilled()
		if t.Failed() {
			t.FailNow()
		}
	}
	if most > 400 {
		t.Errorf("up to %d objects are painted", most)
	}
	t.Logf("up to %d objects on %v, everything labelled and noted", most, laptop)
}

func TestThePaintedTextIsThatOfTheArticle(t *testing.T) {
	s := show(t, 200, laptop)
	for _, unit := range []int{0, 77, 199} {
		s.SetCurrent(unit)
		painted := ""
		for _, text := range s.words() {
			painted += " " + text.Text
		}
		whole := strings.Join(strings.Fields(s.view.Structure.Units[unit].Span.Of(s.view.Text)), " ")
		if !strings.Contains(painted, whole) {
			t.Errorf("want %q, painted only %q", whole, painted)
		}
	}
}

func TestTheCurrentSentenceIsOutlinedAndScrolledIntoView(t *testing.T) {
	s := show(t, 500, laptop)
	s.wantOnScreen(0)
	for _, unit := range []int{1, 2, 250, 251, 499, 498, 3, 0} {
		s.SetCurrent(unit)
		s.wantOnScreen(unit)
	}
	if s.scroll.Offset.Y != 0 {
		t.Errorf("at the first sentence the headline is %v above the screen", s.scroll.Offset.Y)
	}
}

func TestMovingToTheNextSentenceScrollsNoFurtherThanItMust(t *testing.T) {
	s := show(t, 500, laptop)
	s.SetCurrent(250)
	before := s.scroll.Offset.Y
	s.SetCurrent(249)
	s.SetCurrent(250)
	s.SetCurrent(251)
	if moved := s.scroll.Offset.Y - before; moved > 8*s.page.metrics.Line || moved < 0 {
		t.Errorf("a sentence on, the page moves by %v", moved)
	}
}

func TestTheOutlineIsAroundTheCurrentSentenceAlone(t *testing.T) {
	s := show(t, 50, laptop)
	s.SetCurrent(3)
	top, bottom, _ := s.page.extent(3)
	for _, r := range s.outlines() {
		if r.Position().Y < top-3 || r.Position().Y+r.Size().Height > bottom+3 {
			t.Errorf("a stroke at %v, %v, is outside of %v to %v", r.Position(), r.Size(), top, bottom)
		}
	}
	s.SetCurrent(-1)
	if n := len(s.outlines()); n != 0 {
		t.Errorf("without a current sentence %d strokes are painted", n)
	}
}

func TestResizingKeepsTheCurrentSentenceOnTheScreen(t *testing.T) {
	for _, unit := range []int{0, 120, 250, 499} {
		s := show(t, 500, fyne.NewSize(900, 600))
		s.SetCurrent(unit)
		for _, size := range []fyne.Size{{Width: 420, Height: 600}, {Width: 1400, Height: 300}, {Width: 700, Height: 900}, {Width: 900, Height: 200}} {
			s.window.Resize(size)
			s.wantOnScreen(unit)
		}
	}
}

func TestAClickReportsTheSentenceThere(t *testing.T) {
	s := show(t, 200, laptop)
	for _, unit := range []int{0, 1, 4} {
		test.TapAt(s.page, s.middleOf(unit))
		test.TapSecondaryAt(s.page, s.middleOf(unit))
	}
	s.SetCurrent(150)
	// Click through the canvas, as the driver does, after scrolling.
	test.TapCanvas(s.window.Canvas(), s.middleOf(150).Subtract(s.scroll.Offset))
	if got := fmt.Sprint(s.tapped, s.asked); got != "[0 1 4 150] [0 1 4]" {
		t.Errorf("the clicks report %s", got)
	}
	test.TapAt(s.page, fyne.NewPos(3, 3))
	if len(s.tapped) != 4 {
		t.Errorf("a click above the text reports %v", s.tapped[4:])
	}
	test.TapAt(s.page, fyne.NewPos(s.page.Size().Width-2, s.page.textTop+5))
	test.TapAt(s.page, fyne.NewPos(2, s.page.textTop+5))
	if fmt.Sprint(s.tapped[4:]) != "[0 0]" {
		t.Errorf("clicks in the margins beside the first line report %v", s.tapped[4:])
	}
}

func TestAClickAtTheVeryEdgeOfASentenceIsItsOwn(t *testing.T) {
	s := show(t, 200, laptop)
	shared := 0
	for _, l := range s.page.lines(0, s.page.textTop+40*s.page.metrics.Line) {
		if len(l.Runs) > 1 {
			shared++
		}
		for _, r := range l.Runs {
			for _, x := range []float32{r.X + 1, r.X + r.W - 1} {
				s.tapped = nil
				test.TapAt(s.page, fyne.NewPos(s.page.column+x, l.top+s.page.metrics.Line-1))
				if len(s.tapped) != 1 || s.tapped[0] != r.Unit {
					t.Errorf("a click at %v of the line at %v reports %v, want %d", x, l.top, s.tapped, r.Unit)
				}
			}
		}
	}
	if shared < 5 {
		t.Fatalf("only %d lines have two sentences", shared)
	}
}

func TestThePointerMarksTheSentenceAClickWouldChoose(t *testing.T) {
	s := show(t, 50, laptop)
	hover := func() []*canvas.Rectangle {
		ink := look.Current(look.ColorHover)
		return s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == ink })
	}
	if len(hover()) != 0 {
		t.Error("a sentence is marked before the pointer enters")
	}
	at := s.middleOf(2)
	test.MoveMouse(s.window.Canvas(), at)
	boxes := hover()
	if len(boxes) == 0 {
		t.Fatal("nothing is marked under the pointer")
	}
	if b := boxes[0]; b.Position().X > at.X || b.Position().X+b.Size().Width < at.X {
		t.Errorf("the mark at %v is not under the pointer at %v", b.Position(), at)
	}
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(2, 2))
	if len(hover()) != 0 {
		t.Error("the mark stays when the pointer leaves the text")
	}
}

func TestLabellingMovesNoText(t *testing.T) {
	s := show(t, 300, laptop)
	s.SetCurrent(100)
	type placed struct {
		text     string
		at, size any
	}
	places := func() (out []placed) {
		for _, w := range s.words() {
			if w.TextSize == theme.Size(look.SizeReading) {
				out = append(out, placed{w.Text, w.Position(), w.Size()})
			}
		}
		return out
	}
	galley, unlaid, before, offset := s.page.galley, s.page.galley.unlaid, places(), s.scroll.Offset
	orange := look.Hex("#E69F00")
	s.marks[100] = Mark{Color: orange, Letter: "C", Notes: true}
	s.RefreshMarks()
	if s.page.galley != galley || s.page.galley.unlaid != unlaid {
		t.Error("the article was laid out again")
	}
	if after := places(); fmt.Sprint(after) != fmt.Sprint(before) || s.scroll.Offset != offset {
		t.Error("the text has moved")
	}
	tint := look.Tint(orange, theme.VariantLight)
	if n := len(s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == tint })); n == 0 {
		t.Error("the sentence has no colour behind it")
	}
	letters := 0
	for _, w := range s.words() {
		if w.Text == "C" && w.Position().X < s.page.column {
			letters++
		}
	}
	if letters != 1 {
		t.Errorf("there are %d letters in the margin, want 1", letters)
	}
	delete(s.marks, 100)
	s.RefreshMarks()
	if n := len(s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == tint })); n != 0 {
		t.Error("the colour stays when the label goes")
	}
}

func TestUnitsSetAsideAreDimmed(t *testing.T) {
	s := show(t, 50, laptop)
	s.view.Structure.Units[1].Kind = model.UnitResidue
	s.Restructure(s.view, 0)
	dim, ink := 0, look.Current(look.ColorAside)
	for _, w := range s.words() {
		if w.Color == ink {
			dim++
			if !strings.Contains(s.view.Structure.Units[1].Span.Of(s.view.Text), w.Text) {
				t.Errorf("%q is dimmed", w.Text)
			}
		}
	}
	if dim == 0 {
		t.Error("nothing is dimmed")
	}
}

func TestRestructuringKeepsThePlaceAndANewArticleBeginsAtItsTop(t *testing.T) {
	s := show(t, 500, laptop)
	s.SetCurrent(250)
	before := s.scroll.Offset
	s.Restructure(s.view, 250)
	if s.scroll.Offset != before {
		t.Errorf("the page moves from %v to %v", before, s.scroll.Offset)
	}
	s.SetArticle(s.view, 0)
	if s.scroll.Offset.Y != 0 {
		t.Errorf("a new article begins at %v", s.scroll.Offset)
	}
}

func TestAnArticleWithoutSentencesIsShown(t *testing.T) {
	s := show(t, 10, laptop)
	s.SetArticle(View{Title: "Nothing"}, -1)
	s.SetCurrent(5)
	s.ScrollPage(1)
	test.TapAt(s.page, fyne.NewPos(300, 200))
	if len(s.tapped) != 0 {
		t.Errorf("a click on nothing reports %v", s.tapped)
	}
	if n := len(s.words()); n == 0 {
		t.Error("the headline is not there")
	}
}
