package session_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
)

// wantPlaces compares the open articles and their cursors with want, for example
// "one:0 [two:1]". The brackets mark the active place.
func (w *world) wantPlaces(want string) {
	w.t.Helper()
	got := ""
	for i := range w.Places() {
		if i > 0 {
			got += " "
		}
		id := model.ArticleID("")
		if doc := w.DocumentAt(i); doc != nil {
			id = doc.ID
		}
		at := fmt.Sprintf("%s:%d", id, w.CursorAt(i))
		if i == w.Active() {
			at = "[" + at + "]"
		}
		got += at
	}
	if got != want {
		w.t.Errorf("the open places are %s, want %s", got, want)
	}
}

func TestTwoArticlesAreOpenBesideEachOther(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.MoveTo(1)
	w.happened()
	w.ok(w.OpenBeside())
	w.wantPlaces("one:1 [two:0]")
	w.wantEvents("PlacesChanged{}", "ArticleOpened{two}")
	w.tag(model.Claim)
	w.wantPlaces("one:1 [two:1]")
	w.Activate(0)
	w.wantEvents("SaveChanged{}", "SummaryChanged{two}", "UnitChanged{0}", "CursorMoved{0 1}", "PlacesChanged{}")
	w.tag(model.Quote)
	w.wantPlaces("[one:2] two:1")
	w.wantLabels("-Q-")
	w.Activate(0) // place 0 is already active
	w.Activate(7)
	w.wantPlaces("[one:2] two:1")
	w.Activate(1)
	w.wantLabels("C-")
	w.ok(w.OpenBeside()) // two places are open already
	w.wantPlaces("one:2 [two:1]")
	w.CloseBeside()
	w.wantPlaces("[one:2]")
	w.CloseBeside()
	w.wantPlaces("[one:2]")
	w.ok(w.OpenBeside())
	w.wantPlaces("one:2 [two:1]") // article two opens at its last cursor
}

func TestAnArticleIsOpenedInAChosenPlace(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.ok(w.OpenIn(1, "two")) // no article is open that it could be beside
	w.wantPlaces("[two:0]")
	w.happened()
	w.ok(w.OpenIn(1, "one"))
	w.wantPlaces("two:0 [one:0]")
	w.wantEvents("PlacesChanged{}", "ArticleOpened{one}")
	w.ok(w.OpenIn(0, "three"))
	w.wantPlaces("[three:0] one:0")
	w.ok(w.OpenIn(1, "one"))
	w.wantPlaces("three:0 [one:0]")
}

func TestTheArticleBeforeTheLastOneIsOpenedBesideIt(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("three")
	w.ok(w.OpenBeside())
	w.wantPlaces("three:0 [two:0]")
}

func TestTheOnlyArticleIsOpenedBesideItself(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.ok(w.OpenBeside())
	w.wantPlaces("one:0 [one:0]")
}

func TestEitherPlaceCanBeClosed(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.OpenBeside())
	w.MoveTo(1)
	w.ClosePlace(0)
	w.wantPlaces("[two:1]")
	w.ClosePlace(0) // the last place stays
	w.wantPlaces("[two:1]")
	w.ok(w.OpenBeside())
	w.Activate(0)
	w.ClosePlace(0)
	w.wantPlaces("[three:0]")
}

func TestOneArticleInTwoPlacesIsTheSame(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.ok(w.OpenBeside())
	w.MoveTo(2)
	w.wantPlaces("one:0 [one:2]")
	w.Activate(0)
	w.MoveTo(1)
	w.happened()
	w.ok(w.Split(19))
	w.wantPlaces("[one:1] one:3") // the other cursor follows its sentence
	w.wantEvents("SaveChanged{}", "SummaryChanged{one}", "StructureChanged{}", "Beside{1 {}}")
	w.tag(model.Claim)
	w.wantEvents("SummaryChanged{one}", "UnitChanged{1}", "Beside{1 {1}}", "CursorMoved{1 2}")
	w.Activate(1)
	w.wantLabels("-C--")
	w.undo()
	w.undo()
	w.wantPlaces("one:1 [one:1]")
}

