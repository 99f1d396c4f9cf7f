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

// chunk is a stretch of letters on one line without a wide gap: usually a line of a
// column. Numbers are in points; y grows up the page.
type chunk struct {
	text        string
	left, right float64
	y           float64 // of the baseline
	size        float64 // largest font size of its letters
	aside       bool    // marked by the file as not part of the text
	dated       bool    // the date of the article comes from this line
	spread      float64 // letter spacing relative to the font size, or 0 if there is none
	draft       *draft  // nil once the page is complete
}

// draft holds alternatives for a chunk, until all lines of its page are known.
type draft struct {
	close  string   // the text without letter spacing, if the chunk is too short to be sure
	pieces []string // the text in visual order, on pages with right-to-left text
}

// sheet holds the lines of a page that run in one direction.
type sheet struct {
	chunks  []chunk
	letters int
	toLeft  int // right-to-left letters
}

// spaceGap is the smallest gap that counts as a space, and columnGap is the
// smallest that separates columns. Both are relative to the font size.
const (
	spaceGap  = 0.18
	columnGap = 1.2
)

// line is a line under construction.
type line struct {
	chunk
	letters []pdf.Letter
	reach   float64 // its end, with trailing spaces
	solid   int     // letters that are not spaces
	wide    int     // solid letters with a gap before them
	tight   float64 // the smallest gap between solid letters, relative to the font size
}

// sheetOf assembles the letters of a page into lines.
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

// takes reports whether a letter continues the line.
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

// done returns the line as a chunk, or false if it has no letters. If right is set,
// the text is still in visual order, in pieces.
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

// words returns the letters of a line with spaces between words. In a spaced-out
// line, drawn spaces do not count, because they may stand between all letters.
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

// hyphen replaces a soft or special hyphen at the end of a line with a plain one.
func hyphen(line string) string {
	line = strings.TrimSpace(line)
	for _, soft := range []string{"\u00AD", "\u2010"} {
		if head, ok := strings.CutSuffix(line, soft); ok {
			return head + "-"
		}
	}
	return line
}

// raisedDigits replaces digits with superscript digits.
var raisedDigits = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// raised lowers footnote marks to the baseline of their line. A mark is a chunk of
// small digits slightly above another chunk and close to it.
func raised(chunks []chunk) []chunk {
	for i := range chunks {
		c := &chunks[i]
		if len(c.text) > 3 || strings.Trim(c.text, "0123456789") != "" {
			continue
		}
		for _, at := range []int{i - 1, i + 1} { // a mark is drawn after its chunk or before the next
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

// joined joins adjacent chunks of a line. A PDF may draw them in any order: word by
// word, or a bold name last. In right-to-left text, the chunks of a line are joined
// from right to left.
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
