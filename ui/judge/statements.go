package judge

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// statements lists the statements with what was concluded of each.
type statements struct {
	of   *Controller
	list *rows.List
}

func newStatements(c *Controller, tips *panel.Tips) *statements {
	s := &statements{of: c}
	s.list = rows.New(statementRows{s})
	s.list.OnClick = func(i int, _ fyne.KeyModifier) {
		c.win.Focus(s.list)
		s.choose(i)
	}
	s.list.OnMenu = func(i int, at fyne.Position) {
		c.win.Focus(s.list)
		s.choose(i)
		c.openMenu(at)
	}
	s.list.OnDrag, s.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	s.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if i < len(c.listed) {
			tips.Below(row, words.Lines(c.title(c.listed[i]), c.concluded(c.listed[i]), c.others(c.listed[i])))
		}
	}
	s.list.OnLeave = tips.Leave
	s.list.OnKey = s.typed
	s.list.OnTab = c.nextArea
	s.list.OnRune, s.list.OnShortcut = c.win.PressRune, c.win.PressShortcut
	s.list.OnFocus = func(on bool) { c.focused(statementsArea, on) }
	s.list.Spoken = s.spoken
	return s
}

// row returns the row of the current statement, or −1.
func (s *statements) row() int { return slices.Index(s.of.listed, s.of.at) }

func (s *statements) choose(i int) {
	if n := len(s.of.listed); n > 0 {
		s.of.choose(s.of.listed[min(max(i, 0), n-1)])
	}
}

// typed handles a key. Keys without a meaning in the list go to the window.
func (s *statements) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		s.of.win.PressKey(k)
		return
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == menuKey:
		if s.row() >= 0 {
			s.of.openMenu(s.list.RowPosition(s.row()))
		}
		return
	}
	switch k.Name {
	case fyne.KeyDown:
		s.choose(s.row() + 1)
	case fyne.KeyUp:
		s.choose(s.row() - 1)
	case fyne.KeyPageDown:
		s.choose(s.row() + s.list.Page())
	case fyne.KeyPageUp:
		s.choose(s.row() - s.list.Page())
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.of.listed) - 1)
	case fyne.KeyRight:
		s.of.focusArea(treeArea)
	default:
		s.of.win.PressKey(k)
	}
}

// concluded returns what the analyst concluded of a statement, in words.
func (c *Controller) concluded(id model.StatementID) string {
	analyst := c.win.Session().Analyst()
	j, judged := c.ledger.standing(analyst, id)
	if !judged {
		return lang.L("not judged")
	}
	text := words.Joined(" · ", words.Verdict(j.Verdict), words.Likelihood(j.Likelihood))
	if n := c.ledger.citations(analyst, j.ID); n > 0 {
		return text + " · " + words.N("{{.Count}} sentences cited", n)
	}
	return text + " · " + lang.L("incomplete")
}

// others returns what other analysts concluded of a statement, as far as the analyst sees it.
func (c *Controller) others(id model.StatementID) string {
	var lines []string
	s := c.win.Session()
	for _, analyst := range c.ledger.analysts(id) {
		if j, ok := c.ledger.standing(analyst, id); ok && analyst != s.Analyst() && s.Sees(analyst) {
			lines = append(lines, lang.L("{{.Analyst}}: {{.Text}}", map[string]any{"Analyst": s.Called(analyst), "Text": words.Verdict(j.Verdict)}))
		}
	}
	return words.Joined(" · ", lines...)
}

// badge returns the number of a verdict on the scale, or a sign if it is not there any more.
func (c *Controller) badge(verdict string) string {
	if i := slices.Index(c.verdicts(), verdict); i >= 0 {
		return words.Number(i + 1)
	}
	return "–"
}

