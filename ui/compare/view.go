package compare

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// view is the content of the window: the head, the proposals, the matrix and the mentions.
type view struct {
	*Controller
	content   *fyne.Container
	area      area
	selection *control.Button
	whose     *control.Button
	state     *control.Button
	entry     *control.Entry
	proposals *proposals
	matrix    *matrix
	mentions  *mentions
	caption   *widget.Label
	variants  *control.Button
	lower     *fyne.Container
	parts     *fyne.Container
	ofMatrix  []fyne.CanvasObject // in the head, for the matrix only
	overTime  *overTime
	status    *widget.Label
	empty     *widget.Label
	cancel    func() // ends the wait before the mentions follow the matrix
}

// area is a part of the view that has the focus.
type area int

const (
	matrixArea area = iota
	mentionsArea
	proposalsArea
)

// timelineArea is the only part while the timeline is shown. Tab leads to the buttons then.
const timelineArea area = -1

func newView(c *Controller, tips *panel.Tips) *view {
	v := &view{Controller: c, cancel: func() {}}
	c.view = v
	v.proposals, v.matrix, v.mentions = newProposals(c, tips), newMatrix(c, tips), newMentions(c)
	v.status, v.empty, v.caption = widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel("")
	v.status.SizeName, v.status.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	v.caption.SizeName, v.caption.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	v.empty.Wrapping, v.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	v.selection = v.button("", c.chooseSelection)
	v.whose = v.button("", c.chooseWhose)
	v.state = v.button("", c.nextState)
	v.variants = v.button(lang.L("Variants"), c.showVariants)
	v.entry = control.NewEntry()
	v.entry.Spoken = lang.L("Filter statements")
	v.entry.SetPlaceHolder(lang.L("Filter statements"))
	v.entry.OnChanged = c.setText
	back := func() { c.win.Focus(v.matrix.list) }
	v.entry.OnEscape = func() { v.entry.SetText(""); back() }
	v.entry.OnSubmitted = func(string) { back() }
	v.entry.OnShortcut = c.win.PressShortcut
	origins := v.button(lang.L("Origins…"), c.showOrigins)
	export := v.button(lang.L("Export…"), c.export)
	filter := container.New(wide{}, v.entry)
	v.overTime = newOverTime(c, v, tips)
	v.ofMatrix = []fyne.CanvasObject{v.state, filter, origins, export}
	bar := container.New(&control.Flow{}, v.overTime.matrix, v.overTime.showing, v.selection, v.whose, v.state, filter, origins, export)
	for _, o := range v.overTime.Bar {
		bar.Add(o)
	}
	v.lower = container.NewBorder(container.NewBorder(nil, nil, nil, v.variants, v.caption), nil, nil, nil, v.mentions)
	middle := container.NewStack(v.matrix.content, container.NewCenter(container.New(readable{}, v.empty)))
	v.parts = container.New(division{v}, v.proposals.content, middle, v.lower)
	body := container.NewPadded(container.NewStack(v.parts, v.overTime.Content))
	v.content = container.NewBorder(container.NewPadded(container.NewVBox(bar, v.status)), nil, nil, nil, body)
	v.showParts()
	v.status.Hide()
	return v
}

// button returns a button of the view.
func (v *view) button(text string, tapped func()) *control.Button {
	b := control.NewButton(text, tapped, func() { v.win.Focus(v.First()) })
	b.PassTo(v.win)
	return b
}

// division is a layout that divides the height among the proposals, the matrix and the
// mentions.
type division struct{ v *view }

// mentionShare is the share of the height below the proposals that the mentions take.
const mentionShare = 0.42

// leastMentions is the height that the mentions take in a low window, in device-independent
// pixels.
const leastMentions = 150

// MinSize implements fyne.Layout.
func (division) MinSize(objects []fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 200) }

// Layout implements fyne.Layout.
func (d division) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	put := func(o fyne.CanvasObject, height float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, max(0, height)))
		y += height + theme.Padding()
	}
	put(objects[0], d.v.proposals.height(size.Height))
	rest := size.Height - y
	lower := float32(0)
	if objects[2].Visible() {
		lower = max(rest*mentionShare, min(leastMentions, rest/2))
	}
	put(objects[1], rest-lower)
	put(objects[2], lower-theme.Padding())
}

