// Package coding decodes plain texts, recognises their encoding, and encodes them
// again byte for byte.
package coding

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/charset"
)

// The encodings, as they are written into an article.
const (
	UTF8        = "utf-8"
	UTF8BOM     = "utf-8-bom"
	UTF16LEBOM  = "utf-16le-bom"
	UTF16BEBOM  = "utf-16be-bom"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Windows1252 = "windows-1252"
)

// The byte order marks.
const (
	BomUTF8    = "\xEF\xBB\xBF"
	BomUTF16LE = "\xFF\xFE"
	bomUTF16BE = "\xFE\xFF"
	bomUTF32LE = "\xFF\xFE\x00\x00"
	bomUTF32BE = "\x00\x00\xFE\xFF"
)

// Decode finds the encoding of raw and gives its text exactly: line ends and
// all control characters are kept, only a byte order mark is dropped.
// Encode(text, encoding) gives raw back. The text may be the memory of raw, which
// must not be altered afterwards.
//
// A byte order mark is believed. Without one, NUL bytes in every other place
// mean UTF-16, and valid UTF-8 is UTF-8, unless it has the sequences of ISO-2022-JP. Otherwise the encoding is guessed
// (package charset), unless the bytes speak for damaged UTF-8.
//
// It reports model.ErrEmptyFile when nothing can be seen in the text,
// model.ErrBinary when raw is not text, and model.ErrDamaged when raw is
// text that cannot be decoded without loss.
func Decode(raw []byte) (text, encoding string, err error) {
	text, encoding, _, err = DecodeGuess(raw)
	return text, encoding, err
}

// DecodeGuess is Decode, and returns the runner-up where the encoding was guessed.
func DecodeGuess(raw []byte) (text, encoding, runnerUp string, err error) {
	if len(raw) == 0 {
		return "", "", "", model.ErrEmptyFile
	}
	if name := DisguiseOf(raw); name != "" {
		return "", "", "", fmt.Errorf("%w: this looks like %s", model.ErrBinary, name)
	}
	if text, encoding, err = decodeUnicode(raw); err == nil && encoding == "" {
		g := guessed(raw)
		runnerUp = g.RunnerUp
		switch {
		case g.Unfit:
			err = unfit(1 + bytes.Count(raw[:invalidUTF8(raw)], []byte("\n")))
		case g.Encoding == Windows1252 && PartlyUTF8(raw):
			err = damagedUTF8(raw, invalidUTF8(raw))
		default:
			text, encoding, err = decodeAs(raw, g.Encoding)
		}
	}
	if err == nil {
		err = legible(raw, text)
	}
	if err != nil {
		return "", "", "", err
	}
	return text, encoding, runnerUp, nil
}

// unfit refuses bytes that are text in no encoding, as a line shows.
func unfit(line int) error {
	return fmt.Errorf("%w: its bytes are text in no encoding (line %d); name the encoding, or save it as UTF-8 from where it came", model.ErrDamaged, line)
}

// decodeUnicode decodes what is in an encoding of Unicode; of other bytes it
// returns no name.
func decodeUnicode(raw []byte) (text, encoding string, err error) {
	switch {
	case has(raw, bomUTF32LE), has(raw, bomUTF32BE):
		return "", "", fmt.Errorf("%w: this looks like UTF-32; save it as UTF-8 first", model.ErrBinary)
	case has(raw, BomUTF8):
		body := raw[len(BomUTF8):]
		if bad := invalidUTF8(body); bad >= 0 {
			return "", "", damagedUTF8(raw, len(BomUTF8)+bad)
		}
		return StringOf(body), UTF8BOM, nil
	case has(raw, BomUTF16LE):
		return decodeMarked(raw, littleEndian, UTF16LEBOM)
	case has(raw, bomUTF16BE):
		return decodeMarked(raw, bigEndian, UTF16BEBOM)
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return decodeUnmarked(raw)
	}
	bad := invalidUTF8(raw)
	if bad < 0 {
		if charset.Shifts(raw) {
			if text, encoding, err = decodeAs(raw, charset.ISO2022JP); err == nil {
				return text, encoding, nil
			}
		}
		return StringOf(raw), UTF8, nil
	}
	if mostlyUTF8(raw) {
		return "", "", damagedUTF8(raw, bad)
	}
	return "", "", nil
}

// guessed guesses the encoding of bytes whose encoding nothing tells. One in which
// a character has several bytes must give the bytes back.
func guessed(raw []byte) charset.Guess {
	g := charset.Of(raw)
	if charset.Eastern(g.Encoding) != nil {
		if _, _, err := decodeAs(raw, g.Encoding); err != nil {
			return charset.Guess{Encoding: Windows1252, RunnerUp: g.Encoding}
		}
	}
	return g
}

