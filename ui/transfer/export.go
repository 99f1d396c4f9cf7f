package transfer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// How what is lost is counted
//
//	articles or analyst change ──► counting.of ──► a goroutine: Project.Amounts ──┐
//	                                   ▲                                          │ Post
//	                                   └── cancels the count before               ▼
//	another format ──────────────────────────────────────────────────────────► the pane
//
// The amounts do not depend on the format, so they are counted once for each selection of articles
// and each analyst. Closing the dialog or the project cancels the count.

// exportSheet is the dialog that asks for a format: the formats at the left, and what the chosen one
// holds at the right.
type exportSheet struct {
	*Controller
	dialog   *fynedialog.CustomDialog
	sides    *control.Sides
	unfollow func()
	formats  *catalogue
	pane     *pane
	scopes   []scope
	turn, ok *control.Button
	hidden   bool
}

// scope is a selection of articles.
type scope struct {
	title    string
	articles []model.ArticleID // nil for all
}

// Export asks for a format and a file, and exports articles to it. If only is empty, it proposes all
// articles.
func (c *Controller) Export(only ...model.ArticleID) {
	if c.hide != nil {
		return
	}
	c.win.Session().EndTyping()
	s := &exportSheet{Controller: c, scopes: c.scopesWith(only)}
	c.hide = s.close
	s.dialog = control.NewModal(lang.L("Export"), s.build(len(only) > 0), c.win.Window())
	cancel := control.NewButton(lang.L("Cancel"), s.close, s.close)
	s.turn = control.NewButton(lang.L("Details"), s.turnOver, s.close)
	s.ok = control.NewButton(lang.L("Export…"), s.accept, s.close)
	s.ok.Importance = widget.HighImportance
	s.dialog.SetButtons([]fyne.CanvasObject{cancel, s.turn, s.ok})
	s.dialog.SetOnClosed(s.closed)
	s.unfollow = control.Spread{
		Dialog: s.dialog, Window: c.win.Window(), After: c.win.After, Most: fyne.NewSize(68*theme.TextSize(), 46*theme.TextSize()),
		Fit: func(width float32) {
			s.sides.Fit(width)
			control.ShowIf(s.turn, s.sides.Narrow)
		},
	}.Follow()
	s.dialog.Show()
	c.win.Window().Canvas().Focus(s.formats.entry)
	s.formats.choose(c.prefs.ExportFormat())
	s.pane.show(s.formats.chosen()) // the list reports only another choice
}

// scopesWith returns the selections of articles that the dialog offers. If only is not empty, it is one
// of them, after all articles.
func (c *Controller) scopesWith(only []model.ArticleID) []scope {
	s := c.win.Session()
	all := []scope{{title: lang.L("All articles ({{.Count}})", map[string]any{"Count": words.Number(s.Articles())})}}
	switch {
	case len(only) > 1:
		all = append(all, scope{words.N("{{.Count}} selected articles", len(only)), only})
	case len(only) == 1:
		all = append(all, c.single(only[0]))
	}
	if doc := s.Document(); doc != nil && !(len(only) == 1 && only[0] == doc.ID) {
		all = append(all, c.single(doc.ID))
	}
	if filter := s.Filter(); filter != "" && s.Shown() > 0 {
		shown := scope{title: lang.L("Articles filtered by “{{.Filter}}”", map[string]any{"Filter": filter}) + " (" + words.Number(s.Shown()) + ")"}
		for i := range s.Shown() {
			shown.articles = append(shown.articles, s.Row(i).ID)
		}
		all = append(all, shown)
	}
	return all
}

// single returns the selection of one article.
func (c *Controller) single(id model.ArticleID) scope {
	sum, _ := c.win.Session().Summary(id)
	return scope{lang.L("Article: {{.Title}}", map[string]any{"Title": control.OneLine(sum.Heading())}), []model.ArticleID{id}}
}

func (s *exportSheet) build(some bool) fyne.CanvasObject {
	s.pane = newPane(s, some)
	s.formats = newCatalogue(offers(s.desk.Formats().ForProjects()), s.pane.show, s.accept, s.close)
	const share = 0.42
	s.sides = control.NewSides(s.formats.content, s.pane.content, share)
	return container.NewBorder(nil, widget.NewSeparator(), nil, nil, s.sides.Content)
}

func (s *exportSheet) close() { s.dialog.Hide() }

// closed is called when the dialog is closed in whatever way.
func (s *exportSheet) closed() {
	if s.hidden {
		return
	}
	s.hidden = true
	s.unfollow()
	s.pane.counts.stop()
	s.Controller.hide = nil
}

// turnOver shows the details in place of the formats, or the other way round.
func (s *exportSheet) turnOver() {
	s.sides.Turn()
	if s.sides.Over {
		s.turn.SetText(lang.L("Formats"))
		s.win.Window().Canvas().Focus(s.pane.articles)
		return
	}
	s.turn.SetText(lang.L("Details"))
	s.win.Window().Canvas().Focus(s.formats.entry)
}

// request returns what the dialog asks for, and false if no format is chosen.
func (s *exportSheet) request() (model.ExportRequest, offered, bool) {
	f, chosen := s.formats.chosen()
	return model.ExportRequest{Format: f.Key, Articles: s.pane.scope().articles, Analyst: s.pane.analyst(f.ExchangeFormat)}, f, chosen
}

// accept asks for a file and writes it.
func (s *exportSheet) accept() {
	x, f, chosen := s.request()
	if !chosen || s.ok.Disabled() {
		return
	}
	packed := !f.Folder || s.pane.packed()
	s.prefs.SetExportFormat(f.Key)
	if f.Folder {
		s.prefs.SetExportPacked(packed)
	}
	s.close()
	s.writeTo(x, f, packed)
}
