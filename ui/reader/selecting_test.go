package reader

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/ui/look"
)

// press presses the primary button at a point of the page.
func (s *shown) press(at fyne.Position, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	e.Position = at
	s.page.MouseDown(e)
}

// click clicks a point of the page a number of times.
func (s *shown) click(at fyne.Position, times int, mod fyne.KeyModifier) {
	for range times {
		s.press(at, mod)
		s.page.Tapped(&fyne.PointEvent{Position: at})
	}
}

// drag drags from one point of the page to others.
func (s *shown) drag(from fyne.Position, to ...fyne.Position) {
	s.press(from, 0)
	for _, at := range to {
		s.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	s.page.DragEnd()
}

// before returns the point of the page before the character at an offset of the text.
func (s *shown) before(offset int) fyne.Position {
	s.t.Helper()
	s.page.ensure(0, s.page.MinSize().Height)
	for _, l := range s.page.lines(0, s.page.MinSize().Height) {
		for _, run := range l.Runs {
			if offset >= run.Start && offset < run.End {
				x := s.page.ahead(run, l.face, offset)
				if run.Left {
					x = run.W - x
				}
				return fyne.NewPos(s.page.column+run.X+x, l.top+l.line/2)
			}
		}
	}
	s.t.Fatalf("nothing is drawn for byte %d", offset)
	return fyne.Position{}
}

func (s *shown) wantSelected(want string) {
	s.t.Helper()
	if got := s.Selection().Of(s.view.Text); got != want {
		s.t.Errorf("%q is selected, want %q", got, want)
	}
}

// painted returns the width of the backgrounds of selected text.
func (s *shown) painted() (width float32) {
	ink := look.Current(look.ColorSelected)
	for _, r := range s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == ink && r.StrokeWidth == 0 }) {
		width += r.Size().Width
	}
	return width
}

func TestDraggingSelectsExactlyTheTextBetween(t *testing.T) {
	s := show(t, 30, laptop)
	unit := func(i int) model.Span { return s.view.Structure.Units[i].Span }
	for _, c := range [][2]int{
		{unit(0).Start + 4, unit(0).Start + 9},
		{unit(0).Start + 3, unit(2).Start + 5},
		{unit(2).Start + 5, unit(0).Start + 3}, // backwards
	} {
		s.tapped = nil
		s.drag(s.before(c[0]), s.before(c[1]))
		s.wantSelected(s.view.Text[min(c[0], c[1]):max(c[0], c[1])])
		if len(s.tapped) != 1 || !unit(s.tapped[0]).Contains(c[0]) {
			t.Errorf("dragging from byte %d makes %v current", c[0], s.tapped)
		}
		if s.painted() == 0 {
			t.Error("the selection is not painted")
		}
	}
	// The pointer may leave the text.
	s.drag(s.before(unit(0).Start+4), fyne.NewPos(2, 2))
	s.wantSelected(s.view.Text[:unit(0).Start+4])
	s.drag(s.before(unit(29).Start), fyne.NewPos(s.page.Size().Width, s.page.MinSize().Height))
	s.wantSelected(strings.TrimSpace(s.view.Text[unit(29).Start:]))
}

func TestADragOfOneOrTwoPixelsIsAClick(t *testing.T) {
	s := show(t, 30, laptop)
	at := s.middleOf(2)
	s.drag(at, at.AddXY(1, 1))
	s.wantSelected("")
	if fmt.Sprint(s.tapped) != "[2 2]" {
		t.Errorf("it chooses %v", s.tapped)
	}
	ghosts := 0
	s.OnGhost = func(unit int) { ghosts += unit }
	s.marks[2] = Mark{Ghost: "Q"}
	s.RefreshMarks()
	mark := s.page.points[0].at
	s.press(fyne.NewPos(mark.Left+3, mark.Top+3), 0)
	s.page.Tapped(&fyne.PointEvent{Position: fyne.NewPos(mark.Left+3, mark.Top+3)})
	if ghosts != 2 {
		t.Errorf("a click on the letter of sentence 2 accepts %d", ghosts)
	}
}

