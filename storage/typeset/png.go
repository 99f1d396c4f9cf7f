package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"assay.app/assay/model/scene"
)

// Limits of pictures, in pixels.
const (
	mostAcross = 16_384
	mostPixels = 64_000_000
)

// ErrTooLarge is returned for a picture with too many pixels.
var ErrTooLarge = errors.New("the picture is too large")

// PNG rasterises a scene, with a number of pixels for each point. It returns ErrTooLarge if the
// picture would have more than 16,384 pixels across or down, or 64 million in all.
func (f *Fonts) PNG(s *scene.Scene, scale float64, p *scene.Palette) ([]byte, error) {
	w, h := math.Ceil(s.Width*scale), math.Ceil(s.Height*scale)
	if !(w >= 1 && h >= 1) {
		w, h = max(w, 1), max(h, 1)
	}
	if !(w <= mostAcross && h <= mostAcross && w*h <= mostPixels) {
		return nil, fmt.Errorf("draw %q: %w", s.Title, ErrTooLarge)
	}
	img := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
	draw.Draw(img, img.Bounds(), image.NewUniform(p.Paper), image.Point{}, draw.Src)
	c := canvas{img: img, scale: scale, fonts: f}
	colors := p.Colors(s)
	for i := range s.Items {
		c.item(&s.Items[i], colors[i], p)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("write a PNG: %w", err)
	}
	return out.Bytes(), nil
}

// canvas paints on an image. Its coordinates are points from the top left corner.
type canvas struct {
	img   *image.RGBA
	scale float64
	fonts *Fonts
}

func (c *canvas) item(it *scene.Item, color scene.RGB, p *scene.Palette) {
	switch it.Shape {
	case scene.Rect:
		c.polygon(color, [2]float64{it.X, it.Y}, [2]float64{it.X + it.W, it.Y}, [2]float64{it.X + it.W, it.Y + it.H}, [2]float64{it.X, it.Y + it.H})
		if it.Hatched {
			for _, l := range Hatching(it) {
				c.line(l[0], l[1], HatchWidth, scene.Mix(p.Paper, color, HatchShare))
			}
		}
	case scene.Line:
		c.line([2]float64{it.X, it.Y}, [2]float64{it.X + it.W, it.Y + it.H}, max(it.Size, 0.25), color)
	case scene.Text:
		c.text(it, color)
	default: // a shape of a newer Assay
	}
}

// line paints a line with flat ends.
func (c *canvas) line(from, to [2]float64, thick float64, color scene.RGB) {
	dx, dy := to[0]-from[0], to[1]-from[1]
	length := math.Hypot(dx, dy)
	if !(length > 0) {
		return
	}
	nx, ny := -dy/length*thick/2, dx/length*thick/2
	c.polygon(color, [2]float64{from[0] + nx, from[1] + ny}, [2]float64{to[0] + nx, to[1] + ny}, [2]float64{to[0] - nx, to[1] - ny}, [2]float64{from[0] - nx, from[1] - ny})
}

// polygon fills a convex polygon.
func (c *canvas) polygon(color scene.RGB, points ...[2]float64) {
	var path outline
	for i, p := range points {
		at := Point{p[0] * c.scale, p[1] * c.scale}
		if i == 0 {
			path = append(path, Segment{OpMove, [3]Point{at}})
		} else {
			path = append(path, Segment{OpLine, [3]Point{at}})
		}
	}
	c.fill(path, color)
}

// outline is an outline in pixels, with y downwards.
type outline []Segment

