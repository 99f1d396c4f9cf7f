package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
)

// Selected returns the selected articles, in the order of the list.
func (c *Corpus) Selected() []model.ArticleID { return c.selection.In(c.session) }

// clicked selects the article of row i and opens it. With Ctrl or Shift it only
// changes the selection, and the list gets the focus.
func (c *Corpus) clicked(i int, mod fyne.KeyModifier) {
	at, heading := c.rowAt(i)
	if heading || at >= c.session.Shown() {
		return
	}
	ctrl, shift := mod&fyne.KeyModifierShortcutDefault != 0, mod&fyne.KeyModifierShift != 0
	id := c.session.Row(at).ID
	switch {
	case shift:
		c.selection.To(id, c.session, ctrl)
	case ctrl:
		c.selection.Toggle(id)
	default:
		c.selection.Only(id)
		c.host.LeaveList()
		c.host.OpenArticle(id)
		c.selectionChanged()
		return
	}
	c.host.Focus(c.list)
	c.selectionChanged()
}

func (c *Corpus) selectionChanged() {
	c.chosen = len(c.Selected())
	c.refreshCount()
	c.list.RefreshStates()
}

// menu opens the context menu of the selected articles. An article that is not
// selected is selected first.
func (c *Corpus) menu(i int, at fyne.Position) {
	row, heading := c.rowAt(i)
	if heading || row >= c.session.Shown() {
		return
	}
	if id := c.session.Row(row).ID; !c.selection.Has(id) {
		c.selection.Only(id)
		c.selectionChanged()
	}
	c.host.Focus(c.list)
	c.host.ArticleMenu(c.Selected(), at)
}

// drag shows what the dragged article would do where the pointer is.
func (c *Corpus) drag(i int, at fyne.Position) {
	row, heading := c.rowAt(i)
	if heading || row >= c.session.Shown() {
		return
	}
	text := c.session.Row(row).Heading()
	if landing := c.host.Landing(at); landing != "" {
		text = landing + "\n" + text
	}
	c.tips.Carry(text, at)
}

func (c *Corpus) drop(i int, at fyne.Position) {
	c.tips.Leave()
	row, heading := c.rowAt(i)
	if !heading && row < c.session.Shown() {
		c.host.Drop(c.session.Row(row).ID, at)
	}
}

// typed handles a key that is pressed while the list has the focus.
func (c *Corpus) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	c.tips.Leave()
	page := c.list.Page()
	switch k.Name {
	case fyne.KeyDown:
		c.move(1, mod)
	case fyne.KeyUp:
		c.move(-1, mod)
	case fyne.KeyPageDown:
		c.move(page, mod)
	case fyne.KeyPageUp:
		c.move(-page, mod)
	case fyne.KeyHome:
		c.choose(0, mod)
	case fyne.KeyEnd:
		c.choose(c.session.Shown()-1, mod)
	case fyne.KeyRight:
		c.unfold(c.selection.Lead(), true)
	case fyne.KeyLeft:
		c.unfold(c.selection.Lead(), false)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if lead := c.selection.Lead(); c.session.RowOf(lead) >= 0 {
			c.host.LeaveList()
			c.host.OpenArticle(lead)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		if ids := c.Selected(); len(ids) > 0 {
			c.host.RemoveArticles(ids)
		}
	case fyne.KeyEscape:
		c.selection.Only(c.shown.id)
		c.selectionChanged()
		c.host.LeaveList()
	case desktop.KeyMenu:
		c.menuOfLead()
	case fyne.KeyF10:
		if mod != fyne.KeyModifierShift {
			c.host.ListKey(k)
			return
		}
		c.menuOfLead()
	default:
		// Letters arrive as runes too, and do nothing.
		if name := string(k.Name); name[0] == 'F' && len(name) > 1 {
			c.host.ListKey(k)
		}
	}
}

// shortcut handles a shortcut that is pressed while the list has the focus.
func (c *Corpus) shortcut(s fyne.Shortcut) {
	c.tips.Leave()
	key, _ := command.OfShortcut(s)
	switch key {
	case command.Ctrl(fyne.KeyA):
		c.selection.All(c.session)
		c.selectionChanged()
	case command.Ctrl(fyne.KeyC):
		c.host.CopyTitles(c.Selected())
	case command.Ctrl(fyne.KeyDown):
		c.move(1, key.Mod)
	case command.Ctrl(fyne.KeyUp):
		c.move(-1, key.Mod)
	case command.Ctrl(fyne.KeySpace):
		if lead := c.selection.Lead(); lead != "" {
			c.selection.Toggle(lead)
			c.selectionChanged()
		}
	default:
		c.host.ListShortcut(s)
	}
}

// move chooses the article n rows further down.
func (c *Corpus) move(n int, mod fyne.KeyModifier) {
	row := c.session.RowOf(c.selection.Lead())
	if row < 0 && n < 0 {
		row = c.session.Shown()
	}
	c.choose(row+n, mod)
}

// choose makes an article the lead. Without a modifier it becomes the selection.
// With Shift the selection extends to it, and with Ctrl the selection stays.
func (c *Corpus) choose(row int, mod fyne.KeyModifier) {
	if c.session.Shown() == 0 {
		return
	}
	row = min(max(row, 0), c.session.Shown()-1)
	id := c.session.Row(row).ID
	switch {
	case mod&fyne.KeyModifierShift != 0:
		c.selection.To(id, c.session, false)
	case mod&fyne.KeyModifierShortcutDefault != 0:
		c.selection.Move(id)
	default:
		c.selection.Only(id)
	}
	c.list.Reveal(c.indexOf(row))
	c.selectionChanged()
}

func (c *Corpus) menuOfLead() {
	if row := c.session.RowOf(c.selection.Lead()); row >= 0 {
		i := c.indexOf(row)
		c.menu(i, c.list.RowPosition(i).AddXY(rowIndent, 0))
	}
}
