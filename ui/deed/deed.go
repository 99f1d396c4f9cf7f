// Package deed describes the edits of records in words.
package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

// Texts describes edits. Its fields have the names and texts that edits refer to.
type Texts struct {
	Codebook model.Codebook
	// Passage returns a span of an article's text on one line. Brief does not call it.
	Passage func(model.ArticleID, model.Span) string
}

// Label returns the name of a label of the codebook, or its key if it is not there.
func (t Texts) Label(key model.LabelKey) string {
	if l, ok := t.Codebook.Find(key); ok {
		return l.Called()
	}
	return string(key)
}

// Whole describes an edit and its subject in a few words. The text begins with a capital
// letter.
func (t Texts) Whole(e edit.Record) string {
	if e.Beside {
		return words.UpperFirst(t.beside(e))
	}
	return wordingOf(e.Key.Kind).whole(t, e)
}

// Brief describes an edit without its subject, which the analyst is looking at.
func (t Texts) Brief(e edit.Record) string {
	if e.Beside {
		return t.beside(e)
	}
	return wordingOf(e.Key.Kind).brief(t, e)
}

// beside describes the edit of a version that is in conflict with the one that stands.
func (t Texts) beside(e edit.Record) string {
	if e.Is == nil {
		return lang.L("other version dropped: {{.What}}", map[string]any{"What": t.Content(e.Key, e.Before)})
	}
	return lang.L("other version: {{.What}}", map[string]any{"What": t.Content(e.Key, e.After)})
}

// Details returns the lines that describe an edit in full.
func (t Texts) Details(e edit.Record) []string {
	if e.Beside {
		return []string{t.Whole(e)}
	}
	lines := wordingOf(e.Key.Kind).details(t, e)
	if len(lines) == 0 && e.Settles != nil {
		for _, content := range e.Settles.Drops {
			lines = append(lines, words.UpperFirst(t.beside(edit.Record{Key: e.Key, Before: content})))
		}
		for _, content := range e.Settles.Leaves {
			lines = append(lines, words.UpperFirst(t.beside(edit.Record{Key: e.Key, After: content, Is: &record.Version{}})))
		}
	}
	return lines
}

// Content describes the content of a record, which may be nil.
func (t Texts) Content(key model.Key, content any) string {
	w := wordingOf(key.Kind)
	switch {
	case content != nil:
		return w.content(t, key, content)
	case w.missing != nil:
		return w.missing()
	}
	return lang.L("none")
}

// About describes the subject of a record. one and other are its contents in conflict;
// either may be nil.
func (t Texts) About(key model.Key, one, other any) string {
	return wordingOf(key.Kind).about(t, edit.Record{Key: key, Before: one, After: other})
}

// Leads reports whether the description of an edit also describes a step that has other
// edits, too.
func Leads(e edit.Record) bool { return !e.Beside && wordingOf(e.Key.Kind).leads }

// Before returns the line for the value before an edit.
func Before(what string) string { return lang.L("Before: {{.What}}", map[string]any{"What": what}) }

// After returns the line for the value after an edit.
func After(what string) string { return lang.L("After: {{.What}}", map[string]any{"What": what}) }

// Fact is a field with its name, and its values before and after an edit.
type Fact struct{ Name, Before, After string }

// Changed returns lines for the facts that an edit changed.
func Changed(facts ...Fact) []string {
	var lines []string
	for _, f := range facts {
		if f.Before != f.After {
			lines = append(lines,
				lang.L("{{.Fact}} before: “{{.Text}}”", map[string]any{"Fact": f.Name, "Text": f.Before}),
				lang.L("{{.Fact}} after: “{{.Text}}”", map[string]any{"Fact": f.Name, "Text": f.After}))
		}
	}
	return lines
}

// wording has the words for the edits of one kind of record; see Texts.
type wording struct {
	leads   bool
	whole   func(Texts, edit.Record) string
	brief   func(Texts, edit.Record) string
	details func(Texts, edit.Record) []string
	content func(t Texts, key model.Key, content any) string
	missing func() string // the words for a missing content; "none" if nil
	about   func(Texts, edit.Record) string
}

// table has the words for every kind of record.
var table = map[model.Kind]wording{
	record.Annotation:   annotations(),
	record.Division:     divisions(),
	record.FactsKind:    facts(),
	record.Label:        labels(),
	record.Note:         notes(),
	record.PresenceKind: presences(),
	record.PersonKind:   persons(),
	record.PhraseKind:   phrases(),
	record.GivenKind:    givens(),
	record.LayersKind:   layers(),

	record.VoiceKind:       voices(),
	record.AttributionKind: attributions(),
	record.GradeKind:       gradings(),
	record.ChecklistKind:   checklists(),
	record.ProfileKind:     profiles(),
	record.StatementKind:   statements(),
	record.MentionKind:     mentions(),
	record.GapKind:         gaps(),
	record.OriginKind:      origins(),
	record.DismissalKind:   dismissals(),
	record.PredecessorKind: predecessors(),
	record.JudgementKind:   judgements(),
	record.CitationKind:    citations(),
	record.ScaleKind:       scales(),
	record.ExplanationKind: explanations(),
	record.RatingKind:      ratings(),
}

// wordingOf returns the words for a kind. The kind may be unknown.
func wordingOf(kind model.Kind) wording {
	if w, ok := table[kind]; ok {
		return w
	}
	newer := func() string { return lang.L("made by a newer Assay") }
	return wording{
		whole:   func(Texts, edit.Record) string { return words.UpperFirst(newer()) },
		brief:   func(Texts, edit.Record) string { return newer() },
		details: func(Texts, edit.Record) []string { return []string{words.UpperFirst(newer())} },
		content: func(Texts, model.Key, any) string { return newer() },
		about:   func(Texts, edit.Record) string { return words.UpperFirst(newer()) },
	}
}

// sides returns both contents of an edit.
func sides[T any](e edit.Record) (before, after *T) {
	before, _ = e.Before.(*T)
	after, _ = e.After.(*T)
	return before, after
}
