package dialog

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// Pick asks the analyst to choose one of several options. A digit chooses the
// option with that number. The arrows move between the options, Enter chooses one,
// and Esc closes the dialog without choosing one.
func Pick(title, text string, ways []Way, w fyne.Window) {
	column := container.NewVBox(message(text))
	rows := container.NewGridWithColumns(2)
	d := control.NewModal(title, container.NewPadded(column), w)
	p := &picking{canvas: w.Canvas(), hide: d.Hide}
	for i, way := range ways {
		b := newPickButton(p, i, way)
		p.buttons = append(p.buttons, b)
		caption := widget.NewLabel(way.Text)
		caption.SizeName = theme.SizeNameCaptionText
		rows.Add(b)
		rows.Add(caption)
	}
	column.Add(rows)
	p.buttons[0].Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide)})
	d.Show()
	w.Canvas().Focus(p.buttons[0])
}

type picking struct {
	canvas  fyne.Canvas
	hide    func()
	buttons []*pickButton
}

// pick runs the option at an index, if there is one.
func (p *picking) pick(i int) {
	if i >= 0 && i < len(p.buttons) {
		p.hide()
		p.buttons[i].way.Do()
	}
}

type pickButton struct {
	control.Button
	of  *picking
	at  int
	way Way
}

var _ fyne.Focusable = (*pickButton)(nil)

func newPickButton(p *picking, at int, way Way) *pickButton {
	b := &pickButton{of: p, at: at, way: way}
	b.Text = fmt.Sprintf("%d   %s", at+1, way.Title)
	b.Alignment = widget.ButtonAlignLeading
	b.OnTapped, b.OnEscape = func() { p.pick(at) }, p.hide
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *pickButton) TypedKey(k *fyne.KeyEvent) {
	n := len(b.of.buttons)
	switch k.Name {
	case fyne.KeyDown, fyne.KeyRight:
		b.of.canvas.Focus(b.of.buttons[(b.at+1)%n])
	case fyne.KeyUp, fyne.KeyLeft:
		b.of.canvas.Focus(b.of.buttons[(b.at+n-1)%n])
	default:
		b.Button.TypedKey(k)
	}
}

// TypedRune implements fyne.Focusable.
func (b *pickButton) TypedRune(r rune) { b.of.pick(int(r - '1')) }
