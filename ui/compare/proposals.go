package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// proposals shows the current proposal with its members.
type proposals struct {
	of      *Controller
	content *fyne.Container
	list    *rows.List
	bar     *fyne.Container
	fold    *control.Button
	take    *control.Button
	dismiss *control.Button
	title   *widget.Label
	why     *widget.Label // in place of a proposal
	folded  bool
}

func newProposals(c *Controller, tips *panel.Tips) *proposals {
	p := &proposals{of: c, title: widget.NewLabel(""), why: widget.NewLabel("")}
	p.title.TextStyle.Bold, p.title.Truncation, p.why.Truncation = true, fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	p.list = rows.New(members{p})
	p.list.OnClick = func(i int, _ fyne.KeyModifier) { p.click(i) }
	p.list.OnMenu = func(i int, at fyne.Position) { p.choose(i); c.openMenu(at) }
	p.list.OnDrag, p.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	p.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if now := c.offers.current(); now != nil && i < len(now.Members) {
			tips.Below(row, p.line(now, i))
		}
	}
	p.list.OnLeave = tips.Leave
	p.list.OnKey = p.typed
	p.list.OnTab = c.nextArea
	p.list.OnRune = c.win.PressRune
	p.list.OnShortcut = c.win.PressShortcut
	p.list.OnFocus = func(on bool) { c.focused(proposalsArea, on) }
	p.list.Spoken = p.spoken
	focus := func() { c.win.Focus(p.list) }
	run := func(title string, does func()) *control.Button {
		b := control.NewButton(title, func() { focus(); does() }, focus)
		b.PassTo(c.win)
		return b
	}
	p.fold = control.NewButton("", c.fold, func() { c.win.Focus(c.view.matrix.list) })
	p.fold.PassTo(c.win)
	p.fold.Importance = widget.LowImportance
	p.take, p.dismiss = run(lang.L("Take"), c.take), run(lang.X("proposal.dismiss", "Dismiss"), c.dismiss)
	p.bar = container.NewBorder(nil, nil, p.fold, container.NewHBox(p.take, p.dismiss), container.NewStack(p.title, p.why))
	p.content = container.NewBorder(p.bar, nil, nil, nil, p.list)
	return p
}

// height returns the height of the strip in a view with the height room.
func (p *proposals) height(room float32) float32 {
	height := p.bar.MinSize().Height
	now := p.of.offers.current()
	if p.folded || now == nil {
		return height
	}
	row := newMemberRow(p).MinSize().Height
	n := float32(min(len(now.Members), mostMembers))
	least := float32(2)
	if room < lowRoom {
		least = 1
	}
	return min(height+n*row+theme.Padding(), max(height+least*row+theme.Padding(), room*memberShare))
}

// mostMembers is the greatest number of members that are visible without scrolling, and
// memberShare the greatest share of the view that they take.
const (
	mostMembers = 5
	memberShare = 0.28
)

// lowRoom is the height of the view, in device-independent pixels, below which only one member
// is sure to be visible, not two.
const lowRoom = 420

// refresh shows the current proposal.
func (p *proposals) refresh() {
	o := &p.of.offers
	now := o.current()
	title := lang.L("Proposals")
	if o.remaining() > 0 && now != nil {
		title = lang.L("Proposals  {{.Number}} of {{.Count}}", map[string]any{"Number": words.Number(o.number()), "Count": words.Number(o.remaining())})
	}
	sign := "▾ "
	if p.folded {
		sign = "▸ "
	}
	p.fold.SetText(sign + title)
	control.ShowIf(p.take, now != nil)
	control.ShowIf(p.dismiss, now != nil)
	if now == nil && p.list.Focused() {
		p.of.focusArea(matrixArea) // keys would go to a hidden list
	}
	control.ShowIf(p.list, now != nil && !p.folded)
	if now != nil {
		p.title.SetText(p.heading(now))
		p.why.SetText("")
		p.take.SetText(p.takeTitle(now))
	} else {
		p.title.SetText("")
		p.why.SetText(p.of.whyNoProposals())
	}
	o.row = max(0, min(o.row, p.members()-1))
	p.list.Refresh()
	p.list.Reveal(o.row)
	p.content.Refresh()
}

// heading returns the title of a proposal and the number of its outlets.
func (p *proposals) heading(now *compare.Offer) string {
	return control.OneLine(now.Title) + " · " + words.N("{{.Count}} outlets", now.Outlets)
}

// takeTitle returns the title of the button that takes a proposal.
func (p *proposals) takeTitle(now *compare.Offer) string {
	if now.Statement != "" {
		return lang.L("Add to “{{.Statement}}”", map[string]any{"Statement": model.Excerpt(p.of.statementTitle(now.Statement))})
	}
	return lang.L("Take")
}

// members returns the number of members of the current proposal.
func (p *proposals) members() int {
	if now := p.of.offers.current(); now != nil {
		return len(now.Members)
	}
	return 0
}

// line returns a member in words.
func (p *proposals) line(now *compare.Offer, i int) string {
	m := now.Members[i]
	return words.Lines(memberOutlet(m)+" · "+words.Stance(p.of.stanceOf(m))+" · "+p.of.offers.is(p.of.offers.at, i).inWords(), control.OneLine(m.Text))
}

