package figures

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/scene"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
)

// How a chart is drawn
//
// The scene has only the rows and columns that are visible: rows and columns scroll one at a time,
// and legend, names and totals stay in place. All shapes are painted on one raster, in whole
// pixels, so that they are sharp at any scale and stripes cost nothing. Each text is an object.

// picture shows the figure as a chart. It is empty until show is called.
type picture struct {
	widget.BaseWidget
	of   *view
	tips *panel.Tips

	scene  *scene.Scene // nil if there is nothing to show
	colors []scene.RGB  // of its items
	part   *figures.Figure
	on     bool
	laidAt measures

	from, left  int     // the first row and the first column that are visible
	rows, last  int     // how many rows are visible, and the last value of from
	columns     int     // how many columns are visible
	narrow      float64 // how much less than its width the scene is given, in points
	y           float32
	row, column int // the current cell, in the whole figure
	hovered     int // the item under the pointer, or noItem
	wheel       float32
	focused     bool
	held        command.Held

	shapes  *canvas.Raster
	clip    *container.Clip
	texts   *texts
	ring    *canvas.Rectangle
	outline *canvas.Rectangle
	thumb   *canvas.Rectangle
}

// measures are what the places of items depend on, besides the figure.
type measures struct {
	size    fyne.Size
	em      float32
	variant fyne.ThemeVariant
}

const noItem = -1

var (
	_ fyne.Focusable         = (*picture)(nil)
	_ fyne.Shortcutable      = (*picture)(nil)
	_ fyne.Accessible        = (*picture)(nil)
	_ fyne.Tappable          = (*picture)(nil)
	_ fyne.SecondaryTappable = (*picture)(nil)
	_ fyne.Scrollable        = (*picture)(nil)
	_ fyne.Draggable         = (*picture)(nil)
	_ desktop.Hoverable      = (*picture)(nil)
	_ desktop.Keyable        = (*picture)(nil)
	_ desktop.Mouseable      = (*picture)(nil)
)

func newPicture(v *view, tips *panel.Tips) *picture {
	p := &picture{
		of: v, tips: tips, hovered: noItem, ring: canvas.NewRectangle(color.Transparent),
		outline: canvas.NewRectangle(color.Transparent), thumb: canvas.NewRectangle(color.Transparent),
	}
	p.shapes = canvas.NewRaster(p.paint)
	p.shapes.ScaleMode = canvas.ImageScalePixels
	p.texts = newTexts(p)
	p.clip = container.NewClip(p.texts)
	p.ExtendBaseWidget(p)
	return p
}

// reset makes the first cell current.
func (p *picture) reset() { p.from, p.left, p.y, p.row, p.column = 0, 0, 0, 0, 0 }

// show shows the figure of the view, or nothing.
func (p *picture) show(on bool) {
	p.on = on && p.of.drawn != nil
	p.tips.Leave()
	p.hovered = noItem
	if p.on {
		p.clamp()
	}
	p.relay()
}

// clamp keeps the current cell inside the figure, and on one that is not zero.
func (p *picture) clamp() {
	f := p.of.drawn
	p.row = max(0, min(p.row, len(f.Rows)-1))
	p.column = max(0, min(p.column, len(f.Columns)-1))
	if f.At(p.row, p.column) < 0 {
		if cells := f.RowCells(p.row); len(cells) > 0 {
			p.column = nearest(cells, p.column)
		} else if len(f.Cells) > 0 {
			p.row, p.column = f.Cells[0].Row, f.Cells[0].Column
		}
	}
}

