// Package edit describes what an analyst does as reversible changes, and
// keeps track of what can be undone and redone.
package edit

import (
	"slices"
	"time"

	"assay.app/assay/model"
)

// Verb names what the analyst did, for the history and for messages.
type Verb string

// The verbs.
const (
	Tag      Verb = "tag"
	Clear    Verb = "clear"
	Accept   Verb = "accept" // labels that were suggested
	Note     Verb = "note"
	Import   Verb = "import"
	Remove   Verb = "remove"
	Correct  Verb = "correct"
	SetAside Verb = "set aside"
	Restore  Verb = "restore"
	Split    Verb = "split"
	Merge    Verb = "merge"
	Load     Verb = "load"

	// Recover is the change at the end of a history that was saved from a
	// damaged file: what is left of it was put right. Nothing before it can be
	// undone. Lost stands for a change that could not be saved.
	Recover Verb = "recover"
	Lost    Verb = "lost"
)

// Change is one step of the history. It is never altered once stored: undo
// appends a change that names what it undoes.
type Change struct {
	ID      uint64 // place in the history, from 1; given by the store
	At      time.Time
	Analyst string
	Verb    Verb
	Batch   string // changes with the same non-empty batch are undone together
	Edits   []Edit
	Undoes  []uint64 // the changes that this one reverses, newest first
	Redoes  []uint64 // the changes that this one does again, oldest first

	packed *packed // in place of Edits; see Packed
}

// Repeats reports whether everything that the change brings was in the project
// before: it undoes or redoes, goes back, or divides articles otherwise.
func (c Change) Repeats() bool {
	switch c.Verb {
	case GoBack, Split, Merge, SetAside, Restore, Remove, Recover, Lost:
		return true
	}
	return len(c.Undoes)+len(c.Redoes) > 0
}

// Edit is one value of the project before and after. The kinds are the types
// of this package that implement it.
type Edit interface {
	// Inverse is the edit that takes this one back.
	Inverse() Edit
	isEdit()
}

// Annotation changes one analyst's label on one sentence; nil is no label.
type Annotation struct {
	Article       model.ArticleID
	Sentence      model.Span
	Analyst       string
	Before, After *model.Annotation
}

// NoteText changes one note; nil is no such note. The ids of Before and After
// are the same.
type NoteText struct {
	Before, After *model.Note
}

// Metadata changes what is known about one article.
type Metadata struct {
	Article       model.ArticleID
	Before, After model.Metadata
}

// Units replaces a run of an article's units by another that covers the same
// text.
type Units struct {
	Article       model.ArticleID
	Before, After []model.Unit
}

// Presence puts an article into the corpus (After is true) or takes it out.
type Presence struct {
	Article       model.ArticleID
	Before, After bool
}

var (
	_ Edit = Annotation{}
	_ Edit = NoteText{}
	_ Edit = Metadata{}
	_ Edit = Units{}
	_ Edit = Presence{}
)

func (e Annotation) isEdit() {}
func (e NoteText) isEdit()   {}
func (e Metadata) isEdit()   {}
func (e Units) isEdit()      {}
func (e Presence) isEdit()   {}

// Inverse implements Edit.
func (e Annotation) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Inverse implements Edit.
func (e NoteText) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Inverse implements Edit.
func (e Metadata) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Inverse implements Edit.
func (e Units) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Inverse implements Edit.
func (e Presence) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// ID is the id of the note that the edit is about.
func (e NoteText) ID() string { return e.note().ID }

// Target is what the note is about.
func (e NoteText) Target() model.NoteTarget { return e.note().Target }

func (e NoteText) note() model.Note {
	if e.After != nil {
		return *e.After
	}
	if e.Before != nil {
		return *e.Before
	}
	return model.Note{}
}

// Inverses gives the edits that take back all of edits, in the order in which
// they must be made.
func Inverses(edits []Edit) []Edit {
	out := make([]Edit, 0, len(edits))
	for _, e := range slices.Backward(edits) {
		out = append(out, e.Inverse())
	}
	return out
}

// ArticleOf gives the article that an edit touches, or "" for an outlet.
func ArticleOf(e Edit) model.ArticleID {
	switch e := e.(type) {
	case Annotation:
		return e.Article
	case NoteText:
		return e.Target().Article
	case Metadata:
		return e.Article
	case Units:
		return e.Article
	case Presence:
		return e.Article
	}
	return ""
}
