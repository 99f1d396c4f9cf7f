package webanno

import (
	"strings"
	"unicode/utf8"
)

// appendValue appends the value of a feature. "*" stands for no value.
func appendValue(dst []byte, value string) []byte {
	if value == "" {
		return append(dst, '*')
	}
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '\\', '[', ']', '|', '_', ';', '*':
			dst = append(dst, '\\', c)
		case '\t':
			dst = append(dst, `\t`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '-':
			if strings.HasPrefix(value[i:], "->") {
				dst = append(dst, '\\')
			}
			dst = append(dst, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// appendText appends a text without line feeds.
func appendText(dst []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\\':
			dst = append(dst, `\\`...)
		case c == '\t':
			dst = append(dst, `\t`...)
		case c == '\r':
			dst = append(dst, `\r`...)
		case c == '\f':
			dst = append(dst, `\f`...)
		case c == '\b':
			dst = append(dst, `\b`...)
		case c < ' ' && c != '\v':
			dst = append(dst, '\\', c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// unescaped is the inverse of both. Versions up to 3.1 escape texts as Java does, with \uXXXX.
func unescaped(text string, java bool) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; {
		case c == 't':
			b.WriteByte('\t')
		case c == 'n':
			b.WriteByte('\n')
		case c == 'r':
			b.WriteByte('\r')
		case c == 'f':
			b.WriteByte('\f')
		case c == 'b':
			b.WriteByte('\b')
		case c == 'u' && java:
			units, n := utf16Escapes(text[i-1:])
			if n == 0 {
				b.WriteString(`\u`)
				continue
			}
			b.WriteString(units)
			i += n - 2
		case c >= utf8.RuneSelf, 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
			b.WriteByte('\\') // nothing that is escaped
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// utf16Escapes returns the text of the escapes \uXXXX with which a text begins, and their length in
// bytes, or 0 if it begins with none.
func utf16Escapes(text string) (string, int) {
	var units []uint16
	n := 0
	for len(text) >= n+6 && text[n] == '\\' && text[n+1] == 'u' {
		unit, ok := hexadecimal(text[n+2 : n+6])
		if !ok {
			break
		}
		units = append(units, unit)
		n += 6
	}
	return decode16(units), n
}
