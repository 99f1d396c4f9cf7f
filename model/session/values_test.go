package session_test

import (
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
)

func TestControlCharactersDoNotGetIntoANote(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.ok(w.WriteNote("n", on, "a\x00b\x1b[31m\r\nc\td "))
	w.wantTexts(on, "ab[31m\nc\td ")
	w.EndTyping()
	w.saved()
	if n := w.store.Find("one").Notes[0].Text; n != "ab[31m\nc\td " {
		t.Errorf("the store has %q", n)
	}
}

func TestANoteOfMegabytesIsRefused(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.ok(w.WriteNote("n", on, "Odd."))
	if err := w.WriteNote("n", on, strings.Repeat("w ", 1<<20)); !errors.Is(err, model.ErrValue) {
		t.Errorf("writing returns %v", err)
	}
	w.wantTexts(on, "Odd.")
}

func TestACorrectionThatCannotBeKeptChangesNothing(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	before, _ := w.Summary("one")
	for _, wrong := range []model.Metadata{
		{Title: "Rain", Published: "2026-13-45"},
		{Title: "Rain", URL: "javascript:alert(1)"},
		{Title: "Rain", Language: strings.Repeat("x", 100_000)},
	} {
		if err := w.CorrectMetadata("one", wrong); !errors.Is(err, model.ErrValue) {
			t.Errorf("%.60v returns %v", wrong, err)
		}
	}
	if now, _ := w.Summary("one"); now.Metadata != before.Metadata {
		t.Errorf("the metadata are %+v", now.Metadata)
	}
	w.wantChanges(0)
	w.ok(w.CorrectMetadata("one", model.Metadata{Title: " Rain\x1b ", Outlet: "Cafe\u0301", Language: "EN"}))
	if now, _ := w.Summary("one"); now.Metadata != (model.Metadata{Title: "Rain", Outlet: "Caf\u00e9", Language: "en"}) {
		t.Errorf("the metadata are %+v", now.Metadata)
	}
}
