package reading

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// How a suggestion is accepted
//
// The margin shows a suggested label as an outlined letter. Enter accepts the
// suggestion for the current sentence. The key of a label assigns that label, even
// if another one is suggested. If nothing is suggested, or suggestions are turned
// off, Enter writes a note.

// SuggestCommands returns the commands that accept and explain suggestions.
func (c *Controller) SuggestCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "suggestion.accept", Title: lang.L("Accept Suggestion or Write Note"), Group: command.Annotate, Section: command.SuggestionSection,
			Keys:     []command.Key{command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)},
			Disabled: c.win.NeedArticle, Now: c.acceptTitle, Run: c.acceptOrWrite,
		},
		{
			ID: "suggestion.all", Title: lang.L("Accept All Suggestions in This Article"), Group: command.Annotate, Section: command.SuggestionSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyReturn), command.Ctrl(fyne.KeyEnter)},
			Disabled: c.needWritable, Run: c.acceptAll,
		},
		{
			ID: "suggestion.why", Title: lang.L("Why This Suggestion?"), Group: command.Annotate, Section: command.SuggestionSection,
			Keys:     []command.Key{command.Rune('y')},
			Disabled: c.needSuggestion, Run: c.explainSuggestion,
		},
	}
}

// MarginCommands returns the commands that show and hide suggestions and the work of
// other analysts.
func (c *Controller) MarginCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "view.suggestions", Title: lang.L("Suggested Labels"), Group: command.View, Section: command.MarginSection,
			Keys:     []command.Key{command.Rune('g')},
			Disabled: c.win.NeedProject, Run: c.toggleSuggestions, On: func() bool { return c.prefs.Suggest },
		},
		{
			ID: "view.others", Title: lang.L("Other Analysts' Work"), Group: command.View, Section: command.MarginSection,
			Keys:     []command.Key{command.Shifted('l')},
			Disabled: c.win.NeedProject, Run: c.toggleOthers, On: func() bool { return c.win.Session() != nil && c.win.Session().SeesAll() },
		},
	}
}

// acceptTitle says what acceptOrWrite would do, if it would accept something.
func (c *Controller) acceptTitle() string {
	if c.win.NeedArticle() == "" && c.win.Session().Suggests() {
		return lang.L("Accept Suggestion")
	}
	return lang.L("Accept Suggestion or Write Note")
}

func (c *Controller) acceptOrWrite() {
	if !c.win.Session().Suggests() {
		c.win.WriteNote()
		return
	}
	c.accept()
}

// accept accepts the suggestions for the current sentence or the selected ones.
func (c *Controller) accept() {
	if why := c.win.NeedSentence(); why != "" {
		c.win.Notice(why)
		return
	}
	c.win.Report(c.win.Session().Accept())
}

func (c *Controller) acceptAll() {
	n, err := c.win.Session().AcceptAll()
	undo := map[string]any{"Undo": c.win.Key("edit.undo")}
	switch {
	case err != nil:
		c.win.Report(err)
	case n == 0 && !c.prefs.Suggest:
		c.win.Notice(c.noSuggestions())
	case n == 0:
		c.win.Notice(lang.L("This article has no more suggestions."))
	default:
		c.win.Notice(words.N("{{.Count}} suggestions accepted. Press {{.Undo}} to undo.", n, undo))
	}
}

// ClearLabel dismisses the suggestion for the current sentence. If there is none,
// it clears the label.
func (c *Controller) ClearLabel() {
	if c.win.Session().Dismiss() {
		c.win.Notice(lang.L("Suggestion dismissed. Press {{.Key}} twice to bring it back.", map[string]any{"Key": c.win.Key("view.suggestions")}))
		return
	}
	c.win.Report(c.win.Session().ClearLabel())
}

func (c *Controller) toggleSuggestions() {
	p := c.prefs.Choices
	p.Suggest = !p.Suggest
	c.win.Apply(p)
	if p.Suggest {
		c.win.Notice(lang.L("Suggestions are on. Press {{.Key}} to turn them off.", map[string]any{"Key": c.win.Key("view.suggestions")}))
		return
	}
	c.win.Notice(c.noSuggestions())
}

func (c *Controller) noSuggestions() string {
	return lang.L("Suggestions are off. Press {{.Key}} to turn them on.", map[string]any{"Key": c.win.Key("view.suggestions")})
}

// explainSuggestion shows the reason for the suggestion for the current sentence,
// and offers to accept it.
func (c *Controller) explainSuggestion() {
	found, _ := c.win.Session().Suggestion()
	l, _ := c.win.Session().Codebook().Find(found.Label)
	text := panel.ReasonText(found.Reason)
	if l.Definition != "" {
		text += "\n\n" + l.Name + ": " + l.Definition
	}
	text += "\n\n" + lang.L("Nothing is saved until you accept it. In the article, press {{.Dismiss}} to dismiss it, or any label key to use that label.", map[string]any{
		"Dismiss": c.win.Key("label.clear"),
	})
	title := lang.L("Why “{{.Label}}” is suggested", map[string]any{"Label": l.Name})
	dialog.Ask(title, text, lang.L("Accept"), lang.L("Close"), c.win.Window(), func(accepted bool) {
		if accepted {
			c.acceptOrWrite()
		}
	})
}

func (c *Controller) needSuggestion() string {
	if why := c.win.NeedArticle(); why != "" {
		return why
	}
	if _, ok := c.win.Session().Suggestion(); ok {
		return ""
	}
	u, ok := c.win.Session().Current()
	switch {
	case !c.prefs.Suggest:
		return c.noSuggestions()
	case ok && u.Kind == model.UnitSentence && c.win.Session().Label() != "":
		return lang.L("This sentence already has a label.")
	}
	return lang.L("There is no suggestion for this sentence.")
}

// suggestedLetter returns the letter of the label suggested for a unit of an open
// article, or "".
func (c *Controller) suggestedLetter(doc *model.Document, unit int) string {
	found, ok := c.win.Session().SuggestionIn(doc, unit)
	if !ok {
		return ""
	}
	l, _ := c.win.Session().Codebook().Find(found.Label)
	return l.Letter
}

// AcceptHint returns the key that accepts the suggestion for the current sentence,
// with the name of the label, or those for the selected sentences. It returns "" if
// nothing is suggested or no key accepts it.
func (c *Controller) AcceptHint() string {
	now, key := c.win.Session(), c.win.ShownKey("suggestion.accept")
	switch {
	case key == "" || !now.Suggests():
		return ""
	case now.Selected() != nil:
		return key + " " + lang.L("accept suggestions")
	}
	found, _ := now.Suggestion()
	l, _ := now.Codebook().Find(found.Label)
	return key + " " + lang.L("accept {{.Label}}", map[string]any{"Label": l.Name})
}
