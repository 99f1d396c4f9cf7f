package codec

import (
	"encoding/binary"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

//  Large changes
//
// Undoing the import of a large set is one change of perhaps a million edits. As
// edits, as encoded bytes and in bolt's pages, they would be in memory three times.
// So the writer encodes such a change first, keeps only the encoded bytes, and
// decodes the edits from them one at a time:
//
//	fields 1 to 4 │ 5, number of edits │ edit, edit, … │ fields 6 to 10 │ link │ room for the seal
//
// The link of the preceding change is not known at first. It is the last field and
// has a fixed length, so it is filled in when the change is written.

// PackEdits is the least number of edits for which a change is packed.
const PackEdits = 1 << 14

// Packed is a change that has been encoded.
type Packed struct {
	value     []byte // as stored, except for the link and the seal
	edits     []byte // the part of value with the edits
	count     int
	at        time.Time       // an argument of eachEdit
	Puts      int             // number of edits that write a record
	Presences []edit.Presence // among the edits
	shared    bool            // value is in use elsewhere and must not be changed
}

// Pack encodes a change.
func Pack(c edit.Change) (*Packed, error) {
	head := headOf(c)
	tail := changeRecord{Undoes: c.Undoes, Redoes: c.Redoes, Counter: head.Counter, Replica: head.Replica, Link: make([]byte, LinkLen)}
	head.Counter, head.Replica = 0, 0
	front, err := Marshal(head)
	if err != nil {
		return nil, err
	}
	back, err := Marshal(tail)
	if err != nil {
		return nil, err
	}
	p := &Packed{count: len(c.Edits), at: timeWithin(c)}
	size := 0
	for _, e := range c.Edits { // the first pass measures the edits, so that the memory is allocated only once
		one, err := encodeEdit(e, c)
		if err != nil {
			return nil, err
		}
		size += len(one)
		switch e := e.(type) {
		case edit.Presence:
			p.Presences = append(p.Presences, e)
		case edit.Record:
			if e.After != nil {
				p.Puts++
			}
		}
	}
	const mapOf, list, edits, heads = 0xA0, 0x80, 5, 1 + 1 + 9
	out := make([]byte, 0, len(front)+len(back)+size+heads+SealLen)
	out = append(out, mapOf|(front[0]&0x1F+1+back[0]&0x1F)) // the number of fields, which is less than 24
	out = append(out, front[1:]...)
	out = appendHead(append(out, edits), list, uint64(len(c.Edits)))
	from := len(out)
	for _, e := range c.Edits {
		one, err := encodeEdit(e, c)
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	p.edits = out[from:]
	p.value = append(out, back[1:]...)
	return p, nil
}

// Linked returns the encoded change with the link of the preceding change. It is
// valid until the next call, unless p is shared.
func (p *Packed) Linked(link []byte) []byte {
	value := p.value
	if p.shared {
		value = append(make([]byte, 0, len(value)+SealLen), value...)
	}
	copy(value[len(value)-LinkLen:], link)
	return value
}

// Share returns a copy of p for use outside the writer. It returns nil if p is nil.
func (p *Packed) Share() *Packed {
	if p == nil {
		return nil
	}
	shared := *p
	shared.shared = true
	return &shared
}

// Each calls visit with each edit of the change, and stops at the first error.
func (p *Packed) Each(visit func(edit.Edit) error) error {
	return eachEdit(p.edits, p.count, p.at, visit)
}

// PresencesIn returns the edits that add articles to the corpus or remove them.
func PresencesIn(edits []edit.Edit) []edit.Presence {
	var out []edit.Presence
	for _, e := range edits {
		if presence, ok := e.(edit.Presence); ok {
			out = append(out, presence)
		}
	}
	return out
}

// appendHead appends the head of a CBOR item: its kind and its length.
func appendHead(dst []byte, kind byte, n uint64) []byte {
	switch {
	case n < 24:
		return append(dst, kind|byte(n))
	case n < 1<<8:
		return append(dst, kind|24, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(dst, kind|25), uint16(n))
	case n < 1<<32:
		return binary.BigEndian.AppendUint32(append(dst, kind|26), uint32(n))
	}
	return binary.BigEndian.AppendUint64(append(dst, kind|27), n)
}

// listHead reads the head of a CBOR list and returns the number of its items and
// the bytes after the head. The list must be well-formed. The number is 0 if data
// is null, undefined or empty.
func listHead(data []byte) (n int, rest []byte, err error) {
	const kind, list, null, undefined = 0xE0, 0x80, 0xF6, 0xF7
	switch {
	case len(data) == 0 || data[0] == null || data[0] == undefined:
		return 0, nil, nil
	case data[0]&kind != list:
		return 0, nil, model.Damaged("the edits are not a list")
	}
	size := data[0] &^ kind
	if size < 24 {
		return int(size), data[1:], nil
	}
	width := 1 << (size - 24)
	if size > 27 || len(data) < 1+width {
		return 0, nil, model.Damaged("a list of edits has no length")
	}
	length := uint64(0)
	for _, b := range data[1 : 1+width] {
		length = length<<8 | uint64(b)
	}
	if length > uint64(len(data)) {
		return 0, nil, model.Damaged("a list of %d edits is in %d bytes", length, len(data))
	}
	return int(length), data[1+width:], nil
}
