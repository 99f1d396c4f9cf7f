package storagetest_test

import (
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// TestEveryKindGoesThroughEveryPlace takes a record of every kind, and one of an unknown
// kind, through everything that storage does with records.
func TestEveryKindGoesThroughEveryPlace(t *testing.T) {
	doc := storagetest.Document("It rained\n\nThe ferry left late.")
	for _, e := range modeltest.ExamplesIn(t, doc.ID) {
		t.Run(e.Name, func(t *testing.T) {
			if n, ok := e.Other.(*model.Note); ok { // loading would make a grade of the note's own
				ungraded := *n
				ungraded.Grade = model.Grade{}
				e.Other = &ungraded
			}
			r := newRecorded(t, doc, e.Key)
			readAsWritten(r, e)
			kind := record.Of(e.Key.Kind)
			one, other := kind.Text(e.One), kind.Text(e.Other)
			r.undo(one)
			r.undo("none")
			r.redo(one)
			r.redo(other)
			r.remove(0)
			r.undo(other)
			r.goBack(1, "none")
			r.undo(other)
			r.watched(0, e.One)
			for _, damaged := range [][]string{nil, {ledger.BucketRecords}, {ledger.BucketHistory}} {
				r.recovered(damaged...)
			}
			set := r.set()
			r.same(r.fromSet(set))
			combinedWith(r, e)
		})
	}
}

// readAsWritten writes both contents, and compares the article with the expected one.
func readAsWritten(r *recorded, e modeltest.Example) {
	r.Helper()
	kind := record.Of(e.Key.Kind)
	for _, content := range []any{e.One, e.Other} {
		r.write(content)
		r.open(func(p *storage.Project) {
			all, err := p.All()
			r.must(err)
			doc, err := p.Document(all[0].ID)
			r.must(err)
			bare := *doc
			bare.Annotations, bare.Notes, bare.Records = map[model.Span][]model.Annotation{}, nil, nil
			if kind.SubjectOf(e.Key, content).Article != "" {
				kind.Show(&bare, e.Key, content)
			}
			if !reflect.DeepEqual(*doc, bare) {
				r.Errorf("%+v is read as %+v", bare, *doc)
			}
			if got := contentIn(r.T, p, e.Key); !kind.Same(got, content) {
				r.Errorf("%+v is read as %+v", content, got)
			}
		})
	}
}

// combinedWith combines the project with a copy that has another version of the record.
func combinedWith(r *recorded, e modeltest.Example) {
	r.Helper()
	other := r.copied()
	r.write(e.One)
	other.remove(0)
	other.write(e.Other)
	mine, theirs := r.set(), other.set()
	r.load(theirs, record.Of(e.Key.Kind).Text(e.Other)) // its counter is greater
	other.load(mine, r.now...)
	r.same(other)
	if record.Of(e.Key.Kind).Alike(e.One, e.Other) { // such as gaps that were marked at two times
		r.open(func(p *storage.Project) {
			if left, err := p.Conflicts(); err != nil || len(left) > 0 {
				r.Errorf("the conflicts are %+v (%v)", left, err)
			}
		})
		return
	}
	r.settled(0)
	other.load(r.set(), r.now...)
	r.same(other)
}
