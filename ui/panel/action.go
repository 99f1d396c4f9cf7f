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

// action is a flat button as wide as its pane. Its text wraps, so that large text
// fits a narrow pane. Fyne's own button would widen the pane.
type action struct {
	widget.BaseWidget
	text    *widget.Label
	icon    *widget.Icon // nil if the button has none
	back    *canvas.Rectangle
	tapped  func()
	hovered bool
	focused bool
}

var (
	_ fyne.Tappable     = (*action)(nil)
	_ fyne.Focusable    = (*action)(nil)
	_ fyne.Accessible   = (*action)(nil)
	_ desktop.Hoverable = (*action)(nil)
)

func newAction(text string, icon fyne.Resource, tapped func()) *action {
	a := &action{text: widget.NewLabel(text), back: canvas.NewRectangle(color.Transparent), tapped: tapped}
	a.text.Wrapping = fyne.TextWrapWord
	if icon != nil {
		a.icon = widget.NewIcon(icon)
	}
	a.ExtendBaseWidget(a)
	return a
}

func (a *action) SetText(text string) { a.text.SetText(text) }

// SetIcon changes the icon of an action that has one.
func (a *action) SetIcon(icon fyne.Resource) {
	if a.icon.Resource != icon {
		a.icon.SetResource(icon)
	}
}

// Tapped implements fyne.Tappable.
func (a *action) Tapped(*fyne.PointEvent) {
	leave(a) // a click takes the focus from a note, as with every button
	a.tapped()
}

// MouseIn implements desktop.Hoverable.
func (a *action) MouseIn(*desktop.MouseEvent) { a.hovered = true; a.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (a *action) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (a *action) MouseOut() { a.hovered = false; a.Refresh() }

// FocusGained implements fyne.Focusable.
func (a *action) FocusGained() { a.focused = true; a.Refresh() }

// FocusLost implements fyne.Focusable.
func (a *action) FocusLost() { a.focused = false; a.Refresh() }

// TypedRune implements fyne.Focusable.
func (a *action) TypedRune(rune) {}

// TypedKey implements fyne.Focusable. Enter and Space press the button, and Esc
// removes the focus from it.
func (a *action) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		leave(a)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		a.tapped()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (a *action) AccessibilityLabel() string { return a.text.Text }

// AccessibilityRole implements fyne.Accessible.
func (a *action) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (a *action) CreateRenderer() fyne.WidgetRenderer {
	r := &actionRenderer{a: a, objects: []fyne.CanvasObject{a.back, a.text}}
	if a.icon != nil {
		r.objects = append(r.objects, a.icon)
	}
	r.style()
	return r
}

type actionRenderer struct {
	a       *action
	objects []fyne.CanvasObject
}

func (r *actionRenderer) Destroy()                     {}
func (r *actionRenderer) Objects() []fyne.CanvasObject { return r.objects }

// indent returns the left edge of the text. The icon, if there is one, is to the
// left of it.
func (r *actionRenderer) indent() float32 {
	if r.a.icon == nil {
		return 0
	}
	return theme.InnerPadding() + theme.IconInlineSize() - theme.Padding()
}

func (r *actionRenderer) MinSize() fyne.Size {
	return r.a.text.MinSize().AddWidthHeight(r.indent(), 0)
}

func (r *actionRenderer) Layout(size fyne.Size) {
	a := r.a
	a.back.Resize(size)
	a.text.Move(fyne.NewPos(r.indent(), 0))
	a.text.Resize(fyne.NewSize(size.Width-r.indent(), size.Height))
	if a.icon != nil {
		side := theme.IconInlineSize()
		line := min(size.Height, theme.TextSize()*1.36+2*theme.InnerPadding())
		a.icon.Move(fyne.NewPos(theme.InnerPadding(), (line-side)/2))
		a.icon.Resize(fyne.NewSquareSize(side))
	}
}

func (r *actionRenderer) style() {
	a := r.a
	a.back.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
	a.back.FillColor = color.Transparent
	if a.hovered {
		a.back.FillColor = look.Current(theme.ColorNameHover)
	}
	a.back.StrokeColor, a.back.StrokeWidth = look.Current(look.ColorCurrent), 0
	if a.focused {
		a.back.StrokeWidth = theme.Size(look.SizeOutline)
	}
}

func (r *actionRenderer) Refresh() {
	r.style()
	r.Layout(r.a.Size())
	canvas.Refresh(r.a)
}