// memberOutlet returns the name of the outlet of a member.
func memberOutlet(m compare.Offered) string { return outletName(compare.Outlet{Name: m.Outlet}) }

// inWords returns what became of a member.
func (m memberIs) inWords() string {
	switch m {
	case dismissed:
		return lang.L("left out of the proposal")
	case taken:
		return lang.L("already a mention")
	default:
		return lang.L("in the proposal")
	}
}

// choose makes a member current and focuses the list.
func (p *proposals) choose(i int) {
	p.of.win.Focus(p.list)
	before := p.of.offers.row
	p.of.offers.row = max(0, min(i, p.members()-1))
	p.list.RefreshRow(before)
	p.list.RefreshRow(p.of.offers.row)
	p.list.Reveal(p.of.offers.row)
	p.of.win.ShowHints()
}

// click chooses a member, or puts the current one in or out.
func (p *proposals) click(i int) {
	if p.list.Focused() && p.of.offers.row == i {
		p.of.toggleMember()
		return
	}
	p.choose(i)
}

// typed handles a key. Keys without a meaning in the list go to the window.
func (p *proposals) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	at := p.of.offers.row
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		p.of.win.PressKey(k)
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == menuKey:
		p.of.openMenu(p.list.RowPosition(at))
	case k.Name == fyne.KeyDown:
		p.choose(at + 1)
	case k.Name == fyne.KeyUp:
		p.choose(at - 1)
	case k.Name == fyne.KeyHome:
		p.choose(0)
	case k.Name == fyne.KeyEnd:
		p.choose(p.members() - 1)
	case k.Name == fyne.KeyRight:
		p.of.walk(1)
	case k.Name == fyne.KeyLeft:
		p.of.walk(-1)
	default:
		p.of.win.PressKey(k)
	}
}

// spoken returns the text of the current proposal and its current member for screen readers.
func (p *proposals) spoken() string {
	now := p.of.offers.current()
	if now == nil || len(now.Members) == 0 {
		return lang.L("Proposals") + ": " + p.of.whyNoProposals()
	}
	return p.fold.Text[len("▾ "):] + ", " + p.heading(now) + ". " + p.line(now, p.of.offers.row)
}

// members implements rows.Source for the members of the current proposal.
type members struct{ p *proposals }

var _ rows.Source = members{}

// Len implements rows.Source.
func (s members) Len() int { return s.p.members() }

// Heading implements rows.Source.
func (s members) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s members) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s members) NewRow() fyne.CanvasObject { return newMemberRow(s.p) }

// NewHeading implements rows.Source.
func (s members) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s members) Fill(i int, o fyne.CanvasObject) {
	if i < s.p.members() {
		o.(*memberRow).set(i)
	}
}

// State implements rows.Source.
func (s members) State(i int) rows.State {
	here := i == s.p.of.offers.row
	return rows.State{Selected: here, Lead: here}
}

// memberRow shows a member: whether it is in, its outlet, its stance and its sentence.
type memberRow struct {
	widget.BaseWidget
	p            *proposals
	in, sign     *canvas.Text
	outlet, text *control.MarkedText
}

func newMemberRow(p *proposals) *memberRow {
	r := &memberRow{p: p, in: newText(), sign: newText(), outlet: control.NewMarkedText(theme.SizeNameText), text: control.NewMarkedText(theme.SizeNameText)}
	r.sign.TextStyle.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

func (r *memberRow) set(i int) {
	o := &r.p.of.offers
	m := o.current().Members[i]
	text := theme.ColorNameForeground
	r.in.Text, r.in.Color = "✓", look.Current(theme.ColorNamePrimary)
	switch o.is(o.at, i) {
	case dismissed:
		r.in.Text, text = "", look.ColorDim
	case taken:
		r.in.Text, text = "=", look.ColorDim
	default: // proposed
	}
	var ink fyne.ThemeColorName
	r.sign.Text, ink = stanceSign(r.p.of.stanceOf(m))
	r.sign.Color = look.Current(ink)
	r.in.TextSize, r.sign.TextSize = theme.TextSize(), theme.TextSize()
	r.outlet.Set(memberOutlet(m), nil, text)
	r.text.Set(control.OneLine(m.Text), nil, text)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *memberRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: memberLayout{r}, Objects: []fyne.CanvasObject{r.in, r.sign, r.outlet, r.text}})
}

// memberLayout puts the parts of a member side by side.
type memberLayout struct{ r *memberRow }

// The widths of the parts of a member, in multiples of the text size.
const (
	inEms     = 1.6
	signEms   = 1.6
	outletEms = 9
)

// MinSize implements fyne.Layout.
func (l memberLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, l.r.text.MinSize().Height+rowPad)
}

// Layout implements fyne.Layout.
func (l memberLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	em, high, x := theme.TextSize(), l.r.text.MinSize().Height, float32(sidePad)
	for i, width := range []float32{inEms * em, signEms * em, min(outletEms*em, size.Width/4), 0} {
		if i == len(objects)-1 {
			width = size.Width - x - barRoom
		}
		objects[i].Move(fyne.NewPos(x, rowPad/2))
		objects[i].Resize(fyne.NewSize(max(0, width-4), high))
		x += width
	}
}
