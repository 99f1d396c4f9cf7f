package schema

import (
	"unicode/utf8"

	"assay.app/assay/model"
)

// Offsets converts byte offsets of a text to code-point offsets. It counts from the
// previous offset or from the beginning, whichever is nearer, so converting offsets
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
		o.runes += utf8.RuneCountInString(o.text[o.at:offset])
	} else {
		o.runes -= utf8.RuneCountInString(o.text[offset:o.at])
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

// Boundary reports whether a byte offset is in the text and not inside a code
// point.
func (o *Offsets) Boundary(offset int) bool {
	return offset == len(o.text) || offset >= 0 && offset < len(o.text) && utf8.RuneStart(o.text[offset])
}
