package figures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/figures"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// view is the content of the window: the list of figures at the left, and the current figure as a
// chart or as a table.
type view struct {
	*Controller
	content *fyne.Container
	list    *list
	heading *control.MarkedText
	counted *widget.Label
	chart   *picture
	numbers *numbers
	tabular bool // the table is shown, not the chart
	display [2]*control.Button
	buttons struct{ articles, whose, rows, columns, order, zero, shares *control.Button }
	detail  *control.MarkedText // what is current in the chart
	status  *widget.Label
	empty   *widget.Label
}

func newView(c *Controller, tips *panel.Tips) *view {
	v := &view{Controller: c}
	c.view = v
	v.list = newList(c, tips)
	v.chart, v.numbers = newPicture(v, tips), newNumbers(v, tips)
	v.heading, v.detail = control.NewMarkedText(theme.SizeNameSubHeadingText), control.NewMarkedText(theme.SizeNameText)
	v.heading.Bold = true
	v.counted, v.status, v.empty = widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel("")
	v.counted.Wrapping, v.counted.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	v.status.SizeName, v.status.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	v.empty.Wrapping, v.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	v.status.Hide()
	v.display[0] = v.button(lang.L("Chart"), func() { c.tabulate(false) })
	v.display[1] = v.button(lang.L("Numbers"), func() { c.tabulate(true) })
	b := &v.buttons
	b.articles, b.whose = v.button("", c.chooseSelection), v.button("", c.chooseWhose)
	b.rows, b.columns = v.button("", func() { c.chooseDimension(true) }), v.button("", func() { c.chooseDimension(false) })
	b.order = v.button("", c.nextOrder)
	b.zero, b.shares = v.button(lang.L("Hide Zero Rows"), c.toggleZero), v.button("%", c.toggleShares)
	export := v.button(lang.L("Export…"), c.export)
	bar := container.New(&control.Flow{}, v.display[0], v.display[1], b.articles, b.whose, b.rows, b.columns, b.order, b.zero, b.shares, export)
	body := container.NewStack(v.chart, v.numbers.content, container.New(readable{}, v.empty))
	top := container.NewVBox(bar, container.NewPadded(v.heading), v.counted, v.status)
	figure := container.NewBorder(top, container.NewPadded(v.detail), nil, nil, body)
	v.content = container.NewPadded(container.New(division{}, v.list.rows, figure))
	return v
}

// button returns a button of the view.
func (v *view) button(text string, tapped func()) *control.Button {
	b := control.NewButton(text, tapped, func() { v.win.Focus(v.main()) })
	b.PassTo(v.win)
	return b
}

// main returns the object that shows the figure.
func (v *view) main() fyne.Focusable {
	if v.tabular {
		return v.numbers.list
	}
	return v.chart
}

// reset makes the first cell of another figure current.
func (v *view) reset() {
	v.chart.reset()
	v.numbers.reset()
}

// rename shows the names of values again.
func (v *view) rename() {
	if v.shows {
		v.refresh()
	}
}

// refresh shows everything as it is now.
func (v *view) refresh() {
	if v.win.Session() == nil {
		return
	}
	w := v.words()
	v.list.mark()
	v.showButtons(w)
	v.heading.Set(title(v.cross), nil, theme.ColorNameForeground)
	counted := ""
	if v.shown != nil {
		counted = w.counted(v.shown)
	}
	v.counted.SetText(counted)
	why := v.whyEmpty()
	v.empty.SetText(why)
	setHidden(v.empty, why == "")
	setHidden(v.chart, v.tabular)
	setHidden(v.numbers.content, !v.tabular)
	v.chart.show(why == "")
	v.numbers.show(why == "")
	v.say()
	v.content.Refresh()
}

// showButtons shows what is chosen in the buttons.
func (v *view) showButtons(w wording) {
	set := func(b *control.Button, text string, on bool) {
		importance := widget.MediumImportance
		if on {
			importance = widget.HighImportance
		}
		if b.Text != text || b.Importance != importance {
			b.Text, b.Importance = text, importance
			b.Refresh()
		}
	}
	s := v.win.Session()
	set(v.display[0], lang.L("Chart"), !v.tabular)
	set(v.display[1], lang.L("Numbers"), v.tabular)
	b := &v.buttons
	set(b.articles, v.request.Title()+" ▾", false)
	set(b.whose, words.UpperFirst(whoseTitle(v.request, s))+" ▾", false)
	setHidden(b.rows, v.named())
	setHidden(b.columns, v.named())
	set(b.rows, lang.L("Rows: {{.Dimension}}", map[string]any{"Dimension": dimension(v.cross.Rows)})+" ▾", false)
	set(b.columns, lang.L("Columns: {{.Dimension}}", map[string]any{"Dimension": dimension(v.cross.Columns)})+" ▾", false)
	set(b.order, v.order.title(), false)
	set(b.zero, lang.L("Hide Zero Rows"), v.noZero)
	set(b.shares, "%", v.shares)
}

