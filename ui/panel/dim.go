package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// dimText is a small, less important text on one line.
type dimText struct {
	widget.BaseWidget
	text *canvas.Text
}

func newDimText() *dimText {
	d := &dimText{text: canvas.NewText("", color.Transparent)}
	d.ExtendBaseWidget(d)
	return d
}

func (d *dimText) SetText(text string) {
	if text != d.text.Text {
		d.text.Text = text
		d.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (d *dimText) CreateRenderer() fyne.WidgetRenderer {
	r := &dimRenderer{d}
	r.style()
	return r
}

type dimRenderer struct{ d *dimText }

func (r *dimRenderer) Destroy()                     {}
func (r *dimRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.d.text} }

func (r *dimRenderer) MinSize() fyne.Size {
	return r.d.text.MinSize().AddWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
}

func (r *dimRenderer) Layout(size fyne.Size) {
	r.d.text.Move(fyne.NewSquareOffsetPos(theme.InnerPadding()))
	r.d.text.Resize(size.SubtractWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding()))
}

func (r *dimRenderer) style() {
	r.d.text.TextSize, r.d.text.Color = theme.CaptionTextSize(), look.Current(look.ColorDim)
}

func (r *dimRenderer) Refresh() {
	r.style()
	r.Layout(r.d.Size())
	canvas.Refresh(r.d)
}
