package exchange

import (
	"strings"
	"unicode/utf8"
)

// The cells of a table
//
// Spreadsheets evaluate cells that begin with = + - or @, and text written by
// others must not run on the analyst's machine. Spreadsheets also convert text that
// looks like a number and show it in another form: the id 6108160486303236 as
// 6.10816E+15, 12e34 as 1.2E+35. An apostrophe before such text keeps it as text. A
// cell that begins with apostrophes followed by such text gets one more, so that
// removing one apostrophe always restores the cell.
//
// CR LF and CR become LF. Other characters below U+0020, except tabs, become
// U+FFFD, because some CSV readers reject them.

// cell returns the text to write to a cell.
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

// computed reports whether a spreadsheet, in some locale, may evaluate a cell with
// this text as a formula.
func computed(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune("=+-@\t\n＝＋－＠", first)
}

// shownDigits is the largest number of digits of a whole number that spreadsheets
// show without an exponent.
const shownDigits = 11

// altered reports whether a spreadsheet reads a text as a number and may show it
// differently. It may if the number has a redundant leading zero, a decimal point
// or comma, an exponent, or more than shownDigits digits. Years and small counts
// are not altered.
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
		return true // 1.50 is shown as 1.5, and in some locales 1,250 as 1250
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

// digits splits a text after its leading digits.
func digits(text string) (before, after string) {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return text[:n], text[n:]
}
