package judge

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// The signs of nodes: closed, open, and the weights of sentences. They differ in form, so that
// nobody needs their colours.
const (
	closedSign  = "▸"
	openSign    = "▾"
	forSign     = "+"
	againstSign = "−"
	neitherSign = "○"
	leftOutSign = "·"
)

// weightSign returns the sign of a weight and its colour.
func weightSign(w model.Weight) (sign string, ink fyne.ThemeColorName) {
	switch w {
	case model.For:
		return forSign, theme.ColorNameSuccess
	case model.Against:
		return againstSign, theme.ColorNameError
	case model.Neither:
		return neitherSign, theme.ColorNameForeground
	default:
		return leftOutSign, look.ColorDim
	}
}

// treeRow shows a node: its title above its detail, indented by its depth, and its grade.
type treeRow struct {
	widget.BaseWidget
	depth  int
	single bool // there is no detail
	sign   *canvas.Text
	mark   *canvas.Text // of a weight
	chip   *chip
	title  *control.MarkedText
	detail *control.MarkedText
}

func newTreeRow() *treeRow {
	r := &treeRow{
		sign: canvas.NewText("", color.Transparent), mark: canvas.NewText("", color.Transparent), chip: newChip(),
		title: control.NewMarkedText(theme.SizeNameText), detail: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	r.mark.TextStyle.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

func (r *treeRow) set(n *node) {
	r.depth, r.sign.Text, r.mark.Text = n.depth, "", ""
	if n.opens {
		r.sign.Text = closedSign
		if n.open {
			r.sign.Text = openSign
		}
	}
	ink := theme.ColorNameForeground
	if n.kind == groupNode || n.kind == sentenceNode {
		r.mark.Text, ink = weightSign(n.weight)
	}
	r.sign.Color, r.mark.Color = look.Current(look.ColorDim), look.Current(ink)
	r.title.Bold = n.kind == judgementNode || n.kind == groupNode
	title, detail := n.title, n.detail
	if n.kind == groupNode {
		title += "  " + words.Number(n.count)
	}
	if n.kind == sentenceNode && n.link.InForce.Letter != nil {
		detail = words.Joined(" · ", n.detail, letterFrom(n.link.InForce.From))
	}
	r.chip.set(n.grade, n.rules || n.kind == sentenceNode)
	r.title.Set(title, nil, theme.ColorNameForeground)
	r.detail.Set(detail, nil, look.ColorDim)
	r.single = detail == ""
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *treeRow) CreateRenderer() fyne.WidgetRenderer { return &treeRowRenderer{r} }

type treeRowRenderer struct{ r *treeRow }

// rowPad is the space above and below the texts of a row, and sidePad the space beside them, in
// device-independent pixels. Each level of the tree is indented by indentEms text sizes.
const (
	rowPad    = 4
	sidePad   = 8
	indentEms = 1.2
)

func (rr *treeRowRenderer) Destroy() {}

func (rr *treeRowRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{rr.r.sign, rr.r.mark, rr.r.title, rr.r.detail}, rr.r.chip.objects()...)
}

func (rr *treeRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, rr.r.title.MinSize().Height+rr.r.detail.MinSize().Height+2*rowPad)
}

func (rr *treeRowRenderer) Layout(size fyne.Size) {
	r, em := rr.r, theme.TextSize()
	high, small := r.title.MinSize().Height, r.detail.MinSize().Height
	y := float32(rowPad)
	if r.single { // in the middle of the row
		y += small / 2
	}
	x := sidePad + float32(r.depth)*indentEms*em
	put := func(t *canvas.Text, width float32) {
		t.TextSize = em
		t.Move(fyne.NewPos(x, y))
		t.Resize(fyne.NewSize(width, high))
		x += width
	}
	put(r.sign, indentEms*em)
	if r.mark.Text != "" {
		put(r.mark, 1.3*em)
	}
	right := size.Width - sidePad - theme.ScrollBarSize()
	if w := r.chip.width(); w > 0 {
		right -= w + sidePad
		r.chip.place(right+sidePad, y, high)
	}
	r.title.Move(fyne.NewPos(x, y))
	r.title.Resize(fyne.NewSize(max(0, right-x), high))
	r.detail.Move(fyne.NewPos(x, y+high))
	r.detail.Resize(fyne.NewSize(max(0, size.Width-sidePad-theme.ScrollBarSize()-x), small))
}

func (rr *treeRowRenderer) Refresh() {
	rr.Layout(rr.r.Size())
	rr.r.title.Refresh()
	rr.r.detail.Refresh()
	canvas.Refresh(rr.r)
}
