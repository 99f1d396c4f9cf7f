package session_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

const long = "Only the mayor says so, and he was abroad that day; nobody else was asked."

func TestTypingANoteIsOneUndoHoweverOftenItWasSaved(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.typeNote("n", on, long)
	w.wantTexts(on, long)
	w.pass(time.Second)
	if n := len(w.store.Changes()); n < 5 || n > 10 {
		t.Errorf("seven seconds of typing were written %d times", n)
	}
	w.saved()

	w.undo()
	w.wantTexts(on)
	w.redo()
	w.wantTexts(on, long)
	w.undo()
	w.saved()
	if _, err := w.Undo(); !errors.Is(err, model.ErrNothingToUndo) {
		t.Errorf("a second undo returns %v", err)
	}
}

func TestTypingIsWrittenAfterAPause(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.WriteNote("n", w.sentence(), "O"))
	w.pass(200 * time.Millisecond)
	w.ok(w.WriteNote("n", w.sentence(), "Od"))
	w.pass(299 * time.Millisecond)
	w.wantChanges(0)
	w.wantSave(session.Saving) // no unsaved change may show as saved
	w.pass(time.Millisecond)
	w.wantChanges(1)
	w.saved()
	w.wantSave(session.Saved)
}

func TestTypingWithoutAPauseIsWrittenEverySecond(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.typeNote("n", w.sentence(), "abcdefghij") // typing takes a second
	w.wantChanges(1)
	w.typeNote("n", w.sentence(), "zyxwvutsrqponmlkjihg")
	if n := len(w.store.Changes()); n != 3 {
		t.Errorf("three seconds of typing were written %d times", n)
	}
}

func TestMovingOnEndsTheSitting(t *testing.T) {
	for name, move := range map[string]func(*world){
		"to another sentence":    func(w *world) { w.Move(1); w.Move(-1) },
		"to another article":     func(w *world) { w.open("two"); w.open("one") },
		"to a label":             func(w *world) { w.SetAdvance(false); w.tag(model.Claim) },
		"out of the note":        func(w *world) { w.EndTyping() },
		"to another note":        func(w *world) { w.ok(w.WriteNote("other", model.OnArticle("one"), "x")) },
		"to the end of the work": func(w *world) { w.restart(); w.open("one") },
	} {
		t.Run(name, func(t *testing.T) {
			w := given(t, modeltest.Flood()...)
			w.open("one")
			w.MoveTo(0)
			on := w.sentence()
			w.typeNote("n", on, "First")
			move(w)
			w.wantTexts(on, "First")
			w.ok(w.WriteNote("n", on, "First, second"))
			w.EndTyping()
			w.undo()
			w.wantTexts(on, "First")
			w.saved()
		})
	}
}

func TestANoteThatIsEmptiedGoesAwayAndUndoBringsItBack(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.typeNote("n", on, "Odd")
	w.EndTyping()

	for _, text := range []string{"Od", "O", " "} {
		w.ok(w.WriteNote("n", on, text))
		w.pass(time.Second)
	}
	w.wantTexts(on, "") // an emptied note stays visible until the analyst leaves it
	w.EndTyping()
	w.wantTexts(on)
	w.saved()
	if n := len(w.store.Find("one").Notes); n != 0 {
		t.Errorf("the store has %d notes", n)
	}
	w.undo()
	w.wantTexts(on, "Odd")
	w.saved()
}

func TestANoteThatNeverHadATextLeavesNoTrace(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.WriteNote("n", w.sentence(), "x"))
	w.ok(w.WriteNote("n", w.sentence(), ""))
	w.pass(time.Second)
	w.EndTyping()
	w.wantChanges(0)
	w.wantTexts(w.sentence())
	w.wantSave(session.Saved)
}

func TestAGradeKeepsANoteWithoutText(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.ok(w.WriteNote("n", on, "x"))
	w.ok(w.GradeNote("n", on, model.Grade{Source: "B"}))
	w.ok(w.WriteNote("n", on, ""))
	w.EndTyping()
	notes, err := w.Notes(on)
	w.ok(err)
	if len(notes) != 1 || !notes[0].Grade.IsZero() || w.NoteGrade(notes[0]).String() != "B" {
		t.Fatalf("the notes are %+v", notes)
	}
	w.wantInForce(0, "B", record.GradedSentence)
	w.ok(w.GradeNote("n", on, model.Grade{}))
	w.EndTyping()
	w.wantTexts(on)
	w.wantInForce(0, "", 0)
	w.saved()
}

