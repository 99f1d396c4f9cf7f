package reader

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// How an article becomes lines
//
// A widget for rich text would hold an object for every piece of every
// sentence; for a long article that costs seconds at each change of width.
// Here the text is broken into lines as plain data, in one pass:
//
//	units  ──words──▶  measure (cached)  ──greedy──▶  lines of runs
//
//	[The bridge was closed. “We saw]      a line; two runs, one of each unit
//	[it coming,” he said.          ]      a line; one run, the rest of unit 2
//
// A run is the stretch of one unit on one line: what gets one text object and
// one background. Only lines that show are turned into objects, by the
// renderer. The width of a run is the sum of its words' widths and of the
// spaces between them, so measuring a word once is enough for every place and
// every width; the error against shaping the run as a whole is the kerning at
// spaces, under a pixel a line.
//
// Breaking is greedy: as many words as fit. A word longer than a line is cut
// at the rune that no longer fits. The cost is linear in the text; what it
// takes is the measuring of words not seen before.

// Metrics are the sizes that lines are laid out with, in device-independent
// pixels.
type Metrics struct {
	Width     float32 // of the text column
	Line      float32 // from one line to the next
	Paragraph float32 // between the last line of a paragraph and the next one
	Space     float32 // a space's width
}

// Run is the stretch of one unit on one line.
type Run struct {
	Unit  int
	Start int     // byte offset into the text of the first byte drawn
	End   int     // and behind the last one
	Text  string  // white space folded
	X, W  float32 // from the column's left edge
	Head  bool    // the unit begins here
	Tail  bool    // the unit ends here
}

// Line is one line of text.
type Line struct {
	Y    float32 // of its top, from the top of the text
	Runs []Run
}

// Flow is an article laid out for one width.
type Flow struct {
	Lines  []Line
	Height float32
	first  []int // by unit, the line it begins on
	last   []int // by unit, the line it ends on
}

// LayOut breaks the units of a text into lines. Measure gives the width of a
// word; it is called for every word, so it should remember.
func LayOut(text string, s model.Structure, m Metrics, measure func(word string) float32) *Flow {
	b := breaker{
		flow:    &Flow{first: make([]int, len(s.Units)), last: make([]int, len(s.Units))},
		metrics: m,
		measure: measure,
	}
	for i, u := range s.Units {
		if i > 0 && u.Paragraph != s.Units[i-1].Paragraph {
			b.endParagraph()
		}
		b.unit(i, u.Span.Of(text), u.Span.Start)
	}
	b.endLine()
	b.flow.Height = b.y
	return b.flow
}

// breaker fills lines.
type breaker struct {
	flow    *Flow
	metrics Metrics
	measure func(string) float32

	y    float32
	runs []Run
	x    float32         // the end of the last word on the line
	text strings.Builder // of the run being filled
}

func (b *breaker) unit(i int, text string, start int) {
	end := start + len(text)
	head := true
	started := false
	for len(text) > 0 {
		word, rest := nextWord(text)
		text = rest
		if word == "" {
			continue
		}
		w := b.wide(word)
		space := b.metrics.Space
		if b.x == 0 && len(b.runs) == 0 {
			space = 0
		}
		if space > 0 && b.x+space+w > b.metrics.Width {
			b.endLine()
			space = 0
		}
		for w > b.metrics.Width {
			cut, rest := b.cut(word)
			if rest == "" {
				break // one rune, wider than the line, stands alone
			}
			word = rest
			b.word(i, cut, b.measure(cut), space, head, end-len(text)-len(word)-len(cut))
			if head {
				b.flow.first[i] = len(b.flow.Lines)
			}
			head, started, space = false, true, 0
			b.endLine()
			w = b.wide(word)
		}
		b.word(i, word, w, space, head, end-len(text)-len(word))
		if head {
			b.flow.first[i] = len(b.flow.Lines)
		}
		head, started = false, true
	}
	if !started {
		b.flow.first[i] = len(b.flow.Lines)
	}
	if n := len(b.runs); n > 0 && b.runs[n-1].Unit == i {
		b.closeRun()
		b.runs[n-1].Tail = true
	}
	b.flow.last[i] = len(b.flow.Lines)
}

// wide gives the width of a word, or that of its beginning if that alone is
// wider than a line: measuring all that is left of a word of 100,000 runes, a
// line at a time, takes a minute.
func (b *breaker) wide(word string) float32 {
	for n := 256; n < len(word); n *= 2 {
		end := n
		for !utf8.RuneStart(word[end]) {
			end--
		}
		if w := b.measure(word[:end]); w > b.metrics.Width {
			return w
		}
	}
	return b.measure(word)
}

