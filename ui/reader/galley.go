package reader

import (
	"math"
	"sort"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// The galley: an article that is laid out only as far as needed
//
// Laying out 100,000 sentences takes seconds, but only some forty lines are
// visible. So an article is divided into blocks, and each block is laid out when it
// is needed. A block is a paragraph, or a part of a long paragraph. A part begins
// on a new line.
//
//	block      0     1     2     3     4     5
//	height   laid  laid  guess guess guess guess
//	top         0   108   243 …   estimate(i) + corrections before i
//
// The height of a block that is not laid out is estimated from its number of bytes
// and the average width of the article's characters. The estimated top of a block
// depends only on the number of bytes, blocks and paragraph gaps before it, and is
// computed in constant time. When a block is laid out, the difference between its
// height and the estimate is recorded as a correction. A Fenwick tree holds the
// corrections. A change of width discards the corrections, the heights and the
// lines. Finding the block at a distance from the top takes O(log² n) steps for n
// blocks. The galley keeps the height of each block that was laid out, but the
// lines of at most keptFlows blocks.

// Limits for blocks. The first two are in bytes of text.
const (
	longParagraph = 12 << 10 // the longest paragraph that is a single block
	partSize      = 8 << 10  // approximate size of a part of a longer paragraph
	keptFlows     = 400      // the largest number of blocks whose lines are kept
)

// block is a part of the text that is laid out at once.
type block struct {
	start, end  int // byte offsets into the text
	unit, units int // the first unit, and the number of units that overlap the block
	paragraph   int // byte offset of the beginning of the paragraph
	gaps        int // number of gaps between paragraphs above the block
}

// galley is an article that is laid out block by block, as needed.
type galley struct {
	text   string
	units  []model.Unit
	blocks []block
	wide   float64 // average width of a byte of the text, as a multiple of the width of a Latin letter

	cutter      cutter
	titler      cutter // for the title, if the text has it
	head        headed
	perByte     float64 // estimated height per byte, in pixels
	perBlock    float64
	flows       map[int]*Flow
	heights     []float32 // of blocks, with the gap below; -1 if unknown
	unlaid      int
	corrections fenwick
}

func newGalley(text string, s model.Structure) *galley { return newHeadedGalley(text, s, 0, 0) }

// newHeadedGalley returns the galley of a text of which the units [head,body) are the
// title.
func newHeadedGalley(text string, s model.Structure, head, body int) *galley {
	g := &galley{text: text, units: s.Units, wide: widthSample(text), head: headed{from: head, to: body}}
	g.blocks = make([]block, 0, max(len(s.Paragraphs), 1)+1+len(text)/partSize)
	for from := 0; from < len(s.Units); {
		to := from + 1
		for to < len(s.Units) && s.Units[to].Paragraph == s.Units[from].Paragraph {
			to++
		}
		switch {
		case from == head && body > head:
			g.head.block, to = len(g.blocks), body
		case from < head && to > head:
			to = head
		}
		g.paragraph(from, to)
		from = to
	}
	g.heights = make([]float32, len(g.blocks))
	g.corrections = make(fenwick, len(g.blocks)+1)
	g.forget()
	return g
}

// paragraph adds the blocks of a paragraph, which consists of the units [from,to).
func (g *galley) paragraph(from, to int) {
	start, end := g.units[from].Span.Start, g.units[to-1].Span.End
	b := block{start: start, end: end, unit: from, units: to - from, paragraph: start}
	if n := len(g.blocks); n > 0 {
		b.gaps = g.blocks[n-1].gaps + 1
	}
	for b.end-b.start > longParagraph {
		at := g.seam(b)
		part := b
		part.end = at
		for part.units = 1; part.unit+part.units < to && g.units[part.unit+part.units].Span.Start < at; {
			part.units++
		}
		g.blocks = append(g.blocks, part)
		b.start = at
		b.unit += part.units
		if g.units[b.unit-1].Span.End > at {
			b.unit-- // the unit continues in the next part
		}
		b.units = to - b.unit
	}
	g.blocks = append(g.blocks, b)
}

// seam returns the byte offset at which to divide a long block, at most about
// partSize bytes after its start. It prefers the last beginning of a unit in the
// second half of that range. If there is none, it looks near the end of the range
// for white space or a place between two ideographs, and then for a grapheme
// boundary.
func (g *galley) seam(b block) int {
	most := b.start + partSize
	next := sort.Search(b.units, func(i int) bool { return g.units[b.unit+i].Span.Start > most })
	if next > 0 {
		if at := g.units[b.unit+next-1].Span.Start; at >= b.start+partSize/2 {
			return at
		}
	}
	for !utf8.RuneStart(g.text[most]) {
		most++
	}
	after, _ := utf8.DecodeRuneInString(g.text[most:])
	for at := most; at > most-256; {
		r, size := utf8.DecodeLastRuneInString(g.text[:at])
		if isSpace(r) || isWide(r) && isWide(after) && unicode.IsLetter(r) && unicode.IsLetter(after) {
			return at
		}
		at -= size
		after = r
	}
	near := most - 48
	for !utf8.RuneStart(g.text[near]) {
		near--
	}
	if ends := boundaries(g.text[near:most]); len(ends) > 2 {
		return near + ends[len(ends)-2]
	}
	return most
}

// widthSample returns the average width of a byte of the text, as a multiple of the
// width of a Latin letter. It measures only samples of the text.
func widthSample(text string) float64 {
	const samples, each = 64, 128
	wide, bytes := 0.0, 0
	step := max(each, len(text)/samples)
	for at := 0; at < len(text); at += step {
		for i, r := range text[at:min(len(text), at+each)] {
			switch {
			case r == utf8.RuneError && (i < 3 || i > each-4): // the sample cuts a character
			case r < 0x300:
				wide++
			case unicode.Is(unicode.Mn, r):
			case isWide(r):
				wide += 2
			default:
				wide += 1.1
			}
		}
		bytes += min(each, len(text)-at)
	}
	if bytes == 0 {
		return 1
	}
	return wide / float64(bytes)
}

// set changes the metrics and discards the layout.
func (g *galley) set(m Metrics, measure func(string) float32) {
	g.cutter = cutter{text: g.text, units: g.units, metrics: m, measure: measure, spaces: map[rune]float32{}}
	g.flows = map[int]*Flow{}
	g.forget()
	const alphabet = "abcdefghijklmnopqrstuvwxyz "
	common := float64(measure(alphabet)) / float64(len(alphabet))
	g.perByte = g.wide * common / float64(max(m.Width, 1)) * float64(m.Line)
	g.perBlock = 0.55 * float64(m.Line) // about half of the last line of a block is empty
}

// forget marks the height of every block as unknown.
func (g *galley) forget() {
	for i := range g.heights {
		g.heights[i] = -1
	}
	g.unlaid = len(g.blocks)
	clear(g.corrections)
}

// estimate returns the top of block i as if no block were laid out. For i =
// len(blocks), it returns the bottom of the text.
func (g *galley) estimate(i int) float64 {
	if i == 0 {
		return 0
	}
	start, gaps := g.blocks[len(g.blocks)-1].end, g.blocks[len(g.blocks)-1].gaps
	if i < len(g.blocks) {
		start, gaps = g.blocks[i].start, g.blocks[i].gaps
	}
	return float64(start-g.blocks[0].start)*g.perByte + float64(i)*g.perBlock + float64(gaps)*float64(g.cutter.metrics.Paragraph)
}

// top returns the top of block i. It uses estimates for blocks that are not laid
// out. For i = len(blocks), it returns the bottom of the text.
func (g *galley) top(i int) float32 {
	return float32(math.Round(g.estimate(i) + g.corrections.before(i)))
}

// height returns the height of the text, which is an estimate until all blocks are
// laid out.
func (g *galley) height() float32 { return g.top(len(g.blocks)) }

// at returns the index of the block at a distance from the top of the text. Above
// the text this is the first block, and below the text the last.
func (g *galley) at(y float32) int {
	return max(0, sort.Search(len(g.blocks), func(i int) bool { return g.top(i) > y })-1)
}

// blockOf returns the index of the last block that begins at or before a byte
// offset, or 0 if there is none.
func (g *galley) blockOf(offset int) int {
	return max(0, sort.Search(len(g.blocks), func(i int) bool { return g.blocks[i].start > offset })-1)
}

// flow returns the layout of a block. It lays out the block if its lines are not
// kept.
func (g *galley) flow(i int) *Flow {
	if f, ok := g.flows[i]; ok {
		return f
	}
	b := g.blocks[i]
	f := &Flow{unit: b.unit, first: make([]int, b.units), last: make([]int, b.units)}
	for u := range f.first {
		f.first[u] = -1
	}
	paragraph := g.text[b.paragraph:min(b.end, b.paragraph+longParagraph)]
	left := runsLeft(paragraph)
	c := g.cutterOf(i)
	filler := filler{cutter: c, flow: f, left: left}
	filler.fill(c.cut(b, left))
	f.Height = float32(len(f.Lines)) * c.metrics.Line
	g.finish(f, b)
	g.setHeight(i, f.Height)
	if len(g.flows) >= keptFlows {
		clear(g.flows)
	}
	g.flows[i] = f
	return f
}

// laid reports whether the height of a block is known.
func (g *galley) laid(i int) bool { return g.heights[i] >= 0 }

// setHeight records the height of a block. The given height does not include the
// gap below the block.
func (g *galley) setHeight(i int, height float32) {
	height += g.gap(i)
	guess := g.heights[i]
	switch {
	case guess == height:
		return
	case guess < 0:
		g.unlaid--
		g.corrections.add(i, float64(height)-(g.estimate(i+1)-g.estimate(i)))
	default:
		g.corrections.add(i, float64(height-guess))
	}
	g.heights[i] = height
}

// inherit copies the heights of blocks with the same byte range from an earlier
// galley. It does nothing if the text, the metrics or the title differ. The blocks may have
// other units than before. If this changes the height of a block, laying out the
// block corrects it.
func (g *galley) inherit(old *galley) {
	if old.text != g.text || old.cutter.metrics != g.cutter.metrics || old.titler.metrics != g.titler.metrics || old.head.from != g.head.from || old.head.to != g.head.to {
		return
	}
	j := 0
	for i, b := range g.blocks {
		for j < len(old.blocks) && old.blocks[j].start < b.start {
			j++
		}
		if j < len(old.blocks) && old.blocks[j].start == b.start && old.blocks[j].end == b.end && old.laid(j) {
			g.setHeight(i, old.heights[j]-old.gap(j))
		}
	}
}

// has reports whether the lines of a block are kept.
func (g *galley) has(i int) bool { return g.flows[i] != nil }

// finish marks the runs at which units begin and end. A unit without drawn text
// gets the last line of the unit before it, or line 0.
func (g *galley) finish(f *Flow, b block) {
	type ends struct{ head, tail *Run }
	units := make([]ends, b.units)
	for i := range f.Lines {
		for j := range f.Lines[i].Runs {
			r := &f.Lines[i].Runs[j]
			e := &units[r.Unit-b.unit]
			if e.head == nil || r.Start < e.head.Start {
				e.head = r
			}
			if e.tail == nil || r.End > e.tail.End {
				e.tail = r
			}
		}
	}
	line := 0
	for u, e := range units {
		if e.head == nil {
			f.first[u], f.last[u] = line, line
			continue
		}
		line = f.last[u]
		span := g.units[b.unit+u].Span
		e.head.Head = span.Start >= b.start || blank(g.text[span.Start:b.start])
		e.tail.Tail = span.End <= b.end || blank(g.text[b.end:span.End])
	}
}

// blank reports whether a text has only white space.
func blank(text string) bool {
	for _, r := range text {
		if !isSpace(r) {
			return false
		}
	}
	return true
}

// fenwick is a Fenwick tree, a list of numbers in which changing a number and
// summing the first n take logarithmic time.
type fenwick []float64

// add adds v to number i.
func (f fenwick) add(i int, v float64) {
	for i++; i < len(f); i += i & -i {
		f[i] += v
	}
}

// before returns the sum of the numbers before number i.
func (f fenwick) before(i int) (sum float64) {
	for ; i > 0; i -= i & -i {
		sum += f[i]
	}
	return sum
}
