package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/pdf"
)

// chunk is a stretch of letters on one line without a wide gap: a line of a
// column. Numbers are in points; y goes up the page.
type chunk struct {
	text        string
	left, right float64
	y           float64 // of the baseline
	size        float64 // of the letters
	aside       bool    // the file says that it is no part of the text
	dated       bool    // it gave the article its date
	spread      float64 // how far its letters stand apart, in parts of their size, if all do
	draft       *draft  // until the page is whole
}

// draft is what is decided on once all lines of a page are known.
type draft struct {
	close  string   // the text closed up, where it is too short to be sure
	pieces []string // of the text, from left to right, on pages with text that runs to the left
}

// sheet is one page.
type sheet struct {
	chunks  []chunk
	letters int
	toLeft  int // letters that run to the left
}

// Gaps between letters, in parts of their size: from which on a gap is a
// space, and from which on it divides columns.
const (
	spaceGap  = 0.18
	columnGap = 1.2
)

// line is a line that is being put together.
type line struct {
	chunk
	letters []pdf.Letter
	reach   float64 // where it ends, with the spaces after it
	solid   int     // letters that are no spaces
	wide    int     // of them, those that stand apart from the one before
	tight   float64 // the smallest gap between two of them, in parts of their size
}

// sheetOf puts the letters of a page together to lines.
func sheetOf(letters []pdf.Letter) sheet {
	var s sheet
	right := anyRight(letters)
	if right {
		letters = byPlace(letters)
	}
	now := &line{}
	flush := func() {
		if c, ok := now.done(right); ok {
			s.chunks = append(s.chunks, c)
		}
	}
	for _, l := range letters {
		l.Text = decomposed(l.Text)
		blank := strings.TrimSpace(l.Text) == ""
		if !blank {
			s.letters += utf8.RuneCountInString(l.Text)
		}
		if !now.takes(l) {
			if blank {
				continue
			}
			flush()
			now = &line{chunk: chunk{left: l.X, right: l.X, y: l.Y, size: l.Size, aside: l.Aside}, letters: now.letters[:0], reach: l.X, tight: math.Inf(1)}
		}
		now.take(l, blank)
	}
	flush()
	base := false
	if right {
		base = s.turn()
	}
	closeUp(s.chunks)
	s.chunks = joined(raised(s.chunks), base)
	return s
}

// takes reports whether a letter goes on in the line.
func (n *line) takes(l pdf.Letter) bool {
	if len(n.letters) == 0 || n.aside != l.Aside || math.Abs(l.Y-n.y) >= 0.2*l.Size || l.Size >= 1.6*n.size || n.size >= 1.6*l.Size {
		return false
	}
	widest := columnGap
	if n.solid > 2 && n.wide == n.solid-1 {
		widest += 2 * min(n.tight, 1)
	}
	gap := l.X - n.reach
	return gap > -0.6*l.Size && gap < widest*l.Size
}

func (n *line) take(l pdf.Letter, blank bool) {
	n.letters = append(n.letters, l)
	n.reach = max(n.reach, l.X+l.Width)
	if blank {
		return
	}
	if n.solid > 0 {
		gap := (l.X - n.right) / l.Size
		n.tight = min(n.tight, gap)
		if gap > spreadGap {
			n.wide++
		}
	}
	n.solid++
	n.right, n.size = n.reach, max(n.size, l.Size)
}

// done returns the line as a chunk. Where letters run to the left, its text is
// still in the order of the eye, in pieces.
func (n *line) done(right bool) (chunk, bool) {
	if n.solid == 0 {
		return chunk{}, false
	}
	c := n.chunk
	spread := n.spreadOf()
	pieces := n.words(0)
	switch {
	case spread > 0 && n.solid >= fewSpread:
		pieces, c.spread = n.words(spread), spread
	case spread > 0:
		c.draft, c.spread = &draft{close: article.Plain(strings.Join(n.words(spread), ""))}, spread
	}
	c.text = article.Plain(hyphen(strings.Join(pieces, "")))
	if right {
		if c.draft == nil {
			c.draft = &draft{}
		}
		c.draft.pieces = pieces
	}
	return c, c.text != ""
}

// words returns the letters of a line with the spaces between words. In a line
// that is spread, drawn spaces do not count: they may be between all letters.
func (n *line) words(spread float64) []string {
	out := make([]string, 0, len(n.letters)+8)
	reach := n.left
	for _, l := range n.letters {
		blank := strings.TrimSpace(l.Text) == ""
		if spread > 0 && blank {
			continue
		}
		if l.X-reach > max(spaceGap, spread+max(0.15, 0.4*spread))*l.Size || spread == 0 && l.X-reach > spaceGap*l.Size {
			out = append(out, " ")
		}
		out = append(out, l.Text)
		reach = max(reach, l.X+l.Width)
	}
	return out
}

// hyphen makes a hyphen that is only for the end of a line a plain one.
func hyphen(line string) string {
	line = strings.TrimSpace(line)
	for _, soft := range []string{"\u00AD", "\u2010"} {
		if head, ok := strings.CutSuffix(line, soft); ok {
			return head + "-"
		}
	}
	return line
}

// raisedDigits are written above the line: marks of notes, exponents.
var raisedDigits = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// raised takes marks of notes down to the line they are raised from: small
// digits, a little above the end of another chunk.
func raised(chunks []chunk) []chunk {
	for i := range chunks {
		c := &chunks[i]
		if len(c.text) > 3 || strings.Trim(c.text, "0123456789") != "" {
			continue
		}
		for _, at := range []int{i - 1, i + 1} { // it is drawn after what it belongs to, or before what follows
			if at < 0 || at >= len(chunks) {
				continue
			}
			to := chunks[at]
			up := c.y - to.y
			if c.size < 0.9*to.size && up > 0.1*to.size && up < 0.7*to.size && c.left-to.right < 0.5*to.size && to.left-c.right < 0.5*to.size {
				c.text, c.y, c.size = raisedDigits.Replace(c.text), to.y, to.size
				break
			}
		}
	}
	return chunks
}

// joined puts chunks together that lie on one line next to each other, which a
// PDF may draw in any order: words apiece, or a bold name after all else.
// Where the text runs to the left, so do the chunks of a line.
func joined(chunks []chunk, toLeft bool) []chunk {
	slices.SortStableFunc(chunks, func(a, b chunk) int {
		return cmp.Or(cmp.Compare(math.Round(b.y), math.Round(a.y)), cmp.Compare(a.left, b.left))
	})
	var out []chunk
	for _, c := range chunks {
		if n := len(out); n > 0 {
			last := &out[n-1]
			size := min(last.size, c.size)
			if gap := c.left - last.right; last.aside == c.aside && math.Abs(last.y-c.y) < 0.2*size && gap > -size && gap < (columnGap+2*min(last.spread, c.spread))*size {
				space := ""
				if gap > spaceGap*size {
					space = " "
				}
				if toLeft && (hasRight(last.text) || hasRight(c.text)) {
					last.text = c.text + space + last.text
				} else {
					last.text += space + c.text
				}
				last.right, last.size = max(last.right, c.right), max(last.size, c.size)
				continue
			}
		}
		out = append(out, c)
	}
	return out
}
