// Package panel holds the parts of the window around the article: the list of
// articles, the inspector, the status bar and tooltips.
package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// progressBar shows what share of the sentences has each label.
type progressBar struct {
	widget.BaseWidget
	codebook func() model.Codebook // returns the present codebook
	progress model.Progress
	track    *canvas.Rectangle
	parts    []*canvas.Rectangle
}

var (
	_ fyne.Widget     = (*progressBar)(nil)
	_ fyne.Accessible = (*progressBar)(nil)
)

const barHeight = 4

func newProgressBar(codebook func() model.Codebook) *progressBar {
	b := &progressBar{codebook: codebook, track: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

func (b *progressBar) set(p model.Progress) {
	b.progress = p
	b.Refresh()
}

// labels returns the codebook, and makes a part for each of its labels.
func (b *progressBar) labels() model.Codebook {
	book := b.codebook()
	for len(b.parts) < len(book) {
		b.parts = append(b.parts, canvas.NewRectangle(color.Transparent))
	}
	b.parts = b.parts[:len(book)]
	return book
}

// AccessibilityLabel implements fyne.Accessible.
func (b *progressBar) AccessibilityLabel() string {
	return lang.L("{{.Done}} of {{.Total}} sentences tagged", map[string]any{"Done": b.progress.Tagged(), "Total": b.progress.Sentences})
}

// AccessibilityRole implements fyne.Accessible.
func (b *progressBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (b *progressBar) CreateRenderer() fyne.WidgetRenderer { return &progressRenderer{bar: b} }

type progressRenderer struct{ bar *progressBar }

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(24, barHeight) }
func (r *progressRenderer) Destroy()           {}

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.bar.track}
	for _, p := range r.bar.parts {
		out = append(out, p)
	}
	return out
}

func (r *progressRenderer) Layout(size fyne.Size) {
	b := r.bar
	y := (size.Height - barHeight) / 2
	b.track.Move(fyne.NewPos(0, y))
	b.track.Resize(fyne.NewSize(size.Width, barHeight))
	x := float32(0)
	for i, l := range b.labels() {
		w := float32(0)
		if b.progress.Sentences > 0 {
			w = size.Width * float32(b.progress.Labelled[l.Key]) / float32(b.progress.Sentences)
		}
		b.parts[i].Move(fyne.NewPos(x, y))
		b.parts[i].Resize(fyne.NewSize(w, barHeight))
		x += w
	}
}

func (r *progressRenderer) Refresh() {
	b := r.bar
	b.track.FillColor = look.Current(look.ColorTrack)
	b.track.CornerRadius = barHeight / 2
	for i, l := range b.labels() {
		b.parts[i].FillColor = look.Stripe(look.Hex(l.Color), look.Variant())
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}
