package coding

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decodeWindows1252 reads every byte as one character. The five bytes that
// Windows-1252 leaves undefined (81, 8D, 8F, 90 and 9D) become the control
// characters of the same number, as browsers do it, so nothing is lost.
func decodeWindows1252(raw []byte) string {
	size := len(raw)
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			size += utf8.RuneLen(rune1252(c)) - 1
		}
	}
	var b strings.Builder
	b.Grow(size)
	for _, c := range raw {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
			continue
		}
		b.WriteRune(rune1252(c))
	}
	return b.String()
}

func rune1252(c byte) rune {
	if undefined1252(rune(c)) {
		return rune(c)
	}
	return charmap.Windows1252.DecodeByte(c)
}

func undefined1252(r rune) bool {
	switch r {
	case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
		return true
	}
	return false
}

func encodeWindows1252(text string) ([]byte, error) {
	raw := make([]byte, 0, len(text))
	for i, r := range text {
		if undefined1252(r) {
			raw = append(raw, byte(r))
			continue
		}
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			return nil, fmt.Errorf("encode as %s: it has no %q, the character at byte %d", Windows1252, r, i)
		}
		raw = append(raw, c)
	}
	return raw, nil
}
