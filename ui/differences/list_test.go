package differences

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model/align"
	"assay.app/assay/model/compare/wording"
)

// shown returns a list in a window that compares two texts.
func shown(t testing.TB, a, b []string) *List {
	t.Helper()
	app := test.NewTempApp(t)
	l := NewList()
	l.Focus = func(fyne.Focusable) {}
	l.OnKey, l.OnRune, l.OnShortcut = func(*fyne.KeyEvent) {}, func(rune) {}, func(fyne.Shortcut) {}
	w := app.NewWindow("")
	t.Cleanup(w.Close)
	w.SetContent(l)
	w.Resize(fyne.NewSize(800, 500))
	l.Set(Compared{A: a, B: b, Pairs: align.Texts(a, b, "en")})
	return l
}

func key(l *List, names ...fyne.KeyName) {
	for _, n := range names {
		l.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// story returns n sentences without a word in common.
func story(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("The lamp%d over quay%d went out near shed%d before dawn%d.", i, i, i, i))
	}
	return all
}

func TestSentencesThatAreTheSameAreJoinedUntilTheyAreOpened(t *testing.T) {
	a := story(12)
	b := slices.Clone(a)
	b[5] = "The lamp5 over quay5 went out near shed9 before dawn5."
	l := shown(t, a, b)
	if len(l.lines) != 3 || l.lines[0].run != 5 || l.lines[2].run != 6 {
		t.Fatalf("the lines are %v", l.lines)
	}
	if p, ok := l.Current(); !ok || p.A != 5 || p.B != 5 {
		t.Fatalf("the current pair is %v", p)
	}
	key(l, fyne.KeyUp)
	if _, ok := l.Current(); ok || !l.Open() || len(l.lines) != 7 {
		t.Fatalf("after a run was opened the lines are %v", l.lines)
	}
	if p, ok := l.Current(); !ok || p.A != 0 {
		t.Errorf("the first sentence of the run is not current but %v", p)
	}
	l.ToB(5)
	l.ShowAll(true)
	if p, _ := l.Current(); len(l.lines) != 12 || p.B != 5 {
		t.Errorf("all lines: %v, current %v", len(l.lines), p)
	}
	l.ShowAll(false)
	if p, _ := l.Current(); len(l.lines) != 3 || p.B != 5 {
		t.Errorf("after all were hidden: %v, current %v", l.lines, p)
	}
}

func TestWalkingGoesFromDifferenceToDifference(t *testing.T) {
	a := story(30)
	b := slices.Clone(a)
	b[3] = strings.Replace(b[3], "near", "behind", 1)
	b = slices.Delete(b, 10, 11)
	b = slices.Insert(b, 20, "Nobody had paid for oil since spring.")
	l := shown(t, a, b)
	var kinds []align.Kind
	for {
		p, _ := l.Current()
		kinds = append(kinds, p.Kind)
		if !l.Walk(1) {
			break
		}
	}
	if want := []align.Kind{align.Changed, align.Dropped, align.Added}; !slices.Equal(kinds, want) {
		t.Fatalf("the differences are %v, want %v", kinds, want)
	}
	if n, of := l.Walked(); n != 3 || of != 3 {
		t.Errorf("this is difference %d of %d", n, of)
	}
	for l.Walk(-1) {
	}
	if p, _ := l.Current(); p.A != 3 {
		t.Errorf("the first difference is %v", p)
	}
	want := Counts{Same: 28, Changed: 1, Added: 1, Dropped: 1}
	if got := l.compared.Counts(); got != want {
		t.Errorf("the counts are %+v, want %+v", got, want)
	}
}

// Whatever lines are scrolled to, the visible ones follow one another, are as high as their
// texts, and the current one is in view.
func TestLinesOfManyHeightsScrollWithoutGaps(t *testing.T) {
	a := story(400)
	for i := range a {
		a[i] = strings.Repeat(a[i]+" ", 1+i*7%5)
	}
	b := slices.Clone(a)
	for i := 0; i < len(b); i += 3 {
		b[i] += "More came."
	}
	l := shown(t, a, b)
	l.ShowAll(true)
	check := func(when string) {
		t.Helper()
		y, height := l.scroll.Offset.Y, l.scroll.Size().Height
		if l.tops[l.at] < y-1 || l.tops[l.at+1] > y+height+1 {
			t.Fatalf("%s: line %d at %v–%v is not in view at %v", when, l.at, l.tops[l.at], l.tops[l.at+1], y)
		}
		for i := l.lineAt(y); i < len(l.lines) && l.tops[i] < y+height; i++ {
			c := l.cells[i]
			if c == nil || !c.Visible() || c.Position().Y != l.tops[i] || c.Size().Height != c.high() {
				t.Fatalf("%s: line %d is not shown as it should be", when, i)
			}
		}
	}
	for _, k := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome} {
		key(l, k)
		check(string(k))
	}
	for i := range 60 {
		key(l, fyne.KeyPageDown)
		check(fmt.Sprint("page ", i))
	}
	for i := range 500 {
		key(l, fyne.KeyUp)
		check(fmt.Sprint("up ", i))
	}
	if len(l.cells)+len(l.spare) > 60 {
		t.Errorf("there are %d cells", len(l.cells)+len(l.spare))
	}
}

func TestATextOfOneVeryLongSentenceIsShownAroundItsDifferences(t *testing.T) {
	text := strings.Repeat("é", 1<<20)
	marks := []wording.Difference{{}, {}}
	marks[0].Span.Start, marks[0].Span.End = 1000, 1010
	marks[1].Span.Start, marks[1].Span.End = 1<<20, 1<<20+6
	got, moved := Clipped(text, marks)
	if len(got) > 2*longest || len(moved) != 2 {
		t.Fatalf("%d bytes and %v", len(got), moved)
	}
	for i, m := range moved {
		if m.Span.Of(got) != marks[i].Span.Of(text) {
			t.Errorf("difference %d is %q", i, m.Span.Of(got))
		}
	}
	if got, _ := Clipped(text, nil); len(got) > longest+3 {
		t.Errorf("without differences there are %d bytes", len(got))
	}
}

func FuzzClipped(f *testing.F) {
	f.Add("Twelve boats sank.", 0, 6, 7, 12, 300)
	f.Add("水が出た。", 3, 6, 6, 9, 900)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, times int) {
		text = strings.Repeat(text, max(0, min(times, 2000)))
		if len(text) > 1<<16 || a < 0 || a > b || b > c || c > d || d > len(text) {
			return
		}
		marks := make([]wording.Difference, 2)
		marks[0].Span.Start, marks[0].Span.End = a, b
		marks[1].Span.Start, marks[1].Span.End = c, d
		got, moved := Clipped(text, marks)
		if len(got) > 3*longest+4*beside {
			t.Errorf("%d bytes are shown", len(got))
		}
		at := 0
		for _, m := range moved {
			if m.Span.Start < at || m.Span.End > len(got) || m.Span.Start > m.Span.End {
				t.Errorf("the differences are %v in %d bytes", moved, len(got))
			}
			at = m.Span.End
		}
	})
}

func BenchmarkScroll(b *testing.B) {
	a := story(10_000)
	c := slices.Clone(a)
	for i := 0; i < len(c); i += 2 {
		c[i] = strings.Replace(c[i], "near", "behind", 1)
	}
	l := shown(b, a, c)
	l.ShowAll(true)
	y := float32(0)
	b.ResetTimer()
	for b.Loop() {
		y += 40
		if y > l.tops[len(l.lines)]-1000 {
			y = 0
		}
		l.scroll.ScrollToOffset(fyne.NewPos(0, y))
		l.place()
	}
}
