// Package find holds the search dialog, the walk from hit to hit in the reader, the bar
// that finds text in the open article, and the commands that tag and export the results
// and save the search.
package find

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/settings"
)

// How hits are used
//
// The open project has one finding (model/finding): the last query, its hits, and
// the current hit. The search dialog shows the finding, and can be closed and
// opened again. F3 goes from hit to hit in the reader (walk_bar.go). All hits can
// be tagged and exported from the dialog and from the reader (tag_found.go,
// export.go). A change that can affect a query makes the finding stale. The dialog
// then searches again when it is opened; until then F3 uses the old hits.
//
// Finding text in the open article is apart from that (in_article.go). F3 goes on with
// whichever of the two was used last.

// Window is what searching needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// After calls a function on the GUI goroutine after a delay, unless cancel is
	// called before.
	After(time.Duration, func()) (cancel func())
	// Go runs work on another goroutine. Closing the project waits for it.
	Go(work func())
	// Run does work as a job on another goroutine, and then calls done on the GUI
	// goroutine. RunToEnd asks before the job is stopped; see runToEnd in package ui.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Report shows an error, if there is one.
	Report(error)
	// Failed reports whether an error is not nil. It shows the error unless the
	// analyst stopped the job.
	Failed(error) bool
	// Notice shows a text in the status bar.
	Notice(string)
	// Unfocus removes the keyboard focus.
	Unfocus()
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// Exported shows how much was exported, and to which file.
	Exported(report results.Export, path string)
	// Finding is called when the field for finding text in the article gets or loses
	// the focus.
	Finding(on bool)
	// RefreshMarks redraws the marks in all readers.
	RefreshMarks()
	// Follow calls to, which goes to a place in an article, and shows the article. If a view
	// other than Read was shown, the way back leads to that view. Follow reports the error of
	// to.
	Follow(to func() error)
	// Session returns the session of the open project, or nil.
	Session() *session.Session

	// Commands returns the table of the window's commands.
	Commands() *command.Table
	// Key returns the first key of a command, or the command's quoted title if it
	// has no key.
	Key(command.ID) string
	// ShownKey returns the key of a command, or "".
	ShownKey(command.ID) string
	// WithKey returns a text followed by the first key of a command, or only the
	// text if the command has no key.
	WithKey(text string, id command.ID) string
	// LabelCommand returns the id of the command that assigns a label, or of the
	// one that clears labels if the argument is "".
	LabelCommand(model.LabelKey) command.ID
	// LabelPressed returns the label whose key types a rune, or "" if the key
	// clears the label. It returns false if the key does neither.
	LabelPressed(rune) (model.LabelKey, bool)
	// NeedArticles returns why a command that needs articles cannot run, or "".
	NeedArticles() string
	// NeedArticle returns why a command that needs an open article cannot run, or "".
	NeedArticle() string
	// Shortcut runs the command of a shortcut pressed in an entry, and reports whether
	// there is one.
	Shortcut(fyne.Shortcut) bool
}

