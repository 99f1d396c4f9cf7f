package reader

import (
	"sort"

	"assay.app/assay/model"
)

// How an article becomes lines
//
// A widget for rich text would need an object for every piece of every sentence. In
// a long article, each change of width would then be slow. So the text is first
// broken into lines that are plain data:
//
//	text  ──cut──▶  atoms, measured  ──fill──▶  lines  ──arrange──▶  runs
//
//	[The bridge was closed. “We saw]      a line; two runs, one of each unit
//	[it coming,” he said.          ]      a line; one run, the rest of the second unit
//
// An atom is a word or a part of one, an ideograph, or white space. It belongs to
// one unit and runs in one direction. A run is a part of a unit on one line that
// one text object can draw. The renderer makes objects only for lines on or near
// the screen.
//
// The width of a run is the sum of the widths of its atoms, so the cached widths of
// words serve all places and column widths. This ignores kerning at spaces, which
// is small.
//
// Each line takes as many words as fit. A word longer than a line is cut before the
// first grapheme that does not fit. The cost is linear in the length of the text,
// and most of it is measuring new words. An article is laid out block by block: see
// galley.go.

// Metrics are the sizes of a layout, in device-independent pixels.
type Metrics struct {
	Width     float32 // of the text column
	Line      float32 // distance between the tops of two lines
	Paragraph float32 // gap between two paragraphs
	Space     float32 // width of a space
}

// Run is a stretch of one unit on one line that one text object draws.
type Run struct {
	Unit  int
	Start int     // byte offset of the first byte in the article's text
	End   int     // byte offset after the last byte
	Text  string  // in reading order, with white space folded and without direction marks
	X, W  float32 // left edge, measured from that of the column, and width
	Left  bool    // the text runs from right to left
	Head  bool    // the unit begins here
	Tail  bool    // the unit ends here
}

// Line is one line of text.
type Line struct {
	Y    float32 // distance of its top from the top of the flow
	Runs []Run   // from left to right
}

// Flow is the layout of an article, or of one of its blocks, for one width.
type Flow struct {
	Lines  []Line
	Height float32
	unit   int   // the first unit
	first  []int // for each unit, beginning with unit: the index of its first line
	last   []int // the index of its last line
}

// LayOut breaks the units of a text into lines. It calls measure often with the
// same words, so measure should cache the widths.
func LayOut(text string, s model.Structure, m Metrics, measure func(word string) float32) *Flow {
	g := newGalley(text, s)
	g.set(m, measure)
	whole := &Flow{first: make([]int, len(s.Units)), last: make([]int, len(s.Units))}
	known := -1
	for i, b := range g.blocks {
		f := g.flow(i)
		top := g.top(i)
		for u := range f.first {
			if b.unit+u > known {
				known = b.unit + u
				whole.first[known] = len(whole.Lines) + f.first[u]
			}
			whole.last[b.unit+u] = len(whole.Lines) + f.last[u]
		}
		for _, l := range f.Lines {
			l.Y += top
			whole.Lines = append(whole.Lines, l)
		}
	}
	whole.Height = g.height()
	return whole
}

// LinesIn returns the range [from,to) of the lines that are at least partly visible
// between top and bottom, measured from the top of the flow.
func (f *Flow) LinesIn(top, bottom, lineHeight float32) (from, to int) {
	from = sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i].Y+lineHeight > top })
	to = sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i].Y >= bottom })
	return from, max(from, to)
}

// Extent returns the indexes of the first and the last line of a unit.
func (f *Flow) Extent(unit int) (first, last int) { return f.first[unit-f.unit], f.last[unit-f.unit] }

// besideRun is how far beside a run a point still counts as being at the run, in
// device-independent pixels.
const besideRun = 12

// At returns the unit at a point of the text column. Between two runs of a line,
// and beside the outer ones, it returns the nearest unit less than 12 pixels away.
// If there is none, it returns -1.
func (f *Flow) At(x, y, lineHeight float32) int {
	if run, ok := f.runAt(x, y, lineHeight, besideRun); ok {
		return run.Unit
	}
	return -1
}

func (f *Flow) runAt(x, y, lineHeight, reach float32) (best Run, ok bool) {
	i := sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i].Y+lineHeight > y })
	if i == len(f.Lines) || y < f.Lines[i].Y {
		return Run{}, false
	}
	return f.Lines[i].nearest(x, reach)
}

// nearest returns the run of a line that is nearest to x, if it is less than reach
// away.
func (l Line) nearest(x, reach float32) (best Run, ok bool) {
	nearest := reach
	for _, r := range l.Runs {
		if distance := max(r.X-x, x-(r.X+r.W), 0); distance < nearest {
			best, nearest, ok = r, distance, true
		}
	}
	return best, ok
}
