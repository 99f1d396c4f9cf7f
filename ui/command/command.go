// Package command is the one table of everything the analyst can do: what it
// is called, which keys do it, why it cannot be done now. Menus, the key sheet
// and the dispatcher of keys are drawn from it.
package command

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"
)

// ID names a command, in code and in keys.json: "label.claim".
type ID string

// Command is one thing the analyst can do.
type Command struct {
	ID    ID
	Title string
	Group Group
	Keys  []Key // the first is the one shown in menus
	// Disabled says in a sentence why the command cannot run now; "" when it
	// can. Nil is always possible.
	Disabled func() string
	Run      func()
	// Repeats says that a key that is held down runs the command again and
	// again, as is right for moving about. What changes the work does not
	// repeat.
	Repeats bool
}

// Group is where a command stands in the menus and on the key sheet.
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

// Title is what the group is called in the menu bar.
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

// Groups gives all groups in the order of the menu bar.
func Groups() []Group { return []Group{File, Edit, Annotate, Go, View, Help} }

// Why gives the reason why the command cannot run now, or "".
func (c *Command) Why() string {
	if c.Disabled == nil {
		return ""
	}
	return c.Disabled()
}

// Table holds the commands in the order in which they were added.
type Table struct {
	commands []*Command
	byID     map[ID]*Command
	byKey    map[Key]*Command
	usual    map[ID][]Key
	// OnChanged is told when commands have other keys.
	OnChanged func()
	// Refused is told of a command that was asked for and cannot run, with
	// the reason.
	Refused func(c *Command, why string)
}

// NewTable makes a table of the commands. It panics when two commands share a
// key or an id: that is a mistake in the program.
func NewTable(commands ...*Command) *Table {
	t := &Table{byID: map[ID]*Command{}, byKey: map[Key]*Command{}, usual: map[ID][]Key{}}
	for _, c := range commands {
		if t.byID[c.ID] != nil {
			panic("command: two commands called " + string(c.ID))
		}
		t.byID[c.ID] = c
		t.commands = append(t.commands, c)
		t.usual[c.ID] = slices.Clone(c.Keys)
		for _, k := range c.Keys {
			if other := t.byKey[k]; other != nil {
				panic("command: " + k.String() + " is for " + string(other.ID) + " and for " + string(c.ID))
			}
			t.byKey[k] = c
		}
	}
	return t
}

// All gives the commands of a group.
func (t *Table) All(g Group) []*Command {
	var out []*Command
	for _, c := range t.commands {
		if c.Group == g {
			out = append(out, c)
		}
	}
	return out
}

// Commands gives all commands, in the order in which they were added.
func (t *Table) Commands() []*Command { return slices.Clone(t.commands) }

// Find gives the command with the id, or nil.
func (t *Table) Find(id ID) *Command { return t.byID[id] }

// Run does what the command called id does, if it can be done now.
func (t *Table) Run(id ID) {
	if c := t.byID[id]; c != nil {
		t.run(c)
	}
}

// Press does what the key stands for, and reports whether it stands for
// anything.
func (t *Table) Press(k Key) bool {
	c := t.byKey[k]
	if c == nil {
		return false
	}
	t.run(c)
	return true
}

// Bound gives the command that a key stands for, or nil.
func (t *Table) Bound(k Key) *Command { return t.byKey[k] }

// Shortcuts gives every key that is known by its name and held with others, for
// the canvas to listen to.
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

func (t *Table) run(c *Command) {
	if why := c.Why(); why != "" {
		if t.Refused != nil {
			t.Refused(c, why)
		}
		return
	}
	c.Run()
}

// KeyText writes all keys of a command for the key sheet: "1, C".
func (c *Command) KeyText() string {
	var keys []string
	for _, k := range c.Keys {
		// The Enter of the number pad is a key of its own with the same name.
		if name := k.String(); !slices.Contains(keys, name) {
			keys = append(keys, name)
		}
	}
	return strings.Join(keys, ", ")
}