// Encode gives the bytes that Decode made text from. It fails for an encoding
// that Decode does not give and for text that the encoding cannot hold.
func Encode(text, encoding string) ([]byte, error) {
	if bad := invalidUTF8(unsafe.Slice(unsafe.StringData(text), len(text))); bad >= 0 {
		return nil, fmt.Errorf("encode as %s: the text is not UTF-8 at byte %d", encoding, bad)
	}
	switch encoding {
	case UTF8:
		return []byte(text), nil
	case UTF8BOM:
		return []byte(BomUTF8 + text), nil
	case UTF16LEBOM:
		return encodeUTF16([]byte(BomUTF16LE), text, littleEndian), nil
	case UTF16BEBOM:
		return encodeUTF16([]byte(bomUTF16BE), text, bigEndian), nil
	case UTF16LE:
		return encodeUTF16(nil, text, littleEndian), nil
	case UTF16BE:
		return encodeUTF16(nil, text, bigEndian), nil
	case Windows1252:
		return encodeWindows1252(text)
	}
	return encodeNamed(text, encoding)
}

// StringOf returns bytes as a string. They must not be altered afterwards.
func StringOf(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

func has(raw []byte, prefix string) bool {
	return len(raw) >= len(prefix) && string(raw[:len(prefix)]) == prefix
}

func damaged(encoding string, at int) error {
	return fmt.Errorf("%w: it is written in %s, but not at byte %d; save it as UTF-8 again from where it came", model.ErrDamaged, encoding, at)
}

// damagedUTF8 is damaged, and names the line, from 1.
func damagedUTF8(raw []byte, at int) error {
	return fmt.Errorf("%w (line %d)", damaged("UTF-8", at), 1+bytes.Count(raw[:at], []byte("\n")))
}

// invalidUTF8 gives where raw stops being UTF-8, or -1.
func invalidUTF8(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// mostlyUTF8 reports whether invalid UTF-8 is still more likely to be UTF-8
// with a few bytes lost than a single-byte encoding. Well-formed sequences of
// several bytes hardly ever come up by chance in Windows-1252: "Ã©" is not
// something people write.
func mostlyUTF8(raw []byte) bool {
	good, bad := sequences(StringOf(raw))
	return speaksForUTF8(good, bad)
}

func speaksForUTF8(good, bad int64) bool { return good > 2 && good > 4*bad }

// PartlyUTF8 is mostlyUTF8 for bytes that are likeliest to be Windows-1252
// otherwise, of which a good part is UTF-8 all the same: two texts in one file.
func PartlyUTF8(raw []byte) bool {
	return speaksPartlyForUTF8(sequences(StringOf(raw)))
}

func speaksPartlyForUTF8(good, bad int64) bool { return good > 2 && 4*good > bad }

// sequences counts the characters of several bytes in UTF-8, and the bytes that
// are in none.
func sequences(raw string) (good, bad int64) {
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// Text may hold a few stray control characters (news wires leave ETX and the
// like), but not many: fewer than one in controlShare, or controlFew.
const (
	controlShare = 64
	controlFew   = 2
)

// legible refuses what decoded without an error but is no text.
func legible(raw []byte, text string) error {
	var l Legibility
	l.Add(text)
	return l.Check(raw)
}

// Legibility counts what distinguishes text from binary data that happened to decode
// without an error. The counts are added up over all parts of a text.
type Legibility struct {
	bytes, controls int
	nul, visible    bool
}

// Add looks at a part of the text.
func (l *Legibility) Add(text string) {
	l.nul = l.nul || strings.IndexByte(text, 0) >= 0
	l.bytes += len(text)
	for i := 0; i < len(text); {
		if c := text[i]; ' ' < c && c < 0x7F { // nearly all of them
			l.visible = true
			i++
			continue
		}
		r, width := utf8.DecodeRuneInString(text[i:])
		i += width
		switch {
		case isControl(r):
			l.controls++
		case !l.visible && unicode.IsGraphic(r) && !unicode.IsSpace(r):
			l.visible = true
		}
	}
}

// Check returns why it is no text, or nil; raw is what the file begins with.
func (l *Legibility) Check(raw []byte) error {
	switch {
	case l.nul, l.controls > controlFew && l.controls > l.bytes/controlShare, !l.visible && l.controls > 0:
		return NotText(raw)
	case !l.visible:
		return fmt.Errorf("%w: it holds nothing but white space", model.ErrEmptyFile)
	}
	return nil
}

// isControl reports whether r is a control character that is not white space.
func isControl(r rune) bool {
	return r < ' ' && (r < '\t' || r > '\r') || 0x7F <= r && r < 0xA0 && r != 0x85
}
