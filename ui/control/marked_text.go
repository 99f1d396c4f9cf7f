package control

import (
	"image/color"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
)

// MarkedText is a line of text with some spans emphasised, in bold and in colour.
// Text that does not fit is truncated with an ellipsis.
type MarkedText struct {
	widget.BaseWidget
	Text  string
	Marks []model.Span
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	Bold  bool
	// Emphasis is the colour of emphasised spans; "" means the primary colour.
	Emphasis fyne.ThemeColorName
	runs     []*canvas.Text
}

var _ fyne.Widget = (*MarkedText)(nil)

// NewMarkedText returns an empty line of text in a size of the theme.
func NewMarkedText(size fyne.ThemeSizeName) *MarkedText {
	m := &MarkedText{size: size, color: theme.ColorNameForeground}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows a text on one line in the given colour, and emphasises the marks. The
// marks are spans in bytes of the text.
func (m *MarkedText) Set(text string, marks []model.Span, color fyne.ThemeColorName) {
	m.Text, m.Marks, m.color = text, marks, color
	m.Refresh()
}

// Width returns the width of the whole text.
func (m *MarkedText) Width() (w float32) {
	m.each(func(text string, strong bool) bool {
		w += m.Measure(text, strong)
		return true
	})
	return w
}

// Measure returns the width of a text on the line. Strong text is measured in bold.
func (m *MarkedText) Measure(text string, strong bool) float32 {
	return fyne.MeasureText(text, m.Theme().Size(m.size), fyne.TextStyle{Bold: strong || m.Bold}).Width
}

// each calls visit with the plain and emphasised stretches of the text in order,
// until visit returns false. It skips a mark that overlaps an earlier one or ends
// beyond the end of the text.
func (m *MarkedText) each(visit func(text string, strong bool) bool) {
	at := 0
	for _, mark := range m.Marks {
		if mark.Start < at || mark.End > len(m.Text) {
			continue
		}
		if mark.Start > at && !visit(OneLine(m.Text[at:mark.Start]), false) {
			return
		}
		if !visit(OneLine(mark.Of(m.Text)), true) {
			return
		}
		at = mark.End
	}
	if at < len(m.Text) {
		visit(OneLine(m.Text[at:]), false)
	}
}

// OneLine replaces tabs and the usual line breaks with spaces, and consecutive
// spaces with one.
func OneLine(s string) string {
	spaced := false
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' || r == '\u2028' {
			r = ' '
		}
		if r == ' ' && spaced {
			return -1
		}
		spaced = r == ' '
		return r
	}, s)
}

// AccessibilityLabel implements fyne.Accessible.
func (m *MarkedText) AccessibilityLabel() string { return m.Text }

// AccessibilityRole implements fyne.Accessible.
func (m *MarkedText) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (m *MarkedText) CreateRenderer() fyne.WidgetRenderer { return &markedRenderer{m} }

type markedRenderer struct{ m *MarkedText }

func (r *markedRenderer) Destroy() {}

func (r *markedRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(r.m.runs))
	for i, t := range r.m.runs {
		out[i] = t
	}
	return out
}

func (r *markedRenderer) MinSize() fyne.Size {
	return fyne.NewSize(8, fyne.MeasureText("M", r.m.Theme().Size(r.m.size), fyne.TextStyle{}).Height)
}

