package mend

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// repairEdits is the largest number of edits in one change with the verb
// edit.Recover.
const repairEdits = 20_000

func (b *rebuild) write(aside string) error {
	of := ledger.Founding{
		At: b.opts.Now(), Generator: b.opts.Generator, Identity: b.info, Headlines: b.headlines, // the labels are written with the other records
	}
	if err := ledger.Create(aside, of); err != nil {
		return err
	}
	db, err := bolt.Open(aside, ledger.FileMode, &bolt.Options{Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	db.NoSync = true // ledger.Finish syncs
	b.analysts = map[string]bool{}
	w := &refill{db: db}
	for _, step := range []func(*refill) error{
		b.writeCopies, b.writeArticles, b.writeRecords, b.writeHistory, b.writeAnalysts,
	} {
		if err == nil {
			err = step(w)
		}
	}
	if err = w.end(err); err != nil {
		return errors.Join(err, db.Close())
	}
	return ledger.Finish(db, aside)
}

// refill fills a new project in transactions of bounded size.
type refill struct {
	db    *bolt.DB
	tx    *bolt.Tx
	bytes int
}

// put stores a value. If the transaction has become large, put first commits it and
// begins another.
func (w *refill) put(name string, key, value []byte) error {
	if w.bytes > ledger.CopyBytes {
		if err := w.tx.Commit(); err != nil {
			return err
		}
		w.tx, w.bytes = nil, 0
	}
	if err := w.begin(); err != nil {
		return err
	}
	w.bytes += len(key) + len(value) + 64
	return ledger.BucketOf(ledger.Tx{Tx: w.tx}, name).Put(key, value)
}

// begin begins a transaction unless there is one.
func (w *refill) begin() (err error) {
	if w.tx == nil {
		w.tx, err = w.db.Begin(true)
	}
	return err
}

func (w *refill) encode(name string, key []byte, value any) error {
	data, err := codec.Marshal(value)
	if err != nil {
		return err
	}
	return w.put(name, key, data)
}

// end commits the last transaction, or rolls it back if err is not nil.
func (w *refill) end(err error) error {
	if w.tx == nil {
		return err
	}
	if err == nil {
		return w.tx.Commit()
	}
	return errors.Join(err, w.tx.Rollback())
}

func (b *rebuild) writeArticles(w *refill) error {
	for _, a := range b.articles {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if err := b.writeArticle(w, a); err != nil {
			return err
		}
	}
	return nil
}

func (b *rebuild) writeArticle(w *refill, a *rescued) error {
	text, err := b.value(ledger.BucketTexts, string(ledger.Key64(a.number)), a.text)
	if err != nil {
		return err // it was readable before
	}
	key, id := ledger.Key64(a.number), a.record.ID
	s, anew := b.divide(a, string(text))
	if anew {
		b.report.Miss("The division of article %s into sentences is lost; the text was divided again.", id)
	}
	if !canUndo(string(text), s, b.history.divisions[id]) {
		b.repairs = append(b.repairs, edit.Units{Article: id, Before: s.Units, After: s.Units})
	}
	units, err := codec.EncodeStructure(s)
	if err != nil {
		return err
	}
	var tally ledger.Tally
	for _, h := range a.records {
		if record.Of(h.Key.Kind).Aside || ledger.SentenceIn(s.Units, h.Key.Sentence) {
			tally.Add(h.Key, h.Content)
		}
	}
	a.record.Sentences, a.record.Notes = ledger.CountSentences(s.Units), tally.Notes
	b.report.Saved.Articles++
	errs := errors.Join(
		w.put(ledger.BucketIDs, []byte(id), key), w.encode(ledger.BucketArticles, key, a.record),
		w.put(ledger.BucketFiles, ledger.KeyFile(a.record.ImportPath, a.number), nil),
		w.put(ledger.BucketTexts, key, text), w.put(ledger.BucketUnits, key, units),
	)
	for analyst, labelled := range tally.Labelled {
		errs = errors.Join(errs, w.encode(ledger.BucketProgress, ledger.KeyProgress(analyst, a.number), labelled))
	}
	return errs
}

// entry is an entry of a bucket of the new project.
type entry struct {
	bucket     string
	key, value []byte
}

// writeRecords writes all records and the versions beside them, in the order of their
// keys. writeCopies must have numbered their replicas.
func (b *rebuild) writeRecords(w *refill) error {
	entries := make([]entry, 0, len(b.records)+len(b.beside))
	add := func(h record.Held, beside bool) error {
		kind := record.Of(h.Key.Kind)
		at, number := kind.SubjectOf(h.Key, h.Content), uint64(0)
		if owner := b.byID[at.Article]; owner != nil {
			number = owner.number
		}
		value, err := codec.EncodeRecord(h.Key, h.Content, h.Version)
		e := entry{ledger.BucketRecords, ledger.KeyRecord(number, at, h.Key), value}
		if beside {
			e.bucket, e.key = ledger.BucketBeside, ledger.KeyBeside(e.key, h.Version.Stamp)
		}
		entries = append(entries, e)
		b.analysts[h.Version.By] = true
		if h.Content != nil {
			b.analysts[kind.By(h.Key, h.Content)] = true
			b.countSaved(h.Key.Kind, beside)
		}
		return err
	}
	for _, h := range b.records {
		if err := add(h, false); err != nil {
			return err
		}
	}
	for _, h := range b.beside {
		if err := add(h, true); err != nil {
			return err
		}
	}
	slices.SortFunc(entries, func(x, y entry) int {
		return cmp.Or(strings.Compare(x.bucket, y.bucket), bytes.Compare(x.key, y.key))
	})
	for i, e := range entries {
		if i%1024 == 0 && b.ctx.Err() != nil {
			return b.ctx.Err()
		}
		if err := w.put(e.bucket, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

func (b *rebuild) countSaved(kind model.Kind, beside bool) {
	switch {
	case beside:
	case kind == record.Annotation:
		b.report.Saved.Annotations++
	case kind == record.Note:
		b.report.Saved.Notes++
	}
}

// writeHistory writes the history and then the repairs. The changes are unaltered
// up to the first gap and have new links after it. relinked replaces lost changes.
func (b *rebuild) writeHistory(w *refill) error {
	id, link := uint64(0), ledger.FirstLink(b.info.ID)
	put := func(value []byte) error {
		link = ledger.LinkOf(id, value)
		return w.put(ledger.BucketHistory, ledger.Key64(id), value)
	}
	for _, r := range b.history.chosen {
		if id++; id%1024 == 0 && b.ctx.Err() != nil {
			return b.ctx.Err()
		}
		value, err := b.relinked(id, r, link)
		if err == nil {
			err = put(value)
		}
		if err != nil {
			return err
		}
	}
	counter := max(b.newestCounter(), id) + 1
	for repairs := b.repairs; len(repairs) > 0 || b.history.lost > 0 && len(b.repairs) == 0; repairs = repairs[min(repairEdits, len(repairs)):] {
		id++
		value, err := codec.EncodeChange(edit.Change{
			ID: id, Counter: counter, At: b.opts.Now().UTC(), Verb: edit.Recover, Batch: "recover", Edits: repairs[:min(repairEdits, len(repairs))],
		}, link)
		if err == nil {
			err = put(value)
		}
		if err != nil || len(repairs) == 0 {
			return err
		}
	}
	return nil
}

// newestCounter returns the highest counter of a version or a change.
func (b *rebuild) newestCounter() uint64 {
	counter := b.history.counter
	for _, h := range b.records {
		counter = max(counter, h.Version.Counter)
	}
	for _, h := range b.beside {
		counter = max(counter, h.Version.Counter)
	}
	return counter
}

// relinked returns a change as it is to be stored, with link as the link of the
// change before it. For a lost change it returns one with the verb edit.Lost.
func (b *rebuild) relinked(id uint64, r ref, link []byte) ([]byte, error) {
	if r.size == 0 {
		return codec.EncodeChange(edit.Change{ID: id, Verb: edit.Lost}, link)
	}
	c, value, err := b.change(id, r)
	if err != nil {
		return nil, err
	}
	b.analysts[c.Analyst] = true
	held, err := codec.LinkIn(value)
	if err != nil {
		return nil, err
	}
	if bytes.Equal(held, link) {
		return value, nil
	}
	return codec.EncodeChange(c, link)
}

func (b *rebuild) writeAnalysts(w *refill) error {
	for name := range b.analysts {
		if name == "" {
			continue
		}
		id := ledger.AnalystIDIn(b.info.ID, name)
		b.values(ledger.BucketAnalysts, name, func(value []byte) bool {
			found, err := ledger.DecodeAnalyst([]byte(name), value)
			if err == nil {
				id = found
			}
			return err == nil
		})
		value, err := ledger.EncodeAnalyst(id)
		if err == nil {
			err = w.put(ledger.BucketAnalysts, []byte(name), value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
