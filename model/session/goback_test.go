package session_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
)

// goBack goes back to the state after the change id, and returns the number of
// changes reversed.
func (w *world) goBack(id uint64) int {
	w.t.Helper()
	n, err := w.GoBack(id, "", nil)
	w.ok(err)
	return n
}

// dump makes all changes durable and returns the store's articles and notes.
func (w *world) dump() string {
	w.t.Helper()
	w.EndTyping()
	w.saved()
	return dump(w.store)
}

// dump returns the articles and notes of a store, without the history and the
// queue.
func dump(m *modeltest.Store) string {
	var b strings.Builder
	for _, d := range m.Docs {
		fmt.Fprintf(&b, "%s %v %+v %v\n", d.ID, d.Removed, d.Metadata, d.Units)
		for _, u := range d.Units {
			fmt.Fprintf(&b, "  %v %+v\n", u.Span, d.Annotations[u.Span])
		}
		model.SortNotes(d.Notes)
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "  %+v\n", noteText(n))
		}
	}
	for _, outlet := range []string{"Tide Post", "The Quay Courier"} {
		notes := m.Outlets[model.OutletIDOf(outlet)]
		model.SortNotes(notes)
		for _, n := range notes {
			fmt.Fprintf(&b, "%s %+v\n", outlet, noteText(n))
		}
	}
	return b.String()
}

// noteText returns a note as text. It prints the span of the note's sentence,
// because the note has only a pointer to it.
func noteText(n model.Note) string {
	on := "article"
	if n.Target.Sentence != nil {
		on = n.Target.Sentence.String()
	}
	return fmt.Sprint(on, n.ID, n.Analyst, n.Text, n.Grade, n.Created, n.Updated)
}

func TestGoingBackIsOneChangeThatCanBeUndone(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote", "background")
	w.wantLabels("CQB")
	w.saved()
	if n := w.goBack(1); n != 2 {
		t.Errorf("%d changes were reversed", n)
	}
	w.wantLabels("C--")
	w.wantChanges(4)
	w.wantSave(1)
	if verb, err := w.Undo(); err != nil || verb != edit.GoBack {
		t.Errorf("Undo returns %q, %v", verb, err)
	}
	w.wantLabels("CQB")
	w.redo()
	w.wantLabels("C--")
	w.undo()
	w.undo() // undoes the third label
	w.wantLabels("CQ-")
}

func TestGoingBackRestoresChangesUndoneSince(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote")
	w.undo()
	w.MoveTo(2)
	w.tag("background")
	w.wantLabels("C-B")
	w.goBack(2)
	w.wantLabels("CQ-")
	w.goBack(3) // the state after the undo
	w.wantLabels("C--")
	w.goBack(0)
	w.wantLabels("---")
}

func TestGoingBackFailsIfTheStoreIsClosed(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim")
	w.saved()
	w.store.Closed = true
	if n, err := w.GoBack(0, "", nil); n != 0 || !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("GoBack returns %d, %v", n, err)
	}
	w.wantLabels("C--")
}

func TestGoingBackToHowItIsDoesNothing(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote")
	w.undo()
	for _, id := range []uint64{1, 3} {
		if n := w.goBack(id); n != 0 {
			t.Errorf("going back to %d reverses %d changes", id, n)
		}
	}
	w.wantChanges(3)
}

func TestNothingIsGoneBackToWhileTheStoreCannotWrite(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote")
	w.fails()
	if _, err := w.GoBack(1, "", nil); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("going back returns %v", err)
	}
	w.wantLabels("CQ-")
}

// GoBack must also reverse changes that were made after the caller read the
// history.
func TestGoingBackWithChangesReadInAdvance(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote")
	w.restart()
	w.open("one")
	read, err := w.store.History(^uint64(0), 1) // only the second change
	w.ok(err)
	w.MoveTo(2)
	w.tag("background")
	n, err := w.GoBack(1, "", read)
	w.ok(err)
	if n != 2 {
		t.Errorf("%d changes were reversed", n)
	}
	w.wantLabels("C--")
}

