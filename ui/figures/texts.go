package figures

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/scene"
	"assay.app/assay/ui/reader"
)

// texts shows the texts of a chart. Its objects are used again whenever the chart is laid out.
type texts struct {
	widget.BaseWidget
	of      *picture
	lines   []*canvas.Text
	used    int
	turned  map[turnedText]image.Image // texts that run upwards, which Fyne does not draw
	objects []fyne.CanvasObject
}

// turnedText is a text that runs upwards.
type turnedText struct {
	text  string
	size  float32
	scale float32
	bold  bool
	color scene.RGB
}

func newTexts(p *picture) *texts {
	t := &texts{of: p, turned: map[turnedText]image.Image{}}
	t.ExtendBaseWidget(t)
	return t
}

// set shows the texts of the scene.
func (t *texts) set() {
	t.used, t.objects = 0, t.objects[:0]
	p := t.of
	if p.scene != nil {
		for i := range p.scene.Items {
			if it := &p.scene.Items[i]; it.Shape == scene.Text && it.Text != "" {
				t.add(it, p.colors[i])
			}
		}
	}
	canvas.Refresh(t)
}

// add shows a text, if it is visible.
func (t *texts) add(it *scene.Item, ink scene.RGB) {
	at, _ := t.of.box(it)
	size, style := float32(it.Size)*scale(), fyne.TextStyle{Bold: it.Bold}
	if at.Y < 0 || at.Y > t.of.Size().Height+2*size {
		return
	}
	if it.Turned {
		t.addTurned(it, ink, at, size)
		return
	}
	parts, _ := reader.Arranged(it.Text, nil)
	if parts == nil {
		t.line(it.Text, size, style, ink, at, it.Anchor)
		return
	}
	width := float32(0)
	for _, part := range parts {
		width += fyne.MeasureText(it.Text[part.Start:part.End], size, style).Width
	}
	at.X -= shift(it.Anchor, width)
	for _, part := range parts {
		text := it.Text[part.Start:part.End]
		t.line(text, size, style, ink, at, scene.Start)
		at.X += fyne.MeasureText(text, size, style).Width
	}
}

// shift returns how far left of its place a text begins.
func shift(a scene.Anchor, width float32) float32 {
	switch a {
	case scene.Middle:
		return width / 2
	case scene.End:
		return width
	default:
		return 0
	}
}

// line adds a line of text whose baseline goes through a place.
func (t *texts) line(text string, size float32, style fyne.TextStyle, ink scene.RGB, at fyne.Position, anchor scene.Anchor) {
	if t.used == len(t.lines) {
		t.lines = append(t.lines, canvas.NewText("", color.Transparent))
	}
	o := t.lines[t.used]
	t.used++
	o.Text, o.TextSize, o.TextStyle, o.Color = text, size, style, ink
	box, baseline := fyne.CurrentApp().Driver().RenderedTextSize(text, size, style, nil)
	o.Move(fyne.NewPos(at.X-shift(anchor, box.Width), at.Y-baseline))
	o.Resize(box)
	t.objects = append(t.objects, o)
}

// addTurned adds a text that runs upwards from a place. It is drawn once, level, and turned.
func (t *texts) addTurned(it *scene.Item, ink scene.RGB, at fyne.Position, size float32) {
	pixel := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		pixel = c.Scale()
	}
	key := turnedText{it.Text, size, pixel, it.Bold, ink}
	style := fyne.TextStyle{Bold: it.Bold}
	box, baseline := fyne.CurrentApp().Driver().RenderedTextSize(it.Text, size, style, nil)
	img := t.turned[key]
	if img == nil {
		if len(t.turned) > mostTurned {
			clear(t.turned)
		}
		img = upwards(it.Text, size, style, ink, pixel)
		t.turned[key] = img
	}
	o := canvas.NewImageFromImage(img)
	o.ScaleMode, o.FillMode = canvas.ImageScalePixels, canvas.ImageFillStretch
	o.Move(fyne.NewPos(at.X-baseline, at.Y-box.Width+shift(it.Anchor, box.Width)))
	o.Resize(fyne.NewSize(float32(img.Bounds().Dx())/pixel, float32(img.Bounds().Dy())/pixel))
	t.objects = append(t.objects, o)
}

// mostTurned is the number of turned texts that are remembered.
const mostTurned = 500

// upwards draws a text, turned to the left by a right angle, with so many pixels to a
// device-independent one.
func upwards(text string, size float32, style fyne.TextStyle, ink scene.RGB, pixel float32) image.Image {
	o := canvas.NewText(text, ink)
	o.TextSize, o.TextStyle = size, style
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetScale(pixel)
	c.SetContent(o)
	c.Resize(o.MinSize())
	level := c.Capture()
	b := level.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, b.Dy(), b.Dx()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			out.Set(y, b.Dx()-1-x, level.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// CreateRenderer implements fyne.Widget.
func (t *texts) CreateRenderer() fyne.WidgetRenderer { return &textsRenderer{t} }

type textsRenderer struct{ t *texts }

func (r *textsRenderer) Destroy()                     {}
func (r *textsRenderer) Layout(fyne.Size)             {}
func (r *textsRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *textsRenderer) Objects() []fyne.CanvasObject { return r.t.objects }
func (r *textsRenderer) Refresh()                     { canvas.Refresh(r.t) }
