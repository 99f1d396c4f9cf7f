// Package figures holds the view that counts the work in a project: labels, grades, who is let
// speak, statements and progress, as charts and as tables of numbers.
package figures

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/settings"
)

// How the view is kept up to date
//
//	Enter ──► refresh ──► load ──► a goroutine: the selection, Figures, the first figure ──┐
//	            ▲   └───► count ─► a goroutine: a figure that was not counted yet ─────────┤ Post
//	            │                                                                          ▼
//	            └── Changed: what Follow gathered is applied to the facts             the figure
//
// The facts are read from the project's file once, when every change is durable. Afterwards each
// change of the session is applied to them, and the figure is made again at once: undo is such a
// change, too. A change that the facts cannot follow, such as an import, makes them stale. While a
// goroutine reads or counts, it alone uses the counts, and changes wait in a queue. Leaving the
// view cancels the reading.

// Window is what the view needs from the window.
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
	// Notice shows a text in the status bar.
	Notice(string)
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// Written says that a file was written.
	Written(path string)
	// Copy copies a text to the clipboard.
	Copy(text string)
	// ContextMenu opens a menu of commands at a position on the canvas, with a line between
	// two groups.
	ContextMenu(at fyne.Position, groups ...[]*command.Command)
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Searches returns the saved searches, last used first.
	Searches() []settings.Search
	// Search opens the search in all articles with a query.
	Search(query string)
	// Read shows the sentence at a byte offset in the text of an article. The way back leads
	// to this view.
	Read(article model.ArticleID, offset int)
	// ShowStatement shows a statement in Compare. The way back leads to this view.
	ShowStatement(id model.StatementID)
	// Focus focuses an object.
	Focus(fyne.Focusable)
	// PressKey, PressRune and PressShortcut handle what has no meaning in the view.
	PressKey(*fyne.KeyEvent)
	PressRune(rune)
	PressShortcut(fyne.Shortcut)
	// ShowHints shows the keys that work now, and says what is current.
	ShowHints()
	// Commands returns the table of the window's commands.
	Commands() *command.Table
	// LabelCommand returns the id of the command that gives a label.
	LabelCommand(key model.LabelKey) command.ID
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// ShownKey returns the first key of a command, or "".
	ShownKey(command.ID) string

	// NeedProject returns why a command that needs a project cannot run, or "".
	NeedProject() string
}

// Project is what the view needs from the open project.
type Project interface {
	Path() string
	Info() model.ProjectInfo
	// Document returns an article with its contents.
	Document(id model.ArticleID) (*model.Document, error)
	// Search searches the texts of all articles; see project.Project.
	Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
	// Figures reads what figures count. It ignores changes that are not durable yet.
	Figures(ctx context.Context) (*figures.Facts, error)
	// ExportFigure writes a figure to a file, in the format of its extension: a table, or a
	// drawing.
	ExportFigure(ctx context.Context, f *figures.Figure, words chart.Words, path string) error
}

// Controller runs the view.
type Controller struct {
	win     Window
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	stop    context.CancelFunc // ends the reading

	counts  *figures.Counts // nil until it was read for the first time; a goroutine may use it while busy
	figure  *figures.Figure // as it was counted; nil until it is known
	shown   *figures.Figure // figure as it is arranged
	drawn   *figures.Figure // shown, or its shares
	cross   figures.Cross
	request scope.Scope
	order   order
	noZero  bool // rows without a count are hidden
	shares  bool // shares are shown in place of counts
	queue   []edit.Change

	stale   bool // the facts must be read again
	recount bool // other articles or analysts count
	shows   bool // the view is visible
	reading bool // a goroutine reads the facts
	busy    bool // a goroutine uses counts
	err     error

	view *view
}

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win, stop: func() {}, close: func() {}} }

// Open prepares the view for a project that is being opened, and returns its content.
func (c *Controller) Open(p Project, tips *panel.Tips) fyne.CanvasObject {
	*c = Controller{win: c.win, project: p, stop: func() {}, stale: true}
	c.cross, _ = figures.CrossOf("labels-by-outlet")
	c.ctx, c.close = context.WithCancel(context.Background())
	c.view = newView(c, tips)
	return c.view.content
}

// Close ends the work on other goroutines, but does not wait for it; see Window.Go.
func (c *Controller) Close() { c.close() }

// Enter is called when the view is shown.
func (c *Controller) Enter() {
	c.shows = true
	c.refresh()
	c.view.refresh()
}

// Leave is called when the view is hidden.
func (c *Controller) Leave() {
	c.shows = false
	if c.reading {
		c.stop()
		c.reading, c.stale, c.queue = false, true, nil
	}
}

// First returns the object to focus when the view is first shown.
func (c *Controller) First() fyne.Focusable { return c.view.main() }

// smallProject is the number of articles up to which a figure is counted again at once. That takes
// less than a frame.
const smallProject = 300

// mostQueued is the greatest number of edits that wait to be applied. After more of them, the
// facts are read again.
const mostQueued = 2000

// Follow takes a change of the session, which Changed then applies.
func (c *Controller) Follow(change edit.Change) {
	if c.stale && !c.reading || c.counts == nil && !c.reading {
		return
	}
	n := change.Len()
	for _, waiting := range c.queue {
		n += waiting.Len()
	}
	if n > mostQueued {
		c.stale, c.queue = true, nil
		return
	}
	c.queue = append(c.queue, change)
}

// Changed updates the view after events of the session.
func (c *Controller) Changed(events []session.Event) {
	for _, e := range events {
		switch e.(type) {
		case session.AnalystsChanged:
			c.hide()
		case session.CorpusChanged:
			c.recount = c.recount || c.request.Kind != scope.AllArticles
		case session.CodebookChanged:
			c.view.rename()
		}
	}
	if c.shows {
		c.refresh()
	}
}

// hide shows nothing until the figure was counted again, because layers may be hidden now.
func (c *Controller) hide() {
	c.request.Forget(c.win.Session())
	c.recount = true
	c.figure, c.shown, c.drawn = nil, nil, nil
	c.view.refresh()
}

// refresh brings the figure up to date, as far as no goroutine is at work. Facts are read again
// only when every change is durable.
func (c *Controller) refresh() {
	if !c.shows || c.busy || c.reading {
		return
	}
	applied := len(c.queue) > 0
	if !c.stale && c.counts != nil && !c.drain() {
		c.stale, c.queue = true, nil
	}
	switch {
	case c.stale || c.counts == nil:
		if c.win.Session().Save().State == session.Saved {
			c.load()
		}
	case c.recount:
		c.load()
	case !c.counts.Fresh(c.cross) && c.win.Session().Articles() > smallProject:
		c.count()
	case applied || !c.counts.Fresh(c.cross) || c.figure == nil || c.figure.Cross != c.cross:
		c.take(c.counts.Cross(c.cross))
	}
	c.view.say()
}

// drain applies the changes in the queue to the facts. It reports false if the facts cannot follow.
func (c *Controller) drain() bool {
	for _, change := range c.queue {
		for e := range change.All() {
			if !c.counts.Apply(e) {
				return false
			}
		}
	}
	c.queue = nil
	return true
}

// take shows a figure that was counted.
func (c *Controller) take(f *figures.Figure, err error) {
	if c.err = err; err == nil {
		c.figure = f
		c.arrange()
	}
	c.view.refresh()
}
