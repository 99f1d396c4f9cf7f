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
// A suggested label is an outlined letter in the margin, where the letter of a
// given label is filled. Enter accepts it. The keys of labels work as always. If
// nothing is suggested, or suggestions are turned off, Enter writes a note.

func (w *Window) suggestCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "suggestion.accept", Title: lang.L("Accept the Suggestion or Write a Note"), Group: command.Annotate, Section: command.SuggestionSection,
			Keys:     []command.Key{command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)},
			Disabled: w.needArticle, Run: w.acceptOrWrite,
		},
		{
			ID: "suggestion.all", Title: lang.L("Accept All Suggestions in This Article"), Group: command.Annotate, Section: command.SuggestionSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyReturn), command.Ctrl(fyne.KeyEnter)},
			Disabled: w.needWritable, Run: w.acceptAll,
		},
		{
			ID: "suggestion.why", Title: lang.L("Why This Suggestion?"), Group: command.Annotate, Section: command.SuggestionSection,
			Keys:     []command.Key{command.Rune('y')},
			Disabled: w.needSuggestion, Run: w.explainSuggestion,
		},
	}
}

// suggestToggle returns the command that turns suggestions on and off.
func (w *Window) suggestToggle() *command.Command {
	return &command.Command{
		ID: "view.suggestions", Title: lang.L("Suggested Labels"), Group: command.View, Section: command.MarginSection,
		Keys:     []command.Key{command.Rune('g')},
		Disabled: w.needProject, Run: w.toggleSuggestions,
	}
}

func (w *Window) acceptOrWrite() {
	if _, ok := w.session.Suggestion(); !ok {
		w.inspector.WriteNote(false)
		return
	}
	if why := w.needSentence(); why != "" {
		w.status.SetNotice(why)
		return
	}
	w.report(w.session.Accept())
}

func (w *Window) acceptAll() {
	n, err := w.session.AcceptAll()
	undo := map[string]any{"Undo": w.keyOf("edit.undo")}
	switch {
	case err != nil:
		w.report(err)
	case n == 0 && !w.prefs.Suggest:
		w.status.SetNotice(w.noSuggestions())
	case n == 0:
		w.status.SetNotice(lang.L("There is nothing left to accept in this article."))
	default:
		w.status.SetNotice(words.N("{{.Count}} suggestions accepted. {{.Undo}} takes them back.", n, undo))
	}
}

// clearLabel clears the label of the current sentence or, if it has none, dismisses
// the suggestion.
func (w *Window) clearLabel() {
	if w.session.Dismiss() {
		w.status.SetNotice(lang.L("Suggestion dismissed. {{.Key}} twice brings it back.", map[string]any{"Key": w.keyOf("view.suggestions")}))
		return
	}
	w.report(w.session.ClearLabel())
}

func (w *Window) toggleSuggestions() {
	p := w.prefs.Choices
	p.Suggest = !p.Suggest
	w.apply(p)
	if p.Suggest {
		w.status.SetNotice(lang.L("Labels are suggested. {{.Key}} turns it off.", map[string]any{"Key": w.keyOf("view.suggestions")}))
		return
	}
	w.status.SetNotice(w.noSuggestions())
}

func (w *Window) noSuggestions() string {
	return lang.L("No labels are suggested. {{.Key}} turns it on.", map[string]any{"Key": w.keyOf("view.suggestions")})
}

// explainSuggestion shows the reason for the suggestion for the current sentence,
// and offers to accept it.
func (w *Window) explainSuggestion() {
	found, _ := w.session.Suggestion()
	l, _ := w.session.Codebook().Find(found.Label)
	text := panel.ReasonText(found.Reason)
	if l.Definition != "" {
		text += "\n\n" + l.Name + ": " + l.Definition
	}
	text += "\n\n" + lang.L("Nothing is saved until you accept it. In the article {{.Dismiss}} dismisses it, and the key of any label gives that label.", map[string]any{
		"Dismiss": w.keyOf("label.clear"),
	})
	title := lang.L("Why “{{.Label}}” is suggested", map[string]any{"Label": l.Name})
	dialog.Ask(title, text, lang.L("Accept"), lang.L("Close"), w.win, func(accepted bool) {
		if accepted {
			w.acceptOrWrite()
		}
	})
}

func (w *Window) needSuggestion() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if _, ok := w.session.Suggestion(); ok {
		return ""
	}
	u, ok := w.session.Current()
	switch {
	case !w.prefs.Suggest:
		return w.noSuggestions()
	case ok && u.Kind == model.UnitSentence && w.session.Label() != "":
		return lang.L("This sentence has a label. Suggestions are for those that have none.")
	}
	return lang.L("Nothing is suggested for this sentence.")
}

// suggestedLetter returns the letter of the label suggested for a unit of an open
// article, or "".
func (w *Window) suggestedLetter(doc *model.Document, unit int) string {
	found, ok := w.session.SuggestionIn(doc, unit)
	if !ok {
		return ""
	}
	l, _ := w.session.Codebook().Find(found.Label)
	return l.Letter
}

// showHints shows the keys for the current sentence in the status bar.
func (w *Window) showHints() {
	if w.split == nil { // while splitting, other keys are shown
		w.status.SetKeys(w.hints())
	}
}

// acceptHint returns the key that accepts the suggestion for the current sentence
// with the label, or "" if nothing is suggested.
func (w *Window) acceptHint() string {
	found, ok := w.session.Suggestion()
	key := w.shownKey("suggestion.accept")
	if !ok || key == "" {
		return ""
	}
	l, _ := w.session.Codebook().Find(found.Label)
	return key + " " + lang.L("accept {{.Label}}", map[string]any{"Label": l.Name})
}

// elsewhere calls work on another goroutine and then done on the GUI goroutine.
// Closing the project waits for work, which is short.
func (w *Window) elsewhere(work, done func()) {
	w.working.Go(func() {
		work()
		w.opts.Post(done)
	})
}