func TestClicksInSuccessionSelectMore(t *testing.T) {
	s := show(t, 30, laptop)
	clock := time.Now()
	s.now = func() time.Time { return clock }
	u := s.view.Structure.Units[1]
	word := segment.Words(u.Span.Of(s.view.Text))[2]
	at := s.before(u.Span.Start + word.Start + 1)
	s.click(at, 1, 0)
	s.wantSelected("")
	s.click(at, 1, 0)
	s.wantSelected(s.view.Text[u.Span.Start+word.Start : u.Span.Start+word.End])
	s.click(at, 1, 0)
	s.wantSelected(u.Span.Of(s.view.Text))
	s.click(at, 1, 0)
	s.wantSelected(s.view.Structure.Paragraphs[u.Paragraph].Of(s.view.Text))
	clock = clock.Add(time.Second) // too late for another click in succession
	s.click(at, 1, 0)
	s.wantSelected("")
	s.click(at.AddXY(60, 0), 1, 0) // elsewhere
	s.wantSelected("")
	if fmt.Sprint(s.tapped) != "[1 1 1]" {
		t.Errorf("the clicks choose %v", s.tapped)
	}
	// A drag after a double click selects whole words.
	clock = clock.Add(time.Second)
	s.click(at, 1, 0)
	s.press(at, 0)
	other := s.view.Structure.Units[2].Span
	s.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: s.before(other.Start + 2)}})
	s.page.DragEnd()
	s.wantSelected(s.view.Text[u.Span.Start+word.Start : other.Start+len("Sentence")])
}

func TestShiftAndAClickExtendASelection(t *testing.T) {
	s := show(t, 30, laptop)
	units := s.view.Structure.Units
	span := func(from, to int) string { return s.view.Text[units[from].Span.Start:units[to].Span.End] }
	s.SetCurrent(3)
	s.click(s.middleOf(5), 1, fyne.KeyModifierShift)
	s.wantSelected(span(3, 5))
	s.click(s.middleOf(1), 1, fyne.KeyModifierShift)
	s.wantSelected(span(1, 3))
	s.drag(s.before(units[2].Span.Start+3), s.before(units[2].Span.Start+6))
	s.click(s.before(units[4].Span.Start+2), 1, fyne.KeyModifierShift) // by characters, as it began
	s.wantSelected(s.view.Text[units[2].Span.Start+3 : units[4].Span.Start+2])
	if fmt.Sprint(s.tapped) != "[2]" {
		t.Errorf("extending makes %v current", s.tapped)
	}
	s.Restructure(s.view, -1)
	s.click(s.middleOf(1), 1, fyne.KeyModifierShift)
	s.wantSelected("")
}

func TestKeysExtendASelectionAndKeepItsEndInSight(t *testing.T) {
	s := show(t, 300, laptop)
	s.Extend(Sentence, 1)
	first := s.view.Structure.Units[0].Span
	s.wantSelected(s.view.Text[:s.view.Structure.Units[1].Span.End])
	for range 120 {
		s.Extend(Sentence, 1)
	}
	end := s.view.Structure.Units[121].Span.End
	s.wantSelected(s.view.Text[:end])
	if s.scroll.Offset.Y == 0 {
		t.Error("the page has not scrolled")
	}
	s.wantFilled()
	for range 200 {
		s.Extend(Sentence, -1)
	}
	s.wantSelected(first.Of(s.view.Text))
	if s.scroll.Offset.Y > s.page.textTop {
		t.Errorf("the page is at %v", s.scroll.Offset.Y)
	}
	s.Select(model.Span{})
	for range 400 {
		s.Extend(Character, 1)
	}
	if n := s.Selection().Len(); n < 400 || n > 500 {
		t.Errorf("400 characters have %d bytes", n)
	}
	for range 400 {
		s.Extend(Character, -1)
	}
	s.wantSelected("")
	s.Extend(Word, 3)
	s.Extend(Word, -1)
	if got := s.Selection().Of(s.view.Text); got != "Sentence 0: " {
		t.Errorf("three words but one are %q", got)
	}
	s.SelectAll()
	s.wantSelected(strings.TrimSpace(s.view.Text))
}

