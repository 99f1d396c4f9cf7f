package storage

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  Keeping progress up to date
//
// The corpus list shows how many sentences of each article an analyst has given
// each label. To count them, all of the article's units and annotations must be
// read. So the counts are stored, and each transaction that changes annotations or
// units updates them:
//
//	a label is put, replaced or deleted         −1 for the old one, +1 for
//	                                            the new one, on a sentence
//	a span stops being a sentence               −1 for each annotation on it
//	a span becomes a sentence                   +1 for each annotation on it
//
// Verify counts everything again and compares.

// divide replaces a run of an article's units and updates the counts.
func (t *transaction) divide(e edit.Units) error {
	a, err := t.structured(e.Article)
	if err != nil {
		return err
	}
	units, err := replaceUnits(a.structure.Units, e, a.structure.Paragraphs, a.record.Size)
	if err != nil {
		return fmt.Errorf("article %s: %w", e.Article, err)
	}
	for _, side := range []struct {
		units, other []model.Unit
		sign         int
	}{{e.Before, e.After, -1}, {e.After, e.Before, +1}} {
		for _, u := range side.units {
			if u.Kind != model.UnitSentence || ledger.SentenceIn(side.other, u.Span) {
				continue
			}
			if err := t.countAll(a, u.Span, side.sign); err != nil {
				return err
			}
		}
	}
	a.record.Sentences += ledger.CountSentences(e.After) - ledger.CountSentences(e.Before)
	a.structure.Units, a.divided = units, true
	return nil
}

// countAll adds the records on a span to the counts, or subtracts them if sign is −1. It
// skips records of kinds that are counted on every unit.
func (t *transaction) countAll(a *openArticle, span model.Span, sign int) error {
	at := model.Subject{Article: a.record.ID, Sentence: span}
	for _, kind := range record.Kinds() {
		if !kind.Counts() || kind.Aside {
			continue
		}
		err := ledger.Scan(t.bucket(ledger.BucketRecords), ledger.KeySpot(a.number, kind.Kind, at), func(stored, value []byte) error {
			s, _ := ledger.ParseRecord(stored)
			key := s.Key(a.record.ID)
			content, err := codec.DecodeCurrent(key, value)
			if err != nil || content == nil {
				return err
			}
			p := model.Progress{Labelled: map[model.LabelKey]int{}}
			kind.Count(&p, content, sign)
			for label, n := range p.Labelled {
				if err := t.count(a, key.Analyst, label, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// count adds by to the number of sentences of an article that the analyst has given
// the label.
func (t *transaction) count(a *openArticle, analyst string, label model.LabelKey, by int) error {
	if a.labelled[analyst] == nil {
		counts := map[model.LabelKey]int{}
		data, err := t.bucket(ledger.BucketProgress).Get(ledger.KeyProgress(analyst, a.number))
		if err != nil {
			return err
		}
		if data != nil {
			if counts, err = codec.DecodeLabelled(data); err != nil {
				return err
			}
		}
		if a.labelled == nil {
			a.labelled, a.counted = map[string]map[model.LabelKey]int{}, map[string]bool{}
		}
		a.labelled[analyst] = counts
	}
	counts := a.labelled[analyst]
	if counts[label] += by; counts[label] == 0 {
		delete(counts, label)
	}
	a.counted[analyst] = true
	return nil
}

// structured opens an article and reads its structure.
func (t *transaction) structured(id model.ArticleID) (*openArticle, error) {
	a, err := t.open(id)
	if err != nil || a.structured {
		return a, err
	}
	data, err := t.bucket(ledger.BucketUnits).Need(ledger.Key64(a.number))
	if err == nil {
		a.structure, err = codec.DecodeStructure(data)
	}
	a.structured = err == nil
	return a, err
}

// isSentence reports whether the span is currently a sentence of the article.
func (t *transaction) isSentence(a *openArticle, span model.Span) (bool, error) {
	a, err := t.structured(a.record.ID)
	return err == nil && ledger.SentenceIn(a.structure.Units, span), err
}
