package find

import (
	"context"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// tagQuestion has the content of the dialog that asks which label to give all hits.
type tagQuestion struct {
	Found   string // the number of hits, as a sentence
	Labels  []tagLabel
	Pressed func(rune) (model.LabelKey, bool) // the label whose key types a rune; see Window.LabelPressed
	// Count counts the hits by label. It is called on another goroutine, and must
	// stop when ctx is cancelled. Its error is not shown.
	Count func(ctx context.Context) (tagCount, error)
	// Choose is called with the analyst's answer.
	Choose func(label model.LabelKey, replace bool)
	// Context is cancelled when the project closes, which stops counting.
	Context context.Context
	Go      func(work func())
	Post    func(func())
}

// tagLabel is one of the possible answers. An empty Label clears labels.
type tagLabel struct {
	Label model.LabelKey
	Name  string
	Key   string
}

// tagCount counts sentences by their current label, with "" for no label.
type tagCount struct {
	Labels map[model.LabelKey]int
	Aside  int // units set aside, which cannot be labelled
}

// of returns a text that says how many sentences a label would change.
func (c tagCount) of(label model.LabelKey, replace bool) string {
	same, other := c.Labels[label], 0
	for l, n := range c.Labels {
		if l != label && l != "" {
			other += n
		}
	}
	count := map[string]any{
		"New": words.Number(c.Labels[""]), "Same": words.Number(same), "Other": words.Number(other),
		"All": words.Number(c.Labels[""] + other),
	}
	switch {
	case label == "":
		return words.N("{{.Count}} labels removed", other)
	case other == 0 && same == 0:
		return lang.L("{{.New}} new", count)
	case other == 0:
		return lang.L("{{.New}} new, {{.Same}} already", count)
	case replace:
		return lang.L("{{.All}} new, {{.Same}} already", count)
	}
	return lang.L("{{.New}} new, {{.Same}} already, {{.Other}} keep another label", count)
}

// showTagFound asks which label to give all hits. The analyst chooses a label by
// its key, or with the arrows and Enter, and can answer before counting has ended.
func showTagFound(t tagQuestion, w fyne.Window) *tagView {
	v := &tagView{tagQuestion: t, canvas: w.Canvas()}
	found := widget.NewLabel(t.Found)
	found.TextStyle.Bold = true
	also := lang.L("Replace other labels (R)")
	if _, v.taken = t.Pressed('r'); v.taken {
		also = lang.L("Replace other labels")
	}
	v.also = control.NewCheck(also, false, func(bool) { v.say() }, nil)
	v.note = widget.NewLabel(lang.L("Counting labels…"))
	v.note.SizeName = theme.SizeNameCaptionText
	rows := container.New(layout.NewFormLayout())
	for i, l := range t.Labels {
		b := newTagButton(v, i)
		caption := widget.NewLabel("")
		caption.SizeName = theme.SizeNameCaptionText
		v.buttons, v.captions = append(v.buttons, b), append(v.captions, caption)
		rows.Add(b)
		rows.Add(container.NewStack(roomForCount(l.Label), caption))
		b.Text = strings.TrimSpace(l.Key + "   " + l.Name)
	}
	v.buttons[0].Importance = widget.HighImportance
	var list fyne.CanvasObject = rows
	if size, most := rows.MinSize(), w.Canvas().Size().Height-roomBesideLabels; size.Height > most {
		v.scroll = container.NewVScroll(rows)
		v.scroll.SetMinSize(fyne.NewSize(size.Width+theme.ScrollBarSize(), max(most, leastLabels)))
		list = v.scroll
	}
	d := control.NewModal(lang.L("Tag all results"), container.NewVBox(found, list, v.also, v.note), w)
	v.hide = d.Hide
	v.also.OnEscape = d.Hide
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide)})
	ctx, stop := context.WithCancel(t.Context)
	d.SetOnClosed(stop)
	d.Show()
	w.Canvas().Focus(v.buttons[0])
	t.Go(func() {
		n, err := t.Count(ctx)
		t.Post(func() {
			if ctx.Err() == nil && err == nil { // tagging reports the error itself
				v.count = &n
				v.say()
			}
		})
	})
	return v
}

// The list of labels is at most as high as the window less roomBesideLabels, but at
// least leastLabels high. If the labels need more, the list scrolls.
const (
	roomBesideLabels = 240
	leastLabels      = 80
)

// roomForCount returns an object as wide as a long caption of a label. The dialog
// is laid out before the captions are known.
func roomForCount(label model.LabelKey) fyne.CanvasObject {
	const many = 888888
	other := model.LabelKey("?" + label) // any key other than label and ""
	text := tagCount{Labels: map[model.LabelKey]int{"": many, label: many, other: many}}.of(label, false)
	room := canvas.NewRectangle(color.Transparent)
	size := fyne.MeasureText(text, theme.CaptionTextSize(), fyne.TextStyle{})
	room.SetMinSize(fyne.NewSize(size.Width+2*theme.InnerPadding(), 0))
	return room
}

type tagView struct {
	tagQuestion
	canvas   fyne.Canvas
	hide     func()
	buttons  []*tagButton
	captions []*widget.Label
	also     *control.Check
	note     *widget.Label
	count    *tagCount
	taken    bool              // R is the key of a label
	scroll   *container.Scroll // around the labels; nil if all of them fit
}

// say shows what each label would change.
func (v *tagView) say() {
	if v.count == nil {
		return
	}
	for i, l := range v.Labels {
		v.captions[i].SetText(v.count.of(l.Label, v.also.Checked))
	}
	if v.count.Aside > 0 {
		v.note.SetText(words.N("{{.Count}} results are excluded from tagging and will be skipped.", v.count.Aside))
	} else {
		v.note.SetText(lang.L("You can undo this in one step."))
	}
}

// focus moves the focus to a label and scrolls to it.
func (v *tagView) focus(at int) {
	b := v.buttons[at]
	v.canvas.Focus(b)
	if v.scroll == nil {
		return
	}
	top, height := b.Position().Y, v.scroll.Size().Height
	if top < v.scroll.Offset.Y {
		v.scroll.ScrollToOffset(fyne.NewPos(0, top))
	} else if bottom := top + b.Size().Height; bottom > v.scroll.Offset.Y+height {
		v.scroll.ScrollToOffset(fyne.NewPos(0, bottom-height))
	}
}

func (v *tagView) take(label model.LabelKey) {
	v.hide()
	v.Choose(label, v.also.Checked)
}

type tagButton struct {
	control.Button
	of *tagView
	at int
}

var _ fyne.Focusable = (*tagButton)(nil)

func newTagButton(v *tagView, at int) *tagButton {
	b := &tagButton{of: v, at: at}
	b.Alignment = widget.ButtonAlignLeading
	b.OnTapped, b.OnEscape = func() { v.take(v.Labels[at].Label) }, func() { v.hide() }
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *tagButton) TypedKey(k *fyne.KeyEvent) {
	n := len(b.of.buttons)
	switch k.Name {
	case fyne.KeyDown:
		b.of.focus((b.at + 1) % n)
	case fyne.KeyUp:
		b.of.focus((b.at + n - 1) % n)
	default:
		b.Button.TypedKey(k)
	}
}

// TypedRune implements fyne.Focusable.
func (b *tagButton) TypedRune(r rune) {
	if (r == 'r' || r == 'R') && !b.of.taken {
		b.of.also.SetChecked(!b.of.also.Checked)
	} else if label, ok := b.of.Pressed(r); ok {
		b.of.take(label)
	}
}
