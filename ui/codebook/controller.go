// Package codebook edits the labels of the project, exports and imports them, and shows
// what they mean.
package codebook

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// How the codebook changes
//
//	session ─► draft ◄── form, list, import         nothing is stored
//	             │ Save
//	             ▼
//	       edit.Revision ─► session.PlanRevision ─► a job reads the annotations concerned
//	                                                   │ if there are any
//	                                                   ▼
//	                                            session.Revise: one change, one undo
//
// The draft has the labels in the reader's words. A text that nobody edited is stored as
// it was.

// Window is what the codebook needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Go runs work on another goroutine. Closing the project waits for it.
	Go(work func())
	// Run does work as a job on another goroutine, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Failed reports whether an error is not nil. It shows the error unless the analyst
	// stopped the job.
	Failed(error) bool
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Search opens the search dialog with a query.
	Search(query string)
	// Do runs a command of the window.
	Do(command.ID)
	// Commands returns the table of the window's commands.
	Commands() *command.Table
	// ShownKey returns the first key of a command, or "".
	ShownKey(command.ID) string
	// LabelCommand returns the id of the command that assigns a label.
	LabelCommand(model.LabelKey) command.ID
	// LabelPressed returns the label whose key types a rune, and whether there is one.
	LabelPressed(rune) (model.LabelKey, bool)
	// The need methods return why a command cannot run, or "".
	NeedProject() string
	NeedWritable() string
}

// Project is what the codebook needs from the open project.
type Project interface {
	// Path returns the path of the project's file.
	Path() string
	// Info returns the name and other facts of the project.
	Info() model.ProjectInfo
	// Flush waits until every change is durable.
	Flush(context.Context) error
	// LabelUse counts the annotations of all analysts by label, without changes that are
	// not durable.
	LabelUse(context.Context) (map[model.LabelKey]int, error)
}

// Desk is what the codebook needs from the program around the window.
type Desk interface {
	// CodebookFormats returns the formats of codebooks.
	CodebookFormats() model.ExchangeFormats
	// ReadCodebook reads a codebook from a file.
	ReadCodebook(path string) (model.Codebook, error)
	// WriteCodebook writes a codebook to a file. The extension determines the format.
	WriteCodebook(path string, book model.Codebook) error
}

// Controller edits the codebook of the open project.
type Controller struct {
	win  Window
	desk Desk

	project Project // opened last
	view    *view   // the dialog that was opened last; nil if there was none
}

// New returns the controller of a window.
func New(win Window, desk Desk) *Controller { return &Controller{win: win, desk: desk} }

// Open prepares the controller for a project that is being opened.
func (c *Controller) Open(p Project) { c.project, c.view = p, nil }

// Close stops the work of the dialog, but does not wait for it; see Window.Go.
func (c *Controller) Close() {
	if c.view != nil {
		c.view.stop()
	}
}

// showID is the id of the command that opens the codebook.
const showID command.ID = "codebook.show"

// Commands returns the commands for the codebook.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		{
			ID: showID, Title: lang.L("Codebook…"), Group: command.Annotate, Section: command.CodebookSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyD)},
			Disabled: c.win.NeedWritable, Run: c.show,
		},
		{
			ID: "codebook.meanings", Title: lang.L("What the Labels Mean"), Group: command.Annotate, Section: command.CodebookSection,
			Keys:     []command.Key{command.Named(fyne.KeyF2)},
			Disabled: c.win.NeedProject, Run: c.showMeanings,
		},
		{
			ID: "codebook.import", Title: lang.L("Import Codebook…"), Group: command.File, Section: command.ImportSection,
			Disabled: c.win.NeedWritable, Run: func() {
				c.show()
				c.view.chooseImport()
			},
		},
		{
			ID: "codebook.export", Title: lang.L("Export Codebook…"), Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
			Disabled: c.win.NeedProject, Run: func() { c.export(c.win.Session().StoredCodebook()) },
		},
	}
}

// show opens the dialog.
func (c *Controller) show() {
	s := c.win.Session()
	s.EndTyping()
	c.view = newView(c, newDraft(s.StoredCodebook(), s.Codebook()))
}

// revise changes the codebook, and calls done after it has changed. use counts the
// annotations by label.
func (c *Controller) revise(r edit.Revision, use map[model.LabelKey]int, done func()) {
	failed := func(err error) bool {
		return c.win.Failed(explain.Titled(lang.L("Could not change the codebook"), err))
	}
	s := c.win.Session()
	plan, err := s.PlanRevision(r)
	if failed(err) {
		return
	}
	finish := func() {
		n, err := s.Revise(plan)
		if failed(err) {
			return
		}
		done()
		notice := lang.L("Codebook changed.")
		if n > 0 {
			notice += " " + words.N("{{.Count}} labels in articles changed.", n)
		}
		c.win.Notice(notice)
	}
	if !plan.Reads() {
		finish()
		return
	}
	total := 0
	for label, n := range use {
		if plan.Affects(label) {
			total += n
		}
	}
	c.win.Run(lang.L("Changing labels"), func(ctx context.Context, step func(dialog.Step)) error {
		read := func(n int) {
			step(dialog.Step{Done: n, Total: max(n, total), What: lang.L("Reading the labels of all articles…")})
		}
		read(0)
		return plan.Read(ctx, read)
	}, func(err error) {
		if !failed(err) {
			finish()
		}
	})
}
