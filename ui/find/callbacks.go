package find

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/settings"
)

// callbacks connect the search dialog with the controller.
type callbacks struct {
	// Label returns the letter and the colour of the analyst's label on a sentence,
	// or "" if it has none.
	Label func(doc *model.Document, sentence model.Span) (letter string, ink color.Color)
	// Name returns the title of an article, and its outlet and date if they are
	// known.
	Name func(model.ArticleID) (title, facts string)
	// Complete returns completions for the word at a byte offset of a query.
	Complete func(text string, cursor int) []completion
	// Objections returns sentences about names in a query that the project does not have,
	// or whose work is hidden.
	Objections func(search.Query) []string
	// Saved gives access to the saved searches.
	Saved savedSearches
	// Actions are the buttons for the result of the search.
	Actions []action
	// Typed is called when a query is typed.
	Typed func()
	// Open goes to the hit with the index at.
	Open func(at int)
	// Closed, if it is not nil, is called after the dialog has closed. If a hit was
	// chosen, Open is called after Closed.
	Closed func()
	// Explain returns a sentence about an error.
	Explain func(error) string
	// ExplainMistake returns what is wrong with a query and how to correct it.
	ExplainMistake func(*search.SyntaxError) string
	// Shortcut runs the command of a shortcut pressed in the dialog. It reports
	// whether the dialog has the shortcut and, if the command cannot run, why.
	Shortcut func(fyne.Shortcut) (why string, known bool)
}

// completion is a possible completion of a query.
type completion struct {
	At, End int    // byte offsets of the text to replace, in the query
	Text    string // the replacement
	Title   string
	Detail  string
	Value   bool // whether Text is the value of a filter and not the name of one
}

// action is a button for the result of the search.
type action struct {
	Title string
	Key   string        // "" if unbound
	Why   func() string // why it cannot be done now; "" if it can
	Do    func()
}

// savedSearches holds functions that read and change the saved searches.
type savedSearches struct {
	List   func() []settings.Search
	Use    func(name string)
	Rename func(name string, done func()) // asks for the new name
	Remove func(name string)
}

func (c *Controller) callbacks() callbacks {
	return callbacks{
		Label: c.labelOf,
		Name:  c.nameOf,
		Complete: func(text string, cursor int) []completion {
			if c.known == nil {
				c.known = c.vocabulary()
			}
			return completions(text, cursor, *c.known)
		},
		Objections: c.objections,
		Saved:      c.savedSearches(),
		Actions:    c.actions(),
		Typed:      func() { c.here.last = false },
		Open: func(at int) {
			c.EndFindingInArticle()
			c.openHit(at)
		},
		Closed:  c.searchClosed,
		Explain: explain.Error, ExplainMistake: explain.Mistake,
		Shortcut: c.shortcut,
	}
}

// objections implements callbacks.Objections.
func (c *Controller) objections(q search.Query) (sentences []string) {
	s := c.win.Session()
	for _, name := range q.UnknownLabels(slices.Concat(s.StoredCodebook(), s.Codebook())) {
		sentences = append(sentences, lang.L("There is no label “{{.Label}}”.", map[string]any{"Label": name}))
	}
	for _, name := range q.UnknownPhrases(s.PhraseList()) {
		sentences = append(sentences, lang.L("There is no phrase “{{.Phrase}}”.", map[string]any{"Phrase": name}))
	}
	for _, name := range q.UnknownVoices(s.Voices()) {
		sentences = append(sentences, lang.L("There is no voice “{{.Voice}}”.", map[string]any{"Voice": name}))
	}
	for _, title := range q.UnknownStatements(s.Compared().Statements) {
		sentences = append(sentences, lang.L("There is no statement “{{.Statement}}”.", map[string]any{"Statement": title}))
	}
	known := []string{s.Analyst(), s.Called(s.Analyst())}
	hidden := false
	for _, stored := range s.Names().All() {
		names := []string{stored, s.Called(stored), s.Names().Plain(stored)}
		known = append(known, names...)
		hidden = hidden || !s.Sees(stored) && q.NamesAnalyst(names...)
	}
	for _, name := range q.UnknownAnalysts(known) {
		sentences = append(sentences, lang.L("There is no analyst “{{.Analyst}}”.", map[string]any{"Analyst": name}))
	}
	if hidden {
		sentences = append(sentences, lang.L("Other analysts' work is hidden. Press {{.Key}} to show it.", map[string]any{"Key": c.win.Key("view.others")}))
	}
	return sentences
}

// labelOf implements callbacks.Label.
func (c *Controller) labelOf(doc *model.Document, sentence model.Span) (string, color.Color) {
	a, ok := doc.Annotation(sentence, c.win.Session().Analyst())
	if !ok {
		return "", nil
	}
	l, ok := c.win.Session().Codebook().Find(a.Label)
	if !ok {
		return "", nil
	}
	return l.Letter, look.Hex(l.Color)
}

// nameOf implements callbacks.Name.
func (c *Controller) nameOf(id model.ArticleID) (title, facts string) {
	sum, ok := c.win.Session().Summary(id)
	if !ok {
		return string(id), ""
	}
	m := sum.Metadata
	return sum.Heading(), strings.Join(slices.DeleteFunc([]string{m.Outlet, m.Published}, func(s string) bool { return s == "" }), " · ")
}

// shortcut implements callbacks.Shortcut.
func (c *Controller) shortcut(s fyne.Shortcut) (why string, known bool) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return "", false
	}
	cmd := c.win.Commands().Bound(command.Key{Name: custom.KeyName, Mod: custom.Modifier})
	if cmd == nil || cmd.ID != "search.tag" && cmd.ID != "search.export" && cmd.ID != "search.save" {
		return "", false
	}
	if why = cmd.Why(); why == "" {
		cmd.Run()
	}
	return why, true
}
