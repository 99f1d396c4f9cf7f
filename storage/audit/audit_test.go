package audit_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

func TestVerifyFindsWhatIsWrong(t *testing.T) {
	// Each defect causes one problem, except these, which contradict the file in
	// several independent ways.
	contradictions := map[string]int{
		"an altered annotation": 2, "an annotation outside the text": 2, "an annotation without a change": 3,
		"a change in place of another": 2, "a lost note": 2, "a misplaced note": 2, "a conflict with nothing": 2, "a conflict without a change": 2,
	}
	one := ledger.Key64(1)
	for name, c := range map[string]struct {
		bucket string
		spoil  func(b *bolt.Bucket) error
		want   string
		is     error
	}{
		"a character of a text": {ledger.BucketTexts, func(b *bolt.Bucket) error {
			return put(ledger.BucketTexts, b, one, []byte(strings.Replace(storagetest.Letter, "late", "soon", 1)))
		}, "hash", model.ErrHashMismatch},
		"the end of a text": {ledger.BucketTexts, func(b *bolt.Bucket) error {
			return put(ledger.BucketTexts, b, one, []byte(storagetest.Letter[:40]))
		}, "40 bytes", model.ErrDamaged},
		"a lost text":    {ledger.BucketTexts, func(b *bolt.Bucket) error { return b.Delete(one) }, "missing", model.ErrDamaged},
		"lost units":     {ledger.BucketUnits, func(b *bolt.Bucket) error { return b.Delete(one) }, "division", model.ErrDamaged},
		"lost sentences": {ledger.BucketUnits, func(b *bolt.Bucket) error { return put(ledger.BucketUnits, b, one, []byte{1, 0, 92, 0}) }, "is not in a unit", model.ErrDamaged},
		"lost progress":  {ledger.BucketProgress, deleteFirst, "not stored but counted as claim 1", model.ErrDamaged},
		"wrong progress": {ledger.BucketProgress, func(b *bolt.Bucket) error {
			key, _ := b.Cursor().First()
			value, err := codec.Marshal(map[string]int{"claim": 3})
			return errors.Join(err, put(ledger.BucketProgress, b, key, value))
		}, "stored as claim 3 but counted as claim 1", model.ErrDamaged},
		"a gap in the history": {ledger.BucketHistory, func(b *bolt.Bucket) error { return b.Delete(ledger.Key64(2)) }, "in place of change 2", model.ErrDamaged},
		"a lost article":       {ledger.BucketArticles, func(b *bolt.Bucket) error { return b.Delete(one) }, "leads to no article", model.ErrDamaged},
		"an unknown label": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			return b.Delete(ledger.KeyRecord(0, model.Subject{}, record.LabelKey("claim")))
		}, "claim", model.ErrNoLabel},
		"a conflict with nothing": {ledger.BucketBeside, func(b *bolt.Bucket) error {
			on := record.OnSentence("", model.Span{Start: 1, End: 5}, "Ines")
			value := versioned(t, record.Stamp{Counter: 1})
			return put(ledger.BucketBeside, b, ledger.KeyBeside(onLetter(on), record.Stamp{Counter: 1}), value)
		}, "but one is in conflict", model.ErrDamaged},
		"a stray annotation": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			_, value := first(b, annotations)
			on := record.OnSentence("", model.Span{Start: 1, End: 5}, "Ines")
			return put(ledger.BucketRecords, b, onLetter(on), unseal(value))
		}, `the annotation of "Ines" on sentence 1-5 is not in the history`, model.ErrDamaged},
		"an annotation outside the text": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			_, value := first(b, annotations)
			on := record.OnSentence("", model.Span{Start: 1, End: 5000}, "Ines")
			return put(ledger.BucketRecords, b, onLetter(on), unseal(value))
		}, "is outside the text", model.ErrDamaged},
		"a character of a text, by the disk": {ledger.BucketTexts, func(b *bolt.Bucket) error {
			stored := append([]byte(nil), b.Get(one)...)
			stored[5] ^= 4
			return b.Put(one, stored)
		}, "its text was changed on the disk", model.ErrDamaged},
		"a text in place of units": {ledger.BucketUnits, func(b *bolt.Bucket) error {
			return b.Put(one, ledger.Seal(ledger.BucketTexts, one, []byte(storagetest.Letter)))
		}, "its division into sentences was changed", model.ErrDamaged},
		"an altered change": {ledger.BucketHistory, func(b *bolt.Bucket) error {
			return put(ledger.BucketHistory, b, ledger.Key64(2), bytes.Replace(unseal(b.Get(ledger.Key64(2))), []byte("Seen."), []byte("Held."), 1))
		}, "change 3 of the history does not follow", model.ErrDamaged},
		"a change in place of another": {ledger.BucketHistory, func(b *bolt.Bucket) error {
			return put(ledger.BucketHistory, b, ledger.Key64(2), unseal(b.Get(ledger.Key64(3))))
		}, "does not follow", model.ErrDamaged},
		"an annotation without a change": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			key, value := first(b, annotations)
			s, _ := ledger.ParseRecord(key)
			on := record.OnSentence("", s.Subject.Sentence, "Oskar")
			return put(ledger.BucketRecords, b, onLetter(on), unseal(value))
		}, `the annotation of "Oskar" on sentence 0-20 is not in the history`, model.ErrDamaged},
		"a lost note": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			key, _ := first(b, notes)
			return b.Delete(key)
		}, "what change 2 of the history made is missing", model.ErrDamaged},
		"an altered annotation": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			key, value := first(b, annotations)
			return put(ledger.BucketRecords, b, key, bytes.Replace(unseal(value), []byte("claim"), []byte("quote"), 1))
		}, "differs from change 2 of the history", model.ErrDamaged},
		"a version of an unknown copy": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			return put(ledger.BucketRecords, b, onLetter(strange), versioned(t, record.StampAt(2, codec.Numbered(9), time.Time{})))
		}, "its version was made in a copy with the number 9", model.ErrDamaged},
		"a version of the future": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			return put(ledger.BucketRecords, b, onLetter(strange), versioned(t, record.StampAt(99, codec.Numbered(1), time.Time{})))
		}, "its version has the counter 99, and the newest change has 3", model.ErrDamaged},
		"a conflict without a change": {ledger.BucketBeside, func(b *bolt.Bucket) error {
			stamp := record.StampAt(2, codec.Numbered(1), time.Time{})
			return put(ledger.BucketBeside, b, ledger.KeyBeside(onLetter(strange), stamp), versioned(t, stamp))
		}, `a version in conflict of the annotation of "Ines" on sentence 21-40 is not in the history`, model.ErrDamaged},
		"a misplaced conflict": {ledger.BucketBeside, func(b *bolt.Bucket) error {
			stamp := record.StampAt(2, codec.Numbered(1), time.Time{})
			return put(ledger.BucketBeside, b, ledger.KeyBeside(onLetter(strange), stamp), versioned(t, record.StampAt(1, codec.Numbered(1), time.Time{})))
		}, "it is in the wrong place", model.ErrDamaged},
		"a lost file name": {ledger.BucketFiles, deleteFirst, "not found by the name of its file", model.ErrDamaged},
		"a stray file name": {ledger.BucketFiles, func(b *bolt.Bucket) error {
			return put(ledger.BucketFiles, b, ledger.KeyFile("ferry.txt", 7), nil)
		}, `the file name "ferry.txt" of article number 7 leads to no article`, model.ErrDamaged},
		"another file name": {ledger.BucketFiles, func(b *bolt.Bucket) error {
			return put(ledger.BucketFiles, b, ledger.KeyFile("ferry.txt", 1), nil)
		}, `also found by another name: the file name "ferry.txt"`, model.ErrDamaged},
		"no file name": {ledger.BucketFiles, func(b *bolt.Bucket) error {
			return put(ledger.BucketFiles, b, []byte("ferry"), nil)
		}, "leads to no article", model.ErrDamaged},
		"a file name, by the disk": {ledger.BucketFiles, func(b *bolt.Bucket) error {
			key, _ := b.Cursor().First()
			return b.Put(key, []byte("seal"))
		}, "the name of its file was changed on the disk", model.ErrDamaged},
		"a forgotten analyst": {ledger.BucketAnalysts, deleteFirst, "list of analysts", model.ErrDamaged},
		"a misplaced note": {ledger.BucketRecords, func(b *bolt.Bucket) error {
			key, value := first(b, ledger.KeyKind(0, record.Note))
			s, _ := ledger.ParseRecord(key)
			return put(ledger.BucketRecords, b, ledger.KeyRecord(0, s.Subject, record.NoteID("other")), unseal(value))
		}, "wrong place", model.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			p := spoilable(t)
			if problems, err := p.Verify(t.Context()); err != nil || len(problems) > 0 {
				t.Fatalf("before: %v, %v", problems, err)
			}
			storagetest.Tamper(t, p, func(tx ledger.Tx) error { return c.spoil(tx.Bucket([]byte(c.bucket))) })
			problems, err := p.Verify(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(problems) != max(contradictions[name], 1) {
				t.Errorf("%d problems: %v", len(problems), problems)
			}
			for _, problem := range problems {
				if strings.Contains(problem.String(), c.want) && errors.Is(problem.Err, c.is) {
					return
				}
			}
			t.Errorf("problems %v", problems)
		})
	}
}

