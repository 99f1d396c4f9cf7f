package mend

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"github.com/boltdb/bolt"
)

// repairEdits is the largest number of edits in one change with the verb
// edit.Recover.
const repairEdits = 20_000

func (b *rebuild) write(aside string) error {
	of := ledger.Founding{
		At: b.opts.Now(), Generator: b.opts.Generator, Identity: b.info, Headlines: b.headlines, Codebook: b.opts.Codebook,
	}
	if len(b.labels) > 0 {
		of.Codebook = b.labels
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
		b.writeLabels, b.writeArticles, b.writeOutletNotes, b.writeHistory, b.writeAnalysts,
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
	if w.tx == nil {
		var err error
		if w.tx, err = w.db.Begin(true); err != nil {
			return err
		}
	}
	w.bytes += len(key) + len(value) + 64
	return ledger.BucketOf(ledger.Tx{Tx: w.tx}, name).Put(key, value)
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

func (b *rebuild) writeLabels(w *refill) error {
	for i, l := range b.labels {
		if err := w.encode(ledger.BucketLabels, binary.BigEndian.AppendUint16(nil, uint16(i)), codec.Label(l)); err != nil {
			return err
		}
	}
	return nil
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
	counts, err := b.writeAnnotations(w, a, s)
	if err != nil {
		return err
	}
	for _, note := range a.notes {
		n := b.notes[note]
		b.analysts[n.Analyst] = true
		if err := w.encode(ledger.BucketNotes, ledger.KeyNote(a.number, n.Target, n.ID), codec.NoteOf(n)); err != nil {
			return err
		}
	}
	a.record.Sentences, a.record.Notes = ledger.CountSentences(s.Units), len(a.notes)
	b.report.Saved.Articles++
	b.report.Saved.Notes += len(a.notes)
	errs := errors.Join(
		w.put(ledger.BucketIDs, []byte(id), key), w.put(ledger.BucketFiles, ledger.KeyFile(a.record.ImportPath, a.number), nil), w.encode(ledger.BucketArticles, key, a.record),
		w.put(ledger.BucketTexts, key, text), w.put(ledger.BucketUnits, key, units),
	)
	for analyst, labelled := range counts {
		errs = errors.Join(errs, w.encode(ledger.BucketProgress, ledger.KeyProgress(analyst, a.number), labelled))
	}
	return errs
}

// writeAnnotations writes the annotations of one article and counts those on
// sentences, by analyst and label.
func (b *rebuild) writeAnnotations(w *refill, a *rescued, s model.Structure) (map[string]map[model.LabelKey]int, error) {
	counts := map[string]map[model.LabelKey]int{}
	slices.SortFunc(a.annotations, comparePlaces)
	for _, place := range a.annotations {
		annotation := b.annotations[place]
		b.analysts[place.analyst] = true
		b.report.Saved.Annotations++
		data, err := codec.EncodeAnnotation(annotation)
		if err != nil {
			return nil, err
		}
		if err := w.put(ledger.BucketAnnotations, ledger.KeyAnnotation(a.number, place.sentence, place.analyst), data); err != nil {
			return nil, err
		}
		if ledger.SentenceIn(s.Units, place.sentence) {
			if counts[place.analyst] == nil {
				counts[place.analyst] = map[model.LabelKey]int{}
			}
			counts[place.analyst][annotation.Label]++
		}
	}
	return counts, nil
}

func (b *rebuild) writeOutletNotes(w *refill) error {
	for _, id := range slices.Sorted(maps.Keys(b.notes)) {
		n := b.notes[id]
		if n.Target.Article != "" {
			continue
		}
		b.analysts[n.Analyst] = true
		b.report.Saved.Notes++
		if err := w.encode(ledger.BucketOutletNotes, append(ledger.KeyOutlet(n.Target.Outlet), n.ID...), codec.NoteOf(n)); err != nil {
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
	for repairs := b.repairs; len(repairs) > 0 || b.history.lost > 0 && len(b.repairs) == 0; repairs = repairs[min(repairEdits, len(repairs)):] {
		id++
		value, err := codec.EncodeChange(edit.Change{
			At: b.opts.Now().UTC(), Verb: edit.Recover, Batch: "recover", Edits: repairs[:min(repairEdits, len(repairs))],
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
		if err := w.encode(ledger.BucketAnalysts, []byte(name), nil); err != nil {
			return err
		}
	}
	return nil
}
