package record

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"assay.app/assay/model"
)

// The numbers of the kinds in project files. A number is never reused for another kind.
// The numbers 2 to lastOther stand for other edits in the history.
const (
	Annotation      model.Kind = 1
	Label           model.Kind = 6
	Note            model.Kind = 7
	Division        model.Kind = 8
	FactsKind       model.Kind = 9
	PresenceKind    model.Kind = 10
	PersonKind      model.Kind = 11
	PhraseKind      model.Kind = 12
	GivenKind       model.Kind = 13
	LayersKind      model.Kind = 14
	VoiceKind       model.Kind = 15
	AttributionKind model.Kind = 16
	GradeKind       model.Kind = 17
	ChecklistKind   model.Kind = 18
	ProfileKind     model.Kind = 19
	StatementKind   model.Kind = 20
	MentionKind     model.Kind = 21
	GapKind         model.Kind = 22
	OriginKind      model.Kind = 23
	DismissalKind   model.Kind = 24
	PredecessorKind model.Kind = 25
	JudgementKind   model.Kind = 26
	CitationKind    model.Kind = 27
	ScaleKind       model.Kind = 28
	ExplanationKind model.Kind = 29
	RatingKind      model.Kind = 30

	lastOther = 5
)

// stranger is the prefix of the name of a kind that this version of Assay does not know.
// The number follows.
const stranger = "kind-"

// UnknownName returns the name of a kind in sets written by a version of Assay that does
// not know the kind.
func UnknownName(kind model.Kind) string { return fmt.Sprint(stranger, kind) }

// declared has the declarations of all kinds, and of the unknown kinds that Of was called
// with, by number. A new kind needs an entry here and a row in docs/format.md.
var declared = byKind(annotations(), labels(), notes(), divisions(), facts(), presences(), persons(), phrases(), givens(), layers(),
	voices(), attributions(), grades(), checklists(), profiles(), statements(), mentions(), gaps(), origins(), dismissals(), predecessors(),
	judgements(), citations(), scales(), explanations(), ratings())

func byKind(all ...*Declaration) *[256]atomic.Pointer[Declaration] {
	table := new([256]atomic.Pointer[Declaration])
	for _, d := range all {
		table[d.Kind].Store(d)
	}
	return table
}

// Of returns the declaration of a kind. A kind that this version of Assay does not know
// has one, too: its contents are of type *Raw.
func Of(kind model.Kind) *Declaration {
	if d := declared[kind].Load(); d != nil {
		return d
	}
	return newer(kind)
}

// newer stores and returns the declaration of an unknown kind.
func newer(kind model.Kind) *Declaration {
	declared[kind].CompareAndSwap(nil, unknown(kind))
	return declared[kind].Load()
}

// unknown returns a new declaration of an unknown kind.
func unknown(kind model.Kind) *Declaration {
	d := Declare(Spec[Raw]{
		Kind: kind, Name: UnknownName(kind), Layer: true,
		Text:   func(r *Raw) string { return fmt.Sprintf("made by a newer Assay (%d bytes)", len(r.CBOR)) },
		Stored: func(_ model.Key, r *Raw, _ time.Time) any { return r },
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*Raw, error) {
			r := new(Raw)
			return r, decode(r)
		},
	})
	d.Known = false
	return d
}

// Register makes a kind known until remove is called. It is for tests, which show that a
// kind needs only its declaration, and how an Assay without the declaration behaves. It
// panics if the number or the name belongs to another kind. Contents in memory keep the
// types with which they were decoded, so no project may be open when Register or remove
// is called.
func Register(d *Declaration) (remove func()) {
	before := Of(d.Kind)
	if _, named := Named(d.Name); named || d.Kind <= lastOther || before.Known {
		panic(fmt.Sprintf("the kind %d or the name %q belongs to another kind", d.Kind, d.Name))
	}
	declared[d.Kind].Store(d)
	return func() { declared[d.Kind].Store(before) }
}

// Kinds returns the declarations of all known kinds, sorted by number.
func Kinds() []*Declaration {
	var all []*Declaration
	for kind := range declared {
		if d := declared[kind].Load(); d != nil && d.Known {
			all = append(all, d)
		}
	}
	return all
}

// Named returns the declaration of the kind with the given name in sets. The kind may be
// unknown; see UnknownName. Named returns false if there is no such kind.
func Named(name string) (*Declaration, bool) {
	for kind := range declared {
		if d := declared[kind].Load(); d != nil && d.Known && d.Name == name {
			return d, true
		}
	}
	number, err := strconv.ParseUint(strings.TrimPrefix(name, stranger), 10, 8)
	if err != nil || number <= lastOther {
		return nil, false
	}
	d := Of(model.Kind(number))
	return d, d.Name == name // refuses "kind-6", whose kind has another name, and "kind-011"
}

// Raw is the encoded content of a record of an unknown kind. It is never changed.
type Raw struct{ CBOR []byte }

// MarshalCBOR implements cbor.Marshaler.
func (r Raw) MarshalCBOR() ([]byte, error) { return r.CBOR, nil }

// UnmarshalCBOR implements cbor.Unmarshaler.
func (r *Raw) UnmarshalCBOR(data []byte) error {
	r.CBOR = append([]byte(nil), data...)
	return nil
}

// MarshalText returns the bytes in base64.
func (r Raw) MarshalText() ([]byte, error) {
	return base64.StdEncoding.AppendEncode(nil, r.CBOR), nil
}

// UnmarshalText decodes base64.
func (r *Raw) UnmarshalText(text []byte) (err error) {
	r.CBOR, err = base64.StdEncoding.AppendDecode(nil, text)
	return err
}
