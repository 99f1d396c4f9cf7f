// Package recode reads an annotation set in UTF-16 as UTF-8.
package recode

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model"
)

// A set should be in UTF-8, but PowerShell's > and some editors write UTF-16,
// usually with a byte order mark. A set begins with two ASCII characters, so its
// first two bytes reveal UTF-16 even without a mark.

const (
	bomUTF8    = "\xEF\xBB\xBF"
	bomUTF16LE = "\xFF\xFE"
	bomUTF16BE = "\xFE\xFF"
	bomUTF32LE = "\xFF\xFE\x00\x00"
	bomUTF32BE = "\x00\x00\xFE\xFF"
)

// UTF8 returns a reader of the set as UTF-8 without a byte order mark. skipped is
// the length in bytes of a UTF-8 mark that was skipped. recoded reports whether the
// set is converted from UTF-16, so that byte offsets in the file are unknown.
// UTF-32, gzip and ZIP files are refused.
func UTF8(r io.Reader) (text io.Reader, skipped int, recoded bool, err error) {
	b := bufio.NewReader(r)
	head, _ := b.Peek(4) // the next read returns the same error
	starts := func(mark string) bool { return bytes.HasPrefix(head, []byte(mark)) }
	skip := func(mark string) int { n, _ := b.Discard(len(mark)); return n }
	switch {
	case starts(bomUTF32LE), starts(bomUTF32BE), starts("\x00\x00\x00"), bytes.HasSuffix(head, []byte("\x00\x00\x00")):
		return nil, 0, false, fmt.Errorf("it is in UTF-32; save it as UTF-8: %w", model.ErrUnknownSet)
	case starts("\x1F\x8B"), starts("PK\x03\x04"):
		return nil, 0, false, fmt.Errorf("it is compressed; unpack it first: %w", model.ErrUnknownSet)
	case starts(bomUTF8):
		return b, skip(bomUTF8), false, nil
	case starts(bomUTF16LE):
		skip(bomUTF16LE)
		return &fromUTF16{r: b}, 0, true, nil
	case starts(bomUTF16BE):
		skip(bomUTF16BE)
		return &fromUTF16{r: b, bigEndian: true}, 0, true, nil
	case len(head) >= 2 && head[0] != 0 && head[1] == 0:
		return &fromUTF16{r: b}, 0, true, nil
	case len(head) >= 2 && head[0] == 0 && head[1] != 0:
		return &fromUTF16{r: b, bigEndian: true}, 0, true, nil
	}
	return b, 0, false, nil
}

// fromUTF16 is an io.Reader that converts UTF-16 to UTF-8.
type fromUTF16 struct {
	r         *bufio.Reader
	bigEndian bool
	line      int // counted from 0
	char      [utf8.UTFMax]byte
	rest      []byte // the part of char that was not returned yet
	err       error
}

// Read implements io.Reader. For invalid UTF-16, it returns an error that wraps
// model.ErrDamaged.
func (f *fromUTF16) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(f.rest) == 0 && f.err == nil {
			// Return what was converted rather than wait for more.
			if n > 0 && f.r.Buffered() < 4 {
				break
			}
			f.next()
		}
		if len(f.rest) == 0 {
			break
		}
		took := copy(p[n:], f.rest)
		n, f.rest = n+took, f.rest[took:]
	}
	if n == 0 && len(p) > 0 {
		return 0, f.err
	}
	return n, nil
}

// next reads one code point into rest, or sets err.
func (f *fromUTF16) next() {
	unit, err := f.unit()
	if err != nil {
		f.err = err
		return
	}
	r := rune(unit)
	if utf16.IsSurrogate(r) {
		low, err := f.unit()
		if err != nil && err != io.EOF {
			f.err = err
			return
		}
		if r = utf16.DecodeRune(r, rune(low)); r == utf8.RuneError {
			f.err = f.wrong("half of a surrogate pair stands alone")
			return
		}
	}
	if r == '\n' {
		f.line++
	}
	f.rest = utf8.AppendRune(f.char[:0], r)
}

// unit reads one UTF-16 code unit.
func (f *fromUTF16) unit() (uint16, error) {
	first, err := f.r.ReadByte()
	if err != nil {
		return 0, err
	}
	second, err := f.r.ReadByte()
	if err == io.EOF {
		err = f.wrong("it ends in the middle of a character")
	}
	if f.bigEndian {
		first, second = second, first
	}
	return uint16(first) | uint16(second)<<8, err
}

func (f *fromUTF16) wrong(what string) error {
	return fmt.Errorf("line %d: the file is not UTF-16, %s: %w", f.line+1, what, model.ErrDamaged)
}
