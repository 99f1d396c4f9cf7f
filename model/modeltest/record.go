package modeltest

import (
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// UnknownKind is a kind of record that this version of Assay does not know.
const UnknownKind model.Kind = 200

// Example is a record with two different contents.
type Example struct {
	Name       string
	Key        model.Key
	One, Other any
}

// Examples returns at least one record of every kind, and one of UnknownKind. All that
// are about an article are about article "a" or its first 9 bytes. It fails the test if
// a kind has no example here.
func Examples(t testing.TB) []Example {
	t.Helper()
	span := model.Span{Start: 0, End: 9}
	noon := time.Date(2031, 3, 14, 12, 0, 0, 500, time.UTC)
	notes := func(on model.NoteTarget) (one, other *model.Note) {
		n := model.Note{ID: "n", Target: on, Analyst: "Ines", Text: "Only one source.", Created: noon, Updated: noon}
		m := n
		m.Text, m.Grade, m.Updated = "Two sources.\nBoth late.", model.Grade{Source: "B", Information: "2"}, noon.Add(time.Hour)
		return &n, &m
	}
	all := []Example{
		{
			"a label on a sentence", record.OnSentence("a", span, "Ines"),
			&model.Annotation{Analyst: "Ines", Label: model.Claim, At: noon},
			&model.Annotation{Analyst: "Ines", Label: model.Quote, At: noon.Add(time.Hour)},
		},
		{
			"a label of the codebook", record.LabelKey("risk"),
			&record.Entry{Label: model.Label{Key: "risk", Name: "Risk", Letter: "R", Color: "#D55E00"}, Position: 3},
			&record.Entry{Label: model.Label{Key: "risk", Name: "Danger", Letter: "D", Color: "#D55E00", Definition: "What may happen.", Examples: []string{"The dam may break."}}},
		},
		{"an unknown record", model.Key{Kind: UnknownKind, ID: "x"}, &record.Raw{CBOR: []byte{0xA1, 1, 2}}, &record.Raw{CBOR: []byte{0x63, 'n', 'e', 'w'}}},
	}
	for name, on := range map[string]model.NoteTarget{
		"a note on a sentence": model.OnSentence("a", span),
		"a note on an article": model.OnArticle("a"),
		"a note on an outlet":  model.OnOutlet("Tide Post"),
	} {
		one, other := notes(on)
		all = append(all, Example{name, record.NoteID("n"), one, other})
	}
	for _, d := range record.Kinds() {
		if !slices.ContainsFunc(all, func(e Example) bool { return e.Key.Kind == d.Kind }) {
			t.Fatalf("add an example of the kind %q to modeltest", d.Name)
		}
	}
	return all
}
