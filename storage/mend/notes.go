package mend

import (
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// gatherAnnotations decides which annotations to save.
func (b *rebuild) gatherAnnotations() {
	b.annotations = map[annotated]model.Annotation{}
	for key, refs := range b.found[ledger.BucketAnnotations] {
		place, ok := b.placeAt(key)
		fact, said := b.history.annotations[place]
		if !ok || said && (refs[0].origin != live || b.history.decides(b.salvage, ledger.BucketAnnotations, fact.change, true)) {
			continue
		}
		b.values(ledger.BucketAnnotations, key, func(value []byte) bool {
			a, err := codec.DecodeAnnotation(value, place.analyst)
			if err == nil {
				b.annotations[place] = a
			}
			return err == nil
		})
	}
	for place, fact := range b.history.annotations {
		_, have := b.annotations[place]
		if fact.is == nil || have || !b.history.decides(b.salvage, ledger.BucketAnnotations, fact.change, false) {
			continue
		}
		a := *fact.is
		a.Analyst = place.analyst
		b.annotations[place] = a
	}
	lost := map[annotated]bool{}
	for key := range b.bad[ledger.BucketAnnotations] {
		if place, ok := b.placeAt(key); ok {
			if _, have := b.annotations[place]; !have && !(b.history.complete && b.history.annotations[place].is == nil) {
				lost[place] = true
				b.report.Miss("%s cannot be read.", sentence(ledger.NameEntry(ledger.BucketAnnotations, []byte(key))))
			}
		}
	}
	for place, a := range b.annotations {
		owner := b.byID[place.article]
		if owner == nil || ledger.CheckSpan(owner.record.Size, place.sentence) != nil {
			lost[place] = true
			delete(b.annotations, place)
			continue
		}
		owner.annotations = append(owner.annotations, place)
		b.needLabel(a.Label)
	}
	b.report.Lost.Annotations = len(lost)
	b.repairAnnotations()
}

// repairAnnotations makes the edits that lead from the annotations in the history
// to the saved ones.
func (b *rebuild) repairAnnotations() {
	var places []annotated
	for place, fact := range b.history.annotations {
		now, have := b.annotations[place]
		if have != (fact.is != nil) || have && (now.Label != fact.is.Label || !now.At.Equal(fact.is.At)) {
			places = append(places, place)
		}
	}
	for place := range b.annotations {
		if _, said := b.history.annotations[place]; !said {
			places = append(places, place)
		}
	}
	slices.SortFunc(places, comparePlaces)
	for _, place := range places {
		e := edit.Of(record.OnSentence(place.article, place.sentence, place.analyst), b.history.annotations[place].is, nil)
		if now, have := b.annotations[place]; have {
			e.After = &now
		}
		b.repairs = append(b.repairs, e)
	}
}

func comparePlaces(x, y annotated) int {
	if c := strings.Compare(string(x.article), string(y.article)); c != 0 {
		return c
	}
	if c := x.sentence.Start - y.sentence.Start; c != 0 {
		return c
	}
	if c := x.sentence.End - y.sentence.End; c != 0 {
		return c
	}
	return strings.Compare(x.analyst, y.analyst)
}

// placeAt parses the sentence and the analyst of an annotation from its key.
func (b *rebuild) placeAt(key string) (annotated, bool) {
	number, span, analyst, ok := ledger.ParseSpan([]byte(key))
	id := b.ids[number]
	return annotated{article: id, sentence: span, analyst: analyst}, ok && id != ""
}

// gatherNotes decides which notes to save.
func (b *rebuild) gatherNotes() {
	b.notes = map[string]model.Note{}
	for _, bucket := range []string{ledger.BucketNotes, ledger.BucketOutletNotes} {
		for key, refs := range b.found[bucket] {
			b.values(bucket, key, func(value []byte) bool {
				n, err := codec.DecodeNote(value)
				if err != nil {
					return false
				}
				fact, said := b.history.notes[n.ID]
				if !said || refs[0].origin == live && !b.history.decides(b.salvage, bucket, fact.change, true) {
					b.notes[n.ID] = n
				}
				return true
			})
		}
	}
	for id, fact := range b.history.notes {
		bucket := ledger.BucketNotes
		if fact.target.Article == "" {
			bucket = ledger.BucketOutletNotes
		}
		if _, have := b.notes[id]; fact.is != nil && !have && b.history.decides(b.salvage, bucket, fact.change, false) {
			b.notes[id] = *fact.is
		}
	}
	lost := map[string]bool{}
	for _, bucket := range []string{ledger.BucketNotes, ledger.BucketOutletNotes} {
		for key := range b.bad[bucket] {
			id := key[min(len(key), ledger.OutletKeyLen):] // in both buckets, 16 bytes of the key precede a note's id
			if _, have := b.notes[id]; !have && !(b.history.complete && b.history.notes[id].is == nil) {
				lost[id] = true
				b.report.Miss("%s cannot be read.", sentence(ledger.NameEntry(bucket, []byte(key))))
			}
		}
	}
	for id, n := range b.notes {
		owner := b.byID[n.Target.Article]
		if n.Target.Article == "" {
			continue
		}
		if owner == nil || ledger.CheckNote(owner.record.Size, &n) != nil {
			lost[id] = true
			delete(b.notes, id)
			continue
		}
		owner.notes = append(owner.notes, id)
	}
	b.report.Lost.Notes = len(lost)
	b.repairNotes()
}

// repairNotes makes the edits that lead from the notes in the history to the saved
// ones.
func (b *rebuild) repairNotes() {
	ids := map[string]bool{}
	for id, fact := range b.history.notes {
		now, have := b.notes[id]
		ids[id] = have != (fact.is != nil) || have && !sameNote(now, *fact.is)
	}
	for id := range b.notes {
		if _, said := b.history.notes[id]; !said {
			ids[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if !ids[id] {
			continue
		}
		e := edit.OfNote(b.history.notes[id].is, nil)
		if now, have := b.notes[id]; have {
			e.After = &now
		}
		b.repairs = append(b.repairs, e)
	}
}

func sameNote(a, b model.Note) bool {
	return a.Target.Same(b.Target) && a.Analyst == b.Analyst && a.Text == b.Text && a.Grade == b.Grade &&
		a.Created.Equal(b.Created) && a.Updated.Equal(b.Updated)
}
