package dialog

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// ShowPalette shows an entry at the top of the window, and offers what matches the
// typed letters. The function find returns the offers, best first. The arrows move
// the selection, Enter runs it, and Esc closes the palette.
func ShowPalette(find func(query string) []control.Offered, w fyne.Window) {
	showPalette(lang.L("Find an article, outlet, command or saved search"), find, w)
}

// ShowArticles is like ShowPalette, but the entry says that it is for articles.
func ShowArticles(find func(query string) []control.Offered, w fyne.Window) {
	showPalette(lang.L("Article or outlet"), find, w)
}

func showPalette(asks string, find func(query string) []control.Offered, w fyne.Window) *palette {
	return showOffers(Offers{Asks: asks, Find: find}, w)
}

// Offers is what a palette offers. All but Asks and Find may be nil.
type Offers struct {
	Asks string                               // shown while nothing is typed
	Find func(query string) []control.Offered // returns the offers, best first
	Head fyne.CanvasObject                    // above the entry
	// First returns the row that is selected first.
	First func() int
	// Key is called with a key, Tab included, and the selected row. It reports whether it
	// handled the key; otherwise the entry gets it. It is not called with Delete if the
	// entry has something to delete.
	Key func(key fyne.KeyName, row int) bool
	// Opened is called with the functions of the palette that fields in Head need.
	Opened func(Shown)
}

// Shown has the functions of a palette that is open.
type Shown struct {
	Accept  func() // runs the selected offer
	Close   func()
	Again   func() // shows the offers again after they have changed
	Refresh func() // the same, and gives the entry the focus
}

// ShowOffers shows a palette. The function refresh shows the offers again after they have
// changed, and gives the entry the focus.
func ShowOffers(o Offers, w fyne.Window) (refresh func()) {
	return showOffers(o, w).enter
}

func showOffers(o Offers, w fyne.Window) *palette {
	p := &palette{Offers: o, win: w}
	p.entry = newPaletteEntry(p)
	p.entry.SetPlaceHolder(o.Asks)
	p.list = control.NewList(func() int { return len(p.rows) }, func() fyne.CanvasObject { return control.NewOfferedRow() }, func(i int, o fyne.CanvasObject) {
		if i < len(p.rows) {
			row := o.(*control.OfferedRow)
			row.Set(p.rows[i])
			row.OnTapped = func() {
				p.list.Choose(i)
				p.accept()
			}
		}
	})
	p.list.HideSeparators = true
	p.list.OnChosen = func(i int) {
		if i < len(p.rows) {
			p.why.SetText(p.rows[i].Why)
		}
	}
	p.list.OnAccept = p.accept
	p.list.OnEscape = p.close
	p.none = widget.NewLabel(lang.L("No matches."))
	p.none.Alignment = fyne.TextAlignCenter
	p.why = widget.NewLabel("")
	p.why.SizeName = theme.SizeNameCaptionText
	p.why.Truncation = fyne.TextTruncateEllipsis
	p.entry.List, p.entry.OnEscape = p.list, p.close
	p.entry.OnChanged = func(string) { p.refresh() }

	p.top = container.NewVBox(p.entry)
	if o.Head != nil {
		p.top = container.NewVBox(o.Head, p.entry)
	}
	body := container.NewBorder(p.top, p.why, nil, nil, container.NewStack(container.NewCenter(p.none), p.list))
	p.popup = widget.NewPopUp(container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), body), w.Canvas())
	if o.Opened != nil {
		o.Opened(Shown{p.accept, p.close, p.refresh, p.enter})
	}
	p.refresh()
	size := w.Canvas().Size()
	p.popup.ShowAtPosition(fyne.NewPos((size.Width-p.size().Width)/2, min(56, size.Height/12)))
	w.Canvas().Focus(p.entry)
	return p
}

type palette struct {
	Offers
	win   fyne.Window
	top   *fyne.Container
	rows  []control.Offered
	popup *widget.PopUp
	entry *paletteEntry
	list  *control.List
	none  *widget.Label
	why   *widget.Label
}

// paletteRows is the greatest number of visible rows.
const paletteRows = 11

// size returns the size of the palette. The palette has room for the entry, for at
// most paletteRows rows, and for the line below them if it is shown. It is never
// larger than the window allows.
func (p *palette) size() fyne.Size {
	room := p.win.Canvas().Size()
	row := control.NewOfferedRow().MinSize().Height + theme.Padding()
	rows := float32(min(max(len(p.rows), 1), paletteRows))
	height := p.top.MinSize().Height + rows*row + 16
	if !p.why.Hidden {
		height += p.why.MinSize().Height
	}
	return fyne.NewSize(min(680, room.Width-32), min(height, room.Height-80))
}

func (p *palette) refresh() {
	p.rows = p.Find(p.entry.Text)
	p.none.Hidden = len(p.rows) > 0
	p.why.SetText("")
	p.why.Hidden = !slices.ContainsFunc(p.rows, func(o control.Offered) bool { return o.Why != "" })
	p.popup.Resize(p.size())
	p.list.Refresh()
	p.list.UnselectAll()
	first := 0
	if p.First != nil {
		first = p.First()
	}
	p.list.Choose(first)
}

// enter shows the offers again, and gives the entry the focus.
func (p *palette) enter() {
	p.refresh()
	p.win.Canvas().Focus(p.entry)
}

func (p *palette) close() { p.popup.Hide() }

// accept runs the selected offer. If that is not possible now, the palette stays
// open and shows the reason.
func (p *palette) accept() {
	if p.list.At >= len(p.rows) {
		return
	}
	row := p.rows[p.list.At]
	if row.Why != "" {
		p.why.SetText(row.Why)
		return
	}
	p.close()
	row.Do()
}

// paletteEntry is the entry of a palette.
type paletteEntry struct {
	control.SearchEntry
	of *palette
}

var _ fyne.Tabbable = (*paletteEntry)(nil)

func newPaletteEntry(of *palette) *paletteEntry {
	e := &paletteEntry{of: of}
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab implements fyne.Tabbable.
func (e *paletteEntry) AcceptsTab() bool { return e.of.Key != nil }

// TypedKey implements fyne.Focusable.
func (e *paletteEntry) TypedKey(k *fyne.KeyEvent) {
	atEnd := e.CursorColumn == len([]rune(e.Text)) && e.SelectedText() == ""
	if e.of.Key != nil && (k.Name != fyne.KeyDelete || atEnd) && e.of.Key(k.Name, e.of.list.At) || k.Name == fyne.KeyTab {
		return
	}
	e.SearchEntry.TypedKey(k)
}
