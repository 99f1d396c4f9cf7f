package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// chip shows a phrase. A click finds what has the phrase, and a click on the cross removes
// it. With the focus, Enter does the former and Delete the latter. The phrase of another
// analyst has the analyst's name and no cross.
type chip struct {
	widget.BaseWidget
	phrase model.Phrase
	by     string // what another analyst is called; "" for the analyst who works
	find   func()
	remove func() // nil for the phrase of another analyst
	tips   *Tips

	back    *canvas.Rectangle
	text    *control.MarkedText
	cross   *canvas.Image
	hovered bool
	focused bool
}

var (
	_ fyne.Tappable     = (*chip)(nil)
	_ fyne.Focusable    = (*chip)(nil)
	_ fyne.Accessible   = (*chip)(nil)
	_ desktop.Hoverable = (*chip)(nil)
)

func newChip(p model.Phrase, by string, find, remove func(), tips *Tips) *chip {
	c := &chip{phrase: p, by: by, find: find, remove: remove, tips: tips, back: canvas.NewRectangle(color.Transparent)}
	c.text = control.NewMarkedText(theme.SizeNameCaptionText)
	text := p.Name
	if by != "" {
		text = by + " · " + text // first, so that it is never cut off
	}
	c.text.Set(text, nil, theme.ColorNameForeground)
	c.cross = canvas.NewImageFromResource(theme.CancelIcon())
	c.ExtendBaseWidget(c)
	return c
}

// chipPad is the padding of a chip and the space before its cross, in device-independent
// pixels. chipText is the greatest width of its text, in ems.
const (
	chipPad  = 6
	chipText = 13
)

// crossSide returns the size of the cross, and crossRoom how much wider it makes the chip.
func (c *chip) crossSide() float32 { return theme.CaptionTextSize() + 2 }

func (c *chip) crossRoom() float32 {
	if c.remove == nil {
		return 0
	}
	return c.crossSide() + chipPad
}

// Tapped implements fyne.Tappable.
func (c *chip) Tapped(e *fyne.PointEvent) {
	leave(c)
	if c.remove != nil && e.Position.X >= c.Size().Width-c.crossRoom()-chipPad {
		c.tips.Leave()
		c.remove()
		return
	}
	c.find()
}

// MouseIn implements desktop.Hoverable.
func (c *chip) MouseIn(e *desktop.MouseEvent) {
	c.hovered = !dragging(e)
	c.Refresh()
	what := map[string]any{"Phrase": c.phrase.Name, "Analyst": c.by}
	if c.remove == nil {
		c.tips.Below(c, lang.L("Find what has “{{.Phrase}}” from {{.Analyst}}", what))
		return
	}
	c.tips.Below(c, lang.L("Find what has “{{.Phrase}}”; the cross removes it", what))
}

// MouseMoved implements desktop.Hoverable.
func (c *chip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *chip) MouseOut() {
	c.hovered = false
	c.tips.Leave()
	c.Refresh()
}

// FocusGained implements fyne.Focusable.
func (c *chip) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *chip) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *chip) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *chip) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		leave(c)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		leave(c)
		c.find()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if c.remove != nil {
			leave(c)
			c.remove()
		}
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (c *chip) AccessibilityLabel() string {
	if c.by != "" {
		return lang.L("Phrases by {{.Analyst}}: {{.Text}}", map[string]any{"Analyst": c.by, "Text": c.phrase.Name})
	}
	return lang.L("Phrase: {{.Phrase}}", map[string]any{"Phrase": c.phrase.Name})
}

// AccessibilityRole implements fyne.Accessible.
func (c *chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c}
	r.style()
	return r
}

type chipRenderer struct{ c *chip }

func (r *chipRenderer) Destroy() {}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.back, r.c.text, r.c.cross}
}

func (r *chipRenderer) MinSize() fyne.Size {
	text := min(r.c.text.Width()+1, chipText*theme.CaptionTextSize())
	return fyne.NewSize(text+r.c.crossRoom()+2*chipPad, r.c.text.MinSize().Height+chipPad)
}

func (r *chipRenderer) Layout(size fyne.Size) {
	c := r.c
	side, height := c.crossSide(), c.text.MinSize().Height
	c.back.Resize(size)
	c.text.Move(fyne.NewPos(chipPad, (size.Height-height)/2))
	c.text.Resize(fyne.NewSize(max(0, size.Width-c.crossRoom()-2*chipPad), height))
	c.cross.Move(fyne.NewPos(size.Width-side-chipPad, (size.Height-side)/2))
	c.cross.Resize(fyne.NewSquareSize(side))
}

func (r *chipRenderer) style() {
	c := r.c
	c.back.CornerRadius = (c.text.MinSize().Height + chipPad) / 2
	c.back.FillColor = look.Current(theme.ColorNameButton)
	c.back.StrokeColor, c.back.StrokeWidth = look.Current(theme.ColorNameInputBorder), 1
	if c.hovered {
		c.back.StrokeColor = look.Current(theme.ColorNameForeground)
	}
	if c.focused {
		c.back.StrokeColor, c.back.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	}
	c.cross.Hidden = c.remove == nil
	c.cross.Resource = theme.CancelIcon()
	c.cross.Refresh()
}

func (r *chipRenderer) Refresh() {
	r.style()
	r.c.text.Refresh()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
