package report

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model/report"
	"assay.app/assay/ui/uitest"
)

// long returns a document with numbered paragraphs below two headings.
func long(paragraphs int) *report.Preview {
	d := &report.Preview{Title: "Title", Subtitle: "What was asked"}
	add := func(b report.Block) { d.Blocks = append(d.Blocks, b) }
	for i := range paragraphs {
		if i == 0 || i == paragraphs-1 {
			add(report.Block{Kind: report.Heading, Level: 1, Text: []report.Run{{Text: "Part"}}})
		}
		add(report.Block{Text: []report.Run{{Text: strings.Repeat("one two three ", 20)}}, Kind: report.Paragraph})
	}
	return d
}

// shown opens a page of a width.
func shown(t *testing.T, d *report.Preview, width float32) *page {
	t.Helper()
	s := uitest.NewScreen(t)
	p := newPage(func() {})
	s.SetContent(p)
	s.Resize(fyne.NewSize(width, 400))
	p.show(d)
	return p
}

func TestAPageMakesOnlyWhatIsNearlyVisible(t *testing.T) {
	p := shown(t, long(400), 500)
	if p.made >= 100 {
		t.Errorf("%d of %d strips are made", p.made, len(p.strips))
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if p.made != len(p.strips) || p.scroll.Offset.Y+p.scroll.Size().Height < p.tall.height-1 {
		t.Errorf("at the end: %d of %d strips, offset %v of %v", p.made, len(p.strips), p.scroll.Offset.Y, p.tall.height)
	}
}

func TestAClickFocusesThePageAndKeysScrollIt(t *testing.T) {
	p := shown(t, long(40), 500)
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	test.TapCanvas(c, fyne.NewPos(200, 200))
	if c.Focused() != fyne.Focusable(p) {
		t.Fatalf("the focus is on %T", c.Focused())
	}
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace} {
		before := p.scroll.Offset.Y
		c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
		if p.scroll.Offset.Y <= before {
			t.Errorf("%s does not scroll down from %v", k, before)
		}
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if p.scroll.Offset.Y != 0 {
		t.Errorf("Home scrolls to %v", p.scroll.Offset.Y)
	}
}

func TestAHeadingIsRevealedAtTheTop(t *testing.T) {
	d := long(120)
	p := shown(t, d, 500)
	last := len(d.Blocks) - 2
	if d.Blocks[last].Kind != report.Heading {
		t.Fatal("the block is no heading")
	}
	p.reveal(last)
	top := p.tops[p.blocks[last]] - p.scroll.Offset.Y
	if top < 0 || top > p.scroll.Size().Height {
		t.Errorf("the heading is at %v of %v", top, p.scroll.Size().Height)
	}
}

func TestAPageKeepsItsPlaceWhenTheDocumentChanges(t *testing.T) {
	p := shown(t, long(80), 500)
	p.move(900)
	before := p.scroll.Offset.Y
	p.show(long(90))
	if before == 0 || p.scroll.Offset.Y != before {
		t.Errorf("the page was at %v and is at %v", before, p.scroll.Offset.Y)
	}
	p.show(long(2))
	if p.scroll.Offset.Y > p.tall.height {
		t.Errorf("the page is beyond its end: %v of %v", p.scroll.Offset.Y, p.tall.height)
	}
}

// Texts of all kinds stay within the width and lose no character.
func TestTextsWrapWithinTheirWidth(t *testing.T) {
	for name, runs := range map[string][]report.Run{
		"words":      {{Text: strings.Repeat("words and ", 40)}, {Text: "bold", Bold: true}},
		"one word":   {{Text: strings.Repeat("0123456789abcdef", 10), Mono: true}},
		"Chinese":    {{Text: strings.Repeat("桥关闭了。", 30)}},
		"Arabic":     {{Text: strings.Repeat("أغلق الجسر يوم الاثنين ", 10)}, {Text: "AFP 12", Bold: true}},
		"lines":      {{Text: "one"}, {Text: "two", Break: true}, {Text: "three", Break: true, Fill: "#3366CC"}},
		"no text":    nil,
		"blank runs": {{Text: ""}, {Break: true}},
	} {
		uitest.NewScreen(t)
		for _, width := range []float32{30, 120, 400} {
			m := measures{}
			p := newProse(&m, runs, 1, "foreground", false)
			height := p.lay(width)
			var got, want strings.Builder
			for _, o := range p.objects {
				text, is := o.(*canvas.Text)
				if !is {
					continue
				}
				got.WriteString(text.Text)
				if right := o.Position().X + o.Size().Width; right > width+1 && len([]rune(text.Text)) > 1 {
					t.Errorf("%s at %v: %q ends at %v", name, width, text.Text, right)
				}
				if o.Position().Y+o.Size().Height > height+0.5 {
					t.Errorf("%s at %v: %q is below the end", name, width, text.Text)
				}
			}
			for _, r := range runs {
				want.WriteString(r.Text)
			}
			if name != "Arabic" && letters(got.String()) != letters(want.String()) || len(letters(got.String())) != len(letters(want.String())) {
				t.Errorf("%s at %v: drew %q, want %q", name, width, got.String(), want.String())
			}
		}
	}
}

// letters returns a text without spaces.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

func TestNarrowTablesShowTheirCellsOneAfterTheOther(t *testing.T) {
	d := &report.Preview{Title: "T", Blocks: []report.Block{{
		Kind: report.Table, Share: []float64{0.25, 0.25, 0.25, 0.25}, More: 7,
		Rows: [][][]report.Run{{{{Text: "Alpha"}}, {{Text: "Beta"}}, {{Text: "C"}}, {{Text: "D"}}}, {{{Text: "1"}}, {{Text: "2"}}, nil, {{Text: "4"}}}},
	}}}
	says := func(p *page) string { return strings.Join(uitest.Texts(p), "\n") }
	if wide := says(shown(t, d, 800)); strings.Contains(wide, "1 · 2") || !strings.Contains(wide, "7 more rows") {
		t.Errorf("wide: %q", wide)
	}
	if narrow := says(shown(t, d, 60)); !strings.Contains(narrow, "1 · 2 · 4") {
		t.Errorf("narrow: %q", narrow)
	}
}
