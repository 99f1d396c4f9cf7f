package report

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/report"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
)

// prose is text in several styles that wraps at the width it has.
type prose struct {
	widget.BaseWidget
	of       *measures
	segments []segment
	size     float32             // of the text, as a multiple of that of the theme
	ink      fyne.ThemeColorName // of text without a colour of its own
	spoken   string

	width, height float32 // of the last layout
	objects       []fyne.CanvasObject
}

// segment is text between two ends of lines that the document has.
type segment struct {
	text   string
	pieces []piece // cover the text
}

// piece is a part of a segment in one style.
type piece struct {
	model.Span // in bytes of the text of the segment
	style      style
}

// style says how text is drawn.
type style struct {
	bold, italic, mono, muted, linked bool
	fill                              string
}

func (s style) font() fyne.TextStyle {
	return fyne.TextStyle{Bold: s.bold, Italic: s.italic && !s.bold, Monospace: s.mono}
}

// measures has the widths of words, which texts share.
type measures map[measured]float32

type measured struct {
	text string
	font fyne.TextStyle
	size float32
}

// mostMeasures limits the number of widths that are kept.
const mostMeasures = 20_000

func (m measures) of(text string, font fyne.TextStyle, size float32) float32 {
	key := measured{text, font, size}
	w, known := m[key]
	if !known {
		if len(m) > mostMeasures {
			clear(m)
		}
		w = fyne.MeasureText(text, size, font).Width
		m[key] = w
	}
	return w
}

// newProse returns a text. If strong is set, all of it is bold.
func newProse(of *measures, runs []report.Run, size float32, ink fyne.ThemeColorName, strong bool) *prose {
	p := &prose{of: of, size: size, ink: ink}
	var now segment
	var spoken strings.Builder
	for _, r := range runs {
		if r.Break && now.text != "" {
			p.segments = append(p.segments, now)
			now = segment{}
			spoken.WriteByte('\n')
		}
		text := control.OneLine(r.Text)
		if text == "" {
			continue
		}
		start := len(now.text)
		now.text += text
		spoken.WriteString(text)
		now.pieces = append(now.pieces, piece{model.Span{Start: start, End: len(now.text)}, style{
			bold: r.Bold || strong, italic: r.Italic, mono: r.Mono, muted: r.Muted, linked: r.Linked, fill: r.Fill,
		}})
	}
	if now.text != "" {
		p.segments = append(p.segments, now)
	}
	p.spoken = spoken.String()
	p.ExtendBaseWidget(p)
	return p
}

// AccessibilityLabel implements fyne.Accessible.
func (p *prose) AccessibilityLabel() string { return p.spoken }

