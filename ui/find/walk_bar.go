package find

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// walk is the way from hit to hit in the reader. A bar under the reader tells
// of it; Esc ends it.
type walk struct {
	on      bool
	query   string // whose hits are walked, as it was typed
	content fyne.CanvasObject
	text    *panel.TipLabel
	marked  marked
}

// marked is what is marked in an article, by sentence, in bytes of its text.
type marked struct {
	article model.ArticleID
	round   int // of the finding
	hits    int // of that round, so far
	of      map[model.Span][]model.Span
}

// walkMode is the mode in which hits are walked.
func (w *Window) walkMode() mode {
	return mode{on: func() bool { return w.walk.on }, keys: command.NewTable(), end: w.endWalk, stays: true}
}

// newWalk makes the bar.
func (w *Window) newWalk() *walk {
	k := &walk{text: panel.NewTipLabel(w.tips)}
	k.text.SizeName = theme.SizeNameCaptionText
	button := func(icon fyne.Resource, title string, id command.ID) fyne.CanvasObject {
		return panel.NewTipButton(w.tips, icon, "", func() string { return w.withKey(title, id) }, func() {
			w.unfocus()
			w.table.Run(id)
		})
	}
	end := panel.NewTipButton(w.tips, theme.CancelIcon(), "", func() string { return lang.L("End the walk") + "  ( " + command.Named(fyne.KeyEscape).String() + " )" }, w.endWalk)
	k.content = container.NewVBox(widget.NewSeparator(), container.NewBorder(nil, nil, nil, container.NewHBox(
		button(theme.NavigateBackIcon(), lang.L("Previous hit"), "search.previous"),
		button(theme.NavigateNextIcon(), lang.L("Next hit"), "search.next"),
		button(theme.ListIcon(), lang.L("All that was found"), "search.show"),
		end,
	), k.text))
	k.content.Hide()
	return k
}

// openHit goes to a hit, and begins the walk there.
func (w *Window) openHit(at int) {
	hits := w.finding.Hits()
	if at >= len(hits) {
		return
	}
	w.finding.GoTo(at)
	w.walk.on, w.walk.query = true, w.finding.Asked()
	h := hits[at]
	if h.Article == "" {
		h.Article = w.firstOf(h.Outlet)
	}
	if h.Article == "" {
		w.status.SetNotice(lang.L("The note is on an outlet that no article is of."))
	} else {
		w.goTo(h.Article, h.Span)
	}
	w.showWalk()
}

// firstOf gives the first article of an outlet, or "".
func (w *Window) firstOf(outlet string) model.ArticleID {
	for sum := range w.session.Summaries() {
		if model.OutletIDOf(sum.Metadata.Outlet) == model.OutletIDOf(outlet) {
			return sum.ID
		}
	}
	return ""
}

// walkBy goes to the next hit, or to the one before: from where the cursor is,
// if that is among the hits' articles, and otherwise from the hit one was at.
// Behind the last comes the first.
func (w *Window) walkBy(step int) {
	id := command.ID("search.next")
	if step < 0 {
		id = "search.previous"
	}
	if w.finding.Interrupted() && w.onceRead(id) { // the dialog was closed too early for it
		return
	}
	hits := w.finding.Hits()
	at, round := w.hitFrom(hits, step), false
	if at < 0 || at >= len(hits) {
		at, round = (at+len(hits))%len(hits), true
	}
	w.openHit(at)
	switch {
	case round && step > 0:
		w.status.SetNotice(lang.L("That was the last hit: here is the first."))
	case round:
		w.status.SetNotice(lang.L("That was the first hit: here is the last."))
	}
}

// hitFrom gives the number of the hit after where one is, or before; it may be
// one beyond them.
func (w *Window) hitFrom(hits []finding.Hit, step int) int {
	at := min(w.finding.At(), len(hits)-1)
	doc := w.session.Document()
	u, ok := w.session.Current()
	if doc == nil || !ok || hits[at].Article != doc.ID {
		if !w.walk.on { // it begins
			return at
		}
		return at + step
	}
	if hits[at].Span == u.Span || hits[at].Span == (model.Span{}) {
		return at + step
	}
	first := at
	for first > 0 && hits[first-1].Article == doc.ID {
		first--
	}
	next := first
	for next < len(hits) && hits[next].Article == doc.ID && (hits[next].Span.Start < u.Span.Start || step > 0 && hits[next].Span.Start == u.Span.Start) {
		next++
	}
	if step < 0 {
		return next - 1
	}
	return next
}

// showWalk shows the bar as it is to be now.
func (w *Window) showWalk() {
	if !w.walk.on {
		if w.walk.content.Visible() {
			w.walk.content.Hide()
			w.refreshMarks()
		}
		return
	}
	w.walk.text.SetText(lang.L("Hit {{.At}} of {{.All}}: {{.Query}}   ·   {{.Next}} next, {{.Previous}} back, {{.Results}} all, {{.End}} ends", map[string]any{
		"At": words.Number(w.finding.At() + 1), "All": dialog.HitCount(w.finding), "Query": w.finding.Asked(),
		"Next": w.keyOf("search.next"), "Previous": w.keyOf("search.previous"),
		"Results": w.keyOf("search.show"), "End": command.Named(fyne.KeyEscape).String(),
	}))
	w.walk.content.Show()
	w.refreshMarks()
}

// refreshMarks shows what is marked in all readers that there are.
func (w *Window) refreshMarks() {
	for i := range w.session.Places() {
		w.leaves[i].reader.RefreshMarks()
	}
}

// searchClosed ends the walk if something else has been asked for since, whose
// hits nobody has gone to: the bar would tell of what is not there any more.
func (w *Window) searchClosed() {
	switch {
	case w.session == nil || !w.walk.on:
	case w.walk.query != w.finding.Asked():
		w.endWalk()
	default:
		w.showWalk() // it may have been asked again, and have found more or less
	}
}

// endWalk takes the bar away. F3 goes on from where one was.
func (w *Window) endWalk() {
	w.walk.on = false
	w.showWalk()
}

// marksIn gives what is marked in a sentence, in bytes of the article's text,
// while the hits are walked.
func (w *Window) marksIn(id model.ArticleID, sentence model.Span) []model.Span {
	if !w.walk.on {
		return nil
	}
	round, hits := w.finding.Round(), len(w.finding.Hits())
	if m := &w.walk.marked; m.article != id || m.round != round || m.hits != hits {
		*m = marked{article: id, round: round, hits: hits, of: map[model.Span][]model.Span{}}
		for _, h := range w.finding.Hits() {
			if h.Article != id || h.Note {
				continue
			}
			spans := slices.Clone(h.Marks)
			for i := range spans {
				spans[i].Start += h.Span.Start
				spans[i].End += h.Span.Start
			}
			m.of[h.Span] = spans
		}
	}
	return w.walk.marked.of[sentence]
}
