// Package attribute proposes who speaks in the sentences of an article.
package attribute

import "assay.app/assay/model"

// Proposal is an attribution proposed for one unit of a document.
type Proposal struct {
	Unit  int    // index into the document's units
	Voice string // the voice, by its fullest name in the article
	As    string // the words of the article that name it here
	Cue   string // the words that attribute the sentence, such as "said"
	Mode  model.SpeechMode
	Via   string     // the other outlet that the voice spoke to
	Guess bool       // the voice was inferred from a pronoun or from other sentences
	At    model.Span // of As in the article's text, in bytes
}

// Name is a name that an article mentions.
type Name struct {
	Text  string
	Also  []string // its other forms in the article
	Count int
}

// For returns the attributions proposed for a document, at most one for each unit, in the
// order of the units.
func For(*model.Document) []Proposal { return nil }

// Names returns at most the given number of names that a document mentions, most frequent
// first.
func Names(*model.Document, int) []Name { return nil }