// AccessibilityRole implements fyne.Accessible.
func (p *prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (p *prose) textSize() float32 { return theme.TextSize() * p.size }

// lay places the text at a width, and returns its height.
func (p *prose) lay(width float32) float32 {
	if width == p.width {
		return p.height
	}
	p.width, p.objects = width, nil
	high := fyne.MeasureText("M", p.textSize(), fyne.TextStyle{}).Height
	y := float32(0)
	for _, s := range p.segments {
		for _, line := range p.lines(s, width) {
			p.put(s, line, y, high)
			y += high
		}
	}
	p.height = y
	return y
}

// lines returns the lines of a segment at a width, as spans in bytes. A word that is too long for
// a line is divided.
func (p *prose) lines(s segment, width float32) (all []model.Span) {
	breaks := reader.Breaks(s.text)
	start, x := 0, float32(0)
	for at := 0; at < len(s.text); {
		end := at + 1
		for end < len(s.text) && !breaks[end] {
			end++
		}
		w := p.widthOf(s, at, at+len(strings.TrimRight(s.text[at:end], " ")))
		if x > 0 && x+w > width {
			all = append(all, model.Span{Start: start, End: at})
			start, x = at, 0
		}
		if w > width {
			end = p.fitting(s, at, end, width)
		}
		x += p.widthOf(s, at, end)
		at = end
	}
	return append(all, model.Span{Start: start, End: len(s.text)})
}

// longest returns the width of the longest part of the text that lines do not divide.
func (p *prose) longest() (w float32) {
	for _, s := range p.segments {
		breaks, start := reader.Breaks(s.text), 0
		for at := 1; at <= len(s.text); at++ {
			if at == len(s.text) || breaks[at] {
				w = max(w, p.widthOf(s, start, start+len(strings.TrimRight(s.text[start:at], " "))))
				start = at
			}
		}
	}
	return w
}

// fitting returns the end of the longest beginning of a word that fits in a width, at least one
// character of it.
func (p *prose) fitting(s segment, start, end int, width float32) int {
	at, x := start, float32(0)
	for at < end {
		_, n := utf8.DecodeRuneInString(s.text[at:end])
		w := p.widthOf(s, at, at+n)
		if at > start && x+w > width {
			return at
		}
		x += w
		at += n
	}
	return end
}

func (p *prose) widthOf(s segment, start, end int) (w float32) {
	s.each(model.Span{Start: start, End: end}, func(part model.Span, as style) {
		w += p.of.of(part.Of(s.text), as.font(), p.textSize())
	})
	return w
}

// each calls visit with the parts of a span that have one style.
func (s segment) each(of model.Span, visit func(model.Span, style)) {
	for _, q := range s.pieces {
		if part := (model.Span{Start: max(q.Start, of.Start), End: min(q.End, of.End)}); part.Len() > 0 {
			visit(part, q.style)
		}
	}
}

// put draws a line, whose parts are in visual order.
func (p *prose) put(s segment, line model.Span, y, high float32) {
	text := strings.TrimRight(line.Of(s.text), " ")
	line.End = line.Start + len(text)
	var places []int
	s.each(line, func(part model.Span, _ style) { places = append(places, part.Start-line.Start) })
	stretches, left := reader.Arranged(text, places)
	x, first := float32(0), len(p.objects)
	add := func(part model.Span, as style) {
		x += p.draw(part.Of(s.text), as, fyne.NewPos(x, y), high)
	}
	if stretches == nil {
		s.each(line, add)
		return
	}
	for _, one := range stretches {
		s.each(model.Span{Start: line.Start + one.Start, End: line.Start + one.End}, add)
	}
	if left {
		for _, o := range p.objects[first:] {
			o.Move(o.Position().AddXY(max(0, p.width-x), 0))
		}
	}
}

// draw draws a text at a place, and returns its width.
func (p *prose) draw(text string, as style, at fyne.Position, high float32) float32 {
	w := p.of.of(text, as.font(), p.textSize())
	ink := look.Current(p.ink)
	switch {
	case as.muted:
		ink = look.Current(look.ColorDim)
	case as.linked:
		ink = look.Current(theme.ColorNamePrimary)
	}
	if as.fill != "" {
		back := canvas.NewRectangle(look.Tint(look.Hex(as.fill), look.Variant()))
		back.Move(at)
		back.Resize(fyne.NewSize(w, high))
		p.objects = append(p.objects, back)
		ink = look.Current(theme.ColorNameForeground)
	}
	t := canvas.NewText(text, ink)
	t.TextSize, t.TextStyle = p.textSize(), as.font()
	t.Move(at)
	t.Resize(fyne.NewSize(w, high))
	p.objects = append(p.objects, t)
	return w
}

// CreateRenderer implements fyne.Widget.
func (p *prose) CreateRenderer() fyne.WidgetRenderer { return &proseRenderer{p} }

type proseRenderer struct{ p *prose }

func (r *proseRenderer) Destroy()                     {}
func (r *proseRenderer) Objects() []fyne.CanvasObject { return r.p.objects }
func (r *proseRenderer) Layout(fyne.Size)             {}
func (r *proseRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, r.p.height) }

func (r *proseRenderer) Refresh() {
	width := r.p.width
	r.p.width = 0
	r.p.lay(width)
	canvas.Refresh(r.p)
}
