package compare

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// heading shows the names of the outlets and, above those that share an origin, the origin with
// a line over all of them.
type heading struct {
	widget.BaseWidget
	m       *matrix
	back    *canvas.Rectangle
	line    *canvas.Rectangle
	corner  *control.MarkedText
	names   []*control.MarkedText
	origins []*originHead
	objects []fyne.CanvasObject
	over    int // the column under the pointer, or overNone
}

// originHead is the head over the outlets of one origin.
type originHead struct {
	name *control.MarkedText
	line *canvas.Rectangle
}

// overNone is not a column.
const overNone = -2

var (
	_ fyne.Tappable     = (*heading)(nil)
	_ fyne.Scrollable   = (*heading)(nil)
	_ desktop.Hoverable = (*heading)(nil)
)

func newHeading(m *matrix) *heading {
	h := &heading{
		m: m, over: overNone, corner: control.NewMarkedText(theme.SizeNameCaptionText),
		back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
	}
	h.corner.Bold = true
	h.objects = []fyne.CanvasObject{h.back, h.line, h.corner}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped implements fyne.Tappable. It makes the column current.
func (h *heading) Tapped(e *fyne.PointEvent) {
	h.m.tips.Leave()
	h.m.choose(h.m.row, h.m.columns().under(e.Position.X, h.m.outlets()))
}

// Scrolled implements fyne.Scrollable.
func (h *heading) Scrolled(e *fyne.ScrollEvent) { h.m.scrolled(e) }

// MouseIn implements desktop.Hoverable.
func (h *heading) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable. It shows the tip of the column under the pointer.
func (h *heading) MouseMoved(e *desktop.MouseEvent) {
	c, n := h.m.columns(), h.m.outlets()
	column := c.under(e.Position.X, n)
	if column == h.over {
		return
	}
	h.over = column
	h.m.tips.Leave()
	if x, _, ok := c.place(column, n); ok && column >= 0 && column < n {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h)
		h.m.tips.Rest(h.tip(column), at.AddXY(x, h.Size().Height+4))
	}
}

// tip returns the text about an outlet.
func (h *heading) tip(column int) string {
	t := h.m.of.table
	o := t.Outlets[column]
	text := words.Lines(outletName(o), words.N("{{.Count}} articles", o.Articles))
	for _, head := range t.Heads {
		if column >= head.From && column < head.To && head.Origin != (model.Origin{}) {
			text = words.Lines(text, lang.L("Origin of most articles: {{.Origin}}", map[string]any{"Origin": words.Origin(head.Origin)}))
		}
	}
	return text
}

// MouseOut implements desktop.Hoverable.
func (h *heading) MouseOut() {
	h.over = overNone
	h.m.tips.Leave()
}

// CreateRenderer implements fyne.Widget.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

type headingRenderer struct{ h *heading }

func (r *headingRenderer) Destroy()                     {}
func (r *headingRenderer) Objects() []fyne.CanvasObject { return r.h.objects }

// MinSize implements fyne.WidgetRenderer. It has two lines.
func (r *headingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, 2*r.h.corner.MinSize().Height+2*rowPad)
}

// namePad is the space beside the name of an outlet, in device-independent pixels.
const namePad = 4

func (r *headingRenderer) Layout(size fyne.Size) {
	h := r.h
	h.back.Resize(size)
	h.line.Move(fyne.NewPos(0, size.Height-1))
	h.line.Resize(fyne.NewSize(size.Width, 1))
	h.back.FillColor, h.line.FillColor = look.Current(theme.ColorNameHeaderBackground), look.Current(theme.ColorNameInputBorder)
	small := h.corner.MinSize().Height
	c := h.m.columns()
	h.corner.Set(lang.L("Statement"), nil, theme.ColorNameForeground)
	h.corner.Move(fyne.NewPos(sidePad, rowPad+small))
	h.corner.Resize(fyne.NewSize(max(0, c.title-2*sidePad), small))
	for i, p := range c.places {
		if i == len(h.names) {
			name := control.NewMarkedText(theme.SizeNameCaptionText)
			h.names = append(h.names, name)
			h.objects = append(h.objects, name)
		}
		name := h.names[i]
		name.Bold = p.column == h.m.column
		name.Show()
		name.Move(fyne.NewPos(p.x+namePad, rowPad+small))
		name.Resize(fyne.NewSize(max(0, p.width-2*namePad), small))
		name.Set(outletName(h.m.of.table.Outlets[p.column]), nil, theme.ColorNameForeground)
	}
	for _, name := range h.names[min(len(c.places), len(h.names)):] {
		name.Hide()
	}
	h.layOrigins(c, small)
}

// layOrigins shows the visible parts of the heads of origins.
func (h *heading) layOrigins(c columns, small float32) {
	used := 0
	if t := h.m.of.table; t != nil && len(c.places) > 0 {
		first, last := c.places[0], c.places[len(c.places)-1]
		for _, head := range t.Heads {
			from, to := max(head.From, first.column), min(head.To-1, last.column)
			if from > to || head.Origin == (model.Origin{}) || head.Origin.Kind == model.OwnReporting && head.To-head.From == 1 {
				continue
			}
			x, end := c.places[from-first.column].x, c.places[to-first.column].x+first.width
			h.originHead(used, head, x, end-x, small)
			used++
		}
	}
	for _, o := range h.origins[used:] {
		o.name.Hide()
		o.line.Hide()
	}
}

// originHead shows the head with an index.
func (h *heading) originHead(i int, head compare.Head, x, width, small float32) {
	if i == len(h.origins) {
		o := &originHead{control.NewMarkedText(theme.SizeNameCaptionText), canvas.NewRectangle(color.Transparent)}
		h.origins = append(h.origins, o)
		h.objects = append(h.objects, o.name, o.line)
	}
	o := h.origins[i]
	o.name.Show()
	o.name.Move(fyne.NewPos(x+namePad, rowPad/2))
	o.name.Resize(fyne.NewSize(max(0, width-2*namePad), small))
	o.name.Set(words.Origin(head.Origin), nil, look.ColorDim)
	o.line.Show()
	o.line.FillColor = look.Current(look.ColorDim)
	o.line.Move(fyne.NewPos(x+namePad, rowPad/2+small))
	o.line.Resize(fyne.NewSize(max(0, width-2*namePad), theme.Size(theme.SizeNameSeparatorThickness)))
}

func (r *headingRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
