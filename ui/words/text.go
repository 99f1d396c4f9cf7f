package words

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Size formats a number of bytes for people: "1.5 MB".
func Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return N("{{.Count}} bytes", int(bytes))
	case bytes < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// FileName returns the last part of a path, whichever separator the path uses.
func FileName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// UpperFirst returns text with a capital first letter.
func UpperFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// LowerFirst returns a sentence without its full stop and with a small first
// letter, to stand inside another sentence. It returns a sentence that begins with
// an abbreviation unchanged.
func LowerFirst(sentence string) string {
	r, size := utf8.DecodeRuneInString(sentence)
	if next, _ := utf8.DecodeRuneInString(sentence[size:]); unicode.IsUpper(next) {
		return sentence
	}
	return strings.TrimSuffix(string(unicode.ToLower(r))+sentence[size:], ".")
}

// Sentence returns text with a capital first letter and a full stop.
func Sentence(text string) string {
	text = UpperFirst(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// Joined joins the parts that are not empty.
func Joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

// Verbatim marks text that is the same in every language, such as a query that
// can be typed. It returns the text.
func Verbatim(text string) string { return text }

// Articles returns a number of articles in words: "3 articles".
func Articles(n int) string { return N("{{.Count}} articles", n) }

// Labels returns a number of labels in words.
func Labels(n int) string { return N("{{.Count}} labels", n) }

// Notes returns a number of notes in words.
func Notes(n int) string { return N("{{.Count}} notes", n) }

// Changes returns a number of changes in the history in words.
func Changes(n int) string { return N("{{.Count}} changes", n) }

// Edits returns a number of edits of a change in words.
func Edits(n int) string { return N("{{.Count}} edits", n) }
