package ui

import (
	"context"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
)

// How what was found is worked with
//
// The open project has one finding (dialog.Finding): the query asked for last,
// what it found, and at which hit one is. The dialog shows it, and may be closed
// and opened again; F3 goes from hit to hit in the reader (walk.go); what can be
// done with all hits (searchact.go) can be done from either. After a change of
// anything a query can ask about it has expired: it is asked again when the
// dialog is opened, and the walk goes on through what was found, as long as it
// lasts.

func (w *Window) searchCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "search.show", Title: lang.L("Search All Text…"), Group: command.Go, Section: searchSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyF)},
			Disabled: w.needArticles, Run: func() { w.showSearch("") },
		},
		{
			ID: "search.next", Title: lang.L("Next Hit"), Group: command.Go, Section: searchSection, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyF3)},
			Disabled: w.needHits, Run: func() { w.walkBy(1) },
		},
		{
			ID: "search.previous", Title: lang.L("Previous Hit"), Group: command.Go, Section: searchSection, Repeats: true,
			Keys:     []command.Key{{Name: fyne.KeyF3, Mod: fyne.KeyModifierShift}},
			Disabled: w.needHits, Run: func() { w.walkBy(-1) },
		},
		{
			ID: "search.tag", Title: lang.L("Tag All Found…"), Group: command.Annotate, Section: tagAllSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyT)},
			Disabled: w.needTaggable, Run: w.tagFound,
		},
		{
			ID: "search.export", Title: lang.L("Export What Was Found…"), Group: command.File, Section: exportSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyX)},
			Disabled: w.needAllHits, Run: w.exportFound,
		},
		{
			ID: "search.save", Title: lang.L("Save This Search…"), Group: command.Go, Section: searchSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyK)},
			Disabled: w.needQuery, Run: w.saveSearch,
		},
		{
			ID: "search.help", Title: lang.L("How to Search"), Group: command.Help, Section: helpSection,
			Run: func() { dialog.ShowSearchHelp(w.win) },
		},
	}
}

// showSearch searches the texts of all articles: for begin, or, if it is empty,
// for what was searched for last.
func (w *Window) showSearch(begin string) {
	w.session.EndTyping()
	dialog.ShowSearch(w.finding, begin, w.win)
}

// newFinding makes the finding of the project that is being opened.
func (w *Window) newFinding() *dialog.Finding {
	p := w.project
	w.known = nil
	return dialog.NewFinding(dialog.TextSearch{
		Search: p.Search, Read: p.Document, Label: w.labelOf,
		Analyst: w.session.Analyst,
		Name:    w.nameOf,
		Complete: func(text string, cursor int) []dialog.Completion {
			if w.known == nil {
				w.known = w.vocabulary()
			}
			return w.completions(text, cursor, *w.known)
		},
		Unknown: func(q search.Query) []string { return q.UnknownLabels(w.session.Codebook()) },
		Saved:   w.savedSearches(),
		Actions: w.searchActions(),
		Open:    w.openHit,
		Closed:  w.searchClosed,
		Explain: explain.Error, Wrong: w.wrongQuery,
		Shortcut: w.searchShortcut,
		After:    w.after,
		Go:       func(work func()) { w.working.Go(work) },
		Post:     w.opts.Post,
	})
}

// labelOf gives the letter and the colour of the analyst's label on a sentence.
func (w *Window) labelOf(doc *model.Document, sentence model.Span) (string, color.Color) {
	a, ok := doc.Annotation(sentence, w.session.Analyst())
	if !ok {
		return "", nil
	}
	l, ok := w.session.Codebook().Find(a.Label)
	if !ok {
		return "", nil
	}
	return l.Letter, look.Hex(l.Color)
}

func (w *Window) nameOf(id model.ArticleID) (title, facts string) {
	sum, ok := w.session.Summary(id)
	if !ok {
		return string(id), ""
	}
	m := sum.Metadata
	return sum.Heading(), strings.Join(slices.DeleteFunc([]string{m.Outlet, m.Published}, func(s string) bool { return s == "" }), " · ")
}

// vocabulary gives what filters can be completed to, what there is most of
// first.
func (w *Window) vocabulary() *search.Vocabulary {
	v := &search.Vocabulary{}
	for _, l := range w.session.Codebook() {
		v.Labels = append(v.Labels, l.Name)
	}
	outlets, dates, languages := map[string]int{}, map[string]int{}, map[string]int{}
	for sum := range w.session.Summaries() {
		outlets[sum.Metadata.Outlet]++
		dates[sum.Metadata.Published]++
		languages[sum.Metadata.Language]++
		if at := sum.Metadata.PublishedAt; at != "" {
			v.Times = append(v.Times, at)
		}
	}
	v.Outlets, v.Dates, v.Languages = outletsByCount(outlets), byCount(dates), byCount(languages)
	var err error
	if v.Analysts, err = w.project.Analysts(); err != nil { // a search says what is wrong
		v.Analysts = []string{w.session.Analyst()}
	}
	return v
}

// byCount gives the keys of which there is most first, and those of which there
// is as much in their order.
func byCount(of map[string]int) []string {
	delete(of, "")
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if of[a] != of[b] {
			return of[b] - of[a]
		}
		return strings.Compare(a, b)
	})
	return keys
}

