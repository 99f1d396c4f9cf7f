package mend

import (
	"bytes"
	"errors"
	"maps"
	"slices"

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
		b.writeCopies, b.writeArticles, b.writeRecords, b.writeBeside, b.writeHistory, b.writeAnalysts,
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
	s, again := b.divide(a, string(text))
	if again {
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
	for _, f := range a.records {
		if f.kind().Aside || ledger.SentenceIn(s.Units, f.key.Sentence) {
			tally.Add(f.key, f.saved.content)
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

// writeRecords writes all records, in the order of their keys: by kind, then by article.
func (b *rebuild) writeRecords(w *refill) error {
	kinds := map[model.Kind]bool{}
	for _, f := range b.history.records {
		kinds[f.key.Kind] = kinds[f.key.Kind] || f.saved != nil
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if err := b.writeKind(w, kind, 0, b.general); err != nil {
			return err
		}
		for _, a := range b.articles {
			if err := errors.Join(b.ctx.Err(), b.writeKind(w, kind, a.number, a.records)); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeKind writes the records of a kind about the article with a number.
func (b *rebuild) writeKind(w *refill, kind model.Kind, number uint64, records []*fate) error {
	var entries []entry
	for _, f := range records {
		if f.key.Kind != kind {
			continue
		}
		e, err := b.entry(f, number)
		if err != nil {
			return err
		}
		entries = append(entries, e)
		if f.saved.content != nil && kind == record.Annotation {
			b.report.Saved.Annotations++
		} else if f.saved.content != nil && kind == record.Note {
			b.report.Saved.Notes++
		}
	}
	slices.SortFunc(entries, func(x, y entry) int { return bytes.Compare(x.key, y.key) })
	for _, e := range entries {
		if err := w.put(ledger.BucketRecords, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

// entry is an entry of the bucket of records.
type entry struct {
	key, value []byte
	version    record.Version // with numbered replicas
}

// entry returns the entry of a record about the article with a number. writeCopies must
// have numbered the replicas.
func (b *rebuild) entry(f *fate, number uint64) (e entry, err error) {
	if e.version, err = b.replicas.Numbered(f.saved.version); err != nil {
		return e, err
	}
	b.analysts[e.version.By] = true
	if f.saved.content != nil {
		b.analysts[f.kind().By(f.key, f.saved.content)] = true
	}
	e.key = ledger.KeyRecord(number, f.subject(), f.key)
	e.value, err = codec.EncodeRecord(f.key, f.saved.content, e.version)
	return e, err
}

// writeBeside writes the versions that do not stand.
func (b *rebuild) writeBeside(w *refill) error {
	for _, at := range b.placesBeside() {
		f := b.history.beside[at]
		if f.saved == nil {
			continue
		}
		number := uint64(0)
		if owner := b.byID[f.subject().Article]; owner != nil {
			number = owner.number
		}
		e, err := b.entry(f, number)
		if err == nil {
			err = w.put(ledger.BucketBeside, ledger.KeyBeside(e.key, e.version.Stamp), e.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
	for _, f := range b.history.records {
		if f.saved != nil {
			counter = max(counter, f.saved.version.Counter)
		}
	}
	for _, f := range b.history.beside {
		if f.saved != nil {
			counter = max(counter, f.saved.version.Counter)
		}
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
