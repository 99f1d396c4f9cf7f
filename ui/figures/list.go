package figures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/figures"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
)

// list is the list of the figures that have names, in groups, and of the choice of any two
// dimensions.
type list struct {
	of    *Controller
	rows  *rows.List
	items []item
	free  bool // the dimensions are chosen one by one
}

// item is a row of the list.
type item struct {
	heading string // of a group; "" for a figure
	name    string // of a figure; "" for any two dimensions
}

func newList(c *Controller, tips *panel.Tips) *list {
	l := &list{of: c}
	group := func(heading string, names ...string) {
		l.items = append(l.items, item{heading: heading})
		for _, n := range names {
			l.items = append(l.items, item{name: n})
		}
	}
	group(lang.L("Labels"), "labels-by-outlet", "labels-by-article", "labels-by-origin", "labels-by-voice", "labels-by-day")
	group(lang.L("Sources"), "grades", "speakers")
	group(lang.L("Statements"), "statements-by-outlets", "statements-by-independent", "left-out")
	group(lang.L("Progress of the Work"), "progress-by-day", "progress-by-analyst")
	group(lang.L("More Figures"), "")
	l.rows = rows.New(listSource{l})
	l.rows.OnClick = func(i int, _ fyne.KeyModifier) { l.choose(i); c.win.Focus(l.rows) }
	l.rows.OnMenu = func(int, fyne.Position) {}
	l.rows.OnDrag, l.rows.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	l.rows.OnEnter = func(i int, row fyne.CanvasObject) { tips.Below(row, l.title(i)) }
	l.rows.OnLeave = tips.Leave
	l.rows.OnKey = l.typed
	l.rows.OnRune = c.win.PressRune
	l.rows.OnShortcut = c.win.PressShortcut
	l.rows.OnFocus = func(bool) { c.win.ShowHints() }
	l.rows.Spoken = func() string {
		return lang.L("Figures") + ": " + l.title(l.at())
	}
	return l
}

// title returns the text of a row.
func (l *list) title(i int) string {
	switch it := l.items[i]; {
	case it.heading != "":
		return it.heading
	case it.name == "":
		return lang.L("Any Two…")
	default:
		x, _ := figures.CrossOf(it.name)
		return title(x)
	}
}

// at returns the row of the figure that is shown.
func (l *list) at() int {
	name := figures.NameOf(l.of.cross)
	if l.free {
		name = ""
	}
	for i, it := range l.items {
		if it.heading == "" && it.name == name {
			return i
		}
	}
	return len(l.items) - 1
}

// choose shows the figure of a row.
func (l *list) choose(i int) {
	if l.items[i].heading != "" {
		return
	}
	x, ok := figures.CrossOf(l.items[i].name)
	l.free = !ok
	if !ok {
		l.of.view.refresh()
		l.of.chooseDimension(true)
		return
	}
	l.of.show(x)
	l.of.view.refresh()
}

// step shows the figure n further down the list.
func (l *list) step(n int) {
	for i := l.at() + n; i >= 0 && i < len(l.items); i += n {
		if it := l.items[i]; it.heading == "" && it.name != "" {
			l.choose(i)
			return
		}
	}
}

// mark shows which figure is current.
func (l *list) mark() {
	l.rows.Refresh()
	l.rows.Reveal(l.at())
}

func (l *list) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	switch {
	case mod != 0:
		l.of.win.PressKey(k)
	case k.Name == fyne.KeyDown:
		l.step(1)
	case k.Name == fyne.KeyUp:
		l.step(-1)
	case k.Name == fyne.KeyRight, k.Name == fyne.KeyReturn, k.Name == fyne.KeyEnter, k.Name == fyne.KeySpace:
		if l.free {
			l.of.chooseDimension(true)
			return
		}
		l.of.win.Focus(l.of.view.main())
	default:
		l.of.win.PressKey(k)
	}
}

// listSource implements rows.Source.
type listSource struct{ l *list }

var _ rows.Source = listSource{}

// Len implements rows.Source.
func (s listSource) Len() int { return len(s.l.items) }

// Heading implements rows.Source.
func (s listSource) Heading(i int) bool { return s.l.items[i].heading != "" }

// HeadingsBefore implements rows.Source.
func (s listSource) HeadingsBefore(i int) (n int) {
	for _, it := range s.l.items[:i] {
		if it.heading != "" {
			n++
		}
	}
	return n
}

// NewRow implements rows.Source.
func (s listSource) NewRow() fyne.CanvasObject {
	return padded(control.NewMarkedText(theme.SizeNameText), 12)
}

// NewHeading implements rows.Source.
func (s listSource) NewHeading() fyne.CanvasObject {
	t := control.NewMarkedText(theme.SizeNameCaptionText)
	t.Bold = true
	return padded(t, 6)
}

func padded(o fyne.CanvasObject, left float32) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(5, 5, left, 4), o)
}

// Fill implements rows.Source.
func (s listSource) Fill(i int, o fyne.CanvasObject) {
	ink := theme.ColorNameForeground
	if s.Heading(i) {
		ink = look.ColorDim
	}
	o.(*fyne.Container).Objects[0].(*control.MarkedText).Set(s.l.title(i), nil, ink)
}

// State implements rows.Source.
func (s listSource) State(i int) rows.State {
	here := i == s.l.at()
	return rows.State{Selected: here, Open: here, Lead: here}
}
