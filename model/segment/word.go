package segment

import (
	"unicode"
	"unicode/utf8"
)

// longestWord bounds how far a word is read, in bytes, so that a text without
// spaces costs no more than any other. No word in any table is longer.
const longestWord = 48

// wordAt gives the letters and digits at byte i.
func wordAt(text string, i int) string {
	j := i
	for j < len(text) && j-i < longestWord {
		c, n := at(text, j)
		if !c.isWord() {
			break
		}
		j += n
	}
	return text[i:j]
}

// wordBefore gives the word that ends at byte i and begins no earlier than
// from. Full stops inside belong to it: "U.S", "e.g".
func wordBefore(text string, from, i int) string {
	j := i
	for j > from && i-j < longestWord {
		c, n := before(text, j)
		if !c.isWord() && c != stop {
			break
		}
		j -= n
	}
	for j < i && text[j] == '.' {
		j++
	}
	return text[j:i]
}

// table tells what words are. A word in lower case stands for itself in any
// case; a word with a capital only for itself and for itself all in capitals.
type table map[string]kind

// get finds a word. It allocates nothing.
func (t table) get(word string) kind {
	if word == "" || len(word) > longestWord {
		return plain
	}
	if k, ok := t[word]; ok {
		return k
	}
	var buf [2 * longestWord]byte
	small := appendLower(buf[:0], word)
	if string(small) == word {
		return plain
	}
	return t[string(small)]
}

// appendLower appends word in lower case.
func appendLower(dst []byte, word string) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := runeAt(word, i)
		switch {
		case 'а' <= r && r <= 'џ': // Cyrillic that is small already
		case 'А' <= r && r <= 'Я':
			r += 'а' - 'А'
		default:
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
		i += n
	}
	return dst
}

// isInitial reports whether the word is one capital letter.
func isInitial(word string) bool {
	c, n := at(word, 0)
	return c == upper && n == len(word)
}

// isNumber reports whether the word has digits only.
func isNumber(word string) bool {
	for i := 0; i < len(word); {
		c, n := at(word, i)
		if c != digit {
			return false
		}
		i += n
	}
	return word != ""
}

// isCount reports whether the word is a number, perhaps in parts: "2", "2.1".
func isCount(word string) bool {
	for i := 0; i < len(word); i++ {
		if (word[i] < '0' || word[i] > '9') && word[i] != '.' {
			return false
		}
	}
	return word != "" && word[0] != '.'
}

// isRoman reports whether the word is a Roman number in capitals.
func isRoman(word string) bool {
	for i := range len(word) {
		switch word[i] {
		case 'I', 'V', 'X', 'L', 'C':
		default:
			return false
		}
	}
	return word != ""
}

// isNumeral reports whether the word numbers something without digits: "II",
// "B". The words A and I do not.
func isNumeral(word string) bool {
	return (isRoman(word) || isInitial(word)) && word != "A" && word != "I"
}

// clipped tells what a word without a vowel is. Two to five such letters are an
// abbreviation: of a unit or the like in small letters ("pct", "грн"), of a
// part of a name with a capital ("Blvd"). Words with more capitals are words
// ("TV", "MPs").
func clipped(word string) kind {
	const fewest, most = 2, 5
	if len(word) > most*utf8.UTFMax {
		return plain
	}
	letters, k := 0, unit
	for i, r := range word {
		switch c := classOf(r); {
		case c == upper && i == 0:
			k, r = name, unicode.ToLower(r)
		case c != lower:
			return plain
		}
		if letters++; letters > most || isVowel(r) {
			return plain
		}
	}
	if letters < fewest {
		return plain
	}
	return k
}

// isShouted reports whether the word is two or more capitals and nothing else.
func isShouted(word string) bool {
	letters := 0
	for i := 0; i < len(word); letters++ {
		c, n := at(word, i)
		if c != upper {
			return false
		}
		i += n
	}
	return letters > 1
}

// isVowel reports whether a lower-case letter can be the vowel of a word.
// Letters of scripts other than Latin, Greek and Cyrillic all can.
func isVowel(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == 'a' || r == 'e' || r == 'i' || r == 'o' || r == 'u' || r == 'y'
	case 0x400 <= r && r < 0x530: // Cyrillic
		switch r {
		case 'а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'і', 'ї', 'є', 'ў', 'ъ':
			return true
		}
		return false
	}
	return true
}

// isDotted reports whether the word is letters with full stops between, one
// or two at a time: "U.S", "a.m", "Ph.D", "EE.UU".
func isDotted(word string) bool {
	dots, run := 0, 0
	for i := 0; i < len(word); {
		c, n := at(word, i)
		switch {
		case c == stop:
			dots++
			run = 0
		case c.isWord() && c != digit:
			run++
			if run > 2 {
				return false
			}
		default:
			return false
		}
		i += n
	}
	return dots > 0
}
