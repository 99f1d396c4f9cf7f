package words

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// offered are the languages that can be set for an article.
const offered = "ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id is it ja ka kk ko ky lt lv mk ms nb nl pl ps pt ro ru sk sl sq sr sv sw ta tg th tk tr uk ur uz vi zh"

func TestTheNamesOfLanguagesAreThoseOfUnicode(t *testing.T) {
	var b strings.Builder
	b.WriteString("tag")
	for _, l := range Languages() {
		b.WriteString("\t" + l.Code)
	}
	for tag := range strings.FieldsSeq(offered) {
		b.WriteString("\n" + tag)
		for _, l := range Languages() {
			name := display.Tags(language.Make(l.Code)).Name(language.Make(tag))
			first, size := utf8.DecodeRuneInString(name)
			b.WriteString("\t" + string(unicode.ToUpper(first)) + name[size:])
		}
	}
	b.WriteString("\n")
	if *update {
		if err := os.WriteFile("language_names.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != strings.ReplaceAll(languageTable, "\r", "") { // Windows may check it out with CRLF
		t.Error("the table is stale; run go test ./ui/words -update")
	}
}

func TestLanguagesAreNamedInTheLanguageOfTheWindow(t *testing.T) {
	t.Cleanup(func() { _ = Choose(English) })
	for code, want := range map[string][4]string{
		"en": {"Ukrainian", "German", "haw", "x-nothing"}, "de": {"Ukrainisch", "Deutsch", "haw", "x-nothing"},
		"uk": {"Українська", "Німецька", "haw", "x-nothing"}, "fr": {"Ukrainien", "Allemand", "haw", "x-nothing"},
	} {
		if err := Choose(code); err != nil {
			t.Fatal(err)
		}
		if got := [4]string{LanguageName("uk"), LanguageName("de"), LanguageName("haw"), LanguageName("x-nothing")}; got != want {
			t.Errorf("the names in %s are %q", code, got)
		}
		tags := LanguageTags()
		if !slices.Contains(tags, "uk") || len(tags) < 40 {
			t.Errorf("the tags in %s are %q", code, tags)
		}
	}
	for _, l := range Languages() { // the name of each language in itself
		if err := Choose(l.Code); err != nil {
			t.Fatal(err)
		}
		if got := LanguageName(l.Code); got != l.Name {
			t.Errorf("%s is named %q in Languages, and %q by LanguageName", l.Code, l.Name, got)
		}
	}
	if err := Choose("uk"); err != nil {
		t.Fatal(err)
	}
	if tags := LanguageTags(); slices.Index(tags, "et") > slices.Index(tags, "he") || slices.Index(tags, "es") > slices.Index(tags, "kk") { // Естонська before Іврит, and Іспанська before Казахська
		t.Errorf("the order in Ukrainian is %q", tags)
	}
	if err := Choose("de"); err != nil {
		t.Fatal(err)
	}
	tags := LanguageTags()
	if slices.Index(tags, "en") > slices.Index(tags, "et") { // Englisch before Estnisch
		t.Errorf("the order in German is %q", tags)
	}
	if slices.Index(tags, "el") > slices.Index(tags, "hi") || slices.Index(tags, "zh") > slices.Index(tags, "de") { // Griechisch before Hindi, and Chinesisch before Deutsch
		t.Errorf("the order in German is %q", tags)
	}
}
