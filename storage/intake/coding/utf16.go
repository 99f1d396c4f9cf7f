package coding

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model"
)

// byteOrder is a byte order of UTF-16.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

var (
	littleEndian byteOrder = binary.LittleEndian
	bigEndian    byteOrder = binary.BigEndian
)

// unmarkedShare decides what is treated as UTF-16 without a byte order mark: at
// least one code unit in unmarkedShare must have a zero high byte, as ASCII
// characters do. East Asian text is exempt; see decodeUnmarked.
const unmarkedShare = 24

// decodeMarked decodes UTF-16 that begins with a byte order mark.
func decodeMarked(raw []byte, order byteOrder, name string) (text, encoding string, err error) {
	const bom = 2
	text, bad := decodeUTF16(raw[bom:], order)
	if bad >= 0 {
		return "", "", damaged("UTF-16", bom+bad)
	}
	return text, name, nil
}

// decodeUnmarked decodes bytes that contain NULs. They are UTF-16 if everything
// decodes to characters that exist, and either the zero bytes are nearly all at
// even or nearly all at odd offsets, or nearly all of the text is East Asian.
// Otherwise, or if KindOf knows their format, they are not text.
func decodeUnmarked(raw []byte) (text, encoding string, err error) {
	var nul [2]int
	for i, b := range raw {
		if b == 0 {
			nul[i&1]++
		}
	}
	order, name, most, least := littleEndian, UTF16LE, nul[1], nul[0]
	if nul[0] > nul[1] {
		order, name, most, least = bigEndian, UTF16BE, nul[0], nul[1]
	}
	if KindOf(raw) != "" || len(raw)%2 != 0 {
		return "", "", NotText(raw)
	}
	if most >= len(raw)/2/unmarkedShare && least <= most/16 {
		if text, ok := assigned(raw, order); ok {
			return text, name, nil
		}
	}
	if text, ok := assigned(raw, littleEndian); ok && isEastern(text) {
		return text, UTF16LE, nil
	}
	if text, ok := assigned(raw, bigEndian); ok && isEastern(text) {
		return text, UTF16BE, nil
	}
	return "", "", NotText(raw)
}

// assigned decodes UTF-16 and reports whether all characters can occur in a text.
func assigned(raw []byte, order byteOrder) (text string, ok bool) {
	text, bad := decodeUTF16(raw, order)
	return text, bad < 0 && !strings.ContainsFunc(text, Unassigned)
}

// isEastern reports whether nearly all characters of a text are ASCII or used to
// write Chinese, Japanese or Korean. It returns false for a text of fewer than
// share characters.
func isEastern(text string) bool {
	const share = 32 // one in this many may be another character
	eastern, other := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf, 0x3000 <= r && r < 0x3100, 0x4E00 <= r && r < 0xA000, 0xAC00 <= r && r < 0xD7A4, 0xFF00 <= r && r < 0xFFF0,
			0x2010 <= r && r < 0x2030:
			eastern++
		default:
			other++
		}
	}
	return eastern >= share && other <= eastern/share
}

// Unassigned reports whether r is neither graphic nor a control, format or
// separator character.
func Unassigned(r rune) bool {
	return !unicode.IsGraphic(r) && !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// decodeUTF16 decodes raw. bad is -1, or the byte offset of half a surrogate pair
// or half a code unit.
func decodeUTF16(raw []byte, order byteOrder) (text string, bad int) {
	var b strings.Builder
	b.Grow(sizeUTF16(raw, order))
	for i := 0; i < len(raw); i += 2 {
		if i+1 == len(raw) {
			return "", i
		}
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			if i+3 >= len(raw) {
				return "", i
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(raw[i+2:]))); r == utf8.RuneError {
				return "", i
			}
			i += 2
		}
		b.WriteRune(r)
	}
	return b.String(), -1
}

// sizeUTF16 returns the maximum size of raw in UTF-8, in bytes.
func sizeUTF16(raw []byte, order byteOrder) (size int) {
	for i := 0; i+1 < len(raw); i += 2 {
		switch unit := order.Uint16(raw[i:]); {
		case unit < 0x80:
			size++
		case unit < 0x800, utf16.IsSurrogate(rune(unit)):
			size += 2
		default:
			size += 3
		}
	}
	return size
}

// encodeUTF16 appends text to dst in UTF-16.
func encodeUTF16(dst []byte, text string, order byteOrder) []byte {
	for _, r := range text {
		if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
			dst = order.AppendUint16(order.AppendUint16(dst, uint16(hi)), uint16(lo))
			continue
		}
		dst = order.AppendUint16(dst, uint16(r))
	}
	return dst
}

// NotText returns the error for bytes that are not text.
func NotText(raw []byte) error {
	if name := KindOf(raw); name != "" {
		return fmt.Errorf("%w: this looks like %s", model.ErrBinary, name)
	}
	return fmt.Errorf("%w: it has many bytes that do not occur in text; if it is a document, save it as plain text first", model.ErrBinary)
}
