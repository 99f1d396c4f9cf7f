// Package edit describes the actions of an analyst as reversible changes, and keeps
// track of what can be undone and redone.
package edit

import (
	"slices"
	"time"

	"assay.app/assay/model"
)

// Verb names the action of a change, for the history and for messages.
type Verb string

// The verbs of changes.
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

	// Recover marks that the project was recovered from a damaged file; Undo does
	// not go back beyond it. Lost stands for a change that could not be recovered.
	Recover Verb = "recover"
	Lost    Verb = "lost"
)

// Change is one step of the history. It is never altered once stored: undo appends
// a change that names the changes it undoes.
type Change struct {
	ID      uint64 // place in the history, starting at 1; assigned by the store
	At      time.Time
	Analyst string
	Verb    Verb
	Batch   string // consecutive changes with the same non-empty batch are undone together
	Edits   []Edit
	Undoes  []uint64 // the changes that this one reverses, newest first
	Redoes  []uint64 // the changes that this one repeats, oldest first

	packed *packed // instead of Edits; see Packed
}

// Repeats reports whether the change undoes, redoes or goes back, changes an
// article's units, removes an article, or marks a recovery or a lost change.
func (c Change) Repeats() bool {
	switch c.Verb {
	case GoBack, Split, Merge, SetAside, Restore, Remove, Recover, Lost:
		return true
	}
	return len(c.Undoes)+len(c.Redoes) > 0
}

// Edit is a change of one value of the project, with the value before and after.
// Only the types of this package implement it.
type Edit interface {
	// Inverse returns the edit that reverses this one.
	Inverse() Edit
	isEdit()
}

// Annotation changes one analyst's label on one sentence; nil means no label.
type Annotation struct {
	Article       model.ArticleID
	Sentence      model.Span
	Analyst       string
	Before, After *model.Annotation
}

// NoteText changes one note; nil means that the note does not exist. The ids of
// Before and After are the same.
type NoteText struct {
	Before, After *model.Note
}

// Metadata changes the metadata of one article.
type Metadata struct {
	Article       model.ArticleID
	Before, After model.Metadata
}

// Units replaces a run of an article's units with another run.
type Units struct {
	Article       model.ArticleID
	Before, After []model.Unit
}

// Presence puts an article into the corpus (After is true) or removes it.
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

// ID returns the id of the note that the edit changes.
func (e NoteText) ID() string { return e.note().ID }

// Target returns the target of the note.
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

// Inverses returns the inverses of edits, in the order in which to make them.
func Inverses(edits []Edit) []Edit {
	out := make([]Edit, 0, len(edits))
	for _, e := range slices.Backward(edits) {
		out = append(out, e.Inverse())
	}
	return out
}

// ArticleOf returns the article that an edit changes, or "" if the edit changes a
// note on an outlet.
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
