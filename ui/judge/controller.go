// Package judge holds the view in which the analyst judges statements: what is concluded of each,
// the sentences that this rests on with their sources, and how statements fit rival explanations.
package judge

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
)

// How the view is kept up to date
//
//	Enter, another statement ──► refresh ──► load ──► a goroutine: Evidence ──┐
//	            ▲                                                            │ Post
//	            ├── Changed: what was read may be stale                      ▼
//	            └── Changed: a judgement or a citation: shown at once     the tree
//
// What the records say is in the session, and the ledger follows its events. The sentences with
// their sources are read from the project's file, those of the current statement only, once every
// change is durable. A citation needs no reading: it moves a sentence that was read to another
// group. Leaving the view cancels the reading.

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
	// PressKey, PressRune and PressShortcut handle what has no meaning in a list of the view.
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
	// ShowJudgements shows the view.
	ShowJudgements()

	// The Need methods return why a command cannot run, or "".
	NeedProject() string
	NeedWritable() string
}

// Project is what the view needs from the open project.
type Project interface {
	// Evidence returns statements with what the analysts for whom counts returns true concluded
	// of them, and what that rests on. It ignores changes that are not durable yet. It may be
	// called on any goroutine.
	Evidence(ctx context.Context, statements map[model.StatementID]bool, counts func(analyst string) bool, progress func(done, all int)) ([]evidence.Statement, error)
}

// Controller runs the view.
type Controller struct {
	win     Window
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	stop    context.CancelFunc // ends the reading

	ledger  *ledger
	aged    bool // the ledger must be made again
	filter  filter
	listed  []model.StatementID // those that the filter lists
	at      model.StatementID   // the current statement, or ""
	sitting sitting
	chain   chain
	rivals  rivals

	shows bool // the view is visible
	view  *view
}

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win, stop: func() {}, close: func() {}} }

// Open prepares the view for a project that is being opened, and returns its content.
func (c *Controller) Open(p Project, tips *panel.Tips) fyne.CanvasObject {
	*c = Controller{win: c.win, project: p, stop: func() {}, ledger: ledgerOf(record.Compared{}), aged: true}
	c.ctx, c.close = context.WithCancel(context.Background())
	c.view = newView(c, tips)
	return c.view.content
}

// Close ends the work on other goroutines, but does not wait for it; see Window.Go.
func (c *Controller) Close() { c.close() }

// Enter is called when the view is shown.
func (c *Controller) Enter() {
	c.shows = true
	c.follow()
	c.view.refresh()
	c.refresh()
}

// Leave is called when the view is hidden.
func (c *Controller) Leave() {
	c.shows = false
	c.endSitting()
	if c.chain.reading {
		c.stop()
		c.chain.reading, c.chain.stale = false, true
	}
}

// First returns the object to focus when the view is first shown.
func (c *Controller) First() fyne.Focusable {
	if c.rivals.on {
		return c.view.grid.list
	}
	return c.view.statements.list
}

// Show shows the view at a statement. If the filter does not list it, Show lists all.
func (c *Controller) Show(id model.StatementID) {
	c.win.ShowJudgements()
	id = c.win.Session().Compared().Statements.Root(id)
	if !slices.Contains(c.listed, id) {
		c.setFilter(filter{})
	}
	if c.rivals.on {
		c.showRivals(false)
	}
	c.choose(id)
	c.win.Focus(c.view.statements.list)
}

// Changed updates the view after events of the session.
func (c *Controller) Changed(events []session.Event) {
	if c.view == nil {
		return
	}
	var due changes
	for _, e := range events {
		c.note(e, &due)
	}
	if !c.shows {
		return
	}
	c.apply(due)
	c.refresh()
}

// changes records what events affect.
type changes struct {
	all   bool // everything must be shown again
	at    bool // the current statement has changed
	rows  map[model.StatementID]bool
	cells bool // the matrix of explanations has changed
}

// note updates what the controller knows for an event.
func (c *Controller) note(e session.Event, due *changes) {
	switch e := e.(type) {
	case session.ComparedChanged:
		c.noteRecord(e.Key, due)
	case session.AnalystsChanged:
		c.sitting = sitting{}
		c.aged, c.chain, due.all = true, chain{open: c.chain.open}, true
	case session.CorpusChanged, session.StructureChanged, session.VoicesChanged, session.GradesChanged, session.NotesChanged,
		session.SummaryChanged, session.UnitChanged, session.Beside:
		c.chain.stale = true
	default:
	}
}

func (c *Controller) noteRecord(key model.Key, due *changes) {
	compared := c.win.Session().Compared()
	switch key.Kind {
	case record.StatementKind: // others may have been joined into it
		c.aged, c.chain.stale, due.all = true, true, true
	case record.JudgementKind, record.CitationKind, record.MentionKind:
		if c.aged {
			due.all = true
			return
		}
		was := c.ledger.about[key]
		c.ledger.note(key, compared.Of(key), compared.Statements)
		for _, id := range []model.StatementID{was, c.statementOf(key)} {
			if id != "" {
				due.touch(id, c.at)
			}
		}
		if c.statementOf(key) == c.at || was == c.at {
			c.chain.note(key)
		}
	case record.ScaleKind:
		due.all = true
	case record.ExplanationKind, record.RatingKind:
		due.cells = true
	case record.OriginKind:
		c.chain.stale = true
	default:
	}
}

