package versions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/differences"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// view is the content of the window: the chain of versions, and the differences of two of them
// or what is left on earlier ones.
type view struct {
	*Controller
	content *fyne.Container
	buttons [sections]*control.Button
	chain   *strip
	heads   [2]*control.MarkedText // above both columns
	columns *fyne.Container
	list    *differences.List
	left    *leftList
	status  *widget.Label
	empty   *widget.Label
	body    *fyne.Container
}

func newView(c *Controller, tips *panel.Tips) *view {
	v := &view{Controller: c}
	c.view = v
	v.status, v.empty = widget.NewLabel(""), widget.NewLabel("")
	v.status.SizeName, v.status.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	v.empty.Wrapping, v.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	v.list = v.newDifferences()
	v.left = newLeftList(c, tips)
	v.chain = newStrip(c)
	focus := func() { c.win.Focus(v.focusable()) }
	bar := container.New(&control.Flow{})
	for i := range v.buttons {
		v.buttons[i] = control.NewButton("", func() { c.setSection(section(i)); focus() }, focus)
		v.buttons[i].PassTo(c.win)
		bar.Add(v.buttons[i])
	}
	for i := range v.heads {
		v.heads[i] = control.NewMarkedText(theme.SizeNameCaptionText)
		v.heads[i].Bold = true
	}
	v.columns = container.New(differences.Columns{}, v.heads[0], v.heads[1])
	v.body = container.NewStack(v.list, v.left.list, container.NewPadded(container.NewVBox(v.empty)))
	top := container.NewPadded(container.New(layout.NewCustomPaddedVBoxLayout(2), v.chain, bar, v.status))
	v.content = container.NewBorder(container.New(layout.NewCustomPaddedVBoxLayout(0), top, v.columns), nil, nil, nil, v.body)
	return v
}

// newDifferences returns the list of the differences.
func (v *view) newDifferences() *differences.List {
	l := differences.NewList()
	l.Focus = v.win.Focus
	l.OnRune, l.OnShortcut = v.win.PressRune, v.win.PressShortcut
	l.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyTab { // the window does not get this key
			v.nextSection()
			return
		}
		v.win.PressKey(k)
	}
	l.OnMoved = func() { v.say(); v.win.ShowHints() }
	l.OnFocus = func(bool) { v.win.ShowHints() }
	l.OnOpen = v.open
	l.OnMenu = v.openMenu
	return l
}

// focusable returns the list that is shown.
func (v *view) focusable() fyne.Focusable {
	if v.section == leftSection {
		return v.left.list
	}
	return v.list
}

// show shows the versions as they were last read.
func (v *view) show() {
	v.list.Set(v.Controller.chain.compared)
	v.left.set()
	v.refresh()
}

// refresh shows the current section.
func (v *view) refresh() {
	n := v.Controller.chain.compared.Counts()
	counts := [sections]int{differencesSection: n.Changed + n.Moved + n.Added + n.Dropped, leftSection: v.left.count()}
	for i, b := range v.buttons {
		text := section(i).title()
		if v.loaded {
			text += "  " + words.Number(counts[i])
		}
		b.Importance = widget.MediumImportance
		if section(i) == v.section {
			b.Importance = widget.HighImportance
		}
		b.SetText(text)
	}
	v.chain.Refresh()
	v.showHeads()
	why := v.whyEmpty()
	v.empty.SetText(why)
	v.empty.Hidden = why == ""
	v.list.Hidden = why != "" || v.section != differencesSection
	v.columns.Hidden = v.list.Hidden
	v.left.list.Hidden = why != "" || v.section != leftSection
	v.say()
	v.content.Refresh()
	v.win.ShowHints()
}

// showHeads shows above each column which version it has.
func (v *view) showHeads() {
	ch := v.Controller.chain
	for i, at := range []int{v.a, v.b} {
		text := ""
		if at >= 0 && at < len(ch.versions) {
			text = ch.head(at)
		}
		v.heads[i].Set(text, nil, theme.ColorNameForeground)
	}
}

// say shows in the status line how much differs, or why nothing can be shown.
func (v *view) say() {
	text := ""
	switch {
	case v.err != nil:
		text = explain.Error(v.err)
	case !v.loaded:
	case v.stale:
		text = lang.L("Updated when your changes are saved.")
	case v.section == leftSection:
		text = v.left.says()
	case v.Controller.chain.b > 0:
		text = differences.Sums(v.Controller.chain.compared.Counts())
		if at, of := v.list.Walked(); at > 0 {
			text += " · " + lang.L("difference {{.Number}} of {{.Count}}", map[string]any{"Number": words.Number(at), "Count": words.Number(of)})
		}
	}
	if text != v.status.Text {
		v.status.SetText(text)
	}
	if hidden := text == ""; hidden != v.status.Hidden {
		v.status.Hidden = hidden
		v.content.Refresh()
	}
}

// whyEmpty returns the text to show in place of an empty list, or "".
func (v *view) whyEmpty() string {
	switch {
	case v.article == "":
		return lang.L("Open an article first.")
	case !v.loaded && v.err == nil:
		return lang.L("Reading…")
	case !v.loaded:
		return lang.L("The versions could not be read.")
	case len(v.Controller.chain.versions) < 2:
		return lang.L("This article has no other versions. A newer version is offered when you import its text again. “{{.Command}}” links two articles that are in the project already.",
			map[string]any{"Command": lang.L("Make a Version of…")})
	case v.section == leftSection && v.left.count() == 0:
		return lang.L("Nothing is left behind. All labels, notes and other work are on the newest version.")
	}
	return ""
}

func (s section) title() string {
	switch s {
	case differencesSection:
		return lang.L("Differences")
	case leftSection:
		return lang.L("Left Behind")
	default:
		return ""
	}
}

// setSection shows another list.
func (c *Controller) setSection(s section) {
	if s == c.section {
		return
	}
	had := c.view.focusable()
	c.section = s
	c.view.refresh()
	if canvas := c.win.Window().Canvas(); c.shows && canvas.Focused() == had {
		c.win.Focus(c.view.focusable())
	}
}

// nextSection shows the other list.
func (c *Controller) nextSection() { c.setSection((c.section + 1) % sections) }

// Title returns the title of the view, under which its commands have their keys.
func Title() string { return lang.L("Versions") }

// Spoken returns what is current, for screen readers.
func (c *Controller) Spoken() string {
	if why := c.view.whyEmpty(); why != "" {
		return Title() + ": " + why
	}
	if c.section == leftSection {
		return c.view.left.spoken()
	}
	return c.view.list.Spoken()
}

// Hints returns the keys that work in the view, for the status bar.
func (c *Controller) Hints() string {
	if c.view.whyEmpty() != "" {
		return c.win.ShownKey(sectionID) + " " + lang.L("other part") + " · " + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
	}
	text := ""
	add := func(id command.ID, does string) {
		if key := c.win.ShownKey(id); key != "" {
			text += key + " " + does + " · "
		}
	}
	add(openID, lang.L("open"))
	add(nextID, lang.L("next"))
	if c.section == leftSection {
		add(placeID, lang.L("place"))
		add(removeID, lang.L("remove"))
		add(oldID, lang.L("old sentence"))
	} else {
		add(allID, lang.L("all sentences"))
		add(newerID, lang.L("newer version"))
	}
	add(sectionID, lang.L("other part"))
	return text + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
}
