package panel

import (
	"image/color"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// labelButton tags the current sentence with a label. It shows the label's colour,
// name and key, and whether the sentence has the label.
type labelButton struct {
	widget.BaseWidget
	label   model.Label
	tips    *Tips
	on      bool
	off     bool // the current unit cannot be tagged
	low     bool // the button is one of many
	hovered bool
	tapped  func(model.LabelKey)

	back *canvas.Rectangle
	chip *canvas.Rectangle
	mark *canvas.Text
	name *canvas.Text
	key  *canvas.Text
}

var (
	_ fyne.Tappable     = (*labelButton)(nil)
	_ desktop.Hoverable = (*labelButton)(nil)
	_ fyne.Accessible   = (*labelButton)(nil)
)

func newLabelButton(l model.Label, tips *Tips, tapped func(model.LabelKey)) *labelButton {
	b := &labelButton{
		label: l, tips: tips, tapped: tapped,
		back: canvas.NewRectangle(color.Transparent), chip: canvas.NewRectangle(color.Transparent),
		mark: canvas.NewText(l.Letter, color.Black), name: canvas.NewText(l.Called(), color.Black),
		key: canvas.NewText("", color.Black),
	}
	b.mark.TextStyle.Bold = true
	b.mark.Alignment = fyne.TextAlignCenter
	b.ExtendBaseWidget(b)
	return b
}

func (b *labelButton) set(on, off bool) {
	if b.on != on || b.off != off {
		b.on, b.off = on, off
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *labelButton) Tapped(*fyne.PointEvent) {
	if !b.off {
		b.tapped(b.label.Key)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *labelButton) MouseIn(e *desktop.MouseEvent) {
	if dragging(e) {
		return
	}
	b.hovered = true
	b.Refresh()
	text := words.Meaning(b.label)
	if b.name.Text != b.label.Called() {
		text = strings.TrimSpace(b.label.Called() + "\n" + text)
	}
	b.tips.Beside(b, text)
}

// MouseMoved implements desktop.Hoverable.
func (b *labelButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *labelButton) MouseOut() {
	b.hovered = false
	b.Refresh()
	b.tips.Leave()
}

// AccessibilityLabel implements fyne.Accessible.
func (b *labelButton) AccessibilityLabel() string {
	if b.on {
		return lang.L("{{.Label}}, chosen", map[string]any{"Label": b.label.Called()})
	}
	return b.label.Called()
}

// AccessibilityRole implements fyne.Accessible.
func (b *labelButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (b *labelButton) CreateRenderer() fyne.WidgetRenderer {
	r := &labelButtonRenderer{b}
	r.style()
	return r
}

type labelButtonRenderer struct{ b *labelButton }

func (r *labelButtonRenderer) Destroy() {}

func (r *labelButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.back, r.b.chip, r.b.mark, r.b.name, r.b.key}
}

func (r *labelButtonRenderer) MinSize() fyne.Size {
	h := theme.TextSize() * 2.7
	if r.b.low {
		h = theme.TextSize() * 2.1
	}
	return fyne.NewSize(h*2, h)
}

func (r *labelButtonRenderer) Layout(size fyne.Size) {
	b := r.b
	b.back.Resize(size)
	side := theme.Size(look.SizeSmall) * 1.8
	y := (size.Height - side) / 2
	b.chip.Move(fyne.NewPos(10, y))
	b.chip.Resize(fyne.NewSize(side, side))
	b.mark.Move(fyne.NewPos(10, y))
	b.mark.Resize(fyne.NewSize(side, side))
	left := 10 + side + 8
	w := b.key.MinSize().Width
	// If there is no room for the name and the key, only the name is shown. The
	// menu and the Keys dialog also show the key.
	name := fyne.MeasureText(b.label.Called(), b.name.TextSize, b.name.TextStyle).Width
	b.key.Hidden = left+name+8+w+12 > size.Width
	b.name.Text = shortened(b.label.Called(), size.Width-left-8, b.name.TextSize, b.name.TextStyle)
	b.name.Move(fyne.NewPos(left, 0))
	b.name.Resize(fyne.NewSize(b.name.MinSize().Width, size.Height))
	b.key.Move(fyne.NewPos(size.Width-w-12, 0))
	b.key.Resize(fyne.NewSize(w, size.Height))
}

// shortened returns text if it fits. Otherwise it returns as much of the beginning
// as fits, with an ellipsis.
func shortened(text string, room, size float32, style fyne.TextStyle) string {
	runes := []rune(text)
	fits := func(s string) bool { return fyne.MeasureText(s, size, style).Width <= room }
	if fits(text) {
		return text
	}
	n := sort.Search(len(runes), func(n int) bool { return !fits(string(runes[:n+1]) + "…") })
	return string(runes[:n]) + "…"
}

// hoverShade is the share of the text's colour in a button under the pointer.
const hoverShade = 0.08

func (r *labelButtonRenderer) style() {
	b, variant := r.b, look.Variant()
	ink := look.Hex(b.label.Color)
	b.back.CornerRadius, b.chip.CornerRadius = 4, 3
	b.back.FillColor = look.Current(theme.ColorNameButton)
	fg := look.Current(theme.ColorNameForeground)
	b.back.StrokeColor, b.back.StrokeWidth = fg, theme.Size(look.SizeEdge)
	if b.on {
		b.back.FillColor = look.Tint(ink, variant)
	}
	if b.hovered && !b.off && !b.on {
		// Only a shade: an outline would look like the label of the sentence.
		b.back.FillColor = look.Mix(fg, b.back.FillColor, hoverShade)
	}
	if b.on {
		b.back.StrokeWidth = theme.Size(look.SizeOutline)
		if !look.IsHigh(variant) {
			b.back.StrokeColor = look.Solid(ink, variant)
		}
	}
	b.chip.FillColor = look.Solid(ink, variant)
	b.mark.Color, b.name.Color, b.key.Color = fg, fg, look.Current(look.ColorDim)
	if b.on {
		b.key.Color = fg // the dim colour would lack contrast on the tint
	}
	if b.off {
		b.name.Color, b.key.Color = look.Current(theme.ColorNameDisabled), look.Current(theme.ColorNameDisabled)
	}
	b.mark.TextSize, b.key.TextSize = theme.Size(look.SizeSmall), theme.Size(look.SizeSmall)
	b.name.TextSize = theme.Size(theme.SizeNameSubHeadingText)
	b.name.TextStyle.Bold = b.on
}

func (r *labelButtonRenderer) Refresh() {
	r.style()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