// A selection is drawn in the words' places also where the text runs to the left, and
// it never ends inside a grapheme.
func TestSelectionsKeepToGraphemesAndToTheDirectionOfText(t *testing.T) {
	s := show(t, 1, laptop)
	text, structure := structured([]string{"e\u0301té 👩‍👩‍👧 là.", "Он сказал «… да», і всё."}, []string{"אמר שלום 12 היום."})
	s.view = View{Text: text, Structure: structure}
	s.SetArticle(s.view, 0)
	for range 60 {
		s.Extend(Character, 1)
		end := s.Selection().End
		whole := false
		for _, at := range boundaries(text) {
			whole = whole || at == end
		}
		if !whole {
			t.Fatalf("the selection ends at byte %d, inside a grapheme of %q", end, text)
		}
	}
	u := structure.Units[2].Span
	s.drag(s.before(u.Start), s.before(u.Start+6))
	s.wantSelected(text[u.Start : u.Start+6])
	last := s.page.lines(0, 2000)
	run := last[len(last)-1].Runs[len(last[len(last)-1].Runs)-1]
	ink := look.Current(look.ColorSelected)
	boxes := s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == ink })
	if len(boxes) != 1 || boxes[0].Position().X+boxes[0].Size().Width < s.page.column+run.X+run.W-2 {
		t.Errorf("the beginning of a text that runs to the left is not painted at its right: %v", boxes)
	}
}

func TestDraggingFromAMarginSelectsSentences(t *testing.T) {
	s := show(t, 30, laptop)
	units := s.view.Structure.Units
	from, to := s.before(units[0].Span.Start), s.before(units[5].Span.Start+1)
	s.drag(fyne.NewPos(4, from.Y), fyne.NewPos(4, to.Y))
	got := s.Selection()
	if got.Start != 0 || got.End < units[4].Span.End || s.view.Structure.UnitAt(got.End) < 0 {
		t.Errorf("dragging in the margin selects %v", got)
	}
	whole := false
	for _, u := range units {
		whole = whole || u.Span.End == got.End
	}
	if !whole {
		t.Errorf("the selection ends at %d, inside a sentence", got.End)
	}
}

func TestThePageScrollsWhileTextIsDraggedOverItsEdge(t *testing.T) {
	s := show(t, 300, laptop)
	var due []func()
	s.After = func(_ time.Duration, f func()) func() {
		due = append(due, f)
		return func() { due = nil }
	}
	s.stopLater()
	s.press(s.middleOf(1), 0)
	s.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, laptop.Height+40)}})
	for range 20 {
		steps := due
		due = nil
		for _, f := range steps {
			f()
		}
	}
	if s.scroll.Offset.Y < 200 {
		t.Errorf("the page has scrolled to %v", s.scroll.Offset.Y)
	}
	if s.Selection().Len() < 500 {
		t.Errorf("only %v is selected", s.Selection())
	}
	s.wantFilled()
	s.page.DragEnd()
}

func TestThePointerShowsWhichSentenceALetterBelongsTo(t *testing.T) {
	s := show(t, 1, laptop)
	text, structure := structured([]string{"It rained.", "It stopped.", "It rained on and on until the evening."})
	s.view = View{Text: text, Structure: structure, Mark: func(unit int) Mark { return s.marks[unit] }}
	s.marks = map[int]Mark{0: {Color: look.Hex("#E69F00"), Letter: "C"}, 1: {Ghost: "Q", Notes: true}, 2: {Notes: true}}
	s.SetArticle(s.view, -1)
	var asked []int
	s.OnMenu = func(unit, _ int, _ fyne.Position) { asked = append(asked, unit) }
	var ghosts, notes []int
	s.OnGhost = func(unit int) { ghosts = append(ghosts, unit) }
	s.OnNotes = func(unit int) { notes = append(notes, unit) }
	middle := func(p point) fyne.Position { return fyne.NewPos((p.at.Left+p.at.Right)/2, (p.at.Top+p.at.Bottom)/2) }
	points := append([]point(nil), s.page.points...)
	if len(points) != 3 {
		t.Fatalf("there are %d marks, want two letters and one sheet", len(points))
	}
	for _, p := range points {
		if len(s.outlines()) != len(s.noteLines()) {
			t.Error("a sentence is outlined before the pointer is on a mark")
		}
		at := middle(p)
		test.MoveMouse(s.window.Canvas(), at)
		if s.page.over == nil || fmt.Sprint(s.page.over.units) != fmt.Sprint(p.units) {
			t.Errorf("on the mark of %v the pointer is on %+v", p.units, s.page.over)
		}
		left, right := s.span(p.units)
		for _, o := range s.outlines() {
			if x := o.Position().X; o.Size().Height > 10 && (x < left-4 || x > right+4) {
				t.Errorf("the outline for %v is at %v, want %v to %v", p.units, x, left, right)
			}
		}
		if len(s.outlines()) <= len(s.noteLines()) {
			t.Errorf("no sentence is outlined while the pointer is on the mark of %v", p.units)
		}
		test.TapAt(s.page, at)
		test.TapSecondaryAt(s.page, at)
		test.MoveMouse(s.window.Canvas(), fyne.NewPos(2, 2))
	}
	if fmt.Sprint(s.tapped, ghosts, notes, asked) != "[0] [1] [1] [1 0 1]" {
		t.Errorf("the clicks choose %v, accept %v, open the notes of %v and open the menus of %v", s.tapped, ghosts, notes, asked)
	}
	s.SetCurrent(1)
	test.TapAt(s.page, middle(points[2])) // another click opens the next one's notes
	if fmt.Sprint(notes) != "[1 2]" {
		t.Errorf("clicks on one sheet open the notes of %v", notes)
	}
}

