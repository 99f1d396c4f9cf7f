package session_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/search"
)

// weeks returns 500 articles. Each has ten sentences "Rain." and ten sentences
// "Flood.".
func weeks() []*model.Document {
	var docs []*model.Document
	for i := range 500 {
		docs = append(docs, modeltest.Article(model.ArticleID(fmt.Sprintf("a%03d", i)), "Tide Post",
			strings.TrimSpace(strings.Repeat("Rain. ", 10)), strings.TrimSpace(strings.Repeat("Flood. ", 10))))
	}
	return docs
}

func TestThousandsOfSentencesAreOneStep(t *testing.T) {
	w := given(t, weeks()...)
	w.open("a007")
	w.MoveTo(12)
	w.tag("quote")
	w.saved()
	n := w.tagAll(w.find("Flood"), "claim", false)
	w.wantLabelled(n, edit.Labelled{Changed: 4999, Kept: 1, Articles: 500})
	const (
		none = "----------"
		all  = "CCCCCCCCCC"
	)
	check := func(a007, others string, tagged int) {
		t.Helper()
		if got := w.Total().Tagged(); got != tagged {
			t.Errorf("the list counts %d labels, want %d", got, tagged)
		}
		w.wantLabelsOf("a007", a007)
		w.wantLabelsOf("a400", others)
	}
	for _, saved := range []bool{false, true} { // the counts must be right both before and after saving
		if saved {
			w.listIsRight()
		}
		check(none+"CCQCCCCCCC", none+all, 5000)
	}
	w.wantChanges(2)
	w.undo()
	check(none+"--Q-------", none+none, 1)
	w.redo()
	w.listIsRight()
	check(none+"CCQCCCCCCC", none+all, 5000)
	w.restart()
	check(none+"CCQCCCCCCC", none+all, 5000)
	w.undo()
	w.restart()
	check(none+"--Q-------", none+none, 1)
	w.redo()
	w.restart()
	check(none+"CCQCCCCCCC", none+all, 5000)
	w.undo()
	w.undo()
	w.listIsRight()
	check(none+none, none+none, 0)
}

// The counts in the list must be right before a large change is saved, even if a
// small change follows.
func TestTheListFollowsALargeChangeThatIsNotSaved(t *testing.T) {
	w := given(t, weeks()...)
	w.tagAll(w.find("Flood"), "claim", false)
	w.open("a100")
	w.MoveTo(10)
	w.ok(w.ClearLabel())
	w.wantLabels("-----------CCCCCCCCC")
	if got := w.Total(); got.Tagged() != 4999 || got.Labelled["claim"] != 4999 {
		t.Errorf("the totals are %+v", got)
	}
	w.listIsRight()
}

// A change of many articles must cause only a few events.
func TestAChangeOfManyArticlesIsOneEvent(t *testing.T) {
	for _, word := range []string{"Rain", "Fl"} {
		w := given(t, weeks()...)
		w.open("a001")
		found := w.find(word)
		w.happened()
		w.tagAll(found, "claim", false)
		w.saved()
		if got := w.happened(); len(got) > 8 {
			t.Errorf("labelling %d sentences emits %d events; the first are %q", found.Sentences(), len(got), got[:8])
		}
	}
	w := given(t, weeks()[:100]...) // few enough edits to be applied one by one
	var found search.Hits
	for _, d := range w.store.Docs {
		found.Add(search.Found{Article: d.ID, Sentences: []search.Sentence{{Span: d.Units[0].Span}}})
	}
	w.open("a001")
	w.happened()
	w.tagAll(&found, "claim", false)
	if got := w.happened(); len(got) > 4 || !slices.Contains(got, "CorpusChanged{}") {
		t.Errorf("the events are %q", got)
	}
	w.wantLabels("C-------------------")
	w.listIsRight()
}
