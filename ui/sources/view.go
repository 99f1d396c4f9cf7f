package sources

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// view is the content of the window: the sections, the grid and the status line.
type view struct {
	*Controller
	content  *fyne.Container
	grid     *grid
	buttons  [sections]*control.Button
	order    *control.Selection
	ordering *fyne.Container
	legend   *legend
	status   *widget.Label
	empty    *widget.Label
}

func newView(c *Controller, tips *panel.Tips) *view {
	v := &view{Controller: c}
	c.view = v
	v.grid = newGrid(c, tips)
	v.status, v.empty = widget.NewLabel(""), widget.NewLabel("")
	v.status.SizeName, v.status.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	v.empty.Wrapping, v.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	focus := func() { c.win.Focus(v.grid.list) }
	bar := container.New(&control.Flow{})
	for i := range v.buttons {
		v.buttons[i] = control.NewButton("", func() { c.setSection(section(i)); focus() }, focus)
		v.buttons[i].PassTo(c.win)
		bar.Add(v.buttons[i])
	}
	v.order = control.NewSelection(orderNames(), int(c.order), func(i int) { c.setOrder(order(i)); focus() }, focus)
	v.order.Spoken = lang.L("Order")
	v.ordering = container.New(widest{orderNames()}, v.order)
	export := control.NewButton(lang.L("Export…"), c.Export, focus)
	export.PassTo(c.win)
	bar.Add(v.ordering)
	bar.Add(export)
	v.legend = newLegend()
	bar.Add(v.legend)
	body := container.NewStack(v.grid.content, container.NewCenter(container.New(readable{}, v.empty)))
	v.content = container.NewBorder(container.NewPadded(container.NewVBox(bar, v.status)), nil, nil, nil, body)
	v.status.Hide()
	return v
}

// refresh shows the table as it was last read.
func (v *view) refresh() {
	v.refreshVoices()
	v.refreshOutlets()
	v.refreshContradictions()
	v.showSection()
}

// showSection shows the current section.
func (v *view) showSection() {
	for i, b := range v.buttons {
		text := section(i).title()
		if v.loaded {
			text += "  " + words.Number(v.sheets[i].rows)
		}
		importance := widget.MediumImportance
		if section(i) == v.section {
			importance = widget.HighImportance
		}
		if b.Text != text || b.Importance != importance {
			b.Text, b.Importance = text, importance
			b.Refresh()
		}
	}
	v.ordering.Hidden = v.section != voicesSection
	v.legend.Hidden = v.section == contradictionsSection
	v.grid.refresh()
	why := v.whyEmpty()
	v.empty.SetText(why)
	v.empty.Hidden = why == ""
	v.grid.content.Hidden = why != "" && v.section != voicesSection
	v.say()
	v.content.Refresh()
	v.win.ShowHints()
}

// say shows in the status line that reading failed, that the table is stale, or which columns
// are visible.
func (v *view) say() {
	text := ""
	switch {
	case v.err != nil:
		text = explain.Error(v.err)
	case v.stale && v.loaded:
		text = lang.L("Updated when your changes are saved.")
	case v.loaded:
		text = v.sheets[v.section].hidden(v.grid.width())
	}
	if text != v.status.Text || v.status.Hidden != (text == "") {
		v.status.SetText(text)
		v.status.Hidden = text == ""
		v.content.Refresh()
	}
}

// title returns the name of the current section.
func (c *Controller) title() string { return c.section.title() }

func (s section) title() string {
	switch s {
	case voicesSection:
		return lang.L("Voices")
	case outletsSection:
		return lang.L("Outlets")
	case contradictionsSection:
		return lang.L("Contradictions")
	default:
		return ""
	}
}

// whyEmpty returns the text to show in place of an empty table, or "".
func (c *Controller) whyEmpty() string {
	switch {
	case !c.loaded:
		return lang.L("Reading…")
	case c.sheets[c.section].rows > 0:
		return ""
	case c.section == voicesSection:
		return lang.L("Voices are the people, bodies and documents that articles let speak. None is attributed yet. In Read, press {{.Key}} on a sentence to say who speaks, or confirm a suggested label, which also takes a suggested voice.",
			map[string]any{"Key": c.win.Key("voice.attribute")})
	case c.section == outletsSection:
		return lang.L("There are no articles yet.")
	}
	return lang.L("No grades contradict one another.")
}

// setSection shows another table.
func (c *Controller) setSection(s section) {
	if s != c.section {
		c.section = s
		c.view.grid.headed = false
		c.view.showSection()
	}
}

// setOrder sorts the voices in another order.
func (c *Controller) setOrder(o order) {
	if o == c.order || c.section != voicesSection {
		return
	}
	c.order = o
	c.view.order.SetSelectedIndex(int(o))
	c.refreshVoices()
	c.view.grid.refresh()
	c.view.grid.show()
}

// openMenu opens the menu of the current row.
func (c *Controller) openMenu(at fyne.Position) {
	var groups [][]*command.Command
	for _, ids := range c.sheets[c.section].menu {
		var group []*command.Command
		for _, id := range ids {
			group = append(group, c.win.Commands().Find(id))
		}
		groups = append(groups, group)
	}
	c.win.ContextMenu(at, groups...)
}

// Spoken returns the text of the current cell for screen readers.
func (c *Controller) Spoken() string { return c.view.grid.spoken() }

// widest is a layout that makes a drop-down list as wide as its widest option.
type widest struct{ options []string }

// MinSize implements fyne.Layout.
func (l widest) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	for _, o := range l.options {
		text := fyne.MeasureText(o, theme.TextSize(), fyne.TextStyle{}).Width
		size.Width = max(size.Width, text+theme.IconInlineSize()+3*theme.InnerPadding()+2*theme.Padding())
	}
	return size
}

// Layout implements fyne.Layout.
func (widest) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// readable is a layout that limits the width of the text in place of an empty table.
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
