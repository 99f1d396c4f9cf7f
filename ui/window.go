package ui

import (
	"fmt"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/reader"
)

// Options are what a window is told from outside.
type Options struct {
	// Post brings a function to the GUI goroutine; nil is fyne.Do.
	Post func(func())
	// Analyst is who annotates when the preferences name nobody.
	Analyst string
	// Version is shown in the About box.
	Version string
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
	app     fyne.App
	win     fyne.Window
	desk    Desk
	opts    Options
	prefs   preferences
	table   *command.Table
	trace   *tracer
	project Project // nil when none is open
	session *session.Session

	corpus     *panel.Corpus
	reader     *reader.Reader
	inspector  *panel.Inspector
	status     *panel.Status
	banner     *banner
	tips       *panel.Tips
	nothing    fyne.CanvasObject // shown while no article is open
	undo       func()            // ends the subscriptions of the open project
	jobs       int               // running
	stopJob    func()            // stops the last one begun
	closeAfter bool              // once the job has ended
	leaving    bool              // the project is being closed
	closing    bool
	stopBackup func() // ends the backup of the open project; see backup.go
}

// New makes the window and shows the page for when no project is open.
func New(app fyne.App, desk Desk, opts Options) *Window {
	if opts.Post == nil {
		opts.Post = fyne.Do
	}
	w := &Window{app: app, desk: desk, opts: opts, trace: newTracer(opts.Trace)}
	w.prefs = loadPreferences(app.Preferences(), opts.Analyst)
	app.Settings().SetTheme(look.Theme{Mode: w.prefs.Mode, Scale: w.prefs.Scale})
	w.win = app.NewWindow("Assay")
	w.table = w.commands(model.DefaultCodebook())
	w.listen()
	w.win.SetMainMenu(w.menu())
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(w.dropped)
	w.win.SetMaster()
	w.win.Resize(w.prefs.size())
	w.showWelcome()
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
		Analyst: w.prefs.Analyst,
		Advance: w.prefs.Advance,
		After:   w.after,
	})
	if err != nil {
		return err
	}
	w.project, w.session = p, s
	w.prefs.setLast(p.Path())
	w.tips = panel.NewTips(w.after)
	w.corpus = panel.NewCorpus(s, w.tips, w.shortcut)
	w.reader = reader.New()
	w.inspector = panel.NewInspector(s, w.focus, w.shortcut)
	w.status = panel.NewStatus(s)
	w.banner = newBanner(w.retry, w.saveElsewhere)
	w.wire()
	w.undo = s.Subscribe(w.changed)
	w.table.Refused = func(_ *command.Command, why string) { w.status.SetNotice(why) }

	w.nothing = w.nothingOpen()
	centre := container.NewStack(w.nothing, w.reader)
	body := newPanes(w.corpus.Content, centre, w.inspector.Content, w.prefs.left, w.prefs.right, w.prefs.setPanes)
	top := container.NewVBox(w.toolbar(), widget.NewSeparator(), w.banner.content)
	bottom := container.NewVBox(widget.NewSeparator(), w.status.Content)
	w.win.SetContent(container.NewStack(container.NewBorder(top, bottom, nil, nil, body), w.tips.Content))
	w.win.SetTitle(p.Info().Name + " — Assay")
	w.status.SetKeys(w.hints())
	w.changed(session.CorpusChanged{})
	w.backUpIfOld(p)
	return w.openFirst()
}

// openFirst opens the article worked on last, or the first one.
func (w *Window) openFirst() error {
	s := w.session
	if id := w.prefs.lastArticle(w.project.Info().ID); id != "" {
		if _, ok := s.Summary(id); ok {
			return s.Open(id)
		}
	}
	if s.Shown() > 0 {
		return s.Open(s.Row(0).ID)
	}
	w.changed(session.ArticleOpened{})
	return nil
}

// wire connects what the panels report to what is done about it.
func (w *Window) wire() {
	w.corpus.OnOpen = func(id model.ArticleID) { w.report(w.session.Open(id)) }
	w.corpus.OnLeave = w.unfocus
	w.reader.OnTapped = func(unit int) { w.session.MoveTo(unit) }
	w.reader.OnMenu = w.sentenceMenu
	w.reader.OnEntered = w.tips.Leave // the list does not tell when the pointer goes
	w.inspector.OnTag = func(key model.LabelKey) {
		if key == "" {
			w.table.Run("label.clear")
			return
		}
		w.table.Run(labelCommand(key))
	}
	w.inspector.OnToggleAside = func() { w.table.Run("sentence.aside") }
	w.inspector.OnCorrect = func() { w.table.Run("article.correct") }
	w.inspector.OnLeave = w.leaveNote
	w.inspector.OnError = w.report
	w.inspector.OnHistory = func() { w.table.Run("history.show") }
	w.inspector.SetHistoryKey(w.keyOf("history.show"))
}

