package article

import (
	"strings"
	"unicode/utf8"
)

// WithTitle puts a title before the text, unless one of the first three paragraphs
// is the title. Thus the claims of the headline can be labelled, as in a plain
// file.
func WithTitle(title, text string) string {
	title = Plain(title)
	if title == "" || text == "" {
		return text
	}
	rest := text
	for range 3 {
		first, after, _ := strings.Cut(rest, "\n\n")
		if len(first) < 4*len(title)+LongestHeading && SameWords(first, title) {
			return text
		}
		rest = after
	}
	return title + "\n\n" + text
}

func SameWords(a, b string) bool { return strings.EqualFold(Plain(a), Plain(b)) }

// LongestHeading is the maximum size of the markup of a heading, in bytes.
const LongestHeading = 16 << 10

// EndsSentence reports whether a line ends like a sentence.
func EndsSentence(line string) bool {
	line = strings.TrimRight(line, `"'”’»)]`)
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…。！？؟।", r) && r != utf8.RuneError
}
