package search

import "testing"

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
		"が हिन्दी":             "が हिन्दी", // marks that make other words
		"\xff":                 "\ufffd",
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

func FuzzFold(f *testing.F) {
	f.Add("Après ﬁ ß e\u0301\xff")
	f.Fuzz(func(t *testing.T, s string) {
		folded, from := foldMap(s)
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
