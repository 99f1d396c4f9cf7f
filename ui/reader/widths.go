package reader

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// widths are those of words measured before, in one size and style.
type widths map[string]float32

// The bounds of what is remembered.
const (
	mostWidths  = 100_000 // words
	longestKept = 64      // bytes of a word
)

// measure gives the function that measures words, each once.
func (w widths) measure(size float32, st fyne.TextStyle) func(string) float32 {
	return func(word string) float32 {
		key := likeness(word)
		if known, ok := w[key]; ok {
			return known
		}
		width := fyne.MeasureText(key, size, st).Width
		if len(key) <= longestKept {
			if len(w) >= mostWidths {
				clear(w)
			}
			w[key] = width
		}
		return width
	}
}

// likeness gives what is measured in place of a word: of ideographs and the
// syllables that are drawn on the same square, all are as wide as any one.
// There are tens of thousands, and looking for the face of each takes a
// millisecond.
func likeness(word string) string {
	if len(word) != 3 || word[0] < 0xe3 { // in UTF-8, what is below U+3000
		return word
	}
	r, size := utf8.DecodeRuneInString(word)
	switch {
	case size != len(word):
	case 0x3400 <= r && r < 0xa000:
		return "\u4e2d"
	case 0xac00 <= r && r <= 0xd7a3:
		return "\ud55c"
	}
	return word
}
