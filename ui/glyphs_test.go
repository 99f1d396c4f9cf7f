package ui_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/go-text/typesetting/font"

	"assay.app/assay/assets"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// allTexts returns texts that the window shows in each language: translations,
// menus and names of keys. The map keys say where a text is from.
func allTexts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, l := range words.Languages() {
		data, err := assets.Translation(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any // a value is a string or a map of plural forms
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		for key, text := range texts {
			out[l.Code+": "+key] = fmt.Sprint(text)
		}
		menuTexts(t, l, out)
	}
	return out
}

// menuTexts adds the texts of the menus and the names of keys in a language.
func menuTexts(t *testing.T, l words.Language, out map[string]string) {
	t.Helper()
	if err := words.Choose(l.Code); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := words.Choose(words.English); err != nil {
			t.Error(err)
		}
	}()
	out[l.Code+": its name"] = l.Name
	b := opened(t)
	titles, menus := b.Menus()
	for i, m := range menus {
		for _, item := range append(m.Items(), submenus(m)...) {
			out[l.Code+": menu "+titles[i]+" "+item.Title] = titles[i] + " " + item.Title + item.Key
		}
	}
	for _, c := range b.Commands().Commands() {
		out[l.Code+": keys of "+string(c.ID)] = c.KeyText()
	}
	for _, name := range []fyne.KeyName{
		fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyEqual, fyne.KeyMinus, fyne.KeyComma, fyne.KeyReturn,
		fyne.KeyEscape, fyne.KeySpace, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyInsert, fyne.KeyHome, fyne.KeyEnd,
		fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyTab, fyne.KeyBackslash, desktop.KeyMenu,
	} {
		out[fmt.Sprintf("%s: key %s", l.Code, name)] = command.CtrlShift(name).String() + " " + command.Named(name).String()
	}
}

const macSigns = "⌃⌥⇧⌘"

// signs returns the runes in texts other than letters, marks and spaces. It adds
// signs that articles and notes are likely to contain.
func signs(texts map[string]string) []rune {
	all := map[rune]bool{}
	for _, text := range texts {
		for _, r := range text {
			if !unicode.IsLetter(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) {
				all[r] = true
			}
		}
	}
	for _, r := range macSigns + "✓›←↑→↓↖↘↩↪⇤⇥⌦⌫⎋❖−≤≥≠≈∞●■▲▼★✓✗" {
		all[r] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// The font of the window must have a glyph for every rune of the texts except the
// line feed. Fallback fonts depend on the system, and some lack even the space.
func TestTheShippedFacesHaveEveryTextOfEveryLanguage(t *testing.T) {
	texts := allTexts(t)
	if len(texts) < 1000 {
		t.Fatalf("there are only %d texts", len(texts))
	}
	texts["macOS"] = macSigns
	for _, bold := range []bool{false, true} {
		face, err := font.ParseTTF(bytes.NewReader(assets.Sans(bold)))
		if err != nil {
			t.Fatal(err)
		}
		for from, text := range texts {
			for _, r := range text {
				if _, ok := face.NominalGlyph(r); !ok && r != '\n' {
					t.Errorf("bold %v: no glyph for %q in %q (%s)", bold, r, text, from)
				}
			}
		}
	}
}

// Fyne draws a space with the font of the sign before it. If that font has no
// space, Fyne draws a replacement character instead.
func TestASpaceBehindASignIsDrawnAsASpace(t *testing.T) {
	all := signs(allTexts(t))
	settings := test.NewTempApp(t).Settings()
	for _, serif := range []bool{false, true} {
		settings.SetTheme(look.Theme{Mode: look.Light, Serif: serif})
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, look.Reading(false), look.Reading(true)} {
			width := func(text string) float32 { return fyne.MeasureText(text, 100, style).Width }
			space := width(" ")
			for _, r := range all {
				sign := string(r)
				if got := width(sign+" ") - width(sign); got < space-8 || got > space+8 { // kerning can change the width
					t.Errorf("serif %v, %+v: the space after %q is %.1f wide, want %.1f", serif, style, sign, got, space)
				}
			}
		}
	}
}