// spoken returns the text of the current statement for screen readers.
func (s *statements) spoken() string {
	if s.of.at == "" {
		return Title() + ": " + s.of.view.whyEmpty()
	}
	return words.Joined(", ", s.of.title(s.of.at), s.of.concluded(s.of.at), s.of.others(s.of.at),
		lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": s.row() + 1, "Count": len(s.of.listed)}))
}

// statementRows implements rows.Source.
type statementRows struct{ s *statements }

var _ rows.Source = statementRows{}

// Len implements rows.Source.
func (r statementRows) Len() int { return len(r.s.of.listed) }

// Heading implements rows.Source. There are no headings.
func (r statementRows) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (r statementRows) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (r statementRows) NewRow() fyne.CanvasObject { return newStatementRow() }

// NewHeading implements rows.Source.
func (r statementRows) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (r statementRows) Fill(i int, o fyne.CanvasObject) {
	if c := r.s.of; i < len(c.listed) {
		o.(*statementRow).set(c, c.listed[i])
	}
}

// State implements rows.Source.
func (r statementRows) State(i int) rows.State {
	here := i == r.s.row()
	return rows.State{Selected: here, Open: here}
}

// statementRow shows a statement, and below it the verdict with its number on the scale.
type statementRow struct {
	widget.BaseWidget
	title   *control.MarkedText
	chip    *chip
	verdict *control.MarkedText
	sign    *canvas.Text // of a judgement that cites no sentence
	more    *control.MarkedText
}

// incompleteSign marks a judgement that cites no sentence.
const incompleteSign = "!"

func newStatementRow() *statementRow {
	r := &statementRow{
		title: control.NewMarkedText(theme.SizeNameText), chip: newChip(), verdict: control.NewMarkedText(theme.SizeNameCaptionText),
		sign: canvas.NewText("", color.Transparent), more: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	r.sign.TextStyle.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

func (r *statementRow) set(c *Controller, id model.StatementID) {
	r.title.Set(c.title(id), nil, theme.ColorNameForeground)
	analyst := c.win.Session().Analyst()
	j, judged := c.ledger.standing(analyst, id)
	r.sign.Text = ""
	if judged {
		r.chip.set(c.badge(j.Verdict), true)
		r.verdict.Set(words.Verdict(j.Verdict), nil, theme.ColorNameForeground)
		if c.ledger.citations(analyst, j.ID) == 0 {
			r.sign.Text = incompleteSign + " " + lang.L("incomplete")
		}
	} else {
		r.chip.set("", false)
		r.verdict.Set(lang.L("not judged"), nil, look.ColorDim)
	}
	r.verdict.Bold = judged
	r.sign.Color = look.Current(theme.ColorNameWarning)
	r.more.Set(c.others(id), nil, look.ColorDim)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *statementRow) CreateRenderer() fyne.WidgetRenderer { return &statementRowRenderer{r} }

type statementRowRenderer struct{ r *statementRow }

func (rr *statementRowRenderer) Destroy() {}

func (rr *statementRowRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{rr.r.title, rr.r.verdict, rr.r.sign, rr.r.more}, rr.r.chip.objects()...)
}

func (rr *statementRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, rr.r.title.MinSize().Height+rr.r.verdict.MinSize().Height+2*rowPad+2)
}

func (rr *statementRowRenderer) Layout(size fyne.Size) {
	r := rr.r
	high, small := r.title.MinSize().Height, r.verdict.MinSize().Height
	right := size.Width - sidePad - theme.ScrollBarSize()
	r.title.Move(fyne.NewPos(sidePad, rowPad))
	r.title.Resize(fyne.NewSize(max(0, right-sidePad), high))
	x, y := float32(sidePad), rowPad+high+2
	if w := r.chip.width(); w > 0 {
		r.chip.place(x, y, small)
		x += w + sidePad/2
	}
	put := func(o *control.MarkedText) {
		w := min(o.Width()+1, max(0, right-x))
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, small))
		x += w + sidePad
	}
	put(r.verdict)
	r.sign.TextSize = theme.CaptionTextSize()
	w := fyne.MeasureText(r.sign.Text, r.sign.TextSize, r.sign.TextStyle).Width
	r.sign.Hidden = r.sign.Text == "" || x+w > right
	if !r.sign.Hidden {
		r.sign.Move(fyne.NewPos(x, y))
		r.sign.Resize(fyne.NewSize(w, small))
		x += w + sidePad
	}
	put(r.more)
}

func (rr *statementRowRenderer) Refresh() {
	rr.Layout(rr.r.Size())
	for _, o := range []*control.MarkedText{rr.r.title, rr.r.verdict, rr.r.more} {
		o.Refresh()
	}
	canvas.Refresh(rr.r)
}
