package reader

import (
	"strings"

	"assay.app/assay/model"
)

// The headline
//
// The headline of an article is shown once, above its facts. If the text begins with
// the title, that part of the text is drawn in the title's size: it is the first
// block of the galley, the facts are in the gap below it, and it can be made current
// and tagged like other units. Otherwise the title is drawn above the text.

// Limits for the beginning of a text that is the title.
const (
	titleUnits = 8       // the largest number of units
	titleBytes = 2 << 10 // the largest length
)

// titleIn returns how many of the first units are the title, ignoring case and the
// form of white space, or 0 if the text does not begin with it.
func titleIn(text string, s model.Structure, title string) int {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || len(title) > titleBytes {
		return 0
	}
	for n := range min(len(s.Units), titleUnits) {
		begin := text[s.Units[0].Span.Start:s.Units[n].Span.End]
		if len(begin) > 2*titleBytes {
			return 0
		}
		if strings.EqualFold(strings.Join(strings.Fields(begin), " "), title) {
			return n + 1
		}
	}
	return 0
}

// headed is how the beginning of a text that is the title is laid out.
type headed struct {
	units   int // the number of units; 0 if the text does not begin with the title
	metrics Metrics
	measure func(string) float32
	below   float32 // height of the gap below the title, which has the facts
}

// isHead reports whether a block is the title.
func (g *galley) isHead(i int) bool { return i == 0 && g.head.units > 0 }

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
	h.units = g.head.units
	g.head = h
	g.titler = cutter{text: g.text, units: g.units, metrics: h.metrics, measure: h.measure, spaces: map[rune]float32{}}
}
