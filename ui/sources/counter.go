package sources

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// counter draws a cell: its text and, for uses, a bar below. The three parts of the bar
// differ in form as well as in colour: direct speech is solid, indirect speech is hollow,
// and mixed speech is half as high.
type counter struct {
	text *canvas.Text
	bars [3]*canvas.Rectangle
}

func newCounter() *counter {
	k := &counter{text: canvas.NewText("", color.Transparent)}
	for i := range k.bars {
		k.bars[i] = canvas.NewRectangle(color.Transparent)
	}
	return k
}

func (k *counter) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{k.text, k.bars[0], k.bars[1], k.bars[2]}
}

func (k *counter) hide() {
	for _, o := range k.objects() {
		o.Hide()
	}
}

// The height of a bar, the least width of its parts and the padding of a cell, in
// device-independent pixels.
const (
	barHeight = 6
	barLeast  = 4
	cellPad   = 8
)

// show draws a cell at a place: its text in the middle of a line of a height, and its bar
// below that line. most is the total that has the widest bar.
func (k *counter) show(c cell, most int, p place, y, height float32) {
	k.hide()
	k.text.Text, k.text.TextSize, k.text.Color = c.text, theme.TextSize(), look.Current(theme.ColorNameForeground)
	if c.uses != nil {
		if k.text.Text = usesText(*c.uses); c.uses.Total() == 0 {
			k.text.Text = ""
		}
	}
	if k.text.Text == "" {
		return
	}
	k.text.Hidden = false
	size := k.text.MinSize()
	top := y + (height-size.Height)/2
	if c.uses != nil {
		k.showBars(c, most, p, top+size.Height+2)
	}
	k.text.Move(fyne.NewPos(p.x+cellPad, top))
	k.text.Resize(size)
}

func (k *counter) showBars(c cell, most int, p place, y float32) {
	x := p.x + cellPad
	room := p.width - 2*cellPad
	for i, n := range []int{c.uses.Direct, c.uses.Indirect, c.uses.Mixed} {
		if n == 0 || x >= p.x+p.width-cellPad {
			continue
		}
		b := k.bars[i]
		height := style(b, i)
		b.Hidden = false
		width := max(barLeast, room*min(1, float32(n)/float32(most)))
		width = min(width, p.x+p.width-cellPad-x)
		b.Move(fyne.NewPos(x, y+barHeight-height))
		b.Resize(fyne.NewSize(width, height))
		x += width + 1
	}
}

// style gives a bar the form of its part, and returns its height.
func style(b *canvas.Rectangle, part int) float32 {
	ink := look.Current(theme.ColorNamePrimary)
	b.FillColor, b.StrokeColor, b.StrokeWidth = ink, ink, 0
	switch part {
	case 1:
		b.FillColor, b.StrokeWidth = color.Transparent, 1.5
	case 2:
		return barHeight / 2
	}
	return barHeight
}

// chip shows the letter of a grade.
type chip struct {
	back *canvas.Rectangle
	text *canvas.Text
}

func newChip() *chip {
	return &chip{back: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent)}
}

func (c *chip) set(letter string) {
	c.text.Text = letter
	c.back.Hidden, c.text.Hidden = letter == "", letter == ""
}

// place centres the chip in a line at y with the given height, and returns the width that it
// takes, including the gap after it.
func (c *chip) place(x, y, height float32) float32 {
	if c.text.Text == "" {
		return 0
	}
	c.text.TextSize, c.text.TextStyle.Bold = theme.CaptionTextSize(), true
	c.text.Color, c.text.Alignment = look.Current(theme.ColorNameForeground), fyne.TextAlignCenter
	c.back.FillColor, c.back.StrokeColor = look.Current(theme.ColorNameButton), look.Current(look.ColorDim)
	c.back.StrokeWidth, c.back.CornerRadius = 1, theme.Size(theme.SizeNameButtonRadius)
	side := min(height, theme.CaptionTextSize()*1.5)
	at := fyne.NewPos(x, y+(height-side)/2)
	c.back.Move(at)
	c.back.Resize(fyne.NewSquareSize(side))
	c.text.Move(at)
	c.text.Resize(fyne.NewSquareSize(side))
	return side + cellPad
}
