package office

import (
	"regexp"
	"strconv"
	"strings"

	"assay.app/assay/storage/intake/format/symbol"
)

// Fields of Word are instructions with a result, and only the result is text.
// Two kinds have an empty result and show what their instruction says:
//
//	SYMBOL 174 \f "Symbol"                         a sign of a font
//	EQ \o\ad(\s\up 9(reading),base)                ruby of Word 97 to 2003
//
// The result, if there is one nevertheless, shows the same.
var symbolField = regexp.MustCompile(`(?i)^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*\\f\s*"([^"]*)"|.*\\f\s*(\S+))?`)

// maxInstruction is how long an instruction may be, in bytes.
const maxInstruction = 1 << 12

// shownByField returns the text that an instruction itself shows, "" if none.
func shownByField(instruction string) string {
	if len(instruction) > maxInstruction {
		return ""
	}
	if m := symbolField.FindStringSubmatch(instruction); m != nil {
		code, err := strconv.ParseUint(m[1], 0, 16)
		if err != nil {
			return ""
		}
		return signOf(m[2]+m[3], rune(code))
	}
	if name := strings.ToUpper(strings.TrimSpace(instruction)); strings.HasPrefix(name, "EQ ") && strings.Contains(name, `\O`) && strings.Contains(name, `\S\UP`) {
		return rubyBase(instruction)
	}
	return ""
}

// rubyBase returns the last argument of the outermost brackets of an EQ field.
func rubyBase(instruction string) string {
	from, depth := -1, 0
	for i, r := range instruction {
		switch r {
		case '(':
			if depth++; depth == 1 {
				from = i + 1
			}
		case ',', ';':
			if depth == 1 {
				from = i + 1
			}
		case ')':
			if depth--; depth == 0 {
				return strings.TrimSpace(instruction[from:i])
			}
		}
	}
	return ""
}

// signOf returns a character that is written as a code and a font. A private code
// of a font that is not known has no meaning.
func signOf(font string, code rune) string {
	if t := symbol.Of(font); t != nil {
		return t.Text(code)
	}
	if symbol.IsPrivate(code) {
		return symbol.Unknown
	}
	return string(code)
}
