package record

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
)

func TestWhatAReprintChangedIsListed(t *testing.T) {
	document := func(sentences ...string) *model.Document {
		doc := &model.Document{Text: strings.Join(sentences, " ")}
		at := 0
		for _, s := range sentences {
			doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: at, End: at + len(s)}})
			at += len(s) + 1
		}
		return doc
	}
	got := ChangesOf(
		document("The wall held.", "Forty people left the old town by boat.", "It rained."),
		document("The wall held.", "Fifty people left the old town by boat.", "The sun came out."),
	)
	want := []SentenceChange{
		{"changed", "Forty people left the old town by boat.", "Fifty people left the old town by boat."},
		{"dropped", "It rained.", ""},
		{"added", "", "The sun came out."},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
