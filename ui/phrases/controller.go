// Package phrases lets the analyst give phrases, and lists those of the project.
package phrases

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
)

// Window is what the phrases need from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// Search opens the search in all articles with a query.
	Search(query string)
	// Key returns the first key of a command, or the command's quoted title if it
	// has no key.
	Key(command.ID) string

	// The Need methods return why a command cannot run, or "".
	NeedProject() string
	NeedSentence() string
	NeedWritableArticle() string
	NeedOutlet() string
}

// Controller runs the commands about phrases.
type Controller struct{ win Window }

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win} }

// Commands returns the commands about phrases.
func (c *Controller) Commands() []*command.Command {
	add := func(scope session.Scope) func() { return func() { c.Add(scope) } }
	return []*command.Command{
		{
			ID: "phrase.add", Title: lang.L("Add Phrase…"), Group: command.Annotate, Section: command.PhraseSection,
			Keys:     []command.Key{command.Rune('t')},
			Disabled: c.win.NeedSentence, Run: add(session.SentenceScope),
		},
		{
			ID: "phrase.article", Title: lang.L("Add Phrase to Article…"), Group: command.Annotate, Section: command.PhraseSection, Submenu: lang.L("Phrases"),
			Keys:     []command.Key{command.Shifted('t')},
			Disabled: c.win.NeedWritableArticle, Run: add(session.ArticleScope),
		},
		{
			ID: "phrase.outlet", Title: lang.L("Add Phrase to Outlet…"), Group: command.Annotate, Section: command.PhraseSection, Submenu: lang.L("Phrases"),
			Disabled: c.win.NeedOutlet, Run: add(session.OutletScope),
		},
		{
			ID: "phrases.show", Title: lang.L("Phrases…"), Group: command.Annotate, Section: command.PhraseSection, Submenu: lang.L("Phrases"),
			Disabled: c.win.NeedProject, Run: c.Show,
		},
	}
}

// Find opens the search for what has a phrase, from the analyst who works or, if by is not
// empty, from the analyst who is called that.
func (c *Controller) Find(p model.Phrase, by string) {
	filters := []search.Filter{{Kind: search.Phrase, Values: []string{p.Name}}}
	if by != "" {
		filters = append(filters, search.Filter{Kind: search.Analyst, Values: []string{by}})
	}
	c.win.Search(search.Query{Filters: filters}.String() + " ")
}

// need returns why nothing in a scope can get a phrase, or "".
func (c *Controller) need(scope session.Scope) string {
	switch scope {
	case session.ArticleScope:
		return c.win.NeedWritableArticle()
	case session.OutletScope:
		return c.win.NeedOutlet()
	}
	return c.win.NeedSentence()
}

// whyNot explains why the list of phrases cannot be changed, or returns "" if the general
// explanation of the error is all there is to say.
func whyNot(err error) string {
	switch {
	case errors.Is(err, model.ErrPhraseExists):
		return lang.L("Another phrase has this name. Join the two instead.")
	case errors.Is(err, model.ErrPhraseUsed):
		return lang.L("This phrase is in use, perhaps by another analyst or in an article that was removed. Join it into another phrase instead.")
	case errors.Is(err, model.ErrPhraseStarts):
		return lang.L("Every project offers this phrase. Rename it, or join it into another one.")
	}
	return ""
}
