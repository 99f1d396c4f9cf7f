package dialog

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

// marked is one line of text in which some stretches are emphasised, in bold
// and in colour. What does not fit ends in an ellipsis.
type marked struct {
	widget.BaseWidget
	text  string
	marks []model.Span
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	bold  bool
	// strong is the colour of what is emphasised; "" is the theme's primary.
	strong fyne.ThemeColorName
	runs   []*canvas.Text
}

var _ fyne.Widget = (*marked)(nil)

func newMarked(size fyne.ThemeSizeName) *marked {
	m := &marked{size: size, color: theme.ColorNameForeground}
	m.ExtendBaseWidget(m)
	return m
}

// set shows a text. Text of several lines becomes one.
func (m *marked) set(text string, marks []model.Span, color fyne.ThemeColorName) {
	m.text, m.marks, m.color = text, marks, color
	m.Refresh()
}

// width is how wide all of the text is.
func (m *marked) width() (w float32) {
	m.each(func(text string, strong bool) bool {
		w += m.measure(text, strong)
		return true
	})
	return w
}

func (m *marked) measure(text string, strong bool) float32 {
	return fyne.MeasureText(text, m.Theme().Size(m.size), fyne.TextStyle{Bold: strong || m.bold}).Width
}

// each calls visit with the stretches of the text, as long as it gives true.
func (m *marked) each(visit func(text string, strong bool) bool) {
	at := 0
	for _, mark := range m.marks {
		if mark.Start < at || mark.End > len(m.text) {
			continue
		}
		if mark.Start > at && !visit(oneLine(m.text[at:mark.Start]), false) {
			return
		}
		if !visit(oneLine(mark.Of(m.text)), true) {
			return
		}
		at = mark.End
	}
	if at < len(m.text) {
		visit(oneLine(m.text[at:]), false)
	}
}

// oneLine writes what breaks lines as spaces, and several spaces as one.
func oneLine(s string) string {
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
func (m *marked) AccessibilityLabel() string { return m.text }

// AccessibilityRole implements fyne.Accessible.
func (m *marked) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (m *marked) CreateRenderer() fyne.WidgetRenderer { return &markedRenderer{m} }

type markedRenderer struct{ m *marked }

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

// Layout implements fyne.WidgetRenderer: it sets the runs one behind another,
// until there is no room.
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
	room := size.Width + 0.5 // measures are rounded
	m.each(func(text string, strong bool) bool {
		w := m.measure(text, strong)
		if x+w <= room {
			add(text, strong, w)
			return true
		}
		if n > 0 && m.measure("…", strong) > room-x { // the run before makes room for it
			n--
			last := m.runs[n]
			text, strong, x = last.Text+" ", last.TextStyle.Bold && !m.bold, last.Position().X
		}
		text = m.cut(text, strong, room-x)
		add(text, strong, m.measure(text, strong))
		return false
	})
	m.runs = m.runs[:n]
}

// run sets run number n at x.
func (m *marked) run(n int, text string, strong bool, x float32, size fyne.Size) {
	if n == len(m.runs) {
		m.runs = append(m.runs, canvas.NewText("", color.Transparent))
	}
	t := m.runs[n]
	t.Text, t.TextSize, t.TextStyle.Bold = text, m.Theme().Size(m.size), strong || m.bold
	t.Color = look.Current(m.color)
	if strong {
		t.Color = look.Current(theme.ColorNamePrimary)
		if m.strong != "" {
			t.Color = look.Current(m.strong)
		}
	}
	t.Move(fyne.NewPos(x, 0))
	t.Resize(size)
}

// layLeft sets text of which some runs to the left, in the order in which that
// is drawn; what runs to the left as a whole stands at the right. It reports
// whether there is any.
func (m *marked) layLeft(size fyne.Size) bool {
	if parts, _ := reader.Arranged(m.text, nil); parts == nil {
		return false
	}
	text := m.text
	if m.width() > size.Width+0.5 {
		text = m.cut(text, true, size.Width)
	}
	var places []int
	for _, mark := range m.marks {
		places = append(places, mark.Start, mark.End)
	}
	parts, left := reader.Arranged(text, places)
	strong := func(p reader.Stretch) bool {
		return slices.ContainsFunc(m.marks, func(mark model.Span) bool { return mark.Start <= p.Start && p.End <= mark.End })
	}
	width := float32(0)
	for _, p := range parts {
		width += m.measure(oneLine(text[p.Start:p.End]), strong(p))
	}
	x := float32(0)
	if left {
		x = max(0, size.Width-width)
	}
	for i, p := range parts {
		part := oneLine(text[p.Start:p.End])
		w := m.measure(part, strong(p))
		m.run(i, part, strong(p), x, fyne.NewSize(w, size.Height))
		x += w
	}
	m.runs = m.runs[:len(parts)]
	return true
}

// cut shortens text so that it fits with an ellipsis.
func (m *marked) cut(text string, strong bool, room float32) string {
	ends := []int{0}
	for i := range text {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) > 400 { // no line is so long
			break
		}
	}
	fits, above := 0, len(ends)
	for above-fits > 1 {
		mid := (fits + above) / 2
		if m.measure(text[:ends[mid]]+"…", strong) <= room {
			fits = mid
		} else {
			above = mid
		}
	}
	return strings.TrimRight(text[:ends[fits]], " ") + "…"
}

// around cuts a long text so that its first mark shows, with some words before
// it, and moves the marks along.
func around(text string, marks []model.Span, before int) (string, []model.Span) {
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
