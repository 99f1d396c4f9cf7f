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

// Book returns the labels of entries, which must be in the order of their positions.
func Book(entries []Entry) model.Codebook {
	var book model.Codebook
	for _, e := range entries {
		book = append(book, e.Label)
	}
	return book
}

// SortEntries sorts entries by their positions, and those with the same position by key.
// Two copies of a project may each have added a label at the same position.
func SortEntries(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Key, b.Key))
	})
}

// LabelKey returns the key of a label of the codebook.
func LabelKey(label model.LabelKey) model.Key { return model.Key{Kind: Label, ID: string(label)} }

// storedEntry is an entry of the codebook in files.
type storedEntry struct {
	Key             model.LabelKey `cbor:"1,keyasint" json:"key"`
	Name            string         `cbor:"2,keyasint,omitempty" json:"name"`
	Letter          string         `cbor:"3,keyasint,omitempty" json:"letter"`
	Color           string         `cbor:"4,keyasint,omitempty" json:"color"`
	Definition      string         `cbor:"5,keyasint,omitempty" json:"definition"`
	Examples        []string       `cbor:"6,keyasint,omitempty" json:"examples,omitempty"`
	Position        int            `cbor:"7,keyasint,omitempty" json:"position"`
	Use             string         `cbor:"8,keyasint,omitempty" json:"use,omitempty"`
	Avoid           string         `cbor:"9,keyasint,omitempty" json:"avoid,omitempty"`
	CounterExamples []string       `cbor:"10,keyasint,omitempty" json:"counterExamples,omitempty"`
	Group           string         `cbor:"11,keyasint,omitempty" json:"group,omitempty"`
	Retired         bool           `cbor:"12,keyasint,omitempty" json:"retired,omitempty"`
	Defined         Time           `cbor:"13,keyasint,omitempty" json:"defined,omitempty"`
}

func storedEntryOf(e *Entry) *storedEntry {
	return &storedEntry{
		Key: e.Key, Name: e.Name, Letter: e.Letter, Color: e.Color, Definition: e.Definition, Examples: e.Examples,
		Position: e.Position, Use: e.Use, Avoid: e.Avoid, CounterExamples: e.CounterExamples, Group: e.Group,
		Retired: e.Retired, Defined: TimeOf(e.Defined),
	}
}

func (s *storedEntry) entry() (*Entry, error) {
	defined, err := s.Defined.Time()
	return &Entry{
		Label: model.Label{
			Key: s.Key, Name: s.Name, Letter: s.Letter, Color: s.Color, Group: s.Group, Definition: s.Definition,
			Use: s.Use, Avoid: s.Avoid, Examples: s.Examples, CounterExamples: s.CounterExamples,
			Retired: s.Retired, Defined: defined,
		},
		Position: s.Position,
	}, err
}

func labels() *Declaration {
	return Declare(Spec[Entry]{
		Kind: Label, Name: "label", Founded: true,
		Same:  func(a, b *Entry) bool { return a.Equal(b.Label) && a.Position == b.Position },
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
		ID:     func(e *Entry) string { return string(e.Key) },
		Text:   entryText,
		Stored: func(_ model.Key, e *Entry, _ time.Time) any { return storedEntryOf(e) },
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*Entry, error) {
			var s storedEntry
			if err := decode(&s); err != nil {
				return nil, err
			}
			return s.entry()
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
	for _, part := range []string{e.Called(), e.Letter, e.Color} {
		if part != "" {
			b.WriteString(model.Excerpt(part) + ", ")
		}
	}
	if e.Group != "" {
		b.WriteString("in " + model.Excerpt(e.Group) + ", ")
	}
	fmt.Fprintf(&b, "position %d", e.Position+1)
	if e.Retired {
		b.WriteString(", retired")
	}
	if e.Definition != "" {
		b.WriteString(": " + model.Excerpt(e.Definition))
	}
	for _, more := range []struct {
		what string
		text string
	}{{"use", e.Use}, {"avoid", e.Avoid}} {
		if more.text != "" {
			b.WriteString("; " + more.what + ": " + model.Excerpt(more.text))
		}
	}
	b.WriteString(counted(len(e.Examples), "example") + counted(len(e.CounterExamples), "counter-example"))
	return b.String()
}

// counted returns " (1 example)", " (2 examples)" or "".
func counted(n int, what string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " (1 " + what + ")"
	}
	return fmt.Sprintf(" (%d %ss)", n, what)
}
