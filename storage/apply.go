package storage

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// transaction applies changes in one write transaction of bolt. It keeps the
// records of the articles it has read until finish writes them back, so that many
// changes to one article write its records only once.
type transaction struct {
	tx       ledger.Tx
	last     uint64 // id of the newest change in the history
	head     []byte // its link; nil until record needs it; see ledger/chain.go
	articles map[model.ArticleID]*openArticle
	analysts map[string]bool  // names known to be in the analysts bucket
	replicas *ledger.Replicas // nil until needed
	change   edit.Change      // the change being applied, without its edits
	gate     gate
}

// openArticle holds the data of an article that a transaction has read. finish
// writes it back if it has changed.
type openArticle struct {
	number uint64
	record codec.Article
	old    codec.Article // as stored in the file

	structure  model.Structure
	structured bool // structure was read
	divided    bool // structure was changed

	labelled map[string]map[model.LabelKey]int // by analyst; only those that were read
	counted  map[string]bool                   // analysts whose counts have changed
}

func newTransaction(tx ledger.Tx) (*transaction, error) {
	last, err := ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketHistory))
	return &transaction{
		tx:       tx,
		last:     last,
		articles: map[model.ArticleID]*openArticle{},
		analysts: map[string]bool{},
		gate: newGate(func(name string) (bool, error) {
			return ledger.BucketOf(tx, ledger.BucketAnalysts).Has([]byte(name))
		}),
	}, err
}

func (t *transaction) bucket(name string) ledger.Bucket { return ledger.BucketOf(t.tx, name) }

// apply applies one change and appends it to the history. It does nothing if the
// history already has the change.
func (t *transaction) apply(it item) error {
	switch c := it.change; {
	case c.ID <= t.last:
		return nil
	case c.ID != t.last+1:
		return fmt.Errorf("the history ends at change %d", t.last)
	}
	if err := t.gate.change(it); err != nil {
		return err
	}
	if err := t.addAll(it.documents); err != nil {
		return err
	}
	t.change = it.change
	t.change.Edits = nil
	it, err := t.applyEdits(it)
	if err != nil {
		return err
	}
	if err := errors.Join(t.know(it.change.Analyst), ledger.RemoveMark(t.tx)); err != nil {
		return err
	}
	return t.append(it)
}

// applyEdits applies the edits of a change and returns the change to store. See
// completed for how the two differ.
func (t *transaction) applyEdits(it item) (item, error) {
	completed, n := map[int][]edit.Edit{}, 0
	err := it.each(func(e edit.Edit) error {
		these, changes, err := t.completed(e)
		if changes {
			completed[n] = these
		}
		for i := 0; i < len(these) && err == nil; i++ {
			err = t.edit(these[i])
		}
		n++
		return err
	})
	if err != nil || len(completed) == 0 {
		return it, err
	}
	edits, n := make([]edit.Edit, 0, n+len(completed)), 0
	err = it.each(func(e edit.Edit) error {
		if these, changed := completed[n]; changed {
			edits = append(edits, these...)
		} else {
			edits = append(edits, e)
		}
		n++
		return nil
	})
	it.packed, it.change.Edits = nil, edits
	return it, err
}

func (t *transaction) edit(e edit.Edit) error {
	switch e := e.(type) {
	case edit.Record:
		return t.record(e)
	case edit.Metadata:
		a, err := t.open(e.Article)
		if err == nil {
			a.record.Metadata = codec.Metadata(e.After)
		}
		return err
	case edit.Units:
		return t.divide(e)
	case edit.Presence:
		a, err := t.open(e.Article)
		if err == nil {
			a.record.Removed = !e.After
		}
		return err
	}
	return fmt.Errorf("an edit of type %T is not known", e)
}

// open returns an article of the project. If its data is changed, finish writes it
// back.
func (t *transaction) open(id model.ArticleID) (*openArticle, error) {
	if a := t.articles[id]; a != nil {
		return a, nil
	}
	number, record, err := ledger.ReadArticle(t.tx, id)
	if err != nil {
		return nil, err
	}
	a := &openArticle{number: number, record: record, old: record}
	t.articles[id] = a
	return a, nil
}

// know adds a name to the list of analysts if it is not there yet.
func (t *transaction) know(analyst string) error {
	if analyst == "" || t.analysts[analyst] {
		return nil
	}
	t.analysts[analyst] = true
	return ledger.AddAnalyst(t.tx, analyst, record.AnalystID{})
}

// finish writes the changed articles back.
func (t *transaction) finish() error {
	byNumber := func(a, b *openArticle) int { return cmp.Compare(a.number, b.number) }
	for _, a := range slices.SortedFunc(maps.Values(t.articles), byNumber) {
		if err := t.writeBack(a); err != nil {
			return fmt.Errorf("article %s: %w", a.record.ID, err)
		}
	}
	return nil
}

func (t *transaction) writeBack(a *openArticle) error {
	if a.record != a.old {
		if err := t.bucket(ledger.BucketArticles).Encode(ledger.Key64(a.number), a.record); err != nil {
			return err
		}
	}
	if a.divided {
		data, err := codec.EncodeStructure(a.structure)
		if err != nil {
			return err
		}
		if err := t.bucket(ledger.BucketUnits).Put(ledger.Key64(a.number), data); err != nil {
			return err
		}
	}
	for analyst := range a.counted {
		if err := t.putProgress(ledger.KeyProgress(analyst, a.number), a.labelled[analyst]); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) putProgress(key []byte, counts map[model.LabelKey]int) error {
	b := t.bucket(ledger.BucketProgress)
	if len(counts) == 0 {
		return b.Delete(key)
	}
	data, err := codec.Marshal(counts)
	if err != nil || bytes.Equal(b.Raw.Get(key), ledger.Seal(b.Name, key, data)) {
		return err
	}
	return b.Put(key, data)
}

// append appends a change to the history.
func (t *transaction) append(it item) error {
	if t.head == nil {
		head, err := ledger.ReadHead(t.tx)
		if err != nil {
			return fmt.Errorf("the end of the history: %w", err)
		}
		t.head = head.Link
	}
	data, err := it.encode(t.head)
	if err != nil {
		return err
	}
	id := it.change.ID
	t.last, t.head = id, ledger.LinkOf(id, data)
	return t.bucket(ledger.BucketHistory).PutStored(ledger.Key64(id), ledger.SealInto(ledger.BucketHistory, ledger.Key64(id), data))
}
