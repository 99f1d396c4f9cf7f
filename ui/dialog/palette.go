package dialog

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// Offered is something that the palette offers.
type Offered struct {
	Title       string
	TitleMarks  []model.Span // what matched
	Detail      string
	DetailMarks []model.Span
	Key         string // the key that does the same
	Why         string // why it cannot be done now; "" when it can
	Do          func()
}

// ShowPalette asks for a few letters and offers what matches them, at the top
// of the window. Find gives what to offer, best first. The arrows go up and
// down, Enter does what is chosen, Esc leaves.
func ShowPalette(find func(query string) []Offered, w fyne.Window) { showPalette(find, w) }

func showPalette(find func(query string) []Offered, w fyne.Window) *palette {
	p := &palette{find: find, win: w}
	p.entry = newSearchEntry()
	p.entry.SetPlaceHolder(lang.L("Article, outlet, command or saved search"))
	p.list = newList(func() int { return len(p.rows) }, func() fyne.CanvasObject { return newOfferedRow() }, func(i int, o fyne.CanvasObject) {
		if i < len(p.rows) {
			row := o.(*offeredRow)
			row.set(p.rows[i])
			row.tapped = func() {
				p.list.choose(i)
				p.accept()
			}
		}
	})
	p.list.HideSeparators = true
	p.list.chosen = func(i int) {
		if i < len(p.rows) {
			p.why.SetText(p.rows[i].Why)
		}
	}
	p.list.accept = p.accept
	p.list.escape = p.close
	p.none = widget.NewLabel(lang.L("Nothing is called that. Esc closes this."))
	p.none.Alignment = fyne.TextAlignCenter
	p.why = widget.NewLabel("")
	p.why.SizeName = theme.SizeNameCaptionText
	p.why.Truncation = fyne.TextTruncateEllipsis
	p.entry.list, p.entry.escape = p.list, p.close
	p.entry.OnChanged = func(string) { p.refresh() }

	body := container.NewBorder(p.entry, p.why, nil, nil, container.NewStack(container.NewCenter(p.none), p.list))
	p.popup = widget.NewPopUp(container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), body), w.Canvas())
	p.refresh()
	size := w.Canvas().Size()
	p.popup.ShowAtPosition(fyne.NewPos((size.Width-p.size().Width)/2, min(56, size.Height/12)))
	w.Canvas().Focus(p.entry)
	return p
}

// palette is what is open.
type palette struct {
	find  func(string) []Offered
	win   fyne.Window
	rows  []Offered
	popup *widget.PopUp
	entry *searchEntry
	list  *list
	none  *widget.Label
	why   *widget.Label
}

// paletteRows is how many rows show, where there is room.
const paletteRows = 11

// size is as high as the rows that there are, up to paletteRows of them, and
// the line under them where it has something to say.
func (p *palette) size() fyne.Size {
	room := p.win.Canvas().Size()
	row := newOfferedRow().MinSize().Height + theme.Padding()
	rows := float32(min(max(len(p.rows), 1), paletteRows))
	height := p.entry.MinSize().Height + rows*row + 16
	if !p.why.Hidden {
		height += p.why.MinSize().Height
	}
	return fyne.NewSize(min(680, room.Width-32), min(height, room.Height-80))
}

func (p *palette) refresh() {
	p.rows = p.find(p.entry.Text)
	p.none.Hidden = len(p.rows) > 0
	p.why.SetText("")
	p.why.Hidden = !slices.ContainsFunc(p.rows, func(o Offered) bool { return o.Why != "" })
	p.popup.Resize(p.size())
	p.list.Refresh()
	p.list.UnselectAll()
	p.list.choose(0)
}

func (p *palette) close() { p.popup.Hide() }

// accept does what is chosen. What cannot be done now stays, with the reason.
func (p *palette) accept() {
	if p.list.at >= len(p.rows) {
		return
	}
	row := p.rows[p.list.at]
	if row.Why != "" {
		p.why.SetText(row.Why)
		return
	}
	p.close()
	row.Do()
}

// offeredRow is a row of the palette.
type offeredRow struct {
	widget.BaseWidget
	title, detail, key *marked
	tapped             func()
}

var (
	_ fyne.Widget   = (*offeredRow)(nil)
	_ fyne.Tappable = (*offeredRow)(nil)
)

func newOfferedRow() *offeredRow {
	r := &offeredRow{title: newMarked(theme.SizeNameText), detail: newMarked(theme.SizeNameCaptionText), key: newMarked(theme.SizeNameCaptionText)}
	r.key.bold = true
	r.ExtendBaseWidget(r)
	return r
}

// titleShows is how many bytes of a title surely show; what matched further on
// is brought into view.
const titleShows = 60

func (r *offeredRow) set(o Offered) {
	ink := theme.ColorNameForeground
	detail, marks := o.Detail, o.DetailMarks
	if o.Why != "" {
		ink = look.ColorDim
		detail, marks = o.Why, nil
	}
	title, titleMarks := o.Title, o.TitleMarks
	if len(titleMarks) > 0 && titleMarks[0].Start > titleShows {
		title, titleMarks = around(title, titleMarks, titleShows/2)
	}
	r.title.set(title, titleMarks, ink)
	r.detail.set(detail, marks, look.ColorDim)
	r.key.set(o.Key, nil, look.ColorDim)
	r.Refresh()
}

// Tapped implements fyne.Tappable: a click does what Enter does.
func (r *offeredRow) Tapped(*fyne.PointEvent) { r.tapped() }

// CreateRenderer implements fyne.Widget.
func (r *offeredRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: offeredLayout{r}, Objects: []fyne.CanvasObject{r.title, r.detail, r.key}})
}

// offeredLayout gives the title the room that it needs, up to most of the row,
// the detail what is left, and the key the right edge.
type offeredLayout struct{ row *offeredRow }

const offeredPad = 8

// MinSize implements fyne.Layout.
func (l offeredLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.row.title.MinSize().Height+offeredPad)
}

// Layout implements fyne.Layout.
func (l offeredLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	title, detail, key := l.row.title, l.row.detail, l.row.key
	height := title.MinSize().Height
	y := (size.Height - height) / 2
	small := detail.MinSize().Height
	below := y + (height-small)*0.75 // on one base line
	keyWidth := key.width()
	room := size.Width - 2*offeredPad - keyWidth - offeredPad
	titleWidth := min(title.width()+1, room)
	if detail.text != "" {
		titleWidth = min(titleWidth, max(room*0.7, room-detail.width()-offeredPad))
	}
	title.Move(fyne.NewPos(offeredPad, y))
	title.Resize(fyne.NewSize(titleWidth, height))
	x := offeredPad + titleWidth + offeredPad*1.5
	detail.Move(fyne.NewPos(x, below))
	detail.Resize(fyne.NewSize(max(0, room+offeredPad-x), small))
	key.Move(fyne.NewPos(size.Width-offeredPad-keyWidth, below))
	key.Resize(fyne.NewSize(keyWidth, small))
}
