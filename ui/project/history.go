package project

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// showHistory shows the history of the open article. If none is open, it shows the
// history of the project.
func (c *Controller) showHistory() {
	c.win.Session().EndTyping()
	p, unsaved := c.current, c.win.Session().Unsaved()
	describe := Describer{Codebook: c.win.Session().Codebook(), Called: c.win.Session().Names().Shown, Sees: c.win.Session().Seeing(), Document: p.Document}
	h := HistoryActions{Undo: c.win.Key("edit.undo"), Explain: explain.Error}
	var open model.ArticleID
	if doc := c.win.Session().Document(); doc != nil {
		open, h.Article = doc.ID, doc.Heading()
	}
	h.Read = func(article bool) StepReader {
		r := &HistoryReader{Store: p.History, Describe: describe, Newest: unsaved, From: ^uint64(0)}
		if article {
			r.Article = open
		}
		return r.Next
	}
	h.GoBack = func(to Step, article bool) {
		only := open
		if !article {
			only = ""
		}
		c.goBack(to, only)
	}
	ShowHistory(h, c.win.Window(), c.win.Post)
}

// goBack restores the project, or only one article, to its state after a step. The
// later changes are read away from the GUI goroutine, because there may be many.
func (c *Controller) goBack(to Step, only model.ArticleID) {
	p := c.current
	var read []edit.Change
	c.win.Run(lang.L("Going back"), func(ctx context.Context, step func(dialog.Step)) error {
		changes, err := ChangesAfter(ctx, p.History, to.ID, func(n int) {
			step(dialog.Step{Done: n, What: lang.L("Reading later changes")})
		})
		c.win.Post(func() { read = changes })
		return err
	}, func(err error) {
		if c.win.Failed(err) || c.win.Session() == nil || c.current != p {
			return
		}
		back, err := c.win.Session().GoingBack(to.ID, only, read)
		if c.win.Failed(err) {
			return
		}
		c.win.TakingAway(back, lang.L("Go back to this point?"), func() bool {
			n, err := c.win.Session().GoBack(to.ID, only, read)
			switch {
			case c.win.Failed(err):
				return false
			case n == 0:
				c.win.Notice(lang.L("Nothing has changed since that point."))
			default:
				c.win.Notice(words.N("{{.Count}} changes reverted. Press {{.Undo}} to bring them back.", n,
					map[string]any{"Undo": c.win.Key("edit.undo")}))
			}
			return true
		})
	})
}
