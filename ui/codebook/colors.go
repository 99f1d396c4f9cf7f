package codebook

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// colorNames returns the names of model.LabelColors.
func colorNames() []string {
	return []string{
		lang.L("orange"), lang.L("sky blue"), lang.L("bluish green"), lang.L("vermilion"), lang.L("reddish purple"), lang.L("blue"),
		lang.L("yellow"), lang.L("purple"), lang.L("wine"), lang.L("brown"), lang.L("olive"), lang.L("pink"),
	}
}

// colors offers the colours for labels, as they look in the window. The arrows and clicks
// choose one.
type colors struct {
	widget.BaseWidget
	chosen   string // "#RRGGBB"; it need not be among those offered
	focused  bool
	changed  func(color string)
	escape   func()
	viewport control.Viewport
	shortcut func(fyne.Shortcut) bool
	fields   []*canvas.Rectangle
	ring     *canvas.Rectangle
}

var (
	_ fyne.Focusable  = (*colors)(nil)
	_ fyne.Tappable   = (*colors)(nil)
	_ fyne.Accessible = (*colors)(nil)
)

// The colours stand in a row. A field is a square, with a gap around it.
const (
	colorSide = 24
	colorGap  = 5
	colorStep = colorSide + colorGap
)

func newColors() *colors {
	c := &colors{ring: canvas.NewRectangle(color.Transparent)}
	for range model.LabelColors() {
		c.fields = append(c.fields, canvas.NewRectangle(color.Transparent))
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *colors) set(chosen string) {
	c.chosen = chosen
	c.Refresh()
}

// at returns the index of the chosen colour, or -1.
func (c *colors) at() int { return slices.Index(model.LabelColors(), c.chosen) }

func (c *colors) choose(i int) {
	if all := model.LabelColors(); i >= 0 && i < len(all) {
		c.set(all[i])
		c.changed(c.chosen)
	}
}

// Tapped implements fyne.Tappable.
func (c *colors) Tapped(e *fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
	c.choose(int(e.Position.X / colorStep))
}

// FocusGained implements fyne.Focusable.
func (c *colors) FocusGained() {
	c.focused = true
	c.viewport.Reveal()
	c.Refresh()
}

// FocusLost implements fyne.Focusable.
func (c *colors) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *colors) TypedRune(rune) {}

// TypedShortcut implements fyne.Shortcutable.
func (c *colors) TypedShortcut(s fyne.Shortcut) { c.shortcut(s) }

// TypedKey implements fyne.Focusable.
func (c *colors) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyRight, fyne.KeyDown:
		c.choose(c.at() + 1)
	case fyne.KeyLeft, fyne.KeyUp:
		c.choose(c.at() - 1)
	case fyne.KeyEscape:
		c.escape()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (c *colors) AccessibilityLabel() string {
	name := c.chosen
	if i := c.at(); i >= 0 {
		name = colorNames()[i]
	}
	return lang.L("Colour") + ": " + name
}

// AccessibilityRole implements fyne.Accessible. Fyne has no role for choices.
func (c *colors) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (c *colors) CreateRenderer() fyne.WidgetRenderer {
	r := &colorsRenderer{c}
	r.style()
	return r
}

type colorsRenderer struct{ c *colors }

func (r *colorsRenderer) Destroy() {}

func (r *colorsRenderer) Objects() (out []fyne.CanvasObject) {
	for _, f := range r.c.fields {
		out = append(out, f)
	}
	return append(out, r.c.ring)
}

func (r *colorsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(float32(len(r.c.fields))*colorStep, colorStep)
}

func (r *colorsRenderer) Layout(fyne.Size) {
	const margin = colorGap / 2.0
	for i, f := range r.c.fields {
		f.Move(fyne.NewPos(float32(i)*colorStep+margin, margin))
		f.Resize(fyne.NewSquareSize(colorSide))
	}
	r.c.ring.Move(fyne.NewPos(float32(max(0, r.c.at()))*colorStep, 0))
	r.c.ring.Resize(fyne.NewSquareSize(colorStep))
}

func (r *colorsRenderer) style() {
	for i, f := range r.c.fields {
		f.CornerRadius = 3
		f.FillColor = look.Solid(look.Hex(model.LabelColors()[i]), look.Variant())
		f.StrokeColor, f.StrokeWidth = look.Current(theme.ColorNameInputBorder), 1
	}
	ring := r.c.ring
	ring.CornerRadius = 5
	ring.StrokeColor, ring.StrokeWidth = look.Current(theme.ColorNameForeground), 2
	if r.c.focused {
		ring.StrokeColor, ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)+1
	}
	ring.Hidden = r.c.at() < 0 && !r.c.focused
}

func (r *colorsRenderer) Refresh() {
	r.style()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
