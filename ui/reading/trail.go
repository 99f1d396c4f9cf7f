package reading

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// TrailCommands returns the commands that go back to earlier positions and forward
// again, as in a browser.
func (c *Controller) TrailCommands() []*command.Command {
	alt := func(name fyne.KeyName) command.Key { return command.Key{Name: name, Mod: fyne.KeyModifierAlt} }
	return []*command.Command{
		{
			ID: "trail.back", Title: lang.L("Back"), Group: command.Go, Section: command.TrailSection, Repeats: true,
			Keys: []command.Key{alt(fyne.KeyLeft)},
			Disabled: c.needWay(func() bool { return c.win.Session().CanGoBack() }, func() string {
				return lang.L("There is no earlier position to go back to.")
			}),
			Run: func() { c.win.Report(c.win.Session().Back()) },
		},
		{
			ID: "trail.forward", Title: lang.L("Forward"), Group: command.Go, Section: command.TrailSection, Repeats: true,
			Keys: []command.Key{alt(fyne.KeyRight)},
			Disabled: c.needWay(func() bool { return c.win.Session().CanGoForward() }, func() string {
				return lang.L("There is no later position to go forward to.")
			}),
			Run: func() { c.win.Report(c.win.Session().Forward()) },
		},
	}
}

// needWay returns a function for Command.Disabled. If no project is open, that
// function returns the reason from NeedProject. Otherwise it returns "" if is()
// returns true, and why() if not.
func (c *Controller) needWay(is func() bool, why func() string) func() string {
	return func() string {
		if why := c.win.NeedProject(); why != "" {
			return why
		}
		if !is() {
			return why()
		}
		return ""
	}
}