// refresh shows everything as it is now.
func (v *view) refresh() {
	if v.table != nil && v.filter.stale {
		v.filter.apply(v.table)
		v.matrix.keep()
	}
	s := v.win.Session()
	v.selection.SetText(v.request.Title() + " ▾")
	v.whose.SetText(words.UpperFirst(whoseTitle(v.request.Scope, s)) + " ▾")
	v.state.SetText(v.filter.state.title() + " ▾")
	v.mentions.docs.forget()
	v.proposals.refresh()
	v.matrix.refresh()
	v.mentions.show()
	v.showEmpty()
	v.overTime.refresh()
	v.showParts()
	v.say()
	v.content.Refresh()
	v.win.ShowHints()
}

// showParts shows the matrix with the proposals and mentions, or the timeline.
func (v *view) showParts() {
	on := v.overTime.on
	for _, o := range append(v.ofMatrix, fyne.CanvasObject(v.parts)) {
		setHidden(o, on)
	}
	setHidden(v.overTime.Content, !on)
	v.overTime.ShowBar(on)
	for b, current := range map[*control.Button]bool{v.overTime.matrix: !on, v.overTime.showing: on} {
		importance := widget.MediumImportance
		if current {
			importance = widget.HighImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
}

func setHidden(o fyne.CanvasObject, hidden bool) {
	if hidden {
		o.Hide()
	} else {
		o.Show()
	}
}

// changed shows the changed rows of statements and, if proposals is set, the proposals.
func (v *view) changed(statements []model.StatementID, proposals bool) {
	if v.filter.stale {
		v.refresh()
		return
	}
	if proposals {
		v.proposals.refresh()
	}
	v.overTime.refresh()
	for _, id := range statements {
		v.matrix.list.RefreshRow(v.shownRow(id))
		if r := v.matrix.current(); r == nil || r.ID != id {
			continue
		} else if len(r.Mentions) <= mostAtOnce {
			v.mentions.show()
		} else {
			v.showLater()
		}
	}
	v.win.ShowHints()
}

// mostAtOnce is the number of mentions that are compared word by word at the key that changes
// one of them. More are compared a moment later.
const mostAtOnce = 20

// showLater shows the mentions of the current row in a moment, unless another row is current
// then.
func (v *view) showLater() {
	v.cancel()
	v.cancel = v.win.After(followAfter, func() {
		v.mentions.show()
		v.win.ShowHints()
	})
}

// showEmpty shows why the matrix is empty. The heading with the outlets stays.
func (v *view) showEmpty() {
	why := v.whyEmpty()
	v.empty.SetText(why)
	v.empty.Hidden = why == ""
	v.lower.Hidden = why != ""
}

// followAfter is the time after which the mentions follow the matrix.
const followAfter = 80 * time.Millisecond

// moved is called when another cell of the matrix is current.
func (v *view) moved(row bool) {
	v.cancel()
	if row {
		v.showLater()
	} else if v.mentions.toColumn(v.matrix.column) {
		v.mentions.Refresh()
	}
	v.win.ShowHints()
}

// say shows in the status line that reading failed, that the table is stale, or which outlets
// are visible.
func (v *view) say() {
	text := ""
	switch {
	case v.err != nil:
		text = explain.Error(v.err)
	case v.stale && v.table != nil:
		text = lang.L("Updated when your changes are saved.")
	case v.table != nil && v.whyEmpty() == "" && !v.overTime.on:
		text = v.matrix.columns().hidden(v.matrix.outlets())
	}
	v.setStatus(text)
}

// resized is called after the width of the matrix has changed.
func (c *Controller) resized() {
	if c.shows && c.ctx.Err() == nil {
		c.view.say()
	}
}

// sayProgress shows progress in the status line.
func (v *view) sayProgress(text string) { v.setStatus(text) }

func (v *view) setStatus(text string) {
	if text != "" && text != v.status.Text {
		v.status.SetText(text)
	}
	if v.status.Hidden != (text == "") {
		v.status.Hidden = text == ""
		v.content.Refresh()
	}
}

// sayMentions shows the caption above the mentions.
func (v *view) sayMentions() {
	text := v.mentions.title()
	if why := v.whyNoMentions(); why != "" {
		text = why
	}
	if text != v.caption.Text {
		v.caption.SetText(text)
	}
}

// current returns the part on which commands act.
func (v *view) current() area {
	if v.overTime.on {
		return timelineArea
	}
	return v.area
}

// focused is called when a part of the view gets or loses the focus.
func (c *Controller) focused(a area, on bool) {
	if on {
		c.view.area = a
	}
	c.view.matrix.list.RefreshRow(c.view.matrix.row)
	c.view.proposals.list.RefreshStates()
	c.win.ShowHints()
}

// nextArea moves the focus to the next part of the view that has something to show, or to the
// one before it if n is -1.
func (c *Controller) nextArea(n int) {
	const areas = int(proposalsArea) + 1
	order := [areas]area{proposalsArea, matrixArea, mentionsArea}
	at := 0
	for order[at] != c.view.area {
		at++
	}
	for range order {
		at = (at + n + areas) % areas
		if c.focusArea(order[at]) {
			return
		}
	}
}

// focusArea focuses a part of the view, and reports whether it has something to show.
func (c *Controller) focusArea(a area) bool {
	if a == mentionsArea && c.view.mentions.current() == nil {
		c.view.mentions.show() // they follow the matrix only after a moment
	}
	switch {
	case a == proposalsArea && c.offers.current() != nil && !c.view.proposals.folded:
		c.win.Focus(c.view.proposals.list)
	case a == matrixArea:
		c.win.Focus(c.view.matrix.list)
	case a == mentionsArea && c.view.mentions.mention() != nil:
		c.win.Focus(c.view.mentions)
	default:
		return false
	}
	return true
}

// whyEmpty returns the text to show in place of an empty matrix, or "".
func (c *Controller) whyEmpty() string {
	switch {
	case c.table == nil && c.err != nil:
		return explain.Error(c.err)
	case c.table == nil:
		return lang.L("Reading…")
	case len(c.filter.rows) > 0:
		return ""
	case len(c.table.Rows) > 0:
		return lang.L("No statement matches the filter.")
	case c.win.Session().Articles() == 0:
		return lang.L("There are no articles yet.")
	case len(c.table.Outlets) == 0:
		return lang.L("The selection has no articles. Press {{.Key}} to choose another one.", map[string]any{"Key": c.win.Key(selectionID)})
	}
	return lang.L("A statement is one thing that is said about the event, and the outlets are compared by it. To make the first one, take a proposal with {{.Enter}}, or press {{.Key}} on a sentence in Read.",
		map[string]any{"Enter": command.Named(fyne.KeyReturn).String(), "Key": c.win.Key("statement.add")})
}

// whyNoMentions returns why the current statement has no mentions to show, or "".
func (c *Controller) whyNoMentions() string {
	r := c.view.matrix.current()
	switch {
	case r == nil, len(r.Mentions) > 0:
		return ""
	case r.Elsewhere > 0:
		return words.N("This statement has {{.Count}} mentions, but not in the selection.", r.Elsewhere)
	}
	return lang.L("This statement has no mentions that count.")
}

// whyNoProposals returns why nothing is proposed.
func (c *Controller) whyNoProposals() string {
	switch {
	case c.proposing, c.table == nil && c.err == nil:
		return lang.L("Looking for sentences that say the same…")
	case c.outdated:
		return lang.L("Updated when your changes are saved.")
	case c.table != nil && len(c.table.Outlets) < 2:
		return lang.L("Sentences are proposed if at least two outlets say the same. The selection has only one outlet.")
	case len(c.offers.all) > 0:
		return lang.L("Nothing more to propose.")
	}
	return lang.L("No two outlets seem to say the same.")
}

// Spoken returns the text of what is current for screen readers.
func (c *Controller) Spoken() string {
	switch c.view.current() {
	case timelineArea:
		return c.view.overTime.Spoken()
	case proposalsArea:
		return c.view.proposals.spoken()
	case mentionsArea:
		return c.view.mentions.spoken()
	default:
		return c.view.matrix.spoken()
	}
}

// wide is a layout that makes an entry wide enough for some words.
type wide struct{}

// wideEms is that width, in multiples of the text size.
const wideEms = 14

// MinSize implements fyne.Layout.
func (wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(wideEms*theme.TextSize(), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (wide) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// readable is a layout that limits the width of the text in place of an empty matrix.
type readable struct{}

// readableEms is that width, in multiples of the text size.
const readableEms = 34

// MinSize implements fyne.Layout. The label wraps, so its height follows from its width.
func (readable) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := readableEms * theme.TextSize()
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	return fyne.NewSize(width, objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (readable) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
