package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// size writes a number of bytes as people read it.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
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

// plural counts things whose name takes an s: "1 note", "3 notes".
func plural(n int, name string) string {
	if n == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%d %ss", n, name)
}
