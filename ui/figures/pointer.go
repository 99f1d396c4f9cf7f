package figures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/scene"
)

// under returns the index of the item at a position that says something, or noItem. Of several it
// is the one that is painted last.
func (p *picture) under(at fyne.Position) int {
	if p.scene == nil {
		return noItem
	}
	for i := len(p.scene.Items) - 1; i >= 0; i-- {
		it := &p.scene.Items[i]
		if it.Tip == "" && it.Of < 0 {
			continue
		}
		from, size := p.box(it)
		if it.Shape == scene.Text {
			from, size = p.textBox(it, from)
		}
		if at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height {
			return i
		}
	}
	return noItem
}

// textBox returns the place of a text.
func (p *picture) textBox(it *scene.Item, at fyne.Position) (fyne.Position, fyne.Size) {
	size := fyne.MeasureText(it.Text, float32(it.Size)*scale(), fyne.TextStyle{Bold: it.Bold})
	if it.Turned {
		return at.SubtractXY(size.Height, size.Width-shift(it.Anchor, size.Width)), fyne.NewSize(size.Height, size.Width)
	}
	return at.SubtractXY(shift(it.Anchor, size.Width), size.Height*0.8), size
}

// tip returns what is said of an item: its cell, or its whole text.
func (p *picture) tip(i int) string {
	it := &p.scene.Items[i]
	if row, column, ok := p.cellOf(it); ok {
		return p.of.cell(row, column)
	}
	return it.Tip
}

// MouseDown implements desktop.Mouseable. It makes a cell current at once.
func (p *picture) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		p.point(e.Position)
	}
}

// MouseUp implements desktop.Mouseable.
func (p *picture) MouseUp(*desktop.MouseEvent) {}

// point makes the cell at a position current, and reports whether there is one.
func (p *picture) point(at fyne.Position) bool {
	p.tips.Leave()
	p.of.win.Focus(p)
	if i := p.under(at); i != noItem {
		if row, column, ok := p.cellOf(&p.scene.Items[i]); ok {
			p.choose(row, column)
			return true
		}
	}
	return false
}

// Tapped implements fyne.Tappable. It opens what the cell counts.
func (p *picture) Tapped(e *fyne.PointEvent) {
	if p.point(e.Position) {
		p.of.open()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (p *picture) TappedSecondary(e *fyne.PointEvent) {
	p.point(e.Position)
	p.of.openMenu(e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (p *picture) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable. It shows the numbers under the pointer.
func (p *picture) MouseMoved(e *desktop.MouseEvent) {
	i := p.under(e.Position)
	if i == p.hovered {
		return
	}
	p.hovered = i
	p.tips.Leave()
	if i != noItem {
		p.tips.Rest(p.tip(i), e.AbsolutePosition.AddXY(0, theme.TextSize()))
	}
}

// MouseOut implements desktop.Hoverable.
func (p *picture) MouseOut() {
	p.hovered = noItem
	p.tips.Leave()
}

// wheelStep is how far the wheel moves for each row, in device-independent pixels.
const wheelStep = 12

// Scrolled implements fyne.Scrollable.
func (p *picture) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := -e.Scrolled.DX, -e.Scrolled.DY
	if dx*dx > dy*dy {
		if dx > 0 {
			p.scrollSideways(1)
		} else {
			p.scrollSideways(-1)
		}
		return
	}
	p.drag(dy, wheelStep)
}

// drag scrolls by a distance: by rows, each of a height, or within rows that are higher than the
// window.
func (p *picture) drag(dy, row float32) {
	if p.scene == nil {
		return
	}
	if p.last == 0 {
		y := p.y
		if p.y = max(0, min(p.y+dy, float32(p.scene.Height)*scale()-p.Size().Height)); p.y != y {
			p.redraw()
		}
		return
	}
	p.wheel += dy
	n := int(p.wheel / row)
	p.wheel -= float32(n) * row
	p.scroll(n)
}

// Dragged implements fyne.Draggable.
func (p *picture) Dragged(e *fyne.DragEvent) { p.drag(-e.Dragged.DY, rowHeight*scale()) }

// DragEnd implements fyne.Draggable.
func (p *picture) DragEnd() { p.wheel = 0 }
