package ui

import (
	"cmp"
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/attributing"
	"assay.app/assay/ui/checklist"
	"assay.app/assay/ui/codebook"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/compare"
	"assay.app/assay/ui/correcting"
	"assay.app/assay/ui/dialog"
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
)

// host has the methods of the window that several sub-packages need.
type host struct{ w *Window }

func (h host) Window() fyne.Window { return h.w.win }

func (h host) Post(f func()) { h.w.opts.Post(f) }

func (h host) After(d time.Duration, f func()) (cancel func()) { return h.w.after(d, f) }

func (h host) Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error)) {
	h.w.run(title, work, done)
}

func (h host) RunToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error)) {
	h.w.runToEnd(title, loss, work, done)
}

func (h host) Awaited() bool { return h.w.next != nil }

func (h host) Busy() bool { return h.w.busy() }

func (h host) DialogOpen() bool { return h.w.dialogOpen() }

func (h host) Follow(to func() error) { h.w.follow(to) }

func (h host) Closing() bool { return h.w.closing }

func (h host) Report(err error) { h.w.report(err) }

func (h host) Failed(err error) bool { return h.w.failed(err) }

func (h host) Notice(text string) {
	if h.w.status != nil {
		h.w.status.SetNotice(text)
	}
}

func (h host) Unfocus() { h.w.unfocus() }

func (h host) Choose(c dialog.Choice, accept func(path string)) { h.w.choose(c, accept) }

func (h host) ChooseMany(c dialog.Choice, accept func(paths []string)) { h.w.chooseMany(c, accept) }

func (h host) StartPath(name string) string { return h.w.startPath(name) }

func (h host) Session() *session.Session { return h.w.session }

func (h host) NeedProject() string { return h.w.needProject() }

func (h host) NeedWritable() string { return h.w.needWritable() }

func (h host) NeedArticles() string { return h.w.needArticles() }

func (h host) NeedArticle() string { return h.w.needArticle() }

func (h host) Do(id command.ID) { h.w.table.Run(id) }

func (h host) Others() string { return h.w.reading.Others() }

func (h host) Key(id command.ID) string { return h.w.keyOf(id) }

func (h host) ShownKey(id command.ID) string { return h.w.shownKey(id) }

// versionsID is the id of the command that shows the versions of the open article.
const versionsID command.ID = "view.versions"

// OfferLeft offers to show the work that stays on earlier versions of an article.
func (h host) OfferLeft(article model.ArticleID, text string) {
	if h.w.table.Find(versionsID) == nil {
		return
	}
	h.w.offered.show(text, lang.L("Show"), func() {
		h.Follow(func() error { return h.w.session.Open(article) })
		h.w.versions.Show(true)
	}, [2]uint64{})
	h.w.offered.stays = func() bool { return len(h.w.session.Versions(article)) > 1 }
}

// importingHost implements importing.Window.
type importingHost struct{ host }

var _ importing.Window = importingHost{}

func (h importingHost) Corpus() importing.Corpus {
	if h.w.projects.Current() == nil {
		return nil
	}
	return h.w.projects.Current()
}

func (h importingHost) OpenProject(path string) { h.w.projects.OpenProject(path) }

func (h importingHost) OpenThen(path string, then func()) { h.w.projects.OpenThen(path, then) }

func (h importingHost) CreateThen(path string, then func()) { h.w.projects.CreateThen(path, then) }

func (h importingHost) Pasted() string { return h.w.app.Clipboard().Content() }

func (h importingHost) NotOpened() { h.w.projects.NotOpened() }

func (h importingHost) Unfilter() bool { return h.w.corpus.Unfilter() }

func (h importingHost) Takes(path string) bool { return h.w.transfer.Takes(path) }

func (h importingHost) Load(path string, otherwise func()) { h.w.transfer.Drop(path, otherwise) }

func (h importingHost) PreviewShown(p *draft.Preview) { h.w.trace.offer(h.w, p) }

// AddPaths shows a preview of the articles in files and folders, and adds them if
// the analyst agrees.
func (w *Window) AddPaths(paths []string) { w.importing.AddPaths(paths) }

// Dropped handles files that were dropped on the window.
func (w *Window) Dropped(at fyne.Position, uris []fyne.URI) { w.importing.Dropped(at, uris) }

// transferHost implements transfer.Window.
type transferHost struct{ host }

var _ transfer.Window = transferHost{}

func (h transferHost) Name() string { return h.w.projects.Name() }

// findHost implements find.Window.
type findHost struct{ host }

var _ find.Window = findHost{}

func (h host) Go(work func()) { h.w.working.Go(work) }

func (h host) Commands() *command.Table { return h.w.table }

func (h findHost) WithKey(text string, id command.ID) string { return h.w.withKey(text, id) }

func (h host) LabelCommand(key model.LabelKey) command.ID {
	if key == "" {
		return clearLabelID
	}
	return labelCommand(key)
}

func (h host) LabelPressed(r rune) (model.LabelKey, bool) { return h.w.labelPressed(r) }

