package reader

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"assay.app/assay/model"
)

// atom is a piece of text with a measured width: a word or a part of one, an
// ideograph, or white space.
type atom struct {
	start, end int // byte offsets into the text
	w          float32
	unit       int32 // white space belongs to the unit before it
	level      uint8 // bidi level: even levels run to the right
	kind       uint8 // see kindOf; one text object draws only atoms of one kind
	space      bool
	apart      bool // for white space: the text after it needs a text object of its own
	may        bool // a line may begin here
}

type cutter struct {
	text    string // text of the article
	units   []model.Unit
	metrics Metrics
	measure func(string) float32
	spaces  map[rune]float32 // width of a space, by the rune before it
	seg     segmenter.Segmenter
	atoms   []atom
}

// cut returns the atoms of a block, which are valid until the next call. The
// parameter left says whether the paragraph runs from right to left. Bytes outside
// all units count as white space.
func (c *cutter) cut(b block, left bool) []atom {
	text := c.text[b.start:b.end]
	breaks := opportunities(text, &c.seg)
	levels := levels(text, left)
	c.atoms = c.atoms[:0]
	unit := b.unit
	last := utf8.RuneError // the last rune that is not white space
	for at := 0; at < len(text); {
		for len(levels) > 1 && levels[1].at <= at {
			levels = levels[1:]
		}
		for unit+1 < b.unit+b.units && c.units[unit+1].Span.Start <= b.start+at {
			unit++
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if span := c.units[unit].Span; isSpace(r) || !span.Contains(b.start+at) {
			c.space(b.start+at, size, unit, levels[0].level, last)
			at += size
			continue
		}
		until := min(len(text), c.units[unit].Span.End-b.start)
		if len(levels) > 1 {
			until = min(until, levels[1].at)
		}
		a := atom{start: b.start + at, unit: int32(unit), level: levels[0].level, may: breaks[at]}
		if a.level%2 == 1 {
			a.kind = kindOf(r, 0)
		}
		for {
			at, last = at+size, r
			if at >= until || breaks[at] {
				break
			}
			r, size = utf8.DecodeRuneInString(text[at:])
			if isSpace(r) || a.level%2 == 1 && kindOf(r, a.kind) != a.kind {
				break
			}
		}
		a.end = b.start + at
		a.w = c.width(c.text[a.start:a.end])
		c.atoms = append(c.atoms, a)
	}
	return c.atoms
}

// space adds an atom of white space, or extends the last atom if that is white
// space. The parameter last is the rune before the white space.
func (c *cutter) space(at, size, unit int, level uint8, last rune) {
	if n := len(c.atoms); n > 0 && c.atoms[n-1].space {
		c.atoms[n-1].end = at + size
		return
	}
	a := atom{start: at, end: at + size, w: c.metrics.Space, unit: int32(unit), level: level, space: true}
	if w := c.after(last); w != a.w {
		if unicode.IsLetter(last) || unicode.IsMark(last) {
			a.w = w
		} else {
			a.apart = true
		}
	}
	c.atoms = append(c.atoms, a)
}

// after returns the width of a space after a rune. Fyne draws white space with the
// font of the text before it. If the article's font lacks the rune, another font
// draws both, and its space may be much wider. Between words of another script that
// width is right. After a symbol it would leave a gap, so text after such a symbol
// is drawn separately.
func (c *cutter) after(last rune) float32 {
	if last < utf8.RuneSelf || isPlain(last) {
		return c.metrics.Space
	}
	w, ok := c.spaces[last]
	if !ok {
		w = c.measure(string(last)+" ") - c.measure(string(last))
		if d := w - c.metrics.Space; d < 0.1 && d > -0.1 {
			w = c.metrics.Space
		}
		c.spaces[last] = w
	}
	return w
}

// longWord is the length in bytes of the longest word that is measured as a whole.
// The time to measure a word grows faster than its length.
const longWord = 256

// width returns the width of a word or of a part of one.
func (c *cutter) width(word string) (w float32) {
	if len(word) > 3 && isSquares(word) {
		for _, r := range word {
			w += c.measure(string(r))
		}
		return w
	}
	word = folded(word)
	if len(word) <= longWord {
		return c.measure(word)
	}
	ends := boundaries(word)
	for i, end := range ends[1:] {
		w += c.measure(word[ends[i]:end])
	}
	return w
}

// isSquares reports whether all characters of a word are drawn on squares. The
// width of such a word is the sum of the widths of its characters.
func isSquares(word string) bool {
	for _, r := range word {
		if !isWide(r) {
			return false
		}
	}
	return true
}

// isWide reports whether a rune is drawn on a square, as most East Asian characters
// are.
func isWide(r rune) bool {
	return r >= 0x3000 && (r < 0x303f && (r < 0x302a || r > 0x302f) || 0x3041 <= r && r <= 0x3096 || 0x309b <= r && r < 0xa000 ||
		0xac00 <= r && r <= 0xd7a3 || 0xf900 <= r && r <= 0xfaff || 0xff01 <= r && r <= 0xff60 || 0x20000 <= r && r <= 0x3ffff)
}

// Kinds of text that runs from right to left.
const (
	neutral = iota + 1
	hebrew
	arabic
	foreign // letters of another script
)

// kindOf returns the kind of a rune in text that runs from right to left. Fyne
// would draw neighbouring pieces of different kinds from left to right, so each
// piece needs a text object of its own. The parameter before is the kind of the
// previous rune, or 0 if there is none. A mark or an invisible control has that
// kind, or neutral if before is 0.
func kindOf(r rune, before uint8) uint8 {
	switch {
	case unicode.IsMark(r) || isControl(r) || r == '\u200c' || r == '\u200d':
		return max(before, neutral)
	case !unicode.IsLetter(r):
		return neutral
	case unicode.Is(unicode.Hebrew, r):
		return hebrew
	case unicode.Is(unicode.Arabic, r) || r == '\u0640':
		return arabic
	}
	return foreign
}
