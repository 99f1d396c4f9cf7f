package judge

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// fitSign returns the sign of a fit and its colour. The signs differ in form.
func fitSign(f model.Fit) (sign string, ink fyne.ThemeColorName) {
	switch f {
	case model.Consistent:
		return forSign, theme.ColorNameSuccess
	case model.Inconsistent:
		return againstSign, theme.ColorNameError
	case model.NeitherFit:
		return neitherSign, theme.ColorNameForeground
	default:
		return "", look.ColorDim
	}
}

// gridRow shows a statement, how it fits the visible explanations, and how many pairs of them it
// separates. A click on a cell makes it current.
type gridRow struct {
	widget.BaseWidget
	g         *grid
	at        int
	chip      *chip
	title     *control.MarkedText
	separates *canvas.Text
	cells     []*canvas.Text
	ring      *canvas.Rectangle
	objects   []fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*gridRow)(nil)
	_ fyne.SecondaryTappable = (*gridRow)(nil)
)

func newGridRow(g *grid) *gridRow {
	r := &gridRow{
		g: g, at: -1, chip: newChip(), title: control.NewMarkedText(theme.SizeNameText),
		separates: canvas.NewText("", color.Transparent), ring: canvas.NewRectangle(color.Transparent),
	}
	r.objects = append([]fyne.CanvasObject{r.ring, r.title, r.separates}, r.chip.objects()...)
	r.ExtendBaseWidget(r)
	return r
}

func (r *gridRow) set(i int) {
	r.at = i
	if c := r.g.of; i < len(c.rivals.rows) {
		id := c.rivals.rows[i].statement
		badge := ""
		if j, judged := c.ledger.standing(c.win.Session().Analyst(), id); judged {
			badge = c.badge(j.Verdict)
		}
		r.chip.set(badge, true)
		r.title.Set(c.title(id), nil, theme.ColorNameForeground)
		r.separates.Text = separates(c.rivals.rows[i].pairs)
	}
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *gridRow) Tapped(e *fyne.PointEvent) {
	r.g.tips.Leave()
	r.g.choose(r.at, r.g.under(e.Position.X))
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *gridRow) TappedSecondary(e *fyne.PointEvent) {
	r.g.tips.Leave()
	r.g.choose(r.at, r.g.under(e.Position.X))
	r.g.of.openMenu(e.AbsolutePosition)
}

// CreateRenderer implements fyne.Widget.
func (r *gridRow) CreateRenderer() fyne.WidgetRenderer { return &gridRowRenderer{r} }

type gridRowRenderer struct{ r *gridRow }

func (rr *gridRowRenderer) Destroy() {}

func (rr *gridRowRenderer) Objects() []fyne.CanvasObject { return rr.r.objects }

func (rr *gridRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, rr.r.title.MinSize().Height+2*rowPad)
}

func (rr *gridRowRenderer) Layout(size fyne.Size) {
	r, g := rr.r, rr.r.g
	if r.at < 0 || r.at >= len(g.of.rivals.rows) {
		return
	}
	high := r.title.MinSize().Height
	_, width, _ := g.place(-1)
	x := float32(sidePad)
	if w := r.chip.width(); w > 0 {
		r.chip.place(x, rowPad, high)
		x += w + sidePad/2
	}
	r.title.Move(fyne.NewPos(x, rowPad))
	r.title.Resize(fyne.NewSize(max(0, width-x-sidePad), high))
	r.layCells(high)
	x, width, _ = g.place(len(g.of.rivals.explanations))
	r.separates.TextSize, r.separates.Color = theme.CaptionTextSize(), look.Current(look.ColorDim)
	r.separates.Move(fyne.NewPos(x+sidePad, rowPad))
	r.separates.Resize(fyne.NewSize(width-sidePad, high))
	r.ring.Hidden = r.at != g.row || !g.list.Focused()
	if x, width, ok := g.place(g.column); ok && !r.ring.Hidden {
		r.ring.StrokeColor, r.ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		r.ring.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
		r.ring.Move(fyne.NewPos(x+2, 2))
		r.ring.Resize(fyne.NewSize(width-4, size.Height-4))
	}
}

