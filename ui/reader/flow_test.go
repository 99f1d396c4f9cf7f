package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// tenths measures every rune as ten pixels wide.
func tenths(word string) float32 { return 10 * float32(utf8.RuneCountInString(word)) }

// metrics returns the metrics of a column in which the given number of runes fit on
// a line, as measured by tenths.
func metrics(runes int) Metrics {
	return Metrics{Width: float32(10 * runes), Line: 20, Paragraph: 8, Space: 10}
}

// structured joins paragraphs, each a list of units, into a text and its structure.
func structured(paragraphs ...[]string) (string, model.Structure) {
	var b strings.Builder
	var s model.Structure
	for i, units := range paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		for j, u := range units {
			if j > 0 {
				b.WriteByte(' ')
			}
			s.Units = append(s.Units, model.Unit{Span: model.Span{Start: b.Len(), End: b.Len() + len(u)}, Paragraph: i})
			b.WriteString(u)
		}
		s.Paragraphs = append(s.Paragraphs, model.Span{Start: start, End: b.Len()})
	}
	return b.String(), s
}

// adjacent joins paragraphs like structured, but puts no space between units.
// Spaces at the end of a unit are not part of its span.
func adjacent(paragraphs [][]string) (string, model.Structure) {
	var b strings.Builder
	var s model.Structure
	for i, units := range paragraphs {
		start := b.Len()
		for _, u := range units {
			end := b.Len() + len(strings.TrimRight(u, " "))
			s.Units = append(s.Units, model.Unit{Span: model.Span{Start: b.Len(), End: end}, Paragraph: i})
			b.WriteString(u)
		}
		s.Paragraphs = append(s.Paragraphs, model.Span{Start: start, End: b.Len()})
		b.WriteByte('\n')
	}
	return b.String(), s
}

// drawn returns the lines of a flow as text. A unit begins with its number and "[",
// and ends with "]".
func drawn(f *Flow) (lines []string) {
	for _, l := range f.Lines {
		var b strings.Builder
		for _, r := range l.Runs {
			if r.Head {
				fmt.Fprintf(&b, "%d[", r.Unit)
			}
			b.WriteString(r.Text)
			if r.Tail {
				b.WriteString("]")
			}
		}
		lines = append(lines, b.String())
	}
	return lines
}

