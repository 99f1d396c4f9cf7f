package reading

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/reader"
)

// BesideCommands returns the commands that open and close the second reader and
// switch between the readers.
func (c *Controller) BesideCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "beside.toggle", Title: lang.L("Second Reader"), Group: command.View, Section: command.MarginSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyBackslash)},
			Disabled: c.win.NeedArticle, Run: c.toggleBeside,
			On: func() bool { return c.win.Session() != nil && c.win.Session().Places() > 1 },
		},
		{
			ID: "beside.switch", Title: lang.L("Switch Reader"), Group: command.Go, Section: command.TrailSection,
			Keys:     []command.Key{command.Named(fyne.KeyF6), {Name: fyne.KeyTab, Mod: fyne.KeyModifierControl}},
			Disabled: c.needBeside, Run: c.switchReader,
		},
	}
}

func (c *Controller) needBeside() string {
	if why := c.win.NeedArticle(); why != "" {
		return why
	}
	if c.win.Session().Places() < 2 {
		return lang.L("Only one reader is open. Press {{.Key}} to open a second one.", map[string]any{"Key": c.win.Key("beside.toggle")})
	}
	return ""
}

func (c *Controller) toggleBeside() {
	c.win.Unfocus()
	if c.win.Session().Places() > 1 {
		c.win.Session().CloseBeside()
		return
	}
	c.win.Report(c.win.Session().OpenBeside())
	c.win.Notice(lang.L("{{.Switch}} switches readers. {{.Close}} closes the second one.", map[string]any{
		"Switch": c.win.Key("beside.switch"), "Close": c.win.Key("beside.toggle"),
	}))
}

func (c *Controller) switchReader() {
	c.win.Unfocus()
	c.win.Session().Activate((c.win.Session().Active() + 1) % c.win.Session().Places())
}

// chooseArticle lets the analyst choose the article of a place.
func (c *Controller) chooseArticle(place int) {
	c.win.Unfocus()
	c.win.Session().Activate(place)
	c.win.ChooseArticle(func(id model.ArticleID) { c.win.Report(c.win.Session().Open(id)) })
}

// leaf is a reader with its heading. Headings are visible if there are two readers.
type leaf struct {
	reader  *reader.Reader
	heading *heading
	earlier *earlierBar
	content *fyne.Container
	shown   *model.Document // the document that the reader shows
}

// newLeaf returns the leaf of a place of the session.
func (c *Controller) newLeaf(place int) *leaf {
	activate := func() { c.win.Session().Activate(place) }
	l := &leaf{reader: reader.New(), heading: newHeading(c.tips, activate, func() { c.chooseArticle(place) }, func() {
		c.win.Unfocus()
		c.win.Session().ClosePlace(place)
	})}
	l.reader.After = c.win.After
	l.earlier = newEarlierBar(func() {
		activate()
		c.win.ShowNewest()
	}, func() {
		activate()
		c.win.ShowDifferences()
	})
	l.content = container.NewBorder(container.NewVBox(l.heading, l.earlier.content), nil, nil, nil, l.reader)
	l.reader.OnTapped = func(unit int) {
		activate()
		c.win.Session().MoveTo(unit)
	}
	l.reader.OnGhost = func(unit int) {
		activate()
		c.win.Session().MoveTo(unit)
		c.accept()
	}
	l.reader.OnNotes = func(unit int) {
		activate()
		c.win.Session().MoveTo(unit)
		c.win.WriteNote()
	}
	l.reader.OnGrade = func(unit int) {
		activate()
		c.tips.Leave()
		if unit < 0 {
			c.win.Grade(record.GradedArticle)
			return
		}
		c.win.Session().MoveTo(unit)
		c.win.Grade(record.GradedSentence)
	}
	l.reader.OnGradePointed = func(unit int, at fyne.Position) {
		if doc := c.win.Session().DocumentAt(place); doc != nil {
			c.tips.Rest(c.gradeTip(doc, unit), at)
		}
	}
	l.reader.OnGradeLeft = c.tips.Leave
	l.reader.OnSelected = func(span model.Span) {
		activate()
		c.win.Session().Select(span)
	}
	l.reader.OnMenu = func(unit, offset int, at fyne.Position) {
		activate()
		c.win.SentenceMenu(unit, offset, at)
	}
	l.reader.OnEntered = c.tips.Leave // the list does not report that the pointer has left it
	return l
}

