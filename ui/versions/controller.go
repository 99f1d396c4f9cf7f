// Package versions holds the view that shows the versions of an article: what their texts
// changed, and the work that is left behind on earlier ones. Its commands link, order and
// separate versions.
package versions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
)

// How the view is kept up to date
//
//	Enter ──► refresh ──► load ──► a goroutine: the versions, what is left, the differences ──┐
//	            ▲                                                                            │ Post
//	            └── Changed: stale; once every change is durable                             ▼
//	                                                                                    the lists
//
// The versions are read from the project's file, so the view waits until every change is
// durable. Leaving the view cancels the reading. The facts for the inspector and the list of
// articles are read in the same way; see facts.go.

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
	// Run runs work as a job that the analyst can cancel, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Failed reports whether an error is not nil. It shows the error unless the analyst
	// cancelled the work.
	Failed(error) bool
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Read shows the sentence at a byte offset in the text of an article. The way back leads
	// to this view.
	Read(article model.ArticleID, offset int)
	// Focus focuses an object.
	Focus(fyne.Focusable)
	// PressKey, PressRune and PressShortcut handle what has no meaning in the lists.
	PressKey(*fyne.KeyEvent)
	PressRune(rune)
	PressShortcut(fyne.Shortcut)
	// ShowHints shows the keys that work now, and says what is current.
	ShowHints()
	// ContextMenu opens a menu of commands at a position on the canvas, with a line between
	// two groups.
	ContextMenu(at fyne.Position, groups ...[]*command.Command)
	// Commands returns the table of the window's commands.
	Commands() *command.Table
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// ShownKey returns the first key of a command, or "".
	ShownKey(command.ID) string
	// ShowVersions shows the view.
	ShowVersions()
	// VersionsRead is called when the facts about versions have been read, so that the
	// inspector and the list of articles can show them.
	VersionsRead()

	// The Need methods return why a command cannot run, or "".
	NeedProject() string
	NeedArticle() string
	NeedWritable() string
}

// Project is what the view needs from the open project.
type Project interface {
	// Document returns an article with its contents.
	Document(id model.ArticleID) (*model.Document, error)
}

// Controller runs the view.
type Controller struct {
	win     Window
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	stop    context.CancelFunc // ends the reading

	article model.ArticleID // whose versions are shown
	entered model.ArticleID // the article that was open when the view was shown, or was opened from it
	wants   *wanted         // what to show once it has been read; nil if nothing in particular
	chain   chain
	a, b    int // the indexes of the versions that are compared
	loaded  bool
	stale   bool // a change since may affect chain
	shows   bool // the view is visible
	reading bool
	err     error // of the last reading

	section section
	view    *view
	facts   facts
}

// wanted is what the view shows once the versions have been read.
type wanted struct {
	section section
	a, b    model.ArticleID // the versions to compare; "" for the last two
}

// section is one of the lists of the view.
type section int

const (
	differencesSection section = iota
	leftSection
	sections
)

// New returns the controller of a window.
func New(win Window) *Controller {
	return &Controller{win: win, stop: func() {}, close: func() {}}
}

// Open prepares the view for a project that is being opened, and returns its content.
func (c *Controller) Open(p Project, tips *panel.Tips) fyne.CanvasObject {
	*c = Controller{win: c.win, project: p, stop: func() {}, stale: true}
	c.ctx, c.close = context.WithCancel(context.Background())
	c.view = newView(c, tips)
	return c.view.content
}

// Close ends the work on other goroutines, but does not wait for it; see Window.Go.
func (c *Controller) Close() { c.close() }

// Enter is called when the view is shown. It shows the versions of the open article.
func (c *Controller) Enter() {
	c.shows = true
	if doc := c.win.Session().Document(); doc != nil {
		if c.wants == nil && doc.ID != c.entered {
			c.wants = c.usual(doc.ID)
		}
		c.entered = doc.ID
		if !c.has(doc.ID) {
			c.article, c.loaded, c.stale = doc.ID, false, true
		}
	}
	c.view.refresh()
	c.refresh()
}

// has reports whether the view shows the versions of an article.
func (c *Controller) has(id model.ArticleID) bool {
	return c.article != "" && c.chain.index(id) >= 0
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
func (c *Controller) First() fyne.Focusable { return c.view.focusable() }

// Show shows the view with the versions of the open article. If left is true, it shows what is
// left behind. Otherwise it compares the open version with the one before or, if it is not the
// newest, with the newest.
func (c *Controller) Show(left bool) {
	if left {
		c.wants = &wanted{section: leftSection}
	} else if doc := c.win.Session().Document(); doc != nil {
		c.wants = c.usual(doc.ID)
	}
	c.win.ShowVersions()
	c.take()
}

// usual returns what the view shows first for an open article.
func (c *Controller) usual(open model.ArticleID) *wanted {
	if current, superseded := c.win.Session().CurrentVersion(open); superseded {
		return &wanted{a: open, b: current}
	}
	return &wanted{b: open}
}

// Changed reads the versions again if one of the events can affect them, once the change is
// durable.
func (c *Controller) Changed(events []session.Event) {
	for _, e := range events {
		switch e.(type) {
		case session.CursorMoved, session.SelectionChanged, session.SuggestionsChanged, session.Noticed, session.PlacesChanged,
			session.ArticleOpened, session.SaveChanged:
		case session.CorpusChanged, session.StructureChanged, session.Beside:
			c.stale, c.facts.textsStale, c.facts.recordsStale = true, true, true
		default:
			c.stale, c.facts.recordsStale = true, true
		}
	}
	if c.shows {
		c.refresh()
	}
	c.readFacts()
}

// refresh reads the versions if they are stale and every change is durable.
func (c *Controller) refresh() {
	if c.stale && c.article != "" && c.saved() {
		c.load()
	}
	c.view.say()
}

func (c *Controller) saved() bool { return c.win.Session().Save().State == session.Saved }

// Counts returns how much is left behind, and how many sentences differ. Both are −1 unless the
// view is up to date.
func (c *Controller) Counts() (left, differ int) {
	if c.view == nil || !c.shows || !c.loaded || c.reading || c.stale {
		return -1, -1
	}
	n := c.chain.compared.Counts()
	return c.view.left.count(), n.Changed + n.Added + n.Dropped + n.Moved
}
