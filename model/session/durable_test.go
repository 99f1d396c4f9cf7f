package session_test

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
)

func TestReloadingTheListKeepsChangesThatAreNotYetDurable(t *testing.T) {
	w := given(t, minutesApart()...)
	w.open("one")
	w.tag(model.Claim)
	w.ok(w.CorrectMetadata("one", model.Metadata{Title: "Rain"}))
	w.ok(w.Remove("three"))
	check := func() {
		t.Helper()
		w.ok(w.Reload())
		w.wantLabels("C--")
		w.wantRows("one", "two")
		if sum, _ := w.Summary("one"); sum.Metadata.Title != "Rain" {
			t.Errorf("the list has the title %q", sum.Metadata.Title)
		}
	}
	check()
	w.store.Settle() // the changes are durable, but not yet reported
	check()
	w.saved()
	check()
}

func TestAnEditThatTheStoreDoesNotTakeIsNotMade(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.store.Closed = true // the store is closed while the window closes
	if err := w.Tag(model.Claim); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("tagging returns %v", err)
	}
	w.wantLabels("---")
	w.wantAt("one", 0)
}

func TestTheTotalIsTheSumOfTheRowsAfterAReload(t *testing.T) {
	w := given(t, minutesApart()...)
	w.open("one")
	w.tag(model.Claim)
	w.ok(w.Remove("three"))
	w.ok(w.Reload())
	sentences, tagged := 0, 0
	for i := range w.Shown() {
		sentences += w.Row(i).Progress.Sentences
		tagged += w.Row(i).Progress.Tagged()
	}
	if total := w.Total(); total.Sentences != sentences || total.Tagged() != tagged || tagged != 1 {
		t.Errorf("the total is %+v, but the rows have %d of %d sentences tagged", total, tagged, sentences)
	}
}
