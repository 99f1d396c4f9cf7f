package versions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// progressAfter is the time after which the view says that it is reading.
const progressAfter = 500 * time.Millisecond

// ids returns the versions of an article that are in the corpus, from the oldest to the newest.
func (c *Controller) ids(article model.ArticleID) (ids []model.ArticleID) {
	for _, sum := range c.win.Session().Versions(article) {
		ids = append(ids, sum.ID)
	}
	return ids
}

// pair returns the versions to compare: those that are wanted, or were compared before.
func (c *Controller) pair() (a, b model.ArticleID) {
	switch {
	case c.wants != nil:
		return c.wants.a, c.wants.b
	case c.chain.a >= 0 && c.chain.b < len(c.chain.versions) && len(c.chain.versions) > 0:
		return c.chain.versions[c.a].doc.ID, c.chain.versions[c.b].doc.ID
	}
	return "", ""
}

// indexes returns the indexes of two versions in a chain. Instead of the second, it returns the
// newest if the chain lacks it, and instead of the first the one before the second.
func (c chain) indexes(a, b model.ArticleID) (int, int) {
	last := len(c.versions) - 1
	to := c.index(b)
	if to < 0 {
		to = last
	}
	to = max(to, min(1, last))
	from := c.index(a)
	if from < 0 || from >= to {
		from = to - 1
	}
	return from, to
}

// load reads the versions. It ends a reading that is running.
func (c *Controller) load() {
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	c.stop, c.stale, c.reading = stop, false, true
	p, article := c.project, c.article
	ids := c.ids(article)
	corrected := correctedIn(c.win.Session().Chains(), ids)
	a, b := c.pair()
	c.sayReading(ctx)
	c.win.Go(func() {
		found, err := readChain(ctx, p, ids, corrected)
		if err == nil {
			found.compare(found.indexes(a, b))
		}
		c.win.Post(func() {
			if ctx.Err() != nil {
				return // the analyst left the view, or another reading has begun
			}
			stop()
			if c.reading = false; err == nil {
				c.chain, c.loaded = found, true
				c.a, c.b = found.a, found.b
			}
			c.err = err
			c.view.show()
			c.take()
			c.focusShown()
			c.refresh() // something may have changed meanwhile
		})
	})
}

// sayReading says in the view that it is reading, if that takes long.
func (c *Controller) sayReading(ctx context.Context) {
	c.win.After(progressAfter, func() {
		if ctx.Err() == nil {
			c.view.status.SetText(lang.L("Comparing the versions…"))
		}
	})
}

// compare compares two other versions.
func (c *Controller) compare(a, b int) {
	if a < 0 || a >= b || b >= len(c.chain.versions) {
		return
	}
	c.a, c.b = a, b
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	c.stop, c.reading = stop, true
	next := c.chain
	c.sayReading(ctx)
	c.view.chain.Refresh()
	c.win.Go(func() {
		next.compare(a, b)
		c.win.Post(func() {
			if ctx.Err() != nil {
				return
			}
			stop()
			c.reading, c.chain = false, next
			c.view.show()
		})
	})
}

// take shows what is wanted, if the versions have been read.
func (c *Controller) take() {
	w := c.wants
	if w == nil || !c.loaded || c.reading || c.stale {
		return
	}
	c.wants = nil
	c.setSection(w.section)
	if w.section == leftSection {
		return
	}
	a, b := c.chain.indexes(w.a, w.b)
	if a != c.a || b != c.b {
		c.compare(a, b)
	}
}

// focusShown focuses the list that is shown, unless something else has the focus. A list cannot
// be focused while it is hidden.
func (c *Controller) focusShown() {
	canvas := c.win.Window().Canvas()
	if f := c.view.focusable(); c.shows && canvas.Focused() == nil && f.(fyne.CanvasObject).Visible() {
		c.win.Focus(f)
	}
}
