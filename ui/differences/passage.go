package differences

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
)

// Passage shows a text that wraps at the width it has. One sentence of it is more prominent
// than the rest, and words of that sentence are emphasised: words in bold, and figures in
// bold with a line below.
type Passage struct {
	widget.BaseWidget
	text   string
	pieces []piece            // cover the text
	widths map[string]float32 // of words, in the text size
	size   float32

	width   float32 // of the last layout
	height  float32
	runs    []*canvas.Text
	unders  []*canvas.Rectangle
	objects []fyne.CanvasObject
}

// piece is a part of the text in one style.
type piece struct {
	model.Span // in bytes of the text
	style      style
}

// style says how a piece is drawn.
type style uint8

const (
	around  style = iota // beside the sentence
	plain                // in the sentence
	differs              // words that the other texts do not have
	figure               // a number or a date that the other texts do not have
)

// NewPassage returns an empty passage.
func NewPassage() *Passage {
	p := &Passage{widths: map[string]float32{}}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows a text. The sentence is a span in bytes of the text, and the spans of emphasis are
// in bytes of the sentence.
func (p *Passage) Set(text string, sentence model.Span, emphasis []wording.Difference) {
	p.text, p.pieces = text, pieces(len(text), sentence, emphasis)
	p.width = 0
	p.Refresh()
}

// mostWidths limits the number of widths of words that are kept.
const mostWidths = 4000

// pieces divides a text of a length at the borders of the sentence and of what is emphasised.
// It skips emphasis that is out of order or beyond the end of the sentence.
func pieces(length int, sentence model.Span, emphasis []wording.Difference) (all []piece) {
	sentence.Start = min(max(0, sentence.Start), length)
	sentence.End = min(max(sentence.Start, sentence.End), length)
	at := 0
	add := func(end int, s style) {
		if end > at {
			all = append(all, piece{model.Span{Start: at, End: end}, s})
			at = end
		}
	}
	add(sentence.Start, around)
	for _, d := range emphasis {
		start, end := sentence.Start+d.Span.Start, sentence.Start+d.Span.End
		if start < at || end > sentence.End {
			continue
		}
		add(start, plain)
		if d.Kind == wording.Figure {
			add(end, figure)
		} else {
			add(end, differs)
		}
	}
	add(sentence.End, plain)
	add(length, around)
	return all
}

// bold reports whether a style is drawn in bold.
func (s style) bold() bool { return s >= differs }

// ink returns the colour of a style.
func (s style) ink() fyne.ThemeColorName {
	switch s {
	case around:
		return look.ColorDim
	case plain:
		return theme.ColorNameForeground
	case differs:
		return theme.ColorNamePrimary
	case figure:
		return theme.ColorNameError
	default:
		return theme.ColorNameForeground
	}
}

// measure returns the width of a text in a style.
func (p *Passage) measure(text string, s style) float32 {
	key := text
	if s.bold() {
		key = "\x00" + text
	}
	w, ok := p.widths[key]
	if !ok {
		w = fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: s.bold()}).Width
		p.widths[key] = w
	}
	return w
}

// styleAt returns the style at a byte offset.
func (p *Passage) styleAt(at int) style {
	i, found := slices.BinarySearchFunc(p.pieces, at, func(q piece, at int) int { return q.Start - at })
	if !found {
		i--
	}
	return p.pieces[max(i, 0)].style
}

// lines returns the lines of the text at a width, as spans in bytes of the text.
func (p *Passage) lines(width float32) (all []model.Span) {
	breaks := reader.Breaks(p.text)
	start, x := 0, float32(0)
	for at := 0; at < len(p.text); {
		end := at + 1
		for end < len(p.text) && !breaks[end] {
			end++
		}
		w, space := p.widthOf(at, end)
		if x > 0 && x+w-space > width {
			all = append(all, model.Span{Start: start, End: at})
			start, x = at, 0
		}
		x += w
		at = end
	}
	return append(all, model.Span{Start: start, End: len(p.text)})
}

// widthOf returns the width of a word from byte start to end with the space after it, and of
// that space alone.
func (p *Passage) widthOf(start, end int) (w, space float32) {
	p.each(model.Span{Start: start, End: end}, func(s model.Span, as style) {
		text := control.OneLine(s.Of(p.text))
		w += p.measure(text, as)
		space = 0
		if trimmed := strings.TrimRight(text, " "); trimmed != text {
			space = p.measure(" ", as)
		}
	})
	return w, space
}

