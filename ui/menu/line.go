package menu

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Signs in a menu. The fonts of package assets have both.
const (
	tick  = "✓"
	arrow = "›"
)

// Line is a line of an open menu that shows an item.
type Line struct {
	widget.BaseWidget
	Item  Item
	panel *panel
	at    int // index in the panel
}

var (
	_ fyne.Tappable     = (*Line)(nil)
	_ fyne.Accessible   = (*Line)(nil)
	_ desktop.Hoverable = (*Line)(nil)
	_ desktop.Mouseable = (*Line)(nil)
)

func newLine(item Item, p *panel, at int) *Line {
	l := &Line{Item: item, panel: p, at: at}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *Line) Tapped(*fyne.PointEvent) { l.panel.open.choose(l) }

// MouseIn implements desktop.Hoverable.
func (l *Line) MouseIn(*desktop.MouseEvent) { l.panel.open.hover(l) }

// MouseMoved implements desktop.Hoverable.
func (l *Line) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *Line) MouseOut() { l.panel.open.leave(l) }

// MouseDown implements desktop.Mouseable.
func (l *Line) MouseDown(*desktop.MouseEvent) {}

// MouseUp implements desktop.Mouseable. A mouse button that is pressed on the bar and
// released on a line chooses it. That happens a moment later: Fyne takes the focus from
// an entry that has it again when MouseUp returns.
func (l *Line) MouseUp(*desktop.MouseEvent) {
	if o := l.panel.open; o.released() {
		o.win.After(0, func() { o.choose(l) })
	}
}

// Selected reports whether the arrows or the pointer have selected the line.
func (l *Line) Selected() bool { return l.panel.at == l.at }

// AccessibilityLabel implements fyne.Accessible.
func (l *Line) AccessibilityLabel() string {
	text := l.Item.Title
	if l.Item.On {
		text = lang.L("{{.Item}}, on", map[string]any{"Item": text})
	}
	if l.Item.Key != "" {
		text += ", " + l.Item.Key
	}
	if l.Item.Why != "" {
		text += ", " + l.Item.Why
	}
	return text
}

// AccessibilityRole implements fyne.Accessible.
func (l *Line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	text := func(s string) *canvas.Text { return canvas.NewText(s, color.Transparent) }
	r := &lineRenderer{
		line: l, back: canvas.NewRectangle(color.Transparent),
		tick: text(""), title: text(l.Item.Title), key: text(l.Item.Key),
	}
	if l.Item.On {
		r.tick.Text = tick
	}
	if l.Item.Menu != nil {
		r.key.Text = arrow
	}
	r.style()
	return r
}

type lineRenderer struct {
	line             *Line
	back             *canvas.Rectangle
	tick, title, key *canvas.Text
}

// Sizes of a line, in device-independent pixels.
const (
	linePad = 3  // above and below the text
	edgePad = 8  // beside the texts
	keyGap  = 28 // the least gap between title and key
)

// tickRoom returns the width of the column of ticks.
func tickRoom() float32 { return theme.TextSize() + 6 }

func (r *lineRenderer) Destroy() {}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.tick, r.title, r.key}
}

func measure(text string) fyne.Size {
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{})
}

func (r *lineRenderer) MinSize() fyne.Size {
	title := measure(r.line.Item.Title)
	width := edgePad + tickRoom() + title.Width + edgePad
	if key := r.key.Text; key != "" {
		width += keyGap + measure(key).Width
	}
	return fyne.NewSize(width, title.Height+2*linePad)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	height := size.Height - 2*linePad
	put := func(t *canvas.Text, x, width float32) {
		t.Move(fyne.NewPos(x, linePad))
		t.Resize(fyne.NewSize(width, height))
	}
	put(r.tick, edgePad, tickRoom())
	right := size.Width - edgePad
	if r.key.Text != "" {
		width := measure(r.key.Text).Width
		right -= width
		put(r.key, right, width)
		right -= edgePad
	}
	left := edgePad + tickRoom()
	r.title.Text = shortened(r.line.Item.Title, right-left)
	put(r.title, left, right-left)
}

// shortened returns as much of a text as fits a width, with "…" if it does not fit.
func shortened(text string, width float32) string {
	if measure(text).Width <= width+0.5 {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && measure(string(runes)+"…").Width > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

func (r *lineRenderer) style() {
	ink, dim := theme.ColorNameForeground, look.ColorDim
	r.back.FillColor, r.back.StrokeWidth = color.Transparent, 0
	enabled := r.line.Item.Why == ""
	switch {
	case !enabled:
		ink, dim = theme.ColorNameDisabled, theme.ColorNameDisabled
		if r.line.Selected() {
			r.back.FillColor = look.Current(theme.ColorNameHover)
			r.back.StrokeColor, r.back.StrokeWidth = look.Current(theme.ColorNameDisabled), 1
		}
	case r.line.Selected():
		ink, dim = theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnPrimary
		r.back.FillColor = look.Current(theme.ColorNamePrimary)
	}
	r.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	for _, t := range []*canvas.Text{r.tick, r.title, r.key} {
		t.TextSize = theme.TextSize()
	}
	r.tick.Color, r.title.Color, r.key.Color = look.Current(ink), look.Current(ink), look.Current(dim)
}

func (r *lineRenderer) Refresh() {
	r.style()
	r.Layout(r.line.Size())
	canvas.Refresh(r.line)
}
