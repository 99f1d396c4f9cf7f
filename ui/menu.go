package ui

import (
	"runtime"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/text/unicode/norm"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/menu"
)

// nativeMenus is true on systems that draw the menu bar themselves.
const nativeMenus = runtime.GOOS == "darwin"

// setMenus builds the menu bar from the table of commands. It is called again when the
// keys or the commands change.
func (w *Window) setMenus() {
	if nativeMenus {
		w.win.SetMainMenu(w.nativeMenu())
		return
	}
	w.bar.Set(w.titled())
	w.listenToShortcuts()
}

// Menus returns the menus of the bar as they are now, by the titles in the bar.
func (w *Window) Menus() (titles []string, menus []menu.Menu) {
	for _, g := range command.Groups() {
		titles = append(titles, g.Title())
		menus = append(menus, w.menuOf(g))
	}
	return titles, menus
}

// titled returns the menus of the bar. The letter of a menu is the first one in its
// title that no other menu and no command has together with Alt.
func (w *Window) titled() (out []menu.Titled) {
	used := map[fyne.KeyName]bool{}
	for _, g := range command.Groups() {
		m := menu.Titled{Title: g.Title(), Menu: func() menu.Menu { return w.menuOf(g) }}
		for i, r := range []rune(m.Title) {
			name := latinKey(r)
			if name == "" || used[name] || w.table.Bound(command.Key{Name: name, Mod: fyne.KeyModifierAlt}) != nil {
				continue
			}
			m.Letter, m.Underline, used[name] = name, i, true
			break
		}
		out = append(out, m)
	}
	return out
}

// latinKey returns the name of the key that types a letter, without its accents. For a
// letter of another script, it is the Latin letter on the same key. For other runes,
// latinKey returns "".
func latinKey(r rune) fyne.KeyName {
	base := []rune(norm.NFD.String(string(unicode.ToLower(r))))[0]
	latin := command.Typed(base).Rune
	if latin < 'a' || latin > 'z' {
		return ""
	}
	return fyne.KeyName(strings.ToUpper(string(latin)))
}

// menuOf returns the menu of a group. Commands with the same submenu are in one item.
func (w *Window) menuOf(g command.Group) menu.Menu {
	return w.sections(w.table.All(g), func(c *command.Command) string { return c.Submenu })
}

// sections returns a menu of commands, with a section for each section of the table.
// Submenus that follow one another are in one section. The function submenu returns the
// title of the submenu that has a command, or "".
func (w *Window) sections(commands []*command.Command, submenu func(*command.Command) string) (out menu.Menu) {
	var items []menu.Item
	for i := 0; i < len(commands); i++ {
		c := commands[i]
		title := submenu(c)
		if i > 0 && c.Section != commands[i-1].Section && (title == "" || submenu(commands[i-1]) == "") {
			out, items = append(out, items), nil
		}
		if title == "" {
			items = append(items, w.menuItem(c))
			continue
		}
		first := i
		for i+1 < len(commands) && submenu(commands[i+1]) == title {
			i++
		}
		items = append(items, menu.Item{
			Title: title, Menu: w.sections(commands[first:i+1], func(*command.Command) string { return "" }),
		})
	}
	return append(out, items)
}

// menuItem returns the item of a command.
func (w *Window) menuItem(c *command.Command) menu.Item {
	item := menu.Item{Title: c.TitleNow(), Why: c.Why(), Run: func() { w.runFromMenu(c) }}
	if len(c.Keys) > 0 {
		item.Key = c.Keys[0].String()
	}
	if c.Hint != nil {
		item.Hint = c.Hint()
	}
	item.On = item.Why == "" && c.On != nil && c.On()
	if w.entrysOwnInMenu(c.ID) {
		item.Title, item.Why = c.Title, ""
	}
	return item
}

// pressBar opens a menu if the key does that: F10, or Alt with the letter of the menu.
func (w *Window) pressBar(k command.Key) bool {
	if nativeMenus {
		return false
	}
	i := -1
	switch {
	case k == command.Named(fyne.KeyF10):
		i = 0
	case k.Mod == fyne.KeyModifierAlt && k.Name == fyne.KeyUnknown:
		i = w.bar.Letter(w.held.letter()) // a keyboard with another script
	case k.Mod == fyne.KeyModifierAlt:
		i = w.bar.Letter(k.Name)
	}
	if i < 0 {
		return false
	}
	w.bar.Open(i)
	return true
}

