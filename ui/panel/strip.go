package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Strip takes the place of a hidden pane. It is a button as high as the pane, with an
// icon of the pane at its top.
type Strip struct {
	widget.BaseWidget
	tips    *Tips
	tip     func() string
	tapped  func()
	back    *canvas.Rectangle
	icon    *widget.Icon
	hovered bool
}

var (
	_ fyne.Tappable     = (*Strip)(nil)
	_ fyne.Accessible   = (*Strip)(nil)
	_ desktop.Hoverable = (*Strip)(nil)
)

// NewStrip returns a strip. The function tip returns the text of its tooltip.
func NewStrip(tips *Tips, icon fyne.Resource, tip func() string, tapped func()) *Strip {
	s := &Strip{tips: tips, tip: tip, tapped: tapped, back: canvas.NewRectangle(color.Transparent), icon: widget.NewIcon(icon)}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped implements fyne.Tappable.
func (s *Strip) Tapped(*fyne.PointEvent) {
	s.tips.Leave()
	s.hovered = false
	s.tapped()
}

// MouseIn implements desktop.Hoverable.
func (s *Strip) MouseIn(e *desktop.MouseEvent) {
	if dragging(e) {
		return
	}
	s.hovered = true
	s.Refresh()
	s.tips.Rest(s.tip(), fyne.CurrentApp().Driver().AbsolutePositionForObject(s).AddXY(0, 2*stripWidth))
}

// MouseMoved implements desktop.Hoverable.
func (s *Strip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *Strip) MouseOut() {
	s.hovered = false
	s.Refresh()
	s.tips.Leave()
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Strip) AccessibilityLabel() string { return s.tip() }

// AccessibilityRole implements fyne.Accessible.
func (s *Strip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return &stripRenderer{s} }

type stripRenderer struct{ s *Strip }

// stripWidth is the width of a strip in device-independent pixels.
const stripWidth = 22

func (r *stripRenderer) Destroy()           {}
func (r *stripRenderer) MinSize() fyne.Size { return fyne.NewSize(stripWidth, stripWidth) }

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.back, r.s.icon}
}

func (r *stripRenderer) Layout(size fyne.Size) {
	r.s.back.Resize(size)
	side := min(theme.IconInlineSize(), size.Width-4)
	r.s.icon.Move(fyne.NewPos((size.Width-side)/2, theme.InnerPadding()))
	r.s.icon.Resize(fyne.NewSquareSize(side))
}

func (r *stripRenderer) Refresh() {
	r.s.back.FillColor = color.Transparent
	if r.s.hovered {
		r.s.back.FillColor = look.Current(theme.ColorNameHover)
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}
