package merge

import (
	"cmp"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Which of two versions is kept
//
// Set and project may have different labels of an analyst on one sentence, and
// different versions of a note. The newer one is kept. If both have the same time,
// the one that is greater in a fixed order of their contents is kept. So two
// projects that load each other's sets keep the same version, whichever loads
// first. If both have the same content, the later time is kept.
//
// If a label or note was removed from the project, the set's version is added only
// if it is newer than both the removal and the removed version: see clearings.

// compareNotes compares two versions of a note. A load keeps the greater one.
func compareNotes(a, b model.Note) int {
	return cmp.Or(
		a.Updated.Compare(b.Updated), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Grade.String(), b.Grade.String()),
		cmp.Compare(a.Analyst, b.Analyst), strings.Compare(placeOf(a.Target), placeOf(b.Target)),
	)
}

// placeOf returns a string that identifies a note's target.
func placeOf(t model.NoteTarget) string {
	at := string(t.Article) + "\n" + string(model.OutletIDOf(t.Outlet))
	if t.Sentence != nil {
		at += "\n" + t.Sentence.String()
	}
	return at
}

// clearings holds the labels and notes that were removed from a project, each with
// a time. A label or note of a set is added again only if it is newer than this
// time.
type clearings struct {
	labels map[labelPlace]time.Time
	notes  map[string]time.Time // by id
}

// labelPlace identifies a label by its sentence and analyst.
type labelPlace struct {
	article  model.ArticleID
	sentence model.Span
	analyst  string
}

// clearingsPage is how many changes are read at a time. It is small because a
// change may have thousands of edits.
const clearingsPage = 16

// clearingsOf reads the removals from the history of dst. Changes that were undone
// are ignored. So are removals by undo, redo, going back and recovery, because they
// do not mean that a label is wrong.
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

// decides reports whether the removals of a change were made on purpose.
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
		case edit.Record:
			if e.After == nil && e.Before != nil {
				keepLatest(c.labels, labelPlace{e.Article, e.Sentence, e.Analyst}, edit.Later(change.At, e.Before.At))
			}
		case edit.Record:
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
