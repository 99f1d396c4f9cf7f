// Package notes lists all notes of the project, and opens, deletes and exports them.
package notes

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
)

// How the list is kept
//
//	Show ─► load ─► a goroutine: EachNote ─┐
//	  ▲                                    │ Post
//	  └ Changed: stale                     ▼
//	 typing, choices ─► list ─► a goroutine: arrange ─► Post ─► the rows
//
// There may be tens of thousands of notes, so both steps run on a goroutine. The notes
// are read again if something has changed since; a note that is deleted here disappears
// at once. Each step drops the results of the one before it.

// Window is what the list needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Go runs work on another goroutine. Closing the project waits for it.
	Go(work func())
	// RunToEnd does work as a job on another goroutine, and then calls done on the GUI
	// goroutine. Before the job is stopped because the window closes, the analyst is
	// asked whether to wait. The text loss says what is missing if it is stopped.
	RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Failed reports whether an error is not nil. It shows the error unless the
	// analyst stopped the job.
	Failed(error) bool
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// Exported shows how much was exported, and to which file.
	Exported(report results.Export, path string)
	// Menu opens a menu of commands at a position of the window.
	Menu(at fyne.Position, commands ...*command.Command)
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Follow calls to, which goes to a place in an article, and shows the article. If a view
	// other than Read was shown, the way back leads to that view. Follow reports the error of
	// to.
	Follow(to func() error)
	// Do runs a command of the window.
	Do(command.ID)
	// Key returns the first key of a command, or the command's quoted title if it
	// has no key.
	Key(command.ID) string
	// NeedArticles returns why a command that needs articles cannot run, or "".
	NeedArticles() string
}

// Project is what the list needs from the open project.
type Project interface {
	// Path returns the path of the project's file.
	Path() string
	// Info returns the name and other facts of the project.
	Info() model.ProjectInfo
	// EachNote calls visit with every note, and the sentence that it is on.
	EachNote(ctx context.Context, visit func(n model.Note, sentence string) error) error
	// ExportFound writes hits or notes to a file and returns how much it has written.
	ExportFound(context.Context, finding.Export) (results.Export, error)
}

// Desk is what the list needs from the program around the window.
type Desk interface {
	// Formats returns the formats for exports.
	Formats() model.ExchangeFormats
}

// Controller runs the list of notes.
type Controller struct {
	win  Window
	desk Desk

	// These belong to the project that was opened last.
	project Project
	ctx     context.Context // ends when the project closes
	close   context.CancelFunc
	all     []*entry
	loaded  bool  // all was read at least once
	loading bool  // all is being read
	stale   bool  // the notes have changed since
	err     error // of the last reading

	text      string // the words by which the list is filtered, as typed
	wanted    wanted
	shown     []*entry
	chosen    string             // the id of the chosen note
	stop      context.CancelFunc // ends the running arrange
	arranging bool               // arrange is running
	then      func()             // called once the rows are up to date, if set
	view      *view              // nil if it was never opened
}

// New returns the controller of a window.
func New(win Window, desk Desk) *Controller { return &Controller{win: win, desk: desk} }

// Open prepares the controller for a project that is being opened.
func (c *Controller) Open(p Project) {
	*c = Controller{win: c.win, desk: c.desk, project: p, stop: func() {}}
	c.ctx, c.close = context.WithCancel(context.Background())
}

// Close closes the list and ends the work on other goroutines, but does not wait for
// it; see Window.Go.
func (c *Controller) Close() {
	if c.view.isOpen() {
		c.view.close()
	}
	c.close()
}

// Commands returns the command that shows the list.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{{
		ID: "notes.show", Title: lang.L("All Notes…"), Group: command.Go, Section: command.ListSection,
		Keys:     []command.Key{command.CtrlShift(fyne.KeyN)},
		Disabled: c.win.NeedArticles, Run: c.Show,
	}}
}

// Show opens the list as it was when it was closed.
func (c *Controller) Show() {
	c.win.Session().EndTyping()
	c.view = showNotes(c)
	if !c.loaded || c.stale {
		c.load()
	}
	c.view.refresh()
}

// Changed reads the notes again if one of the events can affect the list.
func (c *Controller) Changed(events []session.Event) {
	if !slices.ContainsFunc(events, affects) {
		return
	}
	c.stale = true
	if c.view.isOpen() {
		c.load()
	}
}

func affects(e session.Event) bool {
	switch e.(type) {
	case session.NotesChanged, session.AnalystsChanged, session.CorpusChanged, session.SummaryChanged, session.StructureChanged:
		return true
	}
	return false
}

