package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// The analyst can give commands other keys. The table then holds, for each
// command, its usual keys and its present ones. What differs is kept as text
// (Changed) and put back at the next start (Change).

// ErrKeyNotFree is in the error for a key that cannot be given to commands.
var ErrKeyNotFree = errors.New("this key cannot be given to a command")

// TakenError says that a key belongs to another command.
type TakenError struct {
	Key Key
	By  *Command
}

// Error implements error.
func (e *TakenError) Error() string { return fmt.Sprintf("%s is the key of %s", e.Key, e.By.ID) }

// Usual gives the keys that a command has when nobody changed them.
func (t *Table) Usual(id ID) []Key { return t.usual[id] }

// IsChanged reports whether a command has other keys than usual.
func (t *Table) IsChanged(id ID) bool {
	c := t.byID[id]
	return c != nil && !slices.Equal(c.Keys, t.usual[id])
}

// Bind gives a command these keys in place of those it has. A key of another
// command gives a *TakenError, one that cannot be given to commands
// ErrKeyNotFree, an unknown id nothing at all; then nothing is changed.
func (t *Table) Bind(id ID, keys ...Key) error {
	c := t.byID[id]
	if c == nil {
		return nil
	}
	for i, k := range keys {
		switch other := t.byKey[k]; {
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

// bind is Bind without the questions.
func (t *Table) bind(c *Command, keys []Key) {
	for _, k := range c.Keys {
		delete(t.byKey, k)
	}
	c.Keys = slices.Clone(keys)
	for _, k := range keys {
		t.byKey[k] = c
	}
}

// Reset gives a command its usual keys back. Where another command has one of
// them by now it gives a *TakenError, and nothing is changed.
func (t *Table) Reset(id ID) error { return t.Bind(id, t.usual[id]...) }

// ResetAll gives all commands their usual keys back.
func (t *Table) ResetAll() {
	clear(t.byKey)
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

// Changed gives the keys of every command whose keys were changed, as text.
func (t *Table) Changed() map[ID][]string {
	out := map[ID][]string{}
	for _, c := range t.commands {
		if !t.IsChanged(c.ID) {
			continue
		}
		out[c.ID] = []string{}
		for _, k := range c.Keys {
			out[c.ID] = append(out[c.ID], k.Text())
		}
	}
	return out
}

// Change puts back what Changed gave. It takes no account of the order in
// which keys were exchanged. What cannot be done is left out, and the
// command has its usual keys: the ids of those are given, in the order of the
// table, those that are no commands last.
func (t *Table) Change(keys map[ID][]string) (refused []ID) {
	wanted := map[ID][]Key{}
	bad := map[ID]bool{}
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
	t.settle(wanted, bad)
	t.changed()
	return t.inOrder(bad)
}

// settle gives out keys: the usual ones, but those wanted to whom they are
// wanted for. Where two commands would have one key, those that want it lose
// what they want, until no two do; with all the usual keys none do.
func (t *Table) settle(wanted map[ID][]Key, bad map[ID]bool) {
	for {
		owner := map[Key]ID{}
		var clash []ID
		for _, c := range t.commands {
			keys, changed := wanted[c.ID]
			if !changed {
				keys = t.usual[c.ID]
			}
			for _, k := range keys {
				if other, taken := owner[k]; taken {
					clash = append(clash, c.ID, other)
				}
				owner[k] = c.ID
			}
		}
		for _, id := range clash {
			if _, changed := wanted[id]; changed {
				bad[id] = true
				delete(wanted, id)
			}
		}
		if len(clash) == 0 {
			break
		}
	}
	clear(t.byKey)
	for _, c := range t.commands {
		c.Keys = nil
		keys, changed := wanted[c.ID]
		if !changed {
			keys = t.usual[c.ID]
		}
		t.bind(c, keys)
	}
}

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

// modNames are how modifiers are written in text that is kept, whatever the
// system calls them.
var modNames = []struct {
	mod  fyne.KeyModifier
	name string
}{
	{fyne.KeyModifierControl, "Ctrl+"},
	{fyne.KeyModifierAlt, "Alt+"},
	{fyne.KeyModifierShift, "Shift+"},
	{fyne.KeyModifierSuper, "Super+"},
}

// Text writes a key so that ParseKey reads it, the same on all systems: a
// rune as it is typed, a named key in angle brackets, after its modifiers.
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

// ParseKey reads what Text writes, and reports whether it is that.
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

// whole reports whether the window can be told of a key at all: a rune comes
// with no modifier, a letter with Shift at most; a key that types nothing comes without its
// Shift, unless something else is held too.
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

// free reports whether a key can be given to a command: Esc and Tab lead out
// of everything, and stay as they are.
func (k Key) free() bool { return k.whole() && k.Name != fyne.KeyEscape && k.Name != fyne.KeyTab }

// byName are the keys that are known by name when nothing is held with them.
// All others type something, and are known by what they type.
var byName = map[fyne.KeyName]bool{
	fyne.KeyUp: true, fyne.KeyDown: true, fyne.KeyLeft: true, fyne.KeyRight: true,
	fyne.KeyPageUp: true, fyne.KeyPageDown: true, fyne.KeyHome: true, fyne.KeyEnd: true,
	fyne.KeyReturn: true, fyne.KeyEnter: true, fyne.KeyDelete: true, fyne.KeyBackspace: true,
	fyne.KeyInsert: true, fyne.KeyEscape: true, fyne.KeySpace: true,
	fyne.KeyF1: true, fyne.KeyF2: true, fyne.KeyF3: true, fyne.KeyF4: true, fyne.KeyF5: true, fyne.KeyF6: true,
	fyne.KeyF7: true, fyne.KeyF8: true, fyne.KeyF9: true, fyne.KeyF10: true, fyne.KeyF11: true, fyne.KeyF12: true,
}

// ByName reports whether a key without modifiers is known by its name, and not
// by what it types.
func ByName(name fyne.KeyName) bool { return byName[name] }

// OfShortcut gives the key that a shortcut stands for; some come as kinds of
// Fyne's own.
func OfShortcut(s fyne.Shortcut) (Key, bool) {
	held, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return Key{}, false
	}
	return Key{Name: held.Key(), Mod: held.Mod()}, true
}
