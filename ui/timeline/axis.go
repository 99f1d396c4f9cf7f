package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// axis shows the times above the field. The label at its left stays there as the others scroll.
type axis struct {
	widget.BaseWidget
	canvases
	of *Chart
}

func newAxis(c *Chart) *axis {
	a := &axis{of: c}
	a.ExtendBaseWidget(a)
	return a
}

// place shows the visible ticks. There are few.
func (a *axis) place(bool) {
	a.begin()
	if a.of.laid != nil {
		a.paint()
	}
	canvas.Refresh(a)
}

func (a *axis) paint() {
	c := a.of
	width, height := float32(c.laid.measures.width), axisEms*theme.TextSize()
	size := theme.CaptionTextSize()
	ink, line := look.Current(theme.ColorNameForeground), look.Current(theme.ColorNameInputBorder)
	a.rect(0, height-1, width, 1, line)
	after := float32(0) // where the last label ends
	for i, t := range c.laid.Scale.Ticks(c.x, c.x+c.laid.measures.width) {
		x, text := float32(t.X-c.x), tick(t)
		if i == 0 && x <= labelPad {
			text = lead(t, c.laid.Scale.Level)
			x = 0
		} else {
			a.rect(x, height/2, 1, height/2, line)
		}
		if x+labelPad < after {
			continue
		}
		wide := fyne.MeasureText(text, size, fyne.TextStyle{}).Width
		a.text(text, size, ink, x+labelPad, 0, wide, height)
		after = x + 2*labelPad + wide
	}
}

// labelPad is the space beside a label, in device-independent pixels.
const labelPad = 4

// CreateRenderer implements fyne.Widget.
func (a *axis) CreateRenderer() fyne.WidgetRenderer { return &partRenderer{a, &a.canvases} }
