// Package menu draws the menu bar and context menus. Fyne's own menus show keys too
// faintly to read, and cannot say why an item is disabled.
package menu

import "time"

// Item is a line of a menu. It runs something or, if Menu is set, opens a submenu.
type Item struct {
	Title string
	Key   string // the key with the same effect; "" if there is none
	Why   string // why the item cannot be chosen now; "" if it can
	Hint  string // more about an item that can be chosen, as a tip; may be ""
	On    bool   // whether the item has a tick
	Menu  Menu
	Run   func()
}

// Menu holds the sections of a menu. Between two sections there is a line.
type Menu [][]Item

// Items returns the items of all sections.
func (m Menu) Items() (out []Item) {
	for _, section := range m {
		out = append(out, section...)
	}
	return out
}

// Window is what menus need from the window.
type Window interface {
	// After calls a function on the GUI goroutine after a delay, unless cancel is
	// called before.
	After(time.Duration, func()) (cancel func())
	// Explain shows a text outside of the menu while an item is selected. An empty
	// text ends that.
	Explain(why string)
}
