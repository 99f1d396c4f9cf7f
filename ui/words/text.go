package words

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Size formats a number of bytes for people, such as "1.5 MB".
func Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return N("{{.Count}} bytes", int(bytes))
	case bytes < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// FileName returns the last part of a path. The separators may be slashes or
// backslashes.
func FileName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// UpperFirst returns text with its first letter in upper case.
func UpperFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// LowerFirst prepares a sentence for use inside another one: it removes the full
// stop and puts the first letter in lower case. If the second letter is also upper
// case, as in an abbreviation, it returns the sentence unchanged.
func LowerFirst(sentence string) string {
	r, size := utf8.DecodeRuneInString(sentence)
	if next, _ := utf8.DecodeRuneInString(sentence[size:]); unicode.IsUpper(next) {
		return sentence
	}
	return strings.TrimSuffix(string(unicode.ToLower(r))+sentence[size:], ".")
}

// Sentence returns text with its first letter in upper case and a full stop at its
// end.
func Sentence(text string) string {
	text = UpperFirst(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// Joined joins the parts that are not empty, with a separator between them.
func Joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

// Verbatim marks text that is the same in every language, such as a query that
// can be typed. It returns the text.
func Verbatim(text string) string { return text }

// Articles returns a number of articles as text, such as "3 articles".
func Articles(n int) string { return N("{{.Count}} articles", n) }

// Labels returns a number of labels as text.
func Labels(n int) string { return N("{{.Count}} labels", n) }

// Notes returns a number of notes as text.
func Notes(n int) string { return N("{{.Count}} notes", n) }

// Changes returns a number of changes in the history as text.
func Changes(n int) string { return N("{{.Count}} changes", n) }

// Edits returns a number of edits in a change as text.
func Edits(n int) string { return N("{{.Count}} edits", n) }

// Lines joins the texts that are not empty, each on a line of its own.
func Lines(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n")
}
