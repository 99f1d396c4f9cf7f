package session_test

import (
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
)

// labelTime returns the time of Ines's label on the current sentence in the store.
func (w *world) labelTime() time.Time {
	w.t.Helper()
	doc, err := w.store.Document(w.Document().ID)
	w.ok(err)
	u, _ := w.Current()
	a, ok := doc.Annotation(u.Span, "Ines")
	if !ok {
		w.t.Fatalf("sentence %v has no label", u.Span)
	}
	return a.At
}

// A label was written while the clock was five years ahead. The label that replaces
// it must have a later time. Otherwise a colleague's project, which also has the
// old label, would keep the old one.
func TestALabelThatReplacesOneFromTheFutureIsLater(t *testing.T) {
	for name, relabel := range map[string]func(w *world){
		"tagging": func(w *world) { w.ok(w.Tag(model.Quote)) },
		"clearing and tagging": func(w *world) {
			w.ok(w.ClearLabel())
			w.ok(w.Tag(model.Quote))
		},
		"clearing, and tagging after a restart": func(w *world) {
			w.ok(w.ClearLabel())
			w.restart()
			w.open("one")
			w.ok(w.Tag(model.Quote))
		},
		"setting aside and restoring": func(w *world) {
			w.ok(w.ToggleAside())
			w.ok(w.ToggleAside())
			w.ok(w.Tag(model.Quote))
		},
		"labelling what was found": func(w *world) {
			w.tagAll(w.find("Rain"), model.Quote, true)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := given(t, modeltest.Flood()...)
			w.open("one")
			u, _ := w.Current()
			now := w.clock
			w.clock = now.AddDate(5, 0, 0)
			w.ok(w.Tag(model.Claim))
			w.saved()
			w.clock = now
			w.MoveTo(0)
			wrong := w.labelTime()
			relabel(w)
			w.saved()
			w.MoveTo(0)
			if again, _ := w.Current(); again != u {
				t.Fatalf("the cursor is on %v, want the labelled sentence", again)
			}
			if got := w.labelTime(); !got.After(wrong) || got.After(wrong.Add(time.Second)) {
				t.Errorf("the new label has time %v, want less than a second after %v", got, wrong)
			}
		})
	}
}

func TestANoteThatReplacesOneFromTheFutureIsLater(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on, now := w.sentence(), w.clock
	w.clock = now.AddDate(5, 0, 0)
	w.typeNote("n", on, "One source.")
	w.restart()
	w.clock = now
	w.open("one")
	w.typeNote("n", on, "Two sources.")
	w.typeNote("n", on, "")
	w.typeNote("n", on, "Three sources.")
	w.EndTyping()
	w.saved()
	var last time.Time
	for _, c := range w.store.Changes() {
		r, _ := c.Edits[0].(edit.Record)
		_, n, _ := r.Note()
		if n == nil {
			continue
		}
		if !n.Updated.After(last) {
			t.Errorf("%q has time %v, want after %v", n.Text, n.Updated, last)
		}
		if n.Created.After(n.Updated) || n.Created.Before(now.AddDate(5, 0, 0)) {
			t.Errorf("%q was created at %v and updated at %v", n.Text, n.Created, n.Updated)
		}
		last = n.Updated
	}
	if last.After(now.AddDate(5, 0, 0).Add(time.Minute)) {
		t.Errorf("the last note has time %v, want at most a minute after the first", last)
	}
}
