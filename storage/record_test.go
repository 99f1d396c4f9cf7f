package storage_test

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// editing is an open project with an article, and the time of the next change.
type editing struct {
	t   *testing.T
	p   *storage.Project
	doc *model.Document
	at  time.Time
}

func newEditing(t *testing.T) *editing {
	p, d := storagetest.WithLetter(t, storage.Options{})
	return &editing{t, p, d, storagetest.Noon()}
}

// make makes a change with the edits, an hour after the previous change.
func (d *editing) make(edits ...edit.Edit) edit.Change {
	d.t.Helper()
	d.at = d.at.Add(time.Hour)
	id := d.p.Enqueue(edit.Change{At: d.at, Analyst: "Ines", Verb: edit.Tag, Edits: edits})
	if err := d.p.Flush(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	made, err := d.p.History(id+1, 1)
	if err != nil || len(made) != 1 {
		d.t.Fatalf("the history has %v (%v)", made, err)
	}
	return made[0]
}

// on returns the key of Ines's annotation of a sentence.
func (d *editing) on(sentence int) model.Key {
	return record.OnSentence(d.doc.ID, d.doc.Units[sentence].Span, "Ines")
}

// label returns an annotation by Ines.
func (d *editing) label(key model.LabelKey) *model.Annotation {
	return &model.Annotation{Analyst: "Ines", Label: key, At: d.at}
}

// versions returns the versions of a record, the one that stands first.
func (d *editing) versions(key model.Key) []record.Held {
	d.t.Helper()
	all, err := d.p.Versions(key.Article)
	if err != nil {
		d.t.Fatal(err)
	}
	return all[key]
}

// shows checks the label that the document has.
func (d *editing) shows(sentence int, want *model.Annotation) {
	d.t.Helper()
	doc, err := d.p.Document(d.doc.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	is, have := doc.Annotation(d.doc.Units[sentence].Span, "Ines")
	if have != (want != nil) || have && is != *want {
		d.t.Errorf("sentence %d has %+v (%v), want %+v", sentence, is, have, want)
	}
	labelled := 0
	list, err := d.p.Summaries("Ines")
	if err != nil || len(list) != 1 {
		d.t.Fatalf("%v (%v)", list, err)
	}
	for _, n := range list[0].Progress.Labelled {
		labelled += n
	}
	if stored := len(doc.Annotations); labelled != stored {
		d.t.Errorf("%d sentences are counted as labelled, of %d", labelled, stored)
	}
}

func TestATagMakesAVersionThatReplacesThoseBefore(t *testing.T) {
	d := newEditing(t)
	var before *model.Annotation
	var made []record.Stamp
	for i, label := range []model.LabelKey{model.Claim, model.Quote, model.Claim, model.Background} {
		after := d.label(label)
		c := d.make(edit.Of(d.on(1), before, after))
		held := d.versions(d.on(1))
		if len(held) != 1 || !reflect.DeepEqual(held[0].Content, after) {
			t.Fatalf("the versions are %+v", held)
		}
		v := held[0].Version
		if v.Counter != c.Counter || !v.Time().Equal(c.At) || v.Replica == (record.Replica{}) || v.By != "" {
			t.Errorf("change %+v made the version %+v", c, v)
		}
		if len(v.Past) != i {
			t.Errorf("version %d has the past %+v", i, v.Past)
		}
		for _, stamp := range made {
			if !v.Replaces(stamp) {
				t.Errorf("%+v does not replace %+v", v, stamp)
			}
		}
		made, before = append(made, v.Stamp), after
		d.shows(1, after)
	}
}

func TestADeletedRecordLeavesAVersionAndUndoingRestoresIt(t *testing.T) {
	d := newEditing(t)
	label := d.label(model.Claim)
	d.make(edit.Of(d.on(1), nil, label))
	tagged := d.versions(d.on(1))[0].Version
	c := d.make(edit.Of(d.on(1), label, nil))
	held := d.versions(d.on(1))
	if len(held) != 1 || held[0].Content != nil || held[0].Version.Counter != c.Counter || !held[0].Version.Replaces(tagged.Stamp) {
		t.Fatalf("after deleting: %+v", held)
	}
	d.shows(1, nil)
	deleted := held[0].Version
	d.make(edit.Inverses(c.Edits)...)
	held = d.versions(d.on(1))
	if len(held) != 1 || !reflect.DeepEqual(held[0].Content, label) || !held[0].Version.Replaces(deleted.Stamp) || !held[0].Version.Replaces(tagged.Stamp) {
		t.Errorf("after undoing: %+v", held)
	}
	d.shows(1, label)
}

func TestDeletingWhatIsNotThereChangesNothing(t *testing.T) {
	d := newEditing(t)
	d.make(edit.Of[model.Annotation](d.on(1), nil, nil))
	if held := d.versions(d.on(1)); len(held) > 0 {
		t.Errorf("it left %+v", held)
	}
	label := d.label(model.Claim)
	d.make(edit.Of(d.on(1), nil, label))
	d.make(edit.Of(d.on(1), label, nil))
	before := d.versions(d.on(1))
	d.make(edit.Of[model.Annotation](d.on(1), nil, nil))
	if held := d.versions(d.on(1)); !reflect.DeepEqual(held, before) {
		t.Errorf("%+v became %+v", before, held)
	}
}

func TestABroughtVersionIsWrittenAsItIsAndWithdrawnAgain(t *testing.T) {
	d := newEditing(t)
	mine := d.label(model.Claim)
	d.make(edit.Of(d.on(1), nil, mine))
	for sentence, before := range map[int]*model.Annotation{1: mine, 2: nil} {
		was := d.versions(d.on(sentence))
		past := record.StampAt(7, record.Replica{5}, d.at)
		is := record.Version{
			Stamp: record.StampAt(uint64(1000*sentence), storagetest.Theirs, d.at.Add(5*time.Nanosecond)),
			Past:  []record.Run{{First: past, Last: past}},
		}
		theirs := &model.Annotation{Analyst: "Ines", Label: model.Quote, At: d.at.Add(-time.Hour)}
		e := edit.Of(d.on(sentence), before, theirs)
		e.Is = &is
		if before != nil {
			e.Was = &was[0].Version
		}
		c := d.make(e)
		if c.Counter <= is.Counter {
			t.Errorf("the change has the counter %d after it brought %d", c.Counter, is.Counter)
		}
		want := []record.Held{{Key: d.on(sentence), Version: is, Content: theirs}}
		if held := d.versions(d.on(sentence)); !reflect.DeepEqual(held, want) {
			t.Errorf("brought %+v, want %+v", held, want)
		}
		d.shows(sentence, theirs)
		d.make(edit.Inverses(c.Edits)...)
		if held := d.versions(d.on(sentence)); len(held) != len(was) || len(was) > 0 && !reflect.DeepEqual(held, was) {
			t.Errorf("withdrawn, it left %+v, not %+v", held, was)
		}
		d.shows(sentence, before)
	}
}

func TestAVersionInConflictIsKeptBesideTheOneThatStands(t *testing.T) {
	d := newEditing(t)
	mine := d.label(model.Claim)
	d.make(edit.Of(d.on(1), nil, mine))
	stands := d.versions(d.on(1))
	var theirs []record.Held
	for n, label := range []model.LabelKey{model.Quote, model.Background} {
		content := any(d.label(label))
		if n == 1 {
			content = nil // deleted in that copy
		}
		theirs = append(theirs, record.Held{
			Key: d.on(1), Content: content, Version: record.Version{Stamp: record.StampAt(uint64(9-n), storagetest.Theirs, d.at)},
		})
	}
	var changes []edit.Change
	for i := range theirs {
		e := edit.Record{Key: d.on(1), After: theirs[i].Content, Is: &theirs[i].Version, Beside: true}
		changes = append(changes, d.make(e))
		d.shows(1, mine)
	}
	if held, want := d.versions(d.on(1)), append(stands, theirs...); !reflect.DeepEqual(held, want) {
		t.Errorf("the versions are %+v, want %+v", held, want)
	}
	for i := range theirs {
		d.make(edit.Inverses(changes[i].Edits)...)
		if held, want := d.versions(d.on(1)), append(stands, theirs[i+1:]...); !reflect.DeepEqual(held, want) {
			t.Errorf("the versions are %+v, want %+v", held, want)
		}
	}
	d.shows(1, mine)
}

func TestARecordOfAnUnknownKindIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "combined.assay")
	storagetest.Combine(t, path, storage.Options{})
	p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer storagetest.Finish(t, p)
	raw := func(p *storage.Project) (found []record.Held) {
		for a, err := range p.Articles() {
			if err != nil {
				t.Fatal(err)
			}
			all, err := p.Versions(a.ID)
			if err != nil {
				t.Fatal(err)
			}
			for key, held := range all {
				if !record.Of(key.Kind).Known {
					found = append(found, held...)
				}
			}
		}
		return found
	}
	want := raw(p)
	if len(want) != 1 || !reflect.DeepEqual(want[0].Content, &record.Raw{CBOR: []byte{0x83, 1, 2, 3}}) {
		t.Fatalf("it has %+v", want)
	}
	other := filepath.Join(t.TempDir(), "copy.assay")
	if err := p.SaveElsewhere(other); err != nil {
		t.Fatal(err)
	}
	q, err := storage.Open(other, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if got := raw(q); !reflect.DeepEqual(got, want) {
		t.Errorf("a copy has %+v, want %+v", got, want)
	}
}
