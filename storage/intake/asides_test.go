package intake_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

func TestWhatAFormatSetsAsideIsNoSentence(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.eml", "From: Ann <a@b.c>\nTo: d@e.f\nSubject: Gate\n\n"+gate+"\n\nOn Friday, Bo wrote:\n> Can you send us a line on the gate?\n\n-- \nAnn Doe\n")
	docs, refused := documents(t, intake.Options{}, dir)
	if len(docs) != 1 || refused != nil {
		t.Fatalf("%d articles, refused: %q", len(docs), refused)
	}
	kinds := func() string {
		var all []string
		for _, u := range docs[0].Units {
			all = append(all, u.Kind.String()+" "+u.Span.Of(docs[0].Text))
		}
		return strings.Join(all, "\n")
	}
	want := "sentence Gate\nsentence " + gate + "\nresidue On Friday, Bo wrote:\nresidue Can you send us a line on the gate?\nresidue --\nresidue Ann Doe"
	if got := kinds(); got != want {
		t.Errorf("it is divided into\n%s\nwant\n%s", got, want)
	}
	intake.Correction{Metadata: model.Metadata{Title: "Gate", Language: "de"}}.Apply(docs[0])
	if got := kinds(); got != want {
		t.Errorf("in another language it is divided into\n%s\nwant\n%s", got, want)
	}
}
