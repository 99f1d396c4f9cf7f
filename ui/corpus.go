package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// corpusHost implements panel.CorpusHost.
type corpusHost struct{ host }

var _ panel.CorpusHost = corpusHost{}

func (h corpusHost) OpenArticle(id model.ArticleID) {
	h.w.follow(func() error { return h.w.session.Open(id) })
}

func (h corpusHost) LeaveList() {
	h.w.panes.SetPeek(control.Left, false)
	h.w.unfocus()
}

func (h corpusHost) RemoveArticles(ids []model.ArticleID) { h.w.removeArticles(ids) }

func (h corpusHost) CopyTitles(ids []model.ArticleID) { h.w.copyTitles(ids) }

func (h corpusHost) ArticleMenu(ids []model.ArticleID, at fyne.Position) {
	h.w.contextMenu(at, h.w.articleCommands(ids)...)
}

func (h corpusHost) Landing(at fyne.Position) string {
	switch h.w.reading.Landing(at) {
	case 0:
		return lang.L("Open here")
	case 1:
		return lang.L("Open beside")
	}
	return ""
}

func (h corpusHost) Drop(id model.ArticleID, at fyne.Position) {
	if place := h.w.reading.Landing(at); place >= 0 {
		h.w.unfocus()
		h.w.report(h.w.session.OpenIn(place, id))
	}
}

func (h corpusHost) LeftOn(id model.ArticleID) (n int, known bool) { return h.w.versions.LeftOn(id) }

func (h corpusHost) SetOrder(o session.Order) { h.w.prefs.SetOrder(o) }

func (h corpusHost) Focus(f fyne.Focusable) { h.w.focus(f) }

func (h corpusHost) Shortcut(s fyne.Shortcut) bool { return h.w.shortcut(s) }

func (h corpusHost) ListShortcut(s fyne.Shortcut) {
	if k, ok := command.OfShortcut(s); ok {
		h.w.typed()
		h.w.press(k)
	}
}

func (h corpusHost) ListKey(k *fyne.KeyEvent) { h.w.win.Canvas().OnTypedKey()(k) }

// articleCommands returns the commands of the context menu of articles.
func (w *Window) articleCommands(ids []model.ArticleID) [][]*command.Command {
	first := ids[0]
	one := func() string {
		if len(ids) > 1 {
			return lang.L("Select one article for this.")
		}
		return ""
	}
	titles, export, remove := lang.L("Copy Title"), lang.L("Export…"), lang.L("Remove")
	if n := len(ids); n > 1 {
		titles, export, remove = words.N("Copy {{.Count}} Titles", n), words.N("Export {{.Count}} Articles…", n), words.N("Remove {{.Count}} Articles…", n)
	}
	return [][]*command.Command{
		{
			{Title: lang.L("Open"), Disabled: one, Run: func() { w.follow(func() error { return w.session.Open(first) }) }},
			{Title: lang.L("Open Beside"), Disabled: one, Run: func() { w.reading.OpenBeside(first) }},
		},
		{
			{Title: lang.L("Article Details…"), Disabled: one, Run: func() { w.correct(first) }},
			{Title: titles, Run: func() { w.copyTitles(ids) }},
			{Title: export, Run: func() { w.transfer.Export(ids...) }},
		},
		{
			{Title: remove, Run: func() { w.removeArticles(ids) }},
		},
	}
}

// copyTitles copies the titles of articles, one per line.
func (w *Window) copyTitles(ids []model.ArticleID) {
	var titles []string
	for _, id := range ids {
		if sum, ok := w.session.Summary(id); ok {
			titles = append(titles, sum.Heading())
		}
	}
	if len(titles) > 0 {
		w.app.Clipboard().SetContent(strings.Join(titles, "\n"))
		w.status.SetNotice(words.N("{{.Count}} titles copied.", len(titles)))
	}
}

// correct lets the analyst correct the details of an article.
func (w *Window) correct(id model.ArticleID) {
	if sum, ok := w.session.Summary(id); ok {
		dialog.ShowMetadata(sum.Metadata, w.win, func(m model.Metadata) {
			w.report(w.session.CorrectMetadata(id, m))
		})
	}
}
