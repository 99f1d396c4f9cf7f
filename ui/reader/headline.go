package reader

import (
	"strings"

	"assay.app/assay/model"
)

// The headline
//
// The headline of an article is shown once, above its facts. If the title is near the
// beginning of the text, before the first other sentence, that part of the text is
// drawn in the title's size: it is a block of the galley, the facts are in the gap
// below it, and it can be made current and tagged like other units. Otherwise the
// title is drawn above the text.

// Limits for a title in the text.
const (
	titleUnits = 8       // the largest number of units, and of units set aside before it
	titleBytes = 2 << 10 // the largest length
)

// titleIn returns the units [from,to) that are the title, ignoring case and the form
// of white space, or 0 and 0 if there are none. All units before them are set aside.
func titleIn(text string, s model.Structure, title string) (from, to int) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || len(title) > titleBytes {
		return 0, 0
	}
	for from := range min(len(s.Units), titleUnits) {
		for to := from; to < min(len(s.Units), from+titleUnits); to++ {
			part := text[s.Units[from].Span.Start:s.Units[to].Span.End]
			if len(part) > 2*titleBytes {
				break
			}
			if strings.EqualFold(strings.Join(strings.Fields(part), " "), title) {
				return from, to + 1
			}
		}
		if s.Units[from].Kind == model.UnitSentence {
			break
		}
	}
	return 0, 0
}

// headed is how the title in a text is laid out.
type headed struct {
	from, to int // its units; from == to if the text has no title
	block    int // its index
	metrics  Metrics
	measure  func(string) float32
	below    float32 // height of the gap below the title, which has the facts
}

// has reports whether the text has the title.
func (h headed) has() bool { return h.to > h.from }

// isHead reports whether a block is the title.
func (g *galley) isHead(i int) bool { return i == g.head.block && g.head.has() }

// cutterOf returns the cutter for a block.
func (g *galley) cutterOf(i int) *cutter {
	if g.isHead(i) {
		return &g.titler
	}
	return &g.cutter
}

// lineOf returns the distance between the tops of two lines of a block.
func (g *galley) lineOf(i int) float32 { return g.cutterOf(i).metrics.Line }

// gap returns the height of the gap below a block.
func (g *galley) gap(i int) float32 {
	switch {
	case i+1 >= len(g.blocks):
		return 0
	case g.isHead(i):
		return g.head.below
	}
	return float32(g.blocks[i+1].gaps-g.blocks[i].gaps) * g.cutter.metrics.Paragraph
}

// setHead sets how the title is laid out. It must be called before set.
func (g *galley) setHead(h headed) {
	h.from, h.to, h.block = g.head.from, g.head.to, g.head.block
	g.head = h
	g.titler = cutter{text: g.text, units: g.units, metrics: h.metrics, measure: h.measure, spaces: map[rune]float32{}}
}
