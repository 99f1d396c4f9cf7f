package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/ui/command"
)

// menu draws the menu bar from the table of commands.
func (w *Window) menu() *fyne.MainMenu {
	var menus []*fyne.Menu
	for _, g := range command.Groups() {
		var items []*fyne.MenuItem
		for _, c := range w.table.All(g) {
			if separated[c.ID] && len(items) > 0 {
				items = append(items, fyne.NewMenuItemSeparator())
			}
			items = append(items, w.menuItem(c))
		}
		menus = append(menus, fyne.NewMenu(g.Title(), items...))
	}
	return fyne.NewMainMenu(menus...)
}

// separated are the commands that a line stands above in the menus.
var separated = map[command.ID]bool{
	"project.backup": true, "import.files": true, "load.set": true, "app.quit": true,
	"sentence.copy": true, "article.correct": true, "keys.change": true,
	"label.clear": true, "note.write": true, "sentence.aside": true, "suggestion.accept": true, "sentence.split": true,
	"trail.back": true, "beside.switch": true,
	"sentence.untagged": true, "scroll.down": true, "article.next": true, "palette.show": true,
	"view.toggle": true, "view.larger": true, "view.suggestions": true, "help.about": true,
}

func (w *Window) menuItem(c *command.Command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.Title, func() { w.runFromMenu(c) })
	item.IsQuit = c.ID == "app.quit"
	switch {
	case len(c.Keys) == 0:
	case nativeMenus && c.Keys[0].Mod != 0 && c.Keys[0].Rune == 0:
		item.Shortcut = &desktop.CustomShortcut{KeyName: c.Keys[0].Name, Modifier: c.Keys[0].Mod}
	default:
		// Fyne draws a menu's shortcuts too faint to read, and a native menu
		// would take a key without a modifier away from what is being typed.
		item.Label = w.withKey(item.Label, c.ID)
	}
	return item
}

// nativeMenus says that the system draws the menus.
const nativeMenus = runtime.GOOS == "darwin"