// noteLines returns the lines of writing of the note marks, which have the colour of
// outlines.
func (s *shown) noteLines() (out []*canvas.Rectangle) {
	for _, r := range s.outlines() {
		if r.Size().Height == 1.5 {
			out = append(out, r)
		}
	}
	return out
}

// span returns the horizontal extent of units that are on one line.
func (s *shown) span(units []int) (left, right float32) {
	left = s.page.Size().Width
	for _, l := range s.page.lines(0, s.page.MinSize().Height) {
		for _, run := range l.Runs {
			for _, u := range units {
				if run.Unit == u {
					left, right = min(left, s.page.column+run.X), max(right, s.page.column+run.X+run.W)
				}
			}
		}
	}
	return left, right
}

func TestANotchOfTheWheelScrollsThreeLines(t *testing.T) {
	const line = 27
	for _, c := range []struct {
		notches float64
		system  string
		want    float64 // pixels
	}{
		{1, "linux", 3 * line},
		{-1, "linux", -3 * line},
		{2, "linux", 6 * line},
		{1.5, "linux", 4.5 * line},           // a notch under KDE's Wayland
		{0.13, "linux", 0.13 * fyneNotch},    // a touchpad
		{-1.01, "linux", -1.01 * fyneNotch},  //
		{0.25, "windows", 0.75 * line},       // a fine wheel
		{-12 * 125, "linux", -12 * 3 * line}, // Fyne accelerates from ten notches on
		{12 * 125, "windows", 12 * 3 * line}, //
		{0.3, "darwin", 0.3 * fyneNotch},     // as the system says
		{0, "linux", 0},                      //
	} {
		if got := float64(wheeled(float32(c.notches*fyneNotch), line, c.system)); got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("%v notches on %s scroll %v pixels, want %v", c.notches, c.system, got, c.want)
		}
	}
	s := show(t, 300, laptop)
	s.page.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -fyneNotch}})
	if want := wheeled(fyneNotch, s.page.metrics.Line, "linux"); s.scroll.Offset.Y != want {
		t.Errorf("a notch scrolls to %v, want %v", s.scroll.Offset.Y, want)
	}
	s.wantFilled()
}

