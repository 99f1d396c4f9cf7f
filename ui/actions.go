package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/words"
)

// undone calls f, which undoes or redoes a change, and shows the result to the
// analyst.
func (w *Window) undone(f func() (edit.Verb, error), say func(what string) string) {
	verb, err := f()
	switch {
	case errors.Is(err, model.ErrNothingToUndo):
		w.status.SetNotice(lang.L("There is nothing to undo."))
	case errors.Is(err, model.ErrNothingToRedo):
		w.status.SetNotice(lang.L("There is nothing to redo."))
	case err != nil:
		w.report(err)
	default:
		w.status.SetNotice(say(panel.VerbName(verb)))
	}
}

func undone(what string) string { return lang.L("Undone: {{.What}}", map[string]any{"What": what}) }
func redone(what string) string { return lang.L("Redone: {{.What}}", map[string]any{"What": what}) }

// turn opens the article n rows further down the list, or up if n is negative. If
// there is no such row, it tells the analyst.
func (w *Window) turn(n int) {
	ok, err := w.session.OpenRow(n)
	if err != nil {
		w.report(err)
		return
	}
	if !ok && n > 0 {
		w.status.SetNotice(lang.L("This is the last article."))
	} else if !ok {
		w.status.SetNotice(lang.L("This is the first article."))
	}
}

func (w *Window) copySentence() {
	doc := w.session.Document()
	if u, ok := w.session.Current(); ok {
		w.app.Clipboard().SetContent(u.Span.Of(doc.Text))
		w.status.SetNotice(lang.L("Sentence copied."))
	}
}

func (w *Window) correct() {
	doc := w.session.Document()
	dialog.ShowMetadata(doc.Metadata, w.win, func(m model.Metadata) {
		w.report(w.session.CorrectMetadata(doc.ID, m))
	})
}

func (w *Window) removeArticle() {
	id := w.session.Document().ID
	row := w.session.RowOf(id)
	if err := w.session.Remove(id); err != nil {
		w.report(err)
		return
	}
	if n := w.session.Shown(); n > 0 && w.session.Document() == nil {
		w.report(w.session.Open(w.session.Row(min(max(row, 0), n-1)).ID))
	}
	w.status.SetNotice(lang.L("Article removed. {{.Undo}} puts it back.", map[string]any{"Undo": w.keyOf("edit.undo")}))
}

// attach puts detached labels and notes back, and says how many.
func (w *Window) attach() {
	before := len(w.session.Detached())
	left, err := w.session.Attach()
	if err != nil {
		w.report(err)
		return
	}
	notice := words.N("{{.Count}} put back on sentences.", before-left)
	if left > 0 {
		notice += " " + words.N("{{.Count}} stay, because you have labelled these sentences.", left)
	}
	w.status.SetNotice(notice)
}

func (w *Window) showPreferences() {
	do := dialog.PreferenceActions{Try: w.apply, ChangeKeys: w.changeKeys}
	if p := w.projects.Current(); p != nil {
		on, err := p.TagsHeadlines()
		if err != nil {
			w.report(err)
			return
		}
		do.Headlines, do.TagHeadlines = on, func(on bool) { w.report(p.SetTagsHeadlines(on)) }
	}
	dialog.ShowPreferences(w.prefs.Choices, w.win, do)
}

// apply puts preferences into effect and saves them.
func (w *Window) apply(p settings.Choices) {
	before := w.prefs.Choices
	name := p.Analyst
	p.Analyst = before.Analyst // set by Rename below, which may ask a question first
	w.prefs.Set(p)
	after := w.prefs.Choices
	w.motion.still = after.Still
	if before.Theme() != after.Theme() {
		w.app.Settings().SetTheme(after.Theme())
		// The theme may have changed the height of the menu bar. Fyne takes the new
		// height into account only when the content is set.
		w.win.SetContent(w.win.Content())
	}
	if w.session != nil {
		w.session.SetAdvance(after.Advance)
		w.session.SetSuggest(after.Suggest)
	}
	if name != before.Analyst {
		w.projects.Rename(name)
	}
}

func (w *Window) toggleMode() {
	p := w.prefs.Choices
	p.Mode = look.Dark
	if look.IsDark(look.Variant()) {
		p.Mode = look.Light
	}
	w.apply(p)
}

func (w *Window) about() {
	dialog.ShowAbout(w.opts.Version, assets.Licences(), w.win)
}

// sentenceMenu opens the context menu of a unit. offset is the byte offset in the
// article's text at which the analyst clicked.
func (w *Window) sentenceMenu(unit, offset int, at fyne.Position) {
	w.session.MoveTo(unit)
	offset = w.reading.NearestWord(offset)
	labels := []*command.Command{}
	for _, l := range w.session.Codebook() {
		labels = append(labels, w.table.Find(labelCommand(l.Key)))
	}
	split := &command.Command{Title: lang.L("Split Here"), Run: func() { w.reading.SplitAt(offset) }}
	w.contextMenu(at,
		append(labels, w.table.Find(clearLabelID)),
		w.found("note.write", "sentence.aside", "sentence.copy"),
		append([]*command.Command{split}, w.found("sentence.merge")...),
	)
}

// found returns the commands with the ids.
func (w *Window) found(ids ...command.ID) (out []*command.Command) {
	for _, id := range ids {
		out = append(out, w.table.Find(id))
	}
	return out
}

// contextMenu opens a menu of commands at a position of the window, with a line
// between two groups. The commands need not be in the table.
func (w *Window) contextMenu(at fyne.Position, groups ...[]*command.Command) {
	var items []*fyne.MenuItem
	for i, group := range groups {
		if i > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		for _, c := range group {
			item := w.menuItem(c)
			run := item.Action
			item.Action = func() { w.opts.Post(run) } // after the menu has closed
			items = append(items, item)
		}
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

// Report shows err to the analyst, unless it is nil.
func (w *Window) Report(err error) { w.report(err) }

// report logs err and shows it to the analyst, unless it is nil.
func (w *Window) report(err error) {
	if err == nil {
		return
	}
	fyne.LogError("assay", err)
	if w.session != nil && errors.Is(err, model.ErrReadOnly) {
		w.status.SetNotice(lang.L("Nothing can be changed until the work is saved again."))
		return
	}
	dialog.Tell(explain.Title(err), explain.Error(err), w.win)
}

func (w *Window) changeKeys() { dialog.ShowBindings(w.table, w.win) }
