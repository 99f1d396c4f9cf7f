// Package sources counts who gets to speak: how often each outlet quotes or reports each
// voice of a project, and how voices and outlets are graded.
package sources

import "assay.app/assay/model"

// Uses counts attributed sentences by their mode of speech.
type Uses struct {
	Direct   int `json:"direct"`
	Indirect int `json:"indirect"`
	Mixed    int `json:"mixed"`
}

// Total returns the number of sentences.
func (u Uses) Total() int { return u.Direct + u.Indirect + u.Mixed }

// Table says how often each outlet quotes or reports each voice, according to one analyst or
// to everybody.
type Table struct {
	Voices  []Voice
	Outlets []Outlet
	// Contradictions are in the order of the articles; see Builder.Table.
	Contradictions []Contradiction
}

// Voice is a row of the table.
type Voice struct {
	model.Voice
	Aliases []string
	Letter  string                  // the letter of the voice's grade, or ""
	Count   map[model.OutletID]Uses // by outlet; articles without an outlet have the id ""
	Total   Uses
}

// Outlet is a column of the table.
type Outlet struct {
	ID       model.OutletID
	Name     string // "" for articles without an outlet
	Articles int
	Total    Uses
	Letter   string         // the letter of the outlet's grade, or ""
	Profile  *model.Profile // the project's, or nil
}

// Contradiction is a sentence or an article whose grade contradicts that of its source.
type Contradiction struct {
	Article  model.ArticleID
	Sentence model.Span // byte offsets into the text; empty for the article itself
	Rule     Rule
	// Grade has the letter in force and the digit of the sentence. For RepeatsDiffer and
	// OneOrigin it is the grade of the sentence itself.
	Grade model.Grade
}

// Rule is the reason why grades contradict one another.
type Rule string

// The rules.
const (
	UnreliableConfirmed Rule = "unreliable-confirmed" // the source is D or E, but the sentence 1
	ReliableImprobable  Rule = "reliable-improbable"  // the source is A or B, but the sentence 5
	NearerBetter        Rule = "nearer-better"        // the outlet is D or E, but its article, voice or sentence A or B
	RepeatsDiffer       Rule = "repeats-differ"       // the analyst graded a sentence that repeats it differently
	OneOrigin           Rule = "one-origin"           // the sentence is 1, but is not a mention of a statement from two independent origins
)
