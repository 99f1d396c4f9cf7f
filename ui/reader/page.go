package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// The page's measures, in device-independent pixels.
const (
	marginLeft  = 76 // for the letters
	marginRight = 40 // for the note marks
	paddingTop  = 36
	paddingEnd  = 120 // so that the last sentence can stand mid-screen
	measureRune = 70  // a line holds about so many characters
	lineHeight  = 1.6 // of the text size
)

// page is the article inside the scroller: as high as the whole article, with
// objects only where it shows.
type page struct {
	widget.BaseWidget
	reader *Reader

	view    View
	current int
	hovered int

	styled  style // that the flow was made with
	metrics Metrics
	column  float32 // the text column's left edge
	title   *Flow
	titled  Metrics
	facts   *Flow
	textTop float32
	flow    *Flow
	words   map[string]float32
	bold    map[string]float32

	objects []fyne.CanvasObject
}

var (
	_ fyne.Widget            = (*page)(nil)
	_ fyne.Tappable          = (*page)(nil)
	_ fyne.SecondaryTappable = (*page)(nil)
	_ desktop.Hoverable      = (*page)(nil)
	_ desktop.Cursorable     = (*page)(nil)
)

// style is what the layout depends on beside the text.
type style struct {
	width, text, title float32
	serif              bool
}

func newPage(r *Reader) *page {
	p := &page{reader: r, current: -1, hovered: -1, flow: &Flow{}, title: &Flow{}, facts: &Flow{}}
	p.ExtendBaseWidget(p)
	return p
}

func (p *page) show(v View, current int) {
	p.view, p.current, p.hovered = v, current, -1
	p.styled = style{}
	p.layOut(p.Size().Width)
	p.repaint()
}

// layOut breaks the article into lines for a width, if that or the text size
// has changed since the last time.
func (p *page) layOut(width float32) {
	want := style{width: width, text: theme.Size(look.SizeReading), title: theme.Size(look.SizeTitle), serif: look.Serif()}
	if want == p.styled || width == 0 {
		return
	}
	if want.text != p.styled.text || want.title != p.styled.title || want.serif != p.styled.serif || p.words == nil {
		p.words, p.bold = map[string]float32{}, map[string]float32{}
	}
	p.styled = want
	measure := remember(p.words, want.text, look.Reading(false))
	room := max(80, width-marginLeft-marginRight)
	alphabet := "abcdefghijklmnopqrstuvwxyz "
	column := min(room, measure(alphabet)/float32(len(alphabet))*measureRune)
	p.column = marginLeft + (room-column)/2
	p.metrics = Metrics{
		Width:     column,
		Line:      grid(want.text * lineHeight),
		Paragraph: grid(want.text * 0.8),
		Space:     measure(" "),
	}
	boldMeasure := remember(p.bold, want.title, look.Reading(true))
	p.titled = Metrics{Width: column, Line: grid(want.title * 1.3), Space: boldMeasure(" ")}
	p.title = LayOut(p.view.Title, whole(p.view.Title), p.titled, boldMeasure)
	p.facts = LayOut(p.view.Facts, whole(p.view.Facts), p.metrics,
		remember(map[string]float32{}, theme.Size(theme.SizeNameText), fyne.TextStyle{}))
	p.textTop = paddingTop + p.title.Height + p.facts.Height + p.metrics.Line
	p.flow = LayOut(p.view.Text, p.view.Structure, p.metrics, measure)
}

// whole is a text that is one unit.
func whole(text string) model.Structure {
	return model.Structure{Units: []model.Unit{{Span: model.Span{End: len(text)}}}}
}

// remember measures words, each once.
func remember(known map[string]float32, size float32, st fyne.TextStyle) func(string) float32 {
	return func(word string) float32 {
		if w, ok := known[word]; ok {
			return w
		}
		w := fyne.MeasureText(word, size, st).Width
		known[word] = w
		return w
	}
}

// grid rounds to whole pixels, so that lines look alike wherever they stand.
func grid(v float32) float32 { return float32(int(v + 0.5)) }

// extent gives the top and bottom of a unit on the page.
func (p *page) extent(unit int) (top, bottom float32, ok bool) {
	if unit < 0 || unit >= len(p.flow.first) || len(p.flow.Lines) == 0 {
		return 0, 0, false
	}
	first, last := p.flow.Extent(unit)
	last = min(last, len(p.flow.Lines)-1)
	first = min(first, last)
	return p.textTop + p.flow.Lines[first].Y, p.textTop + p.flow.Lines[last].Y + p.metrics.Line, true
}

// MinSize implements fyne.CanvasObject: the whole article's height.
func (p *page) MinSize() fyne.Size {
	return fyne.NewSize(marginLeft+marginRight+160, p.textTop+p.flow.Height+paddingEnd)
}

// Resize implements fyne.CanvasObject.
func (p *page) Resize(size fyne.Size) {
	p.layOut(size.Width)
	p.BaseWidget.Resize(size)
}

// Refresh implements fyne.CanvasObject. It is called when the theme changes.
func (p *page) Refresh() {
	was, scroll := p.styled, p.reader.scroll
	top, _, ok := p.extent(p.current)
	p.layOut(p.Size().Width)
	if p.styled != was && ok && was != (style{}) {
		// Another text size: the current sentence keeps its place.
		now, _, _ := p.extent(p.current)
		scroll.Offset.Y = max(0, scroll.Offset.Y+now-top)
		scroll.Refresh()
		p.reader.reveal(p.current)
	}
	p.BaseWidget.Refresh()
}

// repaint makes the objects anew for what shows now.
func (p *page) repaint() { p.BaseWidget.Refresh() }

func (p *page) unitAt(at fyne.Position) int {
	return p.flow.At(at.X-p.column, at.Y-p.textTop, p.metrics.Line)
}

// Tapped implements fyne.Tappable.
func (p *page) Tapped(e *fyne.PointEvent) {
	if unit := p.unitAt(e.Position); unit >= 0 && p.reader.OnTapped != nil {
		p.reader.OnTapped(unit)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (p *page) TappedSecondary(e *fyne.PointEvent) {
	if unit := p.unitAt(e.Position); unit >= 0 && p.reader.OnMenu != nil {
		p.reader.OnMenu(unit, e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *page) MouseIn(e *desktop.MouseEvent) {
	if p.reader.OnEntered != nil {
		p.reader.OnEntered()
	}
	p.MouseMoved(e)
}

// MouseMoved implements desktop.Hoverable.
func (p *page) MouseMoved(e *desktop.MouseEvent) { p.hover(p.unitAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (p *page) MouseOut() { p.hover(-1) }

func (p *page) hover(unit int) {
	if unit != p.hovered {
		p.hovered = unit
		p.repaint()
	}
}

// Cursor implements desktop.Cursorable.
func (p *page) Cursor() desktop.Cursor {
	if p.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return newRenderer(p) }
