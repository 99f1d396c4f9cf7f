// Package carrying links articles that were just added to those of which they are newer
// versions, and carries the work to them.
package carrying

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// How work is carried
//
//	job                                GUI goroutine
//	───────────────────────────────    ─────────────────────────────
//	for each link:
//	  ask ───────────────────────────▶ session.PlanVersions
//	  plan.Read: texts are compared
//	  ask ───────────────────────────▶ session.Carry: one change
//	where the open article went on
//	                                   done
//
// All changes have the batch of the import, so one undo takes back everything. The job waits
// for what it asks, unless it is stopped; then nothing that it asked is done any more.

// Window is what carrying needs from the window.
type Window interface {
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Run runs work as a job that the analyst can stop, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Session returns the session of the open project, or nil.
	Session() *session.Session
}

// Link says that an article becomes a newer version of another one.
type Link struct {
	New, Of   model.ArticleID
	Corrected bool // an analyst has corrected the text of Of
}

// Request says what to carry.
type Request struct {
	Links []Link
	Batch string // of the import
	// Document reads an article. It may be called on any goroutine.
	Document func(model.ArticleID) (*model.Document, error)
}

// Result is what has been carried.
type Result struct {
	Versions int             // articles that became versions
	Carried  int             // records that moved to current versions, or that these had already
	Left     int             // records that stay on earlier versions
	LeftOn   model.ArticleID // the current version of the first article with work left behind, or ""
	// Shown is the current version of the article that was open, and Offset the byte in its
	// text that continues what was read. Shown is "" if the open article is still current, or
	// if the job was stopped.
	Shown  model.ArticleID
	Offset int
}

// Says returns what was carried and left behind, or "" if there was no work.
func (r Result) Says() string {
	if r.Carried+r.Left == 0 {
		return ""
	}
	carried := words.N("{{.Count}} labels and notes carried", r.Carried)
	if r.Left == 0 {
		return carried
	}
	return carried + ", " + words.N("{{.Count}} left behind", r.Left)
}

// Run links articles in a job, in order, and calls done on the GUI goroutine. A link that is
// not possible does not keep the others from being made; the error has the reasons. If the job
// is stopped, the error is context.Canceled, and the result has the links made until then.
func Run(win Window, r Request, done func(Result, error)) {
	if len(r.Links) == 0 {
		done(Result{}, nil)
		return
	}
	c := &carrier{Request: r, win: win, session: win.Session()}
	if doc := c.session.Document(); doc != nil {
		if _, superseded := c.session.CurrentVersion(doc.ID); !superseded {
			c.open = doc.ID
		}
		if u, ok := c.session.Current(); ok {
			c.at = u.Span.Start
		}
	}
	win.Run(lang.L("Carrying labels and notes"), func(ctx context.Context, step func(dialog.Step)) error {
		return c.run(ctx, step)
	}, func(err error) { done(c.result, err) })
}

// carrier carries the work of one Request.
type carrier struct {
	Request
	win     Window
	session *session.Session
	open    model.ArticleID // the article that was open, if it was current
	at      int             // where it was read, in bytes of its text
	current model.ArticleID // the current version of the article that was open, or ""
	result  Result          // complete when the job has ended
}

func (c *carrier) run(ctx context.Context, step func(dialog.Step)) error {
	var failed error
	for i, link := range c.Links {
		step(dialog.Step{Done: i, Total: len(c.Links)})
		err := c.link(ctx, link)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed = errors.Join(failed, err)
	}
	return errors.Join(failed, c.find())
}

// link makes one link.
func (c *carrier) link(ctx context.Context, link Link) error {
	var plan *session.VersionPlan
	err := c.ask(ctx, func() (err error) {
		plan, err = c.session.PlanVersions(c.Batch, func(p carry.Planner) (carry.Plan, error) {
			return p.Add(link.New, link.Of, link.Corrected)
		})
		return err
	})
	if err == nil {
		_, err = plan.Read(ctx)
	}
	if err != nil {
		return err
	}
	return c.ask(ctx, func() error {
		made, err := c.session.Carry(plan)
		if err != nil {
			return err
		}
		c.result.Versions++
		c.result.Carried += made.Carried + made.Joined
		c.result.Left += len(made.Left)
		if len(made.Left) > 0 && c.result.LeftOn == "" {
			c.result.LeftOn = made.Current
		}
		if c.open != "" {
			c.current, _ = c.session.CurrentVersion(c.open)
		}
		return nil
	})
}

// ask calls a function on the GUI goroutine and waits for it, unless ctx ends before.
func (c *carrier) ask(ctx context.Context, do func() error) error {
	answer := make(chan error, 1)
	c.win.Post(func() {
		if err := ctx.Err(); err != nil {
			answer <- err
			return
		}
		answer <- do()
	})
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// find looks for the place in the current version that continues what was read of the open
// article.
func (c *carrier) find() error {
	if c.current == "" {
		return nil
	}
	older, err := c.Document(c.open)
	if err != nil {
		return err
	}
	newer, err := c.Document(c.current)
	if err != nil {
		return err
	}
	c.result.Shown, c.result.Offset = c.current, placeIn(older, newer, c.at)
	return nil
}

// placeIn returns the byte offset of the sentence of a newer version that is at an offset of an
// older one. If the newer one lacks the sentence, it is the place of the nearest sentence before
// that the newer one has, or 0.
func placeIn(older, newer *model.Document, at int) int {
	places, to := align.Places(older, newer), newer.Sentences()
	for i, u := range slices.Backward(older.Sentences()) {
		if u.Span.Start <= at && places[i] >= 0 {
			return to[places[i]].Span.Start
		}
	}
	return 0
}
