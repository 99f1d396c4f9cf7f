package words

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"
)

// in sets the language of the window, and restores English at the end of the test.
func in(t *testing.T, code string) {
	t.Helper()
	if err := Choose(code); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := Choose(English); err != nil {
			t.Error(err)
		}
	})
}

// system sets the language of the system, on systems where the environment
// determines it.
func system(t *testing.T, locale string) {
	t.Helper()
	for _, name := range []string{"LC_MESSAGES", "LANGUAGE"} {
		t.Setenv(name, "")
	}
	t.Setenv("LC_ALL", locale)
	t.Setenv("LANG", locale)
}

func TestTheChosenLanguageIsUsedWhateverTheSystemLanguage(t *testing.T) {
	for _, c := range []struct{ system, chosen, sentences, close, copy string }{
		{"C", "", "2 sentences", "Close", "Copy"},
		{"C.UTF-8", "uk", "2 речення", "Закрити", "Копіювати"},
		{"en_US.UTF-8", "uk", "2 речення", "Закрити", "Копіювати"},
		{"en_US.UTF-8", "", "2 sentences", "Close", "Copy"},
		{"uk_UA.UTF-8", "", "2 речення", "Закрити", "Копіювати"},
		{"uk_UA.UTF-8", "de", "2 Sätze", "Schließen", "Kopieren"},
		{"uk_UA.UTF-8", "en", "2 sentences", "Close", "Copy"},
		{"uk", "fr", "2 phrases", "Fermer", "Copier"},
		{"de_AT", "", "2 Sätze", "Schließen", "Kopieren"},
		{"pt_BR.UTF-8", "", "2 sentences", "Close", "Copy"}, // a language that Fyne has and Assay lacks
		{"pt_BR.UTF-8", "es", "2 oraciones", "Cerrar", "Copiar"},
		{"zh_TW.UTF-8", "uk", "2 речення", "Закрити", "Копіювати"},
		{"eo", "", "2 sentences", "Close", "Copy"},
		{"no such locale", "", "2 sentences", "Close", "Copy"},
		{"de_DE.UTF-8", "klingon", "2 Sätze", "Schließen", "Kopieren"},
	} {
		t.Run(c.system+" "+c.chosen, func(t *testing.T) {
			system(t, c.system)
			in(t, c.chosen)
			if got := N("{{.Count}} sentences", 2); got != c.sentences {
				t.Errorf("the text is %q, want %q", got, c.sentences)
			}
			if got := lang.L("Close"); got != c.close {
				t.Errorf("the text is %q, want %q", got, c.close)
			}
			if got := lang.L("Copy"); got != c.copy { // a text of Fyne's own
				t.Errorf("Fyne's text is %q, want %q", got, c.copy)
			}
		})
	}
}

func TestThingsAreCountedAsEachLanguageCounts(t *testing.T) {
	system(t, "en_US.UTF-8")
	for _, c := range []struct {
		code string
		n    int
		want string
	}{
		{"en", 0, "0 articles"},
		{"en", 1, "1 article"},
		{"en", 2, "2 articles"},
		{"en", 21, "21 articles"},
		{"de", 0, "0 Artikel"},
		{"de", 1, "1 Artikel"},
		{"de", 5, "5 Artikel"},
		{"fr", 0, "0 article"},
		{"fr", 1, "1 article"},
		{"fr", 2, "2 articles"},
		{"fr", 3_000_000, "3\u202f000\u202f000 d’articles"},
		{"es", 0, "0 artículos"},
		{"es", 1, "1 artículo"},
		{"es", 2, "2 artículos"},
		{"es", 1_000_000, "1.000.000 de artículos"},
		{"uk", 0, "0 статей"},
		{"uk", 1, "1 стаття"},
		{"uk", 2, "2 статті"},
		{"uk", 4, "4 статті"},
		{"uk", 5, "5 статей"},
		{"uk", 11, "11 статей"},
		{"uk", 12, "12 статей"},
		{"uk", 14, "14 статей"},
		{"uk", 21, "21 стаття"},
		{"uk", 22, "22 статті"},
		{"uk", 25, "25 статей"},
		{"uk", 101, "101 стаття"},
		{"uk", 111, "111 статей"},
		{"uk", 112, "112 статей"},
	} {
		in(t, c.code)
		if got := N("{{.Count}} articles", c.n); got != c.want {
			t.Errorf("%s: %q, want %q", c.code, got, c.want)
		}
	}
	in(t, English)
	if got := N("{{.Shown}} of {{.Count}} articles", 3, map[string]any{"Shown": 1}); got != "1 of 3 articles" {
		t.Errorf("the text is %q", got)
	}
}

func TestDatesAreWrittenAsEachLanguageWritesThem(t *testing.T) {
	day := time.Date(2031, time.March, 9, 15, 4, 5, 0, time.UTC)
	for code, want := range map[string][4]string{
		"en": {"9 March 2031", "March 2031", "9 Mar 2031 15:04", "9 Mar 15:04"},
		"de": {"9. März 2031", "März 2031", "09.03.2031 15:04", "09.03. 15:04"},
		"es": {"9 de marzo de 2031", "Marzo de 2031", "09/03/2031 15:04", "09/03 15:04"},
		"fr": {"9 mars 2031", "Mars 2031", "09/03/2031 15:04", "09/03 15:04"},
		"uk": {"9 березня 2031", "Березень 2031", "09.03.2031 15:04", "09.03 15:04"},
	} {
		in(t, code)
		if got := [4]string{Date(day), Month(day), Moment(day), Recent(day)}; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestEveryLanguageHasTwelveMonths(t *testing.T) {
	for _, l := range Languages() {
		in(t, l.Code)
		seen := map[string]bool{}
		for m := time.January; m <= time.December; m++ {
			day := time.Date(2031, m, 1, 0, 0, 0, 0, time.UTC)
			seen[Date(day)], seen[Month(day)] = true, true
		}
		if len(seen) != 24 {
			t.Errorf("%s: the months are %v", l.Code, seen)
		}
	}
}
