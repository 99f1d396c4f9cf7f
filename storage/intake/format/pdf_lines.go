package format

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

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
}

// sheet is one page.
type sheet struct {
	chunks  []chunk
	letters int
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
	text  strings.Builder
	reach float64 // where it ends, with the spaces after it
}

// sheetOf puts the letters of a page together to lines.
func sheetOf(letters []pdf.Letter) sheet {
	var s sheet
	now := &line{}
	flush := func() {
		now.chunk.text = plain(hyphen(now.text.String()))
		if now.chunk.text != "" {
			s.chunks = append(s.chunks, now.chunk)
		}
	}
	for _, l := range letters {
		blank := strings.TrimSpace(l.Text) == ""
		if !blank {
			s.letters += utf8.RuneCountInString(l.Text)
		}
		if !now.takes(l) {
			if blank {
				continue
			}
			flush()
			now = &line{chunk: chunk{left: l.X, right: l.X, y: l.Y, size: l.Size, aside: l.Aside}, reach: l.X}
		}
		if l.X-now.reach > spaceGap*l.Size {
			now.text.WriteByte(' ')
		}
		now.text.WriteString(l.Text)
		now.reach = max(now.reach, l.X+l.Width)
		if !blank {
			now.right, now.size = now.reach, max(now.size, l.Size)
		}
	}
	flush()
	s.chunks = joined(raised(s.chunks))
	return s
}

// takes reports whether a letter goes on in the line.
func (n *line) takes(l pdf.Letter) bool {
	gap := l.X - n.reach
	return n.text.Len() > 0 && n.aside == l.Aside && math.Abs(l.Y-n.y) < 0.2*l.Size && gap > -0.6*l.Size && gap < columnGap*l.Size &&
		l.Size < 1.6*n.size && n.size < 1.6*l.Size
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
func joined(chunks []chunk) []chunk {
	slices.SortStableFunc(chunks, func(a, b chunk) int {
		return cmp.Or(cmp.Compare(math.Round(b.y), math.Round(a.y)), cmp.Compare(a.left, b.left))
	})
	var out []chunk
	for _, c := range chunks {
		if n := len(out); n > 0 {
			last := &out[n-1]
			size := min(last.size, c.size)
			if gap := c.left - last.right; last.aside == c.aside && math.Abs(last.y-c.y) < 0.2*size && gap > -size && gap < columnGap*size {
				if gap > spaceGap*size {
					last.text += " "
				}
				last.text += c.text
				last.right, last.size = max(last.right, c.right), max(last.size, c.size)
				continue
			}
		}
		out = append(out, c)
	}
	return out
}
