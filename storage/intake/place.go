package intake

import (
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/charset"
	"assay.app/assay/storage/intake/coding"
)

// Offsets converts byte offsets in a decoded text to byte offsets in its file. It
// assumes that an encoding writes a character the same way everywhere. ISO-2022-JP
// does not, so its offsets are approximate.
type Offsets struct {
	text, encoding string
	at             int // byte offset in text
	file           int64
}

// NewOffsets returns the offsets of a text decoded from an encoding, named as
// coding.Decode returns it.
func NewOffsets(text, encoding string) *Offsets {
	o := &Offsets{text: text, encoding: encoding}
	switch encoding {
	case coding.UTF8BOM:
		o.file = int64(len(coding.BomUTF8))
	case coding.UTF16LEBOM, coding.UTF16BEBOM:
		o.file = int64(len(coding.BomUTF16LE))
	}
	return o
}

// partOffsets returns the offsets of a text decoded from a part of a file that
// begins at byte start.
func partOffsets(text, encoding string, start int64) *Offsets {
	return &Offsets{text: text, encoding: encoding, file: start}
}

// Of returns the byte offset in the file for byte offset at in the text. at must
// not be smaller than in the call before.
func (o *Offsets) Of(at int) int64 {
	at = min(max(at, o.at), len(o.text))
	o.file += o.size(o.text[o.at:at])
	o.at = at
	return o.file
}

// size returns how many bytes of the file a part of its text takes.
func (o *Offsets) size(part string) (n int64) {
	switch o.encoding {
	case coding.UTF8, coding.UTF8BOM:
		return int64(len(part))
	case coding.UTF16LE, coding.UTF16BE, coding.UTF16LEBOM, coding.UTF16BEBOM:
		for _, r := range part {
			n += 2 * int64(utf16.RuneLen(r))
		}
		return n
	}
	if charset.Page(o.encoding) != nil {
		return int64(utf8.RuneCountInString(part))
	}
	const piece = 4 << 10
	for part != "" {
		front := anchored.Head(part, piece)
		raw, err := coding.Encode(front, o.encoding)
		if err != nil {
			return 0 // the text was not decoded from this encoding
		}
		n, part = n+int64(len(raw)), part[len(front):]
	}
	return n
}

// place sets the span of a record in the file, or clears it if span is empty.
func place(r *model.Record, at *Offsets, span model.Span) {
	r.Start, r.End = 0, 0
	if span.Len() > 0 {
		r.Start, r.End = at.Of(span.Start), at.Of(span.End)
	}
}

// number numbers docs, the articles of a file or of a part of it. before is the
// number of articles before docs in the file, and of is the number of all articles
// in the file. A single article is numbered only if its record has a span or an id.
func number(docs []*model.Document, before, of int) {
	for i, doc := range docs {
		r := &doc.Source.Record
		if r.ID = value.RecordID.Fit(r.ID); of > 1 || *r != (model.Record{}) {
			r.N, r.Of = before+i+1, of
		}
	}
}
