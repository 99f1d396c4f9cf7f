package project

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/edit"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/settings"
)

// Window is what the Controller needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// SetContent shows an object as the content of the window.
	SetContent(fyne.CanvasObject)
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Run runs work as a job on another goroutine, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// RunToEnd runs work as Run does. Before the job is stopped because the window
	// closes, the analyst is asked whether to wait. The text loss says what is missing
	// if it is stopped.
	RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Awaited reports whether something waits for the end of the job, such as closing
	// the window.
	Awaited() bool
	// Report shows an error, if there is one.
	Report(error)
	// Failed reports whether the error is not nil. It shows the error unless the
	// analyst stopped the job.
	Failed(error) bool
	// Notice shows a text in the status bar.
	Notice(string)
	// Unfocus removes the keyboard focus.
	Unfocus()
	// Choose asks for a path; StartPath returns the path to start at.
	Choose(c dialog.Choice, accept func(path string))
	StartPath(name string) string
	// Key returns the first key of a command, or the command's quoted title if it
	// has no key.
	Key(command.ID) string
	// Do runs a command.
	Do(command.ID)
	// NeedProject returns why a command cannot run, or "".
	NeedProject() string

	// ShowsFiles reports whether files can be shown and opened outside the program.
	ShowsFiles() bool
	// ShowFile shows a file in the file manager.
	ShowFile(path string)
	// OpenFile opens a file in the program that the desktop has for it.
	OpenFile(path string)
	// CopyPath copies a path to the clipboard.
	CopyPath(path string)
	// RecentChanged shows the recent projects in the menu.
	RecentChanged()

	// Show shows a project. If it returns an error but Session is not nil, the
	// project is shown without an article.
	Show(Project) error
	// Clear ends the session of the open project.
	Clear()
	// EndWork stops a search in the open project. It returns a function that waits
	// until no other work reads the project.
	EndWork() (wait func())
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Follow calls to, which goes to a place in an article, and shows the article. If a view
	// other than Read was shown, the way back leads to that view. Follow reports the error of
	// to.
	Follow(to func() error)
	// ShowAnalyst updates the name of the analyst whose labels are shown.
	ShowAnalyst()
	// TakingAway calls run, which makes a change and reports whether it did. If the
	// change takes several articles away, TakingAway asks the question first. If it
	// takes any away, a bar says so and offers to undo it.
	TakingAway(c edit.Change, question string, run func() bool)
	// Others returns a sentence about the labels of other analysts, or "".
	Others() string
}

// Controller opens, backs up, rescues and closes the analyst's project.
type Controller struct {
	win   Window
	desk  Desk
	prefs *settings.Preferences
	names *settings.Names

	current    Project // nil while none is open
	recent     []recent
	welcome    bool           // the window shows the welcome page
	opening    bool           // the window shows that a project is being opened
	leaving    bool           // the project is being closed
	stopBackup func()         // stops the backup of the open project and waits for it; see backup.go
	chosen     string         // the file whose state the analyst has accepted; see older.go
	introduced bool           // the welcome page has asked for the analyst's name
	ask        *control.Entry // the field for the name on the welcome page; nil if it does not ask
	doubtful   bool           // the open project lacks changes that the analyst saw in it
}

// New returns the controller of a window.
func New(win Window, desk Desk, prefs *settings.Preferences, names *settings.Names) *Controller {
	return &Controller{win: win, desk: desk, prefs: prefs, names: names}
}

// Current returns the open project, or nil.
func (c *Controller) Current() Project { return c.current }

// Commands returns the commands of the File menu that concern the project.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		{
			ID: "project.new", Title: lang.L("New Project…"), Group: command.File, Section: command.ProjectSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyN)},
			Run:  c.newProject,
		},
		{
			ID: "project.new.codebook", Title: lang.L("New Project with This Codebook…"), Group: command.File, Section: command.ProjectSection,
			Disabled: c.win.NeedProject, Run: c.newWithCodebook,
		},
		{
			ID: "project.open", Title: lang.L("Open Project…"), Group: command.File, Section: command.ProjectSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyO)},
			Run:  c.openProject,
		},
		{
			ID: "project.copy", Title: lang.L("Save a Copy…"), Group: command.File, Section: command.FileSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyS)},
			Disabled: c.win.NeedProject, Run: c.saveCopy,
		},
		{
			ID: "project.rename", Title: lang.L("Rename…"), Group: command.File, Section: command.FileSection,
			Disabled: c.win.NeedProject, Run: c.rename,
		},
		{
			ID: "project.show", Title: lang.L("Show in Folder"), Group: command.File, Section: command.FileSection,
			Disabled: c.whyNotShown, Run: func() { c.win.ShowFile(c.current.Path()) },
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
			ID: "conflicts.show", Title: lang.L("Conflicts…"), Group: command.File, Section: command.BackupSection,
			Disabled: c.win.NeedProject, Run: c.showConflicts,
		},
	}
}

// HistoryCommands returns the commands that concern the history.
func (c *Controller) HistoryCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "history.show", Title: lang.L("History…"), Group: command.Edit, Section: command.UndoSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyH)},
			Disabled: c.win.NeedProject, Run: c.showHistory,
		},
	}
}

// whyNotShown returns why the project cannot be shown in the file manager, or "".
func (c *Controller) whyNotShown() string {
	if why := c.win.NeedProject(); why != "" || c.win.ShowsFiles() {
		return why
	}
	return lang.L("Could not reach the file manager.")
}
