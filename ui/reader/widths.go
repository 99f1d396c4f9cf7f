package reader

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// widths holds the widths of words in one text size and style.
type widths map[string]float32

// Limits of the cache.
const (
	mostWidths  = 100_000 // words
	longestKept = 64      // bytes of a word
)

// measure returns a function that measures words and caches the widths.
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

// likeness returns the word to measure instead of a given word. All ideographs have
// the same width, and so do all Hangul syllables. There are tens of thousands of
// them, and finding the font of each takes a millisecond.
func likeness(word string) string {
	if len(word) != 3 || word[0] < 0xe3 { // not a single character, or one below U+3000
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
