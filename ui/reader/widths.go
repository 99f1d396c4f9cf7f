package reader

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// widths holds the widths of words in one text size and style.
type widths map[string]float32

// Limits of the cache.
const (
	mostWidths  = 100_000 // words in the cache
	longestKept = 64      // bytes of a cached word
)

// measure returns a function that measures words. The function caches the widths of
// words of at most longestKept bytes.
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

// likeness returns the word to measure instead of a given word. For a word of one
// common ideograph it returns a fixed ideograph, and for a word of one Hangul
// syllable a fixed syllable, because the characters of either kind have the same
// width and measuring each of them would be slow. It returns other words unchanged.
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
