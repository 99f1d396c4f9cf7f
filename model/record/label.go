package record

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Entry is an entry of the codebook: a label and its position, from 0.
type Entry struct {
	model.Label
	Position int
}

// LabelKey returns the key of a label of the codebook.
func LabelKey(label model.LabelKey) model.Key { return model.Key{Kind: Label, ID: string(label)} }

// storedEntry is an entry of the codebook in files.
type storedEntry struct {
	Key        model.LabelKey `cbor:"1,keyasint" json:"key"`
	Name       string         `cbor:"2,keyasint,omitempty" json:"name"`
	Letter     string         `cbor:"3,keyasint,omitempty" json:"letter"`
	Color      string         `cbor:"4,keyasint,omitempty" json:"color"`
	Definition string         `cbor:"5,keyasint,omitempty" json:"definition"`
	Examples   []string       `cbor:"6,keyasint,omitempty" json:"examples,omitempty"`
	Position   int            `cbor:"7,keyasint,omitempty" json:"position"`
}

func labels() *Declaration {
	return Declare(Spec[Entry]{
		Kind: Label, Name: "label", Founded: true,
		Same: func(a, b *Entry) bool {
			return a.Key == b.Key && a.Name == b.Name && a.Letter == b.Letter && a.Color == b.Color &&
				a.Definition == b.Definition && slices.Equal(a.Examples, b.Examples) && a.Position == b.Position
		},
		Keyed: func(k model.Key) bool { return k.ID != "" && k == LabelKey(model.LabelKey(k.ID)) },
		Accept: func(e *Entry) (*Entry, error) {
			label, err := value.AcceptLabel(e.Label)
			if err == nil {
				err = checkPosition(e.Position)
			}
			return &Entry{label, e.Position}, err
		},
		Check: func(_, after *Entry) error {
			if err := checkPosition(after.Position); err != nil {
				return err
			}
			_, err := value.AcceptLabel(after.Label)
			return err
		},
		ID:   func(e *Entry) string { return string(e.Key) },
		Text: entryText,
		Stored: func(_ model.Key, e *Entry, _ time.Time) any {
			return &storedEntry{e.Key, e.Name, e.Letter, e.Color, e.Definition, e.Examples, e.Position}
		},
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*Entry, error) {
			var s storedEntry
			err := decode(&s)
			return &Entry{model.Label{Key: s.Key, Name: s.Name, Letter: s.Letter, Color: s.Color, Definition: s.Definition, Examples: s.Examples}, s.Position}, err
		},
	})
}

func checkPosition(at int) error {
	if at < 0 || at >= value.MostLabels {
		return &value.Error{Kind: value.Labels, Problem: value.TooMany, Most: value.MostLabels}
	}
	return nil
}

// entryText returns an entry of the codebook on one line: "Risk, R, #D55E00, position 4:
// What may happen. (2 examples)".
func entryText(e *Entry) string {
	var b strings.Builder
	for _, part := range []string{cmp.Or(e.Name, string(e.Key)), e.Letter, e.Color} {
		if part != "" {
			b.WriteString(model.Excerpt(part) + ", ")
		}
	}
	fmt.Fprintf(&b, "position %d", e.Position+1)
	if e.Definition != "" {
		b.WriteString(": " + model.Excerpt(e.Definition))
	}
	switch n := len(e.Examples); n {
	case 0:
	case 1:
		b.WriteString(" (1 example)")
	default:
		fmt.Fprintf(&b, " (%d examples)", n)
	}
	return b.String()
}
