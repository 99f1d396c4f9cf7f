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

// Side is one of the panes beside the centre.
type Side int

const (
	Left Side = iota
	Right
)

// Widths holds the widths of the side panes, and which of them the analyst has hidden.
type Widths struct {
	Width  [2]float32 // by Side
	Hidden [2]bool
}

// Panes lays out three panes with dividers between them. If the window changes
// size, the side panes keep their widths unless the centre would be too narrow.
//
// A side pane can be hidden: by the analyst, because two readers leave no room for
// it, or because only the centre is shown. In the first two cases a strip takes its
// place, which can bring it back. A hidden pane that is needed for a while, such as
// the list while one filters it, is shown by SetPeek.
type Panes struct {
	widget.BaseWidget
	Strips [2]fyne.CanvasObject // take the place of hidden panes
	OnDrag func()               // called while a divider is dragged, if set

	centre     fyne.CanvasObject
	sides      [2]fyne.CanvasObject
	kept       Widths
	backs      [2]*canvas.Rectangle
	centreBack *canvas.Line // a thick line; see Panes.paper
	dividers   [2]*divider
	changed    func(Widths)
	wide       bool    // the centre has two readers
	only       bool    // only the centre is shown
	peek       [2]bool // the pane is shown although it is hidden
	dragged    float32 // the width that the divider would give its pane, without limits
	before     float32 // the width of the pane before it was dragged
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

// NewPanes returns panes with the given widths. It calls changed, unless nil, when
// the analyst changes them.
func NewPanes(left, centre, right fyne.CanvasObject, kept Widths, changed func(Widths)) *Panes {
	p := &Panes{
		sides: [2]fyne.CanvasObject{left, right}, centre: centre, kept: kept, changed: changed,
		centreBack: canvas.NewLine(color.Transparent),
	}
	for side := range p.sides {
		p.kept.Width[side] = max(kept.Width[side], sideMin)
		p.backs[side] = canvas.NewRectangle(color.Transparent)
		p.Strips[side] = canvas.NewRectangle(color.Transparent)
		d := newDivider()
		d.begun = func() { p.dragged, p.before = p.width(Side(side)), p.kept.Width[side] }
		d.dragged = func(dx float32) { p.drag(Side(side), dx) }
		d.twice = func() { p.Toggle(Side(side)) }
		p.dividers[side] = d
	}
	p.ExtendBaseWidget(p)
	return p
}

// width returns the present width of a side pane or of its strip.
func (p *Panes) width(side Side) float32 { return p.widths(p.Size().Width)[side] }

// drag moves a divider. Near the edge of the window it hides the pane, as a click on
// the strip would show it.
func (p *Panes) drag(side Side, dx float32) {
	if p.OnDrag != nil {
		p.OnDrag()
	}
	if side == Right {
		dx = -dx
	}
	p.dragged += dx
	if p.dragged < sideMin/2 {
		p.kept.Hidden[side], p.peek[side] = true, false
		p.kept.Width[side] = p.before
	} else {
		most := p.Size().Width - centreMin - p.width(1-side)
		p.kept.Hidden[side] = false
		p.kept.Width[side] = max(sideMin, min(p.dragged, most))
		p.peek[side] = !p.Shown(side) // a narrow window would hide it
	}
	p.update()
}

func (p *Panes) update() {
	p.Refresh()
	if p.changed != nil {
		p.changed(p.kept)
	}
}

// Shown reports whether a side pane is visible.
func (p *Panes) Shown(side Side) bool {
	switch {
	case p.peek[side]:
		return true
	case p.only, p.kept.Hidden[side]:
		return false
	}
	return side == Right || !p.wide || p.Size().Width >= wideWindow
}

// Toggle hides a side pane, or shows it.
func (p *Panes) Toggle(side Side) {
	show := !p.Shown(side)
	p.peek[side] = false
	if !p.only {
		p.kept.Hidden[side] = !show
	}
	p.peek[side] = show && !p.Shown(side)
	p.update()
}

// widths returns the widths of the side panes, or of their strips, in a window of a
// given width. If the centre would be too narrow, it shrinks the side panes, but not
// below sideMin.
func (p *Panes) widths(total float32) (out [2]float32) {
	wish := float32(centreWish)
	if p.wide {
		wish = centreWide
	}
	var shown [2]bool
	for side := range out {
		shown[side] = p.Shown(Side(side))
		switch {
		case shown[side]:
			out[side] = p.kept.Width[side]
		case !p.only:
			out[side] = p.Strips[side].MinSize().Width
		}
	}
	over := out[Left] + out[Right] + wish - total
	if over <= 0 {
		return out
	}
	switch {
	case shown[Left] && shown[Right]:
		share := over * out[Left] / (out[Left] + out[Right])
		out[Left], out[Right] = max(sideMin, out[Left]-share), max(sideMin, out[Right]-(over-share))
	case shown[Left]:
		out[Left] = max(sideMin, out[Left]-over)
	case shown[Right]:
		out[Right] = min(out[Right], max(inspectorWish, out[Right]-over))
	}
	return out
}

// SetWide sets whether the centre has two readers.
func (p *Panes) SetWide(wide bool) {
	if wide != p.wide {
		p.wide, p.peek = wide, [2]bool{}
		p.Refresh()
	}
}

// SetOnly sets whether only the centre is shown.
func (p *Panes) SetOnly(only bool) {
	if only != p.only {
		p.only, p.peek = only, [2]bool{}
		p.Refresh()
	}
}

// SetPeek sets whether a side pane is shown even if it is hidden.
func (p *Panes) SetPeek(side Side, peek bool) {
	if peek != p.peek[side] && (!peek || !p.Shown(side)) {
		p.peek[side] = peek
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
		p.backs[Left], p.centreBack, p.backs[Right], p.sides[Left], p.centre, p.sides[Right],
		p.Strips[Left], p.Strips[Right], p.dividers[Left], p.dividers[Right],
	}
}

func (r *panesRenderer) MinSize() fyne.Size { return fyne.NewSize(2*sideMin+centreMin, 240) }

func (r *panesRenderer) Layout(size fyne.Size) {
	p := r.p
	widths := p.widths(size.Width)
	left, right := widths[Left], widths[Right]
	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
	for side, x := range [2]float32{0, size.Width - right} {
		shown, width := p.Shown(Side(side)), widths[side]
		setVisible(shown, p.sides[side])
		setVisible(!shown && width > 0, p.Strips[side])
		setVisible(width > 0, p.backs[side], p.dividers[side])
		put(p.backs[side], x, width)
		put(p.Strips[side], x, width)
		if shown { // what is hidden keeps its size, so that it need not be laid out
			put(p.sides[side], x, width)
		}
	}
	p.paper(left, size.Width-left-right, size.Height)
	put(p.centre, left+1, size.Width-left-right-2)
	put(p.dividers[Left], left-dividerHandle/2, dividerHandle)
	put(p.dividers[Right], size.Width-right-dividerHandle/2, dividerHandle)
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
		if show == o.Visible() {
			continue
		}
		if show {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

func (r *panesRenderer) Refresh() {
	p := r.p
	p.backs[Left].FillColor = look.OnWindow(look.ColorPane)
	p.backs[Right].FillColor = look.OnWindow(look.ColorPane)
	p.centreBack.StrokeColor = look.OnWindow(look.ColorPaper)
	r.Layout(p.Size())
	canvas.Refresh(p)
}

// divider is the line beside a pane. It is dragged to change the width of the pane,
// and clicked twice to hide the pane or to show it.
type divider struct {
	widget.BaseWidget
	begun   func() // called when dragging begins
	dragged func(dx float32)
	twice   func()
	line    *canvas.Rectangle
	hovered bool
	held    bool // it is being dragged
}

var (
	_ fyne.Draggable      = (*divider)(nil)
	_ fyne.DoubleTappable = (*divider)(nil)
	_ desktop.Hoverable   = (*divider)(nil)
)

func newDivider() *divider {
	d := &divider{line: canvas.NewRectangle(color.Transparent)}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged implements fyne.Draggable.
func (d *divider) Dragged(e *fyne.DragEvent) {
	if !d.held {
		d.held = true
		d.begun()
	}
	d.dragged(e.Dragged.DX)
}

// DragEnd implements fyne.Draggable.
func (d *divider) DragEnd() { d.held = false }

// DoubleTapped implements fyne.DoubleTappable.
func (d *divider) DoubleTapped(*fyne.PointEvent) { d.twice() }

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
