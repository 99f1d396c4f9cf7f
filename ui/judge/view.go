package judge

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// view is the content of the window: the statements, the judgement and the evidence side by side,
// or the matrix of rival explanations.
type view struct {
	*Controller
	content    *fyne.Container
	focusArea  area
	filter     *control.Selection
	showing    [2]*control.Button // the judgements, the explanations
	ofRivals   []fyne.CanvasObject
	statements *statements
	form       *form
	tree       *tree
	grid       *grid
	sentence   *widget.Label // what is current in the tree, in full
	noEvidence *widget.Label
	status     *widget.Label
	empty      *widget.Label
	body       *fyne.Container
	matrix     *fyne.Container
}

// area is a part of the view that has the focus, and on which commands act.
type area int

const (
	statementsArea area = iota
	treeArea
	rivalsArea
)

func newView(c *Controller, tips *panel.Tips) *view {
	v := &view{Controller: c}
	c.view = v
	v.statements, v.form, v.tree, v.grid = newStatements(c, tips), newForm(c), newTree(c, tips), newGrid(c, tips)
	v.status, v.empty, v.sentence, v.noEvidence = widget.NewLabel(""), widget.NewLabel(""), control.Wrapped(""), control.Wrapped("")
	v.status.SizeName, v.status.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	v.empty.Wrapping, v.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	v.sentence.Selectable = true
	v.body = container.New(columns{v}, v.statements.list, v.form.scroll, v.evidence())
	v.matrix = v.grid.content
	v.content = container.NewBorder(
		container.NewPadded(container.NewVBox(v.head(), v.status)), nil, nil, nil,
		container.NewPadded(container.NewStack(v.body, v.matrix, container.NewCenter(container.New(readable{}, v.empty)))),
	)
	v.status.Hide()
	v.matrix.Hide()
	return v
}

// head returns the controls above the parts of the view.
func (v *view) head() fyne.CanvasObject {
	c := v.Controller
	v.filter = control.NewSelection(nil, 0, c.filterChosen, func() { v.win.Focus(v.First()) })
	v.filter.Spoken = lang.L("Filter statements")
	v.showing[0] = v.button(lang.L("Judgements"), func() { c.showRivals(false) })
	v.showing[1] = v.button(lang.L("Rival Explanations"), func() { c.showRivals(true) })
	scale := v.button(lang.L("Change Verdicts…"), func() { v.run(scaleID) })
	v.ofRivals = []fyne.CanvasObject{
		v.button(lang.L("New Explanation…"), func() { v.run(newRivalID) }),
		v.button(lang.L("Sort by Separation"), func() { v.run(sortRivalsID) }),
	}
	bar := container.New(&control.Flow{}, v.showing[0], v.showing[1], container.New(wide{}, v.filter), scale)
	for _, o := range v.ofRivals {
		bar.Add(o)
	}
	return bar
}

// button returns a button above the parts of the view.
func (v *view) button(text string, tapped func()) *control.Button {
	b := control.NewButton(text, tapped, func() { v.win.Focus(v.First()) })
	b.PassTo(v.win)
	return b
}

// evidence returns the tree, with its name above it and the current sentence below it.
func (v *view) evidence() fyne.CanvasObject {
	all := v.button(lang.L("Cite All Mentions"), func() { v.run(allID) })
	head := container.NewBorder(nil, nil, nil, all, heading(lang.L("Evidence")))
	full := container.NewVScroll(v.sentence)
	return container.New(above{}, head, container.NewStack(v.tree.list, container.NewPadded(container.NewVBox(v.noEvidence))), full)
}

// refresh shows everything as it is now.
func (v *view) refresh() {
	v.refreshHead()
	v.statements.list.Refresh()
	v.statements.list.Reveal(v.statements.row())
	v.grid.refresh()
	why := v.whyEmpty()
	v.empty.SetText(why)
	v.empty.Hidden = why == ""
	v.body.Hidden = why != "" || v.rivals.on
	v.matrix.Hidden = why != "" || !v.rivals.on
	v.refreshStatement()
	v.say()
	v.content.Refresh()
	v.win.ShowHints()
}