func (d *changes) touch(id, current model.StatementID) {
	if d.rows == nil {
		d.rows = map[model.StatementID]bool{}
	}
	d.rows[id] = true
	d.at = d.at || id == current
}

// statementOf returns the statement that a judgement, a citation or a mention is about, or "".
func (c *Controller) statementOf(key model.Key) model.StatementID {
	switch key.Kind {
	case record.JudgementKind:
		return c.ledger.about[key]
	case record.CitationKind:
		return c.ledger.about[record.JudgementBy(key.Analyst, model.JudgementID(key.ID))]
	case record.MentionKind:
		return c.win.Session().Compared().Statements.Root(model.StatementID(key.ID))
	default:
		return ""
	}
}

// apply shows what has changed.
func (c *Controller) apply(due changes) {
	if due.all {
		c.follow()
		c.view.refresh()
		return
	}
	if len(due.rows) > 0 {
		c.relist(due.rows)
	}
	if due.at {
		c.keepSitting()
		c.view.refreshStatement()
	}
	if due.cells {
		c.view.grid.refresh()
	}
	if len(due.rows) > 0 || due.cells {
		c.win.ShowHints()
	}
}

// follow makes the ledger and the list again if they are stale, and keeps the current statement.
func (c *Controller) follow() {
	if c.aged {
		c.ledger, c.aged = ledgerOf(c.win.Session().Compared()), false
	}
	c.list()
	if !slices.Contains(c.ledger.statements, c.at) {
		c.at, c.sitting = "", sitting{}
	}
	if c.at == "" && len(c.listed) > 0 {
		c.at = c.listed[0]
	}
	c.keepSitting()
}

// list computes which statements are listed. The current one stays until another is chosen, so
// that it does not disappear while it is being judged.
func (c *Controller) list() {
	analyst := c.win.Session().Analyst()
	c.listed = nil
	for _, id := range c.ledger.statements {
		if id == c.at || c.filter.takes(c.ledger, analyst, id) {
			c.listed = append(c.listed, id)
		}
	}
}

// relist shows the rows of statements again, and lists others if the filter asks for that.
func (c *Controller) relist(changed map[model.StatementID]bool) {
	if c.filter != (filter{}) {
		c.list()
		c.view.statements.list.Refresh()
		c.view.grid.refresh()
		c.view.say()
		return
	}
	for id := range changed {
		c.view.statements.list.RefreshRow(slices.Index(c.listed, id))
	}
	c.view.grid.refresh()
	c.view.say()
}

// choose makes a statement current.
func (c *Controller) choose(id model.StatementID) {
	if id == c.at || id == "" {
		return
	}
	c.endSitting()
	before := c.at
	c.at = id
	c.chain.leave()
	c.keepSitting()
	if c.filter != (filter{}) && !c.filter.takes(c.ledger, c.win.Session().Analyst(), before) {
		c.list()
		c.view.statements.list.Refresh()
	}
	c.view.moved()
	c.refresh()
}

// walk makes another listed statement current.
func (c *Controller) walk(n int) {
	if i := slices.Index(c.listed, c.at) + n; i >= 0 && i < len(c.listed) {
		c.choose(c.listed[i])
	}
}

func (c *Controller) setFilter(f filter) {
	c.filter = f
	c.list()
	if analyst := c.win.Session().Analyst(); len(c.listed) > 1 && !f.takes(c.ledger, analyst, c.at) {
		for _, id := range c.listed {
			if f.takes(c.ledger, analyst, id) {
				c.choose(id)
				c.list()
				break
			}
		}
	}
	c.view.refresh()
	c.refresh()
}

// title returns the title of a statement.
func (c *Controller) title(id model.StatementID) string {
	return c.win.Session().Compared().Statements.Title(id)
}

// verdicts returns the project's verdicts.
func (c *Controller) verdicts() []string { return c.win.Session().Compared().Verdicts() }

// Counts returns the number of judgements that the analyst sees, and of sentences that the current
// judgement cites. Both are −1 unless the view is up to date.
func (c *Controller) Counts() (judgements, cited int) {
	if c.view == nil || !c.shows || c.aged || c.chain.of != c.at || c.chain.stale || c.chain.reading {
		return -1, -1
	}
	for key := range c.ledger.about {
		if c.win.Session().Sees(key.Analyst) {
			judgements++
		}
	}
	if j, ok := c.own(); ok {
		cited = c.ledger.citations(c.win.Session().Analyst(), j.ID)
	}
	return judgements, cited
}
