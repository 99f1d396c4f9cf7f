package storage_test

import (
	"testing"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// gradedNotes makes a project of version 1 whose notes have grades, as version 1 wrote them,
// and returns its path.
func gradedNotes(t *testing.T, g model.Grade) string {
	t.Helper()
	path := sample(t, "v1.assay")
	db, err := bolt.Open(path, ledger.FileMode, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(raw *bolt.Tx) error {
		tx := ledger.Tx{Tx: raw}
		var edits []edit.Edit
		for _, name := range []string{ledger.BucketNotes, ledger.BucketOutletNotes} {
			b, values := ledger.BucketOf(tx, name), map[string]*model.Note{}
			err := ledger.Scan(b, nil, func(key, value []byte) error {
				n, err := codec.DecodeOldNote(value)
				values[string(key)] = n
				return err
			})
			if err != nil {
				return err
			}
			for key, before := range values {
				after := *before
				after.Grade = g
				edits = append(edits, edit.OfNote(before, &after))
				value, err := codec.Marshal(record.StoredNoteOf(&after))
				if err != nil {
					return err
				}
				if err := b.Put([]byte(key), value); err != nil {
					return err
				}
			}
		}
		head, err := ledger.ReadHead(tx)
		if err != nil {
			return err
		}
		history := ledger.BucketOf(tx, ledger.BucketHistory)
		last, err := ledger.LastNumber(history)
		if err != nil {
			return err
		}
		data, err := codec.EncodeChange(edit.Change{ID: last + 1, At: epoch, Verb: edit.Note, Edits: edits}, head.Link)
		if err != nil {
			return err
		}
		if err := history.Put(ledger.Key64(last+1), data); err != nil {
			return err
		}
		return ledger.RemoveMark(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// The grades of notes become records that have the notes as their basis. The notes keep
// theirs. Only sentences get digits.
func TestTheGradesOfNotesBecomeGradesInMigration(t *testing.T) {
	b2 := model.Grade{Source: "B", Information: "2"}
	path := gradedNotes(t, b2)
	all := held(t, path)
	var notes []model.Note
	records, ofSentences := 0, 0
	for key, content := range all {
		switch n := content.(type) {
		case *model.Note:
			if n.Grade != b2 {
				t.Errorf("the note %s has the grade %q", n.ID, n.Grade)
			}
			notes = append(notes, *n)
		case *record.Grade:
			if records++; key.Sentence != (model.Span{}) {
				ofSentences++
			}
		}
	}
	newest := record.GradingNotes(notes)
	if len(notes) != 3 || records != len(newest) {
		t.Errorf("the grades of %d notes on %d subjects became %d", len(notes), len(newest), records)
	}
	for key, n := range newest {
		want := b2
		if n.Target.Sentence == nil {
			want.Information = ""
		}
		g, _ := all[key].(*record.Grade)
		if g == nil || g.Grade != want || g.Note != n.ID || g.Analyst != n.Analyst || g.Basis != "" || !g.At.Equal(n.Updated) {
			t.Errorf("the grade of the note %s became %+v", n.ID, g)
		}
	}
	storagetest.Check(t, path)
	p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := p.Statistics(); err != nil || s.Graded != ofSentences {
		t.Errorf("%+v sentences are graded (%v), want %d", s, err, ofSentences)
	}
	// One is changed twice, another one is removed.
	left := 2
	for key, n := range newest {
		before := all[key].(*record.Grade)
		first, second := *before, *before
		first.Grade.Source, second.Grade.Source, second.Note = "C", "D", ""
		c := edit.Change{At: epoch, Analyst: n.Analyst, Verb: edit.Grade, Edits: []edit.Edit{edit.Of(key, before, &first)}}
		if left--; left == 0 {
			c.Edits = []edit.Edit{edit.Of[record.Grade](key, before, nil)}
		}
		p.Enqueue(c)
		if left == 0 {
			break
		}
		p.Enqueue(edit.Change{At: epoch, Analyst: n.Analyst, Verb: edit.Grade, Edits: []edit.Edit{edit.Of(key, &first, &second)}})
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Error(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, path)
}

// In version 1, a digit could be all that a note on an article said. It is left to the note.
func TestADigitOfAnArticleStaysInItsNoteInMigration(t *testing.T) {
	for key, content := range held(t, gradedNotes(t, model.Grade{Information: "2"})) {
		switch r := content.(type) {
		case *record.Grade:
			if key.Sentence == (model.Span{}) || r.Grade.String() != "2" {
				t.Errorf("%+v has the grade %+v", key, r)
			}
		case *model.Note:
			if r.Grade.Information != "2" {
				t.Errorf("the note %s lost its grade", r.ID)
			}
		}
	}
}
