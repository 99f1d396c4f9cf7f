package menu

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// tip shows a text beside a line of a menu.
type tip struct {
	back *canvas.Rectangle
	text *widget.Label
}

// tipWidth is the largest width of a tip in device-independent pixels.
const tipWidth = 320

func newTip() *tip {
	t := &tip{back: canvas.NewRectangle(nil), text: widget.NewLabel("")}
	t.text.Wrapping = fyne.TextWrapWord
	t.text.SizeName = theme.SizeNameCaptionText
	t.back.CornerRadius = 4
	t.back.StrokeWidth = 1
	t.hide()
	return t
}

func (t *tip) objects() []fyne.CanvasObject { return []fyne.CanvasObject{t.back, t.text} }

func (t *tip) hide() {
	t.back.Hide()
	t.text.Hide()
}

// show shows a text for the line at a position. The menu reaches from left to right. If
// there is no room on either side of the menu, the tip is below the line.
func (t *tip) show(text string, line fyne.Position, left, right, lineHeight float32, room fyne.Size) {
	t.text.SetText(text)
	w := float32(0)
	for line := range strings.SplitSeq(text, "\n") {
		w = max(w, fyne.MeasureText(line, theme.CaptionTextSize(), fyne.TextStyle{}).Width)
	}
	w = min(tipWidth, w+2*theme.InnerPadding()+2, room.Width-2*screenEdge)
	t.text.Resize(fyne.NewSize(w, 0)) // the height depends on the width
	size := fyne.NewSize(w, t.text.MinSize().Height)
	at := fyne.NewPos(right+4, line.Y)
	switch {
	case at.X+w <= room.Width-screenEdge:
	case left-4-w >= screenEdge:
		at.X = left - 4 - w
	default:
		at = fyne.NewPos(max(screenEdge, min(line.X, room.Width-screenEdge-w)), line.Y+lineHeight+2)
	}
	at.Y = max(screenEdge, min(at.Y, room.Height-screenEdge-size.Height))
	t.back.FillColor = look.Current(theme.ColorNameOverlayBackground)
	t.back.StrokeColor = look.Current(theme.ColorNameInputBorder)
	for _, o := range t.objects() {
		o.Move(at)
		o.Resize(size)
		o.Show()
		o.Refresh()
	}
}