// outletsByCount gives the outlets of which there is most first, each as it is
// written most often.
func outletsByCount(of map[string]int) (out []string) {
	all, seen := map[model.OutletID]int{}, map[model.OutletID]bool{}
	for name, n := range of {
		all[model.OutletIDOf(name)] += n
	}
	for _, name := range byCount(of) {
		if id := model.OutletIDOf(name); !seen[id] {
			seen[id] = true
			out = append(out, name)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return all[model.OutletIDOf(b)] - all[model.OutletIDOf(a)] })
	return out
}

// leastName is how many letters a word needs to be taken for the beginning of a
// filter's name.
const leastName = 2

// completions gives how a query can go on. What is typed in full is not offered.
func (w *Window) completions(text string, cursor int, v search.Vocabulary) []dialog.Completion {
	var out []dialog.Completion
	all := search.Complete(text, cursor, v)
	for _, c := range all {
		value := c.At > 0 && strings.IndexByte(":,", text[c.At-1]) >= 0
		if !value && cursor-c.At < leastName || len(all) == 1 && strings.EqualFold(text[c.At:c.End], c.Text) {
			continue
		}
		o := dialog.Completion{At: c.At, End: c.End, Text: c.Text, Title: c.Shown, Value: value}
		if o.Title == "*" {
			o.Detail = lang.L("any")
		}
		if !strings.HasSuffix(o.Text, ":") && (c.End == len(text) || text[c.End] != ' ' && text[c.End] != ',') {
			o.Text += " "
		}
		out = append(out, o)
	}
	return out
}

// searchShortcut does in the search's dialog what keys held with others do
// there, as they do in the article.
func (w *Window) searchShortcut(s fyne.Shortcut) (why string, known bool) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return "", false
	}
	c := w.table.Bound(command.Key{Name: custom.KeyName, Mod: custom.Modifier})
	if c == nil || c.ID != "search.tag" && c.ID != "search.export" && c.ID != "search.save" {
		return "", false
	}
	if why = c.Why(); why == "" {
		c.Run()
	}
	return why, true
}

// searchChanged has what was found looked for again once something has changed
// that a query can ask about.
func (w *Window) searchChanged(events []session.Event) {
	for _, e := range events {
		switch e.(type) {
		case session.CorpusChanged:
			w.known = nil
			w.finding.Expire()
			if w.walk.on && w.session.Articles() == 0 { // adding them was taken back
				w.endWalk()
			}
		case session.SummaryChanged, session.UnitChanged, session.StructureChanged, session.NotesChanged:
			w.finding.Expire()
		}
	}
}

// goTo opens an article at the sentence that begins where the span does.
func (w *Window) goTo(id model.ArticleID, span model.Span) {
	if err := w.session.Open(id); err != nil {
		w.report(err)
		return
	}
	if at := w.session.Document().UnitAt(span.Start); at >= 0 && span != (model.Span{}) {
		w.session.MoveTo(at)
	}
}

// The reasons why nothing can be done with what was found.

func (w *Window) needQuery() string {
	if why := w.needArticles(); why != "" {
		return why
	}
	if w.finding.Query().Empty() || w.finding.IsWrong() {
		return lang.L("Nothing was searched for. {{.Key}} searches.", map[string]any{"Key": w.keyOf("search.show")})
	}
	return ""
}

func (w *Window) needHits() string {
	if why := w.needArticles(); why != "" {
		return why
	}
	if len(w.finding.Hits()) == 0 && !w.finding.Unread() {
		if why := w.needQuery(); why != "" {
			return why
		}
		return lang.L("Nothing was found.")
	}
	return ""
}

// needAllHits allows for a search that goes on: what is to be done with all of it
// waits for its end. What shows beside a query with a mistake is of another one,
// and nobody means all of that.
func (w *Window) needAllHits() string {
	switch {
	case w.session == nil:
	case w.finding.IsWrong():
		return lang.L("There is a mistake in the search. Correct it first.")
	case w.finding.Running(), w.finding.Unread():
		return ""
	}
	return w.needHits()
}

// onceRead runs a command when the search that runs has ended, and reports
// whether there is one. One that was ended too early is done again.
func (w *Window) onceRead(id command.ID) bool {
	if w.finding.Unread() {
		w.finding.Again()
	}
	return w.finding.Then(func() { w.table.Run(id) })
}

func (w *Window) needTaggable() string {
	if why := w.needAllHits(); why != "" {
		return why
	}
	switch {
	case w.finding.Running(), w.finding.Unread():
	case w.finding.Relaxed():
		return lang.L("Nothing has these words as written. Correct them to tag what was found.")
	case w.finding.Tally().Sentences == 0:
		return lang.L("Only notes were found, and no sentence to tag.")
	case w.session.Save().State == session.Failed:
		return lang.L("Nothing can be changed until the work is saved again.")
	}
	return ""
}

// searchIn is what the window needs of a project to search it.
type searchIn interface {
	// Search looks through the texts of all articles, and calls found with what
	// it found, an article at a time, and looked with how many articles it has
	// looked at, of how many. Saving goes on meanwhile.
	Search(ctx context.Context, s dialog.SearchFor, found func(search.Found), looked func(done, all int)) (dialog.Searched, error)
	// Analysts gives everyone who made a change or wrote an annotation or a note.
	// It is quick.
	Analysts() ([]string, error)
	// ExportFound writes what was found.
	ExportFound(ctx context.Context, f FoundExport) (results.Export, error)
}
