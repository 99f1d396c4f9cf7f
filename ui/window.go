// Package ui holds the window of the program, which combines the panels and
// connects them with the keys, the menus and the session.
package ui

import (
	"context"
	"io"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/attributing"
	"assay.app/assay/ui/checklist"
	"assay.app/assay/ui/codebook"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/compare"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/correcting"
	"assay.app/assay/ui/figures"
	"assay.app/assay/ui/find"
	"assay.app/assay/ui/grading"
	"assay.app/assay/ui/importing"
	"assay.app/assay/ui/judge"
	"assay.app/assay/ui/mention"
	"assay.app/assay/ui/menu"
	"assay.app/assay/ui/notes"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/phrases"
	"assay.app/assay/ui/profiles"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/reading"
	"assay.app/assay/ui/repeats"
	"assay.app/assay/ui/report"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/sources"
	"assay.app/assay/ui/transfer"
	"assay.app/assay/ui/versions"
	"assay.app/assay/ui/words"
)

// Options configure a window.
type Options struct {
	// Post calls a function on the GUI goroutine. If it is nil, fyne.Do is used.
	Post func(func())
	// Analyst is the analyst's name if the preferences have none.
	Analyst string
	// Version is shown in the About box.
	Version string
	// Settings is the folder in which the window saves changed keys, analysts'
	// names and searches. If it is nil, they are not saved.
	Settings settings.Folder
	// First names what Start will open, so that the first frame can show the name.
	// If it is empty, the name is that of the project that was open last.
	First string
	// Notices are sentences to show to the analyst at the start.
	Notices []string
	// Home is the user's home folder, which choosers offer. If it is empty, the
	// system's home folder is used.
	Home string
	// Desktop shows file dialogs and files. If it is nil, the window uses its own
	// file dialog and shows no files elsewhere.
	Desktop Desktop
	// Trace receives the lines of a trace if it is not nil; see package trace.
	Trace io.Writer
	// Calm is how long the status bar waits after a save before it says “Saved”. If it is 0,
	// the bar waits long enough not to flicker.
	Calm time.Duration
}

// Window is the window of the program. Its methods must be called on the GUI
// goroutine.
type Window struct {
	app    fyne.App
	win    fyne.Window
	desk   project.Desk
	opts   Options
	prefs  settings.Preferences
	motion *motion
	table  *command.Table
	bar    *menu.Bar      // unused if the system draws the menu bar
	labels model.Codebook // the labels that have commands; see labels.go
	// Keys of labels that were dropped, and labels whose changed keys could not be
	// restored.
	droppedKeys []command.Dropped
	usualKeys   []command.ID
	registered  []fyne.Shortcut // the shortcuts registered on the canvas
	held        held            // distinguishes keys held down from keys pressed
	keyFile     settings.Keys
	trace       *tracer
	projects    *project.Controller
	importing   *importing.Controller
	transfer    *transfer.Controller
	find        *find.Controller
	notes       *notes.Controller
	phrases     *phrases.Controller
	sources     *sources.Controller
	compare     *compare.Controller
	figures     *figures.Controller
	versions    *versions.Controller
	judge       *judge.Controller
	mention     *mention.Controller
	grading     *grading.Controller
	repeats     *repeats.Controller
	correcting  *correcting.Controller
	attributing *attributing.Controller
	checklist   *checklist.Controller
	codebook    *codebook.Controller
	profiles    *profiles.Controller
	reports     *report.Controller
	reading     *reading.Controller
	session     *session.Session

	corpus *panel.Corpus
	panes  *control.Panes
	frame  []fyne.CanvasObject // what surrounds the panes
	full   bool                // only the article is shown, on the whole screen
	usual  fyne.Size           // of the window before it filled the screen
	// sourcesContent is the view Sources of the open project.
	sourcesContent fyne.CanvasObject
	comparison     fyne.CanvasObject // the view Compare of the open project
	counts         fyne.CanvasObject // the view Figures of the open project
	chain          fyne.CanvasObject // the view Versions of the open project
	judgements     fyne.CanvasObject // the view Judgements of the open project
	readers        fyne.CanvasObject // returned by reading.Open; shown while an article is open
	modes          []mode
	views          []view
	viewing        viewing
	inspector      *panel.Inspector
	spoken         *panel.Spoken
	status         *panel.Status
	banner         *banner
	removed        *removedBar
	offered        *removedBar // offers profiles of outlets
	buttons        []toolButton
	reverses       reversible // see the method of this name
	writing        writing
	tips           *panel.Tips
	who            func(name string) // shows the analyst's name in the toolbar
	nothing        *fyne.Container   // shown while no article is open
	undo           func()            // ends the subscription and the readers' work when the project closes
	jobs           []*job            // the running jobs; see job.go
	next           func()            // called when the jobs have ended, unless nil
	// endQuestion closes the question whether to wait for a job; nil if none is open.
	endQuestion func()
	// stopAsking closes the desktop's file dialog; nil if none is open.
	stopAsking func()
	recent     []command.ID // the commands that open recent projects
	noDialogs  bool         // the desktop has no file dialog
	closing    bool
	// A native menu bar will be built again after a pause.
	menuPending bool
	working     sync.WaitGroup // short background work; see elsewhere in job.go
	lives       bool           // the versions of the open article are being read; see lives.go
	// showing is work that belongs to the window and not to a project. Shutdown ends
	// ctx and waits for it.
	showing sync.WaitGroup
	ctx     context.Context
	end     context.CancelFunc
}

