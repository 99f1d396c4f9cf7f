package reader

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
)

// mixed returns an article in many scripts with some long paragraphs.
func mixed(seed uint64) (string, model.Structure) {
	rng := rand.New(rand.NewPCG(seed, 9))
	words := strings.Fields("river → rose 水位。 高く 川、 שלום, עולם (ב־12) النهر! 3.75 wall. «Ні» e\u0301te\u0301 👩‍👩‍👧 https://assay.app/a/b")
	var paragraphs [][]string
	for range 12 {
		var units []string
		for range 1 + rng.IntN(6) {
			var b strings.Builder
			n := 1 + rng.IntN(30)
			if rng.IntN(12) == 0 {
				n = 4000
			}
			for range n {
				b.WriteString(words[rng.IntN(len(words))])
				b.WriteString([]string{" ", " ", "", "\n"}[rng.IntN(4)])
			}
			units = append(units, b.String())
		}
		paragraphs = append(paragraphs, units)
	}
	return structured(paragraphs...)
}

func TestWhateverIsLaidOutFirstTheLinesAreTheSame(t *testing.T) {
	for seed := range uint64(4) {
		text, s := mixed(seed)
		m := metrics(40)
		want := LayOut(text, s, m, tenths)
		checkFlow(t, text, s, m, want)
		g := newGalley(text, s)
		g.set(m, tenths)
		rng := rand.New(rand.NewPCG(seed, 2))
		for _, i := range rng.Perm(len(g.blocks)) {
			g.flow(i)
		}
		if g.unlaid != 0 || g.height() != want.Height {
			t.Fatalf("seed %d: %d blocks are left, and the height is %v, want %v", seed, g.unlaid, g.height(), want.Height)
		}
		n := 0
		for i := range g.blocks {
			for _, l := range g.flow(i).Lines {
				l.Y += g.top(i)
				if !reflect.DeepEqual(l, want.Lines[n]) {
					t.Fatalf("seed %d: line %d is\n%v, want\n%v", seed, n, l, want.Lines[n])
				}
				n++
			}
		}
		if n != len(want.Lines) {
			t.Fatalf("seed %d: there are %d lines, want %d", seed, n, len(want.Lines))
		}
	}
}

func TestTheHeightOfAnArticleIsGuessedWell(t *testing.T) {
	for _, a := range benched() {
		text := a.view.Text
		if len(text) > 1<<20 {
			continue
		}
		s := show(t, 1, laptop)
		s.SetArticle(a.view, -1)
		guess := s.page.galley.height()
		for i := range s.page.galley.blocks {
			s.page.galley.flow(i)
		}
		if real := s.page.galley.height(); guess < real*0.85 || guess > real*1.15 {
			t.Errorf("the height of %s is estimated as %v, but is %v", a.name, guess, real)
		}
	}
}

// clock is a fake for Reader.After. It collects the functions to call later.
type clock struct{ due []func() }

func (c *clock) after(_ time.Duration, f func()) func() {
	i := len(c.due)
	c.due = append(c.due, f)
	return func() { c.due[i] = nil }
}

// run calls the collected functions until none is left. It returns the number of
// calls.
func (c *clock) run() (n int) {
	for len(c.due) > 0 {
		f := c.due[0]
		c.due = c.due[1:]
		if f != nil {
			f()
			n++
		}
	}
	return n
}

// seen returns the visible texts with their positions on the screen.
func (s *shown) seen() (out []string) {
	for _, w := range s.words() {
		y := w.Position().Y - s.scroll.Offset.Y
		if y > -w.Size().Height && y < s.scroll.Size().Height {
			out = append(out, fmt.Sprintf("%v,%v %s", w.Position().X, y, w.Text))
		}
	}
	return out
}

func TestNothingOnTheScreenMovesWhileTheRestIsLaidOut(t *testing.T) {
	for _, share := range []float32{0, 0.3, 0.9, 1} {
		var c clock
		s := show(t, 1, laptop)
		s.After = c.after
		s.view = invented(3000)
		s.SetArticle(s.view, -1)
		s.wheel(share * (s.page.MinSize().Height - s.scroll.Size().Height))
		before := s.seen()
		if len(before) < 10 {
			t.Fatalf("at %v there is only %q", share, before)
		}
		if c.run() == 0 || s.page.galley.unlaid != 0 {
			t.Fatalf("%d blocks are left", s.page.galley.unlaid)
		}
		if after := s.seen(); fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("at %v the screen shows\n%q, and before\n%q", share, after, before)
		}
		s.wantFilled()
	}
}

