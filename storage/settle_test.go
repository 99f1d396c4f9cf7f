package storage_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/storagetest"
)

// commit makes a change and waits until it is on the disk.
func commit(t *testing.T, p *storage.Project, c edit.Change) {
	t.Helper()
	c.At, c.Analyst = storagetest.Noon(), "Ines"
	p.Enqueue(c)
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// reverse undoes or redoes the last change.
func reverse(t *testing.T, p *storage.Project, find func(*edit.History, string) ([]edit.Change, error), build func([]edit.Change) edit.Change) {
	t.Helper()
	changes, err := find(edit.NewHistory(p.History), "")
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d changes (%v)", len(changes), err)
	}
	commit(t, p, build(changes))
}

func undo(t *testing.T, p *storage.Project) {
	t.Helper()
	reverse(t, p, (*edit.History).Undo, edit.Undoing)
}

func redo(t *testing.T, p *storage.Project) {
	t.Helper()
	reverse(t, p, (*edit.History).Redo, edit.Redoing)
}

// state describes the conflicts of a project, or the labels of its first article if there
// are none.
func state(t *testing.T, p *storage.Project) string {
	t.Helper()
	all, err := p.Conflicts()
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, c := range all {
		out += fmt.Sprintf("%s, not %s; ", record.Of(c.Stands().Key.Kind).Text(c.Stands().Content), record.Of(c.Stands().Key.Kind).Text(c.Beside().Content))
	}
	if len(all) > 0 {
		return out
	}
	articles, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Document(articles[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range doc.Sentences() {
		for _, a := range doc.Annotations[u.Span] {
			out += string(a.Label) + "; "
		}
	}
	return out
}

// combining returns the edits that bring a label of another copy with a counter.
func combining(t *testing.T, p *storage.Project, key model.Key, label model.LabelKey, counter uint64) []edit.Edit {
	t.Helper()
	all, err := p.Versions(key.Article)
	if err != nil {
		t.Fatal(err)
	}
	content := &model.Annotation{Analyst: "Ines", Label: label, At: storagetest.Noon().Add(time.Hour)}
	return edit.Combining(all[key], []record.Held{{Key: key, Content: content, Version: record.Version{Stamp: record.StampAt(counter, storagetest.Theirs, content.At)}}})
}

func TestADecisionIsUndoneAndRedone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.assay")
	p, err := storage.Create(path, storage.Options{Now: storagetest.Noon, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { p.Close() }()
	d := storagetest.Document("One left. Two came.")
	storagetest.Import(t, p, d)
	key := record.OnSentence(d.ID, d.Units[0].Span, "Ines")
	commit(t, p, edit.Change{Verb: edit.Tag, Edits: []edit.Edit{edit.Of(key, nil, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: storagetest.Noon()})}})
	commit(t, p, edit.Change{Verb: edit.Load, Edits: combining(t, p, key, model.Quote, 1)})
	decide := func(change func(record.Conflict) edit.Change) func() {
		return func() {
			all, err := p.Conflicts()
			if err != nil || len(all) != 1 {
				t.Fatalf("%v (%v)", all, err)
			}
			commit(t, p, change(all[0]))
		}
	}
	take := decide(func(c record.Conflict) edit.Change { return edit.Taking(c, nil) })
	keep := decide(edit.Keeping)
	for i, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"loaded", func() {}, "claim, not quote; "},
		{"taken", take, "quote, not claim; "},
		{"undone", func() { undo(t, p) }, "claim, not quote; "},
		{"redone", func() { redo(t, p) }, "quote, not claim; "},
		{"undone again", func() { undo(t, p) }, "claim, not quote; "},
		{"kept", keep, "claim; "},
		{"undone", func() { undo(t, p) }, "claim, not quote; "},
		{"redone", func() { redo(t, p) }, "claim; "},
		{"undone again", func() { undo(t, p) }, "claim, not quote; "},
		{"the load undone", func() { undo(t, p) }, "claim; "},
		{"the load redone", func() { redo(t, p) }, "claim, not quote; "},
		{"taken", take, "quote, not claim; "},
		{"and changed", func() {
			doc, _ := p.Document(d.ID)
			e, _ := edit.At(storagetest.Noon()).Label(doc, key.Sentence, "Ines", model.Background)
			commit(t, p, edit.Change{Verb: edit.Tag, Edits: []edit.Edit{e}})
		}, "background, not claim; "},
		{"gone back", func() {
			later, err := edit.NewHistory(p.History).After(3)
			if err != nil {
				t.Fatal(err)
			}
			commit(t, p, edit.GoingBack(later, ""))
		}, "claim, not quote; "},
	} {
		step.do()
		if got := state(t, p); got != step.want {
			t.Errorf("%d, %s: %s, want %s", i, step.name, got, step.want)
		}
		if problems, err := p.Verify(t.Context()); err != nil || len(problems) > 0 {
			t.Fatalf("%d, %s: %v (%v)", i, step.name, problems, err)
		}
		if i%3 == 0 { // the history is read from the file
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			if p, err = storage.Open(path, storage.Options{Now: storagetest.Noon, Encode: storagetest.Encode}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A load has so many edits that undoing it is packed. One of its versions that do not
// stand was since made again.
func TestTheUndoOfALargeLoadFindsWhatWasMadeAgain(t *testing.T) {
	p := storagetest.New(t)
	d := storagetest.Document("One left. Two came.")
	storagetest.Import(t, p, d)
	key := record.OnSentence(d.ID, d.Units[0].Span, "Ines")
	commit(t, p, edit.Change{Verb: edit.Tag, Edits: []edit.Edit{edit.Of(key, nil, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: storagetest.Noon()})}})
	edits := combining(t, p, key, model.Quote, 1)
	for i := range codec.PackEdits {
		who := fmt.Sprint("analyst ", i)
		on := record.OnSentence(d.ID, d.Units[1].Span, who)
		edits = append(edits, edit.Record{
			Key: on, After: &model.Annotation{Analyst: who, Label: model.Quote, At: storagetest.Noon()},
			Is: &record.Version{Stamp: record.StampAt(1, storagetest.Theirs, storagetest.Noon())},
		})
	}
	commit(t, p, edit.Change{Verb: edit.Load, Edits: edits})
	all, err := p.Conflicts()
	if err != nil || len(all) != 1 {
		t.Fatalf("%v (%v)", all, err)
	}
	commit(t, p, edit.Taking(all[0], nil))
	undo(t, p)
	undo(t, p)
	if got := state(t, p); got != "claim; " {
		t.Errorf("%s", got)
	}
	history, err := p.History(^uint64(0), 1)
	if err != nil || !slices.Equal(history[0].Undoes, []uint64{3}) {
		t.Errorf("%v (%v)", history[0].Undoes, err)
	}
	redo(t, p)
	if got := state(t, p); got != "claim, not quote; " {
		t.Errorf("redone: %s", got)
	}
}
