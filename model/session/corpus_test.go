package session_test

import (
	"errors"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
)

func TestRemovingAnArticleIsUndoneWithEverythingOnIt(t *testing.T) {
	w := given(t, minutesApart()...)
	w.open("two")
	w.tag(model.Claim)
	w.ok(w.WriteNote("n", model.OnArticle("two"), "Short."))
	w.ok(w.Remove("two"))
	w.wantRows("one", "three")
	if w.Document() != nil {
		t.Error("the removed article is still open")
	}
	if err := w.Tag(model.Claim); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("tagging with no article open returns %v", err)
	}
	if total := w.Total(); total.Sentences != 4 || total.Tagged() != 0 || total.Notes != 0 {
		t.Errorf("the totals are %+v", total)
	}
	if err := w.Remove("two"); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("removing the article again returns %v", err)
	}

	w.undo()
	if n := w.Articles(); n != 3 {
		t.Fatalf("the corpus has %d articles", n)
	}
	w.open("two")
	w.wantLabels("C-")
	w.wantTexts(model.OnArticle("two"), "Short.")
	w.redo()
	w.wantRows("one", "three")
	w.restart()
	w.wantRows("one", "three")
	w.undo()
	w.wantRows("one", "two", "three")
	w.restart()
	w.wantRows("one", "two", "three")
}

// minutesApart returns the articles of modeltest.Flood, imported a minute apart.
func minutesApart() []*model.Document {
	docs := modeltest.Flood()
	for i, d := range docs {
		d.ImportedAt = d.ImportedAt.Add(time.Duration(i) * time.Minute)
	}
	return docs
}

func TestARemovedArticleComesBackInItsPlace(t *testing.T) {
	for _, id := range []model.ArticleID{"one", "two", "three"} {
		for name, docs := range map[string][]*model.Document{"at once": modeltest.Flood(), "minutes apart": minutesApart()} {
			w := given(t, docs...)
			w.ok(w.Remove(id))
			w.undo()
			t.Log("imported", name)
			w.wantRows("one", "two", "three")
		}
	}
}

func TestSeveralRemovedArticlesComeBackInTheirPlaces(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	for _, id := range []model.ArticleID{"two", "one", "three"} {
		w.ok(w.Remove(id))
	}
	w.wantRows()
	w.undo()
	w.wantRows("three")
	w.undo()
	w.wantRows("one", "three")
	w.undo()
	w.wantRows("one", "two", "three")
	w.saved()
}

func TestUndoReversesARemovalAndThenTheEditsOfTheArticle(t *testing.T) {
	w := given(t, minutesApart()...)
	w.open("two")
	w.tag(model.Claim)
	w.ok(w.Remove("two"))
	w.open("one")
	w.undo()
	w.wantAt("one", 0) // undoing a removal does not open the article
	w.undo()
	w.wantAt("two", 0)
	w.wantLabels("--")
	w.saved()
}

func TestCorrectedFactsReachTheListAndTheArticle(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	before := w.Document().Metadata
	after := before
	after.Title, after.Published = "Rain", "2031-03-14"
	w.happened()
	w.ok(w.CorrectMetadata("one", after))
	w.wantEvents("SaveChanged{}", "SummaryChanged{one}", "CorpusChanged{}", "StructureChanged{}")
	sum, _ := w.Summary("one")
	if sum.Metadata != after || w.Document().Metadata != after {
		t.Errorf("the list has %+v, the article %+v", sum.Metadata, w.Document().Metadata)
	}
	w.ok(w.CorrectMetadata("one", after)) // the metadata are the same already
	w.wantChanges(1)
	if err := w.CorrectMetadata("four", after); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("correcting a missing article returns %v", err)
	}
	w.open("two")
	w.undo()
	w.wantAt("one", 0)
	if w.Document().Metadata != before {
		t.Errorf("after undo the metadata are %+v", w.Document().Metadata)
	}
	w.saved()
}

func TestTheListIsFilteredAndSorted(t *testing.T) {
	docs := modeltest.Flood()
	docs[0].Metadata.Published = "2031-03-16"
	docs[2].Metadata.Published = "2031-03-14"
	docs[1].Metadata.Outlet = ""
	docs[1].Metadata.Byline = "Sofia Lind"
	w := given(t, docs...)
	w.open("three")
	w.tag(model.Claim)
	w.open("one")
	w.tag(model.Claim)

	for _, c := range []struct {
		name  string
		order session.Order
		want  []model.ArticleID
	}{
		{"as imported", session.ByImport, []model.ArticleID{"one", "two", "three"}},
		{"by outlet, unknown last", session.ByOutlet, []model.ArticleID{"three", "one", "two"}},
		{"by date, unknown last", session.ByDate, []model.ArticleID{"three", "one", "two"}},
		{"by progress, least first", session.ByProgress, []model.ArticleID{"two", "one", "three"}},
	} {
		w.SetOrder(c.order)
		t.Log(c.name)
		w.wantRows(c.want...)
	}

	w.SetOrder(session.ByImport)
	w.SetFilter("  two ")
	w.wantRows("two")
	if w.Filter() != "two" || w.Articles() != 3 || w.RowOf("one") != -1 || w.RowOf("two") != 0 {
		t.Errorf("filter %q, %d articles, rows %d and %d", w.Filter(), w.Articles(), w.RowOf("one"), w.RowOf("two"))
	}
	w.SetFilter("no such words")
	w.wantRows()
	w.SetFilter("")
	w.wantRows("one", "two", "three")
}