func TestAnotherArticleCallsOffTheLayingOutOfTheFirst(t *testing.T) {
	var c clock
	s := show(t, 1, laptop)
	s.After = c.after
	s.SetArticle(invented(500), 0)
	first := s.page.galley
	s.SetArticle(invented(20), 0)
	c.run()
	if first.unlaid == 0 {
		t.Error("the article that was closed is laid out")
	}
	if s.page.galley.unlaid != 0 {
		t.Error("the open article is not laid out")
	}
}

func TestScrollingUpThroughBlocksNotLaidOutLosesNoLine(t *testing.T) {
	s := show(t, 400, laptop)
	s.SetCurrent(399)
	s.SetCurrent(-1)
	for s.scroll.Offset.Y > 0 {
		before := s.seen()
		s.wheel(-100)
		after := strings.Join(s.seen(), "\n")
		kept := 0
		for _, line := range before {
			_, words, _ := strings.Cut(line, " ")
			if strings.Contains(after, words) {
				kept++
			}
		}
		if kept < len(before)*2/3 {
			t.Fatalf("at %v only %d of %d lines are still there", s.scroll.Offset.Y, kept, len(before))
		}
		s.wantFilled()
	}
}

func TestResizingKeepsTheLineAtTheTopWhenTheCurrentSentenceIsElsewhere(t *testing.T) {
	s := show(t, 500, laptop)
	s.wheel(9000)
	top := func() int {
		return asFirst(s.page.lines(s.scroll.Offset.Y, s.scroll.Offset.Y+1)[0].Line).Start
	}
	was := top()
	for _, width := range []float32{500, 1100, 430, 800} {
		s.window.Resize(fyne.NewSize(width, 600))
		if now := top(); now > was || was-now > 100 {
			t.Errorf("%v wide, byte %d is at the top, and byte %d was", width, now, was)
		}
	}
}

func TestUnusualArticlesAreShown(t *testing.T) {
	for name, text := range map[string]string{
		"an endless word":           strings.Repeat("x", 300_000),
		"ideographs":                ideographs(300_000),
		"one sentence":              words(300_000),
		"marks alone":               strings.Repeat("\u0301", 30_000),
		"a letter under many marks": "a" + strings.Repeat("\u0301", 30_000),
		"Arabic without a space":    strings.Repeat("سلام", 10_000),
	} {
		s := show(t, 1, laptop)
		s.SetArticle(oneParagraph(text), 0)
		for range 3 {
			s.ScrollPage(1)
			s.wantFilled()
		}
		if n := s.Objects(); n > 400 {
			t.Errorf("%s: %d objects are painted", name, n)
		}
		if len(s.outlines()) == 0 {
			t.Errorf("%s: the unit is not outlined", name)
		}
	}
}

// The number of runs of a line depends on the system's fonts: a space, a digit or a mark may
// be in another font than the letters beside it. So the text is compared with the same one
// in English.
func TestTextThatRunsToTheLeftTakesNotManyMoreObjects(t *testing.T) {
	const english = "The river rose over the wall of the harbour before dawn. |" +
		"Dana Levi (52) said: “The locks are closed since 14 March 2031”. |River Watch Ltd. added nothing."
	painted := func(lines ...string) int {
		var paragraphs [][]string
		for range 40 {
			for _, p := range lines {
				paragraphs = append(paragraphs, strings.Split(p, "|"))
			}
		}
		text, structure := adjacent(paragraphs)
		s := show(t, 1, desk)
		s.SetArticle(View{Title: "א", Text: text, Structure: structure, Mark: labelled}, 50)
		return s.Objects()
	}
	toTheLeft, toTheRight := painted(strings.Split(written["right-to-left"], "\n")[:2]...), painted(english, english)
	if t.Logf("%d objects are painted, %d for English", toTheLeft, toTheRight); toTheLeft > 3*toTheRight {
		t.Errorf("%d objects are painted, %d for English", toTheLeft, toTheRight)
	}
}

func TestScreenReadersGetTheCurrentSentence(t *testing.T) {
	s := show(t, 20, laptop)
	s.SetCurrent(3)
	u := s.view.Structure.Units[3].Span.Of(s.view.Text)
	if got := s.AccessibilityLabel(); strings.Join(strings.Fields(u), " ")+" " != got+" " || s.AccessibilityRole() != fyne.AccessibleRoleText {
		t.Errorf("the label is %q, want %q", got, u)
	}
	s.SetCurrent(-1)
	if got := s.AccessibilityLabel(); got != s.view.Title {
		t.Errorf("the label is %q, want the headline", got)
	}
}