// fill fills an outline by the nonzero rule. What is outside the image is left out.
func (c *canvas) fill(path outline, color scene.RGB) {
	box, ok := path.bounds(c.img.Bounds())
	if !ok {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	x, y := float64(box.Min.X), float64(box.Min.Y)
	place := func(p Point) (float32, float32) { return float32(p.X - x), float32(p.Y - y) }
	for i := range path {
		s := &path[i]
		ax, ay := place(s.Points[0])
		switch s.Op {
		case OpMove:
			r.ClosePath()
			r.MoveTo(ax, ay)
		case OpLine:
			r.LineTo(ax, ay)
		case OpCurve:
			bx, by := place(s.Points[1])
			cx, cy := place(s.Points[2])
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
	r.Draw(c.img, box, image.NewUniform(color), image.Point{})
}

// bounds returns the pixels that an outline may touch within a limit.
func (o outline) bounds(limit image.Rectangle) (image.Rectangle, bool) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range o {
		n := 1
		if o[i].Op == OpCurve {
			n = 3
		}
		for _, p := range o[i].Points[:n] {
			left, right = min(left, p.X), max(right, p.X)
			top, bottom = min(top, p.Y), max(bottom, p.Y)
		}
	}
	if !(left <= right && top <= bottom) { // empty, or not numbers
		return image.Rectangle{}, false
	}
	far := float64(2 * mostAcross)
	clamp := func(v float64) int { return int(min(max(v, -far), far)) }
	box := image.Rect(clamp(math.Floor(left)), clamp(math.Floor(top)), clamp(math.Ceil(right)), clamp(math.Ceil(bottom))).Intersect(limit)
	return box, !box.Empty()
}

// text paints a line of text.
func (c *canvas) text(it *scene.Item, color scene.RGB) {
	line := c.fonts.Line(it.Text, Style{Size: it.Size, Bold: it.Bold})
	x := -Shift(it.Anchor, line.Width) - line.Before
	for i := range line.Pieces {
		p := &line.Pieces[i]
		unit := p.Style.Size / p.Font.Upem
		for _, g := range p.Glyphs {
			c.glyph(it, p, Point{x + g.X*unit, g.Y * unit}, g.ID, color)
			x += g.Advance * unit
		}
	}
}

// glyph paints a glyph at a place relative to that of its text, with y upwards.
func (c *canvas) glyph(it *scene.Item, p *Piece, at Point, id uint32, color scene.RGB) {
	unit := p.Style.Size / p.Font.Upem
	path := outline(p.Font.Outline(id))
	for i := range path {
		for j := range path[i].Points {
			q := &path[i].Points[j]
			along, up := at.X+q.X*unit, at.Y+q.Y*unit
			if it.Turned { // upwards: what was to the right is above
				*q = Point{(it.X - up) * c.scale, (it.Y - along) * c.scale}
			} else {
				*q = Point{(it.X + along) * c.scale, (it.Y - up) * c.scale}
			}
		}
	}
	c.fill(path, color)
	if p.Style.Bold && !p.Font.Bold { // a font without a bold face
		for i := range path {
			for j := range path[i].Points {
				path[i].Points[j].X += p.Style.Size * c.scale / 30
			}
		}
		c.fill(path, color)
	}
}

// Shift returns how far before its place a text of a width begins.
func Shift(a scene.Anchor, width float64) float64 {
	switch a {
	case scene.Middle:
		return width / 2
	case scene.End:
		return width
	default:
		return 0
	}
}

// The stripes of hatched rectangles, in points.
const (
	HatchStep  = 5.0 // from one stripe to the next
	HatchWidth = 1.2
	HatchShare = 0.65 // of the paper in the colour of the stripes
)

// Hatching returns the stripes of a rectangle, each from a point to a point. They rise to the
// right and end at the edges.
func Hatching(it *scene.Item) (out [][2][2]float64) {
	x, y, w, h := it.X, it.Y, it.W, it.H
	if w < 0 {
		x, w = x+w, -w
	}
	if h < 0 {
		y, h = y+h, -h
	}
	if !(w > 0 && h > 0 && w+h < 100_000) {
		return nil
	}
	for d := HatchStep / 2; d < w+h; d += HatchStep { // the line through (x+d, y) and (x, y+d)
		from := [2]float64{x + max(d-h, 0), y + min(d, h)}
		to := [2]float64{x + min(d, w), y + max(d-w, 0)}
		out = append(out, [2][2]float64{from, to})
	}
	return out
}
