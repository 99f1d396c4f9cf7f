// Package importing adds the articles that the analyst chooses or drops.
package importing

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
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
	// After calls a function on the GUI goroutine after a delay, unless cancel is
	// called before.
	After(time.Duration, func()) (cancel func())
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
	// Busy reports whether a job is running.
	Busy() bool
	// DialogOpen reports whether a dialog is open.
	DialogOpen() bool
	// Closing reports whether the window is closing.
	Closing() bool
	// Report shows an error, if there is one.
	Report(error)
	// Failed reports whether the error is not nil. It shows the error unless the
	// analyst stopped the job.
	Failed(error) bool
	// Notice shows a text in the status bar.
	Notice(string)
	// Choose asks for a path, and ChooseMany for several if c.Many is set; StartPath
	// returns the path to start at.
	Choose(c dialog.Choice, accept func(path string))
	ChooseMany(c dialog.Choice, accept func(paths []string))
	StartPath(name string) string
	// PreviewShown is called when a preview has been opened.
	PreviewShown(*draft.Preview)

	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Follow calls to, which goes somewhere in an article, and shows the article. If a view
	// other than Read was shown, the way back leads to it. Follow reports the error of to.
	Follow(to func() error)
	// Corpus returns the open project, or nil.
	Corpus() Corpus
	// OpenProject opens the project at path in place of the open one.
	OpenProject(path string)
	// OpenThen opens a project. If that succeeds, it calls then.
	OpenThen(path string, then func())
	// CreateThen creates a project. If that succeeds, it calls then.
	CreateThen(path string, then func())
	// NotOpened shows the welcome page if the window shows that a project is being
	// opened.
	NotOpened()
	// Pasted returns the text on the clipboard.
	Pasted() string
	// Key returns the key of a command.
	Key(command.ID) string
	// Takes reports whether a dropped file or folder may be a data set that Load loads. If it is
	// none, Load calls otherwise.
	Takes(path string) bool
	Load(path string, otherwise func())
	// OfferLeft offers to show the work that stays on earlier versions of an article.
	OfferLeft(article model.ArticleID, text string)
	// Unfilter clears the filter of the list, and reports whether there was one.
	Unfilter() bool
}

// Corpus is what the Controller needs from the open project.
type Corpus interface {
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
	Import(ctx context.Context, analyst string, p *draft.Preview, progress func(draft.Step)) (draft.Added, error)
	// Document returns an article with all work on it. It may be called on any goroutine.
	Document(model.ArticleID) (*model.Document, error)
}

// Desk is what the Controller needs from the program around the window.
type Desk interface {
	Importable(name string) bool
	Sample() ([]string, error)
	ProjectFor(paths []string) (path string, there bool, err error)
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
}

// Controller adds articles to the open project or to a new one.
type Controller struct {
	win   Window
	desk  Desk
	prefs *settings.Preferences
	drops [][]fyne.URI // dropped on the window but not yet handled
	now   func() time.Time
}

// New returns the controller of a window.
func New(win Window, desk Desk, prefs *settings.Preferences) *Controller {
	return &Controller{win: win, desk: desk, prefs: prefs, now: time.Now}
}

// Commands returns the commands that add articles.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		{
			ID: "project.sample", Title: lang.L("Open the Sample Project"), Group: command.File, Section: command.ProjectSection,
			Run: c.openSample,
		},
		{
			ID: "import.files", Title: lang.L("Add Articles…"), Group: command.File, Section: command.ImportSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyI)},
			Run:  c.addFiles,
		},
		{
			ID: "import.folder", Title: lang.L("Add Folder…"), Group: command.File, Section: command.ImportSection,
			Keys: []command.Key{command.CtrlShift(fyne.KeyI)},
			Run:  c.addFolder,
		},
		{
			ID: "import.paste", Title: lang.L("Paste as Article…"), Group: command.Edit, Section: command.CopySection,
			Keys: []command.Key{command.Ctrl(fyne.KeyV)},
			Run:  c.paste,
		},
	}
}

func (c *Controller) openSample() {
	paths, err := c.desk.Sample()
	if err != nil {
		c.win.Report(err)
		return
	}
	c.addDirectly(paths)
}

func (c *Controller) addFolder() {
	c.win.Choose(dialog.Choice{Title: lang.L("Add folder"), Accept: lang.L("Add folder"), Folder: true, Match: c.desk.Importable, Start: c.win.StartPath("")},
		func(path string) { c.AddPaths([]string{path}) })
}

func (c *Controller) addFiles() {
	c.win.ChooseMany(dialog.Choice{Title: lang.L("Add articles"), Accept: lang.L("Add"), Many: true, Match: c.desk.Importable, Start: c.win.StartPath("")}, c.AddPaths)
}
