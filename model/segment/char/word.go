package char

import "unicode/utf8"

// LongestWord is the number of bytes after which reading a word stops, so that a
// text without spaces takes no longer than any other.
const LongestWord = 48

// WordAt returns the letters and digits from byte i on. It stops once it has read
// LongestWord bytes.
func WordAt(text string, i int) string {
	j := i
	for j < len(text) && j-i < LongestWord {
		c, n := At(text, j)
		if !c.IsWord() {
			break
		}
		j += n
	}
	return text[i:j]
}

// WordBefore returns the word that ends at byte i and begins no earlier than from.
// Full stops inside belong to it: "U.S", "e.g". It stops once it has read
// LongestWord bytes.
func WordBefore(text string, from, i int) string {
	j := i
	for j > from && i-j < LongestWord {
		c, n := Before(text, j)
		if !c.IsWord() && c != Stop {
			break
		}
		j -= n
	}
	for j < i && text[j] == '.' {
		j++
	}
	return text[j:i]
}

// IsInitial reports whether the word is one capital letter.
func IsInitial(word string) bool {
	c, n := At(word, 0)
	return c == Upper && n == len(word)
}

// IsNumber reports whether the word consists of one or more decimal digits.
func IsNumber(word string) bool {
	for i := 0; i < len(word); {
		c, n := At(word, i)
		if c != Digit {
			return false
		}
		i += n
	}
	return word != ""
}

// IsCount reports whether the word is a number, perhaps in parts: "2", "2.1".
func IsCount(word string) bool {
	for i := 0; i < len(word); i++ {
		if (word[i] < '0' || word[i] > '9') && word[i] != '.' {
			return false
		}
	}
	return word != "" && word[0] != '.'
}

// IsRoman reports whether the word consists of the Roman numerals I, V, X, L and C.
func IsRoman(word string) bool {
	for i := range len(word) {
		switch word[i] {
		case 'I', 'V', 'X', 'L', 'C':
		default:
			return false
		}
	}
	return word != ""
}

// IsNumeral reports whether the word can stand for a number without digits: "II",
// "B", but not the words A and I.
func IsNumeral(word string) bool {
	return (IsRoman(word) || IsInitial(word)) && word != "A" && word != "I"
}

// IsShouted reports whether the word consists of two or more capitals.
func IsShouted(word string) bool {
	letters := 0
	for i := 0; i < len(word); letters++ {
		c, n := At(word, i)
		if c != Upper {
			return false
		}
		i += n
	}
	return letters > 1
}

// IsVowel reports whether a lower-case letter can be the vowel of a word. Outside
// ASCII it returns true for all letters except the Cyrillic ones that it does not
// list.
func IsVowel(r rune) bool {
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

// IsDotted reports whether the word consists of groups of one or two letters
// separated by full stops: "U.S", "a.m", "Ph.D", "EE.UU".
func IsDotted(word string) bool {
	dots, run := 0, 0
	for i := 0; i < len(word); {
		c, n := At(word, i)
		switch {
		case c == Stop:
			dots++
			run = 0
		case c.IsWord() && c != Digit:
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

// IsLetter reports whether the word is one lower-case or upper-case letter.
func IsLetter(word string) bool {
	c, n := At(word, 0)
	return n == len(word) && (c == Lower || c == Upper)
}

// IsConsonant reports whether the word is one small consonant. A sentence hardly
// ever ends with such a word, so a full stop after it usually marks an
// abbreviation.
func IsConsonant(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && Of(r) == Lower && !IsVowel(r)
}

// IsCapitalised reports whether the word begins with a capital and contains only
// small letters after it.
func IsCapitalised(word string) bool {
	c, n := At(word, 0)
	if c != Upper {
		return false
	}
	for i := n; i < len(word); i += n {
		if c, n = At(word, i); c != Lower {
			return false
		}
	}
	return true
}

// EndsFinal reports whether s ends with a terminator. It ignores closing marks
// after the terminator.
func EndsFinal(s string) bool {
	for i := len(s); i > 0; {
		c, n := Before(s, i)
		if c.IsTerminator() {
			return true
		}
		if c != Closer && c != Quote {
			return false
		}
		i -= n
	}
	return false
}
