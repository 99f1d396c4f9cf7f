package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// gradeChip shows a grade such as "B2". It is filled if the sentence itself has the letter,
// and hollow if the letter comes from elsewhere. A click starts grading.
type gradeChip struct {
	widget.BaseWidget
	text    string
	own     bool
	tip     func() string
	tapped  func()
	tips    *Tips
	hovered bool
	focused bool

	back  *canvas.Rectangle
	label *canvas.Text
}

var (
	_ fyne.Tappable     = (*gradeChip)(nil)
	_ fyne.Focusable    = (*gradeChip)(nil)
	_ fyne.Accessible   = (*gradeChip)(nil)
	_ desktop.Hoverable = (*gradeChip)(nil)
)

func newGradeChip(tips *Tips, tip func() string, tapped func()) *gradeChip {
	c := &gradeChip{tips: tips, tip: tip, tapped: tapped, back: canvas.NewRectangle(color.Transparent), label: canvas.NewText("", color.Transparent)}
	c.label.Alignment = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	return c
}

// set shows a grade, or hides the chip if the grade is empty.
func (c *gradeChip) set(grade string, own bool) {
	c.Hidden = grade == ""
	if grade != c.text || own != c.own {
		c.text, c.own = grade, own
		c.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (c *gradeChip) Tapped(*fyne.PointEvent) {
	c.tips.Leave()
	leave(c)
	c.tapped()
}

// MouseIn implements desktop.Hoverable.
func (c *gradeChip) MouseIn(e *desktop.MouseEvent) {
	c.hovered = !dragging(e)
	c.Refresh()
	if c.hovered {
		c.tips.Below(c, c.tip())
	}
}

// MouseMoved implements desktop.Hoverable.
func (c *gradeChip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *gradeChip) MouseOut() {
	c.hovered = false
	c.tips.Leave()
	c.Refresh()
}

// FocusGained implements fyne.Focusable.
func (c *gradeChip) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *gradeChip) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *gradeChip) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *gradeChip) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		leave(c)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		leave(c)
		c.tapped()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (c *gradeChip) AccessibilityLabel() string {
	return lang.L("Grade: {{.Grade}}", map[string]any{"Grade": c.tip()})
}

// AccessibilityRole implements fyne.Accessible.
func (c *gradeChip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (c *gradeChip) CreateRenderer() fyne.WidgetRenderer {
	r := &gradeChipRenderer{c}
	r.style()
	return r
}

type gradeChipRenderer struct{ c *gradeChip }

func (r *gradeChipRenderer) Destroy() {}

func (r *gradeChipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.back, r.c.label}
}

// MinSize has room for a letter and a digit, so that the size does not change with the
// grade.
func (r *gradeChipRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText("B2", theme.TextSize(), fyne.TextStyle{Bold: true})
	return size.AddWidthHeight(2*chipPad, chipPad)
}

func (r *gradeChipRenderer) Layout(size fyne.Size) {
	r.c.back.Resize(size)
	r.c.label.Resize(size)
}

func (r *gradeChipRenderer) style() {
	c := r.c
	c.label.Text, c.label.TextSize, c.label.TextStyle.Bold = c.text, theme.TextSize(), c.own
	c.label.Color = look.Current(theme.ColorNameForeground)
	c.back.CornerRadius, c.back.FillColor = 3, color.Transparent
	if c.own {
		c.back.FillColor = look.Current(theme.ColorNameButton)
	}
	c.back.StrokeColor, c.back.StrokeWidth = look.Current(theme.ColorNameInputBorder), 1+theme.Size(look.SizeEdge)
	if c.hovered {
		c.back.StrokeColor = look.Current(theme.ColorNameForeground)
	}
	if c.focused {
		c.back.StrokeColor, c.back.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	}
}

func (r *gradeChipRenderer) Refresh() {
	r.style()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
