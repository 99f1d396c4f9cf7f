package compare

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	timelines "assay.app/assay/model/timeline"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/timeline"
)

// How the timeline is kept up to date
//
// The timeline is made of the table and of what the session knows of the articles, on another
// goroutine. It is stale after every change of the table, and is made again if it is visible.

// overTime is the timeline, which takes the place of the matrix.
type overTime struct {
	*timeline.View
	c       *Controller
	on      bool // it is shown
	stale   bool
	making  bool
	matrix  *control.Button // shows the matrix
	showing *control.Button // shows the timeline
}

// timelineHost implements timeline.Host.
type timelineHost struct {
	Window
	c *Controller
}

func (h timelineHost) Moved() {
	if v := h.c.view; v != nil && v.overTime != nil {
		v.overTime.moved()
	}
}

func newOverTime(c *Controller, v *view, tips *panel.Tips) *overTime {
	o := &overTime{c: c, stale: true}
	o.View = timeline.NewView(timelineHost{c.win, c}, tips, timeline.Actions{
		Display: c.setDisplay, Outlet: c.chooseOutlet, Open: c.openMoment, Export: c.exportTimeline,
	})
	o.matrix = v.button(lang.L("Matrix"), func() { c.showTimeline(false) })
	o.showing = v.button(lang.L("Timeline"), func() { c.showTimeline(true) })
	return o
}

// moved shows what is current.
func (o *overTime) moved() {
	if o.on {
		o.Say()
		o.c.win.ShowHints()
	}
}

// showTimeline shows the timeline or the matrix, and focuses it.
func (c *Controller) showTimeline(on bool) {
	o := c.view.overTime
	o.on = on
	c.view.refresh()
	c.win.Focus(c.First())
	c.win.ShowHints()
}

// toggleTimeline shows the timeline in place of the matrix, or the matrix again.
func (c *Controller) toggleTimeline() { c.showTimeline(!c.view.overTime.on) }

// Over returns which display of the timeline is shown, for a trace, or "".
func (c *Controller) Over() string {
	if c.view == nil || !c.view.overTime.on {
		return ""
	}
	return c.view.overTime.Display().ID()
}

// refresh shows the timeline as it is now, and makes it again if the table has changed.
func (o *overTime) refresh() {
	o.stale = true
	o.follow()
	o.make()
}

// follow shows the statement that is current in the matrix.
func (o *overTime) follow() { o.SetStatement(o.c.view.matrix.id) }

// make makes the timeline if it is stale and visible.
func (o *overTime) make() {
	c := o.c
	if !o.on || !o.stale || o.making {
		return
	}
	o.stale = false
	if c.table == nil {
		o.Show(nil)
		return
	}
	o.making = true
	from, earlier := c.source()
	ctx := c.ctx
	c.win.Go(func() {
		made := timeline.Prepare(timelines.New(from), earlier)
		c.win.Post(func() {
			if ctx.Err() != nil {
				return
			}
			if o.making = false; c.table == nil {
				o.stale = true // layers may be hidden now
			}
			if !o.stale {
				o.Show(made)
				o.moved()
			}
			o.make()
		})
	})
}

// source returns what the timeline is made of, and the earlier versions among its articles.
// Nothing in it changes later.
func (c *Controller) source() (from timelines.Source, earlier map[model.ArticleID]bool) {
	s := c.win.Session()
	chains, selected := s.Chains(), c.request.articles
	from.Table, earlier = &compare.Table{Outlets: c.table.Outlets, Rows: slices.Clone(c.table.Rows)}, map[model.ArticleID]bool{}
	older := map[model.ArticleID]model.ArticleID{}
	for sum := range s.Summaries() {
		current, superseded := s.CurrentVersion(sum.ID)
		if selected != nil && !selected[sum.ID] && !(superseded && selected[current]) {
			continue
		}
		if superseded {
			earlier[sum.ID] = true
		}
		if p := chains.Stored(sum.ID); p != nil {
			older[sum.ID] = p.Article
		}
		from.Articles = append(from.Articles, sum.Article)
	}
	from.Before = func(id model.ArticleID) model.ArticleID { return older[id] }
	return from, earlier
}

// setDisplay shows the timeline in another display.
func (c *Controller) setDisplay(d timeline.Display) {
	c.view.overTime.SetDisplay(d)
	c.view.overTime.Focus()
	c.win.ShowHints()
}

// chooseOutlet asks which outlet's articles to list.
func (c *Controller) chooseOutlet() {
	var options []scope.Option
	for i, name := range c.view.overTime.Outlets() {
		options = append(options, scope.Option{Title: name, On: i == c.view.overTime.Outlet(), Do: func() {
			c.view.overTime.SetOutlet(i)
			c.view.overTime.Focus()
		}})
	}
	scope.Ask(lang.L("Which articles to list"), options, c.win.Window())
}

// openMoment opens the current article of the timeline.
func (c *Controller) openMoment() {
	c.view.overTime.Open()
	c.win.ShowHints()
}

// walkStatements shows the next statement in the timeline of one statement, and otherwise goes to
// the next band or row. It goes back if n is -1.
func (c *Controller) walkStatements(n int) {
	o := c.view.overTime
	if o.Display() != timeline.OfStatement {
		o.Turn(n)
		return
	}
	if m := c.view.matrix; c.row(m.row+n) != nil {
		m.move(m.row+n, m.column)
		o.follow()
	}
}

// firstAppearance goes to the first appearance of the current statement.
func (c *Controller) firstAppearance() {
	o := c.view.overTime
	if !o.ToFirst() {
		c.win.Notice(lang.L("Nobody says the statement at a known time."))
	}
	o.Focus()
}
