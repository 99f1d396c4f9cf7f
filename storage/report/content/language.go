package content

import (
	"slices"
	"strings"
)

// Tag returns a BCP 47 tag, or "" if tag does not have the form of one.
func Tag(tag string) string {
	if len(tag) > 35 {
		return ""
	}
	for i, part := range strings.Split(tag, "-") {
		if len(part) == 0 || len(part) > 8 || i == 0 && len(part) < 2 {
			return ""
		}
		for _, c := range []byte(part) {
			if !letter(c) && (i == 0 || !digit(c)) {
				return ""
			}
		}
	}
	return tag
}

// Script is what kind of writing a language has, as far as writers must know.
type Script uint8

// The scripts.
const (
	Alphabet Script = iota // Latin, Greek, Cyrillic and all that are set like them
	EastAsian
	RightLeft
)

// ScriptOf returns the script of a language. What the tag says of the script counts more than the
// language.
func ScriptOf(tag string) Script {
	parts := strings.Split(strings.ToLower(tag), "-")
	for _, part := range parts[1:] {
		switch part {
		case "arab", "hebr", "thaa", "syrc", "nkoo", "adlm":
			return RightLeft
		case "hans", "hant", "jpan", "kore", "hang", "bopo":
			return EastAsian
		case "latn", "cyrl", "grek":
			return Alphabet
		}
	}
	switch {
	case slices.Contains([]string{"zh", "ja", "ko", "yue", "wuu", "nan", "hak", "lzh", "cmn"}, parts[0]):
		return EastAsian
	case slices.Contains([]string{"ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "syr", "arz", "nqo", "prs"}, parts[0]):
		return RightLeft
	}
	return Alphabet
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }
