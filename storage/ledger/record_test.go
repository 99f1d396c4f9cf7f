package ledger

import (
	"bytes"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

// someSpots are in the order of their keys.
var someSpots = []Spot{
	{Kind: record.Annotation, Number: 2, Subject: model.Subject{Sentence: model.Span{Start: 0, End: 20}}, Analyst: "Ines"},
	{Kind: record.Annotation, Number: 2, Subject: model.Subject{Sentence: model.Span{Start: 0, End: 20}}, Analyst: "Ines Maria"},
	{Kind: record.Annotation, Number: 2, Subject: model.Subject{Sentence: model.Span{Start: 21, End: 300}}, Analyst: "Ünal"},
	{Kind: record.Annotation, Number: 300, Subject: model.Subject{Sentence: model.Span{Start: 1, End: 2}}, Analyst: "Ines"},
	{Kind: record.Label, ID: "claim"},
	{Kind: record.Note, ID: "n0"}, // deleted
	{Kind: record.Note, Subject: model.Subject{Outlet: "tide post"}, ID: "n1"},
	{Kind: record.Note, Number: 2, ID: "n2"},
	{Kind: record.Note, Number: 2, Subject: model.Subject{Sentence: model.Span{Start: 0, End: 20}}, ID: "n3"},
	{Kind: 200, Number: 2, Analyst: "Ines", ID: "x"},
	{Kind: 200, Number: 2, Analyst: "Ines", ID: "y"},
}

func TestKeysOfRecordsSayWhatTheyAreOf(t *testing.T) {
	var keys [][]byte
	for _, s := range someSpots {
		key := KeyRecord(s.Number, s.On("a"), s.Key("a"))
		keys = append(keys, key)
		if back, ok := ParseRecord(key); !ok || back != s {
			t.Errorf("%+v comes back as %+v", s, back)
		}
		if ArticleIn(key) != s.Number || !bytes.HasPrefix(key, KeyKind(s.Number, s.Kind)) || !bytes.HasPrefix(key, KeySpot(s.Number, s.Kind, s.On("a"))) {
			t.Errorf("the key of %+v is %x", s, key)
		}
		beside := KeyBeside(key, record.StampAt(1<<40, codec.Numbered(7), time.Unix(5, 6)))
		if of, ok := CutBeside(beside); !ok || !bytes.Equal(of, key) {
			t.Errorf("%x beside %x", of, key)
		}
	}
	if !slices.IsSortedFunc(keys, bytes.Compare) {
		t.Errorf("not in order: %x", keys)
	}
}

func TestVersionsInConflictHaveKeysOfTheirOwn(t *testing.T) {
	s := someSpots[0]
	of := KeyRecord(s.Number, s.On("a"), s.Key("a"))
	seen := map[string]bool{}
	for _, stamp := range []record.Stamp{
		record.StampAt(1, codec.Numbered(1), time.Unix(5, 0)), record.StampAt(2, codec.Numbered(1), time.Unix(5, 0)),
		record.StampAt(1, codec.Numbered(2), time.Unix(5, 0)), record.StampAt(1, codec.Numbered(1), time.Unix(6, 0)),
		record.StampAt(1, codec.Numbered(1), time.Unix(5, 1<<20)),
	} {
		key := string(KeyBeside(of, stamp))
		if seen[key] {
			t.Errorf("%+v has the key of another version", stamp)
		}
		seen[key] = true
	}
}

// inFile calls fn in a write transaction of a new project, and then another in a read
// transaction.
func inFile(t *testing.T, write, read func(Tx) error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.assay")
	if err := Create(path, Founding{At: time.Unix(1e9, 0), Codebook: model.DefaultCodebook()}); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, FileMode, &bolt.Options{Timeout: DefaultTimeout})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(Unguarded(write)); err != nil {
		t.Fatal(err)
	}
	if err := db.View(Unguarded(read)); err != nil {
		t.Fatal(err)
	}
}

