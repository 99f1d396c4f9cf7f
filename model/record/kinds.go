package record

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"assay.app/assay/model"
)

// The numbers of the kinds in project files. A number is never given to another kind.
// The numbers 2 to lastOther stand for other edits in the history.
const (
	Annotation   model.Kind = 1
	Label        model.Kind = 6
	Note         model.Kind = 7
	Division     model.Kind = 8
	FactsKind    model.Kind = 9
	PresenceKind model.Kind = 10

	lastOther = 5
)

// stranger begins the name of a kind that this version of Assay does not know, before
// its number.
const stranger = "kind-"

// table has all kinds. A new kind needs an entry here and a row in docs/format.md.
var table = byKind(annotations(), labels(), notes(), divisions(), facts(), presences())

func byKind(all ...*Declaration) map[model.Kind]*Declaration {
	m := make(map[model.Kind]*Declaration, len(all))
	for _, d := range all {
		m[d.Kind] = d
	}
	return m
}

// strangers has the declarations of kinds that this version of Assay does not know.
var strangers sync.Map

// Of returns the declaration of a kind. A kind that this version does not know has
// one, too: its contents are Raw.
func Of(kind model.Kind) *Declaration {
	if d := table[kind]; d != nil {
		return d
	}
	if d, ok := strangers.Load(kind); ok {
		return d.(*Declaration)
	}
	d := declare(Spec[Raw]{
		Kind: kind, Name: fmt.Sprint(stranger, kind),
		Text:   func(r *Raw) string { return fmt.Sprintf("made by a newer Assay (%d bytes)", len(r.CBOR)) },
		Stored: func(_ model.Key, r *Raw, _ time.Time) any { return r },
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*Raw, error) {
			r := new(Raw)
			return r, decode(r)
		},
	})
	d.Known = false
	first, _ := strangers.LoadOrStore(kind, d)
	return first.(*Declaration)
}

// Kinds returns the declarations of all kinds that this version knows, by number.
func Kinds() []*Declaration {
	var all []*Declaration
	for kind := range 256 {
		if d := table[model.Kind(kind)]; d != nil {
			all = append(all, d)
		}
	}
	return all
}

// Named returns the declaration of the kind with a name in sets, which this version may
// not know. It returns false if there is none.
func Named(name string) (*Declaration, bool) {
	for _, d := range table {
		if d.Name == name {
			return d, true
		}
	}
	number, err := strconv.ParseUint(strings.TrimPrefix(name, stranger), 10, 8)
	if err != nil || number <= lastOther {
		return nil, false
	}
	d := Of(model.Kind(number))
	return d, d.Name == name // not "kind-6", which has a name, and not "kind-08"
}

// Raw is the encoded content of a record of a kind that this version does not know.
// It is kept as it is.
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
