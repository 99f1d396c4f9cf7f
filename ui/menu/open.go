package menu

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// How long the pointer rests before a submenu opens or closes, and before a reason is
// shown, so that the pointer can cross other lines on its way to a submenu.
const (
	restDelay = 200 * time.Millisecond
	tipDelay  = 350 * time.Millisecond
)

// open is an open menu with its open submenus. It is an overlay that covers the window
// and has the focus, so that no key and no click reaches the window below it.
type open struct {
	canvas  fyne.Canvas
	win     Window
	bar     *Bar // nil for a context menu
	overlay *fyne.Container
	catcher *catcher
	panels  []*panel // the menu and its open submenus
	at      fyne.Position
	tip     *tip
	later   func()         // cancels what the pointer has begun; nil if nothing
	tipping func()         // cancels a tip that has not appeared yet; nil if none
	uncover func()         // restores the focus of the window
	below   fyne.Focusable // what had the focus when the menu opened
	pressed bool           // the mouse button that opened the menu is still down
}

// Show opens a context menu at a position of the canvas.
func Show(m Menu, c fyne.Canvas, win Window, at fyne.Position) {
	if len(m.Items()) > 0 {
		newOpen(c, win, nil).show(func() Menu { return m }, at)
	}
}

func newOpen(c fyne.Canvas, win Window, bar *Bar) *open {
	o := &open{canvas: c, win: win, bar: bar, tip: newTip()}
	o.catcher = newCatcher(o)
	o.overlay = &fyne.Container{Layout: filling{o}}
	return o
}

// show opens the menu, or replaces the one that is shown.
func (o *open) show(m func() Menu, at fyne.Position) {
	o.at = at
	if o.uncover == nil {
		o.below = o.canvas.Focused()
	}
	o.panels = []*panel{newPanel(o, m(), nil)}
	o.explain(nil, false)
	if o.uncover != nil {
		o.place()
		return
	}
	o.uncover = control.Cover(o.canvas)
	o.canvas.Overlays().Add(o.overlay)
	o.place()
	o.canvas.Focus(o.catcher)
}

// close closes the menu and its submenus.
func (o *open) close() {
	if o.uncover == nil {
		return
	}
	o.stop()
	o.win.Explain("")
	o.canvas.Overlays().Remove(o.overlay)
	o.uncover()
	o.uncover = nil
	if o.bar != nil {
		o.bar.closed()
	}
}

// stop cancels what the pointer has begun.
func (o *open) stop() {
	for _, cancel := range []*func(){&o.later, &o.tipping} {
		if *cancel != nil {
			(*cancel)()
			*cancel = nil
		}
	}
}

// screenEdge is the least distance between a menu and the edges of the window.
const screenEdge = 4

// place puts all panels on the screen.
func (o *open) place() {
	room := o.canvas.Size()
	o.overlay.Objects = []fyne.CanvasObject{o.catcher}
	for i, p := range o.panels {
		at, most := o.at, room.SubtractWidthHeight(2*screenEdge, 2*screenEdge)
		want := p.size()
		switch {
		case p.owner != nil:
			before := o.panels[i-1].content
			owner := o.position(p.owner)
			at = fyne.NewPos(before.Position().X+before.Size().Width-2, owner.Y-framePad)
			if at.X+want.Width > room.Width-screenEdge { // beside the left edge
				at.X = max(screenEdge, before.Position().X-want.Width+2)
			}
		case o.bar != nil: // below the bar
			most.Height = room.Height - at.Y - screenEdge
		case at.Y+want.Height > room.Height-screenEdge && at.Y-want.Height >= screenEdge:
			at.Y -= want.Height // above the pointer
		}
		at.X = max(screenEdge, min(at.X, room.Width-screenEdge-want.Width))
		if o.bar == nil || p.owner != nil {
			at.Y = max(screenEdge, min(at.Y, room.Height-screenEdge-want.Height))
		}
		p.put(at, most)
		o.overlay.Objects = append(o.overlay.Objects, p.content)
	}
	o.overlay.Objects = append(o.overlay.Objects, o.tip.objects()...)
	o.catcher.Resize(room)
	o.overlay.Refresh()
}

// position returns the position of a line on the canvas.
func (o *open) position(l *Line) fyne.Position {
	p := l.panel
	at := p.content.Position().AddXY(framePad, framePad).Add(l.Position())
	if p.body != nil {
		at.Y -= p.body.Offset.Y
	}
	return at
}

// deepest returns the panel that the keys move in.
func (o *open) deepest() *panel { return o.panels[len(o.panels)-1] }

// depth returns the index of a panel, or -1 if it is closed.
func (o *open) depth(p *panel) int {
	for i, q := range o.panels {
		if q == p {
			return i
		}
	}
	return -1
}

// keep closes the submenus after the first n panels.
func (o *open) keep(n int) {
	if n < len(o.panels) {
		o.panels = o.panels[:n]
		o.place()
	}
}

// enter opens the submenu of a line, if it has one.
func (o *open) enter(l *Line) {
	if l.Item.Menu == nil || l.Item.Why != "" {
		return
	}
	depth := o.depth(l.panel)
	if depth+1 < len(o.panels) && o.panels[depth+1].owner == l {
		return // it is open
	}
	o.panels = append(o.panels[:depth+1], newPanel(o, l.Item.Menu, l))
	o.place()
}

