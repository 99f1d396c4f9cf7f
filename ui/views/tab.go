package views

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
)

// tab is the tab of a view. The current one is bold and has a line below it. The arrows move
// the focus to the tab beside it, and Enter and Space show the view.
type tab struct {
	widget.BaseWidget
	bar     *Bar
	at      int
	view    View
	tips    *panel.Tips
	text    *canvas.Text
	line    *canvas.Rectangle
	back    *canvas.Rectangle
	current bool
	brief   bool // shows its number, unless it is current
	hovered bool
	focused bool
}

var (
	_ fyne.Tappable     = (*tab)(nil)
	_ fyne.Focusable    = (*tab)(nil)
	_ fyne.Accessible   = (*tab)(nil)
	_ desktop.Hoverable = (*tab)(nil)
)

func newTab(bar *Bar, tips *panel.Tips, at int, v View) *tab {
	t := &tab{
		bar: bar, at: at, view: v, tips: tips, text: canvas.NewText(v.Title, color.Transparent),
		line: canvas.NewRectangle(color.Transparent), back: canvas.NewRectangle(color.Transparent),
	}
	t.ExtendBaseWidget(t)
	return t
}

// number returns the number of the tab, from 1.
func (t *tab) number() string { return strconv.Itoa(t.at + 1) }

// shown returns the text of the tab.
func (t *tab) shown() string {
	if t.brief && !t.current {
		return t.number()
	}
	return t.view.Title
}

// tabWidth returns the width of a tab with a text.
func tabWidth(text string) float32 {
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + 2*tabPad
}

// Tapped implements fyne.Tappable.
func (t *tab) Tapped(*fyne.PointEvent) {
	t.tips.Leave()
	t.view.Show()
}

// MouseIn implements desktop.Hoverable.
func (t *tab) MouseIn(e *desktop.MouseEvent) {
	if e != nil && e.Button != 0 { // a drag
		return
	}
	t.hovered = true
	t.Refresh()
	t.tips.Below(t, t.view.Tip())
}

// MouseMoved implements desktop.Hoverable.
func (t *tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *tab) MouseOut() {
	t.hovered = false
	t.Refresh()
	t.tips.Leave()
}

// FocusGained implements fyne.Focusable.
func (t *tab) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *tab) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements fyne.Focusable.
func (t *tab) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *tab) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft:
		t.bar.focus(t.at - 1)
	case fyne.KeyRight:
		t.bar.focus(t.at + 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.view.Show()
	case fyne.KeyEscape:
		if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
			c.Unfocus()
		}
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (t *tab) AccessibilityLabel() string {
	title := map[string]any{"View": t.view.Title}
	if t.current {
		return lang.L("View: {{.View}}, current", title)
	}
	return lang.L("View: {{.View}}", title)
}

// AccessibilityRole implements fyne.Accessible. Fyne has no role for tabs.
func (t *tab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{t}
	r.style()
	return r
}

// The padding of a tab beside its text, and the thickness of the line below the current
// one, in device-independent pixels.
const (
	tabPad  = 10
	tabLine = 3
)

type tabRenderer struct{ t *tab }

func (r *tabRenderer) Destroy() {}

func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.back, r.t.line, r.t.text}
}

// MinSize implements fyne.WidgetRenderer. The width is that of the bold text, so that the
// tabs stay where they are when another one becomes current.
func (r *tabRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.t.shown(), theme.TextSize(), fyne.TextStyle{Bold: true})
	return fyne.NewSize(tabWidth(r.t.shown()), size.Height+2*tabLine)
}

func (r *tabRenderer) Layout(size fyne.Size) {
	t := r.t
	t.back.Move(fyne.NewPos(1, 1))
	t.back.Resize(size.SubtractWidthHeight(2, 2))
	t.line.Move(fyne.NewPos(tabPad/2, size.Height-tabLine))
	t.line.Resize(fyne.NewSize(size.Width-tabPad, tabLine))
	t.text.Resize(size)
}

func (r *tabRenderer) style() {
	t := r.t
	t.text.Text = t.shown()
	t.text.TextSize, t.text.Alignment = theme.TextSize(), fyne.TextAlignCenter
	t.text.TextStyle.Bold, t.text.Color = t.current, look.Current(theme.ColorNameForeground)
	t.line.FillColor, t.line.Hidden = look.Current(theme.ColorNamePrimary), !t.current
	t.back.CornerRadius, t.back.FillColor, t.back.StrokeWidth = theme.Size(theme.SizeNameButtonRadius), color.Transparent, 0
	if t.hovered {
		t.back.FillColor = look.Current(theme.ColorNameHover)
	}
	if t.focused {
		t.back.StrokeColor, t.back.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	}
}

func (r *tabRenderer) Refresh() {
	r.style()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}
