package menu

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Titled is a menu of the bar.
type Titled struct {
	Title string
	// Letter is the key that opens the menu together with Alt, or "". Underline is
	// the index of its letter in the title, in runes.
	Letter    fyne.KeyName
	Underline int
	// Menu returns the menu as it is now.
	Menu func() Menu
}

// Bar is the menu bar at the top of the window.
type Bar struct {
	Content *fyne.Container

	canvas fyne.Canvas
	win    Window
	titles []*Title
	open   *open // nil if no menu is open
	at     int   // index of the open menu
}

// NewBar returns a bar without menus.
func NewBar(c fyne.Canvas, win Window) *Bar {
	b := &Bar{canvas: c, win: win}
	b.Content = &fyne.Container{Layout: row{}}
	return b
}

// Set replaces the menus.
func (b *Bar) Set(menus []Titled) {
	b.titles, b.Content.Objects = nil, nil
	for i, m := range menus {
		t := &Title{Menu: m, bar: b, at: i}
		t.ExtendBaseWidget(t)
		b.titles = append(b.titles, t)
		b.Content.Objects = append(b.Content.Objects, t)
	}
	b.Content.Refresh()
}

// Letter returns the index of the menu that Alt opens together with a key, or -1.
func (b *Bar) Letter(key fyne.KeyName) int {
	for i, t := range b.titles {
		if key != "" && t.Menu.Letter == key {
			return i
		}
	}
	return -1
}

// Letters returns the keys that open menus together with Alt.
func (b *Bar) Letters() (out []fyne.KeyName) {
	for _, t := range b.titles {
		if t.Menu.Letter != "" {
			out = append(out, t.Menu.Letter)
		}
	}
	return out
}

// Open opens a menu and selects its first line, as a key does.
func (b *Bar) Open(i int) {
	b.show(i)
	b.open.walk(b.open.deepest(), 0)
}

// show opens a menu, or replaces the one that is open.
func (b *Bar) show(i int) {
	if b.open == nil {
		b.open = newOpen(b.canvas, b.win, b)
	}
	t, before := b.titles[i], b.at
	b.at = i
	below := fyne.CurrentApp().Driver().AbsolutePositionForObject(t).AddXY(0, t.Size().Height)
	b.open.show(t.Menu.Menu, below)
	b.titles[before].Refresh()
	t.Refresh()
}

// Below returns the object that has the focus, or the one that gets it when the open menu
// closes.
func (b *Bar) Below() fyne.Focusable {
	if b.open != nil {
		return b.open.below
	}
	return b.canvas.Focused()
}

// step opens the next menu, or the previous one if n is -1.
func (b *Bar) step(n int) {
	b.Open((b.at + n + len(b.titles)) % len(b.titles))
}

func (b *Bar) closed() {
	b.open = nil
	b.titles[b.at].Refresh()
}

// titleAt returns the index of the title at a position of the canvas, or -1.
func (b *Bar) titleAt(at fyne.Position) int {
	for i, t := range b.titles {
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
		if at.X >= from.X && at.X < from.X+t.Size().Width && at.Y < from.Y+t.Size().Height {
			return i
		}
	}
	return -1
}

// Title is the title of a menu in the bar.
type Title struct {
	widget.BaseWidget
	Menu    Titled
	bar     *Bar
	at      int
	hovered bool
}

var (
	_ fyne.Tappable     = (*Title)(nil)
	_ fyne.Accessible   = (*Title)(nil)
	_ desktop.Hoverable = (*Title)(nil)
	_ desktop.Mouseable = (*Title)(nil)
)

// MouseDown implements desktop.Mouseable. It opens the menu before Fyne takes the focus
// from an entry, so that Undo and Copy can act on the entry.
func (t *Title) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		t.hovered = false
		t.bar.show(t.at)
		t.bar.open.pressed = true
	}
}

// MouseUp implements desktop.Mouseable.
func (t *Title) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable. Mice open the menu with MouseDown, and screen readers
// with Tapped.
func (t *Title) Tapped(*fyne.PointEvent) {
	if t.bar.open == nil {
		t.bar.Open(t.at)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Title) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *Title) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *Title) MouseOut() { t.hovered = false; t.Refresh() }

// AccessibilityLabel implements fyne.Accessible.
func (t *Title) AccessibilityLabel() string { return t.Menu.Title }

// AccessibilityRole implements fyne.Accessible.
func (t *Title) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (t *Title) CreateRenderer() fyne.WidgetRenderer {
	r := &titleRenderer{title: t, back: canvas.NewRectangle(color.Transparent), text: canvas.NewText(t.Menu.Title, nil), under: canvas.NewRectangle(nil)}
	r.style()
	return r
}

type titleRenderer struct {
	title *Title
	back  *canvas.Rectangle
	text  *canvas.Text
	under *canvas.Rectangle // below the letter that opens the menu
}

// titlePad is the padding beside a title, and titleHigh that above and below it.
const (
	titlePad  = 9
	titleHigh = 4
)

func (r *titleRenderer) Destroy() {}

func (r *titleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text, r.under}
}

func (r *titleRenderer) MinSize() fyne.Size {
	return measure(r.title.Menu.Title).AddWidthHeight(2*titlePad, 2*titleHigh)
}

func (r *titleRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	text := measure(r.title.Menu.Title)
	x := (size.Width - text.Width) / 2
	r.text.Move(fyne.NewPos(x, titleHigh))
	r.text.Resize(text)
	runes := []rune(r.title.Menu.Title)
	if r.title.Menu.Letter == "" {
		r.under.Hide()
		return
	}
	at := r.title.Menu.Underline
	before, letter := measure(string(runes[:at])).Width, measure(string(runes[at:at+1])).Width
	r.under.Move(fyne.NewPos(x+before+0.5, titleHigh+text.Height*0.86))
	r.under.Resize(fyne.NewSize(letter-1, 1))
}

func (r *titleRenderer) style() {
	ink := theme.ColorNameForeground
	r.back.FillColor = color.Transparent
	switch b := r.title.bar; {
	case b.open != nil && b.at == r.title.at:
		ink = theme.ColorNameForegroundOnPrimary
		r.back.FillColor = look.Current(theme.ColorNamePrimary)
	case r.title.hovered:
		r.back.FillColor = look.Current(theme.ColorNameHover)
	}
	r.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	r.text.TextSize, r.text.Color, r.under.FillColor = theme.TextSize(), look.Current(ink), look.Current(ink)
}

func (r *titleRenderer) Refresh() {
	r.style()
	r.Layout(r.title.Size())
	canvas.Refresh(r.title)
}

// row lays out the titles side by side. In a narrow window they move together.
type row struct{}

// MinSize implements fyne.Layout. The width is 0, so that the bar does not widen the
// window.
func (row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(0, height)
}

// Layout implements fyne.Layout.
func (row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	total := float32(0)
	for _, o := range objects {
		total += o.MinSize().Width
	}
	less := float32(0)
	if total > size.Width && len(objects) > 0 {
		less = min((total-size.Width)/float32(len(objects)), 2*titlePad-4)
	}
	x := float32(0)
	for _, o := range objects {
		width := o.MinSize().Width - less
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}
