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

// Names of encodings in model.Article.Encoding. charset.Names lists the others.
const (
	UTF8        = "utf-8"
	UTF8BOM     = "utf-8-bom"
	UTF16LEBOM  = "utf-16le-bom"
	UTF16BEBOM  = "utf-16be-bom"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Windows1252 = "windows-1252"
)

// Byte order marks.
const (
	BomUTF8    = "\xEF\xBB\xBF"
	BomUTF16LE = "\xFF\xFE"
	bomUTF16BE = "\xFE\xFF"
	bomUTF32LE = "\xFF\xFE\x00\x00"
	bomUTF32BE = "\x00\x00\xFE\xFF"
)

// Decode detects the encoding of raw and returns its text exactly: it keeps line
// endings and all control characters, and drops only a byte order mark.
// Encode(text, encoding) returns raw again. The text may share the memory of raw,
// which the caller must not alter afterwards.
//
// Decode trusts a byte order mark. Without one, text with NUL bytes can only be
// UTF-16. Valid UTF-8 is UTF-8, unless it has the escape sequences of ISO-2022-JP
// and is valid in it. Otherwise Decode guesses the encoding (package charset),
// unless the bytes suggest damaged UTF-8.
//
// The error wraps model.ErrEmptyFile if nothing in the text is visible,
// model.ErrBinary if raw is not text, and model.ErrDamaged if raw is text that
// cannot be decoded without loss.
func Decode(raw []byte) (text, encoding string, err error) {
	text, encoding, _, err = DecodeGuess(raw)
	return text, encoding, err
}

// DecodeGuess is like Decode. runnerUp is the second-best encoding, or "" if
// DecodeGuess did not guess the encoding or no other one fits.
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

// unfit returns the error for bytes that are not text in any encoding. line is the
// first line that is not UTF-8.
func unfit(line int) error {
	return fmt.Errorf("%w: its bytes are not text in any known encoding (line %d); name the encoding, or save it again from its source as UTF-8", model.ErrDamaged, line)
}

// decodeUnicode decodes the encodings of Unicode, and ISO-2022-JP. For other bytes
// it returns no name and no error.
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

// guessed returns the most likely encoding of bytes without other evidence. A
// multi-byte encoding must reproduce the bytes.
func guessed(raw []byte) charset.Guess {
	g := charset.Of(raw)
	if charset.Eastern(g.Encoding) != nil {
		if _, _, err := decodeAs(raw, g.Encoding); err != nil {
			return charset.Guess{Encoding: Windows1252, RunnerUp: g.Encoding}
		}
	}
	return g
}

// Encode returns the bytes from which Decode made text. It fails if the encoding is
// unknown or cannot represent the text.
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

// StringOf returns bytes as a string without copying them. The caller must not
// alter them afterwards.
func StringOf(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

func has(raw []byte, prefix string) bool {
	return len(raw) >= len(prefix) && string(raw[:len(prefix)]) == prefix
}

func damaged(encoding string, at int) error {
	return fmt.Errorf("%w: it is written in %s, but not at byte %d; save it again from its source as UTF-8", model.ErrDamaged, encoding, at)
}

// damagedUTF8 is like damaged, and adds the number of the line, from 1.
func damagedUTF8(raw []byte, at int) error {
	return fmt.Errorf("%w (line %d)", damaged("UTF-8", at), 1+bytes.Count(raw[:at], []byte("\n")))
}

// invalidUTF8 returns the byte offset of the first byte that is not UTF-8, or -1.
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

// mostlyUTF8 reports whether invalid UTF-8 is still more likely to be UTF-8 with a
// few bytes lost than a single-byte encoding. Well-formed multi-byte sequences
// hardly ever occur by chance in Windows-1252.
func mostlyUTF8(raw []byte) bool {
	good, bad := sequences(StringOf(raw))
	return speaksForUTF8(good, bad)
}

func speaksForUTF8(good, bad int64) bool { return good > 2 && good > 4*bad }

// PartlyUTF8 reports whether bytes that otherwise look like Windows-1252 contain
// much UTF-8, as if one file held two texts.
func PartlyUTF8(raw []byte) bool {
	return speaksPartlyForUTF8(sequences(StringOf(raw)))
}

func speaksPartlyForUTF8(good, bad int64) bool { return good > 2 && 4*good > bad }

// sequences counts the multi-byte characters in UTF-8 (good), and the bytes that
// are not part of any character (bad).
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

// Text may hold a few stray control characters, such as the ETX of news wires: at
// most one in controlShare bytes, or at most controlFew.
const (
	controlShare = 64
	controlFew   = 2
)

// legible returns an error for bytes that decoded without an error but are not
// text, or are only white space.
func legible(raw []byte, text string) error {
	var l Legibility
	l.Add(text)
	return l.Check(raw)
}

// Legibility counts what distinguishes text from binary data that happened to
// decode without an error. Add the parts of a text one after another.
type Legibility struct {
	bytes, controls int
	nul, visible    bool
}

// Add counts a part of the text.
func (l *Legibility) Add(text string) {
	l.nul = l.nul || strings.IndexByte(text, 0) >= 0
	l.bytes += len(text)
	for i := 0; i < len(text); {
		if c := text[i]; ' ' < c && c < 0x7F { // the most frequent case
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

// Check returns an error if the text looks like binary data or has only white
// space. raw is the beginning of the file, from which the error names the format.
func (l *Legibility) Check(raw []byte) error {
	switch {
	case l.nul, l.controls > controlFew && l.controls > l.bytes/controlShare, !l.visible && l.controls > 0:
		return NotText(raw)
	case !l.visible:
		return fmt.Errorf("%w: it contains only white space", model.ErrEmptyFile)
	}
	return nil
}

// isControl reports whether r is a control character other than white space.
func isControl(r rune) bool {
	return r < ' ' && (r < '\t' || r > '\r') || 0x7F <= r && r < 0xA0 && r != 0x85
}
