package find

import (
	"image/color"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/project"
)

// How what was found is worked with
//
// The open project has one finding (model/finding): the last query, what it found, and
// the current hit. The dialog shows it, and may be closed and opened again; F3 goes from
// hit to hit in the reader (walk.go); the actions on all hits (searchact.go) can be run
// from either. A change of anything that a query can ask about makes the finding stale:
// the dialog searches again when it is opened, and until then the walk goes on through
// the old hits.

func (w *Window) searchCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "search.show", Title: lang.L("Search All Text…"), Group: command.Go, Section: command.SearchSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyF)},
			Disabled: w.needArticles, Run: func() { w.showSearch("") },
		},
		{
			ID: "search.next", Title: lang.L("Next Hit"), Group: command.Go, Section: command.SearchSection, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyF3)},
			Disabled: w.needHits, Run: func() { w.walkBy(1) },
		},
		{
			ID: "search.previous", Title: lang.L("Previous Hit"), Group: command.Go, Section: command.SearchSection, Repeats: true,
			Keys:     []command.Key{{Name: fyne.KeyF3, Mod: fyne.KeyModifierShift}},
			Disabled: w.needHits, Run: func() { w.walkBy(-1) },
		},
		{
			ID: "search.tag", Title: lang.L("Tag All Found…"), Group: command.Annotate, Section: command.TagAllSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyT)},
			Disabled: w.needTaggable, Run: w.tagFound,
		},
		{
			ID: "search.export", Title: lang.L("Export What Was Found…"), Group: command.File, Section: command.ExportSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyX)},
			Disabled: w.needAllHits, Run: w.exportFound,
		},
		{
			ID: "search.save", Title: lang.L("Save This Search…"), Group: command.Go, Section: command.SearchSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyK)},
			Disabled: w.needQuery, Run: w.saveSearch,
		},
		{
			ID: "search.help", Title: lang.L("How to Search"), Group: command.Help, Section: command.HelpSection,
			Run: func() { dialog.ShowSearchHelp(w.win) },
		},
	}
}

// showSearch opens the search: with the query begin, or with the last one if that is
// empty.
func (w *Window) showSearch(begin string) {
	w.session.EndTyping()
	w.searchView = dialog.ShowSearch(w.finding, w.textSearch(), begin, w.win)
}

// searchHost implements finding.Host for an open project.
type searchHost struct {
	window *Window
	project.Project
}

// Analyst implements finding.Host.
func (h searchHost) Analyst() string { return h.window.session.Analyst() }

// Go implements finding.Host.
func (h searchHost) Go(work func()) { h.window.working.Go(work) }

// Post implements finding.Host.
func (h searchHost) Post(f func()) { h.window.opts.Post(f) }

// After implements finding.Host.
func (h searchHost) After(d time.Duration, f func()) (cancel func()) { return h.window.after(d, f) }

// newFinding returns the finding of the project that is being opened.
func (w *Window) newFinding() *finding.Finding {
	w.known, w.searchView = nil, nil
	return finding.New(searchHost{w, w.projects.Current()})
}

// textSearch returns what the dialog of the search needs of the window.
func (w *Window) textSearch() dialog.TextSearch {
	return dialog.TextSearch{
		Label: w.labelOf,
		Name:  w.nameOf,
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
		Explain: explain.Error, ExplainMistake: w.wrongQuery,
		Shortcut: w.searchShortcut,
	}
}

// labelOf implements dialog.TextSearch.Label.
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

// vocabulary returns the values that filters can be completed to, most frequent first.
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
	if v.Analysts, err = w.projects.Current().Analysts(); err != nil { // a search says what is wrong
		v.Analysts = []string{w.session.Analyst()}
	}
	return v
}

// byCount returns the keys, most frequent first, and equally frequent ones in order.
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

// outletsByCount returns the outlets, most frequent first, each in its most frequent
// spelling.
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

// leastName is the fewest letters of a word that is completed to the name of a filter.
const leastName = 2

// completions returns the completions at a byte offset of a query, without a word that is
// complete.
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

// searchShortcut implements dialog.TextSearch.Shortcut.
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

// searchChanged makes the finding stale if one of the events concerns what a query can ask
// about.
func (w *Window) searchChanged(events []session.Event) {
	for _, e := range events {
		switch e.(type) {
		case session.CorpusChanged:
			w.known = nil
			w.finding.Invalidate()
			if w.walk.on && w.session.Articles() == 0 { // adding them was undone
				w.endWalk()
			}
		case session.SummaryChanged, session.UnitChanged, session.StructureChanged, session.NotesChanged:
			w.finding.Invalidate()
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

// The reasons why a command of the search cannot run.

func (w *Window) needQuery() string {
	if why := w.needArticles(); why != "" {
		return why
	}
	if w.finding.Query().Empty() || w.finding.Mistake() != nil {
		return lang.L("Nothing was searched for. {{.Key}} searches.", map[string]any{"Key": w.keyOf("search.show")})
	}
	return ""
}

func (w *Window) needHits() string {
	if why := w.needArticles(); why != "" {
		return why
	}
	if len(w.finding.Hits()) == 0 && !w.finding.Interrupted() {
		if why := w.needQuery(); why != "" {
			return why
		}
		return lang.L("Nothing was found.")
	}
	return ""
}

// needAllHits allows a search that is running: the command waits for its end. It refuses a
// query with a mistake, because the hits shown are those of another query.
func (w *Window) needAllHits() string {
	switch {
	case w.session == nil:
	case w.finding.Mistake() != nil:
		return lang.L("There is a mistake in the search. Correct it first.")
	case w.finding.Running(), w.finding.Interrupted():
		return ""
	}
	return w.needHits()
}

// onceRead runs a command once the running search has ended, and reports whether one is
// running. It first repeats a search that was interrupted.
func (w *Window) onceRead(id command.ID) bool {
	if w.finding.Interrupted() {
		w.finding.Again()
	}
	return w.finding.Then(func() { w.table.Run(id) })
}

func (w *Window) needTaggable() string {
	if why := w.needAllHits(); why != "" {
		return why
	}
	switch {
	case w.finding.Running(), w.finding.Interrupted():
	case w.finding.Relaxed():
		return lang.L("Nothing has these words as written. Correct them to tag what was found.")
	case w.finding.Tally().Sentences == 0:
		return lang.L("Only notes were found, and no sentence to tag.")
	case w.session.Save().State == session.Failed:
		return lang.L("Nothing can be changed until the work is saved again.")
	}
	return ""
}
