package schema

import (
	"math/bits"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Offsets converts byte offsets of a text in UTF-8 to code-point offsets. It counts from
// the previous offset or from the beginning, whichever is nearer, so converting offsets
// in order costs one pass.
type Offsets struct {
	text      string
	at, runes int // the last offset, in bytes and in code points
}

// NewOffsets returns the Offsets of a text.
func NewOffsets(text string) *Offsets { return &Offsets{text: text} }

// CodePoints returns the number of code points before a byte offset.
func (o *Offsets) CodePoints(offset int) int {
	if offset < o.at-offset {
		o.at, o.runes = 0, 0
	}
	if offset >= o.at {
		o.runes += CountCodePoints(o.text[o.at:offset])
	} else {
		o.runes -= CountCodePoints(o.text[offset:o.at])
	}
	o.at = offset
	return o.runes
}

// Span returns a span of the text in bytes and in code points.
func (o *Offsets) Span(s model.Span) Span {
	return Span{
		Bytes:      Pair{s.Start, s.End},
		CodePoints: Pair{o.CodePoints(s.Start), o.CodePoints(s.End)},
	}
}

// CountCodePoints returns the number of code points of a text, which must be valid UTF-8.
// It counts the bytes that begin a code point, which are not of the form 10xxxxxx, eight
// at a time. That is several times as fast as utf8.RuneCountInString, which also accepts
// invalid text.
func CountCodePoints(text string) int {
	n := len(text)
	for ; len(text) >= 8; text = text[8:] {
		eight := uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
			uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
		n -= bits.OnesCount64(eight >> 7 &^ (eight >> 6) & 0x0101010101010101)
	}
	for i := range len(text) {
		if !utf8.RuneStart(text[i]) {
			n--
		}
	}
	return n
}

// Boundary reports whether a byte offset is in the text and not inside a code
// point.
func (o *Offsets) Boundary(offset int) bool {
	return offset == len(o.text) || offset >= 0 && offset < len(o.text) && utf8.RuneStart(o.text[offset])
}
