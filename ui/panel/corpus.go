package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// Corpus is the list of articles with its filter and order.
type Corpus struct {
	Content fyne.CanvasObject

	// OnFiltering is called when the filter gets or loses the focus, if it is set.
	OnFiltering func(bool)
	// OnListing is called when the list gets or loses the focus, if it is set.
	OnListing func(bool)

	host      CorpusHost
	session   *session.Session
	tips      *Tips
	list      *rows.List
	selection rows.Selection
	chosen    int    // the number of selected articles that are shown, which is slow to count
	shown     listed // what ShowOpen showed last
	filter    *leavable
	order     *choice
	count     *widget.Label
	whose     *widget.Label
	empty     *widget.Label
	counting  *fyne.Container // the count and the order
	keys      CorpusKeys
}

// listed is where the list showed the open article.
type listed struct {
	id  model.ArticleID
	row int
}

// CorpusHost is what the list needs from the window. Articles are in the order of
// the list.
type CorpusHost interface {
	// OpenArticle opens an article in the active reader.
	OpenArticle(id model.ArticleID)
	// LeaveList is called when the article should receive key presses again.
	LeaveList()
	// RemoveArticles removes articles, after a question if there are several.
	RemoveArticles(ids []model.ArticleID)
	// CopyTitles copies the titles of articles.
	CopyTitles(ids []model.ArticleID)
	// ArticleMenu opens the context menu of articles at a position on the canvas.
	ArticleMenu(ids []model.ArticleID, at fyne.Position)
	// Landing returns what would happen to an article dropped at a position on the
	// canvas, or "" if nothing would. Drop drops it there.
	Landing(at fyne.Position) string
	Drop(id model.ArticleID, at fyne.Position)
	// SetOrder saves the order of the list.
	SetOrder(session.Order)
	// Focus focuses an object.
	Focus(fyne.Focusable)
	// Shortcut handles a shortcut that was pressed in an entry, and reports whether
	// it did. ListShortcut handles one that was pressed in the list.
	Shortcut(fyne.Shortcut) bool
	ListShortcut(fyne.Shortcut)
	// LeftOn returns how much work is left on an older version of an article, and false if
	// that is not known yet.
	LeftOn(id model.ArticleID) (n int, known bool)
	// ListKey handles a key without a meaning in the list, such as F9.
	ListKey(*fyne.KeyEvent)
}

// CorpusKeys holds the keys shown in the list. An unbound key is "".
type CorpusKeys struct{ Filter, Add string }

// orderNames returns the names of the orders, indexed by session.Order.
func orderNames() []string {
	return []string{
		session.ByImport: lang.L("Date added"), session.ByOutlet: lang.L("Outlet"), session.ByDate: lang.L("Date published"),
		session.ByProgress: lang.L("Progress"), session.ByTitle: lang.L("Title"), session.ByOrigin: lang.L("Origin"),
	}
}

// NewCorpus returns the list of a session's articles.
func NewCorpus(s *session.Session, tips *Tips, host CorpusHost) *Corpus {
	c := &Corpus{session: s, tips: tips, host: host}
	c.list = rows.New(source{c})
	c.list.OnClick = c.clicked
	c.list.OnMenu = c.menu
	c.list.OnDrag = c.drag
	c.list.OnDrop = c.drop
	c.list.OnEnter = c.showTip
	c.list.OnLeave = tips.Leave
	c.list.OnKey = c.typed
	c.list.OnShortcut = c.shortcut
	c.list.OnFocus = func(on bool) {
		if c.OnListing != nil {
			c.OnListing(on)
		}
	}
	c.filter = newLeavable(host.LeaveList, host.Shortcut)
	c.filter.down = c.FocusList
	c.filter.OnChanged = s.SetFilter
	c.filter.writing = func(on bool) {
		if c.OnFiltering != nil {
			c.OnFiltering(on)
		}
	}
	c.filter.OnSubmitted = func(string) {
		if s.Shown() > 0 {
			host.OpenArticle(s.Row(0).ID)
		}
		host.LeaveList()
	}
	c.order = newChoice(orderNames(), nil)
	c.order.SetSelectedIndex(int(s.Order()))
	c.order.OnChanged = func(string) {
		order := session.Order(c.order.SelectedIndex())
		s.SetOrder(order)
		host.SetOrder(order)
		host.LeaveList()
	}
	c.count = widget.NewLabel("")
	c.count.SizeName = theme.SizeNameCaptionText
	c.empty = widget.NewLabel("")
	c.empty.Wrapping = fyne.TextWrapWord
	c.empty.Alignment = fyne.TextAlignCenter
	c.counting = container.New(sideBySide{first: true}, c.count, c.order)
	c.whose = caption()
	c.whose.Hide()
	head := container.NewVBox(c.filter, c.counting, c.whose)
	c.Content = container.NewBorder(
		container.NewPadded(head), nil, nil, nil,
		container.NewStack(container.NewPadded(container.NewVBox(c.empty)), c.list),
	)
	c.SetKeys(CorpusKeys{})
	return c
}

