package panel

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// source implements rows.Source for the list of articles.
type source struct{ c *Corpus }

var _ rows.Source = source{}

// Len implements rows.Source.
func (s source) Len() int { return s.c.length() }

// Heading implements rows.Source.
func (s source) Heading(i int) bool {
	_, heading := s.c.rowAt(i)
	return heading
}

// HeadingsBefore implements rows.Source.
func (s source) HeadingsBefore(i int) int { return s.c.headingsBefore(i) }

// NewRow implements rows.Source.
func (s source) NewRow() fyne.CanvasObject { return newRow(s.c.session.Codebook, s.c.unfold, s.c.tips) }

// NewHeading implements rows.Source.
func (s source) NewHeading() fyne.CanvasObject { return newGroupHeading() }

// Fill implements rows.Source.
func (s source) Fill(i int, o fyne.CanvasObject) {
	at, heading := s.c.rowAt(i)
	if heading {
		o.(*groupHeading).text.SetText(s.c.headingOf(at))
		return
	}
	if at < s.c.session.Shown() {
		sum := s.c.session.Row(at)
		o.(*row).set(sum, s.c.session.ArticleGrade(sum.ID), s.c.listed(sum))
	}
}

// State implements rows.Source.
func (s source) State(i int) rows.State {
	at, heading := s.c.rowAt(i)
	if heading || at >= s.c.session.Shown() {
		return rows.State{}
	}
	id := s.c.session.Row(at).ID
	return rows.State{
		Selected: s.c.selection.Has(id), Open: id == s.c.shown.id, Lead: id == s.c.selection.Lead(),
	}
}

// groupHeading is the heading of a group of articles.
type groupHeading struct {
	widget.BaseWidget
	text *widget.Label
}

func newGroupHeading() *groupHeading {
	h := &groupHeading{text: widget.NewLabel("")}
	h.text.Truncation = fyne.TextTruncateEllipsis
	h.text.Importance = widget.HighImportance
	h.text.TextStyle.Bold = true
	h.text.SizeName = theme.SizeNameCaptionText
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *groupHeading) CreateRenderer() fyne.WidgetRenderer { return &groupRenderer{h} }

type groupRenderer struct{ h *groupHeading }

// groupGap is the space that a heading has less below its text than a label has, so
// that it is close to its articles.
const groupGap = 6

func (r *groupRenderer) Destroy()                     {}
func (r *groupRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.h.text} }
func (r *groupRenderer) Refresh()                     { canvas.Refresh(r.h) }

func (r *groupRenderer) MinSize() fyne.Size {
	return fyne.NewSize(80, r.h.text.MinSize().Height-groupGap)
}

func (r *groupRenderer) Layout(size fyne.Size) {
	r.h.text.Resize(fyne.NewSize(size.Width, r.h.text.MinSize().Height))
}

// row shows one article.
type row struct {
	widget.BaseWidget
	state *canvas.Circle
	grade *canvas.Text      // the letter that applies to the article
	chip  *canvas.Rectangle // behind the letter; hollow if the letter is that of the outlet
	title *widget.Label
	facts *canvas.Text // shortened to what fits
	whole string       // all of facts
	tally *canvas.Text
	bar   *progressBar
	mark  *versionMark
	older bool // the row shows an older version, below the newest one
}

var _ fyne.Widget = (*row)(nil)

