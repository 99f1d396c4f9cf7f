package audit_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

func TestVerifyFindsWhatIsWrong(t *testing.T) {
	// Each defect causes one problem, except these, which contradict the file in
	// several independent ways.
	contradictions := map[string]int{
		"an altered annotation": 2, "a stray annotation": 2, "an annotation without a change": 3,
		"a change in place of another": 2, "a lost note": 2, "a misplaced note": 2,
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
		"an unknown label":     {"labels", func(b *bolt.Bucket) error { return b.Delete([]byte{0, 0}) }, "claim", model.ErrNoLabel},
		"a stray annotation": {"annotations", func(b *bolt.Bucket) error {
			_, value := b.Cursor().First()
			key := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(ledger.Key64(1), 1), 5)
			return put("annotations", b, append(key, "Ines"...), unseal(value))
		}, "is not on a unit", model.ErrDamaged},
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
		"an annotation without a change": {"annotations", func(b *bolt.Bucket) error {
			key, value := b.Cursor().First()
			return put("annotations", b, append(key[:16:16], "Oskar"...), unseal(value))
		}, `annotation of "Oskar" on 0-20 is not in the history`, model.ErrDamaged},
		"a lost note": {"notes", deleteFirst, "what change 2 of the history made is missing", model.ErrDamaged},
		"an altered annotation": {"annotations", func(b *bolt.Bucket) error {
			key, value := b.Cursor().First()
			return put("annotations", b, key, bytes.Replace(unseal(value), []byte("claim"), []byte("quote"), 1))
		}, "differs from change 2 of the history", model.ErrDamaged},
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
		"a forgotten analyst": {"analysts", deleteFirst, "list of analysts", model.ErrDamaged},
		"a misplaced note": {"outletnotes", func(b *bolt.Bucket) error {
			key, value := b.Cursor().First()
			return put("outletnotes", b, append(key[:16:16], "other"...), unseal(value))
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
