package dialog

import (
	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// SearchFor is what is searched for.
type SearchFor struct {
	Query   search.Query
	Analyst string
	Limit   int // sentences; what is found beyond them is only counted. 0 for all
}

// Searched says what came of a search, beside what it found.
type Searched struct {
	Whole   bool   // all was found that there is
	Total   int    // how many sentences there are; what was found is the first of them
	AtLeast bool   // there may be more than Total
	Relaxed bool   // nothing is as it was written; what was found is like it
	Slow    string // why it was slower than usual, in a sentence; "" when it was not
}

// Completion is a way in which a query can go on.
type Completion struct {
	At, End int    // what of the query it takes the place of, in bytes
	Text    string // what it puts there
	Title   string
	Detail  string
	Value   bool // it is what a filter looks for; else the name of a filter
}

// SearchAction is something to be done with all that was found.
type SearchAction struct {
	Title string
	Key   string        // "" for none
	Why   func() string // why it cannot be done now; "" when it can
	Do    func()
}

// SavedSearches are the searches that have a name.
type SavedSearches struct {
	List   func() []SavedSearch
	Use    func(name string)
	Rename func(name string, done func()) // asks for the new name
	Remove func(name string)
}

// SavedSearch is a query that has a name.
type SavedSearch struct{ Name, Query string }

// Hit is a sentence or a note that was found.
type Hit struct {
	Article model.ArticleID // "" of a note on an outlet
	Outlet  string          // of a note on an outlet
	Span    model.Span      // of the sentence; empty for a note on an article or an outlet
	Note    bool            // Text is that of a note
	Text    string
	Marks   []model.Span // what matched, within Text
}

// Tally counts what was found.
type Tally struct{ Sentences, Notes, Articles int }