// Project is what searching needs from the open project.
type Project interface {
	// Path returns the path of the project's file.
	Path() string
	// Info returns the name and other facts of the project.
	Info() model.ProjectInfo
	// Document returns an article.
	Document(model.ArticleID) (*model.Document, error)
	// Search searches all texts and returns a summary of the hits; see
	// finding.Host.
	Search(ctx context.Context, r finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
	// ExportFound writes hits to a file and returns how much it has written.
	ExportFound(context.Context, finding.Export) (results.Export, error)
}

// Desk is what searching needs from the program around the window.
type Desk interface {
	// Formats returns the formats for exports.
	Formats() model.ExchangeFormats
}

// Controller runs the search dialog, the walk and the actions on all hits.
type Controller struct {
	win    Window
	desk   Desk
	folder settings.Folder // holds the file of saved searches

	// These belong to the project that was opened last.
	project Project
	finding *finding.Finding
	view    *searchView // shows the finding; nil if it was never opened
	walk    *walk
	here    *inArticle
	frame   *fyne.Container    // the bars around the readers
	known   *search.Vocabulary // used to complete queries; nil until needed
}

// New returns the controller of a window. Saved searches are kept in folder.
func New(win Window, desk Desk, folder settings.Folder) *Controller {
	return &Controller{win: win, desk: desk, folder: folder}
}

// Open prepares the controller for a project that is being opened.
func (c *Controller) Open(p Project, tips *panel.Tips) {
	c.project, c.view, c.known = p, nil, nil
	c.finding, c.walk = finding.New(host{c.win, p}), c.newWalk(tips)
	c.finding.Known = c.win.Session().Known
	c.here = c.newInArticle(tips)
}

// Around returns the readers with the bars above and below them.
func (c *Controller) Around(readers fyne.CanvasObject) fyne.CanvasObject {
	c.frame = container.NewBorder(c.here.bar.content, c.walk.content, nil, nil, readers)
	return c.frame
}

// show shows or hides a bar. Fyne gives its room to the readers, or takes it from them,
// only when the frame is refreshed.
func (c *Controller) show(bar fyne.CanvasObject, on bool) {
	if bar.Visible() == on {
		return
	}
	if on {
		bar.Show()
	} else {
		bar.Hide()
	}
	c.frame.Refresh()
}

// Close ends the running search, but does not wait for its goroutine; see
// Window.Go.
func (c *Controller) Close() { c.finding.Close() }

// Commands returns the commands for searching.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		{
			ID: "find.article", Title: lang.L("Find in This Article…"), Group: command.Go, Section: command.SearchSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyF)},
			Disabled: c.win.NeedArticle, Run: c.showInArticle,
		},
		{
			ID: "search.show", Title: lang.L("Search All Articles…"), Group: command.Go, Section: command.SearchSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyF)},
			Disabled: c.win.NeedArticles, Run: func() { c.Show("") },
		},
		{
			ID: "search.next", Title: lang.L("Find Next"), Group: command.Go, Section: command.SearchSection, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyF3)},
			Disabled: c.needNext, Run: func() { c.step(1) },
		},
		{
			ID: "search.previous", Title: lang.L("Find Previous"), Group: command.Go, Section: command.SearchSection, Repeats: true,
			Keys:     []command.Key{{Name: fyne.KeyF3, Mod: fyne.KeyModifierShift}},
			Disabled: c.needNext, Run: func() { c.step(-1) },
		},
		{
			ID: "search.tag", Title: lang.L("Tag All Results…"), Group: command.Annotate, Section: command.TagAllSection, Submenu: lang.L("Many Sentences"),
			Keys:     []command.Key{command.Ctrl(fyne.KeyT)},
			Disabled: c.needTaggable, Run: c.tagFound,
		},
		{
			ID: "search.export", Title: lang.L("Export Search Results…"), Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
			Keys:     []command.Key{command.CtrlShift(fyne.KeyX)},
			Disabled: c.needAllHits, Run: c.exportFound,
		},
		{
			ID: "search.save", Title: lang.L("Save Search…"), Group: command.Go, Section: command.SearchSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyK)},
			Disabled: c.needQuery, Run: c.saveSearch,
		},
		{
			ID: "search.help", Title: lang.L("Search Help"), Group: command.Help, Section: command.HelpSection,
			Run: func() { showExamples(c.win.Window()) },
		},
	}
}

// Show opens the search dialog with a query, or with the last query if query is
// empty.
func (c *Controller) Show(query string) {
	c.win.Session().EndTyping()
	c.view = showSearch(c.finding, c.callbacks(), query, c.win.Window())
}

// step goes to the next or previous place of what was searched for last, in the article
// or in all articles.
func (c *Controller) step(by int) {
	if c.here.last {
		c.stepInArticle(by)
		return
	}
	c.walkBy(by)
}

