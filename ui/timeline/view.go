package timeline

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
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// Display is a way to show a timeline.
type Display int

// The displays, in the order of their buttons.
const (
	OfStatement Display = iota // the outlets that mention a statement, in bands
	OfArticles                 // all articles, in a band for each outlet
	AsList                     // articles by time, one below the other
	displays
)

// Title returns the name of the display.
func (d Display) Title() string {
	switch d {
	case OfStatement:
		return lang.L("One Statement")
	case OfArticles:
		return lang.L("All Articles")
	case AsList:
		return lang.L("List")
	default:
		return ""
	}
}

// ID returns the name of the display in a trace.
func (d Display) ID() string {
	switch d {
	case OfStatement:
		return "statement"
	case OfArticles:
		return "articles"
	case AsList:
		return "list"
	default:
		return ""
	}
}

// Actions are what the buttons of a View do.
type Actions struct {
	Display func(Display)
	Outlet  func()
	Open    func()
	Export  func()
}

// View shows a timeline in one of the displays, and what is current in it.
type View struct {
	Content *fyne.Container
	Bar     []fyne.CanvasObject // the buttons, for the bar of the view around; see ShowBar

	host      Host
	bar       bool      // the buttons are shown
	of        *Prepared // nil until it is known
	display   Display
	statement model.StatementID
	shown     shown
	chart     *Chart
	list      *list
	buttons   [displays]*control.Button
	outlet    *control.Button
	zoom      []fyne.CanvasObject
	heading   *control.MarkedText
	detail    *widget.Label
	open      *control.Button
	legend    *widget.Label
	empty     *widget.Label
}

// shown is the subject of the chart.
type shown struct {
	display   Display
	statement model.StatementID
}

// NewView returns a View without a timeline.
func NewView(host Host, tips *panel.Tips, do Actions) *View {
	v := &View{host: host, chart: newChart(host, tips), list: newList(host, tips, do.Open)}
	v.chart.open = do.Open
	button := func(text string, tapped func()) *control.Button {
		b := control.NewButton(text, tapped, v.Focus)
		b.PassTo(host)
		return b
	}
	v.Bar = append(v.Bar, newGap())
	for i := range v.buttons {
		v.buttons[i] = button(Display(i).Title(), func() { do.Display(Display(i)); v.Focus() })
		v.Bar = append(v.Bar, v.buttons[i])
	}
	v.outlet = button("", do.Outlet)
	v.Bar = append(v.Bar, v.outlet, newGap())
	for _, z := range []struct {
		text string
		do   func()
	}{{"−", v.ZoomOut}, {"+", v.ZoomIn}, {lang.L("Whole Time"), v.Whole}} {
		b := button(z.text, z.do)
		v.zoom = append(v.zoom, b)
	}
	v.Bar = append(append(v.Bar, v.zoom...), button(lang.L("Export…"), do.Export))
	v.heading = control.NewMarkedText(theme.SizeNameText)
	v.heading.Bold = true
	v.detail, v.legend, v.empty = widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel("")
	v.detail.Truncation = fyne.TextTruncateEllipsis
	v.legend.SizeName, v.legend.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	v.empty.Wrapping, v.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	v.open = button(lang.L("Open"), do.Open)
	top := container.NewPadded(v.heading)
	bottom := container.NewVBox(container.NewBorder(nil, nil, nil, container.NewCenter(v.open), v.detail), v.legend)
	v.Content = container.NewBorder(top, bottom, nil, nil, container.NewStack(v.chart, v.list.rows, v.empty))
	return v
}

// Show shows a timeline, or nothing for nil. What was current stays so, if it is there.
func (v *View) Show(p *Prepared) {
	outlet := v.list.outlet
	if v.of != nil && p != nil {
		outlet = p.columnLike(v.of, outlet)
	}
	v.of = p
	v.list.show(p, outlet)
	v.refresh()
}

// columnLike returns the column of an outlet of another timeline, or allOutlets.
func (p *Prepared) columnLike(other *Prepared, column int) int {
	if column < 0 {
		return column
	}
	for i, o := range p.Outlets {
		if o.ID == other.Outlets[column].ID {
			return i
		}
	}
	return allOutlets
}

// Display returns the display that is shown.
func (v *View) Display() Display { return v.display }

// SetDisplay shows another display.
func (v *View) SetDisplay(d Display) {
	v.display = d
	v.refresh()
}

// SetStatement shows a statement in the display OfStatement.
func (v *View) SetStatement(id model.StatementID) {
	if id != v.statement {
		v.statement = id
		v.refresh()
	}
}

