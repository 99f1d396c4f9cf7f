package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/ui/words"
)

// size writes a number of bytes as people read it.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return words.N("{{.Count}} bytes", int(bytes))
	case bytes < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// base gives the last part of a path, however its parts are separated.
func base(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// upperFirst gives text a capital letter.
func upperFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// What is counted in more than one place.

func articles(n int) string { return words.N("{{.Count}} articles", n) }
func labels(n int) string   { return words.N("{{.Count}} labels", n) }
func notes(n int) string    { return words.N("{{.Count}} notes", n) }
func changes(n int) string  { return words.N("{{.Count}} changes", n) }
func edits(n int) string    { return words.N("{{.Count}} edits", n) }