func (r *markedRenderer) Refresh() {
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

// Layout implements fyne.WidgetRenderer. Unless layLeft places the text, Layout
// places the runs from left to right. It shortens the last run if not all fit.
func (r *markedRenderer) Layout(size fyne.Size) {
	m := r.m
	if m.layLeft(size) {
		return
	}
	n, x := 0, float32(0)
	add := func(text string, strong bool, w float32) {
		m.run(n, text, strong, x, fyne.NewSize(w, size.Height))
		n++
		x += w
	}
	room := size.Width + 0.5 // measured widths are rounded
	m.each(func(text string, strong bool) bool {
		w := m.Measure(text, strong)
		if x+w <= room {
			add(text, strong, w)
			return true
		}
		if n > 0 && m.Measure("…", strong) > room-x { // shorten the previous run instead
			n--
			last := m.runs[n]
			text, strong, x = last.Text+" ", last.TextStyle.Bold && !m.Bold, last.Position().X
		}
		text = m.cut(text, strong, room-x)
		add(text, strong, m.Measure(text, strong))
		return false
	})
	m.runs = m.runs[:n]
}

// run sets up the run with index n, and places it at x.
func (m *MarkedText) run(n int, text string, strong bool, x float32, size fyne.Size) {
	if n == len(m.runs) {
		m.runs = append(m.runs, canvas.NewText("", color.Transparent))
	}
	t := m.runs[n]
	t.Text, t.TextSize, t.TextStyle.Bold = text, m.Theme().Size(m.size), strong || m.Bold
	t.Color = look.Current(m.color)
	if strong {
		t.Color = look.Current(theme.ColorNamePrimary)
		if m.Emphasis != "" {
			t.Color = look.Current(m.Emphasis)
		}
	}
	t.Move(fyne.NewPos(x, 0))
	t.Resize(size)
}

// layLeft places text that has right-to-left parts, in visual order. If the
// paragraph runs from right to left, the text is aligned right. If the text has no
// such parts, layLeft does nothing and returns false.
func (m *MarkedText) layLeft(size fyne.Size) bool {
	if parts, _ := reader.Arranged(m.Text, nil); parts == nil {
		return false
	}
	text := m.Text
	if m.Width() > size.Width+0.5 {
		text = m.cut(text, true, size.Width)
	}
	var places []int
	for _, mark := range m.Marks {
		places = append(places, mark.Start, mark.End)
	}
	parts, left := reader.Arranged(text, places)
	strong := func(p reader.Stretch) bool {
		return slices.ContainsFunc(m.Marks, func(mark model.Span) bool { return mark.Start <= p.Start && p.End <= mark.End })
	}
	width := float32(0)
	for _, p := range parts {
		width += m.Measure(OneLine(text[p.Start:p.End]), strong(p))
	}
	x := float32(0)
	if left {
		x = max(0, size.Width-width)
	}
	for i, p := range parts {
		part := OneLine(text[p.Start:p.End])
		w := m.Measure(part, strong(p))
		m.run(i, part, strong(p), x, fyne.NewSize(w, size.Height))
		x += w
	}
	m.runs = m.runs[:len(parts)]
	return true
}

// cut returns the longest beginning of text that fits, with an ellipsis after it.
func (m *MarkedText) cut(text string, strong bool, room float32) string {
	ends := []int{0}
	for i := range text {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) > 400 { // more than any line shows
			break
		}
	}
	fits, above := 0, len(ends)
	for above-fits > 1 {
		mid := (fits + above) / 2
		if m.Measure(text[:ends[mid]]+"…", strong) <= room {
			fits = mid
		} else {
			above = mid
		}
	}
	return strings.TrimRight(text[:ends[fits]], " ") + "…"
}

// AroundMark shortens a text so that its first mark appears near the beginning. It
// keeps at most the given number of bytes before the mark, and puts an ellipsis in
// place of the bytes that it removes. It returns the new text, and the marks at
// their byte offsets in it. If there is no mark, or no more than that number of
// bytes before it, both are unchanged.
func AroundMark(text string, marks []model.Span, before int) (string, []model.Span) {
	if len(marks) == 0 || marks[0].Start <= before {
		return text, marks
	}
	at := marks[0].Start - before
	for at < marks[0].Start && !utf8.RuneStart(text[at]) {
		at++
	}
	if space := strings.IndexByte(text[at:marks[0].Start], ' '); space >= 0 {
		at += space + 1
	}
	const lead = "… "
	out := make([]model.Span, len(marks))
	for i, m := range marks {
		out[i] = model.Span{Start: m.Start - at + len(lead), End: m.End - at + len(lead)}
	}
	return lead + text[at:], out
}
