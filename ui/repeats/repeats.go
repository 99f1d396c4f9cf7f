// Package repeats has the command that labels, attributes and grades all sentences that repeat
// the current one as the analyst did with that one.
package repeats

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// Window is what repeats needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Run runs work as a job that the analyst can cancel, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Report shows an error, if there is one.
	Report(error)
	// Failed reports whether an error is not nil. It shows the error unless the analyst
	// cancelled the work.
	Failed(error) bool
	// Notice shows a text in the status bar.
	Notice(string)
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// NeedSentence returns the reason why no sentence can be labelled, or "".
	NeedSentence() string
}

// Project is what repeats needs from the open project.
type Project interface {
	// Repeats returns the other sentences that are nearly identical to one. It calls progress
	// with how far it is, and may take long.
	Repeats(ctx context.Context, article model.ArticleID, sentence model.Span, progress func(done, all int)) (model.Passages, error)
}

// Controller runs the command.
type Controller struct {
	win     Window
	project Project
}

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win} }

// Open makes the controller use a project.
func (c *Controller) Open(p Project) { c.project = p }

// Commands returns the commands about repeated sentences.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{{
		ID: "tag.everywhere", Title: lang.L("Label Everywhere…"), Group: command.Annotate, Section: command.TagAllSection, Submenu: lang.L("Many Sentences"),
		Keys:     []command.Key{command.CtrlShift(fyne.KeyT)},
		Disabled: c.win.NeedSentence, Run: c.ask,
	}}
}

// ask looks for the sentences that repeat the current one, and asks whether to label them like
// it.
func (c *Controller) ask() {
	s := c.win.Session()
	s.EndTyping()
	unit, ok := s.Current()
	if !ok {
		return
	}
	switch _, err := s.PlanEverywhere(nil); {
	case errors.Is(err, model.ErrNothingToGive):
		c.win.Notice(lang.L("Label, attribute or grade this sentence first."))
		return
	case err != nil:
		c.win.Report(err)
		return
	}
	article, project := s.Document().ID, c.project
	var found model.Passages
	c.win.Run(lang.L("Looking for repeats"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := project.Repeats(ctx, article, unit.Span, func(done, all int) { step(dialog.Step{Done: done, Total: all}) })
		c.win.Post(func() { found = got })
		return err
	}, func(err error) {
		switch {
		case c.win.Failed(err):
		case found.Count() == 0:
			c.win.Notice(lang.L("No other sentence repeats this one."))
		default:
			c.confirm(found)
		}
	})
}

// confirm says what would change, and changes it if the analyst agrees.
func (c *Controller) confirm(found model.Passages) {
	text := words.N("{{.Count}} other sentences repeat this one, word by word or nearly.", found.Count()) + " " +
		lang.L("Give them your label, attribution and grade of this sentence? What you have already given them stays.") + "\n\n" + lang.L("You can undo this in one step.")
	dialog.Ask(lang.L("Label repeated sentences?"), text, lang.L("Label Everywhere"), lang.L("Cancel"), c.win.Window(), func(yes bool) {
		if yes {
			c.label(found)
		}
	})
}

// label reads the articles in a job, and then makes the change.
func (c *Controller) label(found model.Passages) {
	plan, err := c.win.Session().PlanEverywhere(found)
	if err != nil {
		c.win.Report(err)
		return
	}
	c.win.Run(lang.L("Tagging"), func(ctx context.Context, step func(dialog.Step)) error {
		return plan.Read(ctx, func(done, all int) { step(dialog.Step{Done: done, Total: all}) })
	}, func(err error) {
		if c.win.Failed(err) {
			return
		}
		n, err := c.win.Session().TagAll(plan)
		if c.win.Report(err); err == nil {
			c.win.Notice(c.said(n))
		}
	})
}

// said returns a text that says what was changed.
func (c *Controller) said(n edit.Labelled) string {
	if n.Changed == 0 {
		return lang.L("Nothing to change.")
	}
	text := words.N("{{.Count}} repeated sentences changed.", n.Changed)
	if n.Kept > 0 {
		text += " " + words.N("{{.Count}} sentences keep another label.", n.Kept)
	}
	return text + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")})
}