func TestGradingANoteThatExistsIsCalledGrading(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.typeNote("n", on, "Odd")
	w.EndTyping()
	w.ok(w.GradeNote("n", on, model.Grade{Source: "B"}))
	w.EndTyping()
	w.saved()
	last := w.store.Durable[len(w.store.Durable)-1]
	if last.Verb != edit.Grade || len(last.Edits) != 1 {
		t.Errorf("the last change is %q with %d edits", last.Verb, len(last.Edits))
	}
	w.undo()
	w.wantTexts(on, "Odd")
	w.wantInForce(0, "", 0)
}

func TestANoteKeepsWhoAndWhenItWasMade(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	made := w.clock
	w.ok(w.WriteNote("n", on, "Odd"))
	w.EndTyping()
	w.pass(time.Hour)
	w.ok(w.WriteNote("n", on, "Odder"))
	w.EndTyping()
	notes, err := w.Notes(on)
	w.ok(err)
	if n := notes[0]; n.Analyst != "Ines" || !n.Created.Equal(made) || !n.Updated.Equal(w.clock) {
		t.Errorf("the note is %+v", n)
	}
}

func TestNotesOnAnOutletBelongToAllItsArticles(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.typeNote("n", model.OnOutlet("Tide Post"), "State owned.")
	w.open("two") // has the same outlet, spelled differently
	w.wantTexts(model.OnOutlet("tide  POST"), "State owned.")
	w.ok(w.WriteNote("n", model.OnOutlet("tide  POST"), "State owned since 2029."))
	w.ok(w.WriteNote("m", model.OnOutlet("tide  POST"), "Corrects errors."))
	w.EndTyping()
	w.open("one")
	w.wantTexts(model.OnOutlet("Tide Post"), "State owned since 2029.", "Corrects errors.")
	w.open("three")
	w.wantTexts(model.OnOutlet("The Quay Courier"))
	w.saved()

	w.restart()
	w.open("two")
	w.wantTexts(model.OnOutlet("TIDE POST"), "State owned since 2029.", "Corrects errors.")
	w.undo()
	w.wantTexts(model.OnOutlet("TIDE POST"), "State owned since 2029.")
	w.undo()
	w.wantTexts(model.OnOutlet("TIDE POST"), "State owned.")
	w.saved()
}

func TestNotesOnAnOutletAreSeenBeforeTheyAreDurable(t *testing.T) {
	// After the restart, undo changes notes that have not been read yet.
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.typeNote("n", model.OnOutlet("Tide Post"), "Late.")
	w.EndTyping()
	w.saved()
	w.restart()
	w.open("one")
	w.undo()
	w.wantTexts(model.OnOutlet("Tide Post"))
	w.saved()
	w.wantTexts(model.OnOutlet("Tide Post"))
}

func TestDeletingANoteIsUndoneWithItsText(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.typeNote("n", on, "Odd.")
	w.ok(w.DeleteNote("n", on)) // the note is still being typed
	w.wantTexts(on)
	w.wantLabels("---")
	w.undo()
	w.wantTexts(on, "Odd.")
	w.undo()
	w.wantTexts(on)
	w.saved()
}

func TestTypingANoteEmitsNoEventForThatNote(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.happened()
	w.typeNote("n", on, "Odd.")
	w.EndTyping()
	for _, e := range w.happened() {
		// The text field must not be refilled while the analyst types in it.
		if e == "NotesChanged{"+string(on.Article)+"}" {
			t.Errorf("typing emits %s", e)
		}
	}
	w.undo()
	if events := w.happened(); !slices.ContainsFunc(events, func(e string) bool { return len(e) > 12 && e[:12] == "NotesChanged" }) {
		t.Errorf("undo emits only %q, want NotesChanged", events)
	}
}

// A note can be read and deleted although its article is not open.
func TestANoteOnAnArticleThatIsNotOpenIsDeleted(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := model.OnArticle("one")
	w.typeNote("a", on, "First.")
	w.EndTyping()
	w.open("two")
	w.wantTexts(on, "First.") // not durable yet
	w.saved()
	w.wantTexts(on, "First.")
	w.ok(w.DeleteNote("a", on))
	w.wantTexts(on)
	w.undo()
	w.wantTexts(on, "First.")
	w.saved()
	if _, err := w.Notes(model.OnArticle("none")); err == nil {
		t.Error("Notes returns no error for a missing article")
	}
}
