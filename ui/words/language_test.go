package words

import (
	"slices"
	"testing"
)

func TestLanguagesAreNamedInTheLanguageOfTheWindow(t *testing.T) {
	t.Cleanup(func() { _ = Choose(English) })
	for code, want := range map[string][4]string{
		"en": {"Ukrainian", "German", "Hawaiian", "x-nothing"}, "de": {"Ukrainisch", "Deutsch", "Hawaiisch", "x-nothing"},
		"uk": {"Українська", "Німецька", "Гавайська", "x-nothing"}, "fr": {"Ukrainien", "Allemand", "Hawaïen", "x-nothing"},
	} {
		if err := Choose(code); err != nil {
			t.Fatal(err)
		}
		if got := [4]string{Tongue("uk"), Tongue("de"), Tongue("haw"), Tongue("x-nothing")}; got != want {
			t.Errorf("in %s they are %q", code, got)
		}
		tags := Tongues()
		if !slices.Contains(tags, "uk") || len(tags) < 40 {
			t.Errorf("in %s there are %q", code, tags)
		}
	}
	if err := Choose("de"); err != nil {
		t.Fatal(err)
	}
	tags := Tongues()
	if slices.Index(tags, "en") > slices.Index(tags, "et") { // Englisch, Estnisch
		t.Errorf("in German they stand as %q", tags)
	}
	if slices.Index(tags, "el") > slices.Index(tags, "hi") || slices.Index(tags, "zh") > slices.Index(tags, "de") { // Griechisch, Hindi; Chinesisch, Deutsch
		t.Errorf("in German they stand as %q", tags)
	}
}