// choose runs the item of a line after the menu has closed, or opens its submenu.
func (o *open) choose(l *Line) {
	if o.uncover == nil || o.depth(l.panel) < 0 {
		return // closed in the meantime
	}
	o.stop()
	o.pick(l)
	switch {
	case l.Item.Why != "":
		o.explain(l, false)
	case l.Item.Menu != nil:
		o.enter(l)
	default:
		o.close()
		l.Item.Run()
	}
}

// pick selects a line, and the lines that led to it.
func (o *open) pick(l *Line) {
	for p := l; p != nil; p = p.panel.owner {
		p.panel.selectLine(p.at)
	}
}

// hover selects the line under the pointer.
func (o *open) hover(l *Line) {
	depth := o.depth(l.panel)
	if depth < 0 {
		return
	}
	o.stop()
	o.pick(l)
	o.explain(l, true)
	owns := depth+1 < len(o.panels) && o.panels[depth+1].owner == l
	if owns {
		o.deepest().selectLine(-1)
		return
	}
	if depth+1 == len(o.panels) && l.Item.Menu == nil {
		return
	}
	o.later = o.win.After(restDelay, func() {
		o.later = nil
		if o.depth(l.panel) == depth && l.Selected() {
			o.keep(depth + 1)
			o.enter(l)
		}
	})
}

// leave is called when the pointer has left a line. The line stays selected while its
// submenu is open.
func (o *open) leave(l *Line) {
	if o.depth(l.panel) == len(o.panels)-1 && l.Selected() {
		o.stop()
		l.panel.selectLine(-1)
		o.explain(nil, false)
	}
}

// explain shows why the item of a line cannot be chosen, or its hint. If l is nil or there
// is nothing to show, it hides what is shown. The tip appears after a delay if later is
// true.
func (o *open) explain(l *Line, later bool) {
	if o.tipping != nil {
		o.tipping()
		o.tipping = nil
	}
	o.tip.hide()
	if l == nil {
		o.win.Explain("")
		return
	}
	o.win.Explain(l.Item.Why)
	text := cmp.Or(l.Item.Why, l.Item.Hint)
	if text == "" {
		return
	}
	show := func() {
		o.tipping = nil
		if o.depth(l.panel) >= 0 {
			at, beside := o.position(l), l.panel.content
			o.tip.show(text, at, beside.Position().X, beside.Position().X+beside.Size().Width, l.Size().Height, o.canvas.Size())
		}
	}
	if later {
		o.tipping = o.win.After(tipDelay, show)
		return
	}
	show()
}

// released reports whether the mouse button that opened the menu was still down, and
// records that it is not any more.
func (o *open) released() bool {
	was := o.pressed
	o.pressed = false
	return was
}

// filling is the layout of the overlay. It repositions the panels when the window is
// resized.
type filling struct{ open *open }

// MinSize implements fyne.Layout.
func (filling) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (f filling) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if f.open.catcher.Size() != size && f.open.uncover != nil {
		f.open.place()
	}
}

// catcher receives the keys and the clicks beside the menus.
type catcher struct {
	widget.BaseWidget
	open *open
}

var (
	_ fyne.Focusable         = (*catcher)(nil)
	_ fyne.Shortcutable      = (*catcher)(nil)
	_ fyne.Tappable          = (*catcher)(nil)
	_ fyne.SecondaryTappable = (*catcher)(nil)
	_ desktop.Hoverable      = (*catcher)(nil)
	_ desktop.Mouseable      = (*catcher)(nil)
)

func newCatcher(o *open) *catcher {
	c := &catcher{open: o}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *catcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// Tapped implements fyne.Tappable. It closes the menu. If the click is on another title
// of the bar, it opens the menu of that title.
func (c *catcher) Tapped(e *fyne.PointEvent) {
	o := c.open
	if o.bar != nil {
		if i := o.bar.titleAt(e.AbsolutePosition); i >= 0 && i != o.bar.at {
			o.bar.show(i)
			return
		}
	}
	o.close()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *catcher) TappedSecondary(*fyne.PointEvent) { c.open.close() }

// MouseIn implements desktop.Hoverable.
func (c *catcher) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable. Over another title of the bar, it opens the
// menu of that title.
func (c *catcher) MouseMoved(e *desktop.MouseEvent) {
	o := c.open
	if o.bar == nil || o.uncover == nil {
		return
	}
	if i := o.bar.titleAt(e.AbsolutePosition); i >= 0 && i != o.bar.at {
		o.stop()
		o.bar.show(i)
	}
}

// MouseOut implements desktop.Hoverable.
func (c *catcher) MouseOut() {}

// MouseDown implements desktop.Mouseable.
func (c *catcher) MouseDown(*desktop.MouseEvent) {}

// MouseUp implements desktop.Mouseable.
func (c *catcher) MouseUp(*desktop.MouseEvent) { c.open.released() }

// FocusGained implements fyne.Focusable.
func (c *catcher) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (c *catcher) FocusLost() {}
