package setfile

import (
	"bytes"
	"strconv"
	"strings"

	"assay.app/assay/storage/exchange/layout"
)

// Whole numbers
//
// In JSON, 24, 24.0 and 2.4e1 are the same number, and programs that only have
// floating-point numbers may write any of them. All numbers of a set are whole. So
// before a value is decoded, whole numbers are rewritten as digits. Other numbers
// are left for the decoder to reject.

// wholeNumbers returns the JSON value raw with whole numbers written as digits. It
// may return raw itself.
func wholeNumbers(raw []byte) []byte {
	var out []byte
	done := 0 // raw[:done] has been copied to out
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '"':
			i += layout.StringLen(raw[i:])
		case c == '-' || '0' <= c && c <= '9':
			end := i + 1
			for end < len(raw) && bytes.IndexByte([]byte("0123456789.eE+-"), raw[end]) >= 0 {
				end++
			}
			if digits, ok := whole(string(raw[i:end])); ok {
				out = append(append(out, raw[done:i]...), digits...)
				done = end
			}
			i = end
		default:
			i++
		}
	}
	if done == 0 {
		return raw
	}
	return append(out, raw[done:]...)
}

// mostDigits is the number of digits of the largest int64. Longer numbers are not
// rewritten.
const mostDigits = 19

// whole returns a JSON number without its fraction and exponent if it has one of
// them but is whole: 24 for 2.4e1. ok is false for other numbers, and for numbers
// of more than mostDigits digits.
func whole(number string) (digits string, ok bool) {
	if !strings.ContainsAny(number, ".eE") {
		return "", false
	}
	mantissa, exponent := number, 0
	if at := strings.IndexAny(number, "eE"); at >= 0 {
		var err error
		if exponent, err = strconv.Atoi(number[at+1:]); err != nil {
			return "", false
		}
		mantissa = number[:at]
	}
	mantissa, negative := strings.CutPrefix(mantissa, "-")
	before, after, _ := strings.Cut(mantissa, ".")
	digits = strings.TrimRight(before+after, "0")
	point := len(before) + exponent // the position of the point in before+after
	if leading := len(digits) - len(strings.TrimLeft(digits, "0")); leading > 0 {
		digits, point = digits[leading:], point-leading
	}
	switch {
	case digits == "":
		return "0", true
	case len(digits) > point || point > mostDigits:
		return "", false
	}
	digits += strings.Repeat("0", point-len(digits))
	if negative {
		digits = "-" + digits
	}
	return digits, true
}
