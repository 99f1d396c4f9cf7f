package menu

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// panel is an open menu or submenu on the screen.
type panel struct {
	open    *open
	content *fyne.Container
	back    *canvas.Rectangle
	body    *container.Scroll // nil if everything fits
	lines   []*Line
	column  *fyne.Container
	at      int   // index of the selected line; -1 if none is selected
	owner   *Line // the line that opened the submenu; nil for the first panel
}

func newPanel(o *open, m Menu, owner *Line) *panel {
	p := &panel{open: o, owner: owner, at: -1, back: canvas.NewRectangle(nil)}
	p.column = &fyne.Container{Layout: column{}}
	for i, section := range m {
		if i > 0 && len(section) > 0 && len(p.column.Objects) > 0 {
			p.column.Add(canvas.NewRectangle(look.Current(theme.ColorNameSeparator)))
		}
		for _, item := range section {
			l := newLine(item, p, len(p.lines))
			p.lines = append(p.lines, l)
			p.column.Add(l)
		}
	}
	p.back.FillColor = look.Current(theme.ColorNameMenuBackground)
	p.back.StrokeColor, p.back.StrokeWidth = look.Current(theme.ColorNameInputBorder), 1
	p.back.CornerRadius = 6
	p.content = &fyne.Container{Objects: []fyne.CanvasObject{p.back}}
	return p
}

// framePad is the padding between the frame of a panel and its lines.
const framePad = 5

// size returns the size that the panel needs to show everything.
func (p *panel) size() fyne.Size {
	return p.column.MinSize().AddWidthHeight(2*framePad, 2*framePad)
}

// put shows the panel at a position, in a room with a width and height. If the room
// is too low, the lines scroll.
func (p *panel) put(at fyne.Position, room fyne.Size) {
	want := p.size()
	var body fyne.CanvasObject = p.column
	if p.body = nil; want.Height > room.Height {
		bar := theme.Size(theme.SizeNameScrollBar)
		p.body = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), p.column))
		body, want.Width = p.body, want.Width+bar
	}
	size := fyne.NewSize(min(want.Width, room.Width), min(want.Height, room.Height))
	inner := size.SubtractWidthHeight(2*framePad, 2*framePad)
	p.content.Objects = []fyne.CanvasObject{p.back, body}
	body.Move(fyne.NewSquareOffsetPos(framePad))
	body.Resize(inner)
	p.back.Resize(size)
	p.content.Move(at)
	p.content.Resize(size)
}

// selected returns the selected line, or nil.
func (p *panel) selected() *Line {
	if p.at < 0 {
		return nil
	}
	return p.lines[p.at]
}

// selectLine selects a line, or none if i is -1, and scrolls to it.
func (p *panel) selectLine(i int) {
	if i == p.at {
		return
	}
	old := p.selected()
	p.at = i
	if old != nil {
		old.Refresh()
	}
	if l := p.selected(); l != nil {
		l.Refresh()
		p.reveal(l)
	}
}

func (p *panel) reveal(l *Line) {
	if p.body == nil {
		return
	}
	top, bottom := l.Position().Y, l.Position().Y+l.Size().Height
	switch offset, height := p.body.Offset.Y, p.body.Size().Height; {
	case top < offset:
		p.body.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > offset+height:
		p.body.ScrollToOffset(fyne.NewPos(0, bottom-height))
	}
}

// column lays out lines and the separators between sections.
type column struct{}

// ruleRoom is the height of a separator with its padding.
const ruleRoom = 9

// MinSize implements fyne.Layout.
func (column) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if l, ok := o.(*Line); ok {
			least := l.MinSize()
			size.Width = max(size.Width, least.Width)
			size.Height += least.Height
			continue
		}
		size.Height += ruleRoom
	}
	return size
}

// Layout implements fyne.Layout.
func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if l, ok := o.(*Line); ok {
			height := l.MinSize().Height
			l.Move(fyne.NewPos(0, y))
			l.Resize(fyne.NewSize(size.Width, height))
			y += height
			continue
		}
		o.Move(fyne.NewPos(2, y+(ruleRoom-1)/2))
		o.Resize(fyne.NewSize(size.Width-4, 1))
		y += ruleRoom
	}
}
