package table

import (
	"strings"
	"unicode"
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

// Guard returns the text to write to a cell.
func Guard(text string) string {
	if hasControls(text) {
		text = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' {
				return utf8.RuneError
			}
			return r
		}, unixLines(text))
	}
	if first := strings.TrimLeft(text, "'"); computed(first) || altered(first) {
		return "'" + text
	}
	return text
}

// Unguard returns the text from which Guard made a cell, apart from line ends and control characters.
func Unguard(cell string) string {
	rest, quoted := strings.CutPrefix(cell, "'")
	if !quoted {
		return cell
	}
	if first := strings.TrimLeft(rest, "'"); computed(first) || altered(first) {
		return rest
	}
	return cell
}

// hasControls reports whether a text has characters below U+0020 other than LF and tabs.
func hasControls(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' {
			return true
		}
	}
	return false
}

// unixLines returns the text with LF at the ends of lines.
func unixLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// appendCell appends the guarded text as a field of a CSV file, as encoding/csv writes it with CR LF
// at the ends of lines.
func appendCell(b []byte, text string) []byte { return appendField(b, Guard(text)) }

// appendField appends a text without CR as a field of a CSV file.
func appendField(b []byte, text string) []byte {
	if !quoted(text) {
		return append(b, text...)
	}
	b = append(b, '"')
	for {
		i := strings.IndexAny(text, "\"\n")
		if i < 0 {
			return append(append(b, text...), '"')
		}
		b = append(b, text[:i]...)
		if text[i] == '"' {
			b = append(b, `""`...)
		} else {
			b = append(b, "\r\n"...)
		}
		text = text[i+1:]
	}
}

// quoted reports whether a field needs quotation marks.
func quoted(text string) bool {
	if text == "" {
		return false
	}
	if text == `\.` || strings.ContainsAny(text, ",\"\n") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(first)
}

// computed reports whether a spreadsheet, in some locale, may evaluate a cell with
// this text as a formula.
func computed(text string) bool {
	if text == "" {
		return false
	}
	switch first, _ := utf8.DecodeRuneInString(text); first {
	case '=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠':
		return true
	default:
		return false
	}
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
