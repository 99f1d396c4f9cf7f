package ui

import (
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
		menus = append(menus, fyne.NewMenu(string(g), items...))
	}
	return fyne.NewMainMenu(menus...)
}

// separated are the commands that a line stands above in the menus.
var separated = map[command.ID]bool{
	"import.files": true, "export.project": true, "app.quit": true,
	"sentence.copy": true, "article.correct": true, "app.preferences": true,
	"label.clear": true, "note.write": true, "sentence.aside": true,
	"sentence.untagged": true, "scroll.down": true, "article.next": true,
	"view.toggle": true, "view.larger": true, "help.about": true,
}

func (w *Window) menuItem(c *command.Command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.Title, func() { w.runFromMenu(c) })
	item.IsQuit = c.ID == "app.quit"
	if len(c.Keys) > 0 {
		// A shortcut without a modifier is only shown: the driver reports
		// such keys as typing.
		item.Shortcut = &desktop.CustomShortcut{KeyName: menuKey(c.Keys[0]), Modifier: c.Keys[0].Mod}
	}
	return item
}

// menuKey gives the name by which a menu shows a key.
func menuKey(k command.Key) fyne.KeyName {
	if k.Rune != 0 {
		return fyne.KeyName(command.Rune(k.Rune).String())
	}
	return k.Name
}
