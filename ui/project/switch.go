package project

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// AnalystCommands returns the commands that concern who works.
func (c *Controller) AnalystCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "app.analyst", Title: lang.L("Switch Analyst…"), Group: command.Edit, Section: command.SettingsSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyU)},
			Run:  c.switchAnalyst,
		},
		{
			ID: "analyst.rename", Title: lang.L("Change Your Name…"), Group: command.Edit, Section: command.SettingsSection,
			Run: c.changeName,
		},
	}
}

// switching is the dialog that lists the analysts of the project. The row after them
// stands for somebody new.
type switching struct {
	*Controller
	list   *control.List
	stored []string       // the names of the analysts
	labels map[string]int // by stored name
	hide   func()
}

// switchAnalyst lets another analyst work. Without a project, it asks for a name.
func (c *Controller) switchAnalyst() {
	if c.win.Session() == nil {
		dialog.AskAnalyst(c.prefs.Analyst, c.win.Window(), c.Rename)
		return
	}
	s := c.win.Session()
	s.EndTyping()
	labels, err := c.current.Labels("")
	if err != nil {
		c.win.Report(err)
		return
	}
	v := &switching{Controller: c, stored: s.Names().All(), labels: labels}
	if !slices.Contains(v.stored, s.Analyst()) { // has done nothing yet
		v.stored = append(v.stored, s.Analyst())
	}
	v.show()
}

// The greatest number of rows that are visible, and the height of one in multiples of the
// text size.
const (
	visibleAnalysts = 7
	analystHeight   = 4
)

func (v *switching) show() {
	win := v.win.Window()
	v.list = control.NewList(func() int { return len(v.stored) + 1 }, control.NewTitledRow, v.update)
	yes := control.NewButton(lang.L("Switch"), v.accept, func() { v.hide() })
	yes.Importance = widget.HighImportance
	text := widget.NewLabel(lang.L("Each analyst has labels, notes and phrases of their own. Those of the others stay hidden until you show them."))
	text.Wrapping, text.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	d := control.NewModal(lang.L("Who is working?"), container.NewBorder(text, nil, nil, nil, v.list), win)
	v.hide = d.Hide
	v.list.OnAccept, v.list.OnEscape = v.accept, d.Hide
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	size := win.Canvas().Size()
	rows := min(len(v.stored)+1, visibleAnalysts)
	d.Resize(fyne.NewSize(min(32*theme.TextSize(), size.Width-32), min(float32(rows*analystHeight+14)*theme.TextSize(), size.Height-32)))
	d.Show()
	win.Canvas().Focus(v.list)
	v.list.Choose(slices.Index(v.stored, v.win.Session().Analyst()))
}

func (v *switching) update(i int, o fyne.CanvasObject) {
	box := o.(*fyne.Container)
	title, caption := box.Objects[0].(*widget.Label), box.Objects[1].(*widget.Label)
	if i >= len(v.stored) {
		title.SetText(lang.L("New analyst…"))
		caption.SetText(lang.L("Somebody who has not worked in this project"))
		return
	}
	title.SetText(v.win.Session().Called(v.stored[i]))
	says := words.Labels(v.labels[v.stored[i]])
	if v.stored[i] == v.win.Session().Analyst() {
		says += " · " + lang.L("working now")
	}
	caption.SetText(says)
}

// accept lets the chosen analyst work.
func (v *switching) accept() {
	v.hide()
	if v.list.At < len(v.stored) {
		v.Work(v.stored[v.list.At], "")
		return
	}
	v.askNew()
}

// askNew asks for the name of somebody new, who then works.
func (c *Controller) askNew() {
	name := ""
	c.askForName(lang.L("New analyst"), "", lang.L("Switch"), "", func(accepted string) { name = accepted }, func() {
		names := c.win.Session().Names()
		if stored, called := names.Stored(name); called {
			c.Work(stored, "")
			return
		}
		c.Work(storedFor(names, name), name)
	})
}

// askForName asks for a name for the analyst with the stored name of, or for somebody new
// if of is "". It passes an accepted name to take, and calls then when the dialog has
// closed. It refuses a name that is like another analyst's. Somebody new may have the
// very name of an analyst, who is then meant.
func (c *Controller) askForName(title, start, accept, of string, take func(string), then func()) {
	dialog.AskNameThen(title, start, accept, c.win.Window(), func(typed string) (why string) {
		name, err := value.Analyst.Accept(typed)
		if err == nil && c.win.Session() != nil {
			names := c.win.Session().Names()
			if _, called := names.Stored(name); !called || of != "" {
				err = names.Refuse(name, of)
			}
		}
		if err != nil {
			return dialog.WhyNotValue(err)
		}
		take(name)
		return ""
	}, then)
}

// Work lets the analyst with a stored name work in the open project. called is what the
// analyst is called, or "" if the project knows that. What is being typed is saved first;
// if that is not possible, nothing changes.
func (c *Controller) Work(stored, called string) {
	s := c.win.Session()
	if stored == s.Analyst() {
		return
	}
	if called == "" {
		called = s.Called(stored)
	}
	if err := s.SetAnalyst(stored); err != nil {
		c.win.Report(explain.Titled(lang.L("Could not switch the analyst"), err))
		return
	}
	c.win.Report(c.names.Meet(c.prefs.Analyst, called))
	c.setName(called)
	c.annotateAs(stored)
	c.win.Notice(words.Joined(" ", lang.L("You are now working as {{.Analyst}}.", map[string]any{"Analyst": called}), c.win.Others()))
}

// setName saves the analyst's name.
func (c *Controller) setName(name string) {
	p := c.prefs.Choices
	p.Analyst = name
	c.prefs.Set(p)
}

// changeName asks for another name of the analyst who works, who keeps all labels and
// notes.
func (c *Controller) changeName() {
	from, of := c.prefs.Analyst, ""
	if s := c.win.Session(); s != nil {
		of = s.Analyst()
	}
	to := from
	c.askForName(lang.L("What is your name?"), from, lang.L("Change"), of, func(name string) { to = name }, func() {
		if to == from {
			return
		}
		c.setName(to)
		c.win.Report(c.names.Rename(from, to))
		if of != "" {
			c.renameTo(of, to)
		}
	})
}
