package model

import (
	"cmp"
	"strings"
)

// Kind is a kind of record, by its number in project files. Package record declares
// the kinds.
type Kind uint8

// Subject is what a record is about: a sentence or a paragraph, an article, an outlet, or
// the whole project if it is zero.
type Subject struct {
	Article  ArticleID
	Sentence Span     // in bytes; zero unless the subject is a sentence or a paragraph
	Outlet   OutletID // set only if Article is empty
}

// Key identifies a record in all copies of a project.
type Key struct {
	Kind    Kind
	Subject        // zero if records of the kind can move from one subject to another
	Analyst string // whose layer the record is in; empty if it is not in an analyst's layer
	ID      string // distinguishes records whose keys are otherwise equal
}

// Compare orders keys by kind, and then by subject, analyst and id.
func (k Key) Compare(other Key) int {
	return cmp.Or(
		cmp.Compare(k.Kind, other.Kind), strings.Compare(string(k.Article), string(other.Article)),
		cmp.Compare(k.Sentence.Start, other.Sentence.Start), cmp.Compare(k.Sentence.End, other.Sentence.End),
		strings.Compare(string(k.Outlet), string(other.Outlet)), strings.Compare(k.Analyst, other.Analyst),
		strings.Compare(k.ID, other.ID),
	)
}

// Subject returns a note's target as a subject.
func (t NoteTarget) Subject() Subject {
	s := Subject{Article: t.Article}
	if t.Article == "" {
		s.Outlet = OutletIDOf(t.Outlet)
	} else if t.Sentence != nil {
		s.Sentence = *t.Sentence
	}
	return s
}
