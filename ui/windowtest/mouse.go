package windowtest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Pages returns the pages of the visible readers, from left to right.
func (b *Harness) Pages() (pages []Page) {
	b.Each(func(o fyne.CanvasObject) {
		if p := AsPage(o); p != nil {
			pages = append(pages, p)
		}
	})
	return pages
}

// Spot returns the position on a page of the middle of a text that is drawn there by
// one object.
func (b *Harness) Spot(page Page, text string) fyne.Position {
	b.T.Helper()
	for _, o := range test.WidgetRenderer(page).Objects() {
		t, ok := o.(*canvas.Text)
		if !ok {
			continue
		}
		if at := strings.Index(t.Text, text); at >= 0 {
			before := fyne.MeasureText(t.Text[:at], t.TextSize, t.TextStyle).Width
			width := fyne.MeasureText(text, t.TextSize, t.TextStyle).Width
			return t.Position().AddXY(before+width/2, t.Size().Height/2)
		}
	}
	b.T.Fatalf("the page does not draw %q", text)
	return fyne.Position{}
}

// Click clicks a page at a position, a number of times in quick succession, with
// modifiers held down.
func (b *Harness) Click(page Page, at fyne.Position, times int, mod fyne.KeyModifier) {
	for range times {
		b.button(page, at, mod)
		page.Tapped(&fyne.PointEvent{Position: at})
	}
}

// button presses the primary button on a page.
func (b *Harness) button(page Page, at fyne.Position, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	e.Position = at
	page.(desktop.Mouseable).MouseDown(e)
}

// Drag drags the pointer over a page with the primary button down.
func (b *Harness) Drag(page Page, from, to fyne.Position) {
	b.button(page, from, 0)
	drag := page.(fyne.Draggable)
	for _, at := range []fyne.Position{from.AddXY((to.X-from.X)/2, (to.Y-from.Y)/2), to} {
		drag.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	drag.DragEnd()
}

// Point moves the pointer to a position on a page.
func (b *Harness) Point(page Page, at fyne.Position) {
	e := &desktop.MouseEvent{}
	e.Position = at
	page.MouseIn(e)
}
