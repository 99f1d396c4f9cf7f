package output

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// Units yields the units of a document with their names. The name of a sentence is
// its index, counted from 0; the name of another unit is its kind in parentheses.
func Units(doc *model.Document) iter.Seq2[string, model.Unit] {
	return func(yield func(string, model.Unit) bool) {
		index := 0
		for _, u := range doc.Units {
			name := "(" + u.Kind.String() + ")"
			if u.Kind == model.UnitSentence {
				name = fmt.Sprint(index)
				index++
			}
			if !yield(name, u) {
				return
			}
		}
	}
}

// Said holds what WriteUnit needs besides the article. If Grades is nil, WriteUnit writes no
// grades.
type Said struct {
	Voices record.Voices
	Grades *grading.Table
}

// WriteUnit writes a unit with its labels, attributions, grades in force and notes, and
// returns the notes.
func WriteUnit(b *strings.Builder, doc *model.Document, said Said, name string, u model.Unit) []model.Note {
	fmt.Fprintf(b, "%5s  [%s] %s\n", name, u.Span, OneLine(u.Span.Of(doc.Text)))
	for _, a := range doc.Annotations[u.Span] {
		fmt.Fprintf(b, "       = %s (%s)\n", OneLine(string(a.Label)), OneLine(a.Analyst))
	}
	attributed := record.Attributed(doc, u.Span)
	slices.SortFunc(attributed, func(a, b *record.Attribution) int { return strings.Compare(a.Analyst, b.Analyst) })
	for _, a := range attributed {
		fmt.Fprintf(b, "       > %s (%s)\n", Attribution(said.Voices.Called(a), a), OneLine(a.Analyst))
	}
	if u.Kind == model.UnitSentence && said.Grades != nil {
		for _, analyst := range said.Grades.Graders(doc) {
			if f := said.Grades.InForce(doc, u.Span, analyst); !f.IsZero() {
				fmt.Fprintf(b, "       ^ %s (%s%s)\n", f, OneLine(analyst), inherited(f))
			}
		}
	}
	notes := Notes(doc, model.OnSentence(doc.ID, u.Span))
	WriteNotes(b, notes)
	return notes
}

// inherited returns the source of the letter of a grade, in words. It returns "" if that is the
// sentence itself.
func inherited(f grading.InForce) string {
	if f.Letter == nil {
		return ""
	}
	switch f.From {
	case record.GradedVoice:
		return ", letter of the voice"
	case record.GradedArticle:
		return ", letter of the article"
	case record.GradedOutlet:
		return ", letter of the outlet"
	default:
		return ""
	}
}

// Notes returns the notes on a target in an article, with the grades of which they are the
// basis.
func Notes(doc *model.Document, on model.NoteTarget) []model.Note {
	notes := doc.NotesOn(on)
	for i, n := range notes {
		notes[i].Grade = record.NoteGrade(n, func(key model.Key) *record.Grade { return record.GradeIn(doc, key) })
	}
	return notes
}

// WriteNotes writes notes with their grades and analysts, one on each line.
func WriteNotes(b *strings.Builder, notes []model.Note) {
	for _, n := range notes {
		fmt.Fprintf(b, "       *%s %s (%s)\n", Grade(n), OneLine(n.Text), OneLine(n.Analyst))
	}
}

// Attribution returns an attribution to a voice with the given name on one line.
func Attribution(voice string, a *record.Attribution) string {
	text := OneLine(voice) + ", " + string(a.Mode)
	if a.Cue != "" {
		text += fmt.Sprintf(", “%s”", OneLine(a.Cue))
	}
	if a.Via != "" {
		text += ", via " + OneLine(a.Via)
	}
	if a.Guess {
		text += ", guessed"
	}
	return text
}

// Grade returns a space and a note's grade in brackets, or "" if the note has no
// grade.
func Grade(n model.Note) string {
	if n.Grade.IsZero() {
		return ""
	}
	return " [" + n.Grade.String() + "]"
}
