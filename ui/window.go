package ui

import (
	"io"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/reader"
	"assay.app/assay/ui/settings"
)

// Options are what a window is told from outside.
type Options struct {
	// Post brings a function to the GUI goroutine; nil is fyne.Do.
	Post func(func())
	// Analyst is who annotates when the preferences name nobody.
	Analyst string
	// Version is shown in the About box.
	Version string
	// Settings is where the window keeps changed keys and saved searches; nil
	// keeps none.
	Settings settings.Folder
	// First names what Start is going to open, for the window to say so from its
	// first frame; "" is nothing but the project that was open last.
	First string
	// Notices are what the analyst is to be told first, a sentence each.
	Notices []string
	// Home is the user's home folder, which choosers offer; "" is what the
	// system says.
	Home string
	// Trace, if set, is told what the screen says, a JSON object a line: for
	// tests that drive the window from outside.
	Trace io.Writer
}

// Window is the one window of the app. Its methods belong to the GUI
// goroutine.
type Window struct {
	app    fyne.App
	win    fyne.Window
	desk   Desk
	opts   Options
	prefs  settings.Preferences
	motion *motion
	table  *command.Table
	labels model.Codebook // that have commands; see labels.go
	// Keys of labels that do not work, and labels whose changed keys do not.
	droppedKeys []command.Dropped
	usualKeys   []command.ID
	heard       []fyne.Shortcut // that the canvas reports
	held        held            // which key is being held down
	keyFile     settings.Keys
	names       *settings.Names
	trace       *tracer
	project     Project // nil when none is open
	session     *session.Session

	corpus     *panel.Corpus
	panes      *panes
	readers    fyne.CanvasObject
	leaves     [2]*leaf       // a reader for each place of the session
	reader     *reader.Reader // the one that has the keys
	split      *splitting     // nil while no sentence is being split
	modes      []mode
	inspector  *panel.Inspector
	spoken     *panel.Spoken
	finding    *dialog.Finding // what was searched for last, and what was found
	walk       *walk
	known      *search.Vocabulary // what queries are completed with; nil until it is needed
	status     *panel.Status
	banner     *banner
	tips       *panel.Tips
	nothing    *fyne.Container // shown while no article is open
	opening    bool            // the page says that something is being opened
	undo       func()          // ends the subscriptions of the open project
	jobs       int             // running
	stopJob    func()          // stops the last one begun
	closeAfter bool            // once the job has ended
	leaving    bool            // the project is being closed
	closing    bool
	working    sync.WaitGroup // short work elsewhere; see suggest.go
	drops      [][]fyne.URI   // that wait to be taken; see drop.go
	stopBackup func()         // ends the backup of the open project; see backup.go
	chosen     string         // the file whose state the analyst has chosen; see older.go
	doubtful   bool           // the open project lacks changes that were seen in it
}

// New makes the window and shows the page for when no project is open.
func New(app fyne.App, desk Desk, opts Options) *Window {
	if opts.Post == nil {
		opts.Post = fyne.Do
	}
	w := &Window{app: app, desk: desk, opts: opts, trace: newTracer(opts.Trace)}
	w.prefs = settings.LoadPreferences(app.Preferences(), opts.Analyst)
	w.motion = stillable(app, w.prefs.Still)
	app.Settings().SetTheme(w.prefs.Theme())
	app.Settings().AddListener(func(fyne.Settings) { opts.Post(w.recolour) })
	w.win = app.NewWindow("Assay")
	w.table = w.commands()
	w.modes = w.newModes()
	w.loadKeys()
	w.loadNames()
	w.listen()
	w.win.SetMainMenu(w.menu())
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(w.Dropped)
	w.win.SetMaster()
	w.win.Resize(w.prefs.WindowSize())
	if first := w.first(); first != "" {
		w.showOpening(first)
	} else {
		w.showWelcome()
	}
	w.trace.watch(w)
	return w
}

// Window is the Fyne window.
func (w *Window) Window() fyne.Window { return w.win }

// Session is the session of the open project, or nil.
func (w *Window) Session() *session.Session { return w.session }