// A change with so many edits is not applied edit by edit; see mostApplied.
func TestGoingFarBackReadsEverythingAgain(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("Rain. ", 150))
	w := given(t, modeltest.Article("one", "Tide Post", text), modeltest.Article("two", "Tide Post", text))
	for _, id := range []model.ArticleID{"one", "two"} {
		w.open(id)
		for range 150 {
			w.tag("claim")
		}
	}
	w.saved()
	if n := w.goBack(10); n != 290 {
		t.Errorf("%d changes were reversed", n)
	}
	w.open("one")
	if got, want := w.labels(), strings.Repeat("C", 10)+strings.Repeat("-", 140); got != want {
		t.Errorf("the labels are %s", got)
	}
	w.saved()
	w.wantLabels(strings.Repeat("C", 10) + strings.Repeat("-", 140))
	w.undo()
	w.saved()
	w.open("two")
	w.wantLabels(strings.Repeat("C", 150))
}

// Going back restores the earlier state, whatever the history, and undo restores
// the state before going back. The store checks the old value of each edit.
func TestGoingBackRestoresEveryEarlierState(t *testing.T) {
	for seed := range seeds(60) { // a failure names its seed
		rng := rand.New(rand.NewPCG(seed, 77))
		w := given(t, modeltest.Flood()...)
		states := map[uint64]string{0: w.dump()}
		for range 60 {
			w.randomly(rng)
			now := w.dump()
			states[w.durableNow()] = now
			if rng.IntN(8) > 0 {
				continue
			}
			to := rng.Uint64N(w.store.Last + 1)
			want, known := states[to]
			if !known { // the change is one of several that a single action made
				continue
			}
			n := w.goBack(to)
			if got := w.dump(); got != want {
				t.Fatalf("seed %d: after going back to %d:\n%s\nwant\n%s", seed, to, got, want)
			}
			states[w.durableNow()] = want
			if n > 0 && rng.IntN(2) == 0 {
				w.undo()
				if got := w.dump(); got != now {
					t.Fatalf("seed %d: after undo:\n%s\nwant\n%s", seed, got, now)
				}
				states[w.durableNow()] = now
			}
			w.listIsRight()
		}
	}
}

// durableNow makes all changes durable and returns the ID of the newest one.
func (w *world) durableNow() uint64 {
	w.saved()
	return w.store.Last
}

// listIsRight compares the counts in the list with the store.
func (w *world) listIsRight() {
	w.t.Helper()
	w.saved()
	for i := range w.Shown() {
		row := w.Row(i)
		if want := w.store.Find(row.ID).ProgressOf(w.Analyst()); row.Progress.Tagged() != want.Tagged() ||
			row.Progress.Sentences != want.Sentences || row.Progress.Notes != want.Notes {
			w.t.Errorf("the list has %+v for %s, but the store has %+v", row.Progress, row.ID, want)
		}
	}
}