func TestATitleThatTheTextBeginsWithIsShownOnceAndCanBeTagged(t *testing.T) {
	s := show(t, 1, laptop)
	text, structure := structured([]string{"The river  rose"}, []string{"It rose on Monday.", "Nobody came."})
	s.view = View{Title: "The River rose", Facts: "Tide Post", Text: text, Structure: structure, Mark: func(unit int) Mark { return s.marks[unit] }}
	s.marks[0] = Mark{Color: look.Hex("#E69F00"), Letter: "C"}
	s.SetArticle(s.view, 0)
	var titles, facts, body []*canvas.Text
	for _, w := range s.words() {
		switch {
		case w.TextSize == theme.Size(look.SizeTitle):
			titles = append(titles, w)
		case w.Text == "Tide Post":
			facts = append(facts, w)
		case strings.HasPrefix(w.Text, "It rose"):
			body = append(body, w)
		}
	}
	if len(titles) != 1 || len(facts) != 1 || len(body) != 1 || titles[0].Text != "The river rose" || !titles[0].TextStyle.Bold {
		t.Fatalf("the title is drawn %d times, the facts %d times", len(titles), len(facts))
	}
	if titles[0].Position().Y >= facts[0].Position().Y || facts[0].Position().Y+facts[0].Size().Height > body[0].Position().Y {
		t.Errorf("the title, the facts and the text are at %v, %v and %v", titles[0].Position(), facts[0].Position(), body[0].Position())
	}
	test.TapAt(s.page, titles[0].Position().AddXY(20, 10))
	if fmt.Sprint(s.tapped) != "[0]" || len(s.outlines()) == 0 {
		t.Errorf("a click on the title chooses %v", s.tapped)
	}
	tint := look.Tint(look.Hex("#E69F00"), theme.VariantLight)
	if len(s.filled(func(r *canvas.Rectangle) bool { return r.FillColor == tint })) != 1 {
		t.Error("the label of the title is not drawn")
	}
	s.drag(titles[0].Position().AddXY(1, 10), body[0].Position().AddXY(body[0].MinSize().Width/2, 10))
	if got := s.Selection(); got.Start != 0 || got.End < structure.Units[1].Span.Start+3 {
		t.Errorf("dragging from the title selects %v", got)
	}
	// It is the same after another division and in another width.
	s.Restructure(s.view, 1)
	s.window.Resize(fyne.NewSize(500, 400))
	s.wantOnScreen(1)
	if h := s.page.MinSize().Height; h < body[0].Position().Y+paddingEnd {
		t.Errorf("the page is %v high", h)
	}
}

func TestATitleBelowLinesSetAsideIsShownOnce(t *testing.T) {
	s := show(t, 1, laptop)
	text, structure := structured([]string{"Tide Post, Monday"}, []string{"The river rose"}, []string{"It rose on Monday."})
	structure.Units[0].Kind, structure.Units[1].Kind = model.UnitHeader, model.UnitHeader
	s.SetArticle(View{Title: "The river rose", Facts: "By Ann Lee", Text: text, Structure: structure}, 2)
	var order []string
	last := float32(0)
	for _, line := range []string{"Tide Post, Monday", "The river rose", "By Ann Lee", "It rose on Monday."} {
		for _, w := range s.words() {
			if w.Text == line {
				order = append(order, fmt.Sprintf("%s %v", line, w.TextSize == theme.Size(look.SizeTitle)))
				if w.Position().Y <= last {
					t.Errorf("%q is drawn at %v, above the line before it", line, w.Position())
				}
				last = w.Position().Y
			}
		}
	}
	if got := strings.Join(order, "; "); got != "Tide Post, Monday false; The river rose true; By Ann Lee false; It rose on Monday. false" {
		t.Errorf("the lines are %s", got)
	}
	if s.scroll.Offset.Y != 0 {
		t.Errorf("the article opens at %v", s.scroll.Offset.Y)
	}
}

func TestOnlyTheTitleItselfIsTakenForIt(t *testing.T) {
	text, structure := structured([]string{"Rain.", "More rain."}, []string{"Flood."})
	aside := model.Structure{Paragraphs: structure.Paragraphs, Units: append([]model.Unit(nil), structure.Units...)}
	aside.Units[0].Kind, aside.Units[1].Kind = model.UnitHeader, model.UnitHeader
	for title, want := range map[string]string{
		"": "0 0, 0 0", "Rain.": "0 1, 0 1", "RAIN.": "0 1, 0 1", "rain.  More\nrain.": "0 2, 0 2", "Rain. More rain. Flood.": "0 3, 0 3",
		"More rain.": "0 0, 1 2", "Flood.": "0 0, 2 3", "Rain": "0 0, 0 0", "Rain. More": "0 0, 0 0", strings.Repeat("Rain. ", 1000): "0 0, 0 0",
	} {
		a, b := titleIn(text, structure, title)
		c, d := titleIn(text, aside, title) // the first two units are set aside
		if got := fmt.Sprintf("%d %d, %d %d", a, b, c, d); got != want {
			t.Errorf("the units %s are the title %q, want %s", got, title, want)
		}
	}
	if from, to := titleIn("", model.Structure{}, "Rain."); from != to {
		t.Errorf("units %d to %d of an empty text are a title", from, to)
	}
}
