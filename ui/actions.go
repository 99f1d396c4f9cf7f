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
	"assay.app/assay/ui/help"
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

// removeArticles removes articles, which are in the order of the list. If there are
// several, it asks first.
func (w *Window) removeArticles(ids []model.ArticleID) {
	if len(ids) < 2 {
		w.removeNow(ids)
		return
	}
	dialog.Ask(words.N("Remove {{.Count}} articles?", len(ids)),
		lang.L("Their labels, notes and phrases are also removed. You can undo this in one step."),
		lang.L("Remove"), lang.L("Cancel"), w.win, func(yes bool) {
			if yes {
				w.removeNow(ids)
			}
		})
}

// removeNow removes articles and, if the open article is among them, opens the
// nearest one that stays.
func (w *Window) removeNow(ids []model.ArticleID) {
	next := w.remaining(ids)
	var sums gone
	for _, id := range ids {
		sum, _ := w.session.Summary(id)
		sums = append(sums, sum)
	}
	if err := w.session.Remove(ids...); err != nil {
		w.report(err)
		return
	}
	if doc := w.session.Document(); next != "" && (doc == nil || slices.Contains(ids, doc.ID)) {
		w.report(w.session.Open(next))
	}
	w.sayGone(sums, "edit.undo")
}

// remaining returns the article to open after the articles gone, which are in the order
// of the list, have been removed: the next one after the first of them or, without a next
// one, the previous one. It returns "" if the list has no other article.
func (w *Window) remaining(gone []model.ArticleID) model.ArticleID {
	s, among := w.session, map[model.ArticleID]bool{}
	for _, id := range gone {
		among[id] = true
	}
	first := max(0, s.RowOf(gone[0]))
	for row := first; row < s.Shown(); row++ {
		if id := s.Row(row).ID; !among[id] {
			return id
		}
	}
	for row := min(first, s.Shown()-1); row >= 0; row-- {
		if id := s.Row(row).ID; !among[id] {
			return id
		}
	}
	return ""
}

// attach puts detached labels, notes and phrases back, and says how many.
func (w *Window) attach() {
	before := len(w.session.Detached())
	left, err := w.session.Attach()
	if err != nil {
		w.report(err)
		return
	}
	notice := words.N("{{.Count}} reattached.", before-left)
	if left > 0 {
		notice += " " + words.N("{{.Count}} not reattached, because you have tagged these sentences.", left)
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
	help.ShowReport([]string{
		"Assay " + w.opts.Version,
		runtime.GOOS + " " + runtime.GOARCH + ", " + runtime.Version(),
		lang.L("Window: {{.Width}} × {{.Height}}; text size: {{.Scale}} %", map[string]any{
			"Width": int(size.Width), "Height": int(size.Height), "Scale": int(100*w.prefs.Scale + 0.5),
		}),
	}, func(text string) { w.app.Clipboard().SetContent(text) }, w.win)
}

func (w *Window) about() {
	help.ShowAbout(w.opts.Version, assets.Licences(), w.win)
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
	for _, l := range w.session.Codebook().Current() {
		labels = append(labels, w.table.Find(labelCommand(l.Key)))
	}
	groups := [][]*command.Command{
		append(labels, w.table.Find(clearLabelID)),
		w.found("voice.attribute", "grade.sentence", "note.write", "sentence.aside", "sentence.copy", "sentence.cite"),
	}
	if w.reading.AcceptHint() != "" {
		groups = append([][]*command.Command{w.found("suggestion.accept", "suggestion.why")}, groups...)
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
		w.status.SetNotice(lang.L("Nothing can be changed until your work is saved."))
		return
	}
	dialog.Tell(explain.Title(err), explain.Error(err), w.win)
}

func (w *Window) changeKeys() { dialog.ShowBindings(w.table, w.win) }