// New returns a window. Until a project is open, the window shows the welcome page
// or the name of what is being opened.
func New(app fyne.App, desk project.Desk, opts Options) *Window {
	if opts.Post == nil {
		opts.Post = fyne.Do
	}
	w := &Window{app: app, desk: desk, opts: opts, trace: newTracer(opts.Trace)}
	w.ctx, w.end = context.WithCancel(context.Background())
	w.prefs = settings.LoadPreferences(app.Preferences(), opts.Analyst)
	w.motion = stillable(app, w.prefs.Still)
	app.Settings().SetTheme(w.prefs.Theme())
	app.Settings().AddListener(func(fyne.Settings) { opts.Post(w.recolour) })
	w.win = app.NewWindow("Assay")
	w.projects = project.New(projectHost{host{w}}, desk, &w.prefs, w.loadNames())
	w.importing = importing.New(importingHost{host{w}}, desk, &w.prefs)
	w.transfer = transfer.New(transferHost{host{w}}, desk, &w.prefs)
	w.find = find.New(findHost{host{w}}, desk, opts.Settings)
	w.notes = notes.New(notesHost{host{w}}, desk)
	w.phrases = phrases.New(phrasesHost{host{w}})
	w.sources = sources.New(sourcesHost{host{w}})
	w.compare = compare.New(compareHost{sourcesHost{host{w}}})
	w.figures = figures.New(figuresHost{compareHost{sourcesHost{host{w}}}})
	w.versions = versions.New(versionsHost{sourcesHost{host{w}}})
	w.judge = judge.New(judgeHost{sourcesHost{host{w}}})
	w.mention = mention.New(phrasesHost{host{w}})
	w.grading = grading.New(phrasesHost{host{w}})
	w.repeats = repeats.New(phrasesHost{host{w}})
	w.correcting = correcting.New(phrasesHost{host{w}})
	w.attributing = attributing.New(phrasesHost{host{w}})
	w.checklist = checklist.New(phrasesHost{host{w}})
	w.codebook = codebook.New(codebookHost{host{w}}, desk)
	w.profiles = profiles.New(profilesHost{host{w}}, desk)
	w.reports = report.New(reportHost{sourcesHost{host{w}}}, desk)
	w.reading = reading.New(readingHost{host{w}}, &w.prefs)
	w.views = w.newViews()
	w.table = w.commands()
	w.modes = w.newModes()
	w.bar = menu.NewBar(w.win.Canvas(), menuHost{host{w}})
	w.recentChanged()
	w.loadKeys()
	w.listen()
	w.setMenus()
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(w.importing.Dropped)
	w.win.SetMaster()
	w.win.Resize(w.prefs.WindowSize())
	w.projects.Begin(opts.First)
	w.projects.LookAtRecent()
	w.trace.watch(w)
	return w
}

