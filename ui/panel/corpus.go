package panel

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// Corpus is the list of articles with its filter and order.
type Corpus struct {
	Content fyne.CanvasObject

	// OnOpen is called when an article is chosen.
	OnOpen func(id model.ArticleID)
	// OnLeave is called when the article should receive key presses again.
	OnLeave func()
	// OnFiltering is called when the filter gets or loses the focus, if it is set.
	OnFiltering func(bool)

	session  *session.Session
	list     *list
	filter   *leavable
	order    *choice
	count    *widget.Label
	whose    *widget.Label
	empty    *widget.Label
	counting *fyne.Container // the count and the order
	quiet    bool            // the program, not the analyst, is changing the selection
	keys     CorpusKeys
}

// CorpusKeys holds the keys shown in the list. An unbound key is "".
type CorpusKeys struct{ Filter, Add string }

// orderNames returns the names of the orders, indexed by session.Order.
func orderNames() []string {
	return []string{
		session.ByImport: lang.L("Import order"), session.ByOutlet: lang.L("Outlet"), session.ByDate: lang.L("Date"),
		session.ByProgress: lang.L("Progress"), session.ByTitle: lang.L("Title"),
	}
}

// NewCorpus returns the list of a session's articles.
func NewCorpus(s *session.Session, tips *Tips, shortcut Shortcut) *Corpus {
	c := &Corpus{session: s}
	c.list = newList(c.length, func() fyne.CanvasObject { return newRow(s.Codebook()) }, c.fillRow)
	c.list.HideSeparators = true
	c.list.OnSelected = c.openRow
	c.list.OnHighlighted = func(i int) { c.showTip(tips, i) }
	c.filter = newLeavable(c.leave, shortcut)
	c.filter.OnChanged = s.SetFilter
	c.filter.writing = func(on bool) {
		if c.OnFiltering != nil {
			c.OnFiltering(on)
		}
	}
	c.filter.OnSubmitted = func(string) {
		if s.Shown() > 0 && c.OnOpen != nil {
			c.OnOpen(s.Row(0).ID)
		}
		c.leave()
	}
	c.order = newChoice(orderNames(), nil)
	c.order.SetSelectedIndex(int(s.Order()))
	c.order.OnChanged = func(string) {
		s.SetOrder(session.Order(c.order.SelectedIndex()))
		c.leave()
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

// fillRow shows row i in o.
func (c *Corpus) fillRow(i int, o fyne.CanvasObject) {
	if i >= c.length() {
		return
	}
	at, heading := c.rowAt(i)
	if heading {
		o.(*row).head(c.headingOf(at))
		return
	}
	o.(*row).set(c.session.Row(at))
}

// openRow opens the article of row i. A heading cannot be selected.
func (c *Corpus) openRow(i int) {
	if c.quiet || i >= c.length() {
		return
	}
	at, heading := c.rowAt(i)
	if heading {
		c.ShowOpen()
		return
	}
	id := c.session.Row(at).ID
	c.leave()
	if c.OnOpen != nil {
		c.OnOpen(id)
	}
}

// showTip shows the tooltip of row i, unless the row is a heading or the keyboard
// moves through the list.
func (c *Corpus) showTip(tips *Tips, i int) {
	keyboard := onCanvas(c.list) != nil && onCanvas(c.list).Focused() == c.list
	if i < 0 || i >= c.length() || keyboard {
		tips.Leave()
		return
	}
	at, heading := c.rowAt(i)
	if heading {
		tips.Leave()
		return
	}
	sum := c.session.Row(at)
	height := newRow(c.session.Codebook()).MinSize().Height + theme.Padding()
	y := float32(i+1)*height - c.list.GetScrollOffset()
	tips.Rest(sum.Heading()+"\n"+facts(sum.Metadata, " · "),
		fyne.CurrentApp().Driver().AbsolutePositionForObject(c.list).AddXY(rowIndent, y))
}

// leave calls OnLeave, if set.
func (c *Corpus) leave() {
	if c.OnLeave != nil {
		c.OnLeave()
	}
}

// SetKeys sets the keys shown in the list.
func (c *Corpus) SetKeys(keys CorpusKeys) {
	c.keys = keys
	c.filter.SetPlaceHolder(withKey(lang.L("Filter articles"), keys.Filter))
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

// Unfilter clears the filter, and reports whether there was one.
func (c *Corpus) Unfilter() bool {
	if c.filter.Text == "" {
		return false
	}
	c.filter.SetText("")
	return true
}

// Refresh updates the list and selects the open article.
func (c *Corpus) Refresh() {
	c.refreshCount()
	c.empty.Hide()
	if c.session.Shown() == 0 {
		c.empty.SetText(c.whyEmpty())
		c.empty.Show()
	}
	c.list.Refresh()
	c.ShowOpen()
}

// refreshCount updates the text above the list, which says how many articles there
// are and how many of them are shown.
func (c *Corpus) refreshCount() {
	shown, all := c.session.Shown(), c.session.Articles()
	text := words.N("{{.Count}} articles", all)
	if total := c.session.Total(); total.Done() {
		text = lang.L("{{.Articles}}, all done", map[string]any{"Articles": text})
	}
	if shown != all {
		text = words.N("{{.Shown}} of {{.Count}} articles", all, map[string]any{"Shown": words.Number(shown)})
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
		return lang.L("No article's title, outlet or byline matches. Esc in the filter box shows all of them again.")
	case c.keys.Add == "":
		return lang.L("There are no articles yet. Drop files here.")
	}
	return lang.L("There are no articles yet. Drop files here, or add them with {{.Key}}.", map[string]any{"Key": c.keys.Add})
}

// RefreshRow updates the row of an article, if the list shows it, and the count
// above the list.
func (c *Corpus) RefreshRow(id model.ArticleID) {
	c.refreshCount()
	if row := c.session.RowOf(id); row >= 0 {
		c.list.RefreshItem(c.indexOf(row))
	}
}

// ShowOpen selects the row of the open article and scrolls to it. If the list does
// not show the article, ShowOpen clears the selection.
func (c *Corpus) ShowOpen() {
	c.quiet = true
	defer func() { c.quiet = false }()
	doc := c.session.Document()
	if doc == nil {
		c.list.UnselectAll()
		return
	}
	if row := c.session.RowOf(doc.ID); row >= 0 {
		c.list.Select(c.indexOf(row))
		return
	}
	c.list.UnselectAll()
}

// row shows one article, or the heading of a group.
type row struct {
	widget.BaseWidget
	state *canvas.Circle
	title *widget.Label
	facts *widget.Label
	tally *widget.Label
	bar   *progressBar
	group *widget.Label // heading of a group, shown instead of an article
}

var _ fyne.Widget = (*row)(nil)

func newRow(book model.Codebook) *row {
	r := &row{
		state: canvas.NewCircle(look.Current(theme.ColorNameSeparator)),
		title: widget.NewLabel(""),
		facts: widget.NewLabel(""),
		tally: widget.NewLabel(""),
		bar:   newProgressBar(book),
		group: widget.NewLabel(""),
	}
	r.group.Truncation = fyne.TextTruncateEllipsis
	r.group.Importance = widget.HighImportance
	r.group.TextStyle.Bold = true
	r.group.Hide()
	r.title.Truncation = fyne.TextTruncateEllipsis
	r.title.TextStyle.Bold = true
	r.facts.Truncation = fyne.TextTruncateEllipsis
	r.facts.SizeName = theme.SizeNameCaptionText
	r.tally.SizeName = theme.SizeNameCaptionText
	r.tally.Alignment = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) head(text string) {
	r.group.SetText(text)
	r.show(true)
}

// show makes visible either the heading of a group or the parts of an article.
func (r *row) show(heading bool) {
	r.group.Hidden = !heading
	for _, o := range []fyne.CanvasObject{r.state, r.title, r.facts, r.tally, r.bar} {
		if heading {
			o.Hide()
		} else {
			o.Show()
		}
	}
}

func (r *row) set(sum model.Summary) {
	r.show(false)
	r.title.SetText(sum.Heading())
	r.facts.SetText(facts(sum.Metadata, " · "))
	p := sum.Progress
	r.tally.SetText(fmt.Sprintf("%d/%d", p.Tagged(), p.Sentences))
	r.bar.set(p)
	ink := look.Current(theme.ColorNameSeparator)
	switch {
	case p.Done():
		ink = look.Current(theme.ColorNameSuccess)
	case p.Tagged() > 0:
		ink = look.Current(theme.ColorNamePrimary)
	}
	r.state.StrokeColor, r.state.StrokeWidth = ink, 2
	r.state.FillColor = nil
	if p.Done() || p.Tagged() > 0 {
		r.state.FillColor = ink
	}
	r.state.Refresh()
}

// facts returns the outlet and the date of publication, separated by sep. If
// neither is known, it returns the dateline. Without a dateline, it returns a text
// for an unknown outlet.
func facts(m model.Metadata, sep string) string {
	out := ""
	for _, part := range []string{m.Outlet, m.Published} {
		if part == "" {
			continue
		}
		if out != "" {
			out += sep
		}
		out += part
	}
	switch {
	case out != "":
		return out
	case m.Dateline != "":
		return m.Dateline
	}
	return lang.L("outlet unknown")
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &rowRenderer{row: r, objects: []fyne.CanvasObject{r.state, r.title, r.facts, r.tally, r.bar, r.group}}
}

type rowRenderer struct {
	row     *row
	objects []fyne.CanvasObject
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *rowRenderer) Destroy()                     {}
func (r *rowRenderer) Refresh()                     { canvas.Refresh(r.row) }

// Sizes in a row. The row has two lines of text, whose padding overlaps, and a bar
// below them.
const (
	rowIndent  = 24
	rowOverlap = 12
	stateSize  = 8
)

func (r *rowRenderer) MinSize() fyne.Size {
	h := r.row.title.MinSize().Height + r.row.facts.MinSize().Height - rowOverlap + barHeight + 4
	return fyne.NewSize(160, h)
}

func (r *rowRenderer) Layout(size fyne.Size) {
	w := r.row
	titleHeight, factsHeight := w.title.MinSize().Height, w.facts.MinSize().Height
	tallyWidth := w.tally.MinSize().Width
	inner := size.Width - rowIndent + 4
	w.state.Move(fyne.NewPos(10, titleHeight/2-stateSize/2))
	w.state.Resize(fyne.NewSize(stateSize, stateSize))
	w.title.Move(fyne.NewPos(rowIndent-4, 0))
	w.title.Resize(fyne.NewSize(inner, titleHeight))
	y := titleHeight - rowOverlap
	w.facts.Move(fyne.NewPos(rowIndent-4, y))
	w.facts.Resize(fyne.NewSize(inner-tallyWidth, factsHeight))
	w.tally.Move(fyne.NewPos(size.Width-tallyWidth, y))
	w.tally.Resize(fyne.NewSize(tallyWidth, factsHeight))
	w.bar.Move(fyne.NewPos(rowIndent+4, y+factsHeight-4))
	w.bar.Resize(fyne.NewSize(size.Width-rowIndent-12, barHeight))
	w.group.Move(fyne.NewPos(0, size.Height-titleHeight)) // close to its articles
	w.group.Resize(fyne.NewSize(size.Width, titleHeight))
}
