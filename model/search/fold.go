package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which words are compared: in lower case, without
// accents and other marks on letters, with plain quotes and dashes. So
// “Après” is found by "apres", and a title typed with a straight apostrophe
// by one with a curly one.
func Fold(s string) string { return string(appendFold(make([]byte, 0, len(s)), s)) }

// appendFold adds the folded form of s to dst.
func appendFold[S string | []byte](dst []byte, s S) []byte {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			dst = append(dst, lower(b))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		dst = foldRune(dst, r)
		i += size
	}
	return dst
}

// foldMap is Fold, with the place in s where each byte of the folded form
// comes from, and the end of s behind the last.
func foldMap(s string) (folded string, from []int) {
	dst := make([]byte, 0, len(s))
	for i, r := range s {
		before := len(dst)
		if r < utf8.RuneSelf {
			dst = append(dst, lower(byte(r)))
		} else {
			dst = foldRune(dst, r)
		}
		for range len(dst) - before {
			from = append(from, i)
		}
	}
	return string(dst), append(from, len(s))
}

// original gives the stretch [start,end) of s that became the stretch of its
// folded form; from is foldMap's. A letter that was folded to several belongs
// to it whole, and so do marks on a letter.
func original(from []int, start, end int) (int, int) {
	last := end
	for last < len(from)-1 && from[last] == from[end-1] {
		last++
	}
	return from[start], from[last]
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// plain are letters and signs that no decomposition makes plain.
var plain = map[rune]string{
	'’': "'", '‘': "'", '‚': "'", '‛': "'", 'ʼ': "'", '′': "'", '‹': "'", '›': "'", '`': "'", '´': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '«': `"`, '»': `"`, '″': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o",
	'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th", 'ł': "l", 'Ł': "l", 'ı': "i",
	'ς': "σ",
	// What is not seen, and what only makes a word longer.
	'\u00ad': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u2060': "", '\ufeff': "", '\u0640': "",
	// One vowel to who reads it, though Unicode has it as two.
	'ำ': "ำ", 'ຳ': "ຳ",
}

// foldRune adds the folded form of a letter or sign beyond ASCII. Folding what
// is folded changes nothing.
func foldRune(dst []byte, r rune) []byte {
	if p, ok := plain[r]; ok {
		return append(dst, p...)
	}
	var letter [utf8.UTFMax]byte
	n := utf8.EncodeRune(letter[:], r)
	parts := norm.NFKD.Properties(letter[:n]).Decomposition()
	if parts == nil {
		parts = letter[:n]
	}
	for len(parts) > 0 {
		p, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		if s, ok := plain[p]; ok { // what is left of “ǽ”
			dst = append(dst, s...)
			continue
		}
		switch {
		case unicode.IsSpace(p):
			dst = append(dst, ' ')
		case !accent(p):
			dst = utf8.AppendRune(dst, unicode.ToLower(p))
		}
	}
	return dst
}

// accent reports whether r is a mark that words are compared without: accents,
// and the vowel points of Arabic and Hebrew. The voicing marks of Japanese and
// the vowel signs of Indian scripts make other words, and stay.
func accent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && unicode.In(r, unicode.Inherited, unicode.Hebrew) && r != '\u3099' && r != '\u309a'
}
