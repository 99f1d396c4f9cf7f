package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// Where a line may end
//
// UAX #14 allows line breaks at spaces, after hyphens and between most ideographs,
// but not before 。 or after （. go-text/typesetting implements these rules, but is
// slow. Most words do not need them: a line may end between two words of plain
// letters, but not inside one. So opportunities divides a text at its white space.
// The segmenter gets only the stretches with other words, each with the plain word
// before and after it. FuzzOpportunities compares the results with those of the
// segmenter alone.

// marksIn records where lines may begin in a text.
type marksIn struct {
	text   string
	breaks []bool // by byte offset: a line may begin here
}

// opportunities reports for each byte offset of a text whether a line may begin
// there.
func opportunities(text string, seg *segmenter.Segmenter) []bool {
	m := marksIn{text: text, breaks: make([]bool, len(text)+1)}
	before := -1 // start of the last plain word; -1 if there is none
	odd := -1    // start of the stretch for the segmenter; -1 if there is none
	for at := 0; at < len(text); {
		start := at
		for start < len(text) {
			r, size := utf8.DecodeRuneInString(text[start:])
			if !isSpace(r) {
				break
			}
			start += size
		}
		end, plain := wordAt(text, start)
		switch {
		case start == end: // white space at the end
		case plain && odd >= 0:
			m.ask(odd, end, seg)
			odd, before = -1, start
		case plain:
			m.breaks[start] = start > 0
			before = start
		case odd < 0:
			odd = max(before, 0)
		}
		at = end
	}
	if odd >= 0 {
		m.ask(odd, len(text), seg)
	}
	return m.breaks
}

// wordAt returns the byte offset of the end of the word that begins at start, and
// whether the word is plain. A plain word has only runes that isPlain accepts, and
// possibly punctuation at its end. No line may end inside it.
func wordAt(text string, start int) (end int, plain bool) {
	plain = true
	closed := false // punctuation has been seen
	i := start
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if isSpace(r) {
			break
		}
		switch {
		case closed:
			plain = plain && strings.ContainsRune(".,:;!?", r)
		case isPlain(r):
		case i > start && strings.ContainsRune(".,:;!?", r):
			closed = true
		default:
			plain = false
		}
		i += size
	}
	return i, plain
}

// isPlain reports whether a rune is one of the common letters and digits to which
// no special rules of UAX #14 apply.
func isPlain(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	case r < 0x250:
		return r >= 0xc0 && r != '×' && r != '÷'
	case r < 0x400:
		return r >= 0x388 && unicode.IsLetter(r)
	}
	return r < 0x530 && unicode.IsLetter(r)
}

// ask marks where a line may begin in the bytes [from,to) of the text, according to
// the segmenter. It does not mark from.
func (m *marksIn) ask(from, to int, seg *segmenter.Segmenter) {
	runes := make([]rune, 0, to-from)
	for _, r := range m.text[from:to] {
		if isSpace(r) {
			r = ' '
		}
		runes = append(runes, r)
	}
	seg.Init(runes)
	at, rune := from, 0
	for i := seg.LineIterator(); i.Next(); {
		line := i.Line()
		for ; rune < line.Offset; rune++ {
			at += sizeAt(m.text, at)
		}
		if line.Offset > 0 {
			m.breaks[at] = true
		}
	}
}

// sizeAt returns the length in bytes of the rune at a byte offset.
func sizeAt(text string, at int) int {
	_, size := utf8.DecodeRuneInString(text[at:])
	return size
}

// boundaries returns the byte offsets at which the graphemes of a text begin,
// followed by the length of the text.
func boundaries(text string) []int {
	ends := make([]int, 0, len(text)+1)
	if isPrintableASCII(text) { // each byte is a grapheme
		for at := range len(text) + 1 {
			ends = append(ends, at)
		}
		return ends
	}
	var seg segmenter.Segmenter
	seg.InitWithString(text)
	at, rune := 0, 0
	for i := seg.GraphemeIterator(); i.Next(); {
		for g := i.Grapheme(); rune < g.Offset; rune++ {
			at += sizeAt(text, at)
		}
		ends = append(ends, at)
	}
	return append(ends, len(text))
}

func isPrintableASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// isSpace reports whether a rune counts as white space. A line may end at white
// space, and a stretch of it is drawn as one space. U+00A0 and U+202F are not white
// space. NUL is, because it has no glyph.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r' || r == 0
	}
	return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r)
}

// folded returns a text with one space for each stretch of white space, and without
// direction marks.
func folded(text string) string {
	space, clean := false, true
	for _, r := range text {
		is := isSpace(r)
		if is && (space || r != ' ') || isControl(r) {
			clean = false
			break
		}
		space = is
	}
	if clean {
		return text
	}
	var b strings.Builder
	space = false
	for _, r := range text {
		is := isSpace(r)
		switch {
		case isControl(r), is && space:
		case is:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
		space = is || space && isControl(r)
	}
	return b.String()
}

// Breaks reports for each byte offset of a text whether a line may begin there. The result
// has one element more than the text has bytes.
func Breaks(text string) []bool {
	var seg segmenter.Segmenter
	return opportunities(text, &seg)
}
