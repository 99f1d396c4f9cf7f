package command

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// Changed keys
//
// The analyst can give commands other keys. The table holds the default keys and
// the current keys of each command. Changed returns the differences as text, which
// is saved. Change applies them at the next start.

// ErrKeyNotFree is wrapped by the error for a key that no command can have.
var ErrKeyNotFree = errors.New("this key cannot be given to a command")

// TakenError is the error for a key that a command already has.
type TakenError struct {
	Key Key
	By  *Command
}

// Error implements error.
func (e *TakenError) Error() string { return fmt.Sprintf("%s is the key of %s", e.Key, e.By.ID) }

// Usual returns the default keys of a command, which it has unless they are
// changed. It returns nil for an unknown id.
func (t *Table) Usual(id ID) []Key { return t.usual[id] }

// IsChanged reports whether the analyst gave a command other keys than its default
// keys. A command that only lost default keys to another command does not count as
// changed.
func (t *Table) IsChanged(id ID) bool {
	c := t.byID[id]
	if c == nil || slices.Equal(c.Keys, t.usual[id]) {
		return false
	}
	less, lessened := t.lessened[id]
	return !lessened || !slices.Equal(c.Keys, less)
}

// Bind replaces the keys of a command. It returns a *TakenError if another command
// has one of the keys in the same view or if a key is listed twice. It returns an error that wraps
// ErrKeyNotFree if no command can have one of the keys. After an error nothing is
// changed. Bind ignores an unknown id.
func (t *Table) Bind(id ID, keys ...Key) error {
	c := t.byID[id]
	if c == nil {
		return nil
	}
	for i, k := range keys {
		switch other := t.byKey[c.at(k)]; {
		case !k.free():
			return fmt.Errorf("%s: %w", k, ErrKeyNotFree)
		case other != nil && other != c:
			return &TakenError{Key: k, By: other}
		case slices.Contains(keys[:i], k):
			return &TakenError{Key: k, By: c}
		}
	}
	t.bind(c, keys)
	t.changed()
	return nil
}

// bind does the same as Bind, but without checks and without calling OnChanged.
func (t *Table) bind(c *Command, keys []Key) {
	for _, k := range c.Keys {
		if t.byKey[c.at(k)] == c {
			delete(t.byKey, c.at(k))
		}
	}
	c.Keys = slices.Clone(keys)
	for _, k := range keys {
		t.byKey[c.at(k)] = c
	}
}

// Reset restores the default keys of a command. If another command has one of them,
// Reset returns a *TakenError and changes nothing.
func (t *Table) Reset(id ID) error { return t.Bind(id, t.usual[id]...) }

// ResetAll restores the default keys of all commands, including those that are not
// in the table at the moment.
func (t *Table) ResetAll() {
	clear(t.byKey)
	clear(t.absent)
	for _, c := range t.commands {
		c.Keys = nil
		t.bind(c, t.usual[c.ID])
	}
	t.changed()
}

func (t *Table) changed() {
	if t.OnChanged != nil {
		t.OnChanged()
	}
}

// Changed returns, as text, the keys of every command whose keys were changed. It
// includes commands that are not in the table at the moment.
func (t *Table) Changed() map[ID][]string {
	out := maps.Clone(t.absent)
	for _, c := range t.commands {
		if t.IsChanged(c.ID) {
			out[c.ID] = texts(c.Keys)
		}
	}
	return out
}

func texts(keys []Key) []string {
	out := []string{}
	for _, k := range keys {
		out = append(out, k.Text())
	}
	return out
}

// Change applies what Changed returned. The order of the bindings does not matter,
// so two commands can have exchanged their keys. A command keeps its default keys
// if its changed keys are invalid or clash with others. Change returns the ids of
// these commands in the order of the table, and then unknown ids.
func (t *Table) Change(keys map[ID][]string) (refused []ID) {
	wanted, bad := t.parse(keys)
	t.settle(t.commands, wanted, bad)
	t.changed()
	return t.inOrder(bad)
}

// parse reads changed keys. The map wanted has the ids whose keys can be assigned,
// with these keys. The map bad has the unknown ids, and the ids whose keys are
// invalid or cannot be assigned to a command.
func (t *Table) parse(keys map[ID][]string) (wanted map[ID][]Key, bad map[ID]bool) {
	wanted, bad = map[ID][]Key{}, map[ID]bool{}
	for id, texts := range keys {
		if t.byID[id] == nil {
			bad[id] = true
			continue
		}
		var list []Key
		for _, text := range texts {
			k, ok := ParseKey(text)
			if !ok || !k.free() || slices.Contains(list, k) {
				bad[id] = true
			}
			list = append(list, k)
		}
		if !bad[id] {
			wanted[id] = list
		}
	}
	return wanted, bad
}