func (h host) Exported(report results.Export, path string) { h.w.projects.Exported(report, path) }

func (h findHost) Shortcut(s fyne.Shortcut) bool { return h.w.shortcut(s) }

func (h findHost) Finding(on bool) { h.w.setWriting(on, aFind) }

func (h findHost) RefreshMarks() {
	h.w.reading.RefreshMarks()
	h.w.showHints() // the walk has other keys
}

// notesHost implements notes.Window.
type notesHost struct{ host }

var _ notes.Window = notesHost{}

// Menu implements notes.Window. Unlike those of contextMenu, its commands run although a
// dialog is open.
func (h notesHost) Menu(at fyne.Position, commands ...*command.Command) {
	var items []menu.Item
	for _, c := range commands {
		items = append(items, menu.Item{Title: c.Title, Why: c.Why(), Run: c.Run})
	}
	menu.Show(menu.Menu{items}, h.w.win.Canvas(), menuHost(h), at)
}

// phrasesHost implements phrases.Window, and what the other rooms that say something about
// sentences and their sources need.
type phrasesHost struct{ host }

var (
	_ phrases.Window     = phrasesHost{}
	_ grading.Window     = phrasesHost{}
	_ attributing.Window = phrasesHost{}
	_ checklist.Window   = phrasesHost{}
	_ repeats.Window     = phrasesHost{}
	_ mention.Window     = phrasesHost{}
	_ correcting.Window  = phrasesHost{}
)

func (h phrasesHost) NeedSentence() string { return h.w.needSentence() }

func (h phrasesHost) NeedWritableArticle() string { return h.w.needWritableArticle() }

func (h phrasesHost) NeedOutlet() string { return cmp.Or(h.w.needOutlet(), h.w.needWritable()) }

func (h phrasesHost) Search(query string) { h.w.find.Show(query) }

// sourcesHost implements sources.Window.
type sourcesHost struct{ host }

var _ sources.Window = sourcesHost{}

func (h sourcesHost) Search(query string) { h.w.find.Show(query) }

func (h sourcesHost) Read(article model.ArticleID, offset int) {
	h.w.follow(func() error { return h.w.session.JumpTo(article, offset) })
}

func (h sourcesHost) Written(path string) { h.w.projects.Written(path) }

func (h sourcesHost) Profile(outlet string) { h.w.profiles.Edit(outlet) }

func (h sourcesHost) Focus(f fyne.Focusable) { h.w.focus(f) }

func (h sourcesHost) PressKey(k *fyne.KeyEvent) { h.w.win.Canvas().OnTypedKey()(k) }

func (h sourcesHost) PressRune(r rune) { h.w.win.Canvas().OnTypedRune()(r) }

func (h sourcesHost) PressShortcut(s fyne.Shortcut) { corpusHost(h).ListShortcut(s) }

func (h sourcesHost) ShowHints() {
	if h.w.session != nil && !h.w.reads() {
		h.w.showHints()
		h.w.spoken.Update()
	}
}

func (h sourcesHost) ContextMenu(at fyne.Position, groups ...[]*command.Command) {
	h.w.contextMenu(at, groups...)
}

// compareHost implements compare.Window.
type compareHost struct{ sourcesHost }

var _ compare.Window = compareHost{}

func (h compareHost) Searches() []settings.Search { return h.w.find.Saved() }

func (h compareHost) Judge(id model.StatementID) { h.w.judge.Show(id) }

// figuresHost implements figures.Window.
type figuresHost struct{ compareHost }

var _ figures.Window = figuresHost{}

func (h figuresHost) Copy(text string) { h.w.app.Clipboard().SetContent(text) }

func (h figuresHost) ShowStatement(id model.StatementID) {
	from := h.w.viewing.at
	h.w.table.Run(compareView)
	h.w.compare.ShowStatement(id)
	h.w.viewing.back = &wayBack{view: from, from: h.w.viewing.at, stops: h.w.session.Stops()}
}

// versionsHost implements versions.Window.
type versionsHost struct{ sourcesHost }

var _ versions.Window = versionsHost{}

func (h versionsHost) ShowVersions() { h.w.table.Run(versions.ViewID) }

func (h versionsHost) VersionsRead() {
	h.w.inspector.RefreshVersions()
	h.w.corpus.RefreshVersions()
	h.w.trace.write(h.w)
}

// judgeHost implements judge.Window.
type judgeHost struct{ sourcesHost }

var _ judge.Window = judgeHost{}

func (h judgeHost) ShowJudgements() { h.w.table.Run(judge.ViewID) }

// reportHost implements report.Window.
type reportHost struct{ sourcesHost }

var _ report.Window = reportHost{}

func (h reportHost) ShowsFiles() bool { return h.w.opts.Desktop != nil }

func (h reportHost) OpenFile(path string) { h.w.openFile(path) }

func (h reportHost) ShowFile(path string) { h.w.showFile(path) }

