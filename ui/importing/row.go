package importing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// itemRow is a row of the preview's list: a check box, a title and a caption. A row for
// a file that cannot be added has no check box.
type itemRow struct {
	widget.BaseWidget
	list *control.ManyList
	at   int // the number of the row

	selected       *canvas.Rectangle // visible if several rows are selected and this is one of them
	box            *checkMark
	title, caption *widget.Label
	with           fyne.KeyModifier // held down when the mouse was pressed
}

var (
	_ fyne.Tappable     = (*itemRow)(nil)
	_ desktop.Mouseable = (*itemRow)(nil)
)

// newItemRow returns an empty row. The function check is called with the number of the
// row when its check box is clicked.
func newItemRow(list *control.ManyList, check func(row int)) *itemRow {
	r := &itemRow{list: list, selected: canvas.NewRectangle(color.Transparent)}
	r.box = newCheckMark(func() { check(r.at) })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *itemRow) CreateRenderer() fyne.WidgetRenderer {
	titled := control.NewTitledRow().(*fyne.Container)
	r.title, r.caption = titled.Objects[0].(*widget.Label), titled.Objects[1].(*widget.Label)
	return widget.NewSimpleRenderer(container.NewStack(r.selected, container.NewBorder(nil, nil, r.box, nil, titled)))
}

// set shows a row. The title of a heading is bold.
func (r *itemRow) set(at int, title, caption string, heading bool, importance widget.Importance, checked checked) {
	r.at = at
	r.MinSize() // makes the labels
	r.title.TextStyle.Bold = heading
	r.title.SetText(title)
	r.caption.Importance = importance
	r.caption.SetText(caption)
	r.box.set(checked)
	r.box.spoken = lang.L("Add: {{.Title}}", map[string]any{"Title": title})
	r.selected.FillColor = color.Transparent
	if r.list.Selected(at) && at != r.list.At { // the list itself marks the chosen row
		r.selected.FillColor = look.Current(theme.ColorNameSelection)
	}
	r.selected.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	r.selected.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *itemRow) Tapped(*fyne.PointEvent) { r.list.Click(r.at, r.with) }

// MouseDown implements desktop.Mouseable.
func (r *itemRow) MouseDown(e *desktop.MouseEvent) { r.with = e.Modifier }

// MouseUp implements desktop.Mouseable.
func (r *itemRow) MouseUp(*desktop.MouseEvent) {}

// checked is the state of a check box in the list.
type checked int

const (
	noBox checked = iota
	unchecked
	allChecked
	someChecked // of the articles below a heading
	cannotCheck // the project has the article
)

// checkMark is a check box in the list. It never has the focus: Space in the list
// checks the selected rows.
type checkMark struct {
	widget.BaseWidget
	icon   *widget.Icon
	state  checked
	spoken string
	tapped func()
}

var (
	_ fyne.Tappable   = (*checkMark)(nil)
	_ fyne.Accessible = (*checkMark)(nil)
)

func newCheckMark(tapped func()) *checkMark {
	m := &checkMark{icon: widget.NewIcon(nil), tapped: tapped}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *checkMark) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.icon) }

// MinSize implements fyne.CanvasObject. The box is wide enough to be hit with the
// mouse.
func (m *checkMark) MinSize() fyne.Size {
	side := theme.IconInlineSize() + 2*theme.InnerPadding()
	return fyne.NewSize(side, side)
}

// Resize implements fyne.CanvasObject. It centres the icon.
func (m *checkMark) Resize(size fyne.Size) {
	m.BaseWidget.Resize(size)
	side := theme.IconInlineSize()
	m.icon.Resize(fyne.NewSquareSize(side))
	m.icon.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
}

func (m *checkMark) set(state checked) {
	m.state = state
	control.ShowIf(m.icon, state != noBox)
	switch state {
	case allChecked:
		m.icon.SetResource(theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon()))
	case someChecked:
		m.icon.SetResource(theme.NewPrimaryThemedResource(theme.Icon(theme.IconNameCheckButtonPartial)))
	case cannotCheck:
		m.icon.SetResource(theme.NewDisabledResource(theme.CheckButtonIcon()))
	case unchecked:
		m.icon.SetResource(theme.NewColoredResource(theme.CheckButtonIcon(), theme.ColorNameForeground))
	case noBox:
	}
}

// Tapped implements fyne.Tappable.
func (m *checkMark) Tapped(*fyne.PointEvent) {
	if m.state != noBox && m.state != cannotCheck {
		m.tapped()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (m *checkMark) AccessibilityLabel() string {
	if m.state == noBox {
		return ""
	}
	return m.spoken
}

// AccessibilityRole implements fyne.Accessible.
func (m *checkMark) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
