package differences

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// The signs of the differences, between both texts.
const (
	changedSign = "~"
	addedSign   = "+"
	droppedSign = "−"
	movedSign   = "↕"
)

// pad is the space around the texts of a line, in device-independent pixels.
const pad = 6

// gutter returns the width of the signs between both texts.
func gutter() float32 { return 2.2 * theme.TextSize() }

// columnWidth returns the width of the text at each side of a list of a width.
func columnWidth(width float32) float32 {
	return max(20, (width-gutter()-theme.ScrollBarSize()-2*pad)/2)
}

// Columns is a layout that puts two objects above the two texts of a list of the same width.
type Columns struct{}

// MinSize implements fyne.Layout.
func (Columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (Columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := columnWidth(size.Width)
	for i, o := range objects {
		o.Move(fyne.NewPos(pad+float32(i)*(width+gutter()), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func lineHeight() float32 { return fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height }

// cell shows a line. A click makes the line current, and a click on the current one opens it.
type cell struct {
	widget.BaseWidget
	l       *List
	at      int  // the line, or −1
	line    line // what the texts show
	a, b    *Passage
	sign    *canvas.Text
	says    *control.MarkedText // the number of sentences, or from where one has moved
	back    *canvas.Rectangle
	rule    *canvas.Rectangle
	hovered bool
}

var (
	_ fyne.Tappable          = (*cell)(nil)
	_ fyne.SecondaryTappable = (*cell)(nil)
	_ desktop.Hoverable      = (*cell)(nil)
)

func newCell(l *List) *cell {
	c := &cell{
		l: l, at: -1, line: line{pair: -1}, a: NewPassage(), b: NewPassage(), sign: canvas.NewText("", color.Transparent),
		says: control.NewMarkedText(theme.SizeNameCaptionText), back: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(color.Transparent),
	}
	c.sign.Alignment, c.sign.TextStyle.Bold = fyne.TextAlignCenter, true
	c.ExtendBaseWidget(c)
	return c
}

// set shows a line, unless the cell shows it already.
func (c *cell) set(of line) {
	if of == c.line {
		return
	}
	c.line = of
	if of.run > 0 {
		c.show(c.a, nil, -1, nil, false)
		c.show(c.b, nil, -1, nil, false)
		c.says.Set(words.N("{{.Count}} sentences the same", of.run), nil, look.ColorDim)
		c.sign.Text = "⋯"
		c.Refresh()
		return
	}
	p := c.l.compared.Pairs[of.pair]
	c.show(c.a, c.l.compared.A, p.A, p.InA, isDifference(p))
	c.show(c.b, c.l.compared.B, p.B, p.InB, isDifference(p))
	c.sign.Text = signOf(p)
	c.says.Set(movedFrom(p), nil, look.ColorDim)
	c.Refresh()
}

// show shows a sentence of one text in a passage, dim if it is the same in both.
func (c *cell) show(in *Passage, of []string, i int, marks []wording.Difference, differs bool) {
	text := ""
	if i >= 0 {
		text, marks = Clipped(of[i], marks)
	}
	sentence := model.Span{End: len(text)}
	if !differs {
		sentence.End = 0
	}
	in.Set(text, sentence, marks)
}

// signOf returns the sign of a pair.
func signOf(p align.Pair) string {
	sign := ""
	switch p.Kind {
	case align.Same:
	case align.Changed:
		sign = changedSign
	case align.Added:
		return addedSign
	case align.Dropped:
		return droppedSign
	default:
		return "?"
	}
	if p.Moved {
		sign += movedSign
	}
	return sign
}

// movedFrom says from where a sentence has moved, or "".
func movedFrom(p align.Pair) string {
	if !p.Moved {
		return ""
	}
	return lang.L("↕ moved: it was sentence {{.From}} and is sentence {{.To}}", map[string]any{"From": words.Number(p.A + 1), "To": words.Number(p.B + 1)})
}

// high returns the height that the line needs.
func (c *cell) high() float32 {
	if c.line.run > 0 {
		return lineHeight() + 2*pad
	}
	width := columnWidth(c.l.width)
	h := max(c.a.Lay(width), c.b.Lay(width)) + 2*pad
	if c.says.Text != "" {
		h += c.says.MinSize().Height
	}
	return h
}

// Tapped implements fyne.Tappable.
func (c *cell) Tapped(*fyne.PointEvent) {
	if c.at < 0 {
		return
	}
	again := c.l.focused && c.l.at == c.at
	c.l.Focus(c.l)
	c.l.choose(c.at)
	if again || c.line.run > 0 {
		c.l.click()
	}
}

// click opens the current line.
func (l *List) click() {
	if !l.Open() && l.OnOpen != nil {
		l.OnOpen()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *cell) TappedSecondary(e *fyne.PointEvent) {
	if c.at < 0 {
		return
	}
	c.l.Focus(c.l)
	c.l.choose(c.at)
	if c.l.OnMenu != nil {
		c.l.OnMenu(e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *cell) MouseIn(e *desktop.MouseEvent) {
	c.hovered = e == nil || e.Button == 0
	c.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (c *cell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *cell) MouseOut() { c.hovered = false; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	r := &cellRenderer{c}
	r.style()
	return r
}

type cellRenderer struct{ c *cell }

func (r *cellRenderer) Destroy() {}

func (r *cellRenderer) Objects() []fyne.CanvasObject {
	c := r.c
	return []fyne.CanvasObject{c.back, c.rule, c.a, c.b, c.sign, c.says}
}

func (r *cellRenderer) MinSize() fyne.Size { return fyne.NewSize(40, lineHeight()) }

func (r *cellRenderer) Layout(size fyne.Size) {
	c := r.c
	width, between := columnWidth(c.l.width), gutter()
	c.back.Move(fyne.NewPos(1, 1))
	c.back.Resize(size.SubtractWidthHeight(2+theme.ScrollBarSize(), 2))
	c.rule.Move(fyne.NewPos(pad, size.Height-1))
	c.rule.Resize(fyne.NewSize(max(0, size.Width-2*pad-theme.ScrollBarSize()), 1))
	c.a.Move(fyne.NewPos(pad, pad))
	c.a.Resize(fyne.NewSize(width, max(0, size.Height-2*pad)))
	c.b.Move(fyne.NewPos(pad+width+between, pad))
	c.b.Resize(fyne.NewSize(width, max(0, size.Height-2*pad)))
	c.sign.Move(fyne.NewPos(pad+width, pad))
	c.sign.Resize(fyne.NewSize(between, lineHeight()))
	high := c.says.MinSize().Height
	x, y := pad+width+between, size.Height-pad-high
	if c.line.run > 0 {
		y = (size.Height - high) / 2
	}
	c.says.Move(fyne.NewPos(x, y))
	c.says.Resize(fyne.NewSize(width, high))
}

func (r *cellRenderer) Refresh() {
	r.style()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *cellRenderer) style() {
	c := r.c
	here := c.at == c.l.at && c.at >= 0
	c.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	c.back.FillColor, c.back.StrokeWidth = color.Transparent, 0
	switch {
	case here:
		c.back.FillColor = look.Current(theme.ColorNameHover)
	case c.hovered:
		c.back.FillColor = look.Current(look.ColorHover)
	}
	if here && c.l.focused {
		c.back.StrokeColor, c.back.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	}
	c.rule.FillColor = look.Current(theme.ColorNameSeparator)
	c.sign.TextSize, c.sign.Color = theme.TextSize(), look.Current(signInk(c.sign.Text))
	c.says.Hidden = c.says.Text == ""
}

// signInk returns the colour of a sign.
func signInk(sign string) fyne.ThemeColorName {
	switch sign {
	case addedSign:
		return theme.ColorNameSuccess
	case droppedSign:
		return theme.ColorNameError
	case "⋯":
		return look.ColorDim
	}
	return theme.ColorNamePrimary
}

// Spoken returns the text of the current line for screen readers.
func (l *List) Spoken() string {
	if l.at >= len(l.lines) {
		return lang.L("No differences")
	}
	at := l.lines[l.at]
	row := lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": l.at + 1, "Count": len(l.lines)})
	if at.run > 0 {
		return words.N("{{.Count}} sentences the same", at.run) + ", " + row
	}
	p := l.compared.Pairs[at.pair]
	parts := []string{KindName(p)}
	if p.A >= 0 && p.Kind != align.Same {
		parts = append(parts, lang.L("before: {{.Text}}", map[string]any{"Text": model.Excerpt(l.compared.A[p.A])}))
	}
	if p.B >= 0 {
		parts = append(parts, lang.L("now: {{.Text}}", map[string]any{"Text": model.Excerpt(l.compared.B[p.B])}))
	}
	return strings.Join(append(parts, row), ", ")
}

// KindName returns what became of a sentence, in words.
func KindName(p align.Pair) string {
	switch {
	case p.Kind == align.Same && p.Moved:
		return lang.L("moved")
	case p.Kind == align.Changed && p.Moved:
		return lang.L("changed and moved")
	}
	switch p.Kind {
	case align.Same:
		return lang.L("the same")
	case align.Changed:
		return lang.L("changed")
	case align.Added:
		return lang.L("added")
	case align.Dropped:
		return lang.L("dropped")
	default:
		return p.Kind.String()
	}
}

// KeyDown implements desktop.Keyable.
func (l *List) KeyDown(k *fyne.KeyEvent) {
	l.held.Down(k)
	command.PassDown(l, k)
}

// KeyUp implements desktop.Keyable.
func (l *List) KeyUp(*fyne.KeyEvent) { l.held.Up() }
