package edit

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Edit is a change of one value of the project, with the value before and after. It is a
// Record, Metadata, Units or Presence. Differences between these types that need nothing
// from outside are methods, so that no other code can forget a type.
type Edit interface {
	// Inverse returns the edit that reverses this one.
	Inverse() Edit

	// About returns the article that the edit changes, or "" if it changes no
	// article.
	About() model.ArticleID
	// Stretch returns the span of the article's text that the edit affects, and false
	// if it does not affect a part of the text.
	Stretch() (model.Span, bool)
	// Apply changes a document that the edit is about. Applying an edit twice is
	// harmless.
	Apply(doc *model.Document)
	// Moves reports whether the edit changes which sentences the corpus has.
	Moves() bool

	// thing returns a key that identifies what the edit changes. Edits with equal keys can
	// be combined.
	thing() any
	// then returns one edit with the effect of this edit and a later one with the same
	// key.
	then(later Edit) Edit
	// idle reports whether the value is the same before and after.
	idle() bool
}

// Record changes one record. A content is nil if the record does not exist on that
// side; see record.Declaration.
type Record struct {
	Key           model.Key
	Before, After any

	// Was and Is are the versions before and after an edit that brings a version from
	// another copy of the project, or withdraws it, and those that a Beside edit removes or
	// adds. Was is nil if there was no version, not even a deleted one. If Is has no stamp,
	// the edit makes the version after it, with the past of Is. In other edits both are
	// nil.
	Was, Is *record.Version

	// Beside marks an edit of a version that is in conflict with the one that stands.
	Beside bool

	// Settles is set if the edit settles a conflict or makes the other version stand.
	Settles *Settlement
}

// Of returns the edit of a record of the type T. A nil content means that the record
// does not exist.
func Of[T any](key model.Key, before, after *T) Record {
	e := Record{Key: key}
	if before != nil {
		e.Before = before
	}
	if after != nil {
		e.After = after
	}
	return e
}

// OfNote returns the edit of a note. At least one side must not be nil.
func OfNote(before, after *model.Note) Record {
	of := after
	if of == nil {
		of = before
	}
	return Of(record.NoteID(of.ID), before, after)
}

// OfLabel returns the edit of an analyst's annotation of a sentence.
func OfLabel(doc *model.Document, sentence model.Span, by string, before, after *model.Annotation) Record {
	return Of(record.OnSentence(doc.ID, sentence, by), before, after)
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
	_ Edit = Record{}
	_ Edit = Metadata{}
	_ Edit = Units{}
	_ Edit = Presence{}
)

// Inverse implements Edit. The inverse of an edit that makes a version makes another one.
// The inverse of an edit that brings a version restores the version before, or withdraws
// the version that was brought.
func (e Record) Inverse() Edit {
	made := e.makes()
	e.Before, e.After, e.Was, e.Is = e.After, e.Before, e.Is, e.Was
	if made {
		e.Was, e.Is = nil, nil
	}
	e.Settles = e.Settles.inverse()
	return e
}

// Inverse implements Edit.
func (e Metadata) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Inverse implements Edit.
func (e Units) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Inverse implements Edit.
func (e Presence) Inverse() Edit { e.Before, e.After = e.After, e.Before; return e }

// Kind returns the declaration of the record's kind.
func (e Record) Kind() *record.Declaration { return record.Of(e.Key.Kind) }

// Owner returns the analyst whose layer the record is part of, or "" if it is part of none.
func (e Record) Owner() string {
	content := e.After
	if content == nil {
		content = e.Before
	}
	return e.Kind().Owner(e.Key, content)
}

// Brought reports whether the edit brings a version from another copy of the project or
// withdraws such a version.
func (e Record) Brought() bool { return (e.Was != nil || e.Is != nil) && !e.makes() }

// makes reports whether the edit makes a version with a past of its own.
func (e Record) makes() bool { return e.Is != nil && e.Is.Made() && !e.Beside }

// Subject returns what the record is about after the edit, or before it if the edit
// deletes the record.
func (e Record) Subject() model.Subject {
	content := e.After
	if content == nil {
		content = e.Before
	}
	return e.Kind().SubjectOf(e.Key, content)
}

// Annotation returns both sides of the edit of an annotation, and false for other
// records.
func (e Record) Annotation() (before, after *model.Annotation, ok bool) {
	return sides[model.Annotation](e)
}

// Note returns both sides of the edit of a note, and false for other records.
func (e Record) Note() (before, after *model.Note, ok bool) { return sides[model.Note](e) }

func sides[T any](e Record) (before, after *T, ok bool) {
	before, isBefore := e.Before.(*T)
	after, isAfter := e.After.(*T)
	return before, after, (isBefore || isAfter) && !e.Beside
}

// About implements Edit.
func (e Record) About() model.ArticleID { return e.Subject().Article }

// Leaves returns the article that the record was about before the edit if the edit moves it to
// another one, and "" otherwise.
func (e Record) Leaves() model.ArticleID {
	if e.Before == nil || e.After == nil || !e.Kind().Moves() {
		return ""
	}
	if from := e.Kind().SubjectOf(e.Key, e.Before).Article; from != e.About() {
		return from
	}
	return ""
}

