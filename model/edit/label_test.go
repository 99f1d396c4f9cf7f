package edit_test

import (
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

func TestEachFoundSentenceIsCountedOnce(t *testing.T) {
	at := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	spans := []model.Span{{Start: 0, End: 9}, {Start: 10, End: 19}, {Start: 20, End: 29}, {Start: 30, End: 39}, {Start: 40, End: 49}}
	doc := &model.Document{Article: model.Article{ID: "a"}}
	for _, s := range spans {
		doc.Units = append(doc.Units, model.Unit{Span: s})
	}
	doc.Units[4].Kind = model.UnitCredit
	for i, label := range []model.LabelKey{"", "claim", "quote"} {
		if label != "" {
			doc.SetAnnotation(spans[i], "Ines", &model.Annotation{Analyst: "Ines", Label: label})
		}
	}
	doc.SetAnnotation(spans[3], "Omar", &model.Annotation{Analyst: "Omar", Label: "quote"})
	found := append(spans, model.Span{Start: 0, End: 19}, model.Span{Start: 3, End: 9}, model.Span{Start: 90, End: 99})
	for _, c := range []struct {
		label   model.LabelKey
		replace bool
		want    edit.Labelled
		verb    edit.Verb
	}{
		{"claim", false, edit.Labelled{Changed: 2, Already: 1, Kept: 1, Aside: 1, Gone: 3, Articles: 1}, edit.TagFound},
		{"claim", true, edit.Labelled{Changed: 3, Replaced: 1, Already: 1, Aside: 1, Gone: 3, Articles: 1}, edit.TagFound},
		{"", false, edit.Labelled{Changed: 2, Already: 2, Aside: 1, Gone: 3, Articles: 1}, edit.ClearFound},
		{"", true, edit.Labelled{Changed: 2, Already: 2, Aside: 1, Gone: 3, Articles: 1}, edit.ClearFound},
	} {
		l := edit.Labelling{Analyst: "Ines", Label: c.label, Replace: c.replace, Clock: edit.At(at)}
		edits, n := l.Edits(doc, found)
		if n != c.want || len(edits) != n.Changed || l.Verb() != c.verb {
			t.Errorf("%q, replace %v: %d edits, %+v", c.label, c.replace, len(edits), n)
		}
		for _, e := range edits {
			r := e.(edit.Record)
			before, after, _ := r.Annotation()
			had, labelled := doc.Annotation(r.Key.Sentence, "Ines")
			if labelled != (before != nil) || labelled && *before != had {
				t.Errorf("the edit of %v was to find %v", r.Key.Sentence, before)
			}
			if want := (model.Annotation{Analyst: "Ines", Label: c.label, At: at}); (c.label == "") != (after == nil) || after != nil && *after != want {
				t.Errorf("the edit of %v gives %v", r.Key.Sentence, after)
			}
		}
	}
	doc.Removed = true
	if edits, n := (edit.Labelling{Analyst: "Ines", Label: "claim"}).Edits(doc, found); len(edits) > 0 || n != (edit.Labelled{Gone: 8}) {
		t.Errorf("in a removed article: %d edits, %+v", len(edits), n)
	}
}

func TestLabelledAddsUp(t *testing.T) {
	n := edit.Labelled{Changed: 1, Replaced: 2, Already: 3, Kept: 4, Aside: 5, Gone: 6, Articles: 7}
	n.Add(edit.Labelled{Changed: 10, Replaced: 20, Already: 30, Kept: 40, Aside: 50, Gone: 60, Articles: 70})
	if n != (edit.Labelled{Changed: 11, Replaced: 22, Already: 33, Kept: 44, Aside: 55, Gone: 66, Articles: 77}) {
		t.Errorf("%+v", n)
	}
}
