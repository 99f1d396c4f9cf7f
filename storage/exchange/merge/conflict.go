package merge

import (
	"cmp"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Which of two stands
//
// Set and project may have different labels of an analyst on one sentence, and
// different versions of a note. The later one stands, and of two with the same
// time the one that is greater in a fixed order of their contents. So two
// projects that load each other's sets end with the same, whichever loads
// first. Where both have the same content, the later time is kept: a label
// that is dated in the future in one project must be replaced by a label dated
// after it in the other.
//
// What was taken away in the project leaves nothing in it to compare with. Its
// history knows when that was: see clearings.

// compareNotes compares two versions of a note; the greater one stands.
func compareNotes(a, b model.Note) int {
	return cmp.Or(
		a.Updated.Compare(b.Updated), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Grade.String(), b.Grade.String()),
		cmp.Compare(a.Analyst, b.Analyst), strings.Compare(placeOf(a.Target), placeOf(b.Target)),
	)
}

// placeOf names what a note is about.
func placeOf(t model.NoteTarget) string {
	at := string(t.Article) + "\n" + string(model.OutletIDOf(t.Outlet))
	if t.Sentence != nil {
		at += "\n" + t.Sentence.String()
	}
	return at
}

// clearings are the labels and notes that were taken away in a project, with
// the time since when.
type clearings struct {
	labels map[labelPlace]time.Time
	notes  map[string]time.Time // by id
}

// labelPlace is what a label is about, and whose it is.
type labelPlace struct {
	article  model.ArticleID
	sentence model.Span
	analyst  string
}

// clearingsPage is how many changes are read at a time. Some hold thousands of
// edits.
const clearingsPage = 16

// clearingsOf reads the history of dst. Of what was taken away more than once
// the newest time counts, and only what stands: a change that was undone took
// nothing away, and to undo or to go back is not to say that a label is wrong.
// Nor is what a recovery found missing.
func clearingsOf(dst Target) (*clearings, error) {
	c := &clearings{labels: map[labelPlace]time.Time{}, notes: map[string]time.Time{}}
	var standing edit.Standing
	for before := ^uint64(0); ; {
		page, err := dst.History(before, clearingsPage)
		if err != nil || len(page) == 0 {
			return c, err
		}
		for _, change := range page {
			if undone := standing.Undone(change); !undone && decides(change) {
				c.add(change)
			}
		}
		before = page[len(page)-1].ID
	}
}

// decides reports whether what a change takes away is taken away on purpose.
func decides(c edit.Change) bool {
	switch c.Verb {
	case edit.GoBack, edit.Recover, edit.Lost:
		return false
	}
	return len(c.Undoes)+len(c.Redoes) == 0
}

func (c *clearings) add(change edit.Change) {
	for _, e := range change.Edits {
		switch e := e.(type) {
		case edit.Annotation:
			if e.After == nil && e.Before != nil {
				keepLatest(c.labels, labelPlace{e.Article, e.Sentence, e.Analyst}, edit.Later(change.At, e.Before.At))
			}
		case edit.NoteText:
			if e.After == nil && e.Before != nil {
				keepLatest(c.notes, e.Before.ID, edit.Later(change.At, e.Before.Updated))
			}
		}
	}
}

func keepLatest[K comparable](m map[K]time.Time, key K, at time.Time) {
	if at.After(m[key]) {
		m[key] = at
	}
}
