package command

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTypedLettersStandForTheLatinLetterOnTheSameKey(t *testing.T) {
	for _, c := range []struct {
		layout, typed string
		want          string
	}{
		{"Latin", "cqbjknax0123?/[]", "cqbjknax0123?/[]"},
		{"Ukrainian", "сйиолтфчіядк", "cqbjknaxszlr"},
		{"Russian", "сйиолтфчыядк", "cqbjknaxszlr"},
		{"Greek", "ψβξκναχσςεωθιοπρτυλζ", "cbjknaxswevuioprtylz"},
		{"Arabic", "ؤضتنىشءسص", "cqjknaxsw"},
	} {
		want := []rune(c.want)
		for i, r := range []rune(c.typed) {
			if got := Typed(r); got != Rune(want[i]) {
				t.Errorf("%s %q is the key %v, want %v", c.layout, r, got, Rune(want[i]))
			}
		}
	}
}

func TestTypedUpperCaseIsTheLetterWithShift(t *testing.T) {
	for typed, want := range map[rune]rune{'N': 'n', 'J': 'j', 'О': 'j', 'Л': 'k', 'Т': 'n', 'Ξ': 'j', 'Σ': 's'} {
		if got := Typed(typed); got != Shifted(want) {
			t.Errorf("%q is the key %v, want %v", typed, got, Shifted(want))
		}
	}
	if Shifted('N') != Shifted('n') || Rune('N') != Rune('n') {
		t.Error("the case of a binding matters")
	}
}

func TestKeysReadAsOnTheKeyboard(t *testing.T) {
	for _, c := range []struct {
		key        Key
		mac, other string
	}{
		{Rune('c'), "C", "C"},
		{Rune('?'), "?", "?"},
		{Rune('1'), "1", "1"},
		{Shifted('n'), "⇧N", "Shift+N"},
		{Named(fyne.KeyDown), "↓", "↓"},
		{Named(fyne.KeyReturn), "Enter", "Enter"},
		{Named(fyne.KeySpace), "Space", "Space"},
		{Named(fyne.KeyF1), "F1", "F1"},
		{Named(fyne.KeyPageUp), "Page Up", "Page Up"},
		{Key{Name: fyne.KeyZ, Mod: fyne.KeyModifierControl}, "⌃Z", "Ctrl+Z"},
		{Key{Name: fyne.KeyZ, Mod: fyne.KeyModifierSuper}, "⌘Z", "Super+Z"},
		{Key{Name: fyne.KeyZ, Mod: fyne.KeyModifierSuper | fyne.KeyModifierShift}, "⇧⌘Z", "Shift+Super+Z"},
		{Key{Name: fyne.KeyZ, Mod: fyne.KeyModifierControl | fyne.KeyModifierShift}, "⌃⇧Z", "Ctrl+Shift+Z"},
		{Key{Name: fyne.KeyEqual, Mod: fyne.KeyModifierControl | fyne.KeyModifierAlt}, "⌃⌥+", "Ctrl+Alt++"},
	} {
		if got := c.key.text(true); got != c.mac {
			t.Errorf("on macOS the key is shown as %q, want %q", got, c.mac)
		}
		if got := c.key.text(false); got != c.other {
			t.Errorf("the key is shown as %q, want %q", got, c.other)
		}
	}
	c := Command{Keys: []Key{Rune('1'), Rune('c')}}
	if got := c.KeyText(); got != "1, C" {
		t.Errorf("the keys of a command are shown as %q", got)
	}
}
