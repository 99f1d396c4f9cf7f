package ui

import (
	"errors"
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/words"
)

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

// writeNote lets the analyst write a note on the current sentence, or the same one
// on all selected sentences. If another is true, it is a new note also if the
// current sentence has one.
func (w *Window) writeNote(another bool) {
	if w.session.Selected() == nil {
		w.inspector.WriteNote(another)
		return
	}
	if why := w.needSentence(); why != "" {
		w.status.SetNotice(why)
		return
	}
	w.reading.WriteNotes()
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
	sum, _ := w.session.Summary(id)
	if err := w.session.Remove(id); err != nil {
		w.report(err)
		return
	}
	if n := w.session.Shown(); n > 0 && w.session.Document() == nil {
		w.report(w.session.Open(w.session.Row(min(max(row, 0), n-1)).ID))
	}
	w.sayGone(gone{sum}, "edit.undo")
}

// attach puts detached labels and notes back, and says how many.
func (w *Window) attach() {
	before := len(w.session.Detached())
	left, err := w.session.Attach()
	if err != nil {
		w.report(err)
		return
	}
	notice := words.N("{{.Count}} reattached.", before-left)
	if left > 0 {
		notice += " " + words.N("{{.Count}} not reattached, because you have labelled these sentences.", left)
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
		// The theme may have changed the height of the menu bar.
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

// reportProblem shows the facts about this program and this computer that a report of a
// problem needs. Nothing is sent.
func (w *Window) reportProblem() {
	size := w.win.Canvas().Size()
	dialog.ShowReport([]string{
		"Assay " + w.opts.Version,
		runtime.GOOS + " " + runtime.GOARCH + ", " + runtime.Version(),
		lang.L("Window: {{.Width}} × {{.Height}}; text size: {{.Scale}} %", map[string]any{
			"Width": int(size.Width), "Height": int(size.Height), "Scale": int(100*w.prefs.Scale + 0.5),
		}),
	}, func(text string) { w.app.Clipboard().SetContent(text) }, w.win)
}

func (w *Window) about() {
	dialog.ShowAbout(w.opts.Version, assets.Licences(), w.win)
}

// sentenceMenu opens the context menu of a unit. offset is the byte offset in the
// article's text at which the analyst clicked. If the unit is among several selected
// ones, the menu acts on all of them.
func (w *Window) sentenceMenu(unit, offset int, at fyne.Position) {
	several := slices.Contains(w.session.Selected(), unit)
	if !several && unit != w.session.Cursor() {
		w.session.MoveTo(unit)
	}
	labels := []*command.Command{}
	for _, l := range w.session.Codebook() {
		labels = append(labels, w.table.Find(labelCommand(l.Key)))
	}
	groups := [][]*command.Command{
		append(labels, w.table.Find(clearLabelID)),
		w.found("note.write", "sentence.aside", "sentence.copy", "sentence.cite"),
	}
	if !several {
		offset = w.reading.NearestWord(offset)
		split := &command.Command{Title: lang.L("Split Here"), Run: func() { w.reading.SplitAt(offset) }}
		groups = append(groups, append([]*command.Command{split}, w.found("sentence.merge")...))
	}
	w.contextMenu(at, groups...)
}

// found returns the commands with the ids.
func (w *Window) found(ids ...command.ID) (out []*command.Command) {
	for _, id := range ids {
		out = append(out, w.table.Find(id))
	}
	return out
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
	dialog.Tell(lang.L("Something went wrong"), explain.Error(err), w.win)
}

func (w *Window) changeKeys() { dialog.ShowBindings(w.table, w.win) }
