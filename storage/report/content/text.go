package content

import (
	"strings"
	"unicode/utf8"
)

// Bidirectional controls that come in pairs, and what ends them.
const (
	embedLeft, embedRight       = '\u202A', '\u202B'
	endEmbedding                = '\u202C'
	overrideLeft, overrideRight = '\u202D', '\u202E'
	isolateLeft, isolateRight   = '\u2066', '\u2067'
	isolateFirst                = '\u2068'
	endIsolate                  = '\u2069'
)

// Clean returns text as all formats can hold it. Control characters and the characters that XML
// forbids are left out, bytes that are not UTF-8 become U+FFFD, and each line break or tab becomes
// a space. A direction that the text sets ends with the text at the latest, so that it cannot
// reorder what follows.
func Clean(text string) string {
	if isClean(text) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	var open []rune // what ends the directions that are set, outermost first
	last := rune(-1)
	for _, r := range text {
		switch {
		case r == '\n' && last == '\r':
		case breaks(r):
			out.WriteByte(' ')
		case control(r):
		default:
			var keep bool
			if open, keep = nested(open, r); keep {
				out.WriteRune(r)
			}
		}
		last = r
	}
	for i := len(open) - 1; i >= 0; i-- {
		out.WriteRune(open[i])
	}
	return out.String()
}

// isClean reports whether Clean leaves a text as it is, without looking at pairs.
func isClean(text string) bool {
	for i, r := range text {
		if breaks(r) || control(r) || paired(r) {
			return false
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return false
			}
		}
	}
	return true
}

func breaks(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

func control(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF
}

func paired(r rune) bool {
	return r >= embedLeft && r <= overrideRight || r >= isolateLeft && r <= endIsolate
}

// nested follows the pairs of bidirectional controls. It returns the ends that are missing after r
// and whether to keep r, which is not so for an end without a beginning.
func nested(open []rune, r rune) ([]rune, bool) {
	switch r {
	case embedLeft, embedRight, overrideLeft, overrideRight:
		return append(open, endEmbedding), true
	case isolateLeft, isolateRight, isolateFirst:
		return append(open, endIsolate), true
	case endEmbedding, endIsolate:
		if n := len(open); n > 0 && open[n-1] == r {
			return open[:n-1], true
		}
		return open, false
	}
	return open, true
}

// Text returns the text of runs, cleaned, with a line feed for each Run.Break.
func Text(runs []Run) string {
	var out strings.Builder
	for _, r := range runs {
		if r.Break {
			out.WriteByte('\n')
		}
		out.WriteString(Clean(r.Text))
	}
	return out.String()
}

// Blank reports whether runs have nothing to show or to lead to.
func Blank(runs []Run) bool {
	for _, r := range runs {
		if r.ID != "" || r.Note != nil || strings.TrimSpace(Clean(r.Text)) != "" {
			return false
		}
	}
	return true
}