// SetKeys sets the keys shown in the list.
func (c *Corpus) SetKeys(keys CorpusKeys) {
	c.keys = keys
	c.filter.setHints(withKey(lang.L("Filter articles"), keys.Filter), lang.L("Filter articles"))
	c.Refresh()
}

// SetWhose shows a text that says whose labels the list counts. An empty text is
// hidden.
func (c *Corpus) SetWhose(text string) {
	if text != c.whose.Text {
		c.whose.SetText(text)
		c.whose.Hidden = text == ""
		c.Content.Refresh()
	}
}

// NextOrder sorts the list in the next order; the first follows the last.
func (c *Corpus) NextOrder() {
	c.order.SetSelectedIndex((int(c.session.Order()) + 1) % len(c.order.Options))
}

// Filter returns the entry that filters the list.
func (c *Corpus) Filter() fyne.Focusable { return c.filter }

// FocusList gives the list the keyboard focus.
func (c *Corpus) FocusList() {
	c.host.Focus(c.list)
	if lead := c.session.RowOf(c.selection.Lead()); lead >= 0 {
		c.list.Reveal(c.indexOf(lead))
	} else if c.session.Shown() > 0 {
		c.choose(0, 0)
	}
}

// Unfilter clears the filter, and reports whether there was one.
func (c *Corpus) Unfilter() bool {
	if c.filter.Text == "" {
		return false
	}
	c.filter.SetText("")
	return true
}

// Refresh updates the list and shows the open article.
func (c *Corpus) Refresh() {
	c.empty.Hide()
	if c.session.Shown() == 0 {
		c.empty.SetText(c.whyEmpty())
		c.empty.Show()
	}
	c.ShowOpen()
	if c.chosen = len(c.Selected()); c.chosen == 0 {
		c.selection.Only(c.shown.id)
	}
	c.refreshCount()
	c.list.Refresh()
}

// refreshCount updates the text above the list, which says how many articles there
// are, and how many of them are shown or selected.
func (c *Corpus) refreshCount() {
	shown, all := c.session.Shown()-c.session.ShownOlder(), c.session.Articles()
	text := words.N("{{.Count}} articles", all)
	if total := c.session.Total(); total.Done() {
		text = lang.L("{{.Articles}}, all done", map[string]any{"Articles": text})
	}
	if shown != all {
		text = words.N("{{.Shown}} of {{.Count}} articles", all, map[string]any{"Shown": words.Number(shown)})
	}
	if c.chosen > 1 {
		text = words.N("{{.Selected}} of {{.Count}} selected", c.session.Shown(), map[string]any{"Selected": words.Number(c.chosen)})
	}
	if text != c.count.Text {
		c.count.SetText(text)
		c.counting.Refresh() // the text may need more lines
	}
}

// whyEmpty returns the reason why the list is empty, and what to do about it.
func (c *Corpus) whyEmpty() string {
	switch {
	case c.session.Articles() > 0:
		return lang.L("No articles match. Press Esc in the filter to show all.")
	case c.keys.Add == "":
		return lang.L("No articles yet. Drop files here to add them.")
	}
	return lang.L("No articles yet. Drop files here, or press {{.Key}} to add them.", map[string]any{"Key": c.keys.Add})
}

// RefreshRow updates the row of an article, if the list shows it, and the count
// above the list.
func (c *Corpus) RefreshRow(id model.ArticleID) {
	c.refreshCount()
	if row := c.session.RowOf(id); row >= 0 {
		c.list.RefreshRow(c.indexOf(row))
	}
}

// RefreshRows updates all rows that the list shows.
func (c *Corpus) RefreshRows() { c.list.Refresh() }

// ShowOpen selects the open article and scrolls to it if another article was open
// before, or if its row has moved.
func (c *Corpus) ShowOpen() {
	now := listed{row: -1}
	if doc := c.session.Document(); doc != nil {
		now = listed{doc.ID, c.session.RowOf(doc.ID)}
	}
	if now == c.shown {
		return
	}
	if now.id != c.shown.id {
		c.selection.Only(now.id)
	}
	c.shown = now
	if now.row >= 0 {
		c.list.Reveal(c.indexOf(now.row))
	}
	c.list.RefreshStates()
}

// showTip shows the tooltip of row i.
func (c *Corpus) showTip(i int, row fyne.CanvasObject) {
	at, heading := c.rowAt(i)
	if heading || at >= c.session.Shown() {
		return
	}
	sum := c.session.Row(at)
	p := sum.Progress
	text := sum.Heading() + "\n" + facts(sum.Metadata, " · ") + "\n" +
		lang.L("{{.Done}} of {{.Total}} sentences tagged", map[string]any{"Done": p.Tagged(), "Total": p.Sentences})
	if grade := c.session.ArticleGrade(sum.ID); grade.Letter != nil {
		text += "\n" + InForceTip(grade, record.GradedArticle)
	}
	text = words.Lines(text, c.versionsTip(sum.ID))
	c.tips.Rest(text,
		fyne.CurrentApp().Driver().AbsolutePositionForObject(row).AddXY(rowIndent, row.Size().Height))
}
