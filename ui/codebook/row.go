package codebook

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// chip shows the colour and the letter of a label, as the margin of an article does.
type chip struct {
	widget.BaseWidget
	label model.Label
	back  *canvas.Rectangle
	mark  *canvas.Text
}

func newChip() *chip {
	c := &chip{back: canvas.NewRectangle(color.Transparent), mark: canvas.NewText("", color.Transparent)}
	c.mark.TextStyle.Bold = true
	c.mark.Alignment = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	return c
}

func (c *chip) set(l model.Label) {
	c.label = l
	c.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *chip) CreateRenderer() fyne.WidgetRenderer { return &chipRenderer{c} }

type chipRenderer struct{ c *chip }

func (r *chipRenderer) Destroy()                     {}
func (r *chipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.c.back, r.c.mark} }

func (r *chipRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(theme.Size(look.SizeSmall) * 1.8)
}

func (r *chipRenderer) Layout(size fyne.Size) {
	side := r.MinSize()
	at := fyne.NewPos((size.Width-side.Width)/2, (size.Height-side.Height)/2)
	for _, o := range r.Objects() {
		o.Move(at)
		o.Resize(side)
	}
}

func (r *chipRenderer) Refresh() {
	c := r.c
	c.back.CornerRadius = 3
	c.back.FillColor = look.Solid(look.Hex(c.label.Color), look.Variant())
	c.mark.Text, c.mark.TextSize = strings.ToUpper(c.label.Letter), theme.Size(look.SizeSmall)
	c.mark.Color = look.Current(theme.ColorNameForeground)
	r.Layout(c.Size())
	canvas.Refresh(c)
}

// row is a row of the list: a label, or the name of a group above its labels.
type row struct {
	entry   *entry // nil in a heading
	heading string
}

// rowsOf returns the rows of a draft. retired is the heading above retired labels, and
// others the one above labels without a group that follow labels with one.
func rowsOf(d *draft, retired, others string) (rows []row) {
	group, old := "", false
	for _, e := range d.arranged() {
		switch {
		case e.label.Retired && !old:
			old = true
			rows = append(rows, row{heading: retired})
		case !old && e.label.Group != group:
			group = e.label.Group
			heading := group
			if heading == "" {
				heading = others
			}
			rows = append(rows, row{heading: heading})
		}
		rows = append(rows, row{entry: e})
	}
	return rows
}

// rowView shows a row.
type rowView struct {
	widget.BaseWidget
	chip  *chip
	name  *control.MarkedText
	count *control.MarkedText
}

func newRowView() *rowView {
	v := &rowView{chip: newChip(), name: control.NewMarkedText(theme.SizeNameText), count: control.NewMarkedText(theme.SizeNameCaptionText)}
	v.ExtendBaseWidget(v)
	return v
}

// show shows a label with the number of its annotations, and whether it has a mistake.
func (v *rowView) show(r row, count string, wrong bool) {
	v.chip.Hidden = r.entry == nil
	v.name.Bold = r.entry == nil
	switch {
	case r.entry == nil:
		v.name.Set(r.heading, nil, look.ColorDim)
	case wrong:
		v.name.Set("⚠ "+r.entry.called(), nil, theme.ColorNameError)
	case r.entry.label.Retired || r.entry.label.Name == "":
		v.name.Set(r.entry.called(), nil, look.ColorDim)
	default:
		v.name.Set(r.entry.called(), nil, theme.ColorNameForeground)
	}
	v.count.Set(count, nil, look.ColorDim)
	if r.entry != nil {
		v.chip.set(r.entry.label)
	}
	v.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: rowLayout{v}, Objects: []fyne.CanvasObject{v.chip, v.name, v.count}})
}

// rowLayout puts the count at the right edge, and the name between it and the chip.
type rowLayout struct{ v *rowView }

// rowPad is the padding in a row, in device-independent pixels.
const rowPad = 6

// MinSize implements fyne.Layout.
func (l rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, max(l.v.chip.MinSize().Height, l.v.name.MinSize().Height)+rowPad)
}

// Layout implements fyne.Layout.
func (l rowLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	v := l.v
	left := float32(rowPad)
	if !v.chip.Hidden {
		side := v.chip.MinSize().Width
		v.chip.Move(fyne.NewPos(left, 0))
		v.chip.Resize(fyne.NewSize(side, size.Height))
		left += side + rowPad
	}
	width, height := v.count.Width(), v.count.MinSize().Height
	right := size.Width - rowPad - width
	v.count.Move(fyne.NewPos(right, (size.Height-height)/2))
	v.count.Resize(fyne.NewSize(width, height))
	height = v.name.MinSize().Height
	v.name.Move(fyne.NewPos(left, (size.Height-height)/2))
	v.name.Resize(fyne.NewSize(max(0, right-left-rowPad), height))
}