// Window returns the Fyne window.
func (w *Window) Window() fyne.Window { return w.win }

// Session returns the session of the open project, or nil.
func (w *Window) Session() *session.Session { return w.session }

// Commands returns the table of all commands.
func (w *Window) Commands() *command.Table { return w.table }

// show replaces the content of the window with that of p, which has just been
// opened.
func (w *Window) show(p project.Project) error {
	s, err := session.New(p, session.Options{
		Analyst: w.projects.WorksAs(p, w.prefs.Analyst),
		Wording: words.Codebook, PhraseWording: words.Phrase,
		Advance: w.prefs.Advance,
		Suggest: w.prefs.Suggest,
		After:   w.after, Elsewhere: w.elsewhere,
	})
	if err != nil {
		return err
	}
	w.session = s
	w.useLabels(s.Codebook())
	w.prefs.SetLastProject(p.Path())
	w.prefs.AddRecentProject(p.Path())
	w.projects.LookAtRecent()
	w.tips = panel.NewTips(w.after)
	s.SetOrder(w.prefs.Order)
	w.corpus = panel.NewCorpus(s, w.tips, corpusHost{host{w}})
	w.readers = w.reading.Open(w.tips)
	w.inspector = panel.NewInspector(s, w.tips, w.focus, w.shortcut)
	w.status = panel.NewStatus(s, w.tips)
	if w.opts.Calm > 0 {
		w.status.Calm = w.opts.Calm
	}
	w.spoken = panel.NewSpoken(s)
	w.spoken.Instead = func() string {
		if speak := w.viewed().spoken; speak != nil {
			return speak()
		}
		return ""
	}
	w.find.Open(p, w.tips)
	w.repeats.Open(p)
	w.correcting.Open(p)
	w.notes.Open(p)
	w.sourcesContent = w.sources.Open(p, w.tips)
	w.sourcesContent.Hide()
	w.comparison = w.compare.Open(p, w.tips)
	w.comparison.Hide()
	w.counts = w.figures.Open(p, w.tips)
	w.counts.Hide()
	s.Follow(w.figures.Follow)
	w.chain = w.versions.Open(p, w.tips)
	w.chain.Hide()
	w.judgements = w.judge.Open(p, w.tips)
	w.judgements.Hide()
	w.codebook.Open(p)
	w.reports.Open(p)
	w.transfer.Open(p)
	w.banner = newBanner(w.projects.Retry, w.projects.SaveElsewhere)
	w.removed, w.offered = newRemovedBar(w.tips), newRemovedBar(w.tips)
	w.reverses, w.writing = reversible{}, nothing
	w.wire()
	unsubscribe := s.Subscribe(w.changed)
	w.undo = func() {
		unsubscribe()
		w.reading.Stop()
	}
	w.table.Before = func() { w.status.SetNotice("") } // it is about what was done before
	w.table.Refused = func(_ *command.Command, why string) { w.status.SetNotice(why) }

	w.nothing = container.NewStack()
	centre := container.NewBorder(container.NewVBox(w.removed.content, w.offered.content), nil, nil, nil, w.find.Around(container.NewStack(w.nothing, w.readers)))
	w.panes = w.newPanes(centre)
	top := container.NewVBox(w.toolbar(), widget.NewSeparator(), w.banner.content)
	bottom := container.NewVBox(widget.NewSeparator(), w.status.Content)
	w.frame = []fyne.CanvasObject{top, bottom}
	centres := container.NewStack()
	for _, v := range w.views {
		centres.Add(v.content())
	}
	var framed *fyne.Container
	grades := w.grading.Open(w.tips, func() { framed.Refresh() })
	framed = container.NewBorder(top, container.NewVBox(grades, bottom), nil, nil, centres)
	w.setContent(container.NewStack(framed, w.spoken, w.tips.Content))
	w.win.SetTitle(w.projects.Name() + " — Assay")
	w.showKeys()
	w.changed([]session.Event{session.CorpusChanged{}})
	err = w.openFirst()
	w.profiles.Open()
	w.sayDroppedKeys()
	return err
}

