// Package command holds the table of commands, which menus, the Keys dialog and the
// handling of keys share.
package command

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"
)

// ID identifies a command in code and in keys.json, such as "label.claim".
type ID string

// Command is one thing the analyst can do.
type Command struct {
	ID    ID
	Title string
	// Now returns the title that says what the command would do now, such as "Undo:
	// Label as Claim". Menus and tips show it. If Now is nil, they show Title.
	Now   func() string
	Group Group
	// Section places the command within its group. Menus and the Keys dialog list
	// sections in ascending order. Menus draw a line between two sections.
	Section int
	// View is the title of the only view in which the keys run the command, or "" if they run
	// it in all views. Commands of different views can have the same keys.
	View string
	Keys []Key // the first is the one shown in menus
	// Disabled returns a sentence that says why the command cannot run now, or ""
	// if it can. If Disabled is nil, the command can always run.
	Disabled func() string
	// Hint returns more about the command, which menus show as a tip. It may be nil.
	Hint func() string
	// On reports whether what the command switches is on. Menus show a tick then. If
	// On is nil, the command is no switch.
	On func() bool
	// Submenu is the title of the submenu that has the command, or "" if the menu of
	// its group has it. Commands of one submenu stand one after another.
	Submenu string
	Run     func()
	// Repeats allows a held key to run the command repeatedly.
	Repeats bool
}

// Group is the menu, and the part of the Keys dialog, to which a command belongs.
type Group string

// The groups, in the order of the menu bar.
const (
	File     Group = "File"
	Edit     Group = "Edit"
	Annotate Group = "Annotate"
	Go       Group = "Go"
	View     Group = "View"
	Help     Group = "Help"
)

// Title returns the name of the group in the menu bar.
func (g Group) Title() string {
	switch g {
	case File:
		return lang.L("File")
	case Edit:
		return lang.L("Edit")
	case Annotate:
		return lang.L("Annotate")
	case Go:
		return lang.L("Go")
	case View:
		return lang.L("View")
	case Help:
		return lang.L("Help")
	}
	return string(g)
}

// Groups returns all groups in the order of the menu bar.
func Groups() []Group { return []Group{File, Edit, Annotate, Go, View, Help} }

// TitleNow returns the title for menus and tips.
func (c *Command) TitleNow() string {
	if c.Now == nil {
		return c.Title
	}
	return c.Now()
}

// Why returns the reason why the command cannot run now, or "" if it can.
func (c *Command) Why() string {
	if c.Disabled == nil {
		return ""
	}
	return c.Disabled()
}

// Table holds the commands in the order of their groups and sections.
type Table struct {
	commands []*Command
	byID     map[ID]*Command
	byKey    map[bound]*Command
	usual    map[ID][]Key
	lessened map[ID][]Key    // the default keys that a command still has, if others have the rest
	absent   map[ID][]string // changed keys of commands that are not in the table
	// OnChanged, if set, is called by Bind, Reset, ResetAll and Change after they
	// have set keys.
	OnChanged func()
	// Before, if set, is called before a command runs or is refused.
	Before func()
	// Refused, if set, is called with the reason when a command cannot run.
	Refused func(c *Command, why string)
}

// bound is a key in a view, or in all views if view is "".
type bound struct {
	view string
	key  Key
}

// at returns a key where the command has it.
func (c *Command) at(k Key) bound { return bound{c.View, k} }

// NewTable returns a table of the commands. It panics if two commands have the same
// id or if a key occurs twice, because that is a mistake in the program.
func NewTable(commands ...*Command) *Table {
	t := &Table{
		byID: map[ID]*Command{}, byKey: map[bound]*Command{},
		usual: map[ID][]Key{}, lessened: map[ID][]Key{}, absent: map[ID][]string{},
	}
	for _, c := range commands {
		t.add(c)
		t.usual[c.ID] = slices.Clone(c.Keys)
		for _, k := range c.Keys {
			if other := t.byKey[c.at(k)]; other != nil {
				panic("command: " + k.String() + " is for " + string(other.ID) + " and for " + string(c.ID))
			}
			t.byKey[c.at(k)] = c
		}
	}
	t.commands = slices.Clone(commands)
	t.sort()
	return t
}

func (t *Table) add(c *Command) {
	if t.byID[c.ID] != nil {
		panic("command: two commands called " + string(c.ID))
	}
	t.byID[c.ID] = c
}

func (t *Table) sort() {
	groups := Groups()
	slices.SortStableFunc(t.commands, func(a, b *Command) int {
		return cmp.Or(
			cmp.Compare(slices.Index(groups, a.Group), slices.Index(groups, b.Group)),
			cmp.Compare(a.Section, b.Section),
		)
	})
}

// All returns the commands of a group in order.
func (t *Table) All(g Group) []*Command {
	var out []*Command
	for _, c := range t.commands {
		if c.Group == g {
			out = append(out, c)
		}
	}
	return out
}

// Commands returns all commands in order.
func (t *Table) Commands() []*Command { return slices.Clone(t.commands) }

// Find returns the command with the id, or nil if there is none.
func (t *Table) Find(id ID) *Command { return t.byID[id] }

// Run runs the command with the id. If the command is disabled, Run calls Refused
// instead. It does nothing for an unknown id.
func (t *Table) Run(id ID) {
	if c := t.byID[id]; c != nil {
		t.Do(c)
	}
}

// Press runs the command that has the key in all views. If the command is disabled, Press
// calls Refused instead. It returns false if no command has the key, and true otherwise.
func (t *Table) Press(k Key) bool { return t.In("").Press(k) }

// Bound returns the command that has the key in all views, or nil if there is none.
func (t *Table) Bound(k Key) *Command { return t.In("").Bound(k) }

// In returns the keys of a view alone, by its title.
func (t *Table) In(view string) Keys { return Keys{t, view} }

// Keys are the keys of a table that act in one view.
type Keys struct {
	of   *Table
	view string
}

// Press runs the command that has the key. If the command is disabled, Press calls
// Refused instead. It returns false if no command has the key, and true otherwise.
func (v Keys) Press(k Key) bool {
	c := v.Bound(k)
	if c == nil {
		return false
	}
	v.of.Do(c)
	return true
}

// Shortcuts returns the same as Table.Shortcuts.
func (v Keys) Shortcuts() []Key { return v.of.Shortcuts() }

// Bound returns the command that has the key, or nil if there is none.
func (v Keys) Bound(k Key) *Command { return v.of.byKey[bound{v.view, k}] }

// Shortcuts returns the keys that have a name and a modifier. Fyne reports such a
// key only to a canvas with a shortcut for it.
func (t *Table) Shortcuts() []Key {
	var out []Key
	for _, c := range t.commands {
		for _, k := range c.Keys {
			if k.Name != "" && k.Mod != 0 {
				out = append(out, k)
			}
		}
	}
	return out
}

// Do runs a command, which need not be in the table. If the command is disabled, Do
// calls Refused instead.
func (t *Table) Do(c *Command) {
	if t.Before != nil {
		t.Before()
	}
	if why := c.Why(); why != "" {
		if t.Refused != nil {
			t.Refused(c, why)
		}
		return
	}
	c.Run()
}

// KeyText returns all keys of a command in the form of the Keys dialog, such as "1,
// C".
func (c *Command) KeyText() string {
	var keys []string
	for _, k := range c.Keys {
		// Enter on the number pad is another key with the same name.
		if name := k.String(); !slices.Contains(keys, name) {
			keys = append(keys, name)
		}
	}
	return strings.Join(keys, ", ")
}