func TestLinesHoldAsManyWordsAsFit(t *testing.T) {
	for _, c := range []struct {
		name  string
		width int
		text  [][]string
		want  []string
	}{
		{"one line", 20, [][]string{{"The river rose."}}, []string{"0[The river rose.]"}},
		{"an exact fit", 15, [][]string{{"The river rose."}}, []string{"0[The river rose.]"}},
		{"one rune too narrow", 14, [][]string{{"The river rose."}}, []string{"0[The river", "rose.]"}},
		{"two units on a line", 20, [][]string{{"Rain.", "Flood came."}}, []string{"0[Rain.]1[Flood came.]"}},
		{"a unit over two lines", 12, [][]string{{"Rain.", "Flood came."}}, []string{"0[Rain.]1[Flood", "came.]"}},
		{"a unit that just does not fit", 10, [][]string{{"Rain.", "Floods."}}, []string{"0[Rain.]", "1[Floods.]"}},
		{"paragraphs", 30, [][]string{{"Rain."}, {"Flood."}}, []string{"0[Rain.]", "1[Flood.]"}},
		{"white space is folded", 30, [][]string{{"The \n\t river\x00rose."}}, []string{"0[The river rose.]"}},
		{"no break at a no-break space", 8, [][]string{{"a 10\u00a0km b"}}, []string{"0[a 10\u00a0km", "b]"}},
		{"an endless word", 4, [][]string{{"ab abcdefghij k"}}, []string{"0[ab", "abcd", "efgh", "ij k]"}},
		{"an endless word that fits exactly", 4, [][]string{{"abcdefgh"}}, []string{"0[abcd", "efgh]"}},
		{"after an endless word", 4, [][]string{{"abcdef"}, {"x"}}, []string{"0[abcd", "ef]", "1[x]"}},
		{"accents stay with their letters", 4, [][]string{{"abce\u0301fgh"}}, []string{"0[abc", "e\u0301fg", "h]"}},
		{"nothing", 10, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, s := structured(c.text...)
			if got := drawn(LayOut(text, s, metrics(c.width), tenths)); !slices.Equal(got, c.want) {
				t.Errorf("the lines are\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestRunsStandWhereTheirWordsDo(t *testing.T) {
	text, s := structured([]string{"Rain.", "Flood came."}, []string{"Calm."})
	f := LayOut(text, s, metrics(12), tenths)
	var got []string
	for _, l := range f.Lines {
		for _, r := range l.Runs {
			got = append(got, fmt.Sprintf("%d: y %v, x %v to %v", r.Unit, l.Y, r.X, r.X+r.W))
		}
	}
	want := []string{
		"0: y 0, x 0 to 50", "1: y 0, x 60 to 110", // the space between them is 10 wide
		"1: y 20, x 0 to 50",
		"2: y 48, x 0 to 50", // the gap between paragraphs is 8
	}
	if !slices.Equal(got, want) {
		t.Errorf("the runs are\n%q, want\n%q", got, want)
	}
	if f.Height != 68 {
		t.Errorf("the height is %v, want 68", f.Height)
	}
}

func TestExtentReturnsTheLinesOfAUnit(t *testing.T) {
	text, s := structured([]string{"Rain.", "Flood came and stayed."}, []string{"Calm."})
	f := LayOut(text, s, metrics(12), tenths)
	for unit, want := range [][2]int{{0, 0}, {0, 2}, {3, 3}} {
		if first, last := f.Extent(unit); first != want[0] || last != want[1] {
			t.Errorf("unit %d is on lines %d to %d, want %v\n%q", unit, first, last, want, drawn(f))
		}
	}
}

func TestAtReturnsTheNearestUnitOfTheLine(t *testing.T) {
	text, s := structured([]string{"Rain.", "Flood."}, []string{"Calm."})
	f := LayOut(text, s, metrics(20), tenths) // units 0 and 1 are at x 0–50 and 60–120, and unit 2 is at 0–50 in the next paragraph
	for _, c := range []struct {
		name string
		x, y float32
		want int
	}{
		{"on the first", 10, 5, 0},
		{"on the second", 100, 19, 1},
		{"between, nearer to the first", 53, 5, 0},
		{"between, nearer to the second", 58, 5, 1},
		{"just right of the last", 125, 5, 1},
		{"far right of the last", 190, 5, -1},
		{"just left", -5, 5, 0},
		{"far left", -40, 5, -1},
		{"above", 10, -1, -1},
		{"between the paragraphs", 10, 24, -1},
		{"on the second paragraph", 10, 28, 2},
		{"below", 10, 49, -1},
	} {
		if got := f.At(c.x, c.y, 20); got != c.want {
			t.Errorf("%s: unit %d, want %d", c.name, got, c.want)
		}
	}
}

func TestLinesInReturnsTheVisibleLines(t *testing.T) {
	text, s := structured([]string{"a"}, []string{"b"}, []string{"c"}) // lines at y 0, 28 and 56
	f := LayOut(text, s, metrics(10), tenths)
	for _, c := range []struct {
		top, bottom float32
		from, to    int
	}{
		{0, 76, 0, 3},
		{-100, 1000, 0, 3},
		{0, 28, 0, 1},
		{0, 28.5, 0, 2},
		{19, 29, 0, 2},
		{20, 28, 1, 1},
		{20, 29, 1, 2},
		{75, 80, 2, 3},
		{76, 100, 3, 3},
		{-50, -10, 0, 0},
		{50, 10, 2, 2},
	} {
		if from, to := f.LinesIn(c.top, c.bottom, 20); from != c.from || to != c.to {
			t.Errorf("from %v to %v show lines %d to %d, want %d to %d", c.top, c.bottom, from, to, c.from, c.to)
		}
	}
	if from, to := (&Flow{}).LinesIn(0, 100, 20); from != 0 || to != 0 {
		t.Errorf("of nothing show lines %d to %d", from, to)
	}
}

// checkFlow fails the test unless the text of every unit is drawn once and in
// order, and all lines and runs have valid positions.
func checkFlow(t *testing.T, text string, s model.Structure, m Metrics, f *Flow) {
	t.Helper()
	letters := make([]strings.Builder, len(s.Units))
	heads, tails := make([]int, len(s.Units)), make([]int, len(s.Units))
	y, unit, end := float32(-1), 0, 0
	for i, l := range f.Lines {
		if l.Y <= y {
			t.Fatalf("line %d is at %v, and the one before at %v", i, l.Y, y)
		}
		if i > 0 && l.Y < y+m.Line {
			t.Fatalf("line %d overlaps the one before", i)
		}
		if len(l.Runs) == 0 {
			t.Fatalf("line %d is empty", i)
		}
		y = l.Y
		right := float32(0)
		for _, r := range l.Runs {
			if r.X < right || r.W < 0 {
				t.Fatalf("line %d: a run from %v, %v wide, begins before %v", i, r.X, r.W, right)
			}
			right = r.X + r.W
			if right > m.Width+0.01 && len(boundaries(l.Runs[0].Text)) > 2 {
				t.Fatalf("line %d: %q ends at %v of %v", i, r.Text, right, m.Width)
			}
			if first, last := f.Extent(r.Unit); i < first || i > last {
				t.Fatalf("line %d has unit %d, which is on lines %d to %d", i, r.Unit, first, last)
			}
		}
		for _, r := range asRead(l) {
			if r.Unit < unit {
				t.Fatalf("line %d: unit %d stands after unit %d", i, r.Unit, unit)
			}
			unit = r.Unit
			if r.Start < end || r.End <= r.Start {
				t.Fatalf("line %d: the run of bytes %d to %d follows byte %d", i, r.Start, r.End, end)
			}
			end = r.End
			if drawn := folded(text[r.Start:r.End]); r.Text != drawn {
				t.Fatalf("line %d: of %q %q is drawn", i, drawn, r.Text)
			}
			letters[r.Unit].WriteString(onlyLetters(r.Text))
			if r.Head {
				heads[r.Unit]++
			}
			if r.Tail {
				tails[r.Unit]++
			}
		}
	}
	if n := len(f.Lines); n > 0 && f.Height < f.Lines[n-1].Y+m.Line {
		t.Fatalf("the height is %v, and the last line is at %v", f.Height, f.Lines[n-1].Y)
	}
	for i, u := range s.Units {
		want := onlyLetters(u.Span.Of(text))
		if got := letters[i].String(); got != want {
			t.Fatalf("unit %d reads %q, want %q", i, got, want)
		}
		if want != "" && (heads[i] != 1 || tails[i] != 1) {
			t.Fatalf("unit %d begins %d times and ends %d times", i, heads[i], tails[i])
		}
	}
}

// asRead returns the runs of a line in reading order.
func asRead(l Line) []Run {
	runs := slices.Clone(l.Runs)
	slices.SortFunc(runs, func(a, b Run) int { return a.Start - b.Start })
	return runs
}

// onlyLetters removes white space, NUL and direction marks, which a layout need not
// draw.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0 || isControl(r) {
			return -1
		}
		return r
	}, s)
}

