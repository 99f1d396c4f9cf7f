package command

import "slices"

// Dropped is a key that a command should have but did not get.
type Dropped struct {
	Key Key
	Of  *Command
	By  *Command // the command that has the key; nil if no command can have it
}

// Replace removes the commands with the ids in old and adds others, each before the
// other commands of its section. The keys of the added commands come from outside
// the program and may clash. So Replace does not bind a key that another command
// has, now or by default, or that no command can have. It returns these keys in
// dropped. A key that the analyst gave to another command stays with that command.
//
// The table remembers the changed keys of removed commands. It restores them when a
// command with the same id is added. The ids in refused are those of added commands
// whose changed keys cannot be restored; these have their default keys. Replace
// panics if the table already has a command with the same id. It does not call
// OnChanged.
func (t *Table) Replace(old []ID, with ...*Command) (dropped []Dropped, refused []ID) {
	for _, id := range old {
		t.remove(id)
	}
	for _, c := range with {
		dropped = append(dropped, t.setUsual(c)...)
		t.add(c)
	}
	t.commands = append(slices.Clone(with), t.commands...)
	t.sort()
	changed := map[ID][]string{}
	for _, c := range with {
		if texts, ok := t.absent[c.ID]; ok {
			changed[c.ID] = texts
			delete(t.absent, c.ID)
		}
	}
	wanted, bad := t.parse(changed)
	dropped = append(dropped, t.settle(with, wanted, bad)...)
	return dropped, t.inOrder(bad)
}

// Keep remembers changed keys of commands that are not in the table at the moment.
// Replace restores them.
func (t *Table) Keep(keys map[ID][]string) {
	for id, texts := range keys {
		t.absent[id] = texts
	}
}

// remove takes a command out of the table and remembers its changed keys.
func (t *Table) remove(id ID) {
	c := t.byID[id]
	if c == nil {
		return
	}
	if t.IsChanged(id) {
		t.absent[id] = texts(c.Keys)
	}
	for _, k := range c.Keys {
		delete(t.byKey, c.at(k))
	}
	delete(t.byID, id)
	delete(t.usual, id)
	delete(t.lessened, id)
	t.commands = slices.DeleteFunc(t.commands, func(other *Command) bool { return other == c })
}

// setUsual records the keys of c as its default keys. It drops and returns keys
// that no command can have, and default keys of another command.
func (t *Table) setUsual(c *Command) (dropped []Dropped) {
	owner := map[bound]*Command{}
	for id, keys := range t.usual {
		for _, k := range keys {
			owner[t.byID[id].at(k)] = t.byID[id]
		}
	}
	var usual []Key
	for _, k := range c.Keys {
		switch {
		case slices.Contains(usual, k):
		case !k.free():
			dropped = append(dropped, Dropped{Key: k, Of: c})
		case owner[c.at(k)] != nil:
			dropped = append(dropped, Dropped{Key: k, Of: c, By: owner[c.at(k)]})
		default:
			usual = append(usual, k)
		}
	}
	t.usual[c.ID] = usual
	return dropped
}
