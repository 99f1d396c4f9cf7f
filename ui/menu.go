package ui

import (
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
)

// menu draws the menu bar from the table of commands.
func (w *Window) menu() *fyne.MainMenu {
	var menus []*fyne.Menu
	for _, g := range command.Groups() {
		var items []*fyne.MenuItem
		last := -1
		for _, c := range w.table.All(g) {
			section := sectionOf(c.ID)
			if section != last && len(items) > 0 {
				items = append(items, fyne.NewMenuItemSeparator())
			}
			last = section
			items = append(items, w.menuItem(c))
		}
		menus = append(menus, fyne.NewMenu(g.Title(), items...))
	}
	return fyne.NewMainMenu(menus...)
}

// sections are the commands in the order of the menus and of the key sheet. A
// line is drawn between two sections of a menu. Labels come first in theirs.
var sections = [][]command.ID{
	// File
	{"project.new", "project.open", "project.sample"},
	{"project.backup", "project.restore", "project.check"},
	{"import.files", "import.folder", "load.set"},
	{"export.project", "export.article", "search.export"},
	{"app.quit"}, // the last one: Fyne adds another where it is not
	// Edit
	{"edit.undo", "edit.redo", "history.show"},
	{"sentence.copy"},
	{"article.correct", "article.remove"},
	{"keys.change", "app.preferences"},
	// Annotate
	{"label.clear"},
	{"suggestion.accept", "suggestion.all", "suggestion.why"},
	{"note.write", "note.another", "note.article", "note.outlet"},
	{"sentence.aside", "sentence.split", "sentence.merge"},
	{"search.tag"},
	// Go
	{"sentence.next", "sentence.previous", "paragraph.next", "paragraph.previous", "sentence.first", "sentence.last"},
	{"sentence.untagged"},
	{"article.next", "article.previous", "scroll.down", "scroll.up"},
	{"trail.back", "trail.forward", "beside.switch"},
	{"palette.show", "article.filter", "list.order"},
	{"search.show", "search.next", "search.previous", "search.save"},
	// View
	{"view.suggestions", "view.others", "beside.toggle"},
	{"view.larger", "view.smaller", "view.normal"},
	{"view.toggle", "view.light", "view.dark", "view.system"},
	// Help
	{"help.keys", "search.help"},
	{"help.about"},
}

// sectionOf returns the number of the section that a command stands in. One
// that stands in none comes last in its menu, before Quit.
func sectionOf(id command.ID) int {
	for i, s := range sections {
		if slices.Contains(s, id) || isLabel(id) && slices.Contains(s, "label.clear") {
			return i
		}
	}
	return len(sections)
}

// HasPlace reports whether a command stands in a section of the menus.
func (w *Window) HasPlace(id command.ID) bool { return sectionOf(id) < len(sections) }

// isLabel reports whether a command gives a label.
func isLabel(id command.ID) bool {
	return slices.ContainsFunc(model.DefaultCodebook(), func(l model.Label) bool { return id == labelCommand(l.Key) })
}

// inSections sorts commands into the order of the menus.
func inSections(all []*command.Command) {
	order := func(c *command.Command) (section, place int) {
		if section = sectionOf(c.ID); section < len(sections) {
			place = slices.Index(sections[section], c.ID) // -1 is a label
		}
		if c.ID == "app.quit" {
			section = len(sections) + 1
		}
		return section, place
	}
	slices.SortStableFunc(all, func(a, b *command.Command) int {
		sectionA, placeA := order(a)
		sectionB, placeB := order(b)
		if sectionA != sectionB {
			return sectionA - sectionB
		}
		return placeA - placeB
	})
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