// layCells shows the visible cells.
func (r *gridRow) layCells(high float32) {
	g := r.g
	fits := g.of.rivals.rows[r.at].fits
	_, _, fit := g.places()
	for len(r.cells) < fit {
		t := canvas.NewText("", color.Transparent)
		t.TextStyle.Bold, t.Alignment = true, fyne.TextAlignCenter
		r.cells = append(r.cells, t)
		r.objects = append(r.objects, t)
	}
	for i, t := range r.cells {
		column := g.left + i
		x, width, ok := g.place(column)
		if t.Hidden = i >= fit || !ok || column >= len(fits); t.Hidden {
			continue
		}
		var ink fyne.ThemeColorName
		t.Text, ink = fitSign(fits[column])
		t.TextSize, t.Color = theme.TextSize(), look.Current(ink)
		t.Move(fyne.NewPos(x, rowPad))
		t.Resize(fyne.NewSize(width, high))
	}
}

func (rr *gridRowRenderer) Refresh() {
	rr.Layout(rr.r.Size())
	rr.r.title.Refresh()
	canvas.Refresh(rr.r)
}

// gridHead shows the explanations, with the counts of each below it.
type gridHead struct {
	widget.BaseWidget
	g       *grid
	corner  *control.MarkedText
	last    *control.MarkedText
	titles  []*control.MarkedText
	counts  []*control.MarkedText
	objects []fyne.CanvasObject
}

var _ fyne.Tappable = (*gridHead)(nil)

func newGridHead(g *grid) *gridHead {
	h := &gridHead{g: g, corner: control.NewMarkedText(theme.SizeNameCaptionText), last: control.NewMarkedText(theme.SizeNameCaptionText)}
	h.objects = []fyne.CanvasObject{h.corner, h.last}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped implements fyne.Tappable. It makes the column current.
func (h *gridHead) Tapped(e *fyne.PointEvent) { h.g.choose(h.g.row, h.g.under(e.Position.X)) }

// CreateRenderer implements fyne.Widget.
func (h *gridHead) CreateRenderer() fyne.WidgetRenderer { return &gridHeadRenderer{h} }

type gridHeadRenderer struct{ h *gridHead }

func (r *gridHeadRenderer) Destroy() {}

func (r *gridHeadRenderer) Objects() []fyne.CanvasObject { return r.h.objects }

func (r *gridHeadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, theme.TextSize()*1.5+theme.CaptionTextSize()*1.5+2*rowPad)
}

func (r *gridHeadRenderer) Layout(size fyne.Size) {
	h, g := r.h, r.h.g
	_, _, fit := g.places()
	for len(h.titles) < fit {
		title, count := control.NewMarkedText(theme.SizeNameText), control.NewMarkedText(theme.SizeNameCaptionText)
		title.Bold = true
		h.titles, h.counts = append(h.titles, title), append(h.counts, count)
		h.objects = append(h.objects, title, count)
	}
	upper, lower := theme.TextSize()*1.5, theme.CaptionTextSize()*1.5
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x+sidePad/2, y))
		o.Resize(fyne.NewSize(max(0, width-sidePad), height))
	}
	x, width, _ := g.place(-1)
	put(h.corner, x+sidePad/2, rowPad+upper, width, lower)
	x, width, _ = g.place(len(g.of.rivals.explanations))
	put(h.last, x+sidePad/2, rowPad+upper, width, lower)
	for i := range h.titles {
		x, width, ok := g.place(g.left + i)
		ok = ok && i < fit && g.left+i < len(g.of.rivals.explanations)
		h.titles[i].Hidden, h.counts[i].Hidden = !ok, !ok
		if ok {
			put(h.titles[i], x, rowPad, width, upper)
			put(h.counts[i], x, rowPad+upper, width, lower)
		}
	}
}

func (r *gridHeadRenderer) Refresh() {
	h, g := r.h, r.h.g
	r.Layout(h.Size())
	h.corner.Set(lang.L("Statement"), nil, look.ColorDim)
	h.last.Set(lang.L("Separation"), nil, look.ColorDim)
	for i := range h.titles {
		if column := g.left + i; column < len(g.of.rivals.explanations) {
			ink := theme.ColorNameForeground
			if column == g.column {
				ink = theme.ColorNamePrimary
			}
			h.titles[i].Set(g.of.rivals.explanations[column].Title, nil, ink)
			t := g.of.rivals.tally(column, -1, "")
			h.counts[i].Set(words.Joined(" · ", forSign+" "+words.Number(t.Consistent), againstSign+" "+words.Number(t.Inconsistent), lang.L("{{.Count}} not rated", map[string]any{"Count": words.Number(t.Unrated)})), nil, look.ColorDim)
		}
	}
	canvas.Refresh(h)
}
