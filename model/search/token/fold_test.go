package token

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

func TestWordsAreComparedWithoutCaseAccentsAndCurls(t *testing.T) {
	for written, want := range map[string]string{
		"Kesmere":              "kesmere",
		"Après":                "apres",
		"Apre\u0300s":          "apres",
		"ÅNGSTRÖM ŁÓDŹ Ørsted": "angstrom lodz orsted",
		"Straße":               "strasse",
		"it’s “so”":            `it's "so"`,
		"«так» – „нет“":        `"так" - "нет"`,
		"Ёлка, Їжак":           "елка, іжак",
		"ΟΔΟΣ οδός":            "οδοσ οδοσ",
		"كِتَاب":               "كتاب",
		"שָׁלוֹם":              "שלום",
		"ﬁne\u00a0ｗｉｄｅ":        "fine wide",
		"soft\u00adhyphen":     "softhyphen",
		"が हिन्दी":             "が हिन्दी", // marks that distinguish words
		"\xff":                 "\ufffd",
		"Ħal Ŧeŋ Ƶabbar Ɓɨ":    "hal ten zabbar bi",
		"مدرسة على کتاب أآإٱ":  "مدرسه علي كتاب اااا",
		"الرَّحْمٰن الأمــر":   "الرحمن الامر",
		"٢٠٢٣ ۲۰۲۴ २०२२ ๒๕๖๖":  "2023 2024 2022 2566",
		"Hawaiʻi Kaʿba Qurʾān": "hawai'i ka'ba qur'an",
		"צה״ל ג׳":              `צה"ל ג'`,
		"ґанок İıIi":           "ганок iiii",
		"":                     "",
	} {
		if got := Fold(written); got != want && Fold(want) != got {
			t.Errorf("%q is compared as %q, want %q", written, got, want)
		}
	}
	if Fold("が") == Fold("か") || Fold("हिन्दी") == Fold("हनद") {
		t.Error("marks that make other words are left out")
	}
}

// Every Latin letter that Unicode names as a letter with something else, and does
// not decompose, must be folded to that letter. Every decimal digit must be folded
// to an ASCII digit.
func TestLettersWithSignsAreThoseLetters(t *testing.T) {
	named := regexp.MustCompile(`^LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH `)
	letters, digits := 0, 0
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if m := named.FindStringSubmatch(runenames.Name(r)); m != nil && norm.NFKD.IsNormalString(string(r)) {
			letters++
			if got := Fold(string(r)); got != strings.ToLower(m[1]) {
				t.Errorf("%c (%s) is folded to %q", r, runenames.Name(r), got)
			}
		}
		if unicode.IsDigit(r) {
			digits++
			if got := Fold(string(r)); len(got) != 1 || got[0] < '0' || got[0] > '9' {
				t.Errorf("%c (%s) is folded to %q", r, runenames.Name(r), got)
			}
		}
	}
	if letters < 200 || digits < 500 {
		t.Errorf("%d letters and %d digits were seen", letters, digits)
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Après ﬁ ß e\u0301\xff")
	f.Fuzz(func(t *testing.T, s string) {
		folded, from := FoldMap(s)
		if folded != Fold(s) {
			t.Fatalf("%q is %q and %q", s, folded, Fold(s))
		}
		if len(from) != len(folded)+1 || from[len(folded)] != len(s) {
			t.Fatalf("%q comes from %v", folded, from)
		}
		for i := 1; i < len(from); i++ {
			if from[i] < from[i-1] {
				t.Fatalf("%q comes from %v", folded, from)
			}
		}
	})
}
