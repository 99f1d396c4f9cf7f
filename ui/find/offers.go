package find

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// offers lists completions of the query below the field.
//
// The arrows choose among the values of a filter, and Enter and Tab take one. The
// name of a filter is only a guess, because the analyst may mean the word itself.
// So Tab is the only key that completes it; the arrows and Enter work as if nothing
// were offered.
type offers struct {
	field   *queryEntry
	content *fyne.Container
	back    *canvas.Rectangle
	list    *control.List
	all     []completion
	shut    bool // Esc closed the list; typing opens it again
}

const offersShown = 8

func newOffers(field *queryEntry) *offers {
	o := &offers{field: field, back: canvas.NewRectangle(color.Transparent)}
	o.list = control.NewList(func() int { return len(o.all) }, func() fyne.CanvasObject { return control.NewOfferedRow() }, func(i int, row fyne.CanvasObject) {
		if i >= len(o.all) {
			return
		}
		c := o.all[i]
		r := row.(*control.OfferedRow)
		key := ""
		if !c.Value && i == 0 {
			key = "Tab"
		}
		r.Set(control.Offered{Title: c.Title, Detail: c.Detail, Key: key})
		r.OnTapped = func() { o.take(i) }
	})
	o.list.HideSeparators = true
	o.content = container.NewStack(o.back, container.NewPadded(o.list))
	o.content.Hide()
	return o
}

func (o *offers) open() bool { return o.content.Visible() }

func (o *offers) offer() {
	o.shut = false
	o.all = o.field.view.Complete(o.field.Text, o.field.cursor())
	o.show()
}

// moved updates the offers, if they are open, after the cursor has moved.
func (o *offers) moved() {
	if o.open() {
		o.offer()
	}
}

func (o *offers) show() {
	if len(o.all) == 0 || o.shut {
		if o.open() {
			o.content.Hide()
			o.field.view.say()
		}
		return
	}
	o.back.FillColor = look.Current(theme.ColorNameMenuBackground)
	o.back.StrokeColor, o.back.StrokeWidth, o.back.CornerRadius = look.Current(theme.ColorNameInputBorder), 1, 4
	o.content.Show()
	o.content.Resize(o.size())
	o.list.UnselectAll()
	o.list.ScrollToTop()
	o.list.Refresh()
	o.list.At = 0
	if o.all[0].Value {
		o.list.Choose(0)
	}
}

// size returns the size of the list, which shows at most offersShown offers at
// once.
func (o *offers) size() fyne.Size {
	row := control.NewOfferedRow().MinSize().Height + theme.Padding()
	room := o.field.Size().Width
	return fyne.NewSize(min(room, 34*theme.TextSize()), float32(min(len(o.all), offersShown))*row+2*theme.Padding())
}

// key handles a key while completions are offered, and reports whether it did.
func (o *offers) key(k *fyne.KeyEvent) bool {
	if !o.open() {
		return false
	}
	switch k.Name {
	case fyne.KeyTab:
		o.take(o.list.At)
	case fyne.KeyEscape:
		o.shut = true
		o.show()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyEnter:
		if !o.all[0].Value {
			return false
		}
		if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
			o.take(o.list.At)
		} else {
			o.list.TypedKey(k)
		}
	default:
		return false
	}
	return true
}

// take replaces part of the query with an offer.
func (o *offers) take(i int) {
	if i >= len(o.all) {
		return
	}
	c, text := o.all[i], o.field.Text
	o.field.view.win.Canvas().Focus(o.field)
	o.field.set(text[:c.At]+c.Text+text[c.End:], c.At+len(c.Text))
}

// offersLayout puts the offers over the upper left corner of the results.
type offersLayout struct{ of *offers }

// MinSize implements fyne.Layout. The offers need no space of their own, because
// they cover the results.
func (offersLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (l offersLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(l.of.size())
}
