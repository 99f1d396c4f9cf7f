package report

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/report"
	"assay.app/assay/ui/look"
)

// page shows a document. It makes the objects of a block when the analyst has scrolled near it.
type page struct {
	widget.BaseWidget
	scroll  *container.Scroll
	back    *canvas.Rectangle
	ring    *canvas.Rectangle
	body    *fyne.Container
	tall    *tall
	escape  func()
	focused bool

	measures measures
	title    string
	strips   []strip // not all are made
	made     int     // how many are
	blocks   []int   // the first strip of each block
	tops     []float32
	width    float32 // at which the strips are placed
}

var (
	_ fyne.Focusable  = (*page)(nil)
	_ fyne.Tappable   = (*page)(nil)
	_ fyne.Accessible = (*page)(nil)
)

// tall is a layout whose height is set.
type tall struct{ height float32 }

// MinSize implements fyne.Layout.
func (t *tall) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, t.height) }

// Layout implements fyne.Layout.
func (t *tall) Layout([]fyne.CanvasObject, fyne.Size) {}

func newPage(escape func()) *page {
	p := &page{escape: escape, tall: &tall{}, measures: measures{}, back: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	p.body = container.New(p.tall)
	p.scroll = container.NewVScroll(p.body)
	p.scroll.OnScrolled = func(fyne.Position) { p.grow(p.below()) }
	p.ExtendBaseWidget(p)
	return p
}

// pageMargin is the margin at the left and the right, in device-independent pixels.
const pageMargin = 20

// below returns the height to which strips are needed: beyond what is visible.
func (p *page) below() float32 {
	const ahead = 600
	return p.scroll.Offset.Y + max(p.scroll.Size().Height, ahead) + ahead
}

// show shows a document in place of another, and keeps how far the page is scrolled.
func (p *page) show(d *report.Preview) {
	offset := p.scroll.Offset.Y
	p.title = d.Title
	p.strips, p.blocks = stripsOf(d)
	p.restart()
	p.grow(offset + p.below())
	p.scroll.Refresh()
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(offset, max(0, p.tall.height-p.scroll.Size().Height))))
	p.Refresh()
}

// restart removes all objects.
func (p *page) restart() {
	p.body.Objects, p.made, p.tops = nil, 0, nil
	p.tall.height = pageMargin
}

// grow makes strips until the page has a height, or the document ends.
func (p *page) grow(height float32) {
	if p.width <= 2*pageMargin || p.made == len(p.strips) || p.tall.height >= height {
		return
	}
	for p.made < len(p.strips) && p.tall.height < height {
		s := p.strips[p.made]
		p.tall.height += s.gap * theme.TextSize()
		p.tops = append(p.tops, p.tall.height)
		p.tall.height += p.put(s, p.tall.height)
		p.made++
	}
	if p.made == len(p.strips) {
		p.tall.height += pageMargin
	}
	p.scroll.Refresh()
}

// reveal shows a block at the top.
func (p *page) reveal(block int) {
	if block < 0 || block >= len(p.blocks) {
		return
	}
	at := p.blocks[block]
	for p.made <= at && p.made < len(p.strips) && p.width > 2*pageMargin {
		p.grow(p.tall.height + 1)
	}
	if at < len(p.tops) {
		p.grow(p.tops[at] + p.scroll.Size().Height + 1)
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, p.tops[at]-pageMargin/2)))
	}
}

// FocusGained implements fyne.Focusable.
func (p *page) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *page) FocusLost() { p.focused = false; p.Refresh() }

// Tapped implements fyne.Tappable.
func (p *page) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// TypedRune implements fyne.Focusable.
func (p *page) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *page) TypedKey(k *fyne.KeyEvent) {
	line := 3 * theme.TextSize()
	room := p.scroll.Size().Height
	switch k.Name {
	case fyne.KeyDown:
		p.move(line)
	case fyne.KeyUp:
		p.move(-line)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.move(room - line)
	case fyne.KeyPageUp:
		p.move(line - room)
	case fyne.KeyHome:
		p.move(-p.scroll.Offset.Y)
	case fyne.KeyEnd:
		for p.made < len(p.strips) && p.width > 2*pageMargin {
			p.grow(p.tall.height + 1)
		}
		p.move(p.tall.height)
	case fyne.KeyEscape:
		p.escape()
	}
}

func (p *page) move(dy float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, p.scroll.Offset.Y+dy))
	p.grow(p.below())
}

// AccessibilityLabel implements fyne.Accessible.
func (p *page) AccessibilityLabel() string { return lang.L("Preview") + ": " + p.title }

// AccessibilityRole implements fyne.Accessible.
func (p *page) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer implements fyne.Widget.
func (p *page) CreateRenderer() fyne.WidgetRenderer {
	r := &pageRenderer{p}
	r.style()
	return r
}

type pageRenderer struct{ p *page }

func (r *pageRenderer) Destroy() {}

func (r *pageRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.back, r.p.scroll, r.p.ring}
}

func (r *pageRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

// Layout implements fyne.WidgetRenderer.
func (r *pageRenderer) Layout(size fyne.Size) {
	p := r.p
	p.back.Resize(size)
	p.ring.Resize(size)
	p.scroll.Resize(size)
	if width := size.Width; width != p.width {
		p.width = width
		p.restart()
		p.grow(p.below())
	} else {
		p.grow(p.below())
	}
}

func (r *pageRenderer) Refresh() {
	r.style()
	canvas.Refresh(r.p)
}

func (r *pageRenderer) style() {
	p := r.p
	p.back.FillColor = look.Current(look.ColorPaper)
	p.back.StrokeColor, p.back.StrokeWidth = look.Current(theme.ColorNameSeparator), 1
	p.ring.StrokeColor, p.ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	p.ring.Hidden = !p.focused
}

// inner returns the width between the margins.
func (p *page) inner() float32 { return p.width - 2*pageMargin - theme.Size(theme.SizeNameScrollBar) }

// line adds a thin line across the page at a height.
func (p *page) line(x, y, width float32) {
	l := canvas.NewLine(look.Current(theme.ColorNameSeparator))
	l.Position1, l.Position2 = fyne.NewPos(x, y), fyne.NewPos(x+width, y)
	p.body.Objects = append(p.body.Objects, l)
}
