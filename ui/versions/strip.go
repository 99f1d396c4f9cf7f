package versions

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/carry"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// title returns the date and the title of a version, and whether it is the newest or a corrected
// text.
func (c chain) title(i int) string {
	return c.named(i, words.VersionDate(c.versions[i].doc.Article), c.versions[i].doc.Heading())
}

// head returns the date of a version, and whether it is the newest or a corrected text.
func (c chain) head(i int) string {
	return c.named(i, words.VersionDate(c.versions[i].doc.Article))
}

// named adds to the parts of a title whether a version is the newest or a corrected text.
func (c chain) named(i int, parts ...string) string {
	if c.versions[i].corrected {
		parts = append(parts, lang.L("corrected text"))
	}
	if i > 0 && i == len(c.versions)-1 {
		parts = append(parts, lang.L("newest"))
	}
	return strings.Join(parts, " · ")
}

// detail returns how much a version has.
func (c chain) detail(i int, counts func(carry.Left) bool) string {
	v := c.versions[i]
	parts := []string{words.N("{{.Count}} sentences", len(v.doc.Sentences()))}
	if n := c.leftOn(v.doc.ID, counts); n > 0 {
		parts = append(parts, words.N("{{.Count}} left behind", n))
	}
	if n := len(v.notices); n > 0 {
		parts = append(parts, words.N("{{.Count}} correction notices", n))
	}
	return strings.Join(parts, " · ")
}

// The signs of the versions that are compared: the left column and the right one.
const (
	leftColumn  = "◀"
	rightColumn = "▶"
)

// strip shows the versions, a line for each, the newest first. A click compares a version with
// the one before.
type strip struct {
	widget.BaseWidget
	of      *Controller
	lines   []*stripLine
	objects []fyne.CanvasObject
	first   int // the first visible line
}

// mostLines is the number of versions that are visible at once.
const mostLines = 4

func newStrip(c *Controller) *strip {
	s := &strip{of: c}
	for range mostLines {
		l := newStripLine(s)
		s.lines = append(s.lines, l)
		s.objects = append(s.objects, l)
	}
	s.ExtendBaseWidget(s)
	return s
}

// at returns the version of a line, or −1.
func (s *strip) at(line int) int { return len(s.of.chain.versions) - 1 - s.first - line }

// Scrolled implements fyne.Scrollable.
func (s *strip) Scrolled(e *fyne.ScrollEvent) {
	n := 1
	if e.Scrolled.DY > 0 {
		n = -1
	}
	s.first = max(0, min(s.first+n, len(s.of.chain.versions)-mostLines))
	s.Refresh()
}