// nearest returns the column of the cell that is nearest to a column.
func nearest(cells []figures.Cell, column int) int {
	best := cells[0].Column
	for _, c := range cells {
		if distance(c.Column, column) < distance(best, column) {
			best = c.Column
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// pointSize is the size of most texts in a scene, and textShare is how large they are in the
// window, compared with the text of the theme.
const (
	pointSize = 11
	textShare = 0.94
)

// scale returns how many device-independent pixels a point of the scene has.
func scale() float32 { return theme.TextSize() * textShare / pointSize }

// thumbRoom is the room for the scroll bar at the right, in device-independent pixels.
const thumbRoom = 10

// mostColumns is the number of columns of a matrix that are shown at once, so that a window has
// few objects.
const mostColumns = 12

// matrix reports whether the chart is a matrix, whose columns scroll.
func (p *picture) matrix() bool { return chart.KindOf(p.of.drawn) == chart.Matrix }

// relay lays the visible rows and columns out.
func (p *picture) relay() {
	size := p.Size()
	if !p.on || size.Width <= 0 || size.Height <= 0 {
		p.scene = nil
		p.redraw()
		return
	}
	p.laidAt, p.narrow = p.measures(), 0
	f := p.of.drawn
	p.columns = len(f.Columns)
	if p.matrix() {
		p.columns = min(p.columns, mostColumns)
	}
	p.left = max(0, min(p.left, len(f.Columns)-p.columns))
	p.fit()
	p.from = max(0, min(p.from, p.last))
	p.lay(p.from, p.rows)
	if over := p.scene.Width - p.width(); over > 0.5 && over < mostApart && p.matrix() { // gaps between columns
		p.narrow = over
		p.lay(p.from, p.rows)
	}
	for p.columns > 1 && p.matrix() && p.scene.Width > p.width()+0.5 {
		p.columns--
		p.lay(p.from, p.rows)
	}
	p.y = max(0, min(p.y, float32(p.scene.Height)*scale()-size.Height))
	p.redraw()
}

// width and height are the size of the chart in points.
func (p *picture) width() float64 { return float64((p.Size().Width - thumbRoom) / scale()) }

func (p *picture) height() float64 { return float64(p.Size().Height / scale()) }

// rowHeight is the height of a row in points, and groupHeight that of a row with the heading of a
// group.
const (
	rowHeight   = 20
	groupHeight = 44
)

// fit computes how many rows fit, and the last row from which the rest fits.
func (p *picture) fit() {
	n := len(p.of.drawn.Rows)
	if chart.KindOf(p.of.drawn) == chart.Days {
		p.rows, p.last = n, 0
		return
	}
	p.lay(0, 1)
	high := float64(rowHeight)
	grouped := p.of.drawn.Cross.Rows == figures.Speaker
	if grouped {
		high = groupHeight
	}
	p.rows = max(1, min(n, 1+int((p.height()-p.scene.Height)/high)))
	p.last = max(0, n-p.rows)
	for grouped && p.rows < n { // many rows may be under one heading
		p.lay(p.from, p.rows+1)
		if p.scene.Height > p.height() {
			break
		}
		p.rows++
	}
}

// mostApart is how much wider than its cells a matrix may be, in points, because some columns
// stand apart.
const mostApart = 40

// lay lays some rows out.
func (p *picture) lay(from, rows int) {
	f := p.of.drawn
	p.part = f
	if p.columns < len(f.Columns) {
		p.part = f.Arranged(span(0, len(f.Rows)), span(p.left, p.left+p.columns))
	}
	k := scale()
	p.scene = chart.Layout(p.part, chart.Options{
		Width: p.width() - p.narrow, From: from, Rows: rows, Bare: true, Words: p.of.words().chart(),
		Measure: func(text string, size float64, bold bool) float64 {
			return float64(fyne.MeasureText(text, float32(size)*k, fyne.TextStyle{Bold: bold}).Width / k)
		},
	})
}

func span(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// cellOf returns the cell that an item shows, in the whole figure.
func (p *picture) cellOf(it *scene.Item) (row, column int, ok bool) {
	if it.Of < 0 || it.Of >= len(p.part.Cells) {
		return 0, 0, false
	}
	c := p.part.Cells[it.Of]
	if p.part != p.of.drawn {
		c.Column += p.left
	}
	return c.Row, c.Column, true
}

// box returns the place of an item in the widget.
func (p *picture) box(it *scene.Item) (at fyne.Position, size fyne.Size) {
	k := scale()
	return fyne.NewPos(float32(it.X)*k, float32(it.Y)*k-p.y), fyne.NewSize(float32(it.W)*k, float32(it.H)*k)
}

// current returns the current cell in words, or "".
func (p *picture) current() string {
	if f := p.of.drawn; p.scene == nil || p.row >= len(f.Rows) || p.column >= len(f.Columns) || f.At(p.row, p.column) < 0 {
		return ""
	}
	return p.of.cell(p.row, p.column)
}

// choose makes a cell current, and scrolls to it.
func (p *picture) choose(row, column int) {
	p.row, p.column = row, column
	from, left := p.from, p.left
	if chart.KindOf(p.of.drawn) != chart.Days {
		p.from = max(min(p.from, row), row-p.rows+1)
	}
	p.left = max(min(p.left, column), column-p.columns+1)
	if from != p.from || left != p.left {
		p.relay()
	} else {
		p.mark()
	}
	p.of.detail.Set(p.current(), nil, theme.ColorNameForeground)
	p.of.win.ShowHints()
}

// scroll shows rows that are n further down.
func (p *picture) scroll(n int) {
	if !p.on {
		return
	}
	p.tips.Leave()
	p.hovered = noItem
	from := p.from
	if p.from = max(0, min(p.from+n, p.last)); p.from != from {
		p.relay()
	}
}

// scrollSideways shows columns that are n further right.
func (p *picture) scrollSideways(n int) {
	if !p.on || !p.matrix() {
		return
	}
	left := p.left
	if p.left = max(0, min(p.left+n, len(p.of.drawn.Columns)-p.columns)); p.left != left {
		p.relay()
	}
}

// Refresh implements fyne.Widget. The size of the text or the colours may be others.
func (p *picture) Refresh() {
	if p.on && p.laidAt != p.measures() {
		p.relay()
	}
	p.BaseWidget.Refresh()
}
