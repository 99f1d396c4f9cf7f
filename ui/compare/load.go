package compare

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/origin"
	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/words"
)

// progressAfter is the time after which the view shows the progress of a reading.
const progressAfter = 500 * time.Millisecond

// load reads the selection, the table and, if they are outdated, the proposals. It ends a
// reading that is running.
func (c *Controller) load() {
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	offers := c.outdated || c.proposing
	c.stop, c.stale, c.outdated, c.reading, c.proposing = stop, false, false, true, offers
	r := reading{c: c, ctx: ctx, stop: stop, project: c.project, offers: offers}
	r.chosen, r.selected = c.request.Resolve(c.win.Session()), c.request
	r.compare = compare.Request{Counts: c.request.Counts(c.win.Session()), Analyst: c.win.Session().Analyst()}
	r.far = c.follow(ctx)
	c.win.Go(r.run)
}

// reading is one reading of the table and the proposals.
type reading struct {
	c        *Controller
	ctx      context.Context
	stop     context.CancelFunc
	project  Project
	chosen   scope.Chosen
	selected selected
	compare  compare.Request
	offers   bool // whether to read the proposals
	far      func(said saying, done, all int)
}

// run reads on its own goroutine.
func (r *reading) run() {
	var table *compare.Table
	var sources []origin.Proposal
	var err error
	if r.compare.Articles, err = r.chosen.Articles(r.ctx, r.project, r.step(readingSaid)); err == nil {
		table, sources, err = r.project.Compare(r.ctx, r.compare, r.step(readingSaid))
	}
	if err != nil || !r.offers {
		r.post(func() { r.c.loaded(table, sources, r.compare, err); r.end() })
		return
	}
	r.post(func() { r.c.loaded(table, sources, r.compare, nil) })
	found, err := r.project.Propose(r.ctx, r.compare, r.step(comparingSaid))
	r.post(func() {
		r.c.proposed(found, err)
		r.end()
	})
}

// post calls f on the GUI goroutine, unless the reading has been stopped.
func (r *reading) post(f func()) {
	r.c.win.Post(func() {
		if r.ctx.Err() == nil {
			f()
		}
	})
}

// end ends the reading, on the GUI goroutine.
func (r *reading) end() {
	r.stop()
	r.c.reading, r.c.proposing = false, false
	r.c.view.refresh()
	r.c.refresh() // something may have changed meanwhile
}

// saying returns the text of a progress, from its numbers.
type saying func(numbers map[string]any) string

func readingSaid(numbers map[string]any) string {
	return lang.L("Reading {{.Done}} of {{.All}} articles…", numbers)
}

func comparingSaid(numbers map[string]any) string {
	return lang.L("Comparing {{.Done}} of {{.All}} articles…", numbers)
}

// step returns a function that shows progress.
func (r *reading) step(said saying) func(done, all int) {
	return func(done, all int) { r.far(said, done, all) }
}

// loaded shows a table that was read.
func (c *Controller) loaded(table *compare.Table, sources []origin.Proposal, r compare.Request, err error) {
	if c.err = err; err == nil {
		c.table, c.sources = table, sources
		c.withdrawn = slices.ContainsFunc(table.Rows, func(r compare.Row) bool { return r.Withdrawn > 0 })
		proposed := make(map[model.ArticleID]model.Origin, len(sources))
		for _, p := range sources {
			proposed[p.Article] = p.Origin
		}
		c.win.Session().ProposeOrigins(proposed)
		c.request.articles = r.Articles
		c.remember()
		c.filter.stale = true
	}
	c.view.refresh()
	c.showWanted()
}

// proposed shows proposals that were read.
func (c *Controller) proposed(found []compare.Offer, err error) {
	if c.err = err; err != nil {
		c.outdated = true
		return
	}
	c.offers.set(c.win.Session(), found)
	c.rememberOffers()
	c.view.refresh()
	if len(c.table.Rows) == 0 && c.view.matrix.list.Focused() {
		c.focusArea(proposalsArea)
	}
}

// follow returns the function that receives the progress of a reading. After progressAfter it
// shows the progress in the view.
func (c *Controller) follow(ctx context.Context) func(said saying, done, all int) {
	shown := make(chan struct{})
	c.win.After(progressAfter, func() { close(shown) })
	last := time.Time{}
	return func(said saying, done, all int) {
		select {
		case <-shown:
		default:
			return
		}
		if now := time.Now(); now.Sub(last) > progressAfter/5 {
			last = now
			text := said(map[string]any{"Done": words.Number(done), "All": words.Number(all)})
			c.win.Post(func() {
				if ctx.Err() == nil {
					c.view.sayProgress(text)
				}
			})
		}
	}
}
