package edit

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// lastYear is the last year that an annotation set can express.
const lastYear = 9999

// Later returns the time for a value that is written at now and replaces one dated
// replaced. It is now, or a nanosecond after replaced if that is later. If that
// nanosecond is after the year 9999, Later returns replaced.
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

// Clock dates labels and notes.
type Clock struct {
	now   time.Time
	taken map[model.Key]time.Time // times of removed labels that were dated in the future
	book  model.Codebook          // for annotations that are outdated
}

// At returns a clock that is set to now. It dates a new label after any label of the
// same analyst that a recent change removed from the sentence. It ignores packed
// changes. Recent changes may be in any order.
func At(now time.Time, recent ...Change) Clock {
	c := Clock{now: now}
	for _, change := range recent {
		for _, e := range change.Edits {
			r, _ := e.(Record)
			before, after, ok := r.Annotation()
			if !ok || after != nil || before.At.Before(now) {
				continue
			}
			if c.taken == nil {
				c.taken = map[model.Key]time.Time{}
			}
			if before.At.After(c.taken[r.Key]) {
				c.taken[r.Key] = before.At
			}
		}
	}
	return c
}

// Under returns a clock for which assigning the same label again is a change, with the
// present time, if the annotation is outdated; see model.Codebook.Outdated.
func (c Clock) Under(book model.Codebook) Clock {
	c.book = book
	return c
}

// Now returns the time to which the clock is set. A change that uses the clock should
// have this time, too, because its records can then omit it.
func (c Clock) Now() time.Time { return c.now }

// Label returns the edit that sets the analyst's label on the sentence, or removes
// it if label is "". It returns false if that changes nothing.
func (c Clock) Label(doc *model.Document, sentence model.Span, analyst string, label model.LabelKey) (Record, bool) {
	e := Record{Key: record.OnSentence(doc.ID, sentence, analyst)}
	before, labelled := doc.Annotation(sentence, analyst)
	if before.Label == label && !(labelled && c.book.Outdated(before)) {
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
	if taken, ok := c.taken[e.Key]; ok {
		at = Later(at, taken)
	}
	e.After = &model.Annotation{Analyst: analyst, Label: label, At: at}
	return e, true
}

// Note returns n with Updated set, and with Created set if it is zero. Before is
// the note that n replaces, or nil if n is new.
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