// randomly performs one random action of an analyst.
func (w *world) randomly(rng *rand.Rand) {
	w.t.Helper()
	w.pass(time.Minute)
	if w.Shown() > 0 && (w.Document() == nil || rng.IntN(4) == 0) {
		w.open(w.Row(rng.IntN(w.Shown())).ID)
	}
	if w.Document() == nil {
		w.ignore(w.Undo())
		return
	}
	w.MoveTo(rng.IntN(4))
	id := w.Document().ID
	label := model.DefaultCodebook()[rng.IntN(3)].Key
	note := fmt.Sprintf("n%d", rng.IntN(3))
	switch rng.IntN(18) {
	case 0, 1, 2:
		w.ignore("", w.Tag(label))
	case 3:
		w.ignore("", w.ClearLabel())
	case 4:
		w.ok(w.WriteNote(note+string(id), model.OnArticle(id), fmt.Sprint("text ", rng.IntN(2))))
	case 5:
		w.ok(w.WriteNote("o"+note, model.OnOutlet("Tide Post"), strings.Repeat("x", rng.IntN(3))))
	case 6:
		w.ok(w.ToggleAside())
	case 7:
		m := w.Document().Metadata
		m.Byline = fmt.Sprint("By ", rng.IntN(3))
		w.ok(w.CorrectMetadata(id, m))
	case 8:
		w.ok(w.Remove(id))
	case 9, 10:
		w.ignore(w.Undo())
	case 11:
		w.ignore(w.Redo())
	case 12, 13:
		if u, ok := w.Current(); ok {
			w.ignore("", w.Split(u.Span.Start+rng.IntN(u.Span.Len())))
		}
	case 14:
		w.ignore("", w.Merge(edit.Side(1+rng.IntN(3))))
	case 15:
		if u, ok := w.Current(); ok {
			w.ok(w.WriteNote("s"+note+string(id)+u.Span.String(), model.OnSentence(id, u.Span), fmt.Sprint("text ", rng.IntN(2))))
		}
	case 16:
		other := w.Row(rng.IntN(w.Shown())).ID
		_, err := w.Carry(w.versionPlan(false, add(id, other)))
		w.ignore("", err)
	case 17:
		_, err := w.Carry(w.versionPlan(false, func(p carry.Planner) (carry.Plan, error) { return p.Separate(id) }))
		w.ignore("", err)
	}
}

// ignore fails the test unless err is nil or an error that random actions may
// cause.
func (w *world) ignore(_ edit.Verb, err error) {
	w.t.Helper()
	for _, usual := range []error{
		nil, model.ErrNoSentence, model.ErrNothingToUndo, model.ErrNothingToRedo, model.ErrNotDivided, model.ErrNotMerged,
		model.ErrSameVersion, model.ErrNoVersion,
	} {
		if errors.Is(err, usual) {
			return
		}
	}
	w.ok(err)
}

func TestGoingBackLeavesOutEditsThatCancelOut(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim")
	for _, l := range []model.LabelKey{"quote", "background", "quote", "background"} {
		w.MoveTo(1)
		w.tag(l)
	}
	w.MoveTo(1)
	w.ok(w.ClearLabel())
	w.open("two")
	w.tag("claim")
	w.goBack(1)
	changes := w.store.Changes()
	last := changes[len(changes)-1]
	var of []model.ArticleID
	for _, e := range last.Edits {
		of = append(of, e.About())
	}
	if !reflect.DeepEqual(of, []model.ArticleID{"two"}) {
		t.Errorf("the change has edits of the articles %v", of)
	}
}

func TestOneArticleGoesBackAndTheOthersStay(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote")
	w.open("two")
	w.tag("claim", "quote")
	w.ok(w.WriteNote("o", model.OnOutlet("Tide Post"), "late"))
	n, err := w.GoBack(1, "one", nil)
	w.ok(err)
	if n != 1 {
		t.Errorf("%d changes were reversed", n)
	}
	w.open("one")
	w.wantLabels("C--")
	w.open("two")
	w.wantLabels("CQ")
	w.wantTexts(model.OnOutlet("Tide Post"), "late")
	w.undo()
	w.open("one")
	w.wantLabels("CQ-")
	w.saved()
}

func TestNothingIsGoneBackToFromBeforeARecovery(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim")
	w.saved()
	w.store.Last++
	w.store.Durable = append(w.store.Durable, edit.Change{ID: w.store.Last, Verb: edit.Recover})
	w.restart()
	w.open("one")
	w.tag("quote")
	if _, err := w.GoBack(1, "", nil); !errors.Is(err, model.ErrNothingToUndo) {
		t.Errorf("going back before the recovery returns %v", err)
	}
	if n := w.goBack(2); n != 1 {
		t.Errorf("going back after the recovery reverses %d changes", n)
	}
}
