package panel

import (
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Tips shows tooltips. A tooltip, such as the whole of a truncated text, appears
// when the pointer rests on an object. The content covers the window and takes no
// clicks.
type Tips struct {
	Content *fyne.Container

	after  func(time.Duration, func()) (cancel func())
	cancel func()
	told   bool // the tip is one of Tell
	back   *canvas.Rectangle
	text   *widget.Label
}

// How long the pointer rests before a tooltip appears, how long the tooltip stays at
// least, how long reading a byte takes, and its largest width in device-independent
// pixels.
const (
	tipDelay = 600 * time.Millisecond
	tipStay  = 8 * time.Second
	readByte = 80 * time.Millisecond
	tipWidth = 420
)

// NewTips returns the layer of tooltips. It uses after to call functions on the GUI
// goroutine after a delay.
func NewTips(after func(time.Duration, func()) (cancel func())) *Tips {
	t := &Tips{after: after, back: canvas.NewRectangle(color.Transparent), text: widget.NewLabel("")}
	t.text.Wrapping = fyne.TextWrapWord
	t.text.SizeName = theme.SizeNameCaptionText
	t.back.CornerRadius = 4
	t.back.StrokeWidth = 1
	t.Content = &fyne.Container{Objects: []fyne.CanvasObject{t.back, t.text}, Layout: tellLayout{t}}
	t.hide()
	return t
}

// Rest shows a text as a tooltip after a delay, unless the text is empty or Leave
// is called earlier. It is called when the pointer enters an object. The parameter
// at is a position on the canvas, near which the tooltip appears.
func (t *Tips) Rest(text string, at fyne.Position) {
	t.Leave()
	if text != "" {
		t.cancel = t.after(tipDelay, func() { t.show(text, at) })
	}
}

// Below calls Rest with a position just below the object.
func (t *Tips) Below(o fyne.CanvasObject, text string) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	t.Rest(text, at.AddXY(0, o.Size().Height+4))
}

// Beside calls Rest with a position to the left of the object, so that the tooltip does
// not cover what is below the object.
func (t *Tips) Beside(o fyne.CanvasObject, text string) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	t.Rest(text, at.SubtractXY(t.fit(text).Width+4, 0))
}

// Leave hides the tooltip, or prevents it from appearing. It is called when the
// pointer leaves the object.
func (t *Tips) Leave() {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	t.hide()
}

// Carry shows a text beside the pointer at once, as something is dragged there. Leave
// hides it.
func (t *Tips) Carry(text string, at fyne.Position) {
	t.Leave()
	t.show(text, at.AddXY(carryBeside, carryBeside))
}

// Tell shows a text at once in the middle of the window, near its top.
func (t *Tips) Tell(text string) {
	t.Leave()
	t.show(text, fyne.NewPos(0, tellTop))
	t.told = true
	t.Content.Refresh()
}

// tellLayout keeps what Tell shows in the middle while the window changes its size, as
// it does on the way to the full screen.
type tellLayout struct{ t *Tips }

// MinSize implements fyne.Layout. Tips need no room.
func (l tellLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (l tellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if !l.t.told {
		return
	}
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-o.Size().Width)/2, o.Position().Y))
	}
}

// tellTop is the distance of the text that Tell shows from the top of the window.
const tellTop = 24

// carryBeside is the distance of a carried text from the pointer.
const carryBeside = 12

func (t *Tips) hide() {
	t.told = false
	t.back.Hide()
	t.text.Hide()
}

func (t *Tips) show(text string, at fyne.Position) {
	room := t.Content.Size()
	if room.IsZero() {
		return
	}
	size := t.fit(text)
	at = at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(t.Content))
	at.X = min(max(4, at.X), room.Width-size.Width-4)
	if at.Y+size.Height > room.Height {
		at.Y = max(4, at.Y-size.Height-32)
	}
	t.back.FillColor = look.Current(theme.ColorNameOverlayBackground)
	t.back.StrokeColor = look.Current(theme.ColorNameInputBorder)
	for _, o := range t.Content.Objects {
		o.Move(at)
		o.Resize(size)
		o.Show()
	}
	t.Content.Refresh()
	t.cancel = t.after(max(tipStay, time.Duration(len(text))*readByte), t.Leave)
}

