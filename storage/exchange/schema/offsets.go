package exchange

import (
	"unicode/utf8"

	"assay.app/assay/model"
)

// ruler turns byte offsets into code-point offsets. It remembers where it
// was asked last, so going through a text in order costs one pass.
type ruler struct {
	text     string
	at, rune int // the last offset asked for, in bytes and code points
}

// codePoints gives the number of code points before the byte at offset.
func (r *ruler) codePoints(offset int) int {
	if offset >= r.at {
		r.rune += utf8.RuneCountInString(r.text[r.at:offset])
	} else {
		r.rune -= utf8.RuneCountInString(r.text[offset:r.at])
	}
	r.at = offset
	return r.rune
}

// record gives the span in both units.
func (r *ruler) record(s model.Span) spanRecord {
	return spanRecord{
		Bytes:      pair{s.Start, s.End},
		CodePoints: pair{r.codePoints(s.Start), r.codePoints(s.End)},
	}
}

// boundary reports whether offset lies in the text and not inside a code
// point.
func (r *ruler) boundary(offset int) bool {
	return offset == len(r.text) || offset >= 0 && offset < len(r.text) && utf8.RuneStart(r.text[offset])
}