// named reports whether the figure has a name, and its dimensions are not to be chosen.
func (v *view) named() bool { return !v.list.free && figures.NameOf(v.cross) != "" }

func setHidden(o fyne.CanvasObject, hidden bool) {
	if hidden {
		o.Hide()
	} else {
		o.Show()
	}
}

// say shows what is current, and in the status line that reading failed or that the figure is not
// up to date.
func (v *view) say() {
	text := ""
	switch {
	case v.err != nil && v.figure != nil:
		text = explain.Error(v.err)
	case v.stale && v.figure != nil:
		text = lang.L("Updated when your changes are saved.")
	}
	v.setStatus(text)
	v.detail.Set(v.current(), nil, theme.ColorNameForeground)
	v.win.ShowHints()
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

// current returns what is current in words, or "".
func (v *view) current() string {
	if v.shown == nil || v.whyEmpty() != "" {
		return ""
	}
	if v.tabular {
		return v.numbers.spoken()
	}
	return v.chart.current()
}

// Spoken returns the text of what is current for screen readers.
func (c *Controller) Spoken() string {
	v := c.view
	if why := v.whyEmpty(); why != "" {
		return title(c.cross) + ": " + why
	}
	if text := v.current(); text != "" {
		return text
	}
	return title(c.cross) + ". " + v.counted.Text
}

// tabulate shows the table or the chart.
func (c *Controller) tabulate(on bool) {
	v := c.view
	row, column := v.at()
	v.tabular = on
	v.chart.row, v.chart.column = row, column
	v.numbers.row, v.numbers.column = row, column
	v.refresh()
	v.numbers.reveal()
	c.win.Focus(v.main())
}

// at returns the current cell. The column is -1 in the name of a row of the table.
func (v *view) at() (row, column int) {
	if v.tabular {
		return v.numbers.row, v.numbers.column
	}
	return v.chart.row, v.chart.column
}

// division is a layout that gives the list of figures the least width that it needs.
type division struct{}

// The width of the list, in multiples of the text size and of the width of the view.
const (
	listEms   = 17
	listShare = 0.28
)

// MinSize implements fyne.Layout.
func (division) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 160) }

// Layout implements fyne.Layout.
func (division) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(listEms*theme.TextSize(), listShare*size.Width)
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	x := width + 2*theme.Padding()
	objects[1].Move(fyne.NewPos(x, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-x), size.Height))
}

// readable is a layout that limits the width of the text in place of an empty figure.
type readable struct{}

// readableEms is that width, in multiples of the text size.
const readableEms = 30

// MinSize implements fyne.Layout.
func (readable) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

// Layout implements fyne.Layout. The label wraps, so its height follows from its width.
func (readable) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, readableEms*theme.TextSize())
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)*0.4)))
}

// whyEmpty returns the text in place of an empty figure, or "".
func (v *view) whyEmpty() string {
	s := v.win.Session()
	switch {
	case v.figure == nil && v.err != nil:
		return explain.Error(v.err)
	case v.figure == nil:
		return lang.L("Reading…")
	case v.figure.Total > 0:
		return ""
	case s.Articles() == 0:
		return lang.L("There are no articles yet.")
	case v.request.Kind != 0 || v.request.Whose != "":
		return lang.L("Nothing in this selection is counted here. Press {{.Articles}} for other articles, or {{.Whose}} for the work of others.",
			map[string]any{"Articles": v.win.Key(selectionID), "Whose": v.win.Key(whoseID)})
	}
	return v.whatToDo()
}

// whatToDo returns what makes an empty figure grow.
func (v *view) whatToDo() string {
	key := func(id command.ID) map[string]any { return map[string]any{"Key": v.win.Key(id)} }
	has := func(dimensions ...figures.Dimension) bool {
		for _, d := range dimensions {
			if v.cross.Rows == d || v.cross.Columns == d {
				return true
			}
		}
		return false
	}
	switch {
	case v.figure.Unit == figures.Articles:
		return lang.L("There are no articles yet.")
	case v.figure.Unit == figures.Statements, v.figure.Unit == figures.Mentions:
		return lang.L("There are no statements yet. In Read, press {{.Key}} on a sentence to say what it states.", key("statement.add"))
	case v.figure.Unit == figures.Attributions, has(figures.Voice, figures.Speaker, figures.Mode):
		return lang.L("No voices yet. In Read, press {{.Key}} on a sentence to say who speaks.", key("voice.attribute"))
	case has(figures.Letter, figures.Digit):
		return lang.L("No grades yet. In Read, press {{.Key}} on a sentence to grade it.", key("grade.sentence"))
	}
	if book := v.win.Session().Codebook().Current(); len(book) > 0 {
		return lang.L("No labels yet. In Read, press {{.Key}} on a sentence to give it the first label.", key(v.win.LabelCommand(book[0].Key)))
	}
	return lang.L("No labels yet.")
}
