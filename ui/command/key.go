package command

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
)

// Key is a key to which a command is bound. It has either the rune that the key
// types, or the name of the key, and modifiers. A letter is in lower case. Without
// Ctrl, Alt or Super, a key that types a character other than a space is bound by
// rune, and so follows the layout of the keyboard. Other keys are bound by name.
type Key struct {
	Rune rune
	Name fyne.KeyName
	Mod  fyne.KeyModifier
}

// Rune returns the key that types r.
func Rune(r rune) Key { return Key{Rune: unicode.ToLower(r)} }

// Shifted returns the key of the letter r with Shift.
func Shifted(r rune) Key { return Key{Rune: unicode.ToLower(r), Mod: fyne.KeyModifierShift} }

// Named returns a key that is bound by its name, such as an arrow.
func Named(name fyne.KeyName) Key { return Key{Name: name} }

// Ctrl returns a key with Ctrl, or with ⌘ on macOS.
func Ctrl(name fyne.KeyName) Key {
	return Key{Name: name, Mod: fyne.KeyModifierShortcutDefault}
}

// CtrlShift returns a key with Shift and Ctrl, or with Shift and ⌘ on macOS.
func CtrlShift(name fyne.KeyName) Key {
	return Key{Name: name, Mod: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Typed returns the key that types a rune. For an upper-case letter, this is the
// letter with Shift. For a character of another script, it is the Latin letter, sign or
// digit on the same key; see value.LatinKey.
func Typed(r rune) Key {
	lower := unicode.ToLower(r)
	latin := value.LatinKey(lower)
	if r != lower {
		return Shifted(latin)
	}
	return Rune(latin)
}

// keyName returns the label of a named key.
func keyName(name fyne.KeyName) string {
	switch name {
	case fyne.KeyUp:
		return "↑"
	case fyne.KeyDown:
		return "↓"
	case fyne.KeyLeft:
		return "←"
	case fyne.KeyRight:
		return "→"
	case fyne.KeyEqual:
		return "+"
	case fyne.KeyMinus:
		return "−"
	case fyne.KeyComma:
		return ","
	case fyne.KeyReturn, fyne.KeyEnter:
		return lang.X("key.enter", "Enter")
	case fyne.KeyEscape:
		return lang.X("key.escape", "Esc")
	case fyne.KeySpace:
		return lang.X("key.space", "Space")
	case fyne.KeyBackspace:
		return lang.X("key.backspace", "Backspace")
	case fyne.KeyDelete:
		return lang.X("key.delete", "Delete")
	case fyne.KeyInsert:
		return lang.X("key.insert", "Insert")
	case fyne.KeyHome:
		return lang.X("key.home", "Home")
	case fyne.KeyEnd:
		return lang.X("key.end", "End")
	case fyne.KeyPageUp:
		return lang.X("key.page.up", "Page Up")
	case fyne.KeyPageDown:
		return lang.X("key.page.down", "Page Down")
	}
	return string(name)
}

// String returns the key as people read it, such as "Ctrl+Shift+Z", or "⇧⌘Z" on
// macOS.
func (k Key) String() string { return k.text(runtime.GOOS == "darwin") }

func (k Key) text(mac bool) string {
	name := keyName(k.Name)
	if k.Rune != 0 {
		name = strings.ToUpper(string(k.Rune))
	}
	var b strings.Builder
	for _, m := range []struct {
		mod        fyne.KeyModifier
		mac, other string
	}{
		{fyne.KeyModifierControl, "⌃", lang.X("key.ctrl", "Ctrl")},
		{fyne.KeyModifierAlt, "⌥", lang.X("key.alt", "Alt")},
		{fyne.KeyModifierShift, "⇧", lang.X("key.shift", "Shift")},
		{fyne.KeyModifierSuper, "⌘", lang.X("key.super", "Super")},
	} {
		if k.Mod&m.mod != 0 {
			if mac {
				b.WriteString(m.mac)
			} else {
				b.WriteString(m.other + "+")
			}
		}
	}
	return b.String() + name
}
