package sources

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// legend says which form of a bar means which mode of speech, in the order of the counts.
type legend struct {
	widget.BaseWidget
	bars  [3]*canvas.Rectangle
	texts [3]*canvas.Text
}

// legendBar is the width of a bar in the legend, in device-independent pixels.
const legendBar = 18

func newLegend() *legend {
	l := &legend{}
	for i, mode := range []model.SpeechMode{model.Direct, model.Indirect, model.Mixed} {
		l.bars[i], l.texts[i] = canvas.NewRectangle(color.Transparent), canvas.NewText(words.SpeechMode(mode), color.Transparent)
	}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *legend) CreateRenderer() fyne.WidgetRenderer { return &legendRenderer{l} }

type legendRenderer struct{ l *legend }

func (r *legendRenderer) Destroy() {}

func (r *legendRenderer) Objects() (all []fyne.CanvasObject) {
	for i := range r.l.bars {
		all = append(all, r.l.bars[i], r.l.texts[i])
	}
	return all
}

func (r *legendRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.place(r.l.Size().Height), theme.TextSize()+2*theme.InnerPadding())
}

func (r *legendRenderer) Layout(size fyne.Size) { r.place(size.Height) }

func (r *legendRenderer) Refresh() {
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

// place places the parts in the middle of a height, and returns the width that they take.
func (r *legendRenderer) place(height float32) float32 {
	x := theme.InnerPadding()
	for i, b := range r.l.bars {
		high := style(b, i)
		b.Move(fyne.NewPos(x, (height+barHeight)/2-high))
		b.Resize(fyne.NewSize(legendBar, high))
		t := r.l.texts[i]
		t.TextSize, t.Color = theme.CaptionTextSize(), look.Current(look.ColorDim)
		size := t.MinSize()
		x += legendBar + theme.Padding()
		t.Move(fyne.NewPos(x, (height-size.Height)/2))
		t.Resize(size)
		x += size.Width + 2*theme.InnerPadding()
	}
	return x
}