// barKeys returns the keys with which pressBar opens menus, other than F10.
func (w *Window) barKeys() (out []command.Key) {
	if nativeMenus {
		return nil
	}
	for _, name := range append(w.bar.Letters(), fyne.KeyUnknown) {
		if k := (command.Key{Name: name, Mod: fyne.KeyModifierAlt}); w.table.Bound(k) == nil {
			out = append(out, k)
		}
	}
	return out
}

// setContent shows an object below the menu bar.
func (w *Window) setContent(content fyne.CanvasObject) {
	if nativeMenus {
		w.win.SetContent(content)
		return
	}
	// The bar is the last object, so that the screen reader announces it last.
	w.win.SetContent(&fyne.Container{Layout: belowBar{}, Objects: []fyne.CanvasObject{content, w.bar.Content}})
}

// belowBar is a layout for the content of the window and the menu bar above it.
type belowBar struct{}

// MinSize implements fyne.Layout.
func (belowBar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	content, bar := objects[0].MinSize(), barSize(objects[1])
	return fyne.NewSize(max(content.Width, bar.Width), content.Height+bar.Height)
}

// barSize returns the smallest size of the menu bar, which is empty if it is hidden.
func barSize(bar fyne.CanvasObject) fyne.Size {
	if !bar.Visible() {
		return fyne.Size{}
	}
	return bar.MinSize()
}

// Layout implements fyne.Layout.
func (belowBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := barSize(objects[1]).Height
	objects[1].Resize(fyne.NewSize(size.Width, height))
	objects[0].Move(fyne.NewPos(0, height))
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-height))
}

// menuHost implements menu.Window.
type menuHost struct{ host }

var _ menu.Window = menuHost{}

// Explain implements menu.Window.
func (h menuHost) Explain(why string) {
	if h.w.session != nil {
		h.w.status.Explain(why)
	}
}

// contextMenu opens a menu of commands at a position of the window, with a line
// between two groups. The commands need not be in the table.
func (w *Window) contextMenu(at fyne.Position, groups ...[]*command.Command) {
	var m menu.Menu
	for _, group := range groups {
		var items []menu.Item
		for _, c := range group {
			items = append(items, w.menuItem(c))
		}
		m = append(m, items)
	}
	menu.Show(m, w.win.Canvas(), menuHost{host{w}}, at)
}

// nativeMenu returns the menu bar for a system that draws it itself.
func (w *Window) nativeMenu() *fyne.MainMenu {
	var menus []*fyne.Menu
	for _, g := range command.Groups() {
		var items []*fyne.MenuItem
		var parent *fyne.MenuItem
		last, submenu := 0, ""
		for _, c := range w.table.All(g) {
			if c.Section != last && len(items) > 0 && (c.Submenu == "" || submenu == "") {
				items = append(items, fyne.NewMenuItemSeparator())
			}
			last = c.Section
			switch {
			case c.Submenu == "":
				items = append(items, w.nativeItem(c))
			case c.Submenu == submenu:
				parent.ChildMenu.Items = append(parent.ChildMenu.Items, w.nativeItem(c))
			default:
				parent = fyne.NewMenuItem(c.Submenu, nil)
				parent.ChildMenu = fyne.NewMenu("", w.nativeItem(c))
				items = append(items, parent)
			}
			submenu = c.Submenu
		}
		menus = append(menus, fyne.NewMenu(g.Title(), items...))
	}
	return fyne.NewMainMenu(menus...)
}

func (w *Window) nativeItem(c *command.Command) *fyne.MenuItem {
	now := w.menuItem(c)
	item := fyne.NewMenuItem(now.Title, func() { w.runFromMenu(c) })
	item.IsQuit, item.Checked, item.Disabled = c.ID == quitID, now.On, now.Why != ""
	switch {
	case len(c.Keys) == 0:
	case c.Keys[0].Mod != 0 && c.Keys[0].Rune == 0:
		item.Shortcut = &desktop.CustomShortcut{KeyName: c.Keys[0].Name, Modifier: c.Keys[0].Mod}
	default:
		// A native menu would take a key without a modifier away from an entry.
		item.Label = w.withKey(item.Label, c.ID)
	}
	return item
}

// quitID is the id of the command that closes the program. It is the last one in File.
const quitID command.ID = "app.quit"

// nativePause is how long the native menu waits for further changes before it shows
// what can run now. Building it takes longer than a frame.
const nativePause = 300 * time.Millisecond

// refreshNativeMenu shows in a native menu, after a pause, what can run now.
func (w *Window) refreshNativeMenu() {
	if !nativeMenus || w.menuPending {
		return
	}
	w.menuPending = true
	w.after(nativePause, func() {
		w.menuPending = false
		w.win.SetMainMenu(w.nativeMenu())
	})
}