func (v *view) refreshHead() {
	var titles []string
	all := filters(v.verdicts())
	for _, f := range all {
		titles = append(titles, f.title())
	}
	at := slices.Index(all, v.Controller.filter)
	if !slices.Equal(titles, v.filter.Options) || v.filter.SelectedIndex() != at {
		v.filter.Options = titles
		changed := v.filter.OnChanged
		v.filter.OnChanged = nil
		v.filter.SetSelectedIndex(max(0, at))
		v.filter.OnChanged = changed
	}
	for i, b := range v.showing {
		importance := widget.MediumImportance
		if v.rivals.on == (i == 1) {
			importance = widget.HighImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
	for _, o := range v.ofRivals {
		control.ShowIf(o, v.rivals.on)
	}
}

// filterChosen is called when the analyst chooses a filter.
func (c *Controller) filterChosen(i int) {
	if all := filters(c.verdicts()); i >= 0 && i < len(all) && all[i] != c.filter {
		c.setFilter(all[i])
	}
}

// refreshStatement shows the judgement and the evidence of the current statement.
func (v *view) refreshStatement() {
	v.form.refresh()
	v.refreshTree()
}

func (v *view) refreshTree() {
	v.tree.refresh()
	v.sayNode()
	v.say()
}

// moved shows another statement.
func (v *view) moved() {
	v.statements.list.Reveal(v.statements.row())
	v.statements.list.RefreshStates()
	v.grid.follow()
	v.form.scroll.ScrollToTop()
	v.refreshStatement()
	v.win.ShowHints()
}

// sayNode shows the current node of the tree in full.
func (v *view) sayNode() {
	text := ""
	if n := v.tree.current(); n != nil {
		text = n.title
		if n.link != nil && n.kind != noteNode {
			text = n.link.Text
		}
		if n.kind == sentenceNode || n.grade != "" {
			text = words.Lines(text, v.tree.gradeInWords(n))
		}
	}
	setText(v.sentence, text)
	why := v.whyNoEvidence()
	setText(v.noEvidence, why)
	v.noEvidence.Hidden = why == ""
}

// say shows in the status line that reading failed, or that the evidence is stale.
func (v *view) say() {
	text := ""
	switch {
	case v.chain.err != nil:
		text = explain.Error(v.chain.err)
	case v.at != "" && v.chain.stale && v.chain.of == v.at && !v.rivals.on:
		text = lang.L("Updated when your changes are saved.")
	}
	v.setStatus(text)
}

func (v *view) setStatus(text string) {
	if text != "" && text != v.status.Text {
		v.status.SetText(text)
	}
	if v.status.Hidden != (text == "") {
		v.status.Hidden = text == ""
		v.content.Refresh()
	}
}

// whyEmpty returns the text to show in place of the view, or "".
func (v *view) whyEmpty() string {
	switch {
	case len(v.ledger.statements) == 0:
		return lang.L("Statements are judged here, and the project has none yet. Press {{.Key}} on a sentence in Read to make one, or take a proposal in Compare.",
			map[string]any{"Key": v.win.Key("statement.add")})
	case len(v.listed) == 0:
		return lang.L("No statement matches the filter.")
	}
	return ""
}

// whyNoEvidence returns the text to show in place of an empty tree, or "".
func (v *view) whyNoEvidence() string {
	switch {
	case v.at == "":
		return ""
	case v.chain.of != v.at && v.chain.err == nil:
		return lang.L("Reading…")
	case len(v.chain.links) == 0:
		return lang.L("No sentence says this yet. Press {{.Key}} on a sentence in Read to add it to the statement.", map[string]any{"Key": v.win.Key("statement.add")})
	}
	return ""
}

// area returns the part on which commands act.
func (c *Controller) area() area {
	if c.rivals.on {
		return rivalsArea
	}
	return c.view.focusArea
}

// focused is called when a part of the view gets or loses the focus.
func (c *Controller) focused(a area, on bool) {
	if on && c.view.focusArea != a {
		c.view.focusArea = a
		c.view.body.Refresh()
	}
	c.win.ShowHints()
}

// nextArea moves the focus from a list to the next part of the view, or to the one before it if n
// is -1.
func (c *Controller) nextArea(n int) {
	form := c.view.form
	switch {
	case c.view.focusArea == statementsArea && n > 0 && form.first() != nil:
		c.win.Focus(form.first())
	case c.view.focusArea == treeArea && n < 0 && form.last() != nil:
		c.win.Focus(form.last())
	case c.view.focusArea == treeArea:
		c.focusArea(statementsArea)
	default:
		c.focusArea(treeArea)
	}
}

// focusArea focuses a list of the view.
func (c *Controller) focusArea(a area) {
	switch a {
	case treeArea:
		c.win.Focus(c.view.tree.list)
	case rivalsArea:
		c.win.Focus(c.view.grid.list)
	default:
		c.win.Focus(c.view.statements.list)
	}
}

// Title returns the title of the view, under which its commands have their keys.
func Title() string { return lang.L("Judgements") }

// Spoken returns what is current, for screen readers.
func (c *Controller) Spoken() string {
	switch {
	case c.view.whyEmpty() != "":
		return Title() + ": " + c.view.whyEmpty()
	case c.rivals.on:
		return c.view.grid.spoken()
	case c.view.focusArea == treeArea:
		return c.view.tree.spoken()
	default:
		return c.view.statements.spoken()
	}
}
