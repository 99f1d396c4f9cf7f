package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/origin"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/differences"
	"assay.app/assay/ui/explain"
)

// showChanges shows what an article changed of the one whose text it nearly has.
func (c *Controller) showChanges(s sourced) {
	of := model.ArticleID("")
	if s.proposal != nil {
		for _, e := range s.proposal.Because {
			if e.Kind == origin.NearIdentical {
				of = e.Of
			}
		}
	}
	if of == "" {
		c.win.Notice(lang.L("No other article has nearly this text."))
		return
	}
	p, ctx := c.project, c.ctx
	c.win.Go(func() {
		docs, err := readAll(ctx, p, []model.ArticleID{of, s.article.ID})
		var found differences.Compared
		a, b := docs[of], docs[s.article.ID]
		if err == nil && a != nil && b != nil {
			found = differences.Compare(a, b)
		}
		c.win.Post(func() {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				c.win.Notice(explain.Error(err))
			case a == nil || b == nil:
				c.win.Notice(lang.L("The article was removed."))
			default:
				c.changesShown(a, b, found)
			}
		})
	})
}

// changesShown shows how two articles differ in a dialog.
func (c *Controller) changesShown(a, b *model.Document, found differences.Compared) {
	size := c.win.Window().Canvas().Size()
	list := differences.NewList()
	n := found.Counts()
	said := control.Wrapped(differences.Sums(n))
	said.SizeName = theme.SizeNameCaptionText
	title := lang.L("{{.Outlet}}, compared with {{.Other}}", map[string]any{
		"Outlet": outletNameOf(model.Summary{Article: b.Article}), "Other": outletNameOf(model.Summary{Article: a.Article}),
	})
	d := control.NewModal(title, container.NewBorder(said, nil, nil, nil, list), c.win.Window())
	end := control.NewButton(lang.L("Close"), d.Hide, d.Hide)
	list.Focus = c.win.Focus
	list.OnRune, list.OnShortcut = func(rune) {}, func(fyne.Shortcut) {}
	list.OnKey = func(k *fyne.KeyEvent) {
		switch k.Name {
		case fyne.KeyEscape:
			d.Hide()
		case fyne.KeyTab:
			c.win.Focus(end)
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			list.Open()
		}
	}
	d.SetButtons([]fyne.CanvasObject{end})
	d.Resize(fyne.NewSize(min(900, size.Width-48), size.Height*0.8))
	d.Show()
	list.Set(found)
	c.win.Focus(list)
}
