package figures

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/figures"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/scope"
)

// open opens what the current cell counts: a search, an article, or statements.
func (c *Controller) open() {
	row, column := c.view.at()
	f := c.shown
	if c.busy || f == nil || row < 0 || row >= len(f.Rows) || column >= len(f.Columns) {
		return
	}
	if column < 0 {
		if f.Cross.Rows == figures.Article {
			c.win.Read(model.ArticleID(f.Rows[row].Key), 0)
		}
		return
	}
	if f.Count(row, column) == 0 {
		c.win.Notice(lang.L("There is nothing to open: the number is 0."))
		return
	}
	switch o := f.Open(row, column); {
	case len(o.Statements) == 1:
		c.win.ShowStatement(o.Statements[0])
	case len(o.Statements) > 1:
		c.chooseStatement(o.Statements)
	case o.Article != "":
		c.read(o.Article, row, column)
	case o.Query != "":
		c.win.Search(o.Query + " ")
	default:
		c.win.Notice(lang.L("No search can find exactly these. The number stands."))
	}
}

// chooseStatement asks which of several statements to show.
func (c *Controller) chooseStatement(ids []model.StatementID) {
	statements := c.win.Session().Compared().Statements
	var options []scope.Option
	for _, id := range ids {
		name := string(id)
		if s := statements.Stored(id); s != nil {
			name = s.Title
		}
		options = append(options, scope.Option{Title: strings.TrimSpace(name), Do: func() { c.win.ShowStatement(id) }})
	}
	scope.Ask(lang.L("Which statement to show"), options, c.win.Window())
}

// read shows the first sentence of an article that a cell counts by its label, or the article.
func (c *Controller) read(article model.ArticleID, row, column int) {
	f, p, ctx := c.shown, c.project, c.ctx
	value, other := f.Columns[column], f.Cross.Columns
	if f.Cross.Rows != figures.Article {
		value, other = f.Rows[row], f.Cross.Rows
	}
	counts := c.request.Counts(c.win.Session())
	c.win.Go(func() {
		offset := 0
		doc, err := p.Document(article)
		if err == nil && other == figures.Label && !value.None() {
			offset = firstLabelled(doc, model.LabelKey(value.Key), counts)
		}
		c.win.Post(func() {
			switch {
			case ctx.Err() != nil:
			case errors.Is(err, model.ErrNoArticle): // it has just been removed
			case err != nil:
				c.win.Report(err)
			default:
				c.win.Read(article, offset)
			}
		})
	})
}

// firstLabelled returns the byte offset of the first sentence of a document with a label by an
// analyst who counts, or 0.
func firstLabelled(doc *model.Document, label model.LabelKey, counts func(string) bool) int {
	for _, u := range doc.Sentences() {
		for _, a := range doc.Annotations[u.Span] {
			if a.Label == label && counts(a.Analyst) {
				return u.Span.Start
			}
		}
	}
	return 0
}

// openMenu opens the menu of the current cell.
func (c *Controller) openMenu(at fyne.Position) {
	groups := [][]command.ID{{openID}, {tableID, orderID, zeroID, sharesID}, {copyID, exportID}}
	var all [][]*command.Command
	for _, ids := range groups {
		var group []*command.Command
		for _, id := range ids {
			group = append(group, c.win.Commands().Find(id))
		}
		all = append(all, group)
	}
	c.win.ContextMenu(at, all...)
}
