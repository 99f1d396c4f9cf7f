// Package offset converts the offsets of other programs, which count text in different units, to
// byte offsets, and recognises the unit from the text beside them.
package offset

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"assay.app/assay/model"
)

// Unit is what an offset counts.
type Unit uint8

// The units.
const (
	CodePoints Unit = iota
	UTF16           // UTF-16 code units: a character beyond U+FFFF counts as two
	Bytes           // of UTF-8
	Graphemes       // extended grapheme clusters of Unicode Standard Annex 29
)

// String returns the name of the unit in English, in the plural.
func (u Unit) String() string {
	return [...]string{"Unicode code points", "UTF-16 code units", "UTF-8 bytes", "grapheme clusters"}[u]
}

// Reading is a way to read the offsets of a file.
type Reading struct {
	Unit      Unit
	Inclusive bool // the end is the offset of the last unit of the span, not that after it
	OneEnd    bool // CR LF counts as one unit
}

// String describes the reading in English, for messages.
func (r Reading) String() string {
	text := r.Unit.String()
	if r.Inclusive {
		text += ", with the last one included"
	}
	if r.OneEnd {
		text += ", with CR LF as one"
	}
	return text
}

// Table converts offsets of one text in one reading. It takes four bytes for each unit of a text
// that is not ASCII or has line ends that count as one, and nothing otherwise.
type Table struct {
	text   string
	starts []uint32 // the byte at which each unit begins, and the length of the text; nil if units are bytes
	r      Reading
}

// NewTable returns a table for a text in valid UTF-8 of less than 4 GiB.
func NewTable(text string, r Reading) *Table {
	t := &Table{text: text, r: r}
	if r.Unit == Bytes && !r.OneEnd || isASCII(text) && !(r.OneEnd || r.Unit == Graphemes) {
		return t
	}
	t.starts = make([]uint32, 0, len(text)+1)
	if r.Unit == Graphemes {
		t.graphemes()
	} else {
		for at, c := range text {
			if r.OneEnd && c == '\n' && at > 0 && text[at-1] == '\r' {
				continue
			}
			for n := range widthOf(c, r.Unit) {
				if r.Unit != Bytes {
					n = 0
				}
				t.starts = append(t.starts, uint32(at+n))
			}
		}
	}
	t.starts = append(t.starts, uint32(len(text)))
	return t
}

func widthOf(c rune, u Unit) int {
	switch {
	case u == Bytes:
		return utf8.RuneLen(c)
	case u == UTF16 && c > 0xFFFF:
		return 2
	}
	return 1
}

func (t *Table) graphemes() {
	var s segmenter.Segmenter
	s.Init([]rune(t.text))
	at := 0
	for i := s.GraphemeIterator(); i.Next(); {
		t.starts = append(t.starts, uint32(at))
		for _, c := range i.Grapheme().Text {
			at += utf8.RuneLen(c)
		}
	}
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Reading returns how the table reads offsets.
func (t *Table) Reading() Reading { return t.r }

// Len returns the length of the text in units.
func (t *Table) Len() int {
	if t.starts == nil {
		return len(t.text)
	}
	return len(t.starts) - 1
}

// Byte returns the byte at which a unit begins, or the length of the text for the offset at its
// end. It returns false if the offset is beyond the text or inside a character.
func (t *Table) Byte(offset int) (int, bool) {
	switch {
	case offset < 0 || offset > t.Len():
		return 0, false
	case t.starts == nil:
		return offset, offset == len(t.text) || utf8.RuneStart(t.text[offset])
	}
	at := int(t.starts[offset])
	inside := t.r.Unit == UTF16 && offset > 0 && at == int(t.starts[offset-1])
	return at, !inside && (at == len(t.text) || utf8.RuneStart(t.text[at]))
}

// Span returns a span of the file in bytes. It returns false if an end is beyond the text or inside
// a character, or if the span ends before it begins.
func (t *Table) Span(start, end int) (model.Span, bool) {
	if t.r.Inclusive {
		end++
	}
	from, ok := t.Byte(start)
	to, fits := t.Byte(end)
	return model.Span{Start: from, End: to}, ok && fits && start <= end
}

// Of returns the offset of the unit that begins at a byte, which must be the boundary of a unit.
func (t *Table) Of(at int) int {
	if t.starts == nil {
		return at
	}
	low, high := 0, len(t.starts)-1
	for low < high {
		if mid := (low + high) / 2; int(t.starts[mid]) < at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// Quoted is a span as a file states it, in its own units. Text is the text that the file gives for
// it, or "".
type Quoted struct {
	Start, End int
	Text       string
}

// Best returns the reading, of several, that fits the spans of a text best: the one in which most
// spans have the text that the file gives for them, then the one in which most begin and end at the
// bounds of words, then the first. readings must not be empty. Spans with line ends match a text
// whose line ends are different.
func Best(text string, spans []Quoted, readings ...Reading) *Table {
	var best *Table
	var most [3]int
	for _, r := range readings {
		t := NewTable(text, r)
		if score := t.score(spans); best == nil || less(most, score) {
			best, most = t, score
		}
	}
	return best
}

func less(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// score counts the spans with their texts, those that are in the text, and those at the bounds of words.
func (t *Table) score(spans []Quoted) (n [3]int) {
	for _, s := range spans {
		at, ok := t.Span(s.Start, s.End)
		if !ok {
			continue
		}
		n[1]++
		if s.Text != "" && Same(at.Of(t.text), s.Text) {
			n[0]++
		}
		if !inWord(t.text, at.Start) && !inWord(t.text, at.End) {
			n[2]++
		}
	}
	return n
}

// Same reports whether two texts are equal, except for CR LF and LF.
func Same(a, b string) bool {
	if len(a) == len(b) {
		return a == b
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			i, j = i+1, j+1
		case a[i] == '\r' && i+1 < len(a) && a[i+1] == '\n':
			i++
		case b[j] == '\r' && j+1 < len(b) && b[j+1] == '\n':
			j++
		default:
			return false
		}
	}
	return i == len(a) && j == len(b)
}

// inWord reports whether a byte offset is between two letters, digits or marks.
func inWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	if at == 0 || at == len(text) {
		return false
	}
	return unicode.In(after, unicode.M) || wordy(before) && wordy(after)
}

func wordy(c rune) bool { return unicode.In(c, unicode.L, unicode.N, unicode.M) }

// Recognise returns the table for the usual reading of a format, or for another one if more texts of
// the spans fit it. Spans without texts decide nothing.
func Recognise(text string, spans []Quoted, usual Reading, others ...Reading) *Table {
	best := NewTable(text, usual)
	most := best.score(spans)[0]
	for _, r := range others {
		if r == usual || most == len(spans) {
			continue
		}
		t := NewTable(text, r)
		if n := t.score(spans)[0]; n > most {
			best, most = t, n
		}
	}
	return best
}
