package session_test

import (
	"errors"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// rain returns the article that the records of modeltest.Examples are about.
func rain() *model.Document {
	text := "It rained. It poured."
	return &model.Document{
		Article: model.Article{ID: "a", Metadata: model.Metadata{Title: "Rain", Outlet: "Tide Post"}}, Text: text,
		Structure: model.Structure{
			Paragraphs: []model.Span{{End: len(text)}},
			Units:      []model.Unit{{Span: model.Span{End: 9}}, {Span: model.Span{Start: 11, End: len(text)}}},
		},
		Annotations: map[model.Span][]model.Annotation{},
	}
}

// has returns the content of a record in a project, as its analyst sees it.
func (w *world) has(key model.Key, on model.NoteTarget) any {
	w.t.Helper()
	switch {
	case key.Kind == record.Annotation:
		if a, ok := w.Document().Annotation(key.Sentence, key.Analyst); ok {
			return &a
		}
		return nil
	case key.Kind == record.Note:
		notes, err := w.Notes(on)
		w.ok(err)
		for _, n := range notes {
			return &n
		}
		return nil
	case key.Article != "":
		return w.Document().Records[key]
	}
	w.saved()
	return w.store.Records[key]
}

func TestRecordsOfEveryKindAreUndoneAndRedone(t *testing.T) {
	strange := model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Article: "a", Sentence: model.Span{End: 9}}, Analyst: "Ines"}
	examples := append(modeltest.Examples(t), modeltest.Example{
		Name: "an unknown record about a sentence", Key: strange, One: &record.Raw{CBOR: []byte{1}}, Other: &record.Raw{CBOR: []byte{2}},
	})
	for _, e := range examples {
		t.Run(e.Name, func(t *testing.T) {
			w := given(t, rain())
			beside := edit.Record{Key: e.Key, After: e.Other, Is: &record.Version{}, Beside: true}
			w.store.Enqueue(edit.Change{Verb: edit.Load, Edits: []edit.Edit{edit.Record{Key: e.Key, After: e.One}}})
			w.store.Enqueue(edit.Change{Verb: edit.Load, Edits: []edit.Edit{edit.Record{Key: e.Key, Before: e.One, After: e.Other}, beside}})
			w.restart()
			w.open("a")
			on := model.NoteTarget{}
			if n, ok := e.One.(*model.Note); ok {
				on = n.Target
			}
			want := func(content any) {
				t.Helper()
				if got := w.has(e.Key, on); !record.Of(e.Key.Kind).Same(got, content) {
					t.Errorf("the content is %+v, want %+v", got, content)
				}
				sum, _ := w.Summary("a")
				is := w.Document().ProgressOf("Ines")
				for label, n := range sum.Progress.Labelled {
					if n == 0 {
						is.Labelled[label] += 0
					}
				}
				if !reflect.DeepEqual(sum.Progress, is) {
					t.Errorf("the list counts %+v, want %+v", sum.Progress, is)
				}
			}
			want(e.Other)
			w.undo()
			want(e.One)
			w.undo()
			want(nil)
			w.redo()
			want(e.One)
			w.saved()
			w.restart()
			w.open("a")
			want(e.One)
			w.redo()
			want(e.Other)
			_, err := w.GoBack(1, "", nil)
			w.ok(err)
			want(e.One)
			w.undo()
			want(e.Other)
			w.saved()
		})
	}
}

func TestConflictsOfEveryKindAreDecided(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		t.Run(e.Name, func(t *testing.T) {
			w := given(t, rain())
			ours := record.Version{Stamp: record.StampAt(1, record.Replica{}, w.clock)}
			theirs := record.Version{Stamp: record.StampAt(2, record.Replica{7}, w.clock)}
			w.store.Enqueue(edit.Change{Verb: edit.Note, Edits: []edit.Edit{edit.Record{Key: e.Key, After: e.One, Is: &ours}}})
			w.store.Enqueue(edit.Change{Verb: edit.Load, Edits: []edit.Edit{
				edit.Record{Key: e.Key, Before: e.One, After: e.Other, Was: &ours, Is: &theirs},
				edit.Record{Key: e.Key, After: e.One, Is: &ours, Beside: true},
			}})
			w.restart()
			w.open("a")
			on := model.NoteTarget{}
			if n, ok := e.One.(*model.Note); ok {
				on = n.Target
			}
			want := func(stands, beside any) {
				t.Helper()
				w.saved()
				list, err := w.store.Conflicts()
				w.ok(err)
				same := record.Of(e.Key.Kind).Same
				if !same(w.has(e.Key, on), stands) || (len(list) > 0) != (beside != nil) {
					t.Fatalf("the content is %+v, want %+v; the conflicts are %+v", w.has(e.Key, on), stands, list)
				}
				if len(list) > 0 && (!same(list[0].Stands().Content, stands) || !same(list[0].Beside().Content, beside)) {
					t.Errorf("the conflict is %+v", list[0])
				}
			}
			first := func() record.Conflict {
				list, err := w.store.Conflicts()
				if err != nil || len(list) != 1 {
					t.Fatalf("the conflicts are %+v (%v)", list, err)
				}
				return list[0]
			}
			want(e.Other, e.One)
			w.ok(w.TakeConflict(first()))
			want(e.One, e.Other)
			w.ok(w.KeepConflict(first()))
			want(e.One, nil)
			w.undo()
			want(e.One, e.Other)
			w.undo()
			want(e.Other, e.One)
			w.redo()
			want(e.One, e.Other)

			w.store.Closed = true
			if err := w.TakeConflict(first()); !errors.Is(err, model.ErrReadOnly) {
				t.Errorf("in a project that is closing: %v", err)
			}
		})
	}
}