func newRow(codebook func() model.Codebook, unfold func(model.ArticleID, bool), tips *Tips) *row {
	r := &row{
		state: canvas.NewCircle(nil),
		grade: canvas.NewText("", color.Transparent), chip: canvas.NewRectangle(color.Transparent),
		title: widget.NewLabel(""),
		facts: canvas.NewText("", color.Transparent),
		tally: canvas.NewText("", color.Transparent),
		bar:   newProgressBar(codebook),
		mark:  newVersionMark(unfold, tips),
	}
	r.title.Truncation = fyne.TextTruncateEllipsis
	r.title.TextStyle.Bold = true
	r.grade.Alignment = fyne.TextAlignCenter
	r.tally.Alignment = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(sum model.Summary, grade grading.InForce, of listedVersions) {
	r.older = of.older
	r.mark.set(sum.ID, of)
	r.grade.Text, r.grade.TextStyle.Bold = grade.Source, grade.From == record.GradedArticle
	r.title.SetText(sum.Heading())
	r.title.TextStyle.Bold = !of.older
	r.whole = facts(sum.Metadata, " · ")
	if of.older {
		r.whole = of.facts
	}
	p := sum.Progress
	r.tally.Text = fmt.Sprintf("%d/%d", p.Tagged(), p.Sentences)
	r.bar.set(p)
	ink := look.Current(look.ColorUntouched)
	switch {
	case p.Done():
		ink = look.Current(theme.ColorNameSuccess)
	case p.Tagged() > 0:
		ink = look.Current(theme.ColorNamePrimary)
	}
	r.state.StrokeColor, r.state.StrokeWidth = ink, 2
	r.state.FillColor = nil
	if p.Done() || p.Tagged() > 0 {
		r.state.FillColor = ink
	}
	r.Refresh()
}

// facts returns the outlet and the date of publication, separated by sep. If
// neither is known, it returns the dateline. Without a dateline, it returns a text
// for an unknown outlet.
func facts(m model.Metadata, sep string) string {
	out := ""
	for _, part := range []string{m.Outlet, words.DayOf(m.Published)} {
		if part == "" {
			continue
		}
		if out != "" {
			out += sep
		}
		out += part
	}
	switch {
	case out != "":
		return out
	case m.Dateline != "":
		return m.Dateline
	}
	return lang.L("Unknown outlet")
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &rowRenderer{row: r, objects: []fyne.CanvasObject{r.state, r.chip, r.grade, r.title, r.facts, r.tally, r.bar, r.mark}}
}

type rowRenderer struct {
	row     *row
	objects []fyne.CanvasObject
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *rowRenderer) Destroy()                     {}

// Sizes in a row, which has two lines of text and a bar below them.
const (
	rowIndent = 24
	rowRight  = 10
	rowGap    = 5 // above and below the bar
	stateSize = 8

	olderIndent = 18 // of an older version
)

// factsTop returns the top of the second line, which follows the first closely.
func (r *rowRenderer) factsTop() float32 {
	return r.row.title.MinSize().Height - theme.InnerPadding() + 1
}

func (r *rowRenderer) MinSize() fyne.Size {
	r.style()
	return fyne.NewSize(160, r.factsTop()+r.row.facts.MinSize().Height+rowGap+barHeight+rowGap+2)
}

func (r *rowRenderer) style() {
	for _, text := range []*canvas.Text{r.row.facts, r.row.tally} {
		text.TextSize, text.Color = theme.CaptionTextSize(), look.Current(look.ColorDim)
	}
	w := r.row
	w.grade.TextSize, w.grade.Color = theme.CaptionTextSize(), look.Current(theme.ColorNameForeground)
	w.grade.Hidden, w.chip.Hidden = w.grade.Text == "", w.grade.Text == ""
	w.chip.StrokeColor, w.chip.StrokeWidth, w.chip.CornerRadius = look.Current(look.ColorDim), 1, 3 // an input border is too faint on a selected row
	w.chip.FillColor = color.Transparent
	if w.grade.TextStyle.Bold {
		w.chip.FillColor = look.Current(theme.ColorNameButton)
	}
}

func (r *rowRenderer) Refresh() {
	r.style()
	r.Layout(r.row.Size())
	canvas.Refresh(r.row)
}

func (r *rowRenderer) Layout(size fyne.Size) {
	w := r.row
	titleHeight, factsHeight := w.title.MinSize().Height, w.facts.MinSize().Height
	tallyWidth := w.tally.MinSize().Width
	w.state.Move(fyne.NewPos(11, titleHeight/2-stateSize/2))
	w.state.Resize(fyne.NewSize(stateSize, stateSize))
	indent := float32(rowIndent)
	if w.older {
		indent += olderIndent
	}
	w.title.Move(fyne.NewPos(indent-4, 0))
	w.title.Resize(fyne.NewSize(size.Width-indent+4, titleHeight))
	left, right, y := indent+4, size.Width-rowRight, r.factsTop()
	w.state.Hidden, w.tally.Hidden, w.bar.Hidden = w.older, w.older, w.older
	if w.older {
		tallyWidth = 0
	}
	room := right - left - tallyWidth - theme.InnerPadding()
	if w.mark.Visible() {
		mark := w.mark.fit(room * 0.5)
		room -= mark + theme.InnerPadding()
		w.mark.Move(fyne.NewPos(right-tallyWidth-theme.InnerPadding()-mark, y))
		w.mark.Resize(fyne.NewSize(mark, factsHeight))
	}
	w.facts.Text = shortened(w.whole, room, w.facts.TextSize, w.facts.TextStyle)
	w.facts.Move(fyne.NewPos(left, y))
	w.facts.Resize(fyne.NewSize(max(0, room), factsHeight))
	w.tally.Move(fyne.NewPos(right-tallyWidth, y))
	w.tally.Resize(fyne.NewSize(tallyWidth, factsHeight))
	chip := fyne.NewSize(min(rowIndent, w.grade.TextSize*1.5), w.grade.TextSize*1.4)
	at := fyne.NewPos(max(1, 11+stateSize/2-chip.Width/2), y+(factsHeight-chip.Height)/2)
	w.chip.Move(at)
	w.chip.Resize(chip)
	w.grade.Move(at)
	w.grade.Resize(chip)
	w.bar.Move(fyne.NewPos(left, y+factsHeight+rowGap))
	w.bar.Resize(fyne.NewSize(max(0, right-left), barHeight))
}
