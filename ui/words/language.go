package words

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// tongues are the languages that articles are offered to be in.
const tongues = "ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id is it ja ka kk ko ky lt lv mk ms nb nl pl ps pt ro ru sk sl sq sr sv sw ta tg th tk tr uk ur uz vi zh"

// spoken is the language that the window speaks.
func spoken() language.Tag { return language.Make(lang.X("language", English)) }

// Tongue names the language of a BCP 47 tag in the window's language: "German".
// What has no name is named by the tag itself.
func Tongue(tag string) string {
	parsed, err := language.Parse(tag)
	if _, sure := parsed.Base(); err != nil || sure == language.No {
		return tag
	}
	name := cmp.Or(display.Tags(spoken()).Name(parsed), tag)
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// Tongues gives the tags of languages that articles are often in, by their
// names in the window's language.
func Tongues() []string {
	tags := strings.Fields(tongues)
	names := make(map[string]string, len(tags))
	for _, tag := range tags {
		names[tag] = Tongue(tag)
	}
	c := collate.New(spoken())
	slices.SortFunc(tags, func(a, b string) int { return c.CompareString(names[a], names[b]) })
	return tags
}
