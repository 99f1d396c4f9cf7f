package session_test

import (
	"errors"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
)

func TestWorkIsSavedWhenTheStoreReportsIt(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.wantSave(session.Saved)
	w.happened()
	w.tag(model.Claim)
	w.wantSave(session.Saving)
	// The window must show the work as unsaved before it shows the new label.
	w.wantEvents("SaveChanged{}", "SummaryChanged{one}", "UnitChanged{0}", "CursorMoved{0 1}")
	w.tag(model.Quote)
	w.StoreStatus(1, nil) // only the first change is durable
	w.wantSave(session.Saving)
	w.happened()
	w.saved()
	w.wantSave(session.Saved)
	w.wantEvents("SaveChanged{}")
	w.StoreStatus(2, nil) // repeats the last report
	w.wantEvents()
}

func TestNothingCanBeEditedWhileTheStoreCannotWrite(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.SetAdvance(false)
	w.tag(model.Claim)
	w.ok(w.WriteNote("n", w.sentence(), "Odd."))
	w.EndTyping()
	w.fails()
	w.wantSave(session.Failed)
	if err := w.Save().Err; !errors.Is(err, errDisk) {
		t.Errorf("the save error is %v", err)
	}
	before := len(w.store.Changes())
	_, undo := w.Undo()
	_, redo := w.Redo()
	for what, err := range map[string]error{
		"tagging":       w.Tag(model.Quote),
		"clearing":      w.ClearLabel(),
		"setting aside": w.ToggleAside(),
		"undo":          undo,
		"redo":          redo,
		"writing":       w.WriteNote("n", w.sentence(), "Odder."),
		"a new note":    w.WriteNote("m", model.OnArticle("one"), "New."),
		"grading":       w.GradeNote("n", w.sentence(), model.Grade{Source: "A"}),
		"deleting":      w.DeleteNote("n", w.sentence()),
		"correcting":    w.CorrectMetadata("one", model.Metadata{Title: "New"}),
		"removing":      w.Remove("one"),
	} {
		if !errors.Is(err, model.ErrReadOnly) || !errors.Is(err, errDisk) {
			t.Errorf("%s returns %v", what, err)
		}
	}
	w.wantLabels("C--")
	w.wantTexts(w.sentence(), "Odd.")
	w.wantChanges(before)
}

func TestReadingGoesOnWhileTheStoreCannotWrite(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.fails()
	w.Move(1)
	w.open("two")
	w.ok(w.NextUntagged())
	w.open("one")
	w.wantLabels("C--") // the label is still in the store's queue
	w.saved()
	w.wantSave(session.Saved)
	w.tag(model.Quote)
	w.saved()
	w.wantChanges(2)
}

func TestTextTypedWhenTheStoreFailedIsKept(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.ok(w.WriteNote("n", on, "Odd."))
	w.fails()
	w.pass(time.Second)
	w.wantChanges(1) // the change is in the queue
	w.ok(w.WriteNote("n", on, "Odd. Very."))
	w.ok(w.WriteNote("n", on, "Odd."))
	if err := w.WriteNote("another", on, "New."); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("beginning another note returns %v", err)
	}
	w.wantTexts(on, "Odd.")
	w.Move(1)
	w.wantTexts(on, "Odd.")
	w.EndTyping()
	w.wantTexts(on, "Odd.")

	// Once the store can write again, the change is saved without another
	// keystroke.
	w.saved()
	w.wantSave(session.Saved)
	w.restart()
	w.open("one")
	w.wantTexts(on, "Odd.")
}

func TestEventsComeInTheOrderInWhichThingsHappened(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	var first, second []session.Event
	// The first subscriber moves the cursor when it receives the event of a label.
	// The second subscriber must still receive that event before the event of the
	// move.
	cancel := w.Subscribe(each(func(e session.Event) {
		first = append(first, e)
		if _, labelled := e.(session.UnitChanged); labelled {
			w.MoveTo(2)
		}
	}))
	w.Subscribe(each(func(e session.Event) { second = append(second, e) }))
	w.SetAdvance(false)
	w.tag(model.Claim)
	want := []session.Event{
		session.SaveChanged{},
		session.SummaryChanged{ID: "one"},
		session.UnitChanged{Unit: 0},
		session.CursorMoved{From: 0, To: 2},
	}
	for i, got := range [][]session.Event{first, second} {
		if len(got) != len(want) {
			t.Fatalf("subscriber %d got %v, want %v", i+1, got, want)
		}
		for j := range want {
			if got[j] != want[j] {
				t.Errorf("subscriber %d got %v, want %v", i+1, got, want)
				break
			}
		}
	}

	cancel()
	cancel() // a second call has no effect
	w.MoveTo(0)
	if len(first) != len(want) {
		t.Errorf("after cancel the first subscriber got %v", first[len(want):])
	}
	if len(second) != len(want)+1 {
		t.Errorf("the second subscriber got %v", second)
	}
}

func TestASubscriberThatCancelsAnotherMidwaySilencesItAtOnce(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	count := 0
	var cancel func()
	w.Subscribe(func([]session.Event) { cancel() })
	cancel = w.Subscribe(each(func(session.Event) { count++ }))
	w.open("one")
	if count != 0 {
		t.Errorf("the subscriber got %d events", count)
	}
}

func TestErrorsOfReadingTheStoreAreReturned(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.store.Reads = errDisk
	if err := w.Open("one"); !errors.Is(err, errDisk) {
		t.Errorf("opening returns %v", err)
	}
	if w.Document() != nil {
		t.Error("an article that could not be read is open")
	}
	if _, err := session.New(w.store, session.Options{}); !errors.Is(err, errDisk) {
		t.Errorf("a new session returns %v", err)
	}
	w.store.Reads = nil
	if err := w.Open("four"); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("opening a missing article returns %v", err)
	}
}

// The window repaints for each call.
func TestSubscribersAreCalledOnceForEachStep(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	calls := 0
	w.Subscribe(func([]session.Event) { calls++ })
	on := model.OnArticle("one")
	split := func() {
		u, _ := w.Current()
		w.ok(w.Split(u.Span.Start + 1))
	}
	for _, step := range []struct {
		name string
		do   func()
		want int
	}{
		{"tag and advance", func() { w.tag(model.Claim) }, 1},
		{"save", func() { w.saved() }, 1},
		{"move", func() { w.Move(1) }, 1},
		{"set aside", func() { w.ok(w.ToggleAside()) }, 1},
		{"restore", func() { w.ok(w.ToggleAside()) }, 1},
		{"undo", func() { w.undo() }, 1},
		{"redo", func() { w.redo() }, 1},
		{"move to the first", func() { w.MoveToFirst() }, 1},
		{"split", split, 1},
		{"undo a split", func() { w.undo() }, 1},
		{"type in a note", func() { w.saved(); calls = 0; w.ok(w.WriteNote("a", on, "O")) }, 1},
		{"type on", func() { w.ok(w.WriteNote("a", on, "Od")) }, 0},
		{"leave the note by moving", func() { w.Move(1) }, 1},
		{"remove", func() { w.ok(w.Remove("one")) }, 1},
		{"undo the removal", func() { w.undo() }, 1},
	} {
		calls = 0
		step.do()
		if calls != step.want {
			t.Errorf("%s: %d calls, want %d", step.name, calls, step.want)
		}
	}
}
