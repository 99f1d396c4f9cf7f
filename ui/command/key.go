package command

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
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

var keyNames = map[fyne.KeyName]string{
	fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyLeft: "←", fyne.KeyRight: "→",
	fyne.KeyReturn: "Enter", fyne.KeyEnter: "Enter", fyne.KeyEscape: "Esc",
	fyne.KeyPageUp: "Page Up", fyne.KeyPageDown: "Page Down", fyne.KeyBackspace: "Backspace",
	fyne.KeyEqual: "+", fyne.KeyMinus: "−", fyne.KeyComma: ",",
}

// String writes the key as people read it: "Ctrl+Shift+Z", "⇧⌘Z" on macOS.
func (k Key) String() string { return k.text(runtime.GOOS == "darwin") }

func (k Key) text(mac bool) string {
	name := keyNames[k.Name]
	switch {
	case k.Rune != 0:
		name = strings.ToUpper(string(k.Rune))
	case name == "":
		name = string(k.Name)
	}
	var b strings.Builder
	for _, m := range []struct {
		mod        fyne.KeyModifier
		mac, other string
	}{
		{fyne.KeyModifierControl, "⌃", "Ctrl+"},
		{fyne.KeyModifierAlt, "⌥", "Alt+"},
		{fyne.KeyModifierShift, "⇧", "Shift+"},
		{fyne.KeyModifierSuper, "⌘", "Super+"},
	} {
		if k.Mod&m.mod != 0 {
			if mac {
				b.WriteString(m.mac)
			} else {
				b.WriteString(m.other)
			}
		}
	}
	return b.String() + name
}
