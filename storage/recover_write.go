package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// repairEdits is how many edits one change of edit.Recover holds at most.
const repairEdits = 20_000

// write makes the new project.
func (b *rebuild) write(aside string) error {
	opts := b.opts
	opts.Identity = b.info
	if len(b.labels) > 0 {
		opts.Codebook = b.labels
	}
	if err := format(aside, opts); err != nil {
		return err
	}
	db, err := bolt.Open(aside, fileMode, &bolt.Options{Timeout: defaultTimeout})
	if err != nil {
		return err
	}
	db.NoSync = true // until the end
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
	return finishNew(db, aside)
}

// refill fills a new project in transactions of a bounded size.
type refill struct {
	db    *bolt.DB
	tx    *bolt.Tx
	bytes int
}

// put stores a value.
func (w *refill) put(name string, key, value []byte) error {
	if w.bytes > copyBytes {
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
	return bucketOf(txn{Tx: w.tx}, name).put(key, value)
}

// encode encodes a value and stores it.
func (w *refill) encode(name string, key []byte, value any) error {
	data, err := marshal(value)
	if err != nil {
		return err
	}
	return w.put(name, key, data)
}

// end ends the last transaction.
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
		if err := w.encode(bucketLabels, binary.BigEndian.AppendUint16(nil, uint16(i)), labelRecord(l)); err != nil {
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
	text, err := b.value(bucketTexts, string(key64(a.number)), a.text)
	if err != nil {
		return err // it could be read a moment ago
	}
	key, id := key64(a.number), a.record.ID
	s, anew := b.divide(a, string(text))
	if anew {
		b.report.Miss("The division of article %s into sentences is lost; it was divided anew.", id)
	}
	if !leadsBack(string(text), s, b.past.divisions[id]) {
		b.repairs = append(b.repairs, edit.Units{Article: id, Before: s.Units, After: s.Units})
	}
	units, err := encodeStructure(s)
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
		if err := w.encode(bucketNotes, keyNote(a.number, n.Target, n.ID), noteRecordOf(n)); err != nil {
			return err
		}
	}
	a.record.Sentences, a.record.Notes = countSentences(s.Units), len(a.notes)
	b.report.Saved.Articles++
	b.report.Saved.Notes += len(a.notes)
	errs := errors.Join(
		w.put(bucketIDs, []byte(id), key), w.encode(bucketArticles, key, a.record),
		w.put(bucketTexts, key, text), w.put(bucketUnits, key, units),
	)
	for analyst, labelled := range counts {
		errs = errors.Join(errs, w.encode(bucketProgress, keyProgress(analyst, a.number), labelled))
	}
	return errs
}

// writeAnnotations writes those of one article and counts them.
func (b *rebuild) writeAnnotations(w *refill, a *rescued, s model.Structure) (map[string]map[model.LabelKey]int, error) {
	counts := map[string]map[model.LabelKey]int{}
	slices.SortFunc(a.annotations, comparePlaces)
	for _, place := range a.annotations {
		annotation := b.annotations[place]
		b.analysts[place.analyst] = true
		b.report.Saved.Annotations++
		data, err := encodeAnnotation(annotation)
		if err != nil {
			return nil, err
		}
		if err := w.put(bucketAnnotations, keyAnnotation(a.number, place.sentence, place.analyst), data); err != nil {
			return nil, err
		}
		if sentenceIn(s.Units, place.sentence) {
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
		if err := w.encode(bucketOutletNotes, append(keyOutlet(n.Target.Outlet), n.ID...), noteRecordOf(n)); err != nil {
			return err
		}
	}
	return nil
}

// writeHistory writes the history: what was read of it as it was, as long as
// it hangs together, and newly linked behind the first gap.
func (b *rebuild) writeHistory(w *refill) error {
	id, link := uint64(0), firstLink(b.info.ID)
	put := func(value []byte) error {
		link = linkOf(id, value)
		return w.put(bucketHistory, key64(id), value)
	}
	for _, r := range b.past.chosen {
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
	for repairs := b.repairs; len(repairs) > 0 || b.past.lost > 0 && len(b.repairs) == 0; repairs = repairs[min(repairEdits, len(repairs)):] {
		id++
		value, err := encodeChange(edit.Change{
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

// relinked gives a change as it is stored behind a link.
func (b *rebuild) relinked(id uint64, r ref, link []byte) ([]byte, error) {
	if r.size == 0 {
		return encodeChange(edit.Change{ID: id, Verb: edit.Lost}, link)
	}
	c, value, err := b.change(id, r)
	if err != nil {
		return nil, err
	}
	b.analysts[c.Analyst] = true
	var held linkField
	if err := unmarshal(value, &held); err != nil {
		return nil, err
	}
	if bytes.Equal(held.Link, link) {
		return value, nil
	}
	return encodeChange(c, link)
}

func (b *rebuild) writeAnalysts(w *refill) error {
	for name := range b.analysts {
		if name == "" {
			continue
		}
		if err := w.encode(bucketAnalysts, []byte(name), nil); err != nil {
			return err
		}
	}
	return nil
}