// Concerns reports whether an edit is about an article, or moves a record away from it.
func Concerns(e Edit, id model.ArticleID) bool {
	if e.About() == id {
		return true
	}
	r, ok := e.(Record)
	return ok && id != "" && r.Leaves() == id
}

// About implements Edit.
func (e Metadata) About() model.ArticleID { return e.Article }

// About implements Edit.
func (e Units) About() model.ArticleID { return e.Article }

// About implements Edit.
func (e Presence) About() model.ArticleID { return e.Article }

// Stretch implements Edit.
func (e Record) Stretch() (model.Span, bool) {
	at := e.Subject().Sentence
	return at, at != model.Span{}
}

// Stretch implements Edit.
func (e Metadata) Stretch() (model.Span, bool) { return model.Span{}, false }

// Stretch implements Edit.
func (e Units) Stretch() (model.Span, bool) {
	if len(e.After) == 0 || len(e.Before) == 0 {
		return model.Span{}, false
	}
	return model.Span{
		Start: min(e.Before[0].Span.Start, e.After[0].Span.Start),
		End:   max(e.Before[len(e.Before)-1].Span.End, e.After[len(e.After)-1].Span.End),
	}, true
}

// Stretch implements Edit.
func (e Presence) Stretch() (model.Span, bool) { return model.Span{}, false }

// Apply implements Edit. A document that the record leaves no longer has it.
func (e Record) Apply(doc *model.Document) {
	if e.Beside {
		return
	}
	after := e.After
	if left := e.Leaves(); left != "" && left == doc.ID {
		after = nil
	}
	e.Kind().Show(doc, e.Key, after)
}

// Apply implements Edit.
func (e Metadata) Apply(doc *model.Document) { doc.Metadata = e.After }

// Apply implements Edit.
func (e Units) Apply(doc *model.Document) {
	if units, ok := model.Replace(doc.Units, e.Before, e.After); ok {
		doc.Units = units
	}
}

// Apply implements Edit.
func (e Presence) Apply(doc *model.Document) { doc.Removed = !e.After }

// Moves implements Edit.
func (e Record) Moves() bool { return false }

// Moves implements Edit.
func (e Metadata) Moves() bool { return false }

// Moves implements Edit.
func (e Units) Moves() bool { return true }

// Moves implements Edit.
func (e Presence) Moves() bool { return true }

// The types of the keys that thing returns. Units never have equal keys, because each
// replaces only a part of the division.
type (
	described model.ArticleID
	present   model.ArticleID
	beside    struct {
		key   model.Key
		stamp record.Stamp
	}
)

func (e Record) thing() any {
	if !e.Beside {
		return e.Key
	}
	of := e.Is
	if of == nil {
		of = e.Was
	}
	return beside{e.Key, of.Stamp}
}
func (e Metadata) thing() any { return described(e.Article) }
func (e Units) thing() any    { return new(byte) }
func (e Presence) thing() any { return present(e.Article) }

func (e Record) then(later Edit) Edit {
	l := later.(Record)
	if e.Brought() && l.Brought() {
		e.After, e.Is = l.After, l.Is
		return e
	}
	e.After, e.Was, e.Is = l.After, nil, nil
	e.Settles = e.Settles.then(l.Settles, e.Kind())
	return e
}
func (e Metadata) then(later Edit) Edit { e.After = later.(Metadata).After; return e }
func (e Units) then(later Edit) Edit    { return later }
func (e Presence) then(later Edit) Edit { e.After = later.(Presence).After; return e }

func (e Record) idle() bool   { return e.Kind().Same(e.Before, e.After) && e.Settles == nil }
func (e Metadata) idle() bool { return e.Before == e.After }
func (e Units) idle() bool    { return false }
func (e Presence) idle() bool { return e.Before == e.After }

// Correcting returns the change that replaces the metadata of a document.
func Correcting(doc *model.Document, after model.Metadata) Change {
	key := record.OnArticle(doc.ID)
	was, _ := doc.Records[key].(*record.Facts)
	return Change{Verb: Correct, Edits: []Edit{
		Metadata{Article: doc.ID, Before: doc.Metadata, After: after},
		Of(key, was, &record.Facts{Metadata: after}),
	}}
}

// Told returns the edits that describe a change. It leaves out edits of quiet records,
// which repeat other edits of the same change, but not those of versions in conflict.
func Told(edits []Edit) []Edit {
	if !slices.ContainsFunc(edits, quiet) {
		return edits
	}
	return slices.DeleteFunc(slices.Clone(edits), quiet)
}

// quiet reports whether an edit repeats another edit of the same change.
func quiet(e Edit) bool {
	r, ok := e.(Record)
	return ok && r.Kind().Quiet && !r.Beside
}

// Inverses returns the inverses of edits, in the order in which to apply them.
func Inverses(edits []Edit) []Edit {
	out := make([]Edit, 0, len(edits))
	for _, e := range slices.Backward(edits) {
		out = append(out, e.Inverse())
	}
	return out
}
