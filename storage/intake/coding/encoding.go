package coding

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/charset"
)

// Encodings returns the encodings that DecodeAs accepts.
func Encodings() []string {
	return append([]string{UTF8, UTF16LE, UTF16BE, Windows1252}, charset.Names()...)
}

// DecodeAs is like Decode for bytes in a known encoding: one of Encodings, or "" to
// detect it. The returned name also shows whether there was a byte order mark. The
// error wraps model.ErrDamaged if the bytes are not in that encoding.
func DecodeAs(raw []byte, encoding string) (text, name string, err error) {
	if encoding == "" {
		return Decode(raw)
	}
	if len(raw) == 0 {
		return "", "", model.ErrEmptyFile
	}
	if text, name, err = decodeAs(raw, encoding); err != nil {
		return "", "", err
	}
	if err := legible(raw, text); err != nil {
		return "", "", err
	}
	return text, name, nil
}

func decodeAs(raw []byte, encoding string) (text, name string, err error) {
	switch encoding {
	case UTF8:
		if bad := invalidUTF8(raw); bad >= 0 {
			return "", "", notWritten(encoding)
		}
		if has(raw, BomUTF8) {
			return StringOf(raw[len(BomUTF8):]), UTF8BOM, nil
		}
		return StringOf(raw), UTF8, nil
	case UTF16LE, UTF16BE:
		return decodeAsUTF16(raw, encoding)
	case Windows1252:
		return decodeWindows1252(raw), Windows1252, nil
	}
	if page := charset.Page(encoding); page != nil {
		return decodePage(raw, page), encoding, nil
	}
	if e := charset.Eastern(encoding); e != nil {
		decoded, err := e.NewDecoder().Bytes(raw)
		if err == nil {
			var again []byte
			again, err = charset.Encode(StringOf(decoded), encoding)
			if err == nil && bytes.Equal(raw, again) {
				return StringOf(decoded), encoding, nil
			}
		}
		return "", "", notWritten(encoding)
	}
	return "", "", fmt.Errorf("decode as %q: unknown encoding", encoding)
}

func decodeAsUTF16(raw []byte, encoding string) (text, name string, err error) {
	order, mark, marked := littleEndian, BomUTF16LE, UTF16LEBOM
	if encoding == UTF16BE {
		order, mark, marked = bigEndian, bomUTF16BE, UTF16BEBOM
	}
	name, body := encoding, raw
	if has(raw, mark) {
		name, body = marked, raw[len(mark):]
	}
	text, bad := decodeUTF16(body, order)
	if bad >= 0 {
		return "", "", notWritten(encoding)
	}
	return text, name, nil
}

func notWritten(encoding string) error {
	return fmt.Errorf("%w: it is not written in %s; choose another encoding", model.ErrDamaged, strings.ToUpper(encoding))
}

// pageRune returns the character of a byte. So that nothing is lost, a byte that
// the encoding leaves undefined becomes the character with the same number, as in
// Windows-1252, or a private-use character if the encoding has that character
// elsewhere.
func pageRune(c byte, page *charmap.Charmap) rune {
	const private = 0xF700
	if r := page.DecodeByte(c); r != utf8.RuneError {
		return r
	}
	if _, elsewhere := page.EncodeRune(rune(c)); elsewhere {
		return private + rune(c)
	}
	return rune(c)
}

func decodePage(raw []byte, page *charmap.Charmap) string {
	size := 0
	for _, c := range raw {
		size += utf8.RuneLen(pageRune(c, page))
	}
	var b strings.Builder
	b.Grow(size)
	for _, c := range raw {
		b.WriteRune(pageRune(c, page))
	}
	return b.String()
}

// encodeNamed encodes text in one of the encodings that charset.Names lists.
func encodeNamed(text, encoding string) ([]byte, error) {
	if page := charset.Page(encoding); page != nil {
		return encodePage(text, encoding, page)
	}
	if charset.Eastern(encoding) == nil {
		return nil, fmt.Errorf("encode as %q: unknown encoding", encoding)
	}
	raw, err := charset.Encode(text, encoding)
	if err != nil {
		return nil, fmt.Errorf("encode as %s: %w", encoding, err)
	}
	return raw, nil
}

func encodePage(text, encoding string, page *charmap.Charmap) ([]byte, error) {
	var runes [256]rune
	bytesOf := make(map[rune]byte, len(runes))
	for c := range runes {
		runes[c] = pageRune(byte(c), page)
		bytesOf[runes[c]] = byte(c)
	}
	raw := make([]byte, 0, len(text))
	for i, r := range text {
		c, ok := bytesOf[r]
		if !ok {
			return nil, fmt.Errorf("encode as %s: it has no %q, the character at byte %d", encoding, r, i)
		}
		raw = append(raw, c)
	}
	return raw, nil
}