// Open prepares the controller for a project that is being opened. It returns an
// object that holds both readers; only the first is visible.
func (c *Controller) Open(tips *panel.Tips) fyne.CanvasObject {
	c.split, c.tips = nil, tips
	c.leaves = [2]*leaf{c.newLeaf(0), c.newLeaf(1)}
	c.reader = c.leaves[0].reader
	c.leaves[0].heading.Hide()
	c.leaves[1].content.Hide()
	c.content = container.New(sideBySide{}, c.leaves[0].content, widget.NewSeparator(), c.leaves[1].content)
	return c.content
}

// PlacesChanged shows one or two readers for the places of the session, and makes
// the reader of the active place active.
func (c *Controller) PlacesChanged() {
	two := c.win.Session().Places() > 1
	c.reader = c.leaves[c.win.Session().Active()].reader
	c.leaves[0].heading.Hidden = !two
	c.leaves[1].content.Hidden = !two
	for i := range c.win.Session().Places() {
		c.refreshLeaf(i)
	}
	if !two {
		c.leaves[1].shown = nil
	}
	c.win.SetWide(two)
	c.content.Refresh()
	c.win.ArticleShown()
}

// RefreshMarks redraws the marks in all readers.
func (c *Controller) RefreshMarks() {
	for i := range c.win.Session().Places() {
		c.leaves[i].reader.RefreshMarks()
	}
}

// ArticleOpened shows the article of the active place at its cursor.
func (c *Controller) ArticleOpened() {
	active := c.win.Session().Active()
	c.leaves[active].shown = nil
	c.refreshLeaf(active)
}

// Restructured updates the active reader after units of its article have changed.
func (c *Controller) Restructured() {
	s := c.win.Session()
	c.reader.Restructure(c.view(s.Active()), s.Cursor())
	c.leaves[s.Active()].heading.set(s.Document().Heading(), true)
}

// Stop ends the background work of both readers.
func (c *Controller) Stop() {
	for _, l := range c.leaves {
		l.reader.Stop()
	}
}

// refreshLeaf shows the document of place i, if there is one, and its cursor in the
// reader of that place.
func (c *Controller) refreshLeaf(i int) {
	l, doc := c.leaves[i], c.win.Session().DocumentAt(i)
	c.sayEarlier(i)
	passive := i != c.win.Session().Active()
	if passive != l.reader.Passive {
		l.reader.Passive = passive
		l.reader.RefreshMarks()
	}
	switch {
	case doc == nil:
		l.shown = nil
		return
	case doc != l.shown:
		l.reader.SetArticle(c.view(i), c.win.Session().CursorAt(i))
		l.shown = doc
	default:
		l.reader.SetCurrent(c.win.Session().CursorAt(i))
	}
	l.heading.set(doc.Heading(), i == c.win.Session().Active())
}

// BesideChanged updates the reader of a place that is not active.
func (c *Controller) BesideChanged(place int, e session.Event) {
	if place >= c.win.Session().Places() { // the place has been closed in the meantime
		return
	}
	l := c.leaves[place]
	switch e.(type) {
	case session.UnitChanged, session.SuggestionsChanged:
		l.reader.RefreshMarks()
	case session.StructureChanged:
		l.reader.Restructure(c.view(place), c.win.Session().CursorAt(place))
		l.heading.set(c.win.Session().DocumentAt(place).Heading(), false)
	default:
		l.shown = nil
		c.refreshLeaf(place)
	}
}

// sideBySide lays out two readers with a line between them, or the first reader
// alone.
type sideBySide struct{}

