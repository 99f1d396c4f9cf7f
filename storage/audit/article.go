package audit

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
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
	counted := v.annotations(number, record, structure, whole)
	if n := v.notes(number, record); n != record.Notes {
		v.report(record.ID, model.Damaged("it has %d notes, but its record says %d", n, record.Notes))
	}
	if whole && !v.anySpoiled(ledger.BucketAnnotations, ledger.Key64(number)) {
		v.progress(number, record.ID, counted)
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

// annotations checks the annotations of one article and counts them by analyst and
// label. Whether they are on units can be checked only if whole is true.
func (v *verifier) annotations(number uint64, record codec.Article, structure model.Structure, whole bool) map[string]map[model.LabelKey]int {
	counted := map[string]map[model.LabelKey]int{}
	_ = v.each(ledger.BucketAnnotations, ledger.Key64(number), func(key, value []byte) { // the only error is that of ctx
		_, span, analyst, ok := ledger.ParseSpan(key)
		a, err := codec.DecodeAnnotation(value, analyst)
		if !ok || err != nil {
			v.report(record.ID, model.Damaged("%s: %v", nameWithin(boltfile.Place{Bucket: ledger.BucketAnnotations, Key: string(key)}), err))
			return
		}
		v.history.annotation(record.ID, span, a)
		v.analysts[analyst] = true
		if !v.labels[a.Label] {
			v.unknown[a.Label]++
		}
		switch kind, onUnit := unitWith(structure.Units, span); {
		case !whole:
		case !onUnit:
			v.report(record.ID, model.Damaged("the annotation of %q on %v is not on a unit", analyst, span))
		case kind == model.UnitSentence:
			if counted[analyst] == nil {
				counted[analyst] = map[model.LabelKey]int{}
			}
			counted[analyst][a.Label]++
		}
	})
	return counted
}

// unitWith returns the kind of the unit with that span, if there is one.
func unitWith(units []model.Unit, span model.Span) (model.UnitKind, bool) {
	at := sort.Search(len(units), func(i int) bool { return units[i].Span.Start >= span.Start })
	if at == len(units) || units[at].Span != span {
		return 0, false
	}
	return units[at].Kind, true
}

// notes checks the notes on one article and its sentences, and returns their
// number.
func (v *verifier) notes(number uint64, record codec.Article) int {
	n := 0
	_ = ledger.ScanStored(ledger.BucketOf(v.tx, ledger.BucketNotes), ledger.Key64(number), func(key, stored []byte) error { // the only error is that of ctx
		n++
		if !ledger.Sealed(ledger.BucketNotes, key, stored) {
			return nil // counted nevertheless
		}
		note, err := codec.DecodeNote(stored[:len(stored)-codec.SealLen])
		switch {
		case err != nil:
			v.report(record.ID, fmt.Errorf("%s: %w", nameWithin(boltfile.Place{Bucket: ledger.BucketNotes, Key: string(key)}), err))
			return nil
		case note.Target.Article != record.ID || string(ledger.KeyNote(number, note.Target, note.ID)) != string(key):
			v.report(record.ID, model.Damaged("note %s is in the wrong place", note.ID))
		case ledger.CheckNote(record.Size, &note) != nil:
			v.report(record.ID, model.Damaged("note %s is on %v", note.ID, note.Target.Sentence))
		}
		v.analysts[note.Analyst] = true
		v.history.note(note)
		return v.ctx.Err()
	})
	return n
}
