package ui

import (
	"assay.app/assay/model"
	"assay.app/assay/ui/dialog"
)

// showSearch searches the texts of all articles.
func (w *Window) showSearch() {
	w.session.EndTyping()
	dialog.ShowSearch(dialog.TextSearch{
		Search:   w.project.Search,
		Articles: w.session.Articles(),
		Name: func(id model.ArticleID) (title, facts string) {
			sum, ok := w.session.Summary(id)
			if !ok {
				return string(id), ""
			}
			return sum.Heading(), sum.Metadata.Outlet
		},
		Open:    w.goTo,
		Explain: explain,
		After:   w.after,
	}, w.win, w.opts.Post)
}

// goTo opens an article at the sentence that begins where the span does.
func (w *Window) goTo(id model.ArticleID, span model.Span) {
	if err := w.session.Open(id); err != nil {
		w.report(err)
		return
	}
	if at := w.session.Document().UnitAt(span.Start); at >= 0 {
		w.session.MoveTo(at)
	}
	w.trace.write(w)
}
