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
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// walk is the state of going from hit to hit in the reader. While it is on, a bar
// below the reader shows the current hit. Esc ends it.
type walk struct {
	on      bool
	query   string // the query that produced the hits, as typed
	content fyne.CanvasObject
	text    *panel.TipLabel
	marked  marked
}

// marked holds the marks in an article by sentence, as byte offsets into its text.
type marked struct {
	article model.ArticleID
	round   int // the finding's round
	hits    int // number of hits of that round so far
	of      map[model.Span][]model.Span
}

// Walking reports whether the walk is on.
func (c *Controller) Walking() bool { return c.walk.on }

// Hit returns the number of the current hit, counted from 1, or 0 if the walk is
// off.
func (c *Controller) Hit() int {
	if !c.walk.on {
		return 0
	}
	return c.finding.At() + 1
}

func (c *Controller) newWalk(tips *panel.Tips) *walk {
	k := &walk{text: panel.NewTipLabel(tips)}
	k.text.SizeName = theme.SizeNameCaptionText
	button := func(icon fyne.Resource, title string, id command.ID) fyne.CanvasObject {
		return panel.NewTipButton(tips, icon, "", func() string { return c.win.WithKey(title, id) }, func() {
			c.win.Unfocus()
			c.win.Commands().Run(id)
		})
	}
	end := panel.NewTipButton(tips, theme.CancelIcon(), "", func() string { return lang.L("Close") + "  ( " + command.Named(fyne.KeyEscape).String() + " )" }, c.EndWalk)
	k.content = container.NewVBox(widget.NewSeparator(), container.NewBorder(nil, nil, nil, container.NewHBox(
		button(theme.NavigateBackIcon(), lang.L("Previous result"), "search.previous"),
		button(theme.NavigateNextIcon(), lang.L("Next result"), "search.next"),
		button(theme.ListIcon(), lang.L("All results"), "search.show"),
		end,
	), k.text))
	k.content.Hide()
	return k
}

// openHit goes to a hit and starts the walk there.
func (c *Controller) openHit(at int) {
	hits := c.finding.Hits()
	if at >= len(hits) {
		return
	}
	c.finding.GoTo(at)
	c.walk.on, c.walk.query = true, c.finding.Asked()
	h := hits[at]
	if h.Article == "" {
		h.Article = c.firstOf(h.Outlet)
	}
	if h.Article == "" {
		c.win.Notice(lang.L("The project has no article by this outlet."))
	} else {
		c.goTo(h.Article, h.Span)
	}
	c.showWalk()
}

// firstOf returns the first article of an outlet, or "".
func (c *Controller) firstOf(outlet string) model.ArticleID {
	for sum := range c.win.Session().Summaries() {
		if model.OutletIDOf(sum.Metadata.Outlet) == model.OutletIDOf(outlet) {
			return sum.ID
		}
	}
	return ""
}

// walkBy goes to the next hit if step is 1, and to the previous one if it is -1. It
// starts at the cursor if the open article has the current hit, and at the current
// hit otherwise. If the walk is off and the current hit is in another article,
// walkBy goes to that hit. The first hit follows the last.
func (c *Controller) walkBy(step int) {
	id := command.ID("search.next")
	if step < 0 {
		id = "search.previous"
	}
	if c.finding.Interrupted() && c.onceRead(id) { // the dialog was closed before the search had found anything
		return
	}
	hits := c.finding.Hits()
	at, round := c.hitFrom(hits, step), false
	if at < 0 || at >= len(hits) {
		at, round = (at+len(hits))%len(hits), true
	}
	c.openHit(at)
	switch {
	case round && step > 0:
		c.win.Notice(lang.L("Reached the end, continued from the first result."))
	case round:
		c.win.Notice(lang.L("Reached the first result, continued from the end."))
	}
}

// hitFrom returns the index of the hit to which walkBy goes. It can be -1 or
// len(hits).
func (c *Controller) hitFrom(hits []finding.Hit, step int) int {
	at := min(c.finding.At(), len(hits)-1)
	doc := c.win.Session().Document()
	u, ok := c.win.Session().Current()
	if doc == nil || !ok || hits[at].Article != doc.ID {
		if !c.walk.on { // the walk starts here
			return at
		}
		return at + step
	}
	if hits[at].Span == u.Span || hits[at].Span == (model.Span{}) {
		return at + step
	}
	if i := at + 1; step > 0 && i < len(hits) && hits[i].Article == doc.ID && hits[i].Span == u.Span {
		return i // tagging the current hit moved the cursor to the next one, which is not to be skipped
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

// showWalk updates the bar, and the marks in the readers.
func (c *Controller) showWalk() {
	if !c.walk.on {
		if c.walk.content.Visible() {
			c.show(c.walk.content, false)
			c.win.RefreshMarks()
		}
		return
	}
	c.walk.text.SetText(lang.L("Result {{.At}} of {{.All}}: {{.Query}}   ·   {{.Next}} next, {{.Previous}} previous, {{.Results}} all results, {{.End}} close", map[string]any{
		"At": words.Number(c.finding.At() + 1), "All": hitCount(c.finding), "Query": c.finding.Asked(),
		"Next": c.win.Key("search.next"), "Previous": c.win.Key("search.previous"),
		"Results": c.win.Key("search.show"), "End": command.Named(fyne.KeyEscape).String(),
	}))
	c.show(c.walk.content, true)
	c.win.RefreshMarks()
}

// searchClosed ends the walk if the query has changed, because the bar would show
// hits of the old query. Otherwise it updates the bar.
func (c *Controller) searchClosed() {
	switch {
	case c.win.Session() == nil || !c.walk.on:
	case c.walk.query != c.finding.Asked():
		c.EndWalk()
	default:
		c.showWalk() // the number of hits may have changed
	}
}

// EndWalk ends the walk and hides the bar.
func (c *Controller) EndWalk() {
	c.walk.on = false
	c.showWalk()
}

// MarksIn returns the marks in a sentence as byte offsets into the article's text.
// It returns nil if there are none. current is the mark of the match in the article that
// the analyst has gone to, or zero.
func (c *Controller) MarksIn(id model.ArticleID, sentence model.Span) (marks []model.Span, current model.Span) {
	switch {
	case c.here.on:
		return c.marksInArticle(id, sentence)
	case !c.walk.on:
		return nil, model.Span{}
	}
	round, hits := c.finding.Round(), len(c.finding.Hits())
	if m := &c.walk.marked; m.article != id || m.round != round || m.hits != hits {
		*m = marked{article: id, round: round, hits: hits, of: map[model.Span][]model.Span{}}
		for _, h := range c.finding.Hits() {
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
	return c.walk.marked.of[sentence], model.Span{}
}

// goTo opens an article and goes to the unit in which the span begins. If the span
// is zero, it only opens the article.
func (c *Controller) goTo(id model.ArticleID, span model.Span) {
	c.win.Follow(func() error {
		s := c.win.Session()
		if err := s.Open(id); err != nil {
			return err
		}
		if at := s.Document().UnitAt(span.Start); at >= 0 && span != (model.Span{}) {
			s.MoveTo(at)
		}
		return nil
	})
}
