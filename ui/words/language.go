package words

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/unicode/norm"
)

// languageTable has the names of languages in the languages of the window. Each
// line has a tag, followed by names in the order of the first line. A test writes
// the file from x/text/language/display. That package would make the program 3 MB
// larger.
//
//go:embed language_names.txt
var languageTable string

// languageNames returns the names of languages. The first key is the language of
// the window, and the second is a tag.
var languageNames = sync.OnceValue(func() map[string]map[string]string {
	var spoken []string
	out := map[string]map[string]string{}
	for line := range strings.Lines(languageTable) {
		tag, names, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if spoken == nil {
			spoken = strings.Split(names, "\t")
			continue
		}
		for i, name := range strings.Split(names, "\t") {
			if out[spoken[i]] == nil {
				out[spoken[i]] = map[string]string{}
			}
			out[spoken[i]][tag] = name
		}
	}
	return out
})

// LanguageName returns the name of the language of a BCP 47 tag in the window's
// language, such as "German". It returns the tag if the table lacks the language.
func LanguageName(tag string) string {
	return cmp.Or(languageNames()[lang.X("language", English)][tag], tag)
}

// LanguageTags returns the tags of the languages in the table, sorted by their
// names in the window's language.
func LanguageTags() []string {
	called := languageNames()[lang.X("language", English)]
	tags := slices.Collect(maps.Keys(called))
	slices.SortFunc(tags, func(a, b string) int { return cmp.Compare(sortKey(called[a]), sortKey(called[b])) })
	return tags
}

// sortKey returns a key that sorts names roughly by the alphabets of the window's
// languages. Accents do not count. Ukrainian letters that Unicode has after the
// others are moved to their places. Full collation would make the program 2 MB
// larger.
func sortKey(name string) string {
	name = ukrainianOrder.Replace(strings.ToLower(name))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}

const after = "\U0010FFFF" // sorts after all letters

var ukrainianOrder = strings.NewReplacer("ґ", "г"+after, "є", "е"+after, "і", "и"+after, "ї", "и"+after+after)
