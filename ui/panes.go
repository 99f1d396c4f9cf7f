package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// panes lays out three panes with dividers between them. The side panes keep their
// width when the window changes size, and the text column takes up the difference.
type panes struct {
	widget.BaseWidget
	left, centre, right   fyne.CanvasObject
	leftWidth, rightWidth float32
	leftBack, rightBack   *canvas.Rectangle
	centreBack            *canvas.Line // a thick line; see paper
	dividers              [2]*divider
	moved                 func(left, right float32)
	wide                  bool // the centre holds two readers
	peek                  bool // show the left pane, however narrow the window
}

// The widths of the panes, in device-independent pixels.
const (
	sideMin       = 200
	centreMin     = 320
	centreWish    = 540  // the side panes shrink before the text gets narrower than this
	centreWide    = 840  // the same with two readers
	wideWindow    = 1320 // with two readers, a narrower window hides the list
	inspectorWish = 250  // the width of the inspector if the list is hidden
	dividerHandle = 7
)

func newPanes(left, centre, right fyne.CanvasObject, leftWidth, rightWidth float32, moved func(left, right float32)) *panes {
	p := &panes{
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

func (p *panes) drag(left, right float32) {
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

// widths returns the widths of the side panes in a window of the given width: the
// chosen ones, less if the centre would get too narrow.
func (p *panes) widths(total float32) (left, right float32) {
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

// setWide sets whether the centre holds two readers.
func (p *panes) setWide(wide bool) {
	if wide != p.wide {
		p.wide, p.peek = wide, false
		p.Refresh()
	}
}

// setPeek shows the left pane even if two readers leave no room for it.
func (p *panes) setPeek(peek bool) {
	if peek != p.peek {
		p.peek = peek
		p.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *panes) CreateRenderer() fyne.WidgetRenderer { return &panesRenderer{p} }

type panesRenderer struct{ p *panes }

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

// paper places the background of the text. Without a graphics card, a line costs a
// third as much to draw per pixel as a rectangle, and this is the largest surface
// of the window. The blurred edges of the line are hidden by the dividers.
func (p *panes) paper(x, width, height float32) {
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

// divider is the handle between two panes.
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
