package exchange

import (
	"strings"
	"unicode/utf8"
)

// The cells of a table
//
// A spreadsheet computes a cell that begins with = + - or @, and what was
// written by others must not run on the analyst's machine. It also reads what
// looks like a number as one, and shows another: the id 6108160486303236 as
// 6.10816E+15, and 12e34 as 1.2E+35. Such a cell gets an apostrophe before it,
// which makes it text. A cell that begins with apostrophes and then one of these
// gets one more, so that taking one away always gives what was there.
//
// Everything else is in the cell as it is in the text, but for line ends, which
// are of one kind, and control characters, at which programs that read CSV stop
// or take fright: U+FFFD stands for each.

// cell makes a text fit for a cell.
func cell(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return utf8.RuneError
		}
		return r
	}, text)
	if first := strings.TrimLeft(text, "'"); computed(first) || altered(first) {
		return "'" + text
	}
	return text
}

// computed reports whether a spreadsheet computes a cell with this text, in
// some country.
func computed(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune("=+-@\t\n＝＋－＠", first)
}

// shownDigits is how many digits of a whole number a spreadsheet shows before
// it writes it with an exponent.
const shownDigits = 11

// altered reports whether a spreadsheet takes a text for a number and shows it
// otherwise than it is written: with a leading zero, an exponent, too many
// digits or zeros at the end. A year or a small count is not.
func altered(text string) bool {
	text = strings.TrimSpace(text)
	whole, rest := digits(text)
	if rest == "" {
		return len(whole) > shownDigits || len(whole) > 1 && whole[0] == '0'
	}
	fraction := ""
	if rest[0] == '.' || rest[0] == ',' {
		fraction, rest = digits(rest[1:])
	}
	if whole+fraction == "" {
		return false
	}
	if rest == "" {
		return true // 1.50 is shown as 1.5, in some country 1,250 as 1250
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	rest = rest[1:]
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		rest = rest[1:]
	}
	exponent, rest := digits(rest)
	return exponent != "" && rest == ""
}

// digits cuts the digits off the beginning of a text.
func digits(text string) (before, after string) {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return text[:n], text[n:]
}