// Commands is the table of everything the window can do.
func (w *Window) Commands() *command.Table { return w.table }

// show puts an open project on the screen.
func (w *Window) show(p Project) error {
	s, err := session.New(p, session.Options{
		Analyst: w.worksAs(p, w.prefs.Analyst),
		Advance: w.prefs.Advance,
		Suggest: w.prefs.Suggest,
		After:   w.after, Elsewhere: w.elsewhere,
	})
	if err != nil {
		return err
	}
	w.project, w.session = p, s
	w.useLabels(s.Codebook())
	w.prefs.SetLastProject(p.Path())
	w.tips = panel.NewTips(w.after)
	w.corpus = panel.NewCorpus(s, w.tips, w.shortcut)
	w.readers = w.newLeaves()
	w.inspector = panel.NewInspector(s, w.tips, w.focus, w.shortcut)
	w.status = panel.NewStatus(s, w.tips)
	w.spoken = panel.NewSpoken(s)
	w.finding, w.walk = w.newFinding(), w.newWalk()
	w.banner = newBanner(w.retry, w.saveElsewhere)
	w.wire()
	unsubscribe := s.Subscribe(w.changed)
	w.undo = func() {
		unsubscribe()
		for _, l := range w.leaves {
			l.reader.Stop()
		}
	}
	w.table.Refused = func(_ *command.Command, why string) { w.status.SetNotice(why) }

	w.nothing = container.NewStack()
	centre := container.NewBorder(nil, w.walk.content, nil, nil, container.NewStack(w.nothing, w.readers))
	w.panes = newPanes(w.corpus.Content, centre, w.inspector.Content, w.prefs.Left, w.prefs.Right, w.prefs.SetPanes)
	top := container.NewVBox(w.toolbar(), widget.NewSeparator(), w.banner.content)
	bottom := container.NewVBox(widget.NewSeparator(), w.status.Content)
	w.win.SetContent(container.NewStack(container.NewBorder(top, bottom, nil, nil, w.panes), w.spoken, w.tips.Content))
	w.win.SetTitle(p.Info().Name + " — Assay")
	w.showKeys()
	w.changed([]session.Event{session.CorpusChanged{}})
	w.backUpIfOld(p)
	err = w.openFirst()
	w.sayDroppedKeys()
	return err
}

// openFirst opens the article worked on last, or the first one.
func (w *Window) openFirst() error {
	s := w.session
	if id := w.prefs.LastArticle(w.project.Info().ID); id != "" {
		if _, ok := s.Summary(id); ok {
			return s.Open(id)
		}
	}
	if s.Shown() > 0 {
		return s.Open(s.Row(0).ID)
	}
	w.changed([]session.Event{session.ArticleOpened{}})
	return nil
}

// wire connects what the panels report to what is done about it.
func (w *Window) wire() {
	w.corpus.OnOpen = func(id model.ArticleID) { w.report(w.session.Open(id)) }
	w.corpus.OnLeave = func() {
		w.panes.setPeek(false)
		w.unfocus()
	}
	w.inspector.OnTag = func(key model.LabelKey) {
		if key == "" {
			w.table.Run(clearLabelID)
			return
		}
		w.table.Run(labelCommand(key))
	}
	w.inspector.OnToggleAside = func() { w.table.Run("sentence.aside") }
	w.inspector.OnCorrect = func() { w.table.Run("article.correct") }
	w.inspector.OnLeave = w.leaveNote
	w.inspector.OnError = w.report
	w.inspector.OnHistory = func() { w.table.Run("history.show") }
}

// changed brings the screen up to date with what one step changed in the
// session.
func (w *Window) changed(events []session.Event) {
	w.searchChanged(events)
	var due refreshes
	for _, e := range events {
		w.showEvent(e, &due)
	}
	w.refresh(due)
	w.showHints()
	w.spoken.Update()
	w.trace.write(w)
}

// refreshes are the parts of the window that several events may concern, and
// that are refreshed once for all of them.
type refreshes struct {
	marks, sentence, inspector, status bool
}

