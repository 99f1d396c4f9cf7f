// Package transfer holds the dialogs that export a project to the formats of other programs and
// load data sets from them.
package transfer

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/results"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/settings"
)

// Window is what the Controller needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// After calls f on the GUI goroutine after d, unless cancel is called before.
	After(d time.Duration, f func()) (cancel func())
	// Go runs work on another goroutine. Closing the project waits for it.
	Go(work func())
	// Run runs work as a job on another goroutine, and then calls done on the GUI goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// RunToEnd runs work as Run does. Before the job is stopped because the window closes, the
	// analyst is asked whether to wait. The text loss says what is missing if it is stopped.
	RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Awaited reports whether something waits for the end of the job, such as closing the window.
	Awaited() bool
	// Failed reports whether an error is not nil. It shows the error unless the analyst stopped
	// the job.
	Failed(error) bool
	// Report shows an error, if there is one.
	Report(error)
	// Choose asks for a path; StartPath returns the path to start at.
	Choose(c dialog.Choice, accept func(path string))
	StartPath(name string) string
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Name returns the name of the open project.
	Name() string
	// Exported shows the result of an export.
	Exported(done results.Export, path string)
	// Do runs a command.
	Do(command.ID)
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// Others returns a sentence about the labels of other analysts, or "".
	Others() string

	// The Need methods return why a command cannot run, or "".
	NeedProject() string
	NeedWritable() string
	NeedArticles() string
	NeedArticle() string
}

// Project is what the Controller needs from the open project. Its methods, except Path, may be
// called on any goroutine.
type Project interface {
	Path() string
	// Export writes what x asks for to a file, or to a folder if the format has several files and
	// path does not end in ".zip".
	Export(ctx context.Context, path string, x model.ExportRequest, progress func(done, all int)) (results.Export, error)
	// Amounts counts what of each feature an export could have, whatever the format.
	Amounts(ctx context.Context, x model.ExportRequest, progress func(done, all int)) ([]model.Loss, error)
	// Load reads an annotation set into the project and returns what has changed.
	Load(ctx context.Context, analyst, path string) (results.Load, error)
	// Recognise returns the key of the format of a file or folder, and whether its content shows
	// that.
	Recognise(path string) (format string, shown bool, err error)
	// Read reads a data set in a format of other programs, for an analyst who may load it.
	Read(ctx context.Context, analyst, path, format string) (arrival.Set, error)
}

// Desk is what the Controller needs from the program around the window.
type Desk interface {
	// Formats returns the formats that projects are exported to and loaded from.
	Formats() model.ExchangeFormats
	// Importable reports whether a file of that name may hold articles.
	Importable(name string) bool
}

// Controller runs the dialogs.
type Controller struct {
	win     Window
	desk    Desk
	prefs   *settings.Preferences
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	hide    func() // closes the open dialog, or nil
}

// New returns the controller of a window.
func New(win Window, desk Desk, prefs *settings.Preferences) *Controller {
	return &Controller{win: win, desk: desk, prefs: prefs, close: func() {}}
}

// Open prepares for a project that is being opened.
func (c *Controller) Open(p Project) {
	c.project = p
	c.ctx, c.close = context.WithCancel(context.Background())
}

// Close ends the work on other goroutines, but does not wait for it; see Window.Go.
func (c *Controller) Close() {
	if c.hide != nil {
		c.hide()
	}
	c.close()
}
