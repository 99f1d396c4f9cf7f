package codec

import (
	"encoding/binary"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

//  The structure of an article
//
// An article of 10,000 sentences must open quickly, so its units are one compact
// value instead of 10,000 CBOR records. All numbers are unsigned varints (7 bits a
// byte, lowest first; the high bit means that more bytes follow), as in protobuf
// and Go's encoding/binary. Paragraphs and units are in text order, so the start of
// each is stored as its distance in bytes from the end of the one before:
//
//	structure = count, count × paragraph, units
//	paragraph = gap, length
//	units     = count, count × unit
//	unit      = gap, length×8 + kind, paragraphs further on
//
// Most units take 3 to 5 bytes. The last number of a unit is its paragraph minus
// that of the unit before: 0 if both are in the same paragraph.

// MaxOffset is the largest offset into a text, in bytes.
const MaxOffset = record.MaxOffset

// maxUnits returns how many units or paragraphs data can hold at most, so that a
// damaged count cannot demand unlimited memory. Each takes at least the given
// number of bytes: a unit three, a paragraph two.
func maxUnits(data []byte, least int) uint64 { return uint64(len(data) / least) }

// EncodeStructure encodes the paragraphs and units of an article. It returns an
// error if they are not in order or a unit has an unknown kind.
func EncodeStructure(s model.Structure) ([]byte, error) {
	out := binary.AppendUvarint(make([]byte, 0, 8+4*len(s.Paragraphs)+5*len(s.Units)), uint64(len(s.Paragraphs)))
	end := 0
	for i, p := range s.Paragraphs {
		if p.Start < end || p.End < p.Start || p.End > MaxOffset {
			return nil, fmt.Errorf("paragraph %d (%v) does not follow the one before it", i, p)
		}
		out = binary.AppendUvarint(out, uint64(p.Start-end))
		out = binary.AppendUvarint(out, uint64(p.Len()))
		end = p.End
	}
	return appendUnits(out, s.Units)
}

// encodeUnits encodes the units of an edit, without paragraphs.
func encodeUnits(units []model.Unit) ([]byte, error) { return appendUnits(nil, units) }

func appendUnits(out []byte, units []model.Unit) ([]byte, error) {
	out = binary.AppendUvarint(out, uint64(len(units)))
	end, paragraph := 0, 0
	for _, u := range units {
		switch {
		case u.Span.Start < end || u.Span.End < u.Span.Start || u.Span.End > MaxOffset:
			return nil, fmt.Errorf("unit %v does not follow the one before it", u.Span)
		case u.Paragraph < paragraph:
			return nil, fmt.Errorf("unit %v is in an earlier paragraph than the one before it", u.Span)
		case u.Kind > model.UnitResidue:
			return nil, fmt.Errorf("unit %v has the unknown kind %d", u.Span, u.Kind)
		}
		out = binary.AppendUvarint(out, uint64(u.Span.Start-end))
		out = binary.AppendUvarint(out, uint64(u.Span.Len())<<3|uint64(u.Kind))
		out = binary.AppendUvarint(out, uint64(u.Paragraph-paragraph))
		end, paragraph = u.Span.End, u.Paragraph
	}
	return out, nil
}

// DecodeStructure decodes the paragraphs and units of an article. The error wraps
// ErrDamaged.
func DecodeStructure(data []byte) (model.Structure, error) {
	r := varints{data: data}
	n := r.count(maxUnits(data, 2))
	var s model.Structure
	if n > 0 {
		s.Paragraphs = make([]model.Span, 0, n)
	}
	end := 0
	for range n {
		span := r.span(end, r.next(MaxOffset), r.next(MaxOffset))
		if r.err != nil {
			break
		}
		s.Paragraphs = append(s.Paragraphs, span)
		end = span.End
	}
	s.Units = r.units()
	return s, r.finish()
}

// EachUnit calls visit with the units of an encoded structure, in the order of the text, without
// keeping them. The error wraps ErrDamaged.
func EachUnit(data []byte, visit func(span model.Span, kind model.UnitKind)) error {
	r := varints{data: data}
	for range r.count(maxUnits(data, 2)) {
		r.next(MaxOffset)
		r.next(MaxOffset)
	}
	end := 0
	for range r.count(maxUnits(r.data[r.at:], 3)) {
		gap, length := r.next(MaxOffset), r.next(MaxOffset<<3|7)
		r.next(MaxOffset)
		span := r.span(end, gap, length>>3)
		if r.err != nil {
			break
		}
		if kind := model.UnitKind(length & 7); kind <= model.UnitResidue {
			visit(span, kind)
		} else {
			r.err = fmt.Errorf("unit %v of kind %d", span, kind)
		}
		end = span.End
	}
	return r.finish()
}

func decodeUnits(data []byte) ([]model.Unit, error) {
	r := varints{data: data}
	units := r.units()
	return units, r.finish()
}

// varints reads numbers from data, one after another. The first number that is
// missing or too large sets err and is read as 0.
type varints struct {
	data []byte
	at   int
	err  error
}

// next reads a number of at most limit. Most numbers take one byte.
func (r *varints) next(limit uint64) uint64 {
	if r.at < len(r.data) && r.data[r.at] < 0x80 && uint64(r.data[r.at]) <= limit {
		r.at++
		return uint64(r.data[r.at-1])
	}
	return r.long(limit)
}

// long is next for numbers of any length.
func (r *varints) long(limit uint64) uint64 {
	v, n := binary.Uvarint(r.data[r.at:])
	if r.err == nil && (n <= 0 || v > limit) {
		r.err = errors.New("a number is missing or too large")
	}
	if r.err != nil {
		r.at = len(r.data)
		return 0
	}
	r.at += n
	return v
}

func (r *varints) count(limit uint64) int { return int(r.next(limit)) }

// span returns the span of a length, in bytes, that begins gap bytes after end.
func (r *varints) span(end int, gap, length uint64) model.Span {
	start := uint64(end) + gap
	if r.err == nil && start+length > MaxOffset {
		r.err = fmt.Errorf("a span of %d bytes from %d", length, start)
	}
	if r.err != nil {
		return model.Span{}
	}
	return model.Span{Start: int(start), End: int(start + length)}
}

func (r *varints) units() []model.Unit {
	n := r.count(maxUnits(r.data[r.at:], 3))
	if n == 0 {
		return nil
	}
	units := make([]model.Unit, 0, n)
	end, paragraph := 0, uint64(0)
	for range n {
		gap, length := r.next(MaxOffset), r.next(MaxOffset<<3|7)
		paragraph += r.next(MaxOffset)
		u := model.Unit{Span: r.span(end, gap, length>>3), Kind: model.UnitKind(length & 7), Paragraph: int(paragraph)}
		if r.err == nil && (u.Kind > model.UnitResidue || paragraph > MaxOffset) {
			r.err = fmt.Errorf("unit %v of kind %d in paragraph %d", u.Span, u.Kind, paragraph)
		}
		if r.err != nil {
			return nil
		}
		units = append(units, u)
		end = u.Span.End
	}
	return units
}

// finish returns the first error, wrapping ErrDamaged. It is also an error if data
// is left over.
func (r *varints) finish() error {
	switch {
	case r.err != nil:
		return fmt.Errorf("%w: the division into sentences: %v", model.ErrDamaged, r.err)
	case r.at < len(r.data):
		return fmt.Errorf("%w: the division into sentences has %d bytes too many", model.ErrDamaged, len(r.data)-r.at)
	}
	return nil
}