func TestAPlaceGoesWithItsArticle(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.OpenBeside())
	w.ok(w.Remove("one")) // the article is open in the other place
	w.wantPlaces("[two:0]")
	w.undo()
	w.wantPlaces("[two:0]")
	w.ok(w.OpenBeside())
	w.wantPlaces("two:0 [three:0]")
	w.ok(w.Remove("three")) // the article is open in the active place
	w.wantPlaces("[two:0]")
	w.undo()
	w.ok(w.OpenBeside())
	w.open("two")
	w.wantPlaces("two:0 [two:0]")
	w.ok(w.Remove("two")) // the article is open in both places
	w.wantPlaces("[:-1]")
	w.CloseBeside()
	w.ok(w.OpenBeside()) // no article is left to open
	w.wantPlaces("[:-1]")
}

func TestANoteBelongsToThePlaceItWasBegunIn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.ok(w.OpenBeside())
	w.Activate(0)
	w.ok(w.WriteNote("n", on, "Half a thou"))
	w.Activate(1) // ends the typing
	w.wantChanges(1)
	w.wantTexts(on, "Half a thou") // the article is open in the other place
	w.Activate(0)
	w.wantTexts(w.sentence(), "Half a thou")
}

// TestEveryPlaceShowsWhatIsStored performs random actions in two places, and checks
// after each that every place shows the store's state.
func TestEveryPlaceShowsWhatIsStored(t *testing.T) {
	both := 0
	for seed := range seeds(40) { // a failure names its seed
		rng := rand.New(rand.NewPCG(seed, 3))
		w := given(t, modeltest.Flood()...)
		for range 80 {
			switch rng.IntN(8) {
			case 0:
				w.ok(w.OpenBeside())
			case 1:
				w.CloseBeside()
			case 2, 3:
				w.Activate(rng.IntN(2))
			case 4:
				w.ok(w.Back())
			case 5:
				w.ok(w.Forward())
			case 6:
				w.ok(w.Reopen())
			}
			w.randomly(rng)
			w.EndTyping()
			w.saved()
			if w.Places() == 2 && w.DocumentAt(0) == w.DocumentAt(1) {
				both++
			}
			for i := range w.Places() {
				w.shows(seed, i)
			}
		}
	}
	if both == 0 {
		t.Error("one article was never open in both places")
	}
}

// shows fails the test unless place i shows the article as it is in the store.
func (w *world) shows(seed uint64, i int) {
	w.t.Helper()
	doc := w.DocumentAt(i)
	if doc == nil {
		return
	}
	stored := w.store.Find(doc.ID)
	model.SortNotes(stored.Notes)
	if !reflect.DeepEqual(doc.Units, stored.Units) || !reflect.DeepEqual(doc.Metadata, stored.Metadata) ||
		len(doc.Annotations)+len(stored.Annotations) > 0 && !reflect.DeepEqual(doc.Annotations, stored.Annotations) ||
		len(doc.Notes)+len(stored.Notes) > 0 && !reflect.DeepEqual(doc.Notes, stored.Notes) {
		w.t.Fatalf("seed %d: place %d shows\n%+v\nbut the store has\n%+v", seed, i, doc, stored)
	}
	if at := w.CursorAt(i); at < 0 || at >= len(doc.Units) {
		w.t.Fatalf("seed %d: the cursor of place %d is on unit %d of %d", seed, i, at, len(doc.Units))
	}
}

func TestAnotherAnalystsLabelsShowInBothPlaces(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.OpenBeside())
	w.happened()
	w.ok(w.SetAnalyst("Oskar"))
	w.wantEvents("CorpusChanged{}", "AnalystsChanged{}", "Beside{0 {one}}", "ArticleOpened{two}")
}
