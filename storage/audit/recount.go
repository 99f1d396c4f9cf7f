package audit

import (
	"fmt"
	"hash/maphash"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// recount is the state of each annotation and note according to a history.
type recount struct {
	seed maphash.Seed
	said map[uint64]outcome // by the hash of the place
}

// recount compares each annotation and note with its state according to the
// history.
func (v *verifier) recount() error {
	r := &recount{seed: v.history.seed, said: map[uint64]outcome{}}
	if err := v.eachChange(r.apply, func(uint64, error) {}); err != nil {
		return err
	}
	v.passSpoiled(r)
	err := v.each(ledger.BucketArticles, nil, func(key, value []byte) {
		record, err := codec.DecodeArticle(value)
		if err != nil || len(key) != 8 {
			return
		}
		_ = v.each(ledger.BucketAnnotations, key, func(key, value []byte) { // the only error is that of ctx
			_, span, analyst, ok := ledger.ParseSpan(key)
			if a, err := codec.DecodeAnnotation(value, analyst); ok && err == nil {
				v.explain(record.ID, r.annotation(record.ID, span, a))
			}
		})
		_ = v.each(ledger.BucketNotes, key, func(_, value []byte) {
			if n, err := codec.DecodeNote(value); err == nil {
				v.explain(record.ID, r.note(n))
			}
		})
	})
	if err == nil {
		err = v.each(ledger.BucketOutletNotes, nil, func(_, value []byte) {
			if n, err := codec.DecodeNote(value); err == nil {
				v.explain("", r.note(n))
			}
		})
	}
	if err != nil {
		return err
	}
	v.reportUnfound(r)
	return nil
}

// passSpoiled removes the entries that cannot be read from the state. Their damage
// was already reported.
func (v *verifier) passSpoiled(r *recount) {
	for at := range v.spoiled {
		key := []byte(at.Key)
		switch number, span, rest, ok := ledger.ParseSpan(key); {
		case !ok:
		case at.Bucket == ledger.BucketAnnotations:
			if a := v.record(number); a != nil {
				delete(r.said, hash(r.seed, annotationPlace{a.ID, span, rest}))
			}
		case at.Bucket == ledger.BucketNotes:
			delete(r.said, hash(r.seed, notePlace{rest}))
		case at.Bucket == ledger.BucketOutletNotes:
			delete(r.said, hash(r.seed, notePlace{string(key[ledger.OutletKeyLen:])}))
		}
	}
}

// reportUnfound reports the changes whose annotations or notes are missing from the
// file. It leaves out those on articles that are missing themselves.
func (v *verifier) reportUnfound(r *recount) {
	var changes []uint64
	for _, o := range r.said {
		if number := v.number(o.article); o.article == "" || number != 0 && !v.gone[number] {
			changes = append(changes, o.change)
		}
	}
	slices.Sort(changes)
	for _, id := range slices.Compact(changes) {
		v.report("", model.Damaged("what change %d of the history made is missing", id))
	}
}

func (r *recount) apply(c edit.Change) {
	set := func(at uint64, is bool, value func() uint64, article model.ArticleID) {
		if is {
			r.said[at] = outcome{value(), c.ID, article}
		} else {
			delete(r.said, at)
		}
	}
	for _, e := range c.Edits {
		switch e := e.(type) {
		case edit.Record:
			set(hash(r.seed, annotationPlace{e.Article, e.Sentence, e.Analyst}), e.After != nil,
				func() uint64 { return r.value(*e.After) }, e.Article)
		case edit.Record:
			set(hash(r.seed, notePlace{e.ID()}), e.After != nil,
				func() uint64 { return hashNote(r.seed, *e.After) }, e.About())
		}
	}
}

func (r *recount) value(a model.Annotation) uint64 {
	return hash(r.seed, annotationValue{a.Label, codec.StampOf(a.At)})
}

// take removes an entry of the file from the state, and returns an error if the
// state differs.
func (r *recount) take(what string, at, value uint64) error {
	o, known := r.said[at]
	delete(r.said, at)
	switch {
	case !known:
		return model.Damaged("%s is not in the history", what)
	case o.value != value:
		return model.Damaged("%s differs from change %d of the history", what, o.change)
	}
	return nil
}

func (r *recount) annotation(article model.ArticleID, sentence model.Span, a model.Annotation) error {
	return r.take(fmt.Sprintf("the annotation of %q on %v", a.Analyst, sentence),
		hash(r.seed, annotationPlace{article, sentence, a.Analyst}), r.value(a))
}

func (r *recount) note(n model.Note) error {
	return r.take("note "+n.ID, hash(r.seed, notePlace{n.ID}), hashNote(r.seed, n))
}
