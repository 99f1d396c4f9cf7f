package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/model/origin"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
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
		var changes []align.Pair
		a, b := docs[of], docs[s.article.ID]
		if err == nil && a != nil && b != nil {
			changes = align.Documents(a, b)
		}
		c.win.Post(func() {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				c.win.Notice(explain.Error(err))
			case a == nil || b == nil:
				c.win.Notice(lang.L("The article was removed."))
			default:
				c.changesShown(a, b, changes)
			}
		})
	})
}

// changesShown shows changes in a dialog.
func (c *Controller) changesShown(a, b *model.Document, changes []align.Pair) {
	size := c.win.Window().Canvas().Size()
	width := min(760, size.Width-96)
	body := container.NewVBox()
	kept := 0
	as, bs := a.Sentences(), b.Sentences()
	text := func(doc *model.Document, all []model.Unit, i int, marks []wording.Difference) fyne.CanvasObject {
		p := newPassage()
		p.Resize(fyne.NewSize(width, 0))
		t := all[i].Span.Of(doc.Text)
		p.set(t, model.Span{End: len(t)}, marks)
		return p
	}
	for _, ch := range changes {
		switch ch.Kind {
		case align.Same:
			kept++
		case align.Changed:
			body.Add(small(lang.L("Changed")))
			body.Add(text(a, as, ch.A, ch.InA))
			body.Add(text(b, bs, ch.B, ch.InB))
		case align.Added:
			body.Add(small(lang.L("Added")))
			body.Add(text(b, bs, ch.B, nil))
		case align.Dropped:
			body.Add(small(lang.L("Dropped")))
			body.Add(text(a, as, ch.A, nil))
		default: // of a newer Assay
		}
	}
	body.Add(small(words.N("{{.Count}} sentences are the same.", kept)))
	body.Resize(fyne.NewSize(width, 0)) // labels wrap at this width
	scroll := container.NewVScroll(control.BesideBar(body))
	scroll.SetMinSize(fyne.NewSize(width+2*theme.ScrollBarSize(), min(body.MinSize().Height, size.Height*0.6)))
	title := lang.L("{{.Outlet}}, compared with {{.Other}}", map[string]any{
		"Outlet": outletNameOf(model.Summary{Article: b.Article}), "Other": outletNameOf(model.Summary{Article: a.Article}),
	})
	d := control.NewModal(title, scroll, c.win.Window())
	end := control.NewButton(lang.L("Close"), d.Hide, d.Hide)
	d.SetButtons([]fyne.CanvasObject{end})
	d.Show()
	c.win.Focus(end)
}
