package correction

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// gate is a set of the hashes of the words without which a text is no notice. Few texts have
// any of them, and to look up a bit is much faster than to look up a word.
type gate [1 << gateBits / 64]uint64

const gateBits = 17

// telling are the classes of the words in a gate.
const telling = changed | mistake | version | headline

func (g *gate) add(word string) {
	h := uint32(0)
	for _, r := range word {
		h = hash(h, r)
	}
	h = slot(h)
	g[h/64] |= 1 << (h % 64)
}

func (g *gate) has(h uint32) bool {
	h = slot(h)
	return g[h/64]&(1<<(h%64)) != 0
}

func hash(h uint32, r rune) uint32 { return (h ^ uint32(r)) * 0x01000193 }
func slot(h uint32) uint32         { return (h ^ h>>gateBits) & (1<<gateBits - 1) }

// gateOf returns the gate. It is made once, and nobody changes it.
var gateOf = sync.OnceValue(func() *gate {
	g, l := &gate{}, words()
	for word, c := range l.classes {
		if c&telling != 0 || len(l.phrases[word]) > 0 {
			g.add(word)
		}
	}
	return g
})

// opens reports whether a text may have one of the words. Words are those of wordsIn.
func (g *gate) opens(s string) bool {
	h, in := uint32(0), false
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		switch {
		case 'a' <= r && r <= 'z':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r >= utf8.RuneSelf:
			var size int
			r, size = utf8.DecodeRuneInString(s[i:])
			i += size - 1
			r = small(r)
		case '0' <= r && r <= '9', r == '-' && in:
		default:
			r = ' '
		}
		switch {
		case r != ' ':
			h, in = hash(h, r), true
		case in:
			if g.has(h) {
				return true
			}
			h, in = 0, false
		}
	}
	return in && g.has(h)
}

// small returns a letter beyond ASCII in lower case, or a space for what is no letter. It
// does not look up Russian and Ukrainian letters.
func small(r rune) rune {
	switch {
	case 'а' <= r && r <= 'џ':
		return r
	case 'А' <= r && r <= 'Я':
		return r + 'а' - 'А'
	case 'Ѐ' <= r && r <= 'Џ':
		return r + 'ѐ' - 'Ѐ'
	case !unicode.IsLetter(r):
		return ' '
	}
	return unicode.ToLower(r)
}
