package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// Offered is one choice in a list of results.
type Offered struct {
	Title       string
	TitleMarks  []model.Span // spans to emphasise, in byte offsets
	Detail      string
	DetailMarks []model.Span
	Key         string // key with the same effect; "" if there is none
	Why         string // why the choice is not available now; "" if it is available
	Do          func()
}

// OfferedRow is a list row that shows a choice.
type OfferedRow struct {
	widget.BaseWidget
	title, detail, Key *MarkedText
	OnTapped           func()
}

var (
	_ fyne.Widget   = (*OfferedRow)(nil)
	_ fyne.Tappable = (*OfferedRow)(nil)
)

// NewOfferedRow returns an empty row.
func NewOfferedRow() *OfferedRow {
	r := &OfferedRow{title: NewMarkedText(theme.SizeNameText), detail: NewMarkedText(theme.SizeNameCaptionText), Key: NewMarkedText(theme.SizeNameCaptionText)}
	r.Key.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

// titleShows is the number of bytes of a title that are usually visible in a row.
// If the first match starts later, the title is cut before the match.
const titleShows = 60

// Set shows a choice.
func (r *OfferedRow) Set(o Offered) {
	ink := theme.ColorNameForeground
	detail, marks := o.Detail, o.DetailMarks
	if o.Why != "" {
		ink = look.ColorDim
		detail, marks = o.Why, nil
	}
	title, titleMarks := o.Title, o.TitleMarks
	if len(titleMarks) > 0 && titleMarks[0].Start > titleShows {
		title, titleMarks = AroundMark(title, titleMarks, titleShows/2)
	}
	r.title.Set(title, titleMarks, ink)
	r.detail.Set(detail, marks, look.ColorDim)
	r.Key.Set(o.Key, nil, look.ColorDim)
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *OfferedRow) Tapped(*fyne.PointEvent) { r.OnTapped() }

// CreateRenderer implements fyne.Widget.
func (r *OfferedRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: offeredLayout{r}, Objects: []fyne.CanvasObject{r.title, r.detail, r.Key}})
}

// offeredLayout puts the key at the right edge. The title gets the width that it
// needs, up to most of the row, and the detail gets the rest.
type offeredLayout struct{ row *OfferedRow }

// OfferedPad is the padding of a row, in device-independent pixels.
const OfferedPad = 8

// MinSize implements fyne.Layout.
func (l offeredLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.row.title.MinSize().Height+OfferedPad)
}

// Layout implements fyne.Layout.
func (l offeredLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	title, detail, key := l.row.title, l.row.detail, l.row.Key
	height := title.MinSize().Height
	y := (size.Height - height) / 2
	small := detail.MinSize().Height
	below := y + (height-small)*0.75 // on the title's baseline
	keyWidth := key.Width()
	room := size.Width - 2*OfferedPad - keyWidth - OfferedPad
	titleWidth := min(title.Width()+1, room)
	if detail.Text != "" {
		titleWidth = min(titleWidth, max(room*0.7, room-detail.Width()-OfferedPad))
	}
	title.Move(fyne.NewPos(OfferedPad, y))
	title.Resize(fyne.NewSize(titleWidth, height))
	x := OfferedPad + titleWidth + OfferedPad*1.5
	detail.Move(fyne.NewPos(x, below))
	detail.Resize(fyne.NewSize(max(0, room+OfferedPad-x), small))
	key.Move(fyne.NewPos(size.Width-OfferedPad-keyWidth, below))
	key.Resize(fyne.NewSize(keyWidth, small))
}
