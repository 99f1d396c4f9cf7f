package paper

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"assay.app/assay/model/scene"
)

// number returns a number with at most 2 decimals. What is not a number is 0.
func number(v float64) string {
	if !(math.Abs(v) < 1e7) {
		v = 0
	}
	hundredths := int64(math.Round(v * 100))
	out := make([]byte, 0, 12)
	if hundredths < 0 {
		out, hundredths = append(out, '-'), -hundredths
	}
	out = strconv.AppendInt(out, hundredths/100, 10)
	if rest := hundredths % 100; rest > 0 {
		out = append(out, '.', byte('0'+rest/10))
		if rest%10 > 0 {
			out = append(out, byte('0'+rest%10))
		}
	}
	return string(out)
}

// numbers returns numbers with spaces between them.
func numbers(all ...float64) string {
	parts := make([]string, len(all))
	for i, v := range all {
		parts[i] = number(v)
	}
	return strings.Join(parts, " ")
}

// color returns the operands of a colour.
func color(c scene.RGB) string {
	part := func(v uint8) string { return strconv.FormatFloat(math.Round(float64(v)/255*1000)/1000, 'f', -1, 64) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}

// textString returns a text as an object: in ASCII, or in UTF-16 if it has other characters.
func textString(text string) string {
	for _, r := range text {
		if r < ' ' || r > '~' {
			return "<FEFF" + utf16Hex(text) + ">"
		}
	}
	return byteString(text)
}

// byteString returns bytes as an object.
func byteString(b string) string {
	var out strings.Builder
	out.WriteByte('(')
	for i := range len(b) {
		switch c := b[i]; {
		case c == '(' || c == ')' || c == '\\':
			out.WriteByte('\\')
			out.WriteByte(c)
		case c < ' ' || c > '~':
			fmt.Fprintf(&out, "\\%03o", c)
		default:
			out.WriteByte(c)
		}
	}
	out.WriteByte(')')
	return out.String()
}

// hexDigits are the digits of hexadecimal numbers.
const hexDigits = "0123456789ABCDEF"

// utf16Hex returns a text in UTF-16, big-endian, as hexadecimal digits.
func utf16Hex(text string) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		for shift := 12; shift >= 0; shift -= 4 {
			out.WriteByte(hexDigits[u>>shift&15])
		}
	}
	return out.String()
}

// ref returns a reference to an object.
func ref(id int) string { return strconv.Itoa(id) + " 0 R" }

// refs returns an array of references.
func refs(ids []int) string {
	var out strings.Builder
	out.WriteByte('[')
	for i, id := range ids {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(ref(id))
	}
	out.WriteByte(']')
	return out.String()
}