func TestReplicasAreNumberedInTheOrderInWhichTheyCome(t *testing.T) {
	ids := []record.Replica{{9}, {1, 2}, {5, 5, 5}}
	inner := record.StampAt(4, ids[2], time.Unix(7, 8))
	v := record.Version{Stamp: record.StampAt(9, ids[1], time.Unix(9, 9)), Past: []record.Run{{First: inner, Last: inner}}, By: "Ines"}
	inFile(t, func(tx Tx) error {
		r, err := ReplicasOf(tx, time.Unix(5, 0))
		if err != nil {
			return err
		}
		for i, id := range append(slices.Clone(ids), ids...) {
			if number, err := r.Number(id); err != nil || number != uint32(i%len(ids)+1) {
				t.Errorf("%s has the number %d (%v)", id, number, err)
			}
		}
		return nil
	}, func(tx Tx) error {
		r, err := ReplicasOf(tx, time.Unix(5, 0))
		if err != nil {
			return err
		}
		for i, id := range append([]record.Replica{{}}, ids...) {
			if got, err := r.ID(uint32(i)); err != nil || got != id {
				t.Errorf("number %d is %s (%v)", i, got, err)
			}
		}
		if _, err := r.ID(9); !model.IsDamage(err) {
			t.Errorf("a number that was never given: %v", err)
		}
		if r.Next() != 4 {
			t.Errorf("the next number is %d", r.Next())
		}
		numbered, err := r.Numbered(v)
		if err != nil || codec.NumberOf(numbered.Replica) != 2 || codec.NumberOf(numbered.Past[0].Last.Replica) != 3 {
			t.Errorf("%+v is numbered as %+v (%v)", v, numbered, err)
		}
		if back, err := r.Identified(numbered); err != nil || !reflect.DeepEqual(back, v) {
			t.Errorf("%+v comes back as %+v (%v)", v, back, err)
		}
		return nil
	})
}

func TestAFileSaysWhichCopyItIs(t *testing.T) {
	self := Self{Number: 3, File: []byte("here")}
	inFile(t, func(tx Tx) error {
		if _, known, err := ReadSelf(tx); known || err != nil {
			t.Errorf("a new file says that it is a copy (%v)", err)
		}
		return WriteSelf(tx, self)
	}, func(tx Tx) error {
		got, known, err := ReadSelf(tx)
		if !known || !reflect.DeepEqual(got, self) {
			t.Errorf("it says %+v (%v)", got, known)
		}
		return err
	})
}

func TestDeletedRecordsAreSkipped(t *testing.T) {
	on := record.OnSentence("a", model.Span{Start: 0, End: 20}, "Ines")
	deleted := record.OnSentence("a", model.Span{Start: 21, End: 40}, "Ines")
	v := record.Version{Stamp: record.StampAt(1, record.Replica{}, time.Unix(5, 0))}
	inFile(t, func(tx Tx) error {
		for key, content := range map[model.Key]any{on: &model.Annotation{Analyst: "Ines", Label: "claim", At: v.Time()}, deleted: nil} {
			value, err := codec.EncodeRecord(key, content, v)
			if err != nil {
				return err
			}
			if err := BucketOf(tx, BucketRecords).Put(KeyRecord(1, key.Subject, key), value); err != nil {
				return err
			}
		}
		return nil
	}, func(tx Tx) error {
		var found []model.Key
		err := EachRecord(tx, 1, "a", func(key model.Key, _ any) error {
			found = append(found, key)
			return nil
		})
		if !slices.Equal(found, []model.Key{on}) {
			t.Errorf("found %+v", found)
		}
		var walked []model.Span
		errWalk := WalkRecords(tx, record.Annotation).At(1, func(span model.Span, _ any) error {
			walked = append(walked, span)
			return nil
		})
		if !slices.Equal(walked, []model.Span{on.Sentence}) || errWalk != nil {
			t.Errorf("walked through %v (%v)", walked, errWalk)
		}
		return err
	})
}
