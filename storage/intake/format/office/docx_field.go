package office

import (
	"strconv"
	"strings"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/symbol"
)

// A field of Word is an instruction with a result, and usually only the result is
// text. Two kinds of instruction show a text themselves, and the result is skipped:
//
//	SYMBOL 174 \f "Symbol"                         a symbol in a font
//	EQ \o\ad(\s\up 9(reading),base)                ruby of Word 97 to 2003
var symbolField = pattern.Compile(`(?i)^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*\\f\s*"([^"]*)"|.*\\f\s*(\S+))?`)

// maxInstruction is the maximum length of an instruction, in bytes.
const maxInstruction = 1 << 12

// shownByField returns the text that an instruction itself shows, or "".
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

// signOf returns the character for a code in a font. For a private-use code in an
// unknown font it returns symbol.Unknown.
func signOf(font string, code rune) string {
	if t := symbol.Of(font); t != nil {
		return t.Text(code)
	}
	if symbol.IsPrivate(code) {
		return symbol.Unknown
	}
	return string(code)
}
