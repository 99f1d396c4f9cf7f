package model

import (
	"strings"
	"time"
)

// Annotation is one analyst's label on one sentence.
type Annotation struct {
	Analyst string
	Label   LabelKey
	At      time.Time // UTC
}

// Grade is an Admiralty (NATO AJP-2.1) rating: the source's reliability A–F and the
// information's credibility 1–6, rated independently. An empty half is unrated.
type Grade struct {
	Source      string `json:"source,omitempty"`      // "A" … "F"
	Information string `json:"information,omitempty"` // "1" … "6"
}

// IsZero reports whether neither half is rated.
func (g Grade) IsZero() bool { return g == Grade{} }

// Valid reports whether each half is empty or in its range.
func (g Grade) Valid() bool {
	return in(g.Source, "ABCDEF") && in(g.Information, "123456")
}

func in(half, of string) bool {
	return half == "" || len(half) == 1 && strings.Contains(of, half)
}

// String returns the grade as analysts write it: "B2", "B", "2" or "".
func (g Grade) String() string { return g.Source + g.Information }

// NoteTarget is the subject of a note: a sentence, an article or an outlet. Exactly
// one of Article and Outlet is set; Sentence is set only with Article.
type NoteTarget struct {
	Article  ArticleID
	Sentence *Span // nil for a note on a whole article or an outlet
	Outlet   string
}

// OnSentence returns the target for a note on one sentence.
func OnSentence(article ArticleID, span Span) NoteTarget {
	return NoteTarget{Article: article, Sentence: &span}
}

// OnArticle returns the target for a note on a whole article.
func OnArticle(article ArticleID) NoteTarget { return NoteTarget{Article: article} }

// OnOutlet returns the target for a note on the outlet with the given name.
func OnOutlet(name string) NoteTarget { return NoteTarget{Outlet: name} }

// Same reports whether t and other are the same target. It compares outlets by
// their OutletID.
func (t NoteTarget) Same(other NoteTarget) bool {
	if t.Article != other.Article || OutletIDOf(t.Outlet) != OutletIDOf(other.Outlet) {
		return false
	}
	if t.Sentence == nil || other.Sentence == nil {
		return t.Sentence == other.Sentence
	}
	return *t.Sentence == *other.Sentence
}

// Note is a reliability note: an analyst's judgement of a source or of its
// information.
type Note struct {
	ID      string // random, so that it is unique across projects
	Target  NoteTarget
	Analyst string
	Text    string
	Grade   Grade
	Created time.Time // UTC
	Updated time.Time // UTC
}
