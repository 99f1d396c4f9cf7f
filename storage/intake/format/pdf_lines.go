package format

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// chunk is a stretch of letters on one line without a wide gap: a line of a
// column. Numbers are in points; y goes up the page.
type chunk struct {
	text        string
	left, right float64
	y           float64 // of the baseline
	size        float64 // of the letters
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
	columnGap = 1.4
)

// sheetOf puts the letters of a page together to lines.
func sheetOf(letters []pdf.Text) sheet {
	var s sheet
	var b strings.Builder
	var now chunk
	flush := func() {
		if now.text = plain(hyphen(b.String())); now.text != "" {
			s.chunks = append(s.chunks, now)
		}
		b.Reset()
	}
	for _, l := range letters {
		if l.S == "" || !sound(l) {
			continue
		}
		s.letters += utf8.RuneCountInString(strings.TrimSpace(l.S))
		size := l.FontSize
		width := l.W
		if width <= 0 || width > 3*size*float64(len(l.S)) {
			width = size / 2 * float64(utf8.RuneCountInString(l.S))
		}
		gap := l.X - now.right
		onLine := b.Len() > 0 && math.Abs(l.Y-now.y) < 0.35*size && gap > -size && gap < columnGap*size
		if !onLine {
			flush()
			now = chunk{left: l.X, right: l.X, y: l.Y, size: size}
		} else if gap > spaceGap*size {
			b.WriteByte(' ')
		}
		b.WriteString(l.S)
		if strings.TrimSpace(l.S) != "" || !onLine {
			now.right = max(now.right, l.X+width)
		}
		now.size = max(now.size, size)
	}
	flush()
	s.chunks = joined(s.chunks)
	return s
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

// sound reports whether a letter stands somewhere on a page.
func sound(l pdf.Text) bool {
	const far = 1e6
	for _, v := range []float64{l.X, l.Y, l.W, l.FontSize} {
		if math.IsNaN(v) || math.Abs(v) > far {
			return false
		}
	}
	return l.FontSize > 0.5
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
			if gap := c.left - last.right; math.Abs(last.y-c.y) < 0.35*size && gap > -size && gap < columnGap*size {
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
