package session_test

import (
	"fmt"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
)

func (w *world) back()    { w.t.Helper(); w.ok(w.Back()) }
func (w *world) forward() { w.t.Helper(); w.ok(w.Forward()) }

func (w *world) wantWays(back, forward bool) {
	w.t.Helper()
	if w.CanGoBack() != back || w.CanGoForward() != forward {
		w.t.Errorf("CanGoBack is %v and CanGoForward is %v", w.CanGoBack(), w.CanGoForward())
	}
}

func TestBackAndForwardGoWhereTheAnalystHasBeen(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.back() // there is nowhere to go yet
	w.wantWays(false, false)
	w.open("one")
	w.wantWays(false, false)
	w.MoveTo(2)
	w.MoveTo(1) // moving within the article leaves no stop
	w.open("two")
	w.Move(1)
	w.open("three")
	w.wantWays(true, false)

	w.back()
	w.wantAt("two", 1)
	w.Move(-1)
	w.back()
	w.wantAt("one", 1)
	w.wantWays(false, true)
	w.back()
	w.wantAt("one", 1)
	w.forward()
	w.wantAt("two", 0) // the cursor was left here on the second visit
	w.forward()
	w.wantAt("three", 0)
	w.wantWays(true, false)
	w.forward()
	w.wantAt("three", 0)

	w.back()
	w.open("one") // a jump drops the stops ahead
	w.wantWays(true, false)
	w.back()
	w.wantAt("two", 0)
}

func TestSpaceAndUndoLeadingElsewhereAreJumps(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("three")
	w.tag(model.Claim)
	w.ok(w.NextUntagged())
	w.wantAt("one", 0)
	w.undo()
	w.wantAt("three", 0)
	w.back()
	w.wantAt("one", 0)
	w.back()
	w.wantAt("three", 0)
}

func TestAJumpWithinAnArticleCanBeGoneBackOn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.ok(w.JumpTo("one", 7))
	w.wantAt("one", 1)
	w.wantWays(false, false) // the first jump leaves no stop behind
	w.ok(w.JumpTo("one", 13))
	w.wantAt("one", 2)
	w.ok(w.JumpTo("one", 14)) // within the same sentence
	w.ok(w.JumpTo("two", 0))
	w.wantAt("two", 0)
	w.back()
	w.wantAt("one", 2)
	w.back()
	w.wantAt("one", 1)
	w.wantWays(false, true)
	if err := w.JumpTo("none", 0); err == nil {
		t.Error("JumpTo returns no error for a missing article")
	}
	w.wantAt("one", 1)
	w.wantWays(false, true)
}

func TestRemovedArticlesAreSteppedOver(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.open("two")
	w.open("three")
	w.ok(w.Remove("two"))
	w.back()
	w.wantAt("one", 0)
	w.wantWays(false, true)
	w.forward()
	w.wantAt("three", 0)
	w.ok(w.Remove("one"))
	w.wantWays(false, false)
	w.undo()
	w.wantWays(true, false)
}

func TestTheTrailFollowsASentenceThatIsDividedAgain(t *testing.T) {
	w := given(t, floods(), modeltest.Article("two", "Tide Post", "Sun."))
	w.open("one")
	w.MoveTo(2)
	w.open("two")
	w.open("one")
	w.MoveTo(0)
	w.ok(w.Split(5))
	w.back()
	w.back()
	w.wantAt("one", 3)
}

func TestEachPlaceHasATrailOfItsOwn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.open("two")
	w.ok(w.OpenBeside())
	w.wantWays(false, false)
	w.open("one")
	w.Activate(0)
	w.back()
	w.wantPlaces("[one:0] one:0")
	w.Activate(1)
	w.back()
	w.wantPlaces("one:0 [three:0]")
}

func TestTheTrailDropsOldStops(t *testing.T) {
	var docs []*model.Document
	for i := range 130 {
		docs = append(docs, modeltest.Article(model.ArticleID(fmt.Sprint(i)), "Tide Post", "Rain."))
	}
	w := given(t, docs...)
	for i := range 130 {
		w.open(model.ArticleID(fmt.Sprint(i)))
	}
	steps := 0
	for w.CanGoBack() {
		w.back()
		steps++
	}
	if steps != 100 {
		t.Errorf("Back goes back %d steps, want 100", steps)
	}
	w.wantAt("29", 0)
}
