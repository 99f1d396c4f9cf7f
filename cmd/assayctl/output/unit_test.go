package output

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/storagetest"
)

func TestUnitsAreNumberedOrNamedByKind(t *testing.T) {
	d := storagetest.Document("Harbour news. The wall gave way. It was old. Share this.")
	d.Units[0].Kind, d.Units[3].Kind = model.UnitHeader, model.UnitResidue
	var names []string
	for name, u := range Units(d) {
		names = append(names, name+" "+u.Span.Of(d.Text))
	}
	if got, want := strings.Join(names, "|"), "(header) Harbour news.|0 The wall gave way.|1 It was old.|(residue) Share this."; got != want {
		t.Errorf("the units are %q, want %q", got, want)
	}
	for name := range Units(d) {
		if name != "(header)" {
			t.Errorf("after the end comes %s", name)
		}
		break
	}
}

func TestAUnitIsPrintedWithItsLabelsAndNotes(t *testing.T) {
	d := storagetest.Document("The wall gave way. It was\nold.")
	first, second := d.Units[0].Span, d.Units[1].Span
	d.Annotations = map[model.Span][]model.Annotation{first: {{Analyst: "ana", Label: "claim"}, {Analyst: "b\u202eo", Label: "quote"}}}
	d.Notes = []model.Note{
		{Target: model.OnSentence(d.ID, first), Analyst: "bo", Text: "Who\nsays?", Grade: model.Grade{Source: "B", Information: "2"}},
		{Target: model.OnArticle(d.ID), Analyst: "bo", Text: "On the article."},
		{Target: model.OnSentence(d.ID, first), Analyst: "ana", Text: "Ben.", Grade: model.Grade{Source: "C"}},
	}
	for i, c := range []struct {
		want  string
		notes int
	}{
		{"    0  [0-18] The wall gave way.\n       = claim (ana)\n       = quote (b<U+202E>o)\n       * [B2] Who says? (bo)\n       * [C] Ben. (ana)\n", 2},
		{"    1  [19-30] It was old.\n", 0},
	} {
		var b strings.Builder
		notes := WriteUnit(&b, d, Said{}, []string{"0", "1"}[i], model.Unit{Span: []model.Span{first, second}[i]})
		if b.String() != c.want || len(notes) != c.notes {
			t.Errorf("it prints\n%s(%d notes), want\n%s(%d notes)", b.String(), len(notes), c.want, c.notes)
		}
	}
	var b strings.Builder
	if WriteNotes(&b, nil); b.Len() != 0 {
		t.Errorf("no notes are printed as %q", b.String())
	}
}