// word adds a word, which begins at the byte at, to the line, after space, in
// the unit's run or a new one.
func (b *breaker) word(unit int, word string, w, space float32, head bool, at int) {
	n := len(b.runs)
	if n == 0 || b.runs[n-1].Unit != unit {
		b.closeRun()
		b.runs = append(b.runs, Run{Unit: unit, Start: at, X: b.x + space, Head: head})
		n++
	} else if space > 0 {
		b.text.WriteByte(' ')
	}
	b.text.WriteString(word)
	b.x += space + w
	b.runs[n-1].W, b.runs[n-1].End = b.x-b.runs[n-1].X, at+len(word)
}

func (b *breaker) closeRun() {
	if n := len(b.runs); n > 0 && b.text.Len() > 0 {
		b.runs[n-1].Text = b.text.String()
		b.text.Reset()
	}
}

func (b *breaker) endLine() {
	if len(b.runs) == 0 {
		return
	}
	b.closeRun()
	b.flow.Lines = append(b.flow.Lines, Line{Y: b.y, Runs: b.runs})
	b.runs, b.x = nil, 0
	b.y += b.metrics.Line
}

func (b *breaker) endParagraph() {
	b.endLine()
	b.y += b.metrics.Paragraph
}

// cut splits a word that is wider than a line: as many runes as fit, at least
// one, and the rest. Widths grow with length, so the place is found by
// halving.
func (b *breaker) cut(word string) (fits, rest string) {
	// No line holds more runes than this; without the bound, halving a word
	// of 100,000 runes would measure 50,000 first.
	limit := int(b.metrics.Width) + 1
	ends := make([]int, 0, 256)
	for i := range word {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) >= limit {
			break
		}
	}
	if len(ends) == 0 {
		return word, ""
	}
	lo := 64
	for lo < len(ends) && b.measure(word[:ends[lo]]) <= b.metrics.Width {
		lo *= 2
	}
	ends = ends[:min(lo+1, len(ends))]
	n := sort.Search(len(ends), func(i int) bool { return b.measure(word[:ends[i]]) > b.metrics.Width })
	at := ends[max(0, n-1)]
	// A combining mark stays with what it is put on.
	for at < len(word) && at > ends[0] {
		r, _ := utf8.DecodeRuneInString(word[at:])
		if !unicode.Is(unicode.Mn, r) {
			break
		}
		_, size := utf8.DecodeLastRuneInString(word[:at])
		at -= size
	}
	return word[:at], word[at:]
}

// nextWord cuts the first word off text, without the white space before it.
func nextWord(text string) (word, rest string) {
	start := strings.IndexFunc(text, func(r rune) bool { return !isSpace(r) })
	if start < 0 {
		return "", ""
	}
	text = text[start:]
	end := strings.IndexFunc(text, isSpace)
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

// isSpace tells where a line may be broken: at white space, but not at the
// kinds made to prevent that.
func isSpace(r rune) bool {
	return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r) || r == 0
}

// LinesIn gives the range of lines, [from,to), that show between top and
// bottom.
func (f *Flow) LinesIn(top, bottom, lineHeight float32) (from, to int) {
	from = sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i].Y+lineHeight > top })
	to = sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i].Y >= bottom })
	return from, max(from, to)
}

// Extent gives the first and the last line of a unit.
func (f *Flow) Extent(unit int) (first, last int) { return f.first[unit], f.last[unit] }

// At gives the unit at a point of the text column, or -1. Between two runs of
// a line, and right of the last, the nearer one counts.
func (f *Flow) At(x, y, lineHeight float32) int {
	if run, ok := f.runAt(x, y, lineHeight); ok {
		return run.Unit
	}
	return -1
}

func (f *Flow) runAt(x, y, lineHeight float32) (best Run, ok bool) {
	i := sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i].Y+lineHeight > y })
	if i == len(f.Lines) || y < f.Lines[i].Y {
		return Run{}, false
	}
	const near = 12
	nearest := float32(near)
	for _, r := range f.Lines[i].Runs {
		distance := max(r.X-x, x-(r.X+r.W), 0)
		if distance < nearest {
			best, nearest, ok = r, distance, true
		}
	}
	return best, ok
}

// folded is a text as it is drawn: white space as one space each.
func folded(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		word, rest := nextWord(text)
		if b.Len() > 0 || len(word)+len(rest) < len(text) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		text = rest
	}
	return b.String()
}