func TestTheArticlesOfAnOutletStandTogetherByDate(t *testing.T) {
	docs := modeltest.Flood()
	docs[0].Metadata.Published = "2031-03-16"
	docs[1].Metadata.Published = "2031-03-14" // the same outlet, with another spelling
	w := given(t, docs...)
	w.SetOrder(session.ByOutlet)
	w.wantRows("three", "two", "one")
}

func TestArticlesAreOpenedRowByRow(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	turn := func(n int, want bool) {
		t.Helper()
		ok, err := w.OpenRow(n)
		w.ok(err)
		if ok != want {
			t.Errorf("OpenRow(%d) returns %v", n, ok)
		}
	}
	turn(1, true) // no article is open, so the first one opens
	w.wantAt("one", 0)
	turn(-1, false)
	w.wantAt("one", 0)
	turn(2, true)
	w.wantAt("three", 0)
	turn(1, false)
	w.SetFilter("quay")
	turn(-1, false)
	w.SetFilter("tide")
	turn(1, true) // the filter hides the open article, so the first row opens
	w.wantAt("one", 0)
}

func TestAnArticleIsOpenedWhereItWasLeft(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.wantAt("one", 0)
	w.Move(2)
	w.open("two")
	w.open("one")
	w.wantAt("one", 2)
	w.tag(model.Claim)
	w.MoveTo(0)
	w.tag(model.Claim)
	w.Leave()
	if _, ok := w.Current(); ok || w.Cursor() != -1 {
		t.Error("there is a current sentence with no article open")
	}
	w.restart()
	w.open("one")
	w.wantAt("one", 1) // a new session starts at the first untagged sentence
}

func TestMovingStopsAtTheEnds(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.Move(1) // nothing is open
	w.MoveParagraph(1)
	w.open("one")
	for _, c := range []struct {
		move func()
		want int
	}{
		{func() { w.Move(-1) }, 0},
		{func() { w.Move(100) }, 2},
		{func() { w.MoveTo(-5) }, 0},
		{func() { w.Move(1) }, 1},
		{func() { w.MoveParagraph(1) }, 2},
		{func() { w.MoveParagraph(1) }, 2},
		{func() { w.MoveParagraph(-1) }, 0},
		{func() { w.MoveParagraph(-1) }, 0},
	} {
		c.move()
		w.wantAt("one", c.want)
	}
	w.happened()
	w.MoveTo(0)
	w.wantEvents() // the cursor is there already
}

func TestAnArticleWithoutSentencesHarmsNothing(t *testing.T) {
	empty := modeltest.Article("empty", "", "")
	empty.Units = nil
	w := given(t, append(modeltest.Flood(), empty)...)
	w.open("empty")
	w.wantAt("empty", -1)
	w.Move(1)
	w.MoveParagraph(1)
	if err := w.Tag(model.Claim); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("tagging returns %v", err)
	}
	if err := w.ToggleAside(); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("setting aside returns %v", err)
	}
	w.ok(w.NextUntagged())
	w.wantAt("one", 0)
}

func TestAnImportCanBeUndoneAtOnceAndLater(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.saved()
	// An import writes to the store itself and then reports its change to the
	// session.
	added := modeltest.Article("four", "Tide Post", "Wind.")
	added.Removed = true
	w.store.Docs = append(w.store.Docs, added)
	change := edit.Change{Verb: edit.Import, Batch: "b", Edits: []edit.Edit{edit.Presence{Article: "four", After: true}}}
	change.ID = w.store.Enqueue(change)
	w.store.Settle()
	w.Absorb([]edit.Change{change})
	w.ok(w.Reload())
	w.wantRows("one", "two", "three", "four")

	verb, err := w.Undo()
	w.ok(err)
	if verb != edit.Import {
		t.Errorf("undo returns %q", verb)
	}
	w.wantRows("one", "two", "three")
	w.wantLabels("C--")
	w.restart()
	w.redo()
	w.wantRows("one", "two", "three", "four")
	w.saved()
}

func TestSeveralArticlesAreRemovedInOneStep(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	all := w.Articles()
	w.open("one")
	w.ok(w.Remove("one", "two"))
	if w.Articles() != all-2 || w.Document() != nil {
		t.Errorf("%d articles are left, and %v is open", w.Articles(), w.Document())
	}
	if err := w.Remove("three", "two"); !errors.Is(err, model.ErrNoArticle) || w.Articles() != all-2 {
		t.Errorf("removing an article again gives %v, with %d left", err, w.Articles())
	}
	w.ok(w.Remove())
	if _, err := w.Undo(); err != nil || w.Articles() != all {
		t.Errorf("after one undo there are %d articles, %v", w.Articles(), err)
	}
}
