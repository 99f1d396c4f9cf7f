package judge

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// band shows the likelihoods as ranges on a scale from 0 to 100 %. A click chooses one, and so do
// the arrows while the band has the focus.
type band struct {
	widget.BaseWidget
	of      *Controller
	now     model.Likelihood
	hovered model.Likelihood
	focused bool
	parts   []*canvas.Rectangle
	marks   []*canvas.Text // the percentages where ranges meet
	ring    *canvas.Rectangle
	text    *control.MarkedText // the likelihood with its range
	through control.Viewport
}

var (
	_ fyne.Tappable     = (*band)(nil)
	_ fyne.Focusable    = (*band)(nil)
	_ fyne.Accessible   = (*band)(nil)
	_ fyne.Shortcutable = (*band)(nil)
	_ desktop.Hoverable = (*band)(nil)
)

func newBand(c *Controller) *band {
	b := &band{of: c, ring: canvas.NewRectangle(color.Transparent), text: control.NewMarkedText(theme.SizeNameText)}
	for _, l := range model.Likelihoods() {
		b.parts = append(b.parts, canvas.NewRectangle(color.Transparent))
		from, _ := l.Range()
		mark := canvas.NewText(words.Number(from), color.Transparent)
		mark.Alignment = fyne.TextAlignCenter
		b.marks = append(b.marks, mark)
	}
	b.ExtendBaseWidget(b)
	return b
}

// set shows a likelihood.
func (b *band) set(l model.Likelihood) {
	b.now = l
	b.Refresh()
}

// at returns the likelihood at a distance from the left edge.
func (b *band) at(x float32) model.Likelihood {
	percent := 100 * x / max(1, b.Size().Width)
	all := model.Likelihoods()
	for _, l := range all {
		if _, to := l.Range(); percent < float32(to) {
			return l
		}
	}
	return all[len(all)-1]
}

// Tapped implements fyne.Tappable.
func (b *band) Tapped(e *fyne.PointEvent) {
	b.of.win.Focus(b)
	if b.of.mayWrite() {
		b.of.setLikelihood(b.at(e.Position.X))
	}
}

// MouseIn implements desktop.Hoverable.
func (b *band) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (b *band) MouseMoved(e *desktop.MouseEvent) {
	if at := b.at(e.Position.X); at != b.hovered {
		b.hovered = at
		b.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (b *band) MouseOut() { b.hovered = ""; b.Refresh() }

// FocusGained implements fyne.Focusable.
func (b *band) FocusGained() {
	b.focused = true
	b.through.Reveal()
	b.Refresh()
	b.of.win.ShowHints()
}

// FocusLost implements fyne.Focusable.
func (b *band) FocusLost() { b.focused = false; b.Refresh() }

// TypedKey implements fyne.Focusable.
func (b *band) TypedKey(k *fyne.KeyEvent) {
	step := 0
	switch k.Name {
	case fyne.KeyRight, fyne.KeyUp:
		step = 1
	case fyne.KeyLeft, fyne.KeyDown:
		step = -1
	case fyne.KeyEscape:
		b.of.win.Focus(b.of.view.statements.list)
		return
	default:
		b.of.win.PressKey(k)
		return
	}
	if b.of.mayWrite() {
		b.of.stepLikelihood(step)
	}
}

// TypedRune implements fyne.Focusable.
func (b *band) TypedRune(r rune) { b.of.win.PressRune(r) }

// TypedShortcut implements fyne.Shortcutable.
func (b *band) TypedShortcut(s fyne.Shortcut) { b.of.win.PressShortcut(s) }

// said returns the likelihood that is chosen or under the pointer, with its range.
func (b *band) said() string {
	switch {
	case b.hovered != "":
		return words.LikelihoodRange(b.hovered)
	case b.now != "":
		return words.LikelihoodRange(b.now)
	}
	return lang.L("no likelihood")
}

// AccessibilityLabel implements fyne.Accessible.
func (b *band) AccessibilityLabel() string {
	now := lang.L("no likelihood")
	if b.now != "" {
		now = words.LikelihoodRange(b.now)
	}
	return lang.L("Likelihood") + ": " + now
}

// AccessibilityRole implements fyne.Accessible. Fyne has no role for sliders.
func (b *band) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (b *band) CreateRenderer() fyne.WidgetRenderer {
	r := &bandRenderer{b}
	r.style()
	return r
}

type bandRenderer struct{ b *band }

func (r *bandRenderer) Destroy() {}

func (r *bandRenderer) Objects() (all []fyne.CanvasObject) {
	for i := range r.b.parts {
		all = append(all, r.b.parts[i], r.b.marks[i])
	}
	return append(all, r.b.ring, r.b.text)
}

// bandPad is the space around the band for its ring, in device-independent pixels.
const bandPad = 3

func (r *bandRenderer) high() float32 { return theme.TextSize() * 1.3 }

func (r *bandRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, r.high()+2*bandPad+theme.CaptionTextSize()*1.5+r.b.text.MinSize().Height)
}

func (r *bandRenderer) Layout(size fyne.Size) {
	b, high := r.b, r.high()
	room := size.Width - 2*bandPad
	small := theme.CaptionTextSize() * 1.5
	last := float32(-1000)
	for i, l := range model.Likelihoods() {
		from, to := l.Range()
		x, end := bandPad+room*float32(from)/100, bandPad+room*float32(to)/100
		b.parts[i].Move(fyne.NewPos(x+0.5, bandPad))
		b.parts[i].Resize(fyne.NewSize(max(1, end-x-1), high))
		b.marks[i].TextSize = theme.CaptionTextSize()
		w := b.marks[i].MinSize().Width
		b.marks[i].Move(fyne.NewPos(min(max(0, x-w/2), size.Width-w), high+2*bandPad))
		b.marks[i].Resize(fyne.NewSize(w, small))
		b.marks[i].Hidden = x-w/2 < last
		if !b.marks[i].Hidden {
			last = x + w/2 + 4
		}
	}
	b.ring.Resize(fyne.NewSize(size.Width, high+2*bandPad))
	b.text.Move(fyne.NewPos(bandPad, high+2*bandPad+small))
	b.text.Resize(fyne.NewSize(room, b.text.MinSize().Height))
}

func (r *bandRenderer) Refresh() {
	r.style()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *bandRenderer) style() {
	b := r.b
	chosen := slices.Index(model.Likelihoods(), b.now)
	for i, l := range model.Likelihoods() {
		p := b.parts[i]
		p.FillColor, p.StrokeColor, p.StrokeWidth = look.Current(theme.ColorNameButton), look.Current(theme.ColorNameInputBorder), 1
		if i == chosen {
			p.FillColor, p.StrokeColor = look.Current(theme.ColorNamePrimary), look.Current(theme.ColorNameForeground)
		} else if l == b.hovered {
			p.FillColor = look.Current(look.ColorSelected)
		}
		b.marks[i].Color = look.Current(look.ColorDim)
	}
	b.ring.StrokeColor, b.ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	b.ring.CornerRadius, b.ring.Hidden = theme.Size(theme.SizeNameButtonRadius), !b.focused
	ink := theme.ColorNameForeground
	if b.now == "" || b.hovered != "" {
		ink = look.ColorDim
	}
	b.text.Set(b.said(), nil, ink)
}
