package spreadsheet

import (
	"net/url"
	"strings"
)

// maxAddress is the greatest length of an address that Excel opens, in bytes.
const maxAddress = 2000

// linkable returns an address as a hyperlink must have it, and reports whether it can be one. It
// can if it is a complete address of a web page. Excel calls a workbook with a malformed address
// damaged, so characters that addresses may not have are written as %XX.
func linkable(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || !ascii(u.Host) {
		return "", false
	}
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		switch {
		case c == '%' && !hex(address[i+1:]):
			return "", false
		case c > ' ' && c < 0x7F && !strings.ContainsRune("\"<>\\^`{|}", rune(c)):
			b.WriteByte(c)
		default:
			const digits = "0123456789ABCDEF"
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	target := b.String()
	if _, err := url.Parse(target); err != nil || len(target) > maxAddress || strings.Count(target, "#") > 1 {
		return "", false
	}
	return target, true
}

// hex reports whether a text begins with two hexadecimal digits.
func hex(text string) bool {
	if len(text) < 2 {
		return false
	}
	return strings.ContainsRune("0123456789abcdefABCDEF", rune(text[0])) && strings.ContainsRune("0123456789abcdefABCDEF", rune(text[1]))
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7E })
}