// each calls visit with the parts of a span that have one style.
func (p *Passage) each(of model.Span, visit func(model.Span, style)) {
	i, found := slices.BinarySearchFunc(p.pieces, of.Start, func(q piece, at int) int { return q.Start - at })
	if !found {
		i--
	}
	for i = max(i, 0); i < len(p.pieces) && p.pieces[i].Start < of.End; i++ {
		q := p.pieces[i]
		if s := (model.Span{Start: max(q.Start, of.Start), End: min(q.End, of.End)}); s.Len() > 0 {
			visit(s, q.style)
		}
	}
}

// Lay places the text at a width, and returns its height.
func (p *Passage) Lay(width float32) float32 {
	if width == p.width {
		return p.height
	}
	p.width = width
	high := fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height
	run, under, y := 0, 0, float32(0)
	for _, line := range p.lines(width) {
		for _, part := range p.arranged(line, width) {
			p.put(run, part, y, high)
			run++
			if part.style == figure {
				p.underline(under, part, y+high-lineBelow)
				under++
			}
		}
		y += high
	}
	for _, t := range p.runs[run:] {
		t.Hide()
	}
	for _, u := range p.unders[under:] {
		u.Hide()
	}
	p.height = y
	return y
}

// lineBelow is the height of the line below a figure, in device-independent pixels.
const lineBelow = 2

// part is a run of text at a place on its line.
type part struct {
	text     string
	style    style
	x, width float32
}

// arranged returns the parts of a line in visual order.
func (p *Passage) arranged(line model.Span, width float32) (all []part) {
	text := strings.TrimRight(line.Of(p.text), " \n\t\r\u2028")
	line.End = line.Start + len(text)
	var places []int
	p.each(line, func(s model.Span, _ style) { places = append(places, s.Start-line.Start) })
	x := float32(0)
	add := func(s model.Span, as style) {
		t := control.OneLine(s.Of(p.text))
		w := p.measure(t, as)
		all = append(all, part{t, as, x, w})
		x += w
	}
	stretches, left := reader.Arranged(text, places)
	if stretches == nil {
		p.each(line, add)
		return all
	}
	for _, s := range stretches {
		add(model.Span{Start: line.Start + s.Start, End: line.Start + s.End}, p.styleAt(line.Start+s.Start))
	}
	if left {
		for i := range all {
			all[i].x += max(0, width-x)
		}
	}
	return all
}

// put shows a part in the run with an index.
func (p *Passage) put(i int, q part, y, high float32) {
	if i == len(p.runs) {
		t := canvas.NewText("", color.Transparent)
		p.runs = append(p.runs, t)
		p.objects = append(p.objects, t)
	}
	t := p.runs[i]
	t.Text, t.TextSize, t.TextStyle.Bold, t.Color, t.Hidden = q.text, theme.TextSize(), q.style.bold(), look.Current(q.style.ink()), false
	t.Move(fyne.NewPos(q.x, y))
	t.Resize(fyne.NewSize(q.width, high))
}

// underline shows the line with an index below a part.
func (p *Passage) underline(i int, q part, y float32) {
	if i == len(p.unders) {
		u := canvas.NewRectangle(color.Transparent)
		p.unders = append(p.unders, u)
		p.objects = append(p.objects, u)
	}
	u := p.unders[i]
	u.FillColor, u.Hidden = look.Current(q.style.ink()), false
	u.Move(fyne.NewPos(q.x, y))
	u.Resize(fyne.NewSize(q.width, lineBelow))
}

// CreateRenderer implements fyne.Widget.
func (p *Passage) CreateRenderer() fyne.WidgetRenderer { return &passageRenderer{p} }

type passageRenderer struct{ p *Passage }

func (r *passageRenderer) Destroy()                     {}
func (r *passageRenderer) Objects() []fyne.CanvasObject { return r.p.objects }
func (r *passageRenderer) Layout(size fyne.Size)        { r.p.Lay(size.Width) }

// MinSize implements fyne.WidgetRenderer. The height is that at the present width.
func (r *passageRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, r.p.Lay(max(r.p.Size().Width, 40)))
}

func (r *passageRenderer) Refresh() {
	p := r.p
	p.width = 0
	if size := theme.TextSize(); size != p.size || len(p.widths) > mostWidths {
		clear(p.widths)
		p.size = size
	}
	r.p.Lay(max(r.p.Size().Width, 40))
	canvas.Refresh(r.p)
}
