package session_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
)

func TestUnsavedNotesAreThoseThatTheStoreDoesNotHave(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := model.OnArticle("one")
	w.typeNote("a", on, "First.")
	w.EndTyping()
	if got := w.UnsavedNotes(); len(got) != 1 || got["a"] == nil || got["a"].Text != "First." {
		t.Errorf("before it is saved: %v", got)
	}
	w.saved()
	if got := w.UnsavedNotes(); len(got) != 0 {
		t.Errorf("after it is saved: %v", got)
	}
	w.ok(w.DeleteNote("a", on))
	if got := w.UnsavedNotes(); len(got) != 1 || got["a"] != nil {
		t.Errorf("after it is deleted: %v", got)
	}
	w.saved()
}
