package figures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/figures"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/words"
)

// The commands of the view.
const (
	openID      command.ID = "figures.open"
	tableID     command.ID = "figures.table"
	nextID      command.ID = "figures.next"
	previousID  command.ID = "figures.previous"
	rowsID      command.ID = "figures.rows"
	columnsID   command.ID = "figures.columns"
	orderID     command.ID = "figures.order"
	zeroID      command.ID = "figures.zero"
	sharesID    command.ID = "figures.shares"
	selectionID command.ID = "figures.selection"
	whoseID     command.ID = "figures.whose"
	copyID      command.ID = "figures.copy"
)

// Title returns the title of the view, under which its commands have their keys.
func Title() string { return lang.L("Figures") }

// Commands returns the commands of the view, and the command that exports a figure.
func (c *Controller) Commands() []*command.Command {
	step := func(n int) func() { return func() { c.view.list.step(n) } }
	all := []*command.Command{
		c.command(openID, lang.L("Open What Is Counted"), c.needCell, c.open, command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)),
		c.command(nextID, lang.L("Next Figure"), c.needShown, step(1), command.Rune(']'), command.Rune('j')),
		c.command(previousID, lang.L("Previous Figure"), c.needShown, step(-1), command.Rune('['), command.Rune('k')),
		c.on(c.command(tableID, lang.L("Numbers as a Table"), c.needShown, func() { c.tabulate(!c.view.tabular) }, command.Rune('t')), func() bool { return c.view.tabular }),
		c.command(rowsID, lang.L("Rows…"), c.needShown, func() { c.chooseDimension(true) }, command.Rune('r')),
		c.command(columnsID, lang.L("Columns…"), c.needShown, func() { c.chooseDimension(false) }, command.Rune('c')),
		c.command(orderID, lang.L("Change Order of Rows"), c.needShown, c.nextOrder, command.Rune('s')),
		c.on(c.command(zeroID, lang.L("Hide Zero Rows"), c.needShown, c.toggleZero, command.Rune('z')), func() bool { return c.noZero }),
		c.on(c.command(sharesID, lang.L("Percent of Row"), c.needShown, c.toggleShares, command.Rune('p')), func() bool { return c.shares }),
		c.command(selectionID, lang.L("Articles to Count…"), c.needShown, c.chooseSelection, command.Rune('a')),
		c.command(whoseID, lang.L("Whose Work Counts…"), c.needShown, c.chooseWhose, command.Rune('w')),
		c.command(copyID, lang.L("Copy Numbers"), c.needFigure, c.copy, command.Ctrl(fyne.KeyC)),
	}
	return append(all, c.exportCommand())
}

// command returns a command of the view.
func (c *Controller) command(id command.ID, title string, need func() string, run func(), keys ...command.Key) *command.Command {
	return &command.Command{
		ID: id, Title: title, Group: command.View, Section: command.FiguresSection, Submenu: lang.L("In Figures"), View: Title(), Keys: keys, Disabled: need,
		Run: func() {
			c.win.Session().EndTyping()
			run()
		},
	}
}

// on makes a command show whether something is on.
func (c *Controller) on(of *command.Command, on func() bool) *command.Command {
	of.On = func() bool { return c.needShown() == "" && on() }
	return of
}

// The need functions return why a command cannot run, or "".

func (c *Controller) needShown() string {
	if why := c.win.NeedProject(); why != "" {
		return why
	}
	if !c.shows {
		return lang.L("Press {{.Key}} to go to Figures first.", map[string]any{"Key": c.win.Key("view.figures")})
	}
	return ""
}

func (c *Controller) needFigure() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if c.shown == nil {
		return lang.L("Reading…")
	}
	return ""
}

func (c *Controller) needCell() string {
	if why := c.needFigure(); why != "" {
		return why
	}
	if why := c.view.whyEmpty(); why != "" {
		return why
	}
	row, column := c.view.at()
	if row >= len(c.shown.Rows) || column >= len(c.shown.Columns) || column < 0 && c.shown.Cross.Rows != figures.Article {
		return lang.L("Select a number first. The arrows move among them.")
	}
	return ""
}

