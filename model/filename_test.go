package model_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
)

func TestAFileNameIsShortenedBetweenCharacters(t *testing.T) {
	for name, c := range map[string]struct {
		stem, tail string
		most       int
		want       string
	}{
		"short enough":         {"harbour", ".assay", 255, "harbour.assay"},
		"exactly":              {"harbour", ".assay", 13, "harbour.assay"},
		"letters":              {"harbour", ".assay", 10, "harb.assay"},
		"Chinese":              {"新港新港", ".assay", 14, "新港.assay"},
		"an accent":            {"cafe\u0301s", ".a", 7, "caf.a"},
		"two accents":          {"cafe\u0301\u0323", ".a", 8, "caf.a"},
		"a family":             {"a👩\u200d👧b", ".a", 10, "a.a"},
		"a skin":               {"a👍🏽", ".a", 8, "a.a"},
		"a flag":               {"a🇺🇦", ".a", 8, "a.a"},
		"a variation":          {"ab☂\ufe0fc", ".a", 8, "ab.a"},
		"a space at the end":   {"the harbour", ".a", 6, "the.a"},
		"dots at the end":      {"the...harbour", ".a", 7, "the.a"},
		"nothing but accents":  {strings.Repeat("\u0301", 8), ".a", 8, "\u0301\u0301\u0301.a"},
		"not UTF-8":            {strings.Repeat("\x80", 8), ".a", 8, "\x80\x80\x80\x80\x80\x80.a"},
		"no room for the stem": {"harbour", ".assay", 3, ".assay"},
	} {
		if got := model.FileName(c.stem, c.tail, c.most); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("新港 cafe\u0301", ".assay", 12)
	f.Fuzz(func(t *testing.T, stem, tail string, most int) {
		got := model.FileName(stem, tail, most)
		if !strings.HasSuffix(got, tail) || len(got) > max(most, len(tail)) && len(stem)+len(tail) > most {
			t.Errorf("%q, %q in %d bytes: %q", stem, tail, most, got)
		}
		if utf8.ValidString(stem) && utf8.ValidString(tail) && most > len(tail)+utf8.UTFMax && !utf8.ValidString(got) {
			t.Errorf("%q, %q in %d bytes: %q is not UTF-8", stem, tail, most, got)
		}
	})
}
