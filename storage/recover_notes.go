package storage

import (
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// gatherAnnotations decides which annotations there are.
func (b *rebuild) gatherAnnotations() {
	b.annotations = map[annotationPlace]model.Annotation{}
	for key, refs := range b.found[bucketAnnotations] {
		place, ok := b.placeAt(key)
		fact, said := b.past.annotations[place]
		if !ok || said && (refs[0].origin != live || b.past.decides(b.salvage, bucketAnnotations, fact.change, true)) {
			continue
		}
		b.values(bucketAnnotations, key, func(value []byte) bool {
			a, err := decodeAnnotation(value, place.analyst)
			if err == nil {
				b.annotations[place] = a
			}
			return err == nil
		})
	}
	for place, fact := range b.past.annotations {
		_, have := b.annotations[place]
		if fact.is == nil || have || !b.past.decides(b.salvage, bucketAnnotations, fact.change, false) {
			continue
		}
		a := *fact.is
		a.Analyst = place.analyst
		b.annotations[place] = a
	}
	lost := map[annotationPlace]bool{}
	for key := range b.bad[bucketAnnotations] {
		if place, ok := b.placeAt(key); ok {
			if _, have := b.annotations[place]; !have && !(b.past.complete && b.past.annotations[place].is == nil) {
				lost[place] = true
				b.report.Miss("%s cannot be read.", sentence(nameEntry(bucketAnnotations, []byte(key))))
			}
		}
	}
	for place, a := range b.annotations {
		owner := b.byID[place.article]
		if owner == nil || checkSpan(owner.record.Size, place.sentence) != nil {
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

// repairAnnotations makes the edits from what the history leads to.
func (b *rebuild) repairAnnotations() {
	var places []annotationPlace
	for place, fact := range b.past.annotations {
		now, have := b.annotations[place]
		if have != (fact.is != nil) || have && (now.Label != fact.is.Label || !now.At.Equal(fact.is.At)) {
			places = append(places, place)
		}
	}
	for place := range b.annotations {
		if _, said := b.past.annotations[place]; !said {
			places = append(places, place)
		}
	}
	slices.SortFunc(places, comparePlaces)
	for _, place := range places {
		e := edit.Annotation{Article: place.article, Sentence: place.sentence, Analyst: place.analyst, Before: b.past.annotations[place].is}
		if now, have := b.annotations[place]; have {
			e.After = &now
		}
		b.repairs = append(b.repairs, e)
	}
}

func comparePlaces(x, y annotationPlace) int {
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

// placeAt gives what an annotation is on, from its key.
func (b *rebuild) placeAt(key string) (annotationPlace, bool) {
	number, span, analyst, ok := parseSpan([]byte(key))
	id := b.ids[number]
	return annotationPlace{article: id, sentence: span, analyst: analyst}, ok && id != ""
}

// gatherNotes decides which notes there are.
func (b *rebuild) gatherNotes() {
	b.notes = map[string]model.Note{}
	for _, bucket := range []string{bucketNotes, bucketOutletNotes} {
		for key, refs := range b.found[bucket] {
			b.values(bucket, key, func(value []byte) bool {
				n, err := decodeNote(value)
				if err != nil {
					return false
				}
				fact, said := b.past.notes[n.ID]
				if !said || refs[0].origin == live && !b.past.decides(b.salvage, bucket, fact.change, true) {
					b.notes[n.ID] = n
				}
				return true
			})
		}
	}
	for id, fact := range b.past.notes {
		bucket := bucketNotes
		if fact.target.Article == "" {
			bucket = bucketOutletNotes
		}
		if _, have := b.notes[id]; fact.is != nil && !have && b.past.decides(b.salvage, bucket, fact.change, false) {
			b.notes[id] = *fact.is
		}
	}
	lost := map[string]bool{}
	for _, bucket := range []string{bucketNotes, bucketOutletNotes} {
		for key := range b.bad[bucket] {
			id := key[min(len(key), outletKeyLen):] // the span before a note's id is as long
			if _, have := b.notes[id]; !have && !(b.past.complete && b.past.notes[id].is == nil) {
				lost[id] = true
				b.report.Miss("%s cannot be read.", sentence(nameEntry(bucket, []byte(key))))
			}
		}
	}
	for id, n := range b.notes {
		owner := b.byID[n.Target.Article]
		if n.Target.Article == "" {
			continue
		}
		if owner == nil || checkNote(owner.record.Size, &n) != nil {
			lost[id] = true
			delete(b.notes, id)
			continue
		}
		owner.notes = append(owner.notes, id)
	}
	b.report.Lost.Notes = len(lost)
	b.repairNotes()
}

// repairNotes makes the edits from what the history leads to.
func (b *rebuild) repairNotes() {
	ids := map[string]bool{}
	for id, fact := range b.past.notes {
		now, have := b.notes[id]
		ids[id] = have != (fact.is != nil) || have && !sameNote(now, *fact.is)
	}
	for id := range b.notes {
		if _, said := b.past.notes[id]; !said {
			ids[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if !ids[id] {
			continue
		}
		e := edit.NoteText{Before: b.past.notes[id].is}
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
