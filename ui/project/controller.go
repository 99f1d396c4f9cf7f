package project

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/settings"
)

// Window is what projects need of the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Run does work as a job, away from the GUI goroutine, and then calls done on it.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Report shows an error, if there is one.
	Report(error)
	// Failed shows an error unless the analyst stopped the job, and reports whether
	// there is one.
	Failed(error) bool
	// Notice shows a text in the status bar.
	Notice(string)
	// Unfocus takes the focus from what has it.
	Unfocus()
	// Choose asks for a path, and StartPath returns where to begin.
	Choose(c dialog.Choice, accept func(path string))
	StartPath(name string) string
	// Key returns the key of a command, or its name if it has no key.
	Key(command.ID) string
	// Do runs a command.
	Do(command.ID)
	// The reasons why a command cannot run, or "".
	NeedProject() string
	NeedArticles() string
	NeedArticle() string

	// Show puts a project on the screen. If there is a session after an error, the
	// project is shown without an article.
	Show(Project) error
	// Clear ends the session of the open project.
	Clear()
	// EndWork ends the work that reads the open project. The function it returns waits
	// for that.
	EndWork() (wait func())
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// ShowAnalyst shows whose labels the window shows.
	ShowAnalyst()
	// Others returns a sentence about the labels of other analysts, or "".
	Others() string
}

// Controller opens, keeps and closes the project that is worked on.
type Controller struct {
	win   Window
	desk  Desk
	prefs *settings.Preferences
	names *settings.Names

	current    Project // nil while none is open
	opening    bool    // the page says that a project is being opened
	leaving    bool    // the project is being closed
	stopBackup func()  // ends the backup of the open project; see backup.go
	chosen     string  // the file whose state the analyst has chosen; see older.go
	doubtful   bool    // the open project lacks changes that were seen in it
}

// New returns the controller of a window.
func New(win Window, desk Desk, prefs *settings.Preferences, names *settings.Names) *Controller {
	return &Controller{win: win, desk: desk, prefs: prefs, names: names}
}

// Current returns the open project, or nil.
func (c *Controller) Current() Project { return c.current }

// Commands returns the commands of the File menu that are about the project.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		{
			ID: "project.new", Title: lang.L("New Project…"), Group: command.File, Section: command.ProjectSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyN)},
			Run:  c.newProject,
		},
		{
			ID: "project.open", Title: lang.L("Open Project…"), Group: command.File, Section: command.ProjectSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyO)},
			Run:  c.openProject,
		},
		{
			ID: "project.backup", Title: lang.L("Back Up Now"), Group: command.File, Section: command.BackupSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyB)},
			Disabled: c.win.NeedProject, Run: c.backUpNow,
		},
		{
			ID: "project.restore", Title: lang.L("Restore a Backup…"), Group: command.File, Section: command.BackupSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyB)},
			Disabled: c.win.NeedProject, Run: c.restoreBackup,
		},
		{
			ID: "project.check", Title: lang.L("Check This Project"), Group: command.File, Section: command.BackupSection,
			Keys:     []command.Key{command.Named(fyne.KeyF7)},
			Disabled: c.win.NeedProject, Run: c.checkProject,
		},
		{
			ID: "export.project", Title: lang.L("Export Annotation Set…"), Group: command.File, Section: command.ExportSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyE)},
			Disabled: c.win.NeedArticles, Run: func() { c.export("") },
		},
		{
			ID: "export.article", Title: lang.L("Export This Article…"), Group: command.File, Section: command.ExportSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyE)},
			Disabled: c.win.NeedArticle, Run: func() { c.export(c.win.Session().Document().ID) },
		},
	}
}

// HistoryCommands returns the command that shows the history.
func (c *Controller) HistoryCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "history.show", Title: lang.L("History…"), Group: command.Edit, Section: command.UndoSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyH)},
			Disabled: c.win.NeedProject, Run: c.showHistory,
		},
	}
}
