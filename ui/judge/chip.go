package judge

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// chip shows a short text in a frame: the place of a verdict on the scale, or a grade.
type chip struct {
	back *canvas.Rectangle
	text *canvas.Text
}

func newChip() *chip {
	return &chip{back: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent)}
}

func (c *chip) objects() []fyne.CanvasObject { return []fyne.CanvasObject{c.back, c.text} }

// set shows a text, or hides the chip if it is empty. A strong chip is filled.
func (c *chip) set(text string, strong bool) {
	c.text.Text = text
	c.back.Hidden, c.text.Hidden = text == "", text == ""
	c.text.TextSize, c.text.TextStyle.Bold, c.text.Alignment = theme.CaptionTextSize(), true, fyne.TextAlignCenter
	c.text.Color, c.back.FillColor = look.Current(theme.ColorNameForeground), look.Current(theme.ColorNameButton)
	if strong {
		c.text.Color, c.back.FillColor = look.Current(theme.ColorNameForegroundOnPrimary), look.Current(theme.ColorNamePrimary)
	}
	c.back.StrokeColor, c.back.StrokeWidth = look.Current(look.ColorDim), 1
	c.back.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
}

// width returns the width of the chip, or 0 if it is hidden.
func (c *chip) width() float32 {
	if c.text.Text == "" {
		return 0
	}
	text := fyne.MeasureText(c.text.Text, theme.CaptionTextSize(), fyne.TextStyle{Bold: true})
	return max(theme.CaptionTextSize()*1.5, text.Width+theme.CaptionTextSize()*0.8)
}

// place centres the chip in a line at y with the given height.
func (c *chip) place(x, y, height float32) {
	side := min(height, theme.CaptionTextSize()*1.5)
	at, size := fyne.NewPos(x, y+(height-side)/2), fyne.NewSize(c.width(), side)
	c.back.Move(at)
	c.back.Resize(size)
	c.text.Move(at)
	c.text.Resize(size)
}
