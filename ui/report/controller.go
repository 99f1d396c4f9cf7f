// Package report holds the dialog in which the analyst chooses what a report has, looks at it and
// saves it, and the commands that save the marked text of articles.
package report

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/report"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/dialog"
)

// How the preview is kept up to date
//
//	a field changes ──► changed ──► after a pause: refresh ──► a goroutine: PreviewReport ──┐
//	                       ▲                                                               │ Post
//	                       └── cancels the pause and the reading                           ▼
//	                                                                                  the page
//
// A report is composed from the project's file, so composing waits until every change is durable.
// Closing the dialog or the project cancels it.

// Window is what the dialog needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// After calls f on the GUI goroutine after d, unless cancel is called before.
	After(d time.Duration, f func()) (cancel func())
	// Go runs work on another goroutine. Closing the project waits for it.
	Go(work func())
	// RunToEnd does work as a job on another goroutine, and then calls done on the GUI
	// goroutine. The text loss says what is missing if the job is stopped.
	RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Failed reports whether an error is not nil. It shows the error unless the analyst
	// stopped the job.
	Failed(error) bool
	// Report shows an error, if there is one.
	Report(error)
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Written says in the status bar that a file was written.
	Written(path string)
	// ShowsFiles reports whether the desktop can open files and show them in their folders, which
	// OpenFile and ShowFile do.
	ShowsFiles() bool
	OpenFile(path string)
	ShowFile(path string)
	// Judge shows a statement with its judgements.
	Judge(model.StatementID)
	// ReportSettings returns what SetReportSettings remembered for a project, or "".
	ReportSettings(project string) string
	SetReportSettings(project, settings string)

	// The Need methods return why a command cannot run, or "".
	NeedProject() string
	NeedArticle() string
	NeedArticles() string
}

// Project is what the dialog needs from the open project.
type Project interface {
	Info() model.ProjectInfo
	Path() string
	// PreviewReport composes a report and returns its first blocks, at most a number of them. It
	// waits until all changes are durable. It may be called on any goroutine.
	PreviewReport(ctx context.Context, r report.Request, most int) (report.Preview, error)
	// WriteReport writes a report to a file, in the format of its extension. The file is written
	// completely or not at all. It calls progress with how much is done and in all. The error wraps
	// one of those of package report if the file is the reason, or one of the file system.
	WriteReport(ctx context.Context, path string, r report.Request, progress func(done, all int)) (report.Written, error)
	// WriteMarked writes the marked text of articles to a file, as WriteReport does.
	WriteMarked(ctx context.Context, path string, m report.Marking, progress func(done, all int)) (report.Written, error)
}

// Desk is what the dialog needs from the program around the window.
type Desk interface {
	// ReportParts returns the names of the parts of a report, in the usual order.
	ReportParts() []string
	// ReportLanguages returns the BCP 47 tags of the languages in which reports are written.
	ReportLanguages() []string
	// ReportFormats returns the formats of reports or, if marked is set, of marked text.
	ReportFormats(marked bool) model.ExchangeFormats
	// ReportTemplates returns the names of the analyst's templates. ReportTemplate returns one,
	// KeepReportTemplate keeps one in place of that of the same name, and RemoveReportTemplate
	// removes one.
	ReportTemplates() ([]string, error)
	ReportTemplate(name string) (report.Settings, error)
	KeepReportTemplate(name string, s report.Settings) error
	RemoveReportTemplate(name string) error
}

// Controller runs the dialog.
type Controller struct {
	win     Window
	desk    Desk
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	open    *sheet // the open dialog, or nil
}

// New returns the controller of a window.
func New(win Window, desk Desk) *Controller {
	return &Controller{win: win, desk: desk, close: func() {}}
}

// Open prepares for a project that is being opened.
func (c *Controller) Open(p Project) {
	c.project = p
	c.ctx, c.close = context.WithCancel(context.Background())
}

// Close ends the work on other goroutines, but does not wait for it; see Window.Go.
func (c *Controller) Close() {
	if c.open != nil {
		c.open.hide()
	}
	c.close()
}

// remembered returns the settings that were used last for the project.
func (c *Controller) remembered() (s report.Settings) {
	if err := json.Unmarshal([]byte(c.win.ReportSettings(c.project.Info().ID)), &s); err != nil {
		return report.Settings{} // none, or those of another Assay
	}
	return s
}

// remember remembers settings for the project.
func (c *Controller) remember(s report.Settings) {
	data, err := json.Marshal(s)
	if err == nil {
		c.win.SetReportSettings(c.project.Info().ID, string(data))
	}
}