// subject is what the list shows of an article.
type subject struct {
	title, outlet, date string
	place               int
}

// load reads the notes.
func (c *Controller) load() {
	if c.loading {
		return // they are read again afterwards
	}
	c.loading, c.stale = true, false
	subjects := map[model.ArticleID]subject{}
	for sum := range c.win.Session().Summaries() {
		subjects[sum.ID] = subject{sum.Heading(), sum.Metadata.Outlet, sum.Metadata.Published, len(subjects)}
	}
	ctx, p, s := c.ctx, c.project, c.win.Session()
	sees, names := s.Seeing(), s.Names()
	c.win.Go(func() {
		var list []*entry
		err := p.EachNote(ctx, func(n model.Note, sentence string) error {
			if !sees(n.Analyst) {
				return nil
			}
			e := newEntry(n, sentence)
			e.by = names.Shown(n.Analyst)
			if n.Target.Article == "" {
				e.of("", n.Target.Outlet, "", -1)
			} else if s, ok := subjects[n.Target.Article]; ok {
				e.of(s.title, s.outlet, s.date, s.place)
			} else {
				return nil // the article has just been added, and the notes will be read again
			}
			list = append(list, e)
			return nil
		})
		c.win.Post(func() {
			if ctx.Err() != nil {
				return
			}
			c.loading, c.err = false, err
			if err == nil {
				c.all, c.loaded = list, true
			}
			c.list()
			if c.stale && c.view.isOpen() {
				c.load()
			}
		})
	})
}

// list arranges the notes for the list.
func (c *Controller) list() {
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	c.stop, c.arranging = stop, true
	all, w := c.all, c.wanted
	c.win.Go(func() {
		shown := arrange(ctx, all, w)
		c.win.Post(func() {
			if ctx.Err() != nil {
				return
			}
			c.arranging, c.shown = false, shown
			c.view.refresh()
			if then := c.then; then != nil && !c.loading {
				c.then = nil
				then()
			}
		})
	})
}

// busy reports whether the rows are not up to date yet.
func (c *Controller) busy() bool { return c.arranging || c.loading }

// typed filters the list by words.
func (c *Controller) typed(text string) {
	c.text, c.then = text, nil
	query, err := search.Parse(text)
	if err != nil || len(query.Filters) > 0 {
		c.view.refresh() // says what is wrong
		return
	}
	c.wanted.query = query
	c.list()
}

// choose changes which notes are listed, and how.
func (c *Controller) choose(change func(*wanted)) {
	before := c.wanted
	change(&c.wanted)
	if c.wanted.kind != before.kind || c.wanted.grade != before.grade || c.wanted.order != before.order {
		c.list()
	}
}

// open goes to the place that a note is about.
func (c *Controller) open(e *entry) {
	s, id := c.win.Session(), e.Target.Article
	if id == "" {
		if id = c.firstOf(e.Target.Outlet); id == "" {
			c.win.Notice(lang.L("The project has no article by {{.Outlet}}.", map[string]any{"Outlet": e.Target.Outlet}))
			return
		}
	}
	c.win.Follow(func() error {
		if e.Target.Sentence == nil {
			return s.Open(id)
		}
		return s.JumpTo(id, e.Target.Sentence.Start)
	})
}

// firstOf returns the first article of an outlet, or "".
func (c *Controller) firstOf(outlet string) model.ArticleID {
	for sum := range c.win.Session().Summaries() {
		if model.OutletIDOf(sum.Metadata.Outlet) == model.OutletIDOf(outlet) {
			return sum.ID
		}
	}
	return ""
}

// whyKept returns why a note cannot be deleted, or "".
func (c *Controller) whyKept(e *entry) string {
	switch s := c.win.Session(); {
	case e.Analyst != s.Analyst():
		return lang.L("This note is by {{.Analyst}}. You can delete only your own notes.", map[string]any{"Analyst": e.by})
	case s.Save().State == session.Failed:
		return lang.L("Nothing can be changed until your work is saved.")
	}
	return ""
}

// remove deletes a note, and reports whether it did.
func (c *Controller) remove(e *entry) bool {
	if err := c.win.Session().DeleteNote(e.ID, e.Target); err != nil {
		c.win.Report(err)
		return false
	}
	same := func(other *entry) bool { return other == e }
	c.all = slices.DeleteFunc(slices.Clone(c.all), same)
	c.shown = slices.DeleteFunc(slices.Clone(c.shown), same)
	return true
}
