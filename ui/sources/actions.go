package sources

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/sources"
	"assay.app/assay/ui/command"
)

// The commands of the view. Most act on the current row.
const (
	openID     command.ID = "sources.open"
	renameID   command.ID = "sources.rename"
	joinID     command.ID = "sources.join"
	divideID   command.ID = "sources.divide"
	aliasID    command.ID = "sources.alias"
	kindID     command.ID = "sources.kind"
	gradeID    command.ID = "sources.grade"
	profileID  command.ID = "sources.profile"
	deleteID   command.ID = "sources.delete"
	nextID     command.ID = "sources.next"
	previousID command.ID = "sources.previous"
	orderID    command.ID = "sources.order"
)

// Commands returns the commands of the view, and the command that exports its table. A command
// that the list of phrases also has uses the same key there.
func (c *Controller) Commands() []*command.Command {
	return append(slices.Concat(c.rowCommands(), c.tableCommands()), c.exportCommand())
}

// rowCommands returns the commands that change or show the voice or the outlet of the current
// row.
func (c *Controller) rowCommands() []*command.Command {
	none := func(sources.Voice) string { return "" }
	return []*command.Command{
		c.voiceCommand(renameID, lang.L("Rename Voice…"), command.Named(fyne.KeyF2), none, c.rename),
		c.voiceCommand(joinID, lang.L("Join Voices…"), command.Named(fyne.KeyF4), none, c.join),
		c.voiceCommand(divideID, lang.L("Divide Voice…"), command.Rune('d'), undivided, c.divide),
		c.voiceCommand(aliasID, lang.L("Add Other Name…"), command.Rune('a'), none, c.addAlias),
		c.voiceCommand(kindID, lang.L("Kind of Voice…"), command.Rune('k'), none, c.chooseKind),
		c.command(gradeID, lang.L("Grade Voice or Outlet…"), command.Rune('r'), c.needGradable, func() {
			if c.section == outletsSection {
				c.gradeOutlet(c.outlet())
				return
			}
			c.gradeVoice(c.voice())
		}),
		c.command(profileID, lang.L("Profile of Outlet…"), command.Rune('p'), c.needNamedOutlet, func() { c.win.Profile(c.outlet().Name) }),
		c.voiceCommand(deleteID, lang.L("Delete Voice"), command.Named(fyne.KeyDelete), used, c.delete),
	}
}

// tableCommands returns the commands that open the current cell, sort, or show other tables.
func (c *Controller) tableCommands() []*command.Command {
	all := []*command.Command{
		c.command(openID, lang.L("Open"), command.Named(fyne.KeyReturn), c.needRow, func() { c.view.grid.open() }),
		c.command(nextID, lang.L("Next Table"), command.Rune(']'), c.needShown, func() { c.setSection((c.section + 1) % sections) }),
		c.command(previousID, lang.L("Previous Table"), command.Rune('['), c.needShown, func() { c.setSection((c.section + sections - 1) % sections) }),
		c.command(orderID, lang.L("Change Order of Voices"), command.Rune('s'), c.needVoices, func() { c.setOrder((c.order + 1) % (byKind + 1)) }),
	}
	for _, of := range all {
		of.Section = command.SourcesTableSection
	}
	return all
}

// command returns a command of the view.
func (c *Controller) command(id command.ID, title string, key command.Key, need func() string, run func()) *command.Command {
	return &command.Command{
		ID: id, Title: title, Group: command.Annotate, Section: command.SourcesRowSection, Submenu: lang.L("In Sources"), View: Title(),
		Keys: []command.Key{key}, Disabled: need,
		Run: func() {
			c.win.Session().EndTyping()
			run()
		},
	}
}

// voiceCommand returns a command that changes the voice of the current row. The function
// need returns why the command cannot change the voice, or "".
func (c *Controller) voiceCommand(id command.ID, title string, key command.Key, need func(sources.Voice) string, run func(sources.Voice)) *command.Command {
	return c.command(id, title, key, func() string {
		if why := cmp.Or(c.needVoice(), c.win.NeedWritable()); why != "" {
			return why
		}
		return need(c.voice())
	}, func() { run(c.voice()) })
}

// voice returns the voice of the current row; outlet returns the outlet.
func (c *Controller) voice() sources.Voice { return c.table.Voices[c.sheets[voicesSection].row] }

func (c *Controller) outlet() sources.Outlet { return c.table.Outlets[c.sheets[outletsSection].row] }

// The need functions return why a command cannot run, or "".

func undivided(v sources.Voice) string {
	if len(v.Aliases) == 0 {
		return lang.L("This voice has no other names.")
	}
	return ""
}

func used(v sources.Voice) string {
	if v.Total.Total() > 0 {
		return lang.L("Sentences are attributed to this voice.")
	}
	return ""
}

func (c *Controller) needShown() string {
	if why := c.win.NeedProject(); why != "" {
		return why
	}
	if !c.shows {
		return lang.L("Press {{.Key}} to go to Sources first.", map[string]any{"Key": c.win.Key("view.sources")})
	}
	return ""
}

func (c *Controller) needRow() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if s := c.sheets[c.section]; s.row >= s.rows {
		return lang.L("This table is empty.")
	}
	return ""
}

func (c *Controller) needVoices() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if c.section != voicesSection {
		return lang.L("Only voices can be sorted.")
	}
	return ""
}

func (c *Controller) needVoice() string {
	why := c.needRow()
	if why == "" && c.section != voicesSection {
		return lang.L("Select a voice first.")
	}
	return why
}

func (c *Controller) needNamedOutlet() string {
	why := c.needRow()
	switch {
	case why != "":
		return why
	case c.section != outletsSection:
		return lang.L("Select an outlet first.")
	case c.outlet().Name == "":
		return lang.L("These articles have no outlet.")
	}
	return ""
}

func (c *Controller) needGradable() string {
	why := c.needRow()
	switch {
	case why != "":
		return why
	case c.section == contradictionsSection:
		return lang.L("Select a voice or an outlet first.")
	case c.section == outletsSection && c.needNamedOutlet() != "":
		return c.needNamedOutlet()
	}
	return c.win.NeedWritable()
}

// Title returns the title of the view, under which its commands have their keys.
func Title() string { return lang.L("Sources") }

// Hints returns the keys that work in the view, for the status bar.
func (c *Controller) Hints() string {
	text := ""
	add := func(id command.ID, does string) {
		if key := c.win.ShownKey(id); key != "" {
			text += key + " " + does + " · "
		}
	}
	switch c.section {
	case voicesSection:
		add(openID, lang.L("find"))
		add(renameID, lang.L("rename"))
		add(joinID, lang.L("join"))
		add(kindID, lang.L("kind"))
		add(gradeID, lang.L("grade"))
		add(orderID, lang.L("sort"))
	case outletsSection:
		add(openID, lang.L("find"))
		add(gradeID, lang.L("grade"))
		add(profileID, lang.L("profile"))
	default:
		add(openID, lang.L("open"))
	}
	add(nextID, lang.L("other table"))
	return text + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
}
