// Package sources holds the view that shows who gets to speak: how often each outlet quotes or
// reports each voice of the project, the outlets, and the grades that contradict one another.
package sources

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/model/sources"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
)

// How the view is kept up to date
//
//	Enter ──► refresh ──► load ──► a goroutine: Sources, then the sentences ──┐
//	            ▲                                                            │ Post
//	            └── Changed: stale; once every change is durable             ▼
//	                                                                     the tables
//
// The table is computed from the project's file, so the view waits until every change is
// durable. Leaving the view cancels the reading, and the table stays stale. A new reading also
// cancels the one before it.

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
	// ContextMenu opens a menu of commands at a position on the canvas, with a line between
	// two groups.
	ContextMenu(at fyne.Position, groups ...[]*command.Command)
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Search opens the search in all articles with a query.
	Search(query string)
	// Read shows the sentence at a byte offset in the text of an article. The way back leads
	// to this view.
	Read(article model.ArticleID, offset int)
	// Profile shows the profile of an outlet.
	Profile(outlet string)
	// Focus focuses an object.
	Focus(fyne.Focusable)
	// PressKey, PressRune and PressShortcut handle what has no meaning in the table.
	PressKey(*fyne.KeyEvent)
	PressRune(rune)
	PressShortcut(fyne.Shortcut)
	// ShowHints shows the keys that work now, and says the current cell.
	ShowHints()
	// Commands returns the table of the window's commands.
	Commands() *command.Table
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// ShownKey returns the first key of a command, or "".
	ShownKey(command.ID) string

	// The Need methods return why a command cannot run, or "".
	NeedProject() string
	NeedWritable() string
}

// Project is what the view needs from the open project.
type Project interface {
	// Path returns the path of the project's file.
	Path() string
	// Info returns the name and other facts of the project.
	Info() model.ProjectInfo
	// Document returns an article with its contents.
	Document(id model.ArticleID) (*model.Document, error)
	// Sources returns the table of who gets to speak, according to an analyst or, if analyst
	// is empty, to everybody. It calls progress with the number of articles read so far and of
	// all.
	Sources(ctx context.Context, analyst string, progress func(done, all int)) (sources.Table, error)
	// ExportSources writes the result of Sources to a file, as a table.
	ExportSources(ctx context.Context, analyst, path string) error
}

// Controller runs the view.
type Controller struct {
	win     Window
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	stop    context.CancelFunc // ends the reading

	table   sources.Table
	found   []contradiction
	loaded  bool // table has been read at least once
	stale   bool // a change since may affect table
	shows   bool // the view is visible
	reading bool
	err     error // of the last reading

	section section
	order   order
	sheets  [sections]*sheet
	view    *view
}

// section is one of the tables of the view.
type section int

const (
	voicesSection section = iota
	outletsSection
	contradictionsSection
	sections
)

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win, stop: func() {}, close: func() {}} }

// Open prepares the view for a project that is being opened, and returns its content.
func (c *Controller) Open(p Project, tips *panel.Tips) fyne.CanvasObject {
	*c = Controller{win: c.win, project: p, stop: func() {}, stale: true}
	c.ctx, c.close = context.WithCancel(context.Background())
	c.sheets = [sections]*sheet{newVoiceSheet(c), newOutletSheet(c), newContradictionSheet(c)}
	c.view = newView(c, tips)
	return c.view.content
}

// Close ends the work on other goroutines, but does not wait for it; see Window.Go.
func (c *Controller) Close() { c.close() }

// Enter is called when the view is shown.
func (c *Controller) Enter() {
	c.shows = true
	c.view.refresh()
	c.refresh()
}

// Leave is called when the view is hidden.
func (c *Controller) Leave() {
	c.shows = false
	if c.reading {
		c.stop()
		c.reading, c.stale = false, true
	}
}

// First returns the object to focus when the view is first shown.
func (c *Controller) First() fyne.Focusable { return c.view.grid.list }

// Changed reads the table again if one of the events can affect it, once the change is
// durable.
func (c *Controller) Changed(events []session.Event) {
	for _, e := range events {
		switch e.(type) {
		case session.VoicesChanged, session.GradesChanged, session.UnitChanged, session.StructureChanged,
			session.CorpusChanged, session.SummaryChanged, session.AnalystsChanged, session.NotesChanged, session.Beside:
			c.stale = true
		}
	}
	if c.shows {
		c.refresh()
	}
}

// refresh reads the table if it is stale and every change is durable.
func (c *Controller) refresh() {
	if c.stale && c.win.Session().Save().State == session.Saved {
		c.load()
	}
	c.view.say()
}
