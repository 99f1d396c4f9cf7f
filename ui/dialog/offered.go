package dialog

import (
	"fyne.io/fyne/v2"
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