// openFirst opens the article that was open last, or the first one in the list. If
// there is none, it shows that no article is open.
func (w *Window) openFirst() error {
	s := w.session
	if id := w.prefs.LastArticle(w.projects.Current().Info().ID); id != "" {
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

// wire sets the callbacks of the inspector.
func (w *Window) wire() {
	w.inspector.OnTag = func(key model.LabelKey) {
		if key == "" {
			w.table.Run(clearLabelID)
			return
		}
		w.table.Run(labelCommand(key))
	}
	w.inspector.OnPhrase = w.phrases.Add
	w.inspector.OnFindPhrase = w.phrases.Find
	w.inspector.OnGrade = w.grading.Begin
	w.inspector.OnAttribute = func() { w.table.Run("voice.attribute") }
	w.inspector.OnMention = func() { w.table.Run("statement.add") }
	w.inspector.OnUnattribute = func() { w.table.Run("voice.clear") }
	w.inspector.OnChecklist = w.checklist.Show
	w.inspector.OnAttach = func() { w.table.Run("sentence.attach") }
	w.inspector.OnToggleAside = func() { w.table.Run("sentence.aside") }
	w.inspector.OnCorrect = func() { w.table.Run("article.correct") }
	w.inspector.OnLeave = w.leaveNote
	w.inspector.OnWriting = func(on bool) { w.setWriting(on, aNote) }
	w.corpus.OnFiltering = func(on bool) { w.setWriting(on, aFilter) }
	w.corpus.OnListing = func(on bool) { w.setWriting(on, theList) }
	w.inspector.OnError = w.report
	w.inspector.OnAccept = func() { w.table.Run("suggestion.accept") }
	w.inspector.OnNoteSelected = func() { w.table.Run("note.another") }
	w.inspector.OnWrite = func() { w.panes.SetPeek(control.Right, true) }
	w.inspector.SetVersions(versionsPanel{versionsHost{sourcesHost{host{w}}}})
	w.inspector.SetFolds(&w.prefs)
	w.inspector.OnHistory = func() { w.table.Run("history.show") }
}

// changed updates the window after the session has changed.
func (w *Window) changed(events []session.Event) {
	w.find.Changed(events)
	w.notes.Changed(events)
	w.sources.Changed(events)
	w.compare.Changed(events)
	w.figures.Changed(events)
	w.versions.Changed(events)
	w.judge.Changed(events)
	w.profiles.Changed(events)
	var due refreshes
	for _, e := range events {
		w.showEvent(e, &due)
	}
	w.refresh(due)
	if due.history {
		w.reverses = reversible{}
		w.removed.update(w.reversible().newest())
		w.offered.check()
	}
	w.reading.ShowSelection()
	w.grading.Changed(events)
	w.readLives()
	w.showHints()
	w.refreshButtons()
	w.spoken.Update()
	w.trace.write(w)
}

// refreshes records which parts of the window need a refresh. More than one event
// can affect these parts, so they are refreshed once, after all events.
type refreshes struct {
	marks, sentence, inspector, status bool
	history                            bool // what can be undone may have changed
}

func (w *Window) refresh(due refreshes) {
	if due.marks {
		w.reading.Reader().RefreshMarks()
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

// showEvent updates the window for one event. For the parts in due, it only records
// that they need a refresh.
func (w *Window) showEvent(e session.Event, due *refreshes) {
	s := w.session
	switch e.(type) {
	case session.CursorMoved, session.SaveChanged, session.SuggestionsChanged, session.Noticed, session.PlacesChanged:
	default:
		due.history = true
	}
	switch e := e.(type) {
	case session.CorpusChanged:
		w.reading.SayWhose()
		w.reading.VersionsChanged()
		w.inspector.RefreshVersions()
		w.corpus.Refresh()
		due.status = true
	case session.CodebookChanged:
		w.useLabels(s.Codebook())
		w.showKeys()
		w.reading.RefreshMarks()
		w.corpus.Refresh()
		w.sayDroppedKeys()
		due.inspector, due.status = true, true
	case session.AnalystsChanged:
		w.showAnalyst()
		w.reading.LayersChanged()
		due.marks, due.inspector = true, true
	case session.SummaryChanged:
		w.corpus.RefreshRow(e.ID)
		due.status = true
	case session.PlacesChanged:
		w.reading.EndSplit()
		w.status.SetNotice("")
		w.reading.PlacesChanged()
	case session.Beside:
		w.reading.BesideChanged(e.Place, e.Event)
	case session.ArticleOpened:
		w.reading.EndSplit()
		w.status.SetNotice("")
		w.articleOpened()
		if e.ID != "" {
			w.toRead()
		}
	case session.CursorMoved:
		w.reading.EndSplit()
		w.status.SetNotice("")
		w.reading.Reader().SetCurrent(e.To)
		w.endPeek()
		w.toRead()
		due.sentence = true
	case session.SelectionChanged:
		w.status.SetNotice("")
		due.sentence = due.sentence || e.Units
	case session.UnitChanged:
		w.status.SetNotice("") // the notice may no longer be true
		due.marks, due.sentence = true, true
	case session.StructureChanged:
		w.reading.EndSplit()
		w.status.SetNotice("")
		w.reading.Restructured()
		due.inspector = true
	case session.SuggestionsChanged:
		due.marks, due.sentence = true, true
	case session.PhrasesChanged, session.ProfilesChanged:
		due.inspector = true
	case session.GradesChanged, session.VoicesChanged:
		w.corpus.RefreshRows()
		due.marks, due.sentence, due.inspector = true, true, true
	case session.NotesChanged:
		due.marks, due.inspector = true, true
	case session.SaveChanged:
		w.status.RefreshSave()
		if w.banner.show(s.Save()) {
			// An import may have waited for the writes that failed, so the list
			// must be read again.
			w.report(s.Reload())
		}
	case session.Noticed:
		w.status.SetNotice(w.noticeText(e.Notice))
	}
}

func (w *Window) articleOpened() {
	w.panes.SetPeek(control.Left, false)
	w.endPeek()
	w.reading.ArticleOpened()
	w.articleShown()
}

// articleShown updates the panels around the readers for the article in the active
// reader. It takes the focus from a note, because the note is no longer visible.
func (w *Window) articleShown() {
	if f := w.win.Canvas().Focused(); f != nil && w.inspector.Writes(f) {
		w.unfocus()
	}
	if doc := w.session.Document(); doc != nil {
		w.prefs.SetLastArticle(w.projects.Current().Info().ID, doc.ID)
		w.readers.Show()
		w.nothing.Hide()
	} else {
		w.readers.Hide()
		w.nothing.Objects = []fyne.CanvasObject{w.projects.NothingOpen()}
		w.nothing.Show()
	}
	w.corpus.Refresh()
	w.inspector.Refresh()
	w.status.Refresh()
}

func (w *Window) noticeText(n session.Notice) string {
	switch n {
	case session.ArticleDone:
		return lang.L("Every sentence of this article is tagged. Press {{.Key}} for the next article.", map[string]any{"Key": w.keyOf("article.next")})
	case session.UntaggedAbove:
		return lang.L("There are untagged sentences above. Press {{.Key}} to go to the first.", map[string]any{"Key": w.keyOf("sentence.untagged")})
	case session.CorpusDone:
		return lang.L("Every sentence of the project is tagged. Press {{.Key}} to export.", map[string]any{"Key": w.keyOf("export.project")})
	}
	return ""
}

// after calls f on the GUI goroutine after d, unless the returned function is
// called before.
func (w *Window) after(d time.Duration, f func()) (cancel func()) {
	stopped := false // used on the GUI goroutine only
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

// leaveNote moves the focus from a note to the article.
func (w *Window) leaveNote() {
	w.unfocus()
	w.endPeek()
	w.session.EndTyping()
	w.inspector.Refresh()
}