// put stores a value with its seal.
func put(bucket string, b *bolt.Bucket, key, value []byte) error {
	return b.Put(key, ledger.Seal(bucket, key, value))
}

// The beginnings of the keys of the annotations and notes on the letter.
var annotations, notes = ledger.KeyKind(1, record.Annotation), ledger.KeyKind(1, record.Note)

// first returns the first entry whose key begins with a prefix.
func first(b *bolt.Bucket, prefix []byte) (key, stored []byte) { return b.Cursor().Seek(prefix) }

// onLetter returns the key of a record about the letter.
func onLetter(key model.Key) []byte {
	return ledger.KeyRecord(1, model.Subject{Article: "letter", Sentence: key.Sentence}, key)
}

// strange is the key of an annotation that the letter does not have.
var strange = record.OnSentence("", model.Span{Start: 21, End: 40}, "Ines")

// versioned returns an annotation with a version.
func versioned(t *testing.T, stamp record.Stamp) []byte {
	t.Helper()
	value, err := codec.EncodeRecord(strange, &model.Annotation{Analyst: "Ines", Label: "claim"}, record.Version{Stamp: stamp})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func deleteFirst(b *bolt.Bucket) error {
	key, _ := b.Cursor().First()
	return b.Delete(key)
}

// spoilable makes a project with an article, an annotation, notes and a correction.
func spoilable(t *testing.T) *storage.Project {
	t.Helper()
	p, err := storage.Create(t.TempDir()+"/spoilt.assay", storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	d := storagetest.Document(storagetest.Letter)
	storagetest.Import(t, p, d)
	c := storagetest.Tag(d, 0, model.Claim)
	c.Edits = append(c.Edits, storagetest.NoteOf("n1", model.OnArticle(d.ID), "Seen."), storagetest.NoteOf("n2", model.OnOutlet("Tide Post"), "Late."))
	p.Enqueue(c)
	p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Correct, Edits: []edit.Edit{
		edit.Metadata{Article: d.ID, After: model.Metadata{Title: "A letter"}},
	}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

// unseal removes the seal without checking it.
func unseal(stored []byte) []byte { return stored[:len(stored)-codec.SealLen] }
