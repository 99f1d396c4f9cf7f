package output

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"assay.app/assay/model"
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

// WriteUnit writes a unit with its labels, attributions and notes, and returns the notes.
func WriteUnit(b *strings.Builder, doc *model.Document, voices record.Voices, name string, u model.Unit) []model.Note {
	fmt.Fprintf(b, "%5s  [%s] %s\n", name, u.Span, OneLine(u.Span.Of(doc.Text)))
	for _, a := range doc.Annotations[u.Span] {
		fmt.Fprintf(b, "       = %s (%s)\n", OneLine(string(a.Label)), OneLine(a.Analyst))
	}
	said := record.Attributed(doc, u.Span)
	slices.SortFunc(said, func(a, b *record.Attribution) int { return strings.Compare(a.Analyst, b.Analyst) })
	for _, a := range said {
		fmt.Fprintf(b, "       > %s (%s)\n", Attribution(voices.Called(a), a), OneLine(a.Analyst))
	}
	notes := doc.NotesOn(model.OnSentence(doc.ID, u.Span))
	WriteNotes(b, notes)
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
