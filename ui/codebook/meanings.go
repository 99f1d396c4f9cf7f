package codebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// meanings is the dialog that shows what all labels mean. A label's key, or Enter on its
// button, tags the current sentence and closes the dialog.
type meanings struct {
	*Controller
	canvas  fyne.Canvas
	hide    func()
	labels  []model.Label
	buttons []*meaningButton
}

// showMeanings shows what the labels mean that can be given.
func (c *Controller) showMeanings() {
	c.win.Session().EndTyping()
	book := c.win.Session().Codebook().Current()
	m := &meanings{Controller: c, canvas: c.win.Window().Canvas()}
	column := container.NewVBox()
	scroll := container.NewVScroll(container.NewPadded(control.BesideBar(column)))
	group := ""
	for _, i := range book.Order() {
		l := book[i]
		if l.Group != group {
			group = l.Group
			column.Add(control.Subheading(group))
		}
		b := newMeaningButton(m, len(m.labels), c.win.ShownKey(c.win.LabelCommand(l.Key)), l)
		b.Viewport = control.Viewport{Scroll: scroll}
		m.labels, m.buttons = append(m.labels, l), append(m.buttons, b)
		chip := newChip()
		chip.set(l)
		text := words.Meaning(l)
		if text == "" {
			text = lang.L("No definition yet.")
		}
		meaning := control.Wrapped(text)
		meaning.SizeName = theme.SizeNameCaptionText
		indented := container.New(layout.NewCustomPaddedLayout(0, 0, chip.MinSize().Width+theme.Padding(), 0), meaning)
		column.Add(container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()/2), container.NewBorder(nil, nil, chip, nil, b), indented))
	}
	d := control.NewModal(lang.L("What the labels mean"), scroll, c.win.Window())
	m.hide = d.Hide
	closing := control.NewButton(lang.L("Close"), d.Hide, d.Hide)
	edit := control.NewButton(lang.L("Edit codebook…"), m.edit, d.Hide)
	d.SetButtons([]fyne.CanvasObject{edit, closing})
	size := m.canvas.Size()
	d.Resize(fyne.NewSize(min(680, size.Width-48), min(760, size.Height-48)))
	d.Show()
	if len(m.buttons) == 0 {
		m.canvas.Focus(closing)
		return
	}
	m.canvas.Focus(m.buttons[m.at()])
}

// at returns the index of the label that the current sentence has, or 0.
func (m *meanings) at() int {
	for i, l := range m.labels {
		if l.Key == m.win.Session().Label() {
			return i
		}
	}
	return 0
}

// tag tags the current sentence.
func (m *meanings) tag(key model.LabelKey) {
	m.hide()
	m.win.Do(m.win.LabelCommand(key))
}

// edit opens the codebook instead.
func (m *meanings) edit() {
	m.hide()
	m.win.Do(showID)
}

// meaningButton tags with a label.
type meaningButton struct {
	control.Button
	of *meanings
	i  int
}

func newMeaningButton(m *meanings, i int, key string, l model.Label) *meaningButton {
	b := &meaningButton{of: m, i: i}
	b.Text = l.Called()
	if key != "" {
		b.Text += "   " + key
	}
	b.Alignment, b.Importance = widget.ButtonAlignLeading, widget.LowImportance
	b.OnTapped, b.OnEscape = func() { m.tag(l.Key) }, func() { m.hide() }
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable. The arrows move to another label.
func (b *meaningButton) TypedKey(k *fyne.KeyEvent) {
	buttons := b.of.buttons
	switch k.Name {
	case fyne.KeyDown:
		b.of.canvas.Focus(buttons[min(b.i+1, len(buttons)-1)])
	case fyne.KeyUp:
		b.of.canvas.Focus(buttons[max(b.i-1, 0)])
	case fyne.KeyHome:
		b.of.canvas.Focus(buttons[0])
	case fyne.KeyEnd:
		b.of.canvas.Focus(buttons[len(buttons)-1])
	case fyne.KeyF2:
		b.of.hide()
	default:
		b.Button.TypedKey(k)
	}
}

// TypedRune implements fyne.Focusable. The key of a label tags with it.
func (b *meaningButton) TypedRune(r rune) {
	if r == ' ' {
		return
	}
	if key, pressed := b.of.win.LabelPressed(r); pressed && key != "" {
		b.of.tag(key)
	}
}
