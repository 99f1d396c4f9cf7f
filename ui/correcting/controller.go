// Package correcting mends the text of an article that came in wrong, such as that of a bad PDF.
package correcting

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/carrying"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// How a text is corrected
//
//	article ─► correction ◄── list of paragraphs, entry     nothing is stored
//	             │ Save
//	             ▼
//	       Project.Correct: a new article   ┐
//	             ▼                          │ one batch, one undo
//	       carrying.Run: the new article    │
//	       supersedes the old one           ┘
//	             ▼
//	       the reader shows the same sentence of the new article
//
// An article's text never changes, because its hash vouches for it. So the corrected text is a
// newer version of the article, and the old one stays in the project.

// Window is what correcting needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Go runs short work on another goroutine. Closing the project waits for it.
	Go(work func())
	// After calls a function on the GUI goroutine after a delay, unless cancel is called before.
	After(d time.Duration, f func()) (cancel func())
	// Run runs work as a job that the analyst can stop, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// RunToEnd runs work as Run does. Before the job is stopped because the window closes, the
	// analyst is asked whether to wait. The text loss says what is missing if it is stopped.
	RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Follow calls to, which goes somewhere in an article, and shows the article. Follow
	// reports the error of to.
	Follow(to func() error)
	// Report shows an error, if there is one.
	Report(error)
	// Failed reports whether the error is not nil. It shows the error unless the analyst
	// stopped the job.
	Failed(error) bool
	// Notice shows a text in the status bar.
	Notice(string)
	// OfferLeft offers to show the work that stays on earlier versions of an article.
	OfferLeft(article model.ArticleID, text string)
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// NeedWritableArticle returns why no article can be changed, or "".
	NeedWritableArticle() string
}

// Project is what correcting needs from the open project.
type Project interface {
	// Document returns an article with all work on it.
	Document(model.ArticleID) (*model.Document, error)
	// Correct adds the article that has a corrected text in place of that of another one. It
	// links neither to the other.
	Correct(ctx context.Context, analyst string, of model.ArticleID, text string) (draft.Added, error)
}

// Controller corrects texts of the open project.
type Controller struct {
	win     Window
	project Project
	view    *view // the open dialog, or nil
}

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win} }

// Open prepares the controller for a project that is being opened.
func (c *Controller) Open(p Project) { c.project, c.view = p, nil }

// Commands returns the command that corrects the text of the open article.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{{
		ID: "text.correct", Title: lang.L("Correct Text…"), Group: command.Edit, Section: command.ArticleSection,
		Keys:     []command.Key{command.CtrlShift(fyne.KeyM)},
		Disabled: c.need, Run: c.show,
	}}
}

// need returns why the text of the open article cannot be corrected, or "".
func (c *Controller) need() string {
	if why := c.win.NeedWritableArticle(); why != "" {
		return why
	}
	s := c.win.Session()
	if _, superseded := s.CurrentVersion(s.Document().ID); superseded {
		return lang.L("This is an earlier version. Only the newest one can be corrected.")
	}
	return ""
}

// Keeps reports whether a text has been corrected and not saved. It then asks whether to discard
// the corrections, and calls then if so.
func (c *Controller) Keeps(then func()) bool {
	if c.view == nil || c.view.closed || c.view.text.changes() == 0 {
		return false
	}
	c.view.askDiscard(then)
	return true
}

// show opens the dialog at the current sentence.
func (c *Controller) show() {
	s := c.win.Session()
	s.EndTyping()
	doc, at := s.Document(), 0
	if u, ok := s.Current(); ok {
		at = u.Span.Start
	}
	c.view = newView(c, newCorrection(doc), at)
}

// save makes the corrected text a newer version of the article. It calls saved when the
// article is in the project, and refused if it is not.
func (c *Controller) save(of model.ArticleID, text string, saved, refused func()) {
	p, s := c.project, c.win.Session()
	analyst := s.Analyst()
	var added draft.Added
	c.win.RunToEnd(lang.L("Saving the corrected text"), lang.L("The corrected text is still being saved."), func(ctx context.Context, _ func(dialog.Step)) error {
		got, err := p.Correct(ctx, analyst, of, text)
		c.win.Post(func() { added = got })
		return err
	}, func(err error) {
		if added.Added > 0 {
			s.Absorb(added.Changes)
			if err := s.Reload(); err != nil {
				c.win.Report(err)
				return
			}
		}
		if c.win.Failed(err) || added.Added == 0 {
			refused()
			return
		}
		saved()
		c.carry(of, added)
	})
}

// carry carries the work to the corrected article and shows it.
func (c *Controller) carry(of model.ArticleID, added draft.Added) {
	request := carrying.Request{
		Links:    []carrying.Link{{New: added.First, Of: of, Corrected: true}},
		Batch:    added.Changes[0].Batch,
		Document: c.project.Document,
	}
	carrying.Run(c.win, request, func(r carrying.Result, err error) {
		if r.Shown != "" {
			c.win.Follow(func() error { return c.win.Session().JumpTo(r.Shown, r.Offset) })
		}
		c.win.Notice(c.says(r, err))
		if r.LeftOn != "" {
			c.win.OfferLeft(r.LeftOn, words.N("{{.Count}} labels and notes were left behind on the earlier version.", r.Left))
		}
		c.win.Failed(err)
	})
}

// says returns what the status bar says about a saved correction.
func (c *Controller) says(r carrying.Result, err error) string {
	undo := lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")})
	if r.Versions == 0 {
		if errors.Is(err, context.Canceled) {
			return lang.L("Stopped. The corrected text is an article of its own.") + " " + undo
		}
		return undo
	}
	said := lang.L("Text corrected. The old text stays in the project.")
	if work := r.Says(); work != "" {
		said = lang.L("Text corrected: {{.Work}}. The old text stays in the project.", map[string]any{"Work": work})
	}
	return said + " " + undo
}
