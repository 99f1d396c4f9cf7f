package codec

import (
	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// changeRecord is a value of the history bucket. The change's id is its key.
type changeRecord struct {
	At      record.Time       `cbor:"1,keyasint,omitempty"`
	Analyst string            `cbor:"2,keyasint,omitempty"`
	Verb    edit.Verb         `cbor:"3,keyasint,omitempty"`
	Batch   string            `cbor:"4,keyasint,omitempty"`
	Edits   []cbor.RawMessage `cbor:"5,keyasint,omitempty"`
	Undoes  []uint64          `cbor:"6,keyasint,omitempty"`
	Redoes  []uint64          `cbor:"7,keyasint,omitempty"`
	Counter uint64            `cbor:"9,keyasint,omitempty"` // omitted if it is the id
	Replica uint32            `cbor:"10,keyasint,omitempty"`
	Link    []byte            `cbor:"11,keyasint,omitempty"` // link of the change before; see ledger/chain.go
}

// An edit is a map with one key, its kind: that of a record, or one of these.
const (
	editOldNote  = 2 // the edit of a note, as version 1 of the format had it
	editMetadata = 3
	editUnits    = 4
	editPresence = 5
)

// recordEdit is the edit of a record.
type recordEdit struct {
	Article  model.ArticleID `cbor:"1,keyasint,omitempty"`
	Sentence []int           `cbor:"2,keyasint,omitempty"` // start and end, in bytes
	Analyst  string          `cbor:"3,keyasint,omitempty"`
	Before   cbor.RawMessage `cbor:"4,keyasint,omitempty"`
	After    cbor.RawMessage `cbor:"5,keyasint,omitempty"`
	Outlet   model.OutletID  `cbor:"6,keyasint,omitempty"`
	ID       string          `cbor:"7,keyasint,omitempty"`
	Was      cbor.RawMessage `cbor:"8,keyasint,omitempty"` // versions, if the edit brings one
	Is       cbor.RawMessage `cbor:"9,keyasint,omitempty"`
	Beside   bool            `cbor:"10,keyasint,omitempty"`

	// Contents of versions that do not stand, if the edit settles a conflict; null for a
	// deleted record.
	Drops  []cbor.RawMessage `cbor:"11,keyasint,omitempty"`
	Leaves []cbor.RawMessage `cbor:"12,keyasint,omitempty"`
}

type oldNoteEdit struct {
	Before *record.StoredNote `cbor:"1,keyasint,omitempty"`
	After  *record.StoredNote `cbor:"2,keyasint,omitempty"`
}

type metadataEdit struct {
	Article model.ArticleID `cbor:"1,keyasint"`
	Before  Metadata        `cbor:"2,keyasint"`
	After   Metadata        `cbor:"3,keyasint"`
}

// unitsEdit holds units encoded as in units.go.
type unitsEdit struct {
	Article model.ArticleID `cbor:"1,keyasint"`
	Before  []byte          `cbor:"2,keyasint"`
	After   []byte          `cbor:"3,keyasint"`
}

type presenceEdit struct {
	Article model.ArticleID `cbor:"1,keyasint"`
	Before  bool            `cbor:"2,keyasint"`
	After   bool            `cbor:"3,keyasint"`
}

// EncodeChange encodes a change together with the link of the change before it.
func EncodeChange(c edit.Change, link []byte) ([]byte, error) {
	r := headOf(c)
	r.Undoes, r.Redoes, r.Link = c.Undoes, c.Redoes, link
	r.Edits = make([]cbor.RawMessage, 0, len(c.Edits))
	for _, e := range c.Edits {
		one, err := encodeEdit(e, c)
		if err != nil {
			return nil, err
		}
		r.Edits = append(r.Edits, one)
	}
	return Marshal(r)
}

// headOf returns the fields that describe a change, without its edits, the changes that
// it undoes or redoes, and the link.
func headOf(c edit.Change) changeRecord {
	r := changeRecord{At: record.TimeOf(c.At), Analyst: c.Analyst, Verb: c.Verb, Batch: c.Batch, Replica: c.Replica}
	if c.Counter != c.ID {
		r.Counter = c.Counter
	}
	return r
}

// storedChange is a changeRecord for decoding, without the link. Its edits are
// decoded one at a time, so that their names can be interned.
type storedChange struct {
	At      record.Time `cbor:"1,keyasint,omitempty"`
	Analyst string      `cbor:"2,keyasint,omitempty"`
	Verb    edit.Verb   `cbor:"3,keyasint,omitempty"`
	Batch   string      `cbor:"4,keyasint,omitempty"`
	Edits   undecoded   `cbor:"5,keyasint,omitempty"`
	Undoes  []uint64    `cbor:"6,keyasint,omitempty"`
	Redoes  []uint64    `cbor:"7,keyasint,omitempty"`
	Counter uint64      `cbor:"9,keyasint,omitempty"`
	Replica uint32      `cbor:"10,keyasint,omitempty"`
}

// undecoded is a part of the data being decoded. It shares their memory, so it is valid
// only as long as they are.
type undecoded []byte

// UnmarshalCBOR implements cbor.Unmarshaler.
func (u *undecoded) UnmarshalCBOR(data []byte) error {
	*u = data
	return nil
}

// DecodeChange decodes a change. Its id is not part of data. The error wraps
// ErrDamaged.
func DecodeChange(id uint64, data []byte) (edit.Change, error) {
	var r storedChange
	if err := Unmarshal(data, &r); err != nil {
		return edit.Change{}, err
	}
	c, err := r.change(id)
	if err != nil {
		return c, err
	}
	n, rest, err := listHead(r.Edits)
	if err != nil {
		return c, err
	}
	c.Edits = make([]edit.Edit, 0, min(n, len(rest))) // an edit takes at least a byte
	err = eachEdit(rest, n, c.At, func(e edit.Edit) error {
		c.Edits = append(c.Edits, e)
		return nil
	})
	return c, err
}

// change returns the change without its edits.
func (r storedChange) change(id uint64) (edit.Change, error) {
	at, err := r.At.Time()
	c := edit.Change{
		ID: id, At: at, Analyst: r.Analyst, Verb: r.Verb, Batch: r.Batch, Undoes: r.Undoes, Redoes: r.Redoes,
		Counter: r.Counter, Replica: r.Replica,
	}
	if c.Counter == 0 {
		c.Counter = id
	}
	return c, err
}

// CounterIn returns the counter of an encoded change. The error wraps ErrDamaged.
func CounterIn(id uint64, data []byte) (uint64, error) {
	var r struct {
		Counter uint64 `cbor:"9,keyasint,omitempty"`
	}
	err := Unmarshal(data, &r)
	if r.Counter == 0 {
		r.Counter = id
	}
	return r.Counter, err
}

// LinkIn returns the link that an encoded change holds: that of the change before
// it.
func LinkIn(data []byte) ([]byte, error) {
	var r struct {
		Old  []byte `cbor:"8,keyasint,omitempty"` // in changes of version 1 of the format
		Link []byte `cbor:"11,keyasint,omitempty"`
	}
	err := Unmarshal(data, &r)
	if r.Link == nil {
		r.Link = r.Old
	}
	return r.Link, err
}

// Interned keeps one copy of equal strings. The edits of a large change repeat a
// few names.
type Interned map[string]string

// Of returns the first string passed to it that equals s.
func (m Interned) Of(s string) string {
	if known, ok := m[s]; ok {
		return known
	}
	m[s] = s
	return s
}

// OfBytes is Of for the bytes of a string.
func (m Interned) OfBytes(b []byte) string {
	if known, ok := m[string(b)]; ok { // without allocating a string
		return known
	}
	return m.Of(string(b))
}
