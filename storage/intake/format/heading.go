package format

import (
	"strings"
	"unicode/utf8"
)

// headed puts a title before the text, unless the text begins with it: as in
// a plain file, what the headline claims can be labelled too.
func headed(title, text string) string {
	title = plain(title)
	if title == "" || text == "" {
		return text
	}
	rest := text
	for range 3 {
		first, after, _ := strings.Cut(rest, "\n\n")
		if len(first) < 4*len(title)+longestHeading && sameWords(first, title) {
			return text
		}
		rest = after
	}
	return title + "\n\n" + text
}

func sameWords(a, b string) bool { return strings.EqualFold(plain(a), plain(b)) }

// longestHeading is how long the mark-up of a heading may be, in bytes.
const longestHeading = 16 << 10

// endsSentence reports whether a line ends as a sentence does.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, `"'”’»)]`)
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…。！？؟।", r) && r != utf8.RuneError
}
