package align

import (
	"testing"

	"assay.app/assay/model"
)

// version is a version of an article, with a sentence for each text.
func version(id model.ArticleID, texts ...string) *model.Document {
	doc := document(texts...)
	doc.ID, doc.Metadata.Language = id, "en"
	return doc
}

func TestLife(t *testing.T) {
	versions := []*model.Document{
		version("v0", "The ferry sank at dawn near the old pier.", "Nobody saw how it happened."),
		version("v1", "The ferry sank at dawn near the old pier.", "Eleven sailors were rescued by fishermen.", "Nobody saw how it happened."),
		version("v2", "The ferry sank at noon near the old pier.", "Twelve sailors were rescued by fishermen."),
		version("v3", "The ferry sank at noon near the new pier.", "Nobody saw how it happened."),
	}
	for _, c := range []struct {
		what         string
		at, sentence int
		want         Life
	}{
		{"changed step by step", 0, 0, Life{First: "v0"}},
		{"changed step by step", 3, 0, Life{First: "v0"}},
		{"added, changed, dropped", 1, 1, Life{First: "v1", Gone: "v3"}},
		{"added, changed, dropped", 2, 1, Life{First: "v1", Gone: "v3"}},
		{"missing in between", 0, 1, Life{First: "v0"}},
		{"missing in between", 3, 1, Life{First: "v0"}},
		{"no such sentence", 3, 9, Life{First: "v3"}},
	} {
		var l Lineage
		for range 2 { // what is kept says the same
			if got := l.Of(versions, c.at, c.sentence); got != c.want {
				t.Errorf("%s: sentence %d of version %d: %+v, not %+v", c.what, c.sentence, c.at, got, c.want)
			}
		}
	}
	var l Lineage
	if got := l.Of(versions[:1], 0, 1); got != (Life{First: "v0"}) {
		t.Errorf("the only version: %+v", got)
	}
}

// A version that was divided differently is aligned again.
func TestLifeAfterADivision(t *testing.T) {
	versions := []*model.Document{
		version("v0", "The tide was high.", "The wall of the harbour held."),
		version("v1", "The tide was high.", "The wall of the harbour held.", "It rained all day in Brenholt."),
	}
	var l Lineage
	if got := l.Of(versions, 1, 2); got != (Life{First: "v1"}) {
		t.Fatalf("added: %+v", got)
	}
	merged := *versions[1]
	first, second := merged.Units[0], merged.Units[1]
	merged.Units = append([]model.Unit{{Span: model.Span{Start: first.Span.Start, End: second.Span.End}}}, merged.Units[2:]...)
	versions[1] = &merged
	if got := l.Of(versions, 1, 1); got != (Life{First: "v1"}) {
		t.Errorf("added, after the sentences before it were merged: %+v", got)
	}
	if got := l.Of(versions, 0, 1); got != (Life{First: "v0"}) {
		t.Errorf("merged with its neighbour: %+v", got)
	}
	l.Keep(func(id model.ArticleID) bool { return id != "v1" })
	if len(l.pairs) != 0 {
		t.Errorf("%d pairs of an article that was dropped", len(l.pairs))
	}
}
