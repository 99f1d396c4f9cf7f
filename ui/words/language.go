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

// tongues has what languages are called in the languages of the window, a line
// each: the tag, and the names in the order of the first line. The names are
// those of x/text/language/display, which the test writes here: the package
// itself would make the program 3 MB larger.
//
//go:embed tongues.txt
var tongues string

// tongueNames gives the names by window language and tag.
var tongueNames = sync.OnceValue(func() map[string]map[string]string {
	var spoken []string
	out := map[string]map[string]string{}
	for line := range strings.Lines(tongues) {
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

// Tongue names the language of a BCP 47 tag in the window's language: "German".
// One that articles are seldom in is named by the tag itself.
func Tongue(tag string) string {
	return cmp.Or(tongueNames()[lang.X("language", English)][tag], tag)
}

// Tongues gives the tags of languages that articles are often in, by their
// names in the window's language.
func Tongues() []string {
	called := tongueNames()[lang.X("language", English)]
	tags := slices.Collect(maps.Keys(called))
	slices.SortFunc(tags, func(a, b string) int { return cmp.Compare(sortKey(called[a]), sortKey(called[b])) })
	return tags
}

// sortKey brings a name into the order of the alphabets that the window speaks:
// accents do not count, and the letters of Ukrainian that Unicode has further
// back stand in their places. Full collation would make the program 2 MB larger.
func sortKey(name string) string {
	name = ukrainianOrder.Replace(strings.ToLower(name))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}

const after = "\U0010FFFF" // sorts behind all letters

var ukrainianOrder = strings.NewReplacer("ґ", "г"+after, "є", "е"+after, "і", "и"+after, "ї", "и"+after+after)
