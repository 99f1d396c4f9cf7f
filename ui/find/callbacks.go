package find

import (
	"image/color"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// TextSearch is what the dialog of the search asks of the window.
type TextSearch struct {
	// Label returns the letter and the colour of the analyst's label on a sentence, or
	// "" if it has none.
	Label func(doc *model.Document, sentence model.Span) (letter string, ink color.Color)
	// Name returns the title of an article and what else is known of it.
	Name func(model.ArticleID) (title, facts string)
	// Complete returns completions for the word at a byte offset of a query.
	Complete func(text string, cursor int) []Completion
	// Unknown returns the labels of a query that the project does not have.
	Unknown func(search.Query) []string
	// Saved are the searches that have a name.
	Saved SavedSearches
	// Actions are what can be done with all hits.
	Actions []SearchAction
	// Open goes to a hit.
	Open func(at int)
	// Closed, if set, is called when the dialog has been closed, before Open.
	Closed func()
	// Explain returns an error as an analyst reads it.
	Explain func(error) string
	// ExplainMistake returns what is wrong with a query, and the way out.
	ExplainMistake func(*search.SyntaxError) string
	// Shortcut runs the command of a shortcut pressed in the dialog. It reports whether
	// there is one, and why it cannot run.
	Shortcut func(fyne.Shortcut) (why string, known bool)
}

// Completion is a completion of a query.
type Completion struct {
	At, End int    // the bytes of the query that it replaces
	Text    string // the replacement
	Title   string
	Detail  string
	Value   bool // it is the value of a filter, not the name of one
}

// SearchAction is something that can be done with all hits.
type SearchAction struct {
	Title string
	Key   string        // "" if unbound
	Why   func() string // why it cannot be done now; "" if it can
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
