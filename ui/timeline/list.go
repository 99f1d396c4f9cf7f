package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/timeline"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// allOutlets stands for the articles of all outlets in a list.
const allOutlets = -2

// list shows articles by time of publication, each with the statements that it says first.
type list struct {
	host   Host
	rows   *rows.List
	of     *Prepared
	outlet int   // a column, -1 for the articles without an outlet, or allOutlets
	shown  []int // indexes into of.Articles
	at     int
}

func newList(host Host, tips *panel.Tips, open func()) *list {
	l := &list{host: host, outlet: allOutlets}
	l.rows = rows.New(listSource{l})
	l.rows.OnClick = func(i int, _ fyne.KeyModifier) {
		host.Focus(l.rows)
		if i == l.at {
			return
		}
		l.move(i)
	}
	l.rows.OnMenu = func(i int, _ fyne.Position) { l.move(i); open() }
	l.rows.OnDrag, l.rows.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	l.rows.OnEnter = func(i int, row fyne.CanvasObject) {
		if a := l.article(i); a != nil {
			tips.Below(row, lines(l.of.article(a), l.of.saysFirst(a.ID)))
		}
	}
	l.rows.OnLeave = tips.Leave
	l.rows.OnKey = l.typed
	l.rows.OnRune, l.rows.OnShortcut = host.PressRune, host.PressShortcut
	l.rows.OnFocus = func(bool) { host.Moved() }
	l.rows.Spoken = l.spoken
	return l
}

// show shows the articles of an outlet. The current article stays so, if it is among them.
func (l *list) show(p *Prepared, outlet int) {
	was := l.current()
	l.of, l.outlet = p, outlet
	l.shown, l.at = l.shown[:0], 0
	if p != nil {
		for i := range p.Articles {
			if outlet == allOutlets || p.in(&p.Articles[i], outlet) {
				if was != nil && p.Articles[i].ID == was.ID {
					l.at = len(l.shown)
				}
				l.shown = append(l.shown, i)
			}
		}
	}
	l.rows.Refresh()
	l.rows.Reveal(l.at)
}

// article returns the article in a row, or nil.
func (l *list) article(row int) *timeline.Article {
	if l.of == nil || row < 0 || row >= len(l.shown) {
		return nil
	}
	return &l.of.Articles[l.shown[row]]
}

func (l *list) current() *timeline.Article { return l.article(l.at) }

// choose makes an article current by its index in the timeline.
func (l *list) choose(article int) {
	for row, i := range l.shown {
		if i == article {
			l.move(row)
			return
		}
	}
}

func (l *list) move(to int) {
	before := l.at
	l.at = max(0, min(to, len(l.shown)-1))
	l.rows.Reveal(l.at)
	l.rows.RefreshRow(before)
	l.rows.RefreshRow(l.at)
	l.host.Moved()
}

// typed handles a key.
func (l *list) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	if mod != 0 {
		l.host.PressKey(k)
		return
	}
	switch k.Name {
	case fyne.KeyDown:
		l.move(l.at + 1)
	case fyne.KeyUp:
		l.move(l.at - 1)
	case fyne.KeyPageDown:
		l.move(l.at + l.rows.Page())
	case fyne.KeyPageUp:
		l.move(l.at - l.rows.Page())
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(len(l.shown) - 1)
	default:
		l.host.PressKey(k)
	}
}

// spoken returns the text of the current row for screen readers.
func (l *list) spoken() string {
	a := l.current()
	if a == nil {
		return lang.L("Timeline")
	}
	return words.Joined(", ", when(a.Moment), l.of.outletName(a.Column), a.Title, l.of.saysFirst(a.ID),
		lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": l.at + 1, "Count": len(l.shown)}))
}

// listSource implements rows.Source.
type listSource struct{ l *list }

var _ rows.Source = listSource{}

// Len implements rows.Source.
func (s listSource) Len() int { return len(s.l.shown) }

// Heading implements rows.Source. There are no headings.
func (s listSource) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s listSource) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s listSource) NewRow() fyne.CanvasObject { return newListRow() }

// NewHeading implements rows.Source.
func (s listSource) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s listSource) Fill(i int, o fyne.CanvasObject) {
	if a := s.l.article(i); a != nil {
		o.(*listRow).set(s.l.of, a)
	}
}

// State implements rows.Source.
func (s listSource) State(i int) rows.State {
	return rows.State{Selected: i == s.l.at, Open: i == s.l.at, Lead: i == s.l.at}
}

// listRow shows an article: its time and title and, below, its outlet and what it says first.
type listRow struct {
	widget.BaseWidget
	when, title, outlet, first *control.MarkedText
}

func newListRow() *listRow {
	text := func(size fyne.ThemeSizeName) *control.MarkedText { return control.NewMarkedText(size) }
	r := &listRow{
		when: text(theme.SizeNameCaptionText), title: text(theme.SizeNameText),
		outlet: text(theme.SizeNameCaptionText), first: text(theme.SizeNameCaptionText),
	}
	r.ExtendBaseWidget(r)
	return r
}

// set shows an article.
func (r *listRow) set(p *Prepared, a *timeline.Article) {
	r.when.Set(when(a.Moment), nil, theme.ColorNameForeground)
	r.title.Set(a.Title, nil, theme.ColorNameForeground)
	r.outlet.Set(p.outletName(a.Column), nil, look.ColorDim)
	r.first.Set(p.saysFirst(a.ID), nil, theme.ColorNamePrimary)
}

// CreateRenderer implements fyne.Widget.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer { return &listRowRenderer{r} }

type listRowRenderer struct{ r *listRow }

func (l *listRowRenderer) Destroy() {}

func (l *listRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.r.when, l.r.title, l.r.outlet, l.r.first}
}

// whenEms is the width of the time, in multiples of the text size, and whenShare its largest
// share of a row.
const (
	whenEms   = 17
	whenShare = 0.4
	linePad   = 4 // above the first line and below the second, in device-independent pixels
)

func (l *listRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, l.r.title.MinSize().Height+l.r.outlet.MinSize().Height+2*linePad)
}

func (l *listRowRenderer) Layout(size fyne.Size) {
	upper, lower := l.r.title.MinSize().Height, l.r.outlet.MinSize().Height
	left := min(whenEms*theme.TextSize(), whenShare*size.Width)
	put := func(m *control.MarkedText, x, y, width, height float32) {
		m.Move(fyne.NewPos(x, y))
		m.Resize(fyne.NewSize(max(0, width), height))
	}
	small := l.r.when.MinSize().Height
	put(l.r.when, sidePad, linePad+(upper-small)/2, left-2*sidePad, small)
	put(l.r.title, left, linePad, size.Width-left-sidePad, upper)
	put(l.r.outlet, sidePad, linePad+upper, left-2*sidePad, lower)
	put(l.r.first, left, linePad+upper, size.Width-left-sidePad, lower)
}

func (l *listRowRenderer) Refresh() {
	l.Layout(l.r.Size())
	canvas.Refresh(l.r)
}
