package command

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// Key is a key as commands are bound to it: either a rune that typing gives
// (letters in lower case), or a named key, with modifiers. Bindings to
// letters and signs without Ctrl are by rune, so that they follow the
// keyboard's layout; what Ctrl is held with is by name.
type Key struct {
	Rune rune
	Name fyne.KeyName
	Mod  fyne.KeyModifier
}

// Rune is the key that types r.
func Rune(r rune) Key { return Key{Rune: unicode.ToLower(r)} }

// Shifted is the letter r held with Shift.
func Shifted(r rune) Key { return Key{Rune: unicode.ToLower(r), Mod: fyne.KeyModifierShift} }

// Named is a key that types nothing, such as an arrow.
func Named(name fyne.KeyName) Key { return Key{Name: name} }

// Ctrl is a key held with Ctrl, or with ⌘ on macOS.
func Ctrl(name fyne.KeyName) Key {
	return Key{Name: name, Mod: fyne.KeyModifierShortcutDefault}
}

// CtrlShift is a key held with Ctrl (⌘ on macOS) and Shift.
func CtrlShift(name fyne.KeyName) Key {
	return Key{Name: name, Mod: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Typed is the key that a typed rune stands for. An upper-case letter is the
// letter with Shift. Letters typed on a keyboard of another script stand for
// the Latin letter on the same key.
func Typed(r rune) Key {
	lower := unicode.ToLower(r)
	latin, other := latinOn[lower]
	if !other {
		latin = lower
	}
	if r != lower {
		return Shifted(latin)
	}
	return Rune(latin)
}

// latinOn gives the Latin letter or sign that shares a key with a letter of
// another script, on the standard layouts: Ukrainian and Russian ЙЦУКЕН, Greek, and
// Arabic 101.
var latinOn = layouts(
	"йцукенгшщзхїъфівапролдячсмитьы", "qwertyuiop[]]asdfghjklzxcvbnms",
	"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm",
	"ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm",
	"٠١٢٣٤٥٦٧٨٩", "0123456789", // digits of Arabic and of Persian
	"۰۱۲۳۴۵۶۷۸۹", "0123456789",
)

// layouts pairs the letters of each two strings.
func layouts(pairs ...string) map[rune]rune {
	m := make(map[rune]rune)
	for i := 0; i < len(pairs); i += 2 {
		latin := []rune(pairs[i+1])
		for j, r := range []rune(pairs[i]) {
			if _, seen := m[r]; !seen {
				m[r] = latin[j]
			}
		}
	}
	return m
}

// keyName is what stands on a named key.
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

// String writes the key as people read it: "Ctrl+Shift+Z", "⇧⌘Z" on macOS.
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