func (w *Window) refresh(due refreshes) {
	if due.marks {
		w.reader.RefreshMarks()
	}
	switch {
	case due.inspector:
		w.inspector.Refresh()
	case due.sentence:
		w.inspector.RefreshSentence()
	}
	if due.status {
		w.status.Refresh()
	}
}

// showEvent shows what one event is about, except for what is due after all events.
func (w *Window) showEvent(e session.Event, due *refreshes) {
	s := w.session
	switch e := e.(type) {
	case session.CorpusChanged:
		w.sayWhose()
		w.corpus.Refresh()
		due.status = true
	case session.SummaryChanged:
		w.corpus.RefreshRow(e.ID)
		due.status = true
	case session.PlacesChanged:
		w.endSplit()
		w.placesChanged()
	case session.Beside:
		w.besideChanged(e.Place, e.Event)
	case session.ArticleOpened:
		w.endSplit()
		w.status.SetNotice("")
		w.articleOpened()
	case session.CursorMoved:
		w.endSplit()
		w.status.SetNotice("")
		w.reader.SetCurrent(e.To)
		due.sentence = true
	case session.UnitChanged:
		w.status.SetNotice("") // what it says may no longer be so
		due.marks, due.sentence = true, true
	case session.StructureChanged:
		w.endSplit()
		w.status.SetNotice("")
		w.reader.Restructure(w.view(s.Active()), s.Cursor())
		w.leaves[s.Active()].heading.set(s.Document().Heading(), true)
		due.inspector = true
	case session.SuggestionsChanged:
		due.marks, due.sentence = true, true
	case session.NotesChanged:
		due.marks, due.inspector = true, true
	case session.SaveChanged:
		w.status.RefreshSave()
		if w.banner.show(s.Save()) {
			// An import may have been waiting with what could not be written.
			w.report(s.Reload())
		}
	case session.Noticed:
		w.status.SetNotice(w.noticeText(e.Notice))
	}
}

func (w *Window) articleOpened() {
	w.panes.setPeek(false)
	w.leaves[w.session.Active()].shown = nil
	w.refreshLeaf(w.session.Active())
	w.articleShown()
}

// articleShown has everything around the readers follow the active one. A note
// that had the keyboard is no longer on the screen.
func (w *Window) articleShown() {
	if f := w.win.Canvas().Focused(); f != nil && w.inspector.Writes(f) {
		w.unfocus()
	}
	if doc := w.session.Document(); doc != nil {
		w.prefs.SetLastArticle(w.project.Info().ID, doc.ID)
		w.readers.Show()
		w.nothing.Hide()
	} else {
		w.readers.Hide()
		w.nothing.Objects = []fyne.CanvasObject{w.nothingOpen()}
		w.nothing.Show()
	}
	w.corpus.Refresh()
	w.inspector.Refresh()
	w.status.Refresh()
}

func (w *Window) noticeText(n session.Notice) string {
	switch n {
	case session.ArticleDone:
		return lang.L("Every sentence of this article is tagged. {{.Key}} opens the next one.", map[string]any{"Key": w.keyOf("article.next")})
	case session.UntaggedAbove:
		return lang.L("Some sentences above are untagged. {{.Key}} goes to them.", map[string]any{"Key": w.keyOf("sentence.untagged")})
	case session.CorpusDone:
		return lang.L("Every sentence is tagged. {{.Key}} exports them.", map[string]any{"Key": w.keyOf("export.project")})
	}
	return ""
}

// after calls f on the GUI goroutine once d has passed.
func (w *Window) after(d time.Duration, f func()) (cancel func()) {
	stopped := false // read and written on the GUI goroutine only
	timer := time.AfterFunc(d, func() {
		w.opts.Post(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

func (w *Window) focus(f fyne.Focusable) { w.win.Canvas().Focus(f) }
func (w *Window) unfocus()               { w.win.Canvas().Unfocus() }

// leaveNote goes back from a note to the article.
func (w *Window) leaveNote() {
	w.unfocus()
	w.session.EndTyping()
	w.inspector.Refresh()
}
