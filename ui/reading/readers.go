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
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
)

// besideCommands returns the commands that open a second reader and switch readers.
func (w *Window) besideCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "beside.toggle", Title: lang.L("Second Reader"), Group: command.View, Section: command.MarginSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyBackslash)},
			Disabled: w.needArticle, Run: w.toggleBeside,
		},
		{
			ID: "beside.switch", Title: lang.L("Go to the Other Reader"), Group: command.Go, Section: command.TrailSection,
			Keys:     []command.Key{command.Named(fyne.KeyF6), {Name: fyne.KeyTab, Mod: fyne.KeyModifierControl}},
			Disabled: w.needBeside, Run: w.switchReader,
		},
	}
}

func (w *Window) needBeside() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if w.session.Places() < 2 {
		return lang.L("There is one reader. {{.Key}} opens a second one beside it.", map[string]any{"Key": w.keyOf("beside.toggle")})
	}
	return ""
}

func (w *Window) toggleBeside() {
	w.unfocus()
	if w.session.Places() > 1 {
		w.session.CloseBeside()
		return
	}
	w.report(w.session.OpenBeside())
	w.status.SetNotice(lang.L("{{.Switch}} goes from one reader to the other. {{.Close}} closes the second.", map[string]any{
		"Switch": w.keyOf("beside.switch"), "Close": w.keyOf("beside.toggle"),
	}))
}

func (w *Window) switchReader() {
	w.unfocus()
	w.session.Activate((w.session.Active() + 1) % w.session.Places())
}

// leaf is a reader with its heading. Headings are visible if there are two readers.
type leaf struct {
	reader  *reader.Reader
	heading *heading
	content *fyne.Container
	shown   *model.Document // the document that the reader shows
}

// newLeaf returns the leaf of a place of the session.
func (w *Window) newLeaf(place int) *leaf {
	l := &leaf{reader: reader.New(), heading: newHeading(func() { w.session.Activate(place) })}
	l.reader.After = w.after
	l.content = container.NewBorder(l.heading, nil, nil, nil, l.reader)
	l.reader.OnTapped = func(unit int) {
		w.session.Activate(place)
		w.session.MoveTo(unit)
	}
	l.reader.OnMenu = func(unit, offset int, at fyne.Position) {
		w.session.Activate(place)
		w.sentenceMenu(unit, offset, at)
	}
	l.reader.OnEntered = w.tips.Leave // the list does not report that the pointer leaves
	return l
}

// newLeaves makes both readers. Only the first is visible.
func (w *Window) newLeaves() fyne.CanvasObject {
	w.split = nil
	w.leaves = [2]*leaf{w.newLeaf(0), w.newLeaf(1)}
	w.reader = w.leaves[0].reader
	w.leaves[0].heading.Hide()
	w.leaves[1].content.Hide()
	return container.New(sideBySide{}, w.leaves[0].content, widget.NewSeparator(), w.leaves[1].content)
}

// placesChanged shows a reader for each place and activates that of the active
// place.
func (w *Window) placesChanged() {
	two := w.session.Places() > 1
	w.reader = w.leaves[w.session.Active()].reader
	w.leaves[0].heading.Hidden = !two
	w.leaves[1].content.Hidden = !two
	for i := range w.session.Places() {
		w.refreshLeaf(i)
	}
	if !two {
		w.leaves[1].shown = nil
	}
	w.panes.SetWide(two)
	w.readers.Refresh()
	w.articleShown()
}

// refreshLeaf shows the document of place i in its reader.
func (w *Window) refreshLeaf(i int) {
	l, doc := w.leaves[i], w.session.DocumentAt(i)
	switch {
	case doc == nil:
		l.shown = nil
		return
	case doc != l.shown:
		l.reader.SetArticle(w.view(i), w.session.CursorAt(i))
		l.shown = doc
	default:
		l.reader.SetCurrent(w.session.CursorAt(i))
	}
	l.heading.set(doc.Heading(), i == w.session.Active())
}

// besideChanged updates the reader of a place that is not active.
func (w *Window) besideChanged(place int, e session.Event) {
	if place >= w.session.Places() { // the same step closed it
		return
	}
	l := w.leaves[place]
	switch e.(type) {
	case session.UnitChanged, session.SuggestionsChanged:
		l.reader.RefreshMarks()
	case session.StructureChanged:
		l.reader.Restructure(w.view(place), w.session.CursorAt(place))
		l.heading.set(w.session.DocumentAt(place).Heading(), false)
	default:
		l.shown = nil
		w.refreshLeaf(place)
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

// MinSize implements fyne.Layout. Two readers need no more room than one, so that
// the window can stay small.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// heading shows the title of the article in a reader and, by a coloured line above,
// whether the reader has the keys. A click activates the reader.
type heading struct {
	widget.BaseWidget
	tapped func()
	active bool
	line   *canvas.Rectangle
	back   *canvas.Rectangle
	title  *widget.Label
}

var (
	_ fyne.Widget   = (*heading)(nil)
	_ fyne.Tappable = (*heading)(nil)
)

func newHeading(tapped func()) *heading {
	h := &heading{
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

// headingLine is the thickness of the coloured line, in device-independent pixels.
const headingLine = 4

func (r *headingRenderer) Destroy() {}

func (r *headingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.back, r.h.line, r.h.title}
}

func (r *headingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(80, r.h.title.MinSize().Height+headingLine)
}

func (r *headingRenderer) Layout(size fyne.Size) {
	h := r.h
	h.back.Resize(size)
	h.line.Resize(fyne.NewSize(size.Width, headingLine))
	h.title.Move(fyne.NewPos(theme.Padding(), headingLine))
	h.title.Resize(fyne.NewSize(size.Width-2*theme.Padding(), size.Height-headingLine))
}

func (r *headingRenderer) Refresh() {
	h := r.h
	h.back.FillColor = look.Current(look.ColorPane)
	h.line.FillColor = look.Current(theme.ColorNameSeparator)
	if h.active {
		h.line.FillColor = look.Current(theme.ColorNamePrimary)
	}
	h.title.TextStyle.Bold = h.active
	h.title.Refresh()
	r.Layout(h.Size())
	canvas.Refresh(h)
}
