package figures

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/scene"
	"assay.app/assay/ui/look"
)

// palette returns the colours for a variant: those that all drawings have, on the window's
// background and with its inks.
func palette(variant fyne.ThemeVariant) *scene.Palette {
	var p *scene.Palette
	switch high, dark := look.IsHigh(variant), look.IsDark(variant); {
	case high && dark:
		p = scene.HighDark()
	case high:
		p = scene.HighLight()
	case dark:
		p = scene.Dark()
	default:
		p = scene.Light()
	}
	of := look.Theme{}
	p.Paper = rgb(of.Color(theme.ColorNameBackground, variant))
	p.Ink, p.Muted = rgb(of.Color(theme.ColorNameForeground, variant)), rgb(of.Color(look.ColorDim, variant))
	return p
}

func rgb(c color.Color) scene.RGB {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return scene.RGB{R: n.R, G: n.G, B: n.B}
}

// leastContrast is the contrast of bars to the background.
const leastContrast = 3

// colorsOf returns the colours of the items of a scene. Bars stand out from the paper: a label's
// colour that does not is mixed with ink.
func colorsOf(s *scene.Scene, p *scene.Palette) []scene.RGB {
	out := make([]scene.RGB, len(s.Items))
	on := p.Ink
	for i := range s.Items {
		it := &s.Items[i]
		switch out[i] = p.Of(it.Fill); it.Fill.Role {
		case scene.OnFill:
			out[i] = on
		case scene.Own, scene.Series, scene.Accent, scene.Muted:
			for share := 1.0; share > 0 && scene.Contrast(out[i], p.Paper) < leastContrast; share -= 0.05 {
				out[i] = scene.Mix(p.Of(it.Fill), p.Ink, share)
			}
		default:
		}
		if it.Shape == scene.Rect {
			on = scene.Readable(out[i])
		}
	}
	return out
}

// redraw shows the scene as it was laid out.
func (p *picture) redraw() {
	p.colors = nil
	if p.scene != nil {
		p.colors = colorsOf(p.scene, palette(look.Variant()))
	}
	p.texts.set()
	p.mark()
	canvas.Refresh(p.shapes)
	canvas.Refresh(p)
}

// paint paints the shapes of the scene on an image of so many pixels.
func (p *picture) paint(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	size := p.Size()
	if p.scene == nil || size.Width <= 0 || len(p.colors) != len(p.scene.Items) {
		return img
	}
	k := float64(w) / float64(size.Width) * float64(scale())
	y := float64(p.y) * float64(w) / float64(size.Width)
	paper := palette(look.Variant()).Paper
	for i := range p.scene.Items {
		it := &p.scene.Items[i]
		if it.Fill.Role == scene.Paper {
			continue
		}
		switch it.Shape {
		case scene.Rect:
			fill(img, pixels(it.X*k, it.Y*k-y, it.W*k, it.H*k), p.colors[i])
			if it.Hatched {
				hatch(img, pixels(it.X*k, it.Y*k-y, it.W*k, it.H*k), paper, k)
			}
		case scene.Line: // all are level or upright
			thick := max(1, math.Round(it.Size*k*0.7))
			fill(img, pixels(it.X*k, it.Y*k-y, max(it.W*k, thick), max(it.H*k, thick)), p.colors[i])
		default: // texts are objects
		}
	}
	return img
}

// pixels returns the whole pixels that a shape covers, at least one each way.
func pixels(x, y, w, h float64) image.Rectangle {
	x0, y0 := int(math.Round(x)), int(math.Round(y))
	return image.Rect(x0, y0, max(x0+1, int(math.Round(x+w))), max(y0+1, int(math.Round(y+h))))
}

