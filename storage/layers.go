package storage

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Layer counts what one analyst did.
type Layer struct {
	Labels      int                // sentences of the corpus with a label
	Records     map[model.Kind]int // records in the layer, by kind, without those on removed articles
	First, Last time.Time          // of the analyst's changes; zero if there are none
}

// Layers returns the layers of all analysts by stored name. It reads all records and the
// whole history.
func (p *Project) Layers() (map[string]*Layer, error) {
	names, err := p.Analysts()
	if err != nil {
		return nil, err
	}
	labels, err := p.Labels("")
	if err != nil {
		return nil, err
	}
	all := map[string]*Layer{}
	for _, name := range names {
		all[name] = &Layer{Labels: labels[name], Records: map[model.Kind]int{}}
	}
	if err := p.View("count the records of the analysts", func(tx ledger.Tx) error { return countLayers(tx, all) }); err != nil {
		return nil, err
	}
	for before := ^uint64(0); ; {
		page, err := p.History(before, historyPage)
		if err != nil || len(page) == 0 {
			return all, err
		}
		for _, c := range page {
			if l := all[c.Analyst]; l != nil {
				l.at(c.At)
			}
		}
		before = page[len(page)-1].ID
	}
}

// historyPage is the number of changes that Layers reads at a time.
const historyPage = 256

func (l *Layer) at(t time.Time) {
	if l.First.IsZero() || t.Before(l.First) {
		l.First = t
	}
	if t.After(l.Last) {
		l.Last = t
	}
}

// countLayers counts the records in the layers.
func countLayers(tx ledger.Tx, all map[string]*Layer) error {
	removed := map[uint64]bool{}
	err := ledger.EachArticle(tx, func(number uint64, r codec.Article) error {
		if r.Removed {
			removed[number] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, kind := range record.Kinds() {
		if !kind.Layer {
			continue
		}
		err := ledger.Scan(ledger.BucketOf(tx, ledger.BucketRecords), []byte{byte(kind.Kind)}, func(key, value []byte) error {
			s, ok := ledger.ParseRecord(key)
			if !ok {
				return model.Damaged("a record has the key %x", key)
			}
			content, err := codec.DecodeCurrent(s.Key(""), value)
			if l := all[kind.Owner(s.Key(""), content)]; err == nil && content != nil && l != nil && !removed[s.Number] {
				l.Records[kind.Kind]++
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
