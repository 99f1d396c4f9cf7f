// Package sources counts who is let speak: the voices of a project, how often each outlet
// lets them speak, and how the outlets are graded.
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

// Table says which outlet lets which voice speak, according to one analyst.
type Table struct {
	Voices  []Voice
	Outlets []Outlet
	// Contradictions are grades that do not go together.
	Contradictions []Contradiction
}

// Voice is a row of the table.
type Voice struct {
	model.Voice
	Aliases []string
	Letter  string                  // the analyst's grade of the voice, or ""
	Count   map[model.OutletID]Uses // by outlet; articles without an outlet have the id ""
	Total   Uses
}

// Outlet is a column of the table.
type Outlet struct {
	ID       model.OutletID
	Name     string // "" for articles without an outlet
	Articles int
	Total    Uses
	Letter   string         // the analyst's grade of the outlet, or ""
	Profile  *model.Profile // the project's, or nil
}

// Contradiction is a sentence whose grade does not go with that of its source.
type Contradiction struct {
	Article  model.ArticleID
	Sentence model.Span // in bytes
	Rule     Rule
	Grade    model.Grade // the letter in force, and the digit of the sentence
}

// Rule is the reason why grades contradict one another.
type Rule string

// The rules.
const (
	UnreliableConfirmed Rule = "unreliable-confirmed" // the source is D or E, but the sentence 1
	ReliableImprobable  Rule = "reliable-improbable"  // the source is A or B, but the sentence 5
	NearerBetter        Rule = "nearer-better"        // the outlet is D or E, but its article, voice or sentence A or B
)
