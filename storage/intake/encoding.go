package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"assay.app/assay/model"
)

// Encodings that nothing in a file tells of: an analyst names them, or, for the
// Cyrillic ones, the letters give them away (cyrillic.go).

// pages are the encodings in which each byte is a character.
var pages = []struct {
	name string
	page *charmap.Charmap
}{
	{"windows-1250", charmap.Windows1250},
	{"windows-1251", charmap.Windows1251},
	{"windows-1253", charmap.Windows1253},
	{"windows-1254", charmap.Windows1254},
	{"windows-1255", charmap.Windows1255},
	{"windows-1256", charmap.Windows1256},
	{"windows-1257", charmap.Windows1257},
	{"windows-1258", charmap.Windows1258},
	{"koi8-r", charmap.KOI8R},
	{"koi8-u", charmap.KOI8U},
	{"iso-8859-1", charmap.ISO8859_1},
	{"iso-8859-2", charmap.ISO8859_2},
	{"iso-8859-3", charmap.ISO8859_3},
	{"iso-8859-4", charmap.ISO8859_4},
	{"iso-8859-5", charmap.ISO8859_5},
	{"iso-8859-6", charmap.ISO8859_6},
	{"iso-8859-7", charmap.ISO8859_7},
	{"iso-8859-9", charmap.ISO8859_9},
	{"iso-8859-10", charmap.ISO8859_10},
	{"iso-8859-13", charmap.ISO8859_13},
	{"iso-8859-14", charmap.ISO8859_14},
	{"iso-8859-15", charmap.ISO8859_15},
	{"iso-8859-16", charmap.ISO8859_16},
	{"ibm866", charmap.CodePage866},
	{"macintosh", charmap.Macintosh},
}

// eastern are encodings in which a character has several bytes.
var eastern = []struct {
	name string
	is   encoding.Encoding
}{
	{"gb18030", simplifiedchinese.GB18030},
	{"big5", traditionalchinese.Big5},
	{"shift_jis", japanese.ShiftJIS},
	{"euc-jp", japanese.EUCJP},
	{"euc-kr", korean.EUCKR},
}

// Encodings lists the encodings that DecodeAs can be asked for, the commonest
// first.
func Encodings() []string {
	names := []string{UTF8, UTF16LE, UTF16BE, Windows1252}
	for _, p := range pages {
		names = append(names, p.name)
	}
	for _, e := range eastern {
		names = append(names, e.name)
	}
	return names
}

// DecodeAs is Decode for bytes whose encoding is known: one of Encodings, or ""
// to find it out. The name that it gives back says more where a byte order mark
// was there. It reports model.ErrDamaged where the bytes are not of that
// encoding.
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
		if has(raw, bomUTF8) {
			return textOf(raw[len(bomUTF8):]), UTF8BOM, nil
		}
		return textOf(raw), UTF8, nil
	case UTF16LE, UTF16BE:
		return decodeAsUTF16(raw, encoding)
	case Windows1252:
		return decodeWindows1252(raw), Windows1252, nil
	}
	if page := pageOf(encoding); page != nil {
		return decodePage(raw, page), encoding, nil
	}
	if e := easternOf(encoding); e != nil {
		decoded, err := e.NewDecoder().Bytes(raw)
		if err == nil {
			var again []byte
			again, err = e.NewEncoder().Bytes(decoded)
			if err == nil && bytes.Equal(raw, again) {
				return textOf(decoded), encoding, nil
			}
		}
		return "", "", notWritten(encoding)
	}
	return "", "", fmt.Errorf("decode as %q: unknown encoding", encoding)
}

func decodeAsUTF16(raw []byte, encoding string) (text, name string, err error) {
	order, mark, marked := littleEndian, bomUTF16LE, UTF16LEBOM
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

func pageOf(encoding string) *charmap.Charmap {
	for _, p := range pages {
		if p.name == encoding {
			return p.page
		}
	}
	return nil
}

func easternOf(name string) encoding.Encoding {
	for _, e := range eastern {
		if e.name == name {
			return e.is
		}
	}
	return nil
}

// pageRune is the character of a byte. One that the encoding leaves undefined
// is the character of the same number, as in Windows-1252, so that nothing is
// lost: no encoding here has that character elsewhere.
func pageRune(c byte, page *charmap.Charmap) rune {
	if r := page.DecodeByte(c); r != utf8.RuneError {
		return r
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

// encodeNamed writes text in one of pages or eastern.
func encodeNamed(text, encoding string) ([]byte, error) {
	if page := pageOf(encoding); page != nil {
		return encodePage(text, encoding, page)
	}
	e := easternOf(encoding)
	if e == nil {
		return nil, fmt.Errorf("encode as %q: unknown encoding", encoding)
	}
	raw, err := e.NewEncoder().Bytes([]byte(text))
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
