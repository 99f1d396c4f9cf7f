package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Panes lays out three panes with dividers between them. If the window changes
// size, the side panes keep their widths unless the centre would be too narrow.
type Panes struct {
	widget.BaseWidget
	left, centre, right   fyne.CanvasObject
	leftWidth, rightWidth float32
	leftBack, rightBack   *canvas.Rectangle
	centreBack            *canvas.Line // a thick line; see Panes.paper
	dividers              [2]*divider
	moved                 func(left, right float32)
	wide                  bool // the centre has two readers
	peek                  bool // the left pane is shown even if the window is narrow
}

// Widths of the panes, in device-independent pixels.
const (
	sideMin       = 200
	centreMin     = 320
	centreWish    = 540  // the side panes shrink if the centre would be narrower than this
	centreWide    = 840  // takes the place of centreWish if there are two readers
	wideWindow    = 1320 // with two readers, a narrower window has no left pane
	inspectorWish = 250  // if there is no left pane, the right pane does not shrink below this
	dividerHandle = 7
)

// NewPanes returns panes with the given widths of the side panes. It calls moved,
// unless nil, with the new widths when a divider is dragged.
func NewPanes(left, centre, right fyne.CanvasObject, leftWidth, rightWidth float32, moved func(left, right float32)) *Panes {
	p := &Panes{
		left: left, centre: centre, right: right, moved: moved,
		leftWidth: max(leftWidth, sideMin), rightWidth: max(rightWidth, sideMin),
		leftBack: canvas.NewRectangle(color.Transparent), rightBack: canvas.NewRectangle(color.Transparent),
		centreBack: canvas.NewLine(color.Transparent),
	}
	p.dividers[0] = newDivider(func(dx float32) { p.drag(dx, 0) })
	p.dividers[1] = newDivider(func(dx float32) { p.drag(0, -dx) })
	p.ExtendBaseWidget(p)
	return p
}

func (p *Panes) drag(left, right float32) {
	p.leftWidth = max(sideMin, p.leftWidth+left)
	p.rightWidth = max(sideMin, p.rightWidth+right)
	w := p.Size().Width
	if over := p.leftWidth + p.rightWidth + centreMin - w; over > 0 {
		if left != 0 {
			p.leftWidth = max(sideMin, p.leftWidth-over)
		} else {
			p.rightWidth = max(sideMin, p.rightWidth-over)
		}
	}
	p.Refresh()
	if p.moved != nil {
		p.moved(p.leftWidth, p.rightWidth)
	}
}

// widths returns the widths of the side panes in a window of a given width. If the
// centre would be too narrow, it shrinks the side panes, but not below sideMin. The
// left width is 0 if two readers leave no room for the left pane and SetPeek has
// not requested it.
func (p *Panes) widths(total float32) (left, right float32) {
	left, right = p.leftWidth, p.rightWidth
	wish := float32(centreWish)
	if p.wide {
		wish = centreWide
	}
	if p.wide && !p.peek && total < wideWindow {
		return 0, min(right, max(inspectorWish, total-wish))
	}
	over := left + right + wish - total
	if over <= 0 {
		return left, right
	}
	share := over * left / (left + right)
	return max(sideMin, left-share), max(sideMin, right-(over-share))
}

// SetWide sets whether the centre has two readers.
func (p *Panes) SetWide(wide bool) {
	if wide != p.wide {
		p.wide, p.peek = wide, false
		p.Refresh()
	}
}

// SetPeek sets whether the left pane is shown even if two readers leave it no room.
func (p *Panes) SetPeek(peek bool) {
	if peek != p.peek {
		p.peek = peek
		p.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer { return &panesRenderer{p} }

type panesRenderer struct{ p *Panes }

func (r *panesRenderer) Destroy() {}

func (r *panesRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	return []fyne.CanvasObject{
		p.leftBack, p.centreBack, p.rightBack, p.left, p.centre, p.right, p.dividers[0], p.dividers[1],
	}
}

func (r *panesRenderer) MinSize() fyne.Size { return fyne.NewSize(2*sideMin+centreMin, 240) }

func (r *panesRenderer) Layout(size fyne.Size) {
	p := r.p
	left, right := p.widths(size.Width)
	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
	put(p.leftBack, 0, left)
	if show := left > 0; show != p.left.Visible() {
		setVisible(show, p.left, p.leftBack, p.dividers[0])
	}
	put(p.left, 0, left)
	p.paper(left, size.Width-left-right, size.Height)
	put(p.centre, left+1, size.Width-left-right-2)
	put(p.rightBack, size.Width-right, right)
	put(p.right, size.Width-right, right)
	put(p.dividers[0], left-dividerHandle/2, dividerHandle)
	put(p.dividers[1], size.Width-right-dividerHandle/2, dividerHandle)
}

// paper places the background of the centre. It is a line because, without a
// graphics card, a line is drawn faster than a rectangle. The line has soft edges,
// which the dividers cover.
func (p *Panes) paper(x, width, height float32) {
	p.centreBack.StrokeWidth = width
	p.centreBack.Position1 = fyne.NewPos(x+width/2, 0)
	p.centreBack.Position2 = fyne.NewPos(x+width/2, height)
}

func setVisible(show bool, objects ...fyne.CanvasObject) {
	for _, o := range objects {
		if show {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

func (r *panesRenderer) Refresh() {
	p := r.p
	p.leftBack.FillColor = look.OnWindow(look.ColorPane)
	p.rightBack.FillColor = look.OnWindow(look.ColorPane)
	p.centreBack.StrokeColor = look.OnWindow(look.ColorPaper)
	r.Layout(p.Size())
	canvas.Refresh(p)
}

type divider struct {
	widget.BaseWidget
	dragged func(dx float32)
	line    *canvas.Rectangle
	hovered bool
}

var (
	_ fyne.Draggable    = (*divider)(nil)
	_ desktop.Hoverable = (*divider)(nil)
)

func newDivider(dragged func(float32)) *divider {
	d := &divider{dragged: dragged, line: canvas.NewRectangle(color.Transparent)}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged implements fyne.Draggable.
func (d *divider) Dragged(e *fyne.DragEvent) { d.dragged(e.Dragged.DX) }

// DragEnd implements fyne.Draggable.
func (d *divider) DragEnd() {}

// Cursor implements desktop.Cursorable.
func (d *divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn implements desktop.Hoverable.
func (d *divider) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (d *divider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (d *divider) MouseOut() { d.hovered = false; d.Refresh() }

// CreateRenderer implements fyne.Widget.
func (d *divider) CreateRenderer() fyne.WidgetRenderer { return &dividerRenderer{d} }

type dividerRenderer struct{ d *divider }

func (r *dividerRenderer) Destroy()                     {}
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.d.line} }
func (r *dividerRenderer) MinSize() fyne.Size           { return fyne.NewSize(dividerHandle, 1) }

func (r *dividerRenderer) Layout(size fyne.Size) {
	w := float32(1)
	if r.d.hovered {
		w = 3
	}
	r.d.line.Move(fyne.NewPos((size.Width-w)/2, 0))
	r.d.line.Resize(fyne.NewSize(w, size.Height))
}

func (r *dividerRenderer) Refresh() {
	r.d.line.FillColor = look.Current(theme.ColorNameSeparator)
	if r.d.hovered {
		r.d.line.FillColor = look.Current(theme.ColorNamePrimary)
	}
	r.Layout(r.d.Size())
	canvas.Refresh(r.d)
}