// fit sets the text, and returns the size that it needs.
func (t *Tips) fit(text string) fyne.Size {
	t.text.SetText(text)
	w := float32(0)
	for line := range strings.SplitSeq(text, "\n") {
		w = max(w, fyne.MeasureText(line, theme.CaptionTextSize(), fyne.TextStyle{}).Width)
	}
	w = min(tipWidth, w+2*theme.InnerPadding()+2)
	t.text.Resize(fyne.NewSize(w, 0)) // the height depends on the width
	return fyne.NewSize(w, t.text.MinSize().Height)
}

// always returns a function that returns a fixed text.
func always(text string) func() string { return func() string { return text } }

// TipButton is a button with a tooltip.
type TipButton struct {
	button
	tips *Tips
	tip  func() string
}

var _ desktop.Hoverable = (*TipButton)(nil)

// NewTipButton returns a flat button. If text is empty, the button has only an
// icon. The function tip returns the text of the tooltip.
func NewTipButton(tips *Tips, icon fyne.Resource, text string, tip func() string, tapped func()) *TipButton {
	b := &TipButton{tips: tips, tip: tip}
	b.Icon, b.Text, b.OnTapped = icon, text, tapped
	b.Importance = widget.LowImportance
	b.self = b
	b.ExtendBaseWidget(b)
	return b
}

// AccessibilityLabel implements fyne.Accessible. It returns the tooltip, because
// Fyne would use the file name of the icon for a button without text.
func (b *TipButton) AccessibilityLabel() string { return b.tip() }

// MouseIn implements desktop.Hoverable.
func (b *TipButton) MouseIn(e *desktop.MouseEvent) {
	if dragging(e) {
		return
	}
	b.button.MouseIn(e)
	b.tips.Below(b, b.tip())
}

// dragging reports whether a mouse button is down, as when something is dragged over
// an object.
func dragging(e *desktop.MouseEvent) bool { return e != nil && e.Button != 0 }

// MouseOut implements desktop.Hoverable.
func (b *TipButton) MouseOut() {
	b.button.MouseOut()
	b.tips.Leave()
}

// Tapped implements fyne.Tappable.
func (b *TipButton) Tapped(e *fyne.PointEvent) {
	b.tips.Leave()
	b.button.Tapped(e)
}

// TipLabel is a label that truncates its text if there is no room, and then shows
// the whole text as a tooltip.
type TipLabel struct {
	widget.Label
	Tip  func() string // returns the tooltip, if set
	tips *Tips
}

var _ desktop.Hoverable = (*TipLabel)(nil)

// NewTipLabel returns an empty label.
func NewTipLabel(tips *Tips) *TipLabel {
	l := &TipLabel{tips: tips}
	l.Truncation = fyne.TextTruncateEllipsis
	l.ExtendBaseWidget(l)
	return l
}

// cut reports whether the text is truncated.
func (l *TipLabel) cut() bool {
	size := theme.TextSize()
	if l.SizeName != "" {
		size = theme.Size(l.SizeName)
	}
	return fyne.MeasureText(l.Text, size, l.TextStyle).Width+2*theme.InnerPadding() > l.Size().Width
}

// MouseIn implements desktop.Hoverable.
func (l *TipLabel) MouseIn(e *desktop.MouseEvent) {
	switch {
	case dragging(e):
	case l.Tip != nil:
		l.tips.Rest(l.Tip(), e.AbsolutePosition.AddXY(0, l.Size().Height/2+4))
	case l.cut():
		l.tips.Below(l, l.Text)
	}
}

// MouseMoved implements desktop.Hoverable.
func (l *TipLabel) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *TipLabel) MouseOut() { l.tips.Leave() }