// reveal scrolls so that the newer one of the compared versions is visible.
func (s *strip) reveal() {
	line := len(s.of.chain.versions) - 1 - s.of.b
	s.first = max(0, min(s.first, len(s.of.chain.versions)-mostLines))
	if line >= 0 && s.of.b >= 0 {
		s.first = max(0, min(s.first, line), line-mostLines+2)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer { return &stripRenderer{s} }

type stripRenderer struct{ s *strip }

func (r *stripRenderer) Destroy()                     {}
func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.s.objects }

func (r *stripRenderer) MinSize() fyne.Size {
	n := min(mostLines, len(r.s.of.chain.versions))
	return fyne.NewSize(100, float32(n)*r.s.lines[0].MinSize().Height)
}

func (r *stripRenderer) Layout(size fyne.Size) {
	high := r.s.lines[0].MinSize().Height
	for i, l := range r.s.lines {
		l.Hidden = r.s.at(i) < 0
		l.Move(fyne.NewPos(0, float32(i)*high))
		l.Resize(fyne.NewSize(size.Width, high))
	}
}

func (r *stripRenderer) Refresh() {
	r.s.reveal()
	for i, l := range r.s.lines {
		l.set(r.s.at(i))
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

// stripLine shows a version.
type stripLine struct {
	widget.BaseWidget
	s       *strip
	at      int
	sign    *canvas.Text
	title   *control.MarkedText
	detail  *control.MarkedText
	back    *canvas.Rectangle
	hovered bool
}

var (
	_ fyne.Tappable     = (*stripLine)(nil)
	_ fyne.Accessible   = (*stripLine)(nil)
	_ desktop.Hoverable = (*stripLine)(nil)
)

func newStripLine(s *strip) *stripLine {
	l := &stripLine{
		s: s, at: -1, sign: canvas.NewText("", color.Transparent), back: canvas.NewRectangle(color.Transparent),
		title: control.NewMarkedText(theme.SizeNameText), detail: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *stripLine) set(at int) {
	l.at = at
	if at < 0 {
		return
	}
	c := l.s.of
	l.sign.Text = ""
	switch at {
	case c.a:
		l.sign.Text = leftColumn
	case c.b:
		l.sign.Text = rightColumn
	}
	l.title.Bold = l.sign.Text != ""
	l.title.Set(c.chain.title(at), nil, theme.ColorNameForeground)
	l.detail.Set(c.chain.detail(at, c.seen), nil, look.ColorDim)
	l.Refresh()
}

// Tapped implements fyne.Tappable.
func (l *stripLine) Tapped(*fyne.PointEvent) {
	c := l.s.of
	switch {
	case l.at > 0:
		c.compare(l.at-1, l.at)
	case l.at == 0:
		c.compare(0, max(1, c.b))
	}
	c.setSection(differencesSection)
	c.win.Focus(c.view.focusable())
}

// MouseIn implements desktop.Hoverable.
func (l *stripLine) MouseIn(e *desktop.MouseEvent) {
	l.hovered = e == nil || e.Button == 0
	l.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (l *stripLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *stripLine) MouseOut() { l.hovered = false; l.Refresh() }

// AccessibilityLabel implements fyne.Accessible.
func (l *stripLine) AccessibilityLabel() string {
	text := l.title.Text + ", " + l.detail.Text
	switch l.sign.Text {
	case leftColumn:
		text += ", " + lang.L("in the left column")
	case rightColumn:
		text += ", " + lang.L("in the right column")
	}
	return text
}

// AccessibilityRole implements fyne.Accessible.
func (l *stripLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (l *stripLine) CreateRenderer() fyne.WidgetRenderer {
	r := &stripLineRenderer{l}
	r.style()
	return r
}

type stripLineRenderer struct{ l *stripLine }

func (r *stripLineRenderer) Destroy() {}

func (r *stripLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.back, r.l.sign, r.l.title, r.l.detail}
}

// linePad is the padding of a line, in device-independent pixels.
const linePad = 3

func (r *stripLineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, r.l.title.MinSize().Height+2*linePad)
}

func (r *stripLineRenderer) Layout(size fyne.Size) {
	l := r.l
	sign := 1.6 * theme.TextSize()
	high, small := l.title.MinSize().Height, l.detail.MinSize().Height
	l.back.Resize(size)
	l.sign.Move(fyne.NewPos(linePad, linePad))
	l.sign.Resize(fyne.NewSize(sign, high))
	room := max(0, size.Width-sign-3*linePad)
	detail := min(l.detail.Width()+1, room*0.45)
	title := min(l.title.Width()+1, room-detail-theme.Padding())
	l.title.Move(fyne.NewPos(sign+linePad, linePad))
	l.title.Resize(fyne.NewSize(max(0, title), high))
	l.detail.Move(fyne.NewPos(sign+linePad+title+2*theme.Padding(), linePad+(high-small)*0.75))
	l.detail.Resize(fyne.NewSize(max(0, room-title-2*theme.Padding()), small))
}

func (r *stripLineRenderer) Refresh() {
	r.style()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *stripLineRenderer) style() {
	l := r.l
	l.sign.TextSize, l.sign.Color = theme.TextSize(), look.Current(theme.ColorNamePrimary)
	l.back.CornerRadius, l.back.FillColor = theme.Size(theme.SizeNameSelectionRadius), color.Transparent
	if l.hovered {
		l.back.FillColor = look.Current(theme.ColorNameHover)
	}
}
