package transfer

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// row is a row of a list: a title above a caption, or a heading.
type row struct {
	widget.BaseWidget
	at             int
	heading        bool
	title, caption *widget.Label
	back           *canvas.Rectangle // visible if several rows are selected and this is one of them
	tapped         func(at int, with fyne.KeyModifier)
	with           fyne.KeyModifier // held down when the mouse was pressed
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Mouseable = (*row)(nil)
)

// newRow returns an empty row, which calls tapped when it is clicked unless it is a heading.
func newRow(tapped func(at int, with fyne.KeyModifier)) *row {
	titled := control.NewTitledRow().(*fyne.Container)
	r := &row{title: titled.Objects[0].(*widget.Label), caption: titled.Objects[1].(*widget.Label), tapped: tapped}
	r.back = canvas.NewRectangle(color.Transparent)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.back, control.Tight(r.title, r.caption)))
}

// head shows a heading.
func (r *row) head(at int, title string) {
	r.at, r.heading = at, true
	r.title.TextStyle.Bold, r.title.SizeName = true, theme.SizeNameCaptionText
	r.caption.Hide()
	r.title.SetText(title)
	r.Refresh()
}

// set shows a title and a caption.
func (r *row) set(at int, title, caption string) {
	r.at, r.heading = at, false
	r.title.TextStyle.Bold, r.title.SizeName = false, theme.SizeNameText
	r.caption.Show()
	r.title.SetText(control.OneLine(title))
	r.caption.SetText(control.OneLine(caption))
	r.Refresh()
}

// mark shades the row, or not.
func (r *row) mark(on bool) {
	r.back.FillColor = color.Transparent
	if on {
		r.back.FillColor = look.Current(theme.ColorNameSelection)
	}
	r.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	r.back.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(*fyne.PointEvent) {
	with := r.with
	r.with = 0
	if !r.heading {
		r.tapped(r.at, with)
	}
}

// MouseDown implements desktop.Mouseable.
func (r *row) MouseDown(e *desktop.MouseEvent) { r.with = e.Modifier }

// MouseUp implements desktop.Mouseable.
func (r *row) MouseUp(*desktop.MouseEvent) {}