// Outlets returns the names of the outlets for the list, after all outlets.
func (v *View) Outlets() (names []string) {
	if v.of == nil {
		return nil
	}
	names = append(names, lang.L("All outlets"))
	_, outlets := v.of.named()
	for _, o := range outlets {
		names = append(names, o.Name)
	}
	return names
}

// Outlet returns the index in Outlets of the outlet whose articles the list shows, or -1.
func (v *View) Outlet() int {
	if v.of == nil || v.list.outlet == allOutlets {
		return 0
	}
	columns, _ := v.of.named()
	if i := slices.Index(columns, v.list.outlet); i >= 0 {
		return i + 1
	}
	return -1
}

// SetOutlet shows the articles of an outlet in the list, by its index in Outlets.
func (v *View) SetOutlet(i int) {
	if v.of == nil {
		return
	}
	column := allOutlets
	if columns, _ := v.of.named(); i > 0 && i <= len(columns) {
		column = columns[i-1]
	}
	v.list.show(v.of, column)
	v.SetDisplay(AsList)
}

// refresh shows everything as it is now.
func (v *View) refresh() {
	for i, b := range v.buttons {
		importance := widget.MediumImportance
		if Display(i) == v.display {
			importance = widget.HighImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
	v.showOutlet()
	v.ShowBar(v.bar)
	charts := v.display != AsList
	if charts {
		v.showChart()
	} else {
		v.list.rows.Refresh()
	}
	why := v.whyEmpty()
	v.empty.SetText(why)
	setHidden(v.empty, why == "")
	setHidden(v.chart, !charts) // an empty one keeps the focus
	setHidden(v.list.rows, charts)
	v.Say()
	v.legend.SetText(v.legendText())
	setHidden(v.legend, v.legend.Text == "")
	v.Content.Refresh()
}

// ShowBar shows the buttons that have a meaning in the display, or none if on is false.
func (v *View) ShowBar(on bool) {
	v.bar = on
	for _, o := range v.Bar {
		setHidden(o, !on || o == fyne.CanvasObject(v.outlet) && v.display != AsList || slices.Contains(v.zoom, o) && v.display == AsList)
	}
}

// newGap returns the space between two groups of buttons.
func newGap() fyne.CanvasObject {
	gap := canvas.NewRectangle(color.Transparent)
	gap.SetMinSize(fyne.NewSize(theme.Padding(), 1))
	return gap
}

func setHidden(o fyne.CanvasObject, hidden bool) {
	if hidden {
		o.Hide()
	} else {
		o.Show()
	}
}

// showOutlet shows in the button which outlet the list shows.
func (v *View) showOutlet() {
	name := lang.L("All outlets")
	switch {
	case v.of == nil, v.list.outlet == allOutlets:
	default:
		name = v.of.outletName(v.list.outlet)
	}
	v.outlet.SetText(model.Excerpt(name) + " ▾")
}

// showChart shows the content of the chart.
func (v *View) showChart() {
	now := shown{display: v.display}
	content := Content{}
	heading := ""
	switch {
	case v.of == nil:
	case v.display == OfArticles:
		content = v.of.ofArticles()
		heading = words.Articles(len(v.of.Articles))
	default:
		now.statement = v.statement
		if s := v.of.statement(v.statement); s != nil {
			content, heading = v.of.ofStatement(s), v.of.heading(s)
		}
	}
	v.heading.Set(heading, nil, theme.ColorNameForeground)
	v.chart.show(content, now == v.shown)
	if v.shown = now; len(content.Chart.Items) == 0 {
		v.shown = shown{display: displays} // what comes is another subject
	}
}

// Focusable returns the object to focus.
func (v *View) Focusable() fyne.Focusable {
	if v.display == AsList {
		return v.list.rows
	}
	return v.chart
}

// Focus focuses what is shown.
func (v *View) Focus() { v.host.Focus(v.Focusable()) }

// Spoken returns what is current for screen readers.
func (v *View) Spoken() string {
	if why := v.whyEmpty(); why != "" {
		return lang.L("Timeline") + ": " + why
	}
	if v.display == AsList {
		return v.list.spoken()
	}
	return v.chart.spoken()
}

// ZoomIn shows half as much time in a chart.
func (v *View) ZoomIn() { v.chart.zoomIn() }

// ZoomOut shows twice as much time in a chart.
func (v *View) ZoomOut() { v.chart.zoomOut() }

// Whole shows the whole time in a chart.
func (v *View) Whole() { v.chart.whole() }

// Zooms reports whether the display can be zoomed.
func (v *View) Zooms() bool { return v.display != AsList && v.chart.laid != nil }

// Turn makes a band or row current that is n further down.
func (v *View) Turn(n int) {
	if v.display == AsList {
		v.list.move(v.list.at + n)
		return
	}
	v.chart.turn(n)
}