// Status returns the summary in the dialog, or "" if the dialog is closed.
func (c *Controller) Status() string { return c.view.summary() }

// Changed makes the finding stale if one of the events can affect a query. It ends
// the walk if no article is left.
func (c *Controller) Changed(events []session.Event) {
	for _, e := range events {
		switch e.(type) {
		case session.ArticleOpened, session.PlacesChanged:
			c.articleChanged()
		case session.CodebookChanged:
			c.known = nil
			c.finding.Invalidate()
		case session.CorpusChanged, session.AnalystsChanged:
			c.known = nil
			c.finding.Invalidate()
			if c.walk.on && c.win.Session().Articles() == 0 { // no article is left, for example after an undo
				c.EndWalk()
			}
		case session.PhrasesChanged, session.VoicesChanged, session.ComparedChanged:
			c.known = nil
			c.finding.Invalidate()
		case session.SummaryChanged, session.UnitChanged, session.StructureChanged, session.NotesChanged:
			c.finding.Invalidate()
		}
	}
}

// host implements finding.Host for an open project.
type host struct {
	win Window
	Project
}

// Analyst implements finding.Host.
func (h host) Analyst() string { return h.win.Session().Analyst() }

// Blind implements finding.Host.
func (h host) Blind() bool { return !h.win.Session().SeesAll() }

// Go implements finding.Host.
func (h host) Go(work func()) { h.win.Go(work) }

// Post implements finding.Host.
func (h host) Post(f func()) { h.win.Post(f) }

// After implements finding.Host.
func (h host) After(d time.Duration, f func()) (cancel func()) { return h.win.After(d, f) }

// The need methods return the reason why a command cannot run, or "" if it can.

func (c *Controller) needQuery() string {
	if why := c.win.NeedArticles(); why != "" {
		return why
	}
	if c.finding.Query().Empty() || c.finding.Mistake() != nil {
		return lang.L("Search for something first. Press {{.Key}} to search all articles.", map[string]any{"Key": c.win.Key("search.show")})
	}
	return ""
}

func (c *Controller) needNext() string {
	if c.here != nil && c.here.last {
		return c.needMatches()
	}
	return c.needHits()
}

func (c *Controller) needHits() string {
	if why := c.win.NeedArticles(); why != "" {
		return why
	}
	if len(c.finding.Hits()) == 0 && !c.finding.Interrupted() {
		if why := c.needQuery(); why != "" {
			return why
		}
		return lang.L("No results.")
	}
	return ""
}

// needAllHits returns a reason if the query has a mistake, because the hits shown
// are then those of an earlier query. Otherwise it returns "" while a search is
// running or interrupted, because the command waits for the hits. In all other
// cases, it returns the result of needHits.
func (c *Controller) needAllHits() string {
	switch {
	case c.win.Session() == nil:
	case c.finding.Mistake() != nil:
		return lang.L("Fix the search first.")
	case c.finding.Running(), c.finding.Interrupted():
		return ""
	}
	return c.needHits()
}

// onceRead runs the command with the given id after the running search has ended.
// If no search is running, it returns false and runs nothing. It first repeats a
// search that was interrupted.
func (c *Controller) onceRead(id command.ID) bool {
	if c.finding.Interrupted() {
		c.finding.Again()
	}
	return c.finding.Then(func() { c.win.Commands().Run(id) })
}

func (c *Controller) needTaggable() string {
	if why := c.needAllHits(); why != "" {
		return why
	}
	switch {
	case c.finding.Running(), c.finding.Interrupted():
	case c.finding.Relaxed():
		return lang.L("These results are only similar to your words. Correct the spelling to tag them.")
	case c.finding.Tally().Sentences == 0:
		return lang.L("Only notes were found. There are no sentences to tag.")
	case c.win.Session().Save().State == session.Failed:
		return lang.L("Nothing can be changed until your work is saved.")
	}
	return ""
}
