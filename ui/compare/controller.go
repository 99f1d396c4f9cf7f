// Package compare holds the view that lays statements and outlets side by side: the stance and
// the wording of each outlet, and the sentences of several that seem to say the same.
package compare

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/origin"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/settings"
)

// How the view is kept up to date
//
//	Enter ──► refresh ──► load ──► a goroutine: the selection, Compare, Propose ──┐
//	            ▲                                                                │ Post
//	            │                                                                ▼
//	            ├── Changed: articles, voices, layers: all is stale          the table
//	            └── Changed: a statement or a mention: its row is made again at once
//
// The table and the proposals are computed from the project's file, so the view waits until
// every change is durable. A change of a statement needs no reading: the controller keeps what
// the table needs of every sentence that was a mention or was proposed, and looks the others
// up in their articles on another goroutine. Leaving the view cancels the reading.

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
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// Written says that a file was written.
	Written(path string)
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// ContextMenu opens a menu of commands at a position on the canvas, with a line between
	// two groups.
	ContextMenu(at fyne.Position, groups ...[]*command.Command)
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Searches returns the saved searches, last used first.
	Searches() []settings.Search
	// Read shows the sentence at a byte offset in the text of an article. The way back leads
	// to this view.
	Read(article model.ArticleID, offset int)
	// Search opens the search in all articles with a query.
	Search(query string)
	// Judge shows the judgement of a statement.
	Judge(model.StatementID)
	// Focus focuses an object.
	Focus(fyne.Focusable)
	// PressKey, PressRune and PressShortcut handle what has no meaning in a list of the view.
	PressKey(*fyne.KeyEvent)
	PressRune(rune)
	PressShortcut(fyne.Shortcut)
	// ShowHints shows the keys that work now, and says what is current.
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
	Path() string
	Info() model.ProjectInfo
	// ExportStatements writes the result of Compare to a file, as a table.
	ExportStatements(ctx context.Context, asked compare.Request, path string, progress func(done, all int)) error
	// ExportTimeline writes the timeline of what Compare regards to a file, in the format of its
	// extension: a table, or a drawing. The drawing is of a statement, or of all articles for "".
	ExportTimeline(ctx context.Context, asked compare.Request, statement model.StatementID, path string, progress func(done, all int)) error
	// Document returns an article with its contents.
	Document(id model.ArticleID) (*model.Document, error)
	// Compare returns the table of statements and outlets, and what is proposed for the origins
	// of articles. It calls progress with the number of articles read so far and of all.
	Compare(ctx context.Context, r compare.Request, progress func(done, all int)) (*compare.Table, []origin.Proposal, error)
	// Propose returns groups of sentences that seem to say the same, those of most outlets
	// first. It calls progress with how far it is, and may take long.
	Propose(ctx context.Context, r compare.Request, progress func(done, all int)) ([]compare.Offer, error)
	// Search searches the texts of all articles; see project.Project.
	Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
}

// Controller runs the view.
type Controller struct {
	win     Window
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	stop    context.CancelFunc // ends the reading

	table   *compare.Table // nil until it was read for the first time
	facts   map[fact]known
	keys    keys
	sources []origin.Proposal // what is proposed for the origins of articles
	offers  offers
	request selected
	wanted  model.StatementID // is shown once the table is known

	stale     bool // a change since may affect the table
	outdated  bool // a change since may affect the proposals
	withdrawn bool // some outlets withdrew statements
	shows     bool // the view is visible
	reading   bool
	proposing bool
	err       error // of the last reading

	filter filter
	view   *view
}

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win, stop: func() {}, close: func() {}} }

// Open prepares the view for a project that is being opened, and returns its content.
func (c *Controller) Open(p Project, tips *panel.Tips) fyne.CanvasObject {
	*c = Controller{win: c.win, project: p, stop: func() {}, stale: true, outdated: true, facts: map[fact]known{}, offers: offers{at: noProposal, holding: noProposal}}
	c.ctx, c.close = context.WithCancel(context.Background())
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
		c.stale, c.outdated = true, c.outdated || c.proposing
		c.reading, c.proposing = false, false
	}
}

// First returns the object to focus when the view is first shown.
func (c *Controller) First() fyne.Focusable {
	if c.view.overTime.on {
		return c.view.overTime.Focusable()
	}
	if c.offers.current() != nil && !c.view.proposals.folded && (c.table == nil || len(c.table.Rows) == 0) {
		return c.view.proposals.list
	}
	return c.view.matrix.list
}

// Proposals returns the number of proposals that are neither taken nor dismissed. It returns -1
// unless the table and the proposals are up to date.
func (c *Controller) Proposals() int {
	if c.table == nil || c.stale || c.reading || c.outdated {
		return -1
	}
	return c.offers.remaining()
}

// Changed updates the view after events of the session.
func (c *Controller) Changed(events []session.Event) {
	var changed changes
	for _, e := range events {
		switch e := e.(type) {
		case session.ComparedChanged:
			c.note(e.Key, &changed)
		case session.CorpusChanged, session.StructureChanged:
			c.stale, c.outdated = true, true
		case session.AnalystsChanged:
			c.hide()
		case session.VoicesChanged, session.SummaryChanged, session.Beside:
			c.stale = true
		}
	}
	c.apply(changed)
	if c.shows {
		c.refresh()
	}
}

// hide shows nothing until everything was read again, because layers may be hidden now.
func (c *Controller) hide() {
	c.stop()
	c.reading, c.proposing, c.stale, c.outdated = false, false, true, true
	c.request.Forget(c.win.Session())
	c.table, c.sources, c.facts, c.offers = nil, nil, map[fact]known{}, offers{at: noProposal, holding: noProposal}
	c.filter.rows = nil
	c.view.refresh()
}

// refresh reads the table if it is stale and every change is durable.
func (c *Controller) refresh() {
	if c.stale && c.win.Session().Save().State == session.Saved {
		c.load()
	}
	c.view.say()
}