// Hints returns the keys that work in the view, for the status bar.
func (c *Controller) Hints() string {
	text := ""
	add := func(id command.ID, does string) {
		if key := c.win.ShownKey(id); key != "" {
			text += key + " " + does + " · "
		}
	}
	add(openID, lang.L("open"))
	add(tableID, lang.L("numbers"))
	add(nextID, lang.L("next figure"))
	add(orderID, lang.L("sort"))
	add(sharesID, lang.L("percent"))
	add(selectionID, lang.L("articles"))
	add(whoseID, lang.L("whose"))
	return text + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
}

// nextOrder sorts the rows in the next order.
func (c *Controller) nextOrder() {
	c.rearrange(func() { c.order = (c.order + 1) % orders })
	c.view.reset()
	c.view.refresh()
}

func (c *Controller) toggleZero()   { c.rearrange(func() { c.noZero = !c.noZero }) }
func (c *Controller) toggleShares() { c.rearrange(func() { c.shares = !c.shares }) }

// chooseSelection asks which articles to count.
func (c *Controller) chooseSelection() {
	options := c.request.Selections(c.win.Session(), c.win.Searches(), func(of scope.Scope) { c.request = of; c.again() })
	scope.Ask(lang.L("Which articles to count"), options, c.win.Window())
}

// chooseWhose asks whose work counts.
func (c *Controller) chooseWhose() {
	s := c.win.Session()
	var options []scope.Option
	add := func(whose string, on bool) {
		title := words.UpperFirst(whoseTitle(scope.Scope{Whose: whose}, s))
		options = append(options, scope.Option{Title: title, On: on, Do: func() { c.request.Whose = whose; c.again() }})
	}
	if s.SeesAll() {
		add(scope.Everyone, c.request.Whose == scope.Everyone)
	}
	for _, name := range c.analysts() {
		add(name, c.request.Whose == name || !s.SeesAll())
	}
	scope.Ask(lang.L("Whose work counts"), options, c.win.Window())
}

// analysts returns those whose work can be counted alone: the analyst, and others who have work
// and whose layers are shown.
func (c *Controller) analysts() []string {
	s := c.win.Session()
	all := []string{s.Analyst()}
	if c.counts == nil || c.busy {
		return all
	}
	for _, name := range c.counts.Facts().Names.Analysts() {
		if name != s.Analyst() && s.Sees(name) {
			all = append(all, name)
		}
	}
	return all
}

// again counts other articles or the work of other analysts.
func (c *Controller) again() {
	c.recount = true
	c.refresh()
	c.view.refresh()
	c.win.Focus(c.view.main())
}

// chooseDimension asks for the rows or the columns of a figure.
func (c *Controller) chooseDimension(ofRows bool) {
	asks, present := lang.L("What the rows are"), c.cross.Rows
	if !ofRows {
		asks, present = lang.L("What the columns are"), c.cross.Columns
	}
	var options []scope.Option
	for _, d := range figures.Dimensions() {
		x := c.cross
		if ofRows {
			x.Rows = d
		} else {
			x.Columns = d
		}
		if ofRows {
			x = paired(x)
		}
		if _, err := figures.UnitOf(x); err != nil {
			continue
		}
		options = append(options, scope.Option{Title: dimension(d), On: d == present, Do: func() {
			c.view.list.free = true
			c.show(x)
			c.view.refresh()
			c.win.Focus(c.view.main())
		}})
	}
	scope.Ask(asks, options, c.win.Window())
}

// paired returns rows with columns that can be set against them.
func paired(x figures.Cross) figures.Cross {
	if _, err := figures.UnitOf(x); err != nil || x.Columns == figures.Coverage {
		x.Columns = figures.Whole
	}
	return x
}
