package edit

import (
	"time"

	"assay.app/assay/model"
)

// The times of labels and notes
//
// When projects are put together, the later of two labels that an analyst gave
// the same sentence stands, and the later of two versions of a note. Clocks are
// wrong at times: a label that was given on a computer living in 2031 would
// stand against every correction made before that year. So what is written is
// never dated before what it replaces:
//
//	claim       2031-01-01 00:00:00             on a wrong clock
//	quote       2031-01-01 00:00:00.000000001   the correction, in 2026
//
// A label that was taken away leaves nothing behind that could be looked at, so
// a Clock can be shown recent changes: where one of them took away a label that
// is dated in the future, the next label is dated after it.

// lastYear is the last year that a time in a set can have.
const lastYear = 9999

// Later returns the time of something written at now in place of something
// dated replaced: now, or a nanosecond after replaced if that is later.
func Later(now, replaced time.Time) time.Time {
	next := replaced.Add(time.Nanosecond)
	if now.After(next) {
		return now
	}
	if next.UTC().Year() > lastYear {
		return replaced
	}
	return next
}

// Clock dates labels and notes. All of them get their times from one.
type Clock struct {
	now   time.Time
	taken map[annotated]time.Time // labels taken away that were dated in the future
}

// At returns a clock that stands at now and has seen the recent changes, which
// may be in any order.
func At(now time.Time, recent ...Change) Clock {
	c := Clock{now: now}
	for _, change := range recent {
		for _, e := range change.Edits {
			a, ok := e.(Annotation)
			if !ok || a.After != nil || a.Before == nil || a.Before.At.Before(now) {
				continue
			}
			if c.taken == nil {
				c.taken = map[annotated]time.Time{}
			}
			place := annotated{a.Article, a.Sentence, a.Analyst}
			if a.Before.At.After(c.taken[place]) {
				c.taken[place] = a.Before.At
			}
		}
	}
	return c
}

// Label makes the edit that gives the sentence the analyst's label, "" for
// none. It reports false if the sentence has that label already.
func (c Clock) Label(doc *model.Document, sentence model.Span, analyst string, label model.LabelKey) (Annotation, bool) {
	e := Annotation{Article: doc.ID, Sentence: sentence, Analyst: analyst}
	before, labelled := doc.Annotation(sentence, analyst)
	if before.Label == label {
		return e, false
	}
	at := c.now
	if labelled {
		e.Before = &before
		at = Later(at, before.At)
	}
	if label == "" {
		return e, true
	}
	if taken, ok := c.taken[annotated{doc.ID, sentence, analyst}]; ok {
		at = Later(at, taken)
	}
	e.After = &model.Annotation{Analyst: analyst, Label: label, At: at}
	return e, true
}

// Note dates a note that is written in place of before, nil for a new one.
func (c Clock) Note(n model.Note, before *model.Note) model.Note {
	if n.Created.IsZero() {
		n.Created = c.now
	}
	n.Updated = c.now
	if before != nil {
		n.Updated = Later(c.now, before.Updated)
	}
	return n
}
