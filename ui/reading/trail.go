package reading

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// trailCommands lead back to where the analyst has been, and forward again, as
// in a browser. Fyne does not tell the fourth and fifth buttons of a mouse
// apart, so there are only keys.
func (w *Window) trailCommands() []*command.Command {
	alt := func(name fyne.KeyName) command.Key { return command.Key{Name: name, Mod: fyne.KeyModifierAlt} }
	return []*command.Command{
		{
			ID: "trail.back", Title: lang.L("Back to Where I Was"), Group: command.Go, Section: command.TrailSection, Repeats: true,
			Keys: []command.Key{alt(fyne.KeyLeft)},
			Disabled: w.needWay(func() bool { return w.session.CanGoBack() }, func() string {
				return lang.L("There is nothing to go back to yet.")
			}),
			Run: func() { w.report(w.session.Back()) },
		},
		{
			ID: "trail.forward", Title: lang.L("Forward Again"), Group: command.Go, Section: command.TrailSection, Repeats: true,
			Keys: []command.Key{alt(fyne.KeyRight)},
			Disabled: w.needWay(func() bool { return w.session.CanGoForward() }, func() string {
				return lang.L("There is nothing to go forward to.")
			}),
			Run: func() { w.report(w.session.Forward()) },
		},
	}
}

// needWay gives a reason against going where no way leads.
func (w *Window) needWay(is func() bool, why func() string) func() string {
	return func() string {
		if why := w.needProject(); why != "" {
			return why
		}
		if !is() {
			return why()
		}
		return ""
	}
}
