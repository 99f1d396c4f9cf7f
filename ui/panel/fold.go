package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// Folds remembers which sections of the inspector are folded.
type Folds interface {
	Folded(section string) bool
	SetFolded(section string, folded bool)
}

// fold is a section of a pane with a heading that hides and shows its content.
type fold struct {
	content *fyne.Container
	head    *foldHead
	body    *fyne.Container
	name    string // under which Folds knows the section
	folds   Folds
	changed func()
}

// newFold returns an open section. It calls changed after its height has changed.
func newFold(name, title string, body *fyne.Container, changed func()) *fold {
	f := &fold{name: name, body: body, changed: changed}
	f.head = newFoldHead(title, func() { f.set(f.body.Visible(), true) })
	f.content = container.NewVBox(widget.NewSeparator(), f.head, body)
	return f
}

// use folds the section as it was last, and remembers from now on how it is.
func (f *fold) use(folds Folds) {
	f.folds = folds
	f.set(folds.Folded(f.name), false)
}

// open shows the content.
func (f *fold) open() { f.set(false, false) }

func (f *fold) set(folded, remember bool) {
	if folded != f.body.Visible() {
		return
	}
	f.head.folded = folded
	f.body.Hidden = folded
	f.head.Refresh()
	f.changed()
	if remember && f.folds != nil {
		f.folds.SetFolded(f.name, folded)
	}
}

// count shows in the heading how many notes the section has.
func (f *fold) count(n *notes) {
	text := ""
	if n.written > 0 {
		text = words.Notes(n.written)
	}
	f.say(text)
}

// say shows a text in the heading.
func (f *fold) say(text string) {
	if text != f.head.detail.text.Text {
		f.head.detail.SetText(text)
		f.head.Refresh()
	}
}

// foldHead is the heading of a section. It is a button as wide as its pane.
type foldHead struct {
	widget.BaseWidget
	title   *widget.Label
	detail  *dimText // at the right, such as the number of notes
	icon    *widget.Icon
	back    *canvas.Rectangle
	folded  bool
	hovered bool
	focused bool
	tapped  func()
}

var (
	_ fyne.Tappable     = (*foldHead)(nil)
	_ fyne.Focusable    = (*foldHead)(nil)
	_ fyne.Accessible   = (*foldHead)(nil)
	_ desktop.Hoverable = (*foldHead)(nil)
)

func newFoldHead(text string, tapped func()) *foldHead {
	h := &foldHead{
		title: title(text), detail: newDimText(), icon: widget.NewIcon(theme.MenuDropDownIcon()),
		back: canvas.NewRectangle(color.Transparent), tapped: tapped,
	}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped implements fyne.Tappable.
func (h *foldHead) Tapped(*fyne.PointEvent) {
	leave(h)
	h.tapped()
}

// MouseIn implements desktop.Hoverable.
func (h *foldHead) MouseIn(e *desktop.MouseEvent) {
	h.hovered = !dragging(e)
	h.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (h *foldHead) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (h *foldHead) MouseOut() { h.hovered = false; h.Refresh() }

// FocusGained implements fyne.Focusable.
func (h *foldHead) FocusGained() { h.focused = true; h.Refresh() }

// FocusLost implements fyne.Focusable.
func (h *foldHead) FocusLost() { h.focused = false; h.Refresh() }

// TypedRune implements fyne.Focusable.
func (h *foldHead) TypedRune(rune) {}

// TypedKey implements fyne.Focusable. Enter and Space fold the section or open it,
// and Esc removes the focus.
func (h *foldHead) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		leave(h)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.tapped()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (h *foldHead) AccessibilityLabel() string {
	if h.folded {
		return lang.L("{{.Section}}, collapsed", map[string]any{"Section": h.title.Text})
	}
	return h.title.Text
}

// AccessibilityRole implements fyne.Accessible.
func (h *foldHead) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (h *foldHead) CreateRenderer() fyne.WidgetRenderer {
	r := &foldHeadRenderer{h}
	r.style()
	return r
}

type foldHeadRenderer struct{ h *foldHead }

func (r *foldHeadRenderer) Destroy() {}

func (r *foldHeadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.back, r.h.icon, r.h.title, r.h.detail}
}

// indent returns the left edge of the title, which is to the right of the arrow.
func (r *foldHeadRenderer) indent() float32 { return theme.IconInlineSize() - 2 }

func (r *foldHeadRenderer) MinSize() fyne.Size {
	return r.h.title.MinSize().AddWidthHeight(r.indent(), 0)
}

func (r *foldHeadRenderer) Layout(size fyne.Size) {
	h := r.h
	side := theme.IconInlineSize()
	line := min(size.Height, theme.TextSize()*1.36+2*theme.InnerPadding())
	h.back.Resize(size)
	h.icon.Move(fyne.NewPos(2, (line-side)/2))
	h.icon.Resize(fyne.NewSquareSize(side))
	width := h.detail.MinSize().Width
	if h.detail.text.Text == "" || size.Width-r.indent()-width < fyne.MeasureText(h.title.Text, theme.TextSize(), h.title.TextStyle).Width+2*theme.InnerPadding() {
		width = 0
	}
	h.detail.Hidden = width == 0
	h.title.Move(fyne.NewPos(r.indent(), 0))
	h.title.Resize(fyne.NewSize(size.Width-r.indent()-width, size.Height))
	h.detail.Move(fyne.NewPos(size.Width-width, (line-h.detail.MinSize().Height)/2))
	h.detail.Resize(fyne.NewSize(width, h.detail.MinSize().Height))
}

func (r *foldHeadRenderer) style() {
	h := r.h
	h.icon.Resource = theme.MenuDropDownIcon()
	if h.folded {
		h.icon.Resource = theme.MenuExpandIcon()
	}
	h.icon.Refresh()
	h.back.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
	h.back.FillColor = color.Transparent
	if h.hovered {
		h.back.FillColor = look.Current(theme.ColorNameHover)
	}
	h.back.StrokeColor, h.back.StrokeWidth = look.Current(look.ColorCurrent), 0
	if h.focused {
		h.back.StrokeWidth = theme.Size(look.SizeOutline)
	}
}

func (r *foldHeadRenderer) Refresh() {
	r.style()
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