func (h reportHost) Judge(id model.StatementID) { h.w.judge.Show(id) }

func (h reportHost) ReportSettings(project string) string { return h.w.prefs.Report(project) }

func (h reportHost) SetReportSettings(project, chosen string) { h.w.prefs.SetReport(project, chosen) }

// versionsPanel implements panel.VersionsHost.
type versionsPanel struct{ versionsHost }

var _ panel.VersionsHost = versionsPanel{}

func (h versionsPanel) About(id model.ArticleID) *panel.Versions { return h.w.versions.About(id) }

func (h versionsPanel) OpenVersion(id model.ArticleID) { h.w.versions.OpenVersion(id) }

func (h versionsPanel) Differences() { h.w.versions.Show(false) }

// profilesHost implements profiles.Window.
type profilesHost struct{ host }

var _ profiles.Window = profilesHost{}

func (h profilesHost) NeedOutlet() string { return h.w.needOutlet() }

func (h profilesHost) Offer(text, button string, tapped func()) {
	h.w.offered.show(text, button, tapped, [2]uint64{})
}

func (h profilesHost) Withdraw() { h.w.offered.hide() }

// codebookHost implements codebook.Window.
type codebookHost struct{ host }

var _ codebook.Window = codebookHost{}

func (h codebookHost) Search(query string) { h.w.find.Show(query) }

// readingHost implements reading.Window.
type readingHost struct{ host }

var _ reading.Window = readingHost{}

func (h readingHost) ShowKeys(text string) { h.w.status.SetKeys(text) }

func (h host) ShowHints() { h.w.status.SetKeys(h.w.hints()) }

func (h readingHost) Apply(p settings.Choices) { h.w.apply(p) }

func (h readingHost) WriteNote() { h.w.writeNote(false) }

func (h readingHost) Grade(on record.Graded) { h.w.grading.Begin(on) }

func (h readingHost) Copy(text string) { h.w.app.Clipboard().SetContent(text) }

func (h readingHost) ChooseArticle(take func(model.ArticleID)) { h.w.chooseArticle(take) }

func (h readingHost) ArticleShown() { h.w.articleShown() }

func (h readingHost) ShowNewest() { h.w.versions.ShowNewest() }

func (h readingHost) ShowDifferences() { h.w.versions.Show(false) }

func (h readingHost) SetWide(wide bool) { h.w.panes.SetWide(wide) }

func (h readingHost) SetWhose(text string) { h.w.corpus.SetWhose(text) }

func (h readingHost) SentenceMenu(unit, offset int, at fyne.Position) {
	h.w.sentenceMenu(unit, offset, at)
}

func (h readingHost) Found(article model.ArticleID, sentence model.Span) (marks []model.Span, current model.Span) {
	return h.w.find.MarksIn(article, sentence)
}

func (h readingHost) NeedSentence() string { return h.w.needSentence() }

// projectHost implements project.Window.
type projectHost struct{ host }

var _ project.Window = projectHost{}

func (h projectHost) Show(p project.Project) error { return h.w.show(p) }

func (h projectHost) SetContent(content fyne.CanvasObject) { h.w.setContent(content) }

func (h projectHost) Clear() {
	h.w.setFull(false)
	h.w.grading.End()
	h.w.undo()
	h.w.session = nil
}

func (h projectHost) RecentChanged() { h.w.recentChanged() }

func (h projectHost) ShowsFiles() bool { return h.w.opts.Desktop != nil }

func (h projectHost) ShowFile(path string) { h.w.showFile(path) }

func (h projectHost) OpenFile(path string) { h.w.openFile(path) }

func (h projectHost) CopyPath(path string) { h.w.copyPath(path) }

func (h projectHost) EndWork() (wait func()) {
	h.w.find.Close()
	h.w.notes.Close()
	h.w.sources.Close()
	h.w.compare.Close()
	h.w.figures.Close()
	h.w.versions.Close()
	h.w.judge.Close()
	h.w.reports.Close()
	h.w.transfer.Close()
	h.w.codebook.Close()
	return h.w.working.Wait
}

func (h projectHost) TakingAway(c edit.Change, question string, run func() bool) {
	taken := h.w.goneBy([]edit.Change{c}, func(p edit.Presence) bool { return p.Before && !p.After })
	h.w.takingAway(taken, question, func() {
		if run() && len(taken) > 0 {
			h.w.sayGone(taken, "edit.undo")
		}
	})
}

func (h projectHost) ShowAnalyst() { h.w.showAnalyst() }

// showAnalyst shows who works, and whose labels are shown.
func (w *Window) showAnalyst() {
	w.reading.SayWhose()
	w.who(w.session.Called(w.session.Analyst()))
}

// OpenProject opens the project at path in place of the open one.
func (w *Window) OpenProject(path string) { w.projects.OpenProject(path) }

// Shutdown saves pending text and closes the project. The program calls it before
// it exits.
func (w *Window) Shutdown() error {
	w.end()
	defer w.showing.Wait()
	return w.projects.Shutdown()
}