// changed brings the screen up to date with the session.
func (w *Window) changed(e session.Event) {
	s := w.session
	switch e := e.(type) {
	case session.CorpusChanged:
		w.corpus.Refresh()
		w.status.Refresh()
	case session.SummaryChanged:
		w.corpus.RefreshRow(e.ID)
		w.status.Refresh()
	case session.ArticleOpened:
		w.status.SetNotice("")
		w.articleOpened(e.ID)
	case session.CursorMoved:
		w.status.SetNotice("")
		w.reader.SetCurrent(e.To)
		w.inspector.RefreshSentence()
	case session.UnitChanged:
		w.reader.RefreshMarks()
		w.inspector.RefreshSentence()
	case session.StructureChanged:
		w.reader.Restructure(w.view(), s.Cursor())
		w.inspector.Refresh()
	case session.NotesChanged:
		w.inspector.Refresh()
		w.reader.RefreshMarks()
	case session.SaveChanged:
		w.status.RefreshSave()
		if w.banner.show(s.Save()) {
			// An import may have been waiting with what could not be written.
			w.report(s.Reload())
		}
	case session.Noticed:
		w.status.SetNotice(w.noticeText(e.Notice))
	}
	w.trace.write(w)
}

func (w *Window) articleOpened(id model.ArticleID) {
	if id != "" {
		w.prefs.setLastArticle(w.project.Info().ID, id)
		w.reader.SetArticle(w.view(), w.session.Cursor())
		w.reader.Show()
		w.nothing.Hide()
	} else {
		w.reader.Hide()
		w.nothing.Show()
	}
	w.corpus.Refresh()
	w.inspector.Refresh()
	w.status.Refresh()
}

// view is the open article as the reader shows it.
func (w *Window) view() reader.View {
	doc := w.session.Document()
	var facts []string
	m := doc.Metadata
	for _, fact := range []string{m.Outlet, m.Byline, longDate(m.Published), m.Dateline} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	return reader.View{
		Title:     m.Title,
		Facts:     strings.Join(facts, "  ·  "),
		Text:      doc.Text,
		Structure: doc.Structure,
		Mark:      w.mark,
	}
}

func (w *Window) mark(unit int) reader.Mark {
	doc := w.session.Document()
	if doc == nil || unit >= len(doc.Units) {
		return reader.Mark{}
	}
	span := doc.Units[unit].Span
	var m reader.Mark
	if a, ok := doc.Annotation(span, w.session.Analyst()); ok {
		if l, ok := w.session.Codebook().Find(a.Label); ok {
			m.Color, m.Letter = look.Hex(l.Color), l.Letter
		}
	}
	m.Notes = len(doc.NotesOn(model.OnSentence(doc.ID, span))) > 0
	return m
}

func longDate(published string) string {
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		return t.Format("2 January 2006")
	}
	return published
}

func (w *Window) noticeText(n session.Notice) string {
	switch n {
	case session.ArticleDone:
		return "Every sentence of this article is tagged. " + w.keyOf("article.next") + " opens the next one."
	case session.UntaggedAbove:
		return "Some sentences above are untagged. " + w.keyOf("sentence.untagged") + " goes to them."
	case session.CorpusDone:
		return "Every sentence is tagged. " + w.keyOf("export.project") + " exports them."
	}
	return ""
}

// keyOf gives the key that a command is shown with.
func (w *Window) keyOf(id command.ID) string {
	if c := w.table.Find(id); c != nil && len(c.Keys) > 0 {
		return c.Keys[0].String()
	}
	return ""
}

// hints says which keys to work with, for the status bar.
func (w *Window) hints() string {
	book := w.session.Codebook()
	return fmt.Sprintf("1–%d tag · %s/%s move · %s next untagged · %s note · %s keys", len(book),
		w.keyOf("sentence.next"), w.keyOf("sentence.previous"), w.keyOf("sentence.untagged"),
		w.keyOf("note.write"), w.keyOf("help.keys"))
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
