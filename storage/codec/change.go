package codec

import (
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// changeRecord is a value of the history bucket. The change's id is its key.
type changeRecord struct {
	At      Stamp        `cbor:"1,keyasint,omitempty"`
	Analyst string       `cbor:"2,keyasint,omitempty"`
	Verb    edit.Verb    `cbor:"3,keyasint,omitempty"`
	Batch   string       `cbor:"4,keyasint,omitempty"`
	Edits   []editRecord `cbor:"5,keyasint,omitempty"`
	Undoes  []uint64     `cbor:"6,keyasint,omitempty"`
	Redoes  []uint64     `cbor:"7,keyasint,omitempty"`
	Link    []byte       `cbor:"8,keyasint,omitempty"` // link of the change before; see ledger/chain.go
}

// editRecord is one edit. Exactly one field is set, which determines the kind.
type editRecord struct {
	Annotation *annotationEdit `cbor:"1,keyasint,omitempty"`
	Note       *noteEdit       `cbor:"2,keyasint,omitempty"`
	Metadata   *metadataEdit   `cbor:"3,keyasint,omitempty"`
	Units      *unitsEdit      `cbor:"4,keyasint,omitempty"`
	Presence   *presenceEdit   `cbor:"5,keyasint,omitempty"`
}

type annotationEdit struct {
	Article  model.ArticleID    `cbor:"1,keyasint"`
	Sentence []int              `cbor:"2,keyasint"` // start and end, in bytes
	Analyst  string             `cbor:"3,keyasint,omitempty"`
	Before   *annotationInstant `cbor:"4,keyasint,omitempty"`
	After    *annotationInstant `cbor:"5,keyasint,omitempty"`
}

// annotationInstant is an annotation before or after an edit. Its Analyst is set
// only if it differs from the analyst of the edit.
type annotationInstant struct {
	Label   model.LabelKey `cbor:"1,keyasint"`
	At      Stamp          `cbor:"2,keyasint,omitempty"`
	Analyst *string        `cbor:"3,keyasint,omitempty"`
}

type noteEdit struct {
	Before *Note `cbor:"1,keyasint,omitempty"`
	After  *Note `cbor:"2,keyasint,omitempty"`
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
	r := changeRecord{
		At: StampOf(c.At), Analyst: c.Analyst, Verb: c.Verb, Batch: c.Batch,
		Edits: make([]editRecord, 0, len(c.Edits)), Undoes: c.Undoes, Redoes: c.Redoes,
		Link: link,
	}
	for _, e := range c.Edits {
		er, err := editRecordOf(e)
		if err != nil {
			return nil, err
		}
		r.Edits = append(r.Edits, er)
	}
	return Marshal(r)
}

// storedChange is a changeRecord for decoding, without the link. Its edits are
// decoded one at a time, so that their names can be interned.
type storedChange struct {
	At      Stamp       `cbor:"1,keyasint,omitempty"`
	Analyst string      `cbor:"2,keyasint,omitempty"`
	Verb    edit.Verb   `cbor:"3,keyasint,omitempty"`
	Batch   string      `cbor:"4,keyasint,omitempty"`
	Edits   storedEdits `cbor:"5,keyasint,omitempty"`
	Undoes  []uint64    `cbor:"6,keyasint,omitempty"`
	Redoes  []uint64    `cbor:"7,keyasint,omitempty"`
}

// DecodeChange decodes a change. Its id is not part of data. The error wraps
// ErrDamaged.
func DecodeChange(id uint64, data []byte) (edit.Change, error) {
	var r storedChange
	if err := Unmarshal(data, &r); err != nil {
		return edit.Change{}, err
	}
	at, err := r.At.Time()
	return edit.Change{
		ID: id, At: at, Analyst: r.Analyst, Verb: r.Verb, Batch: r.Batch, Edits: r.Edits, Undoes: r.Undoes, Redoes: r.Redoes,
	}, err
}

// LinkIn returns the link that an encoded change holds: that of the change before
// it.
func LinkIn(data []byte) ([]byte, error) {
	var r struct {
		Link []byte `cbor:"8,keyasint,omitempty"`
	}
	err := Unmarshal(data, &r)
	return r.Link, err
}

// storedEdits decodes a list of editRecords.
type storedEdits []edit.Edit

// UnmarshalCBOR implements cbor.Unmarshaler.
func (s *storedEdits) UnmarshalCBOR(data []byte) error {
	n, rest, err := listHead(data)
	if err != nil {
		return err
	}
	edits := make([]edit.Edit, 0, min(n, len(rest))) // an edit takes at least a byte
	err = eachEdit(rest, n, func(e edit.Edit) error {
		edits = append(edits, e)
		return nil
	})
	*s = edits
	return err
}

// eachEdit calls visit with the first n edits in data, and stops at the first
// error. Equal names in annotations share one string.
func eachEdit(data []byte, n int, visit func(edit.Edit) error) error {
	names := Interned{}
	for range n {
		var r editRecord
		rest, err := decoding.UnmarshalFirst(data, &r)
		if err != nil {
			return model.Damaged("%v", err)
		}
		data = rest
		if a := r.Annotation; a != nil {
			a.Article, a.Analyst = model.ArticleID(names.Of(string(a.Article))), names.Of(a.Analyst)
			for _, side := range []*annotationInstant{a.Before, a.After} {
				if side != nil {
					side.Label = model.LabelKey(names.Of(string(side.Label)))
				}
			}
		}
		e, err := r.edit()
		if err == nil {
			err = visit(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
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

func editRecordOf(e edit.Edit) (editRecord, error) {
	switch e := e.(type) {
	case edit.Record:
		return editRecord{Annotation: &annotationEdit{
			Article: e.Article, Sentence: []int{e.Sentence.Start, e.Sentence.End}, Analyst: e.Analyst,
			Before: instantOf(e.Before, e.Analyst), After: instantOf(e.After, e.Analyst),
		}}, nil
	case edit.Record:
		return editRecord{Note: &noteEdit{Before: notePointer(e.Before), After: notePointer(e.After)}}, nil
	case edit.Metadata:
		return editRecord{Metadata: &metadataEdit{
			Article: e.Article, Before: Metadata(e.Before), After: Metadata(e.After),
		}}, nil
	case edit.Units:
		before, err := encodeUnits(e.Before)
		if err != nil {
			return editRecord{}, err
		}
		after, err := encodeUnits(e.After)
		return editRecord{Units: &unitsEdit{Article: e.Article, Before: before, After: after}}, err
	case edit.Presence:
		return editRecord{Presence: &presenceEdit{Article: e.Article, Before: e.Before, After: e.After}}, nil
	}
	return editRecord{}, fmt.Errorf("an edit of type %T cannot be stored", e)
}

func (r editRecord) edit() (edit.Edit, error) {
	var found edit.Edit
	var errs error
	kinds := 0
	take := func(e edit.Edit, err error) {
		found, errs = e, errors.Join(errs, err)
		kinds++
	}
	if r.Annotation != nil {
		take(r.Annotation.edit())
	}
	if r.Note != nil {
		take(r.Note.edit())
	}
	if e := r.Metadata; e != nil {
		take(edit.Metadata{
			Article: e.Article, Before: model.Metadata(e.Before), After: model.Metadata(e.After),
		}, nil)
	}
	if r.Units != nil {
		take(r.Units.edit())
	}
	if e := r.Presence; e != nil {
		take(edit.Presence{Article: e.Article, Before: e.Before, After: e.After}, nil)
	}
	if kinds != 1 {
		return nil, fmt.Errorf("%w: an edit of %d kinds", model.ErrDamaged, kinds)
	}
	return found, errs
}

func (r annotationEdit) edit() (edit.Edit, error) {
	e := edit.Of[model.Annotation](record.OnSentence(r.Article, model.Span{}, r.Analyst), nil, nil)
	var errSpan, errBefore, errAfter error
	e.Sentence, errSpan = spanOf(r.Sentence)
	e.Before, errBefore = r.Before.annotation(r.Analyst)
	e.After, errAfter = r.After.annotation(r.Analyst)
	return e, errors.Join(errSpan, errBefore, errAfter)
}

func (r noteEdit) edit() (edit.Edit, error) {
	var e edit.Record
	for _, half := range []struct {
		from *Note
		to   **model.Note
	}{{r.Before, &e.Before}, {r.After, &e.After}} {
		if half.from == nil {
			continue
		}
		n, err := half.from.note()
		if err != nil {
			return nil, err
		}
		*half.to = &n
	}
	return e, nil
}

func (r unitsEdit) edit() (edit.Edit, error) {
	before, err := decodeUnits(r.Before)
	if err != nil {
		return nil, err
	}
	after, err := decodeUnits(r.After)
	return edit.Units{Article: r.Article, Before: before, After: after}, err
}

func instantOf(a *model.Annotation, analyst string) *annotationInstant {
	if a == nil {
		return nil
	}
	i := &annotationInstant{Label: a.Label, At: StampOf(a.At)}
	if a.Analyst != analyst {
		i.Analyst = &a.Analyst
	}
	return i
}

func (i *annotationInstant) annotation(analyst string) (*model.Annotation, error) {
	if i == nil {
		return nil, nil
	}
	if i.Analyst != nil {
		analyst = *i.Analyst
	}
	at, err := i.At.Time()
	return &model.Annotation{Analyst: analyst, Label: i.Label, At: at}, err
}

func notePointer(n *model.Note) *Note {
	if n == nil {
		return nil
	}
	r := NoteOf(*n)
	return &r
}
