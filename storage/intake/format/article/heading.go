package article

import (
	"strings"
	"unicode/utf8"
)

// WithTitle returns the text with the title as its first paragraph. It returns the
// text unchanged if either is empty, or if one of the first three paragraphs is the
// title.
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

// LongestHeading is the maximum size of the content of a heading, in bytes.
const LongestHeading = 16 << 10

// EndsSentence reports whether a line ends with the punctuation of a sentence. It
// ignores closing quotation marks and brackets.
func EndsSentence(line string) bool {
	line = strings.TrimRight(line, `"'”’»)]`)
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…。！？؟।", r) && r != utf8.RuneError
}
