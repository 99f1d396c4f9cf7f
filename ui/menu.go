package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/ui/command"
)

// menu returns the menu bar, built from the table of commands.
func (w *Window) menu() *fyne.MainMenu {
	var menus []*fyne.Menu
	for _, g := range command.Groups() {
		var items []*fyne.MenuItem
		last := 0
		for _, c := range w.table.All(g) {
			if c.Section != last && len(items) > 0 {
				items = append(items, fyne.NewMenuItemSeparator())
			}
			last = c.Section
			items = append(items, w.menuItem(c))
		}
		menus = append(menus, fyne.NewMenu(g.Title(), items...))
	}
	return fyne.NewMainMenu(menus...)
}

func (w *Window) menuItem(c *command.Command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.Title, func() { w.runFromMenu(c) })
	item.IsQuit = c.ID == "app.quit"
	switch {
	case len(c.Keys) == 0:
	case nativeMenus && c.Keys[0].Mod != 0 && c.Keys[0].Rune == 0:
		item.Shortcut = &desktop.CustomShortcut{KeyName: c.Keys[0].Name, Modifier: c.Keys[0].Mod}
	default:
		// Fyne draws the shortcuts of a menu too faintly to read, and a native menu
		// would take a key without a modifier away from an entry.
		item.Label = w.withKey(item.Label, c.ID)
	}
	return item
}

// nativeMenus is true on systems that draw the menu bar themselves.
const nativeMenus = runtime.GOOS == "darwin"