// settle binds each command of the group to the keys wanted for it or, if there are
// none, to its default keys. Wanted keys can clash with those of another command in
// the group, or belong to a command outside it. The commands then lose their wanted
// keys and are added to bad. The default keys that they get instead can clash with
// other wanted keys, so settle repeats the check until there is no clash. Default
// keys never clash with one another. If a command outside the group has a default
// key, settle drops that key and returns it.
func (t *Table) settle(group []*Command, wanted map[ID][]Key, bad map[ID]bool) (dropped []Dropped) {
	for _, c := range group {
		t.bind(c, nil)
	}
	keysOf := func(c *Command) []Key {
		if keys, changed := wanted[c.ID]; changed {
			return keys
		}
		return t.usual[c.ID]
	}
	for clash := true; clash; {
		clash = false
		owner := map[bound]ID{}
		lose := map[ID]bool{}
		for _, c := range group {
			_, changed := wanted[c.ID]
			for _, k := range keysOf(c) {
				if other, taken := owner[c.at(k)]; taken {
					lose[c.ID], lose[other] = true, true
				}
				if changed && t.byKey[c.at(k)] != nil {
					lose[c.ID] = true
				}
				owner[c.at(k)] = c.ID
			}
		}
		for id := range lose {
			if _, changed := wanted[id]; changed {
				bad[id], clash = true, true
				delete(wanted, id)
			}
		}
	}
	for _, c := range group {
		var keys []Key
		for _, k := range keysOf(c) {
			if other := t.byKey[c.at(k)]; other != nil {
				dropped = append(dropped, Dropped{Key: k, Of: c, By: other})
				continue
			}
			keys = append(keys, k)
		}
		delete(t.lessened, c.ID)
		if len(keys) < len(keysOf(c)) {
			t.lessened[c.ID] = keys
		}
		t.bind(c, keys)
	}
	return dropped
}

// inOrder returns ids in the order of the table, and then unknown ids, sorted.
func (t *Table) inOrder(ids map[ID]bool) (out []ID) {
	for _, c := range t.commands {
		if ids[c.ID] {
			out = append(out, c.ID)
		}
	}
	var unknown []ID
	for id := range ids {
		if t.byID[id] == nil {
			unknown = append(unknown, id)
		}
	}
	slices.Sort(unknown)
	return append(out, unknown...)
}

// modNames are the names of modifiers in saved text. They are the same on all
// systems.
var modNames = []struct {
	mod  fyne.KeyModifier
	name string
}{
	{fyne.KeyModifierControl, "Ctrl+"},
	{fyne.KeyModifierAlt, "Alt+"},
	{fyne.KeyModifierShift, "Shift+"},
	{fyne.KeyModifierSuper, "Super+"},
}

// Text returns the key in the form that ParseKey reads, which is the same on all
// systems. The modifiers come first, and then the typed rune or, in angle brackets,
// the name of the key.
func (k Key) Text() string {
	text := ""
	for _, m := range modNames {
		if k.Mod&m.mod != 0 {
			text += m.name
		}
	}
	if k.Rune != 0 {
		return text + string(k.Rune)
	}
	return text + "<" + string(k.Name) + ">"
}

// ParseKey parses what Text returns, and reports whether the text is valid.
func ParseKey(text string) (Key, bool) {
	var k Key
	rest := text
	for _, m := range modNames {
		if after, found := strings.CutPrefix(rest, m.name); found && after != "" {
			k.Mod |= m.mod
			rest = after
		}
	}
	if name, ok := strings.CutPrefix(rest, "<"); ok && strings.HasSuffix(name, ">") && len(name) > 1 {
		k.Name = fyne.KeyName(strings.TrimSuffix(name, ">"))
	} else {
		r, size := utf8.DecodeRuneInString(rest)
		if size == 0 || size != len(rest) || r == utf8.RuneError {
			return Key{}, false
		}
		k.Rune = r
	}
	return k, k.Text() == text && k.whole()
}

// whole reports whether the driver can report the key at all. The driver reports a
// rune without modifiers, and a letter also with Shift. For a key that types
// nothing, it reports Shift only together with another modifier.
func (k Key) whole() bool {
	if k.Rune != 0 {
		shifted := k.Mod == fyne.KeyModifierShift && unicode.ToUpper(k.Rune) != k.Rune
		return k.Name == "" && (k.Mod == 0 || shifted) && Typed(k.Rune) == Rune(k.Rune) && k.Rune > ' '
	}
	if k.Mod&^fyne.KeyModifierShift == 0 {
		return k.Mod == 0 && ByName(k.Name)
	}
	return k.Name != "" && k.Name != fyne.KeyUnknown
}

// free reports whether the analyst can assign the key to a command. Esc and Tab
// leave dialogs and entries, so they cannot be reassigned.
func (k Key) free() bool { return k.whole() && k.Name != fyne.KeyEscape && k.Name != fyne.KeyTab }

// byName has the keys that are bound by name when no modifier is held. Keys that
// type a character other than a space are bound by the rune.
var byName = map[fyne.KeyName]bool{
	fyne.KeyUp: true, fyne.KeyDown: true, fyne.KeyLeft: true, fyne.KeyRight: true,
	fyne.KeyPageUp: true, fyne.KeyPageDown: true, fyne.KeyHome: true, fyne.KeyEnd: true,
	fyne.KeyReturn: true, fyne.KeyEnter: true, fyne.KeyDelete: true, fyne.KeyBackspace: true,
	fyne.KeyInsert: true, fyne.KeyEscape: true, fyne.KeySpace: true,
	fyne.KeyF1: true, fyne.KeyF2: true, fyne.KeyF3: true, fyne.KeyF4: true, fyne.KeyF5: true, fyne.KeyF6: true,
	fyne.KeyF7: true, fyne.KeyF8: true, fyne.KeyF9: true, fyne.KeyF10: true, fyne.KeyF11: true, fyne.KeyF12: true,
}

// ByName reports whether a key is bound by its name when no modifier is held. Other
// keys are bound by the rune that they type.
func ByName(name fyne.KeyName) bool { return byName[name] }

// OfShortcut returns the key of a shortcut. It returns false if the shortcut has no
// key. Fyne has types of its own for some shortcuts, such as undo.
func OfShortcut(s fyne.Shortcut) (Key, bool) {
	held, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return Key{}, false
	}
	return Key{Name: held.Key(), Mod: held.Mod()}, true
}
