package figures

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/words"
)

// progressAfter is the time after which the view says that it reads or counts.
const progressAfter = 500 * time.Millisecond

// load reads the facts if they are stale, and counts the selection. It ends a reading that is
// running.
func (c *Controller) load() {
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	s := c.win.Session()
	r := reading{
		ctx: ctx, project: c.project, chosen: c.request.Resolve(s), cross: c.cross,
		asked: compare.Request{Counts: c.request.Counts(s), Analyst: s.Analyst()}, step: c.step(ctx),
	}
	if !c.stale && c.counts != nil {
		r.facts = c.counts.Facts()
		c.busy = true
	}
	c.stop, c.reading, c.stale, c.recount = stop, !c.busy, false, false
	if c.reading {
		c.queue = nil
	}
	again := c.busy
	c.win.Go(func() {
		r.run()
		c.win.Post(func() {
			ended := ctx.Err() != nil
			stop()
			switch {
			case again:
				c.busy = false
			case ended:
				return // the analyst left the view
			case !recordsOnly(c.queue):
				c.stale = true // what is in the queue may have been read, and cannot be applied twice
			}
			c.loaded(&r)
		})
	})
	c.later(ctx)
}

// loaded shows what was read.
func (c *Controller) loaded(r *reading) {
	c.reading = false
	if c.ctx.Err() != nil {
		return // the project is closed
	}
	if r.err != nil {
		c.stale, c.err = true, r.err
		c.view.refresh()
		return
	}
	c.counts = r.counts
	if !c.recount { // otherwise layers may be hidden now
		c.take(r.figure, nil)
	}
	c.refresh()
}

// recordsOnly reports whether changes set records only, which can be set twice.
func recordsOnly(changes []edit.Change) bool {
	for _, change := range changes {
		for e := range change.All() {
			if _, ok := e.(edit.Record); !ok {
				return false
			}
		}
	}
	return true
}

// reading is one reading of the facts, on its own goroutine.
type reading struct {
	ctx     context.Context
	project Project
	chosen  scope.Chosen
	asked   compare.Request
	cross   figures.Cross
	step    func(done, all int)

	facts  *figures.Facts // nil to read them
	counts *figures.Counts
	figure *figures.Figure
	err    error
}

func (r *reading) run() {
	if r.asked.Articles, r.err = r.chosen.Articles(r.ctx, r.project, r.step); r.err != nil {
		return
	}
	if r.facts == nil {
		if r.facts, r.err = r.project.Figures(r.ctx); r.err != nil {
			return
		}
	}
	r.counts = figures.NewCounts(r.facts, r.asked)
	r.figure, r.err = r.counts.Cross(r.cross)
}

// count counts the figure on another goroutine.
func (c *Controller) count() {
	c.busy = true
	counts, cross := c.counts, c.cross
	ctx, stop := context.WithCancel(c.ctx)
	c.win.Go(func() {
		f, err := counts.Cross(cross)
		c.win.Post(func() {
			stop()
			if c.busy = false; c.ctx.Err() != nil {
				return // the project is closed
			}
			if cross == c.cross && !c.recount {
				c.take(f, err)
			}
			c.refresh()
		})
	})
	c.later(ctx)
}

// later says after a moment that the view is at work, unless the work has ended.
func (c *Controller) later(ctx context.Context) {
	c.win.After(progressAfter, func() {
		if ctx.Err() == nil {
			c.view.setStatus(lang.L("Counting…"))
		}
	})
}

// step returns the function that receives the progress of a search for the selection.
func (c *Controller) step(ctx context.Context) func(done, all int) {
	last := time.Now()
	return func(done, all int) {
		if now := time.Now(); now.Sub(last) > progressAfter {
			last = now
			text := lang.L("Reading {{.Done}} of {{.All}} articles…", map[string]any{"Done": words.Number(done), "All": words.Number(all)})
			c.win.Post(func() {
				if ctx.Err() == nil {
					c.view.setStatus(text)
				}
			})
		}
	}
}