// Layout implements fyne.Layout.
func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, line, second := objects[0], objects[1], objects[2]
	width := size.Width
	if !second.Visible() {
		line.Hide()
	} else {
		line.Show()
		width = float32(int(size.Width / 2))
		second.Move(fyne.NewPos(width+1, 0))
		second.Resize(fyne.NewSize(size.Width-width-1, size.Height))
		line.Move(fyne.NewPos(width, 0))
		line.Resize(fyne.NewSize(1, size.Height))
	}
	first.Move(fyne.Position{})
	first.Resize(fyne.NewSize(width, size.Height))
}

// MinSize implements fyne.Layout. It returns the size of one reader even if two are
// shown, so that the window can stay small.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// heading shows the title of the article in a reader, with buttons that choose
// another article and close the reader. The coloured line above it shows whether the
// reader is active. A click activates the reader.
type heading struct {
	widget.BaseWidget
	tapped func()
	active bool
	line   *canvas.Rectangle
	back   *canvas.Rectangle
	title  *widget.Label
	choose *panel.TipButton
	close  *panel.TipButton
}

var (
	_ fyne.Widget   = (*heading)(nil)
	_ fyne.Tappable = (*heading)(nil)
)

func newHeading(tips *panel.Tips, tapped, choose, shut func()) *heading {
	h := &heading{
		choose: panel.NewTipButton(tips, theme.MenuDropDownIcon(), "", func() string { return lang.L("Choose another article") }, choose),
		close:  panel.NewTipButton(tips, theme.CancelIcon(), "", func() string { return lang.L("Close this reader") }, shut),
		tapped: tapped, title: widget.NewLabel(""),
		line: canvas.NewRectangle(color.Transparent), back: canvas.NewRectangle(color.Transparent),
	}
	h.title.Truncation = fyne.TextTruncateEllipsis
	h.ExtendBaseWidget(h)
	return h
}

func (h *heading) set(title string, active bool) {
	h.title.Text, h.active = title, active
	h.Refresh()
}

// Tapped implements fyne.Tappable.
func (h *heading) Tapped(*fyne.PointEvent) { h.tapped() }

// CreateRenderer implements fyne.Widget.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

type headingRenderer struct{ h *heading }

// headingLine is the thickness of the coloured line in Fyne's units.
const headingLine = 4

func (r *headingRenderer) Destroy() {}

func (r *headingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.back, r.h.line, r.h.title, r.h.choose, r.h.close}
}

func (r *headingRenderer) MinSize() fyne.Size {
	buttons := r.h.choose.MinSize().Add(r.h.close.MinSize())
	return fyne.NewSize(80+buttons.Width, max(r.h.title.MinSize().Height, r.h.close.MinSize().Height)+headingLine)
}

func (r *headingRenderer) Layout(size fyne.Size) {
	h := r.h
	h.back.Resize(size)
	h.line.Resize(fyne.NewSize(size.Width, headingLine))
	// The button that chooses an article is right behind the title, the one that
	// closes the reader at the edge.
	height := size.Height - headingLine
	choose, shut := h.choose.MinSize().Width, h.close.MinSize().Width
	room := max(0, size.Width-2*theme.Padding()-choose-shut)
	title := min(room, fyne.MeasureText(h.title.Text, theme.TextSize(), h.title.TextStyle).Width+2*theme.InnerPadding()+1)
	h.title.Move(fyne.NewPos(theme.Padding(), headingLine))
	h.title.Resize(fyne.NewSize(title, height))
	h.choose.Move(fyne.NewPos(theme.Padding()+title, headingLine))
	h.choose.Resize(fyne.NewSize(choose, height))
	h.close.Move(fyne.NewPos(size.Width-shut-theme.Padding(), headingLine))
	h.close.Resize(fyne.NewSize(shut, height))
}

func (r *headingRenderer) Refresh() {
	h := r.h
	h.back.FillColor = look.Current(look.ColorPane)
	h.line.FillColor = look.Current(look.ColorPane)
	if h.active {
		h.line.FillColor = look.Current(look.ColorCurrent)
	}
	h.title.TextStyle.Bold = h.active
	h.title.Refresh()
	r.Layout(h.Size())
	canvas.Refresh(h)
}