func fill(img *image.RGBA, r image.Rectangle, c scene.RGB) {
	r = r.Intersect(img.Rect)
	if r.Empty() {
		return
	}
	first := img.Pix[img.PixOffset(r.Min.X, r.Min.Y) : img.PixOffset(r.Max.X-1, r.Min.Y)+4]
	for x := 0; x < len(first); x += 4 {
		first[x], first[x+1], first[x+2], first[x+3] = c.R, c.G, c.B, 0xff
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(img.Pix[img.PixOffset(r.Min.X, y):], first)
	}
}

// hatch paints stripes of the paper's colour upon a shape.
func hatch(img *image.RGBA, r image.Rectangle, paper scene.RGB, k float64) {
	r = r.Intersect(img.Rect)
	every, thick := max(4, int(math.Round(6*k))), max(1, int(math.Round(1.3*k)))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if (x+y)%every < thick {
				img.SetRGBA(x, y, color.RGBA{paper.R, paper.G, paper.B, 0xff})
			}
		}
	}
}

// mark shows which cell is current, and how far the rows are scrolled.
func (p *picture) mark() {
	p.ring.Hidden = true
	if it := p.marked(); it != nil {
		at, size := p.box(it)
		p.ring.Hidden = at.Y+size.Height < 0 || at.Y > p.Size().Height
		p.ring.StrokeColor, p.ring.StrokeWidth = look.Current(look.ColorDim), 1
		if p.focused {
			p.ring.StrokeColor, p.ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		}
		const out = 2
		p.ring.Move(at.SubtractXY(out, out))
		p.ring.Resize(size.AddWidthHeight(2*out, 2*out))
	}
	p.outline.StrokeWidth, p.outline.StrokeColor = 0, color.Transparent
	if p.focused && p.ring.Hidden {
		p.outline.StrokeWidth, p.outline.StrokeColor = theme.Size(look.SizeOutline), look.Current(look.ColorCurrent)
	}
	p.markScroll()
	canvas.Refresh(p.ring)
	canvas.Refresh(p.outline)
}

// marked returns the item that shows the current cell, or nil if none is visible.
func (p *picture) marked() *scene.Item {
	if p.scene == nil {
		return nil
	}
	for i := range p.scene.Items {
		if it := &p.scene.Items[i]; it.Shape == scene.Rect {
			if row, column, ok := p.cellOf(it); ok && row == p.row && column == p.column {
				return it
			}
		}
	}
	return nil
}

// markScroll shows the thumb of the scroll bar.
func (p *picture) markScroll() {
	n, height := 0, p.Size().Height
	if p.on {
		n = len(p.of.drawn.Rows)
	}
	p.thumb.Hidden = p.scene == nil || p.rows >= n
	if p.thumb.Hidden {
		return
	}
	p.thumb.FillColor, p.thumb.CornerRadius = look.Current(theme.ColorNameScrollBar), 3
	long := max(24, height*float32(p.rows)/float32(n))
	p.thumb.Move(fyne.NewPos(p.Size().Width-thumbRoom+3, (height-long)*float32(p.from)/float32(max(1, p.last))))
	p.thumb.Resize(fyne.NewSize(thumbRoom-4, long))
}

// measures returns what the places of items depend on now.
func (p *picture) measures() measures { return measures{p.Size(), theme.TextSize(), look.Variant()} }

// CreateRenderer implements fyne.Widget.
func (p *picture) CreateRenderer() fyne.WidgetRenderer { return &pictureRenderer{p} }

type pictureRenderer struct{ p *picture }

func (r *pictureRenderer) Destroy()           {}
func (r *pictureRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	return []fyne.CanvasObject{p.shapes, p.clip, p.thumb, p.ring, p.outline}
}

func (r *pictureRenderer) Layout(size fyne.Size) {
	p := r.p
	p.shapes.Resize(size)
	p.clip.Resize(size)
	p.texts.Resize(size)
	p.outline.Resize(size)
	if p.laidAt != p.measures() {
		p.relay()
	}
}

func (r *pictureRenderer) Refresh() {
	r.p.redraw()
}