func TestEveryWordIsThereOnceAndInOrder(t *testing.T) {
	const seed = 11
	for run := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, run))
		var paragraphs [][]string
		for range 1 + rng.IntN(5) {
			var units []string
			for range 1 + rng.IntN(5) {
				units = append(units, phrase(rng))
			}
			paragraphs = append(paragraphs, units)
		}
		text, s := structured(paragraphs...)
		m := metrics(2 + rng.IntN(30))
		checkFlow(t, text, s, m, LayOut(text, s, m, tenths))
		if t.Failed() {
			t.Fatalf("seed %d, run %d", seed, run)
		}
	}
}

// phrase returns random words, some of them long.
func phrase(rng *rand.Rand) string {
	const runes = "aeinorstلمПвåé水 \u00a0\u0301"
	letters := []rune(runes)
	words := make([]string, 1+rng.IntN(12))
	for i := range words {
		length := 1 + rng.IntN(9)
		if rng.IntN(8) == 0 {
			length = 40
		}
		for range length {
			words[i] += string(letters[rng.IntN(len(letters))])
		}
	}
	return strings.Join(words, " ")
}

func FuzzLayOut(f *testing.F) {
	f.Add("The river rose. The gate held.", uint16(15), uint16(12))
	f.Add("abcdefghijklmnop", uint16(3), uint16(4))
	f.Add("a\u0301\u0301\u0301b \u00a0 \x00 水水水", uint16(4), uint16(2))
	f.Add("", uint16(0), uint16(1))
	f.Add("א (ab 12) ג. → b", uint16(9), uint16(5))
	f.Add("النهر، 12٪ at 3.75 水位。「川」", uint16(20), uint16(9))
	f.Add("\u202eab\u202c \u2067א1\u2069 👩‍👩‍👧🇺🇦", uint16(7), uint16(3))
	f.Fuzz(func(t *testing.T, text string, cut, width uint16) {
		text = strings.ToValidUTF8(text[:min(len(text), 20<<10)], "?")
		at := min(int(cut), len(text))
		for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
			at--
		}
		s := model.Structure{Units: []model.Unit{
			{Span: model.Span{Start: 0, End: at}}, {Span: model.Span{Start: at, End: len(text)}, Paragraph: int(cut) % 2},
		}}
		m := metrics(1 + int(width)%200)
		whole := LayOut(text, s, m, tenths)
		checkFlow(t, text, s, m, whole)
		// Laying out the blocks from the last to the first has the same result.
		g := newGalley(text, s)
		g.set(m, tenths)
		lines := 0
		for i := len(g.blocks) - 1; i >= 0; i-- {
			lines += len(g.flow(i).Lines)
		}
		if lines != len(whole.Lines) || g.height() != whole.Height || g.unlaid != 0 {
			t.Fatalf("laid out from the end: %d lines, %v high, want %d, %v high", lines, g.height(), len(whole.Lines), whole.Height)
		}
	})
}
