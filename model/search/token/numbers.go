package token

import (
	"unicode"
	"unicode/utf8"
)

// Numbers in groups
//
//	1,200,000  1.200.000  1’200’000  12,00,000  1 200 000  ١٬٢٠٠٬٠٠٠
//
// A number is in groups if one to three digits, the first not zero, are followed by
// groups of three digits, with the same kind of sign before each group and no digit
// after the last. With commas there may be groups of two before the last, as in
// India. 1.250 may be a decimal or more than a thousand; it counts as a decimal
// only before a percent sign. A number with fewer or more digits after its sign
// (3.14, 1,5) is not in groups. A number that continues differently, such as
// 192.168.1.200, is not in groups either.
//
// A comma, a point, an apostrophe or a no-break space separates groups within one
// word. After an ordinary space another number may begin (“on May 20 100 people”),
// so each group is a word, and all of them together make another.

// thousands returns the kind of a thousands sign, represented by one sign of that
// kind. It returns 0 for any other character.
func thousands(r rune) rune {
	switch r {
	case ',', '٬', '،', '，':
		return ','
	case '.', '．':
		return '.'
	case '\'', '’', '‘', 'ʼ', '´', '`', '＇':
		return '\''
	case ' ', '\n':
		return ' '
	case '\u00a0', '\u202f', '\u2007', '\u2008', '\u2009':
		return '\u00a0'
	}
	return 0
}

// NumberEnd returns the byte offset of the end of the number in groups that begins
// at the digit text[at], and whether ordinary spaces separate its groups. end is 0
// if there is no such number.
func NumberEnd[S string | []byte](text S, at int) (end int, blanks bool) {
	end, first := digits(text, at)
	if first > 3 {
		return 0, false
	}
	sign, size := decode(text, end)
	kind := thousands(sign)
	if kind == 0 || digitAt(text, at) == 0 || inNumber(text, at) {
		return 0, false
	}
	pairs, triples := 0, 0 // groups of two and of three
	for thousands(sign) == kind {
		next, n := digits(text, end+size)
		if n == 0 || n != 3 && blank(kind) {
			break // the sign does not belong to the number
		}
		switch {
		case n == 3:
			triples++
		case n == 2 && kind == ',' && triples == 0:
			pairs++
		default:
			return 0, false
		}
		end = next
		sign, size = decode(text, end)
	}
	switch {
	case triples == 0, pairs > 0 && (triples > 1 || first > 2):
		return 0, false
	case kind == '.' && triples == 1 && percent(text, end):
		return 0, false
	}
	return end, kind == ' '
}

// blank reports whether a kind of thousands sign is a space.
func blank(kind rune) bool { return kind == ' ' || kind == '\u00a0' }

// digits returns the byte offset of the end of the decimal digits from at on, and
// their number.
func digits[S string | []byte](text S, at int) (end, n int) {
	for ; at < len(text); n++ {
		if b := text[at]; b < utf8.RuneSelf {
			if b < '0' || '9' < b {
				break
			}
			at++
			continue
		}
		r, size := decode(text, at)
		if !unicode.IsDigit(r) {
			break
		}
		at += size
	}
	return at, n
}

// digitAt returns the value of the digit at a byte offset of text.
func digitAt[S string | []byte](text S, at int) byte {
	r, _ := decode(text, at)
	if r < utf8.RuneSelf {
		return byte(r) - '0'
	}
	return digitValue(r)
}

// inNumber reports whether the digit at a byte offset of text belongs to a number
// that began before: another digit and a thousands sign other than a space precede
// it.
func inNumber[S string | []byte](text S, at int) bool {
	sign, at := RuneBefore(text, at)
	kind := thousands(sign)
	if kind == 0 || blank(kind) {
		return false
	}
	digit, _ := RuneBefore(text, at)
	return unicode.IsDigit(digit)
}

// RuneBefore returns the code point that ends at a byte offset of text, and the
// offset where it begins. It returns utf8.RuneError if there is none.
func RuneBefore[S string | []byte](text S, end int) (r rune, at int) {
	for at = end - 1; at > 0 && at > end-utf8.UTFMax && !utf8.RuneStart(text[at]); {
		at--
	}
	if at < 0 {
		return utf8.RuneError, 0
	}
	r, _ = decode(text, at)
	return r, at
}

// percent reports whether a percent sign is at a byte offset of text, or after one
// space there.
func percent[S string | []byte](text S, at int) bool {
	r, size := decode(text, at)
	if blank(thousands(r)) {
		r, _ = decode(text, at+size)
	}
	return r == '%' || r == '‰' || r == '٪' || r == '％'
}

// Undivided returns a part of a word that no thousands sign divides in any text
// with that word. In a number, that is the last three digits and the text after
// them. If more digits may follow, because open is set or the number was cut at
// MaxWord, it is only the first digit.
func Undivided(word []byte, open bool) []byte {
	n := 0
	for n < len(word) && '0' <= word[n] && word[n] <= '9' {
		n++
	}
	switch {
	case n <= 3 && !open:
		return word
	case n == len(word) && (open || n >= MaxWord):
		return word[:min(n, 1)]
	}
	return word[max(0, n-3):]
}
