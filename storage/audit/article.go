package audit

import (
	"encoding/binary"
	"fmt"
	"math"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// texts checks that texts are UTF-8 and, if v.encode is set, that they match the
// hashes of the imported files. It skips texts with problems that other checks
// report.
func (v *verifier) texts() error {
	return v.each(ledger.BucketArticles, nil, func(key, value []byte) {
		record, err := codec.DecodeArticle(value)
		if err != nil || len(key) != 8 {
			return // eachArticle reports it
		}
		text := v.value(ledger.BucketTexts, key)
		if text == nil || len(text) != record.Size {
			return // division reports it
		}
		if !utf8.Valid(text) {
			v.report(record.ID, model.Damaged("its text is not UTF-8"))
			return
		}
		v.explain(record.ID, ledger.CheckText(string(text), model.Article{ID: record.ID, SHA256: record.SHA256, Encoding: record.Encoding}, v.encode))
	})
}

// eachArticle checks that the id of each article leads to it, and checks its record
// and everything attached to it.
func (v *verifier) eachArticle() error {
	v.keepProgress()
	err := ledger.ScanStored(ledger.BucketOf(v.tx, ledger.BucketArticles), nil, func(key, stored []byte) error {
		if len(key) != 8 {
			v.report("", model.Damaged("an article has the key %x", key))
			return v.ctx.Err()
		}
		number := binary.BigEndian.Uint64(key)
		record, err := codec.Article{}, error(nil)
		if ledger.Sealed(ledger.BucketArticles, key, stored) {
			if record, err = codec.DecodeArticle(stored[:len(stored)-codec.SealLen]); err != nil {
				v.report("", model.Damaged("the record of article number %d: %v", number, err))
			}
		}
		if record.ID == "" {
			v.gone[number] = true
			v.passProgress(number)
			return v.ctx.Err()
		}
		if at := v.value(ledger.BucketIDs, []byte(record.ID)); string(at) == string(key) {
			v.listed++
		} else if !v.isSpoiled(ledger.BucketIDs, []byte(record.ID)) {
			v.report(record.ID, model.Damaged("it is not found by its id"))
		}
		v.file(number, record)
		v.article(number, record)
		return v.ctx.Err()
	})
	v.passProgress(math.MaxUint64)
	return err
}

// article checks one article and everything attached to it.
func (v *verifier) article(number uint64, record codec.Article) {
	a, err := record.Article()
	if err != nil {
		v.report(record.ID, err)
	}
	structure, text, whole := v.division(number, record)
	if !v.torn && err == nil {
		v.explain(a.ID, v.history.article(number, a))
		if whole {
			v.explain(a.ID, v.history.division(a.ID, text, structure))
		}
	}
	tally := v.records(number, record, structure, whole)
	if tally.Notes != record.Notes {
		v.report(record.ID, model.Damaged("it has %d notes, but its record says %d", tally.Notes, record.Notes))
	}
	if whole && !v.anySpoiled(ledger.BucketRecords, ledger.Key64(number)) {
		v.progress(number, record.ID, tally.Labelled)
	} else {
		v.passProgress(number)
	}
}

// division reads an article's text and structure and checks that they fit each
// other. whole is false if they do not, or if one is missing or cannot be read.
func (v *verifier) division(number uint64, record codec.Article) (s model.Structure, text string, whole bool) {
	key := ledger.Key64(number)
	stored := v.value(ledger.BucketTexts, key)
	whole = true
	switch {
	case v.isSpoiled(ledger.BucketTexts, key):
		whole = false
	case stored == nil && record.Size > 0:
		v.report(record.ID, model.Damaged("its text is missing"))
		whole = false
	case len(stored) != record.Size:
		v.report(record.ID, model.Damaged("its text has %d bytes and not %d", len(stored), record.Size))
		whole = false
	}
	units := v.value(ledger.BucketUnits, key)
	if units == nil {
		if !v.isSpoiled(ledger.BucketUnits, key) {
			v.report(record.ID, model.Damaged("its division into sentences is missing"))
		}
		return s, "", false
	}
	s, err := codec.DecodeStructure(units)
	if err != nil {
		v.report(record.ID, err)
		return s, "", false
	}
	if !whole {
		return s, "", false
	}
	text = string(stored)
	if err := ledger.CheckCover(text, s); err != nil {
		v.report(record.ID, fmt.Errorf("%w: %w", model.ErrDamaged, err))
		return s, "", false
	}
	if n := ledger.CountSentences(s.Units); n != record.Sentences {
		v.report(record.ID, model.Damaged("it has %d sentences, but its record says %d", n, record.Sentences))
	}
	return s, text, true
}
