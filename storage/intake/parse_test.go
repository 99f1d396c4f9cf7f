package intake_test

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/recognise"
	"assay.app/assay/storage/intake/recognise/recognisetest"
)

// body is the text of an article in many tests.
const body = "The swing bridge at Port Ellery stuck half open on Tuesday and kept forty lorries waiting. Nobody was hurt."

func FuzzParse(f *testing.F) {
	for _, piece := range recognisetest.Pieces {
		f.Add([]byte(piece + body + "\n\n" + piece + "\n" + body + piece))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := intake.Parse(raw, "a.txt", intake.Options{Now: fixedTime})
		if err != nil {
			if !errors.Is(err, model.ErrEmptyFile) && !errors.Is(err, model.ErrBinary) && !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("an error without a name: %v", err)
			}
			return
		}
		if err := recognisetest.CheckRecognition(doc.Text, recognise.Recognise(doc.Text, segment.Paragraphs(doc.Text), recognise.Known{})); err != nil {
			t.Fatal(err)
		}
		if err := recognisetest.CheckStructure(doc.Text, doc.Structure); err != nil {
			t.Fatal(err)
		}
		if len(doc.Sentences()) == 0 {
			t.Fatal("there is nothing to tag")
		}
		if doc.Size != len(doc.Text) || len(doc.ID) != model.ArticleIDLen {
			t.Fatalf("size %d of %d, id %q", doc.Size, len(doc.Text), doc.ID)
		}
	})
}
