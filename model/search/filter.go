package search

import "assay.app/assay/model"

// Filter asks something of a sentence that does not stand in its text.
type Filter struct {
	Kind Kind
	Not  bool
	// Values are as they were typed, without quotes; any of them will do. None
	// for Tagged and Untagged.
	Values []string
}

// Kind is what a filter asks about.
type Kind uint8

// The kinds of filters.
const (
	Label    Kind = iota // the sentence has the label
	Outlet               // the article is of the outlet
	Analyst              // the analyst gave the sentence a label
	Date                 // the article was published then
	Note                 // the sentence has a note
	Lang                 // the article is in the language
	Title                // the article is called so
	Tagged               // the sentence has a label
	Untagged             // the sentence has none, and could have one
)

// Needs says what has to be known of a sentence for a query's filters.
type Needs struct {
	Article     bool // what is known about its article: WantsArticle
	Annotations bool // what labels it was given
	Notes       bool // what notes there are on it
}

// Asked is a sentence as filters see it.
type Asked struct {
	Unit        model.Unit
	Annotations []model.Annotation // on it, by anyone
	Notes       []model.Note       // on it, by anyone
	Analyst     string             // who asks; label: is about this analyst's labels unless analyst: says otherwise
	Codebook    model.Codebook     // says what labels are called
}

// Asks says what has to be known for the query's filters.
func (q Query) Asks() (n Needs) { return n }

// WantsArticle reports whether an article passes the filters that ask about
// articles.
func (q Query) WantsArticle(a *model.Article) bool { return true }

// WantsSentence reports whether a sentence passes the filters that ask about
// sentences. Only what Asks asks for needs to be given.
func (q Query) WantsSentence(s Asked) bool { return true }
