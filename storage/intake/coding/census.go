package coding

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/charset"
	"assay.app/assay/storage/intake/window"
)

// census is the result of one pass over all bytes of a file. It holds what Find
// needs to know about bytes that are not in memory.
type census struct {
	Hash  hash.Hash
	size  int64
	carry []byte   // the beginning of a character that the next block completes
	bad   int64    // byte offset of the first byte that is not UTF-8, or -1
	high  int64    // byte offset of the first byte that is not ASCII, or -1
	nul   [2]int64 // number of zero bytes at even and at odd offsets
}

// censusBytes is the number of bytes read at a time.
const censusBytes = 256 << 10

// Count reads a file and returns its census. It calls seen with the number of bytes
// of each block.
func Count(ctx context.Context, file io.ReaderAt, size int64, seen func(int64)) (*census, error) {
	c := &census{Hash: sha256.New(), bad: -1, high: -1}
	block := make([]byte, censusBytes)
	for c.size < size {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		block = block[:min(int64(len(block)), size-c.size)]
		if n, err := file.ReadAt(block, c.size); n < len(block) {
			return nil, err
		}
		c.add(block)
		seen(int64(len(block)))
	}
	if len(c.carry) > 0 && c.bad < 0 {
		c.bad = size - int64(len(c.carry))
	}
	return c, nil
}

func (c *census) add(block []byte) {
	c.Hash.Write(block)
	if c.high < 0 {
		for i, b := range block {
			if b >= utf8.RuneSelf {
				c.high = c.size + int64(i)
				break
			}
		}
	}
	if bytes.IndexByte(block, 0) >= 0 {
		for i, b := range block {
			if b == 0 {
				c.nul[(c.size+int64(i))&1]++
			}
		}
	}
	if c.bad < 0 && (c.high >= 0 || len(c.carry) > 0) {
		c.valid(block)
	}
	c.size += int64(len(block))
}

// valid looks for the first byte that is not UTF-8 in a block and records its
// offset. It keeps a character that the block cuts off in c.carry.
func (c *census) valid(block []byte) {
	start := c.size - int64(len(c.carry))
	all := append(c.carry, block...)
	end := len(all)
	for k := 1; k < utf8.UTFMax && k <= len(all); k++ {
		if utf8.RuneStart(all[len(all)-k]) {
			if !utf8.FullRune(all[len(all)-k:]) {
				end = len(all) - k
			}
			break
		}
	}
	if bad := invalidUTF8(all[:end]); bad >= 0 {
		c.bad = start + int64(bad)
	}
	c.carry = append([]byte(nil), all[end:]...)
}

// Form is the encoding of a large file.
type Form struct {
	Encoding, RunnerUp string // in the form of model.Article.Encoding
	Start              int64  // byte offset of the text, after any byte order mark
	Coding             window.Coding
	Strange            bool // the file is text only if all its characters are assigned
}

// Large is a large file whose encoding is to be found.
type Large struct {
	Ctx      context.Context
	Window   window.File
	Front    []byte // first bytes of the file
	Encoding string // as named by an analyst; "" means detect it
}

// Find detects the encoding of a large file as DecodeGuess does for bytes in
// memory. c is the census of the file.
func (l *Large) Find(c *census) (Form, error) {
	front := l.Front
	if l.Encoding != "" {
		return l.encodingNamed(c, l.Encoding)
	}
	switch {
	case has(front, bomUTF32LE), has(front, bomUTF32BE), DisguiseOf(front) != "":
		_, _, err := Decode(front)
		return Form{}, err
	case has(front, BomUTF8):
		if c.bad >= 0 {
			return Form{}, l.damagedUTF8(c.bad)
		}
		return Form{Encoding: UTF8BOM, Start: int64(len(BomUTF8)), Coding: window.Plain}, nil
	case has(front, BomUTF16LE):
		return Form{Encoding: UTF16LEBOM, Start: 2, Coding: wide(littleEndian, false)}, nil
	case has(front, bomUTF16BE):
		return Form{Encoding: UTF16BEBOM, Start: 2, Coding: wide(bigEndian, true)}, nil
	case c.nul != [2]int64{}:
		return l.unmarked(c)
	case c.bad < 0 && charset.Shifts(front):
		return l.shifted()
	case c.bad < 0:
		return Form{Encoding: UTF8, Coding: window.Plain}, nil
	}
	good, wrong := int64(0), int64(0)
	err := l.blocks(window.Plain, func(text string) {
		g, w := sequences(text)
		good, wrong = good+g, wrong+w
	})
	if err != nil {
		return Form{}, err
	}
	if speaksForUTF8(good, wrong) {
		return Form{}, l.damagedUTF8(c.bad)
	}
	g, err := l.guess(c)
	switch {
	case err != nil:
		return Form{}, err
	case g.Unfit:
		return Form{}, l.unfit(c.bad)
	case g.Encoding == Windows1252 && speaksPartlyForUTF8(good, wrong):
		return Form{}, l.damagedUTF8(c.bad)
	}
	return Form{Encoding: g.Encoding, RunnerUp: g.RunnerUp, Coding: inEncoding(g.Encoding)}, nil
}

// shifted returns ISO-2022-JP if the whole file is valid in it, otherwise UTF-8.
func (l *Large) shifted() (Form, error) {
	w, whole := Form{Encoding: charset.ISO2022JP, Coding: inEncoding(charset.ISO2022JP)}, true
	err := l.blocks(window.Plain, func(text string) {
		if whole {
			_, _, err := decodeAs([]byte(text), charset.ISO2022JP)
			whole = err == nil
		}
	})
	if !whole {
		w = Form{Encoding: UTF8, Coding: window.Plain}
	}
	return w, err
}

// encodingNamed returns the form of a file in the encoding that an analyst named.
// It checks the bytes only if that is UTF-8.
func (l *Large) encodingNamed(c *census, name string) (Form, error) {
	w := Form{Encoding: name, Coding: inEncoding(name)}
	mark := ""
	switch name {
	case UTF8:
		if c.bad >= 0 {
			return w, notWritten(name)
		}
		w.Coding, mark = window.Plain, BomUTF8
	case UTF16LE:
		w.Coding, mark = wide(littleEndian, false), BomUTF16LE
	case UTF16BE:
		w.Coding, mark = wide(bigEndian, true), bomUTF16BE
	}
	if mark != "" && has(l.Front, mark) {
		w.Encoding, w.Start = name+"-bom", int64(len(mark))
	}
	return w, nil
}

// unmarked is like decodeUnmarked for a large file, but does not recognise East
// Asian text with few ASCII characters. It sets Strange, so the caller must check
// that all characters are assigned.
func (l *Large) unmarked(c *census) (Form, error) {
	w, most, least := Form{Encoding: UTF16LE, Coding: wide(littleEndian, false)}, c.nul[1], c.nul[0]
	if c.nul[0] > c.nul[1] {
		w, most, least = Form{Encoding: UTF16BE, Coding: wide(bigEndian, true)}, c.nul[0], c.nul[1]
	}
	if KindOf(l.Front) != "" || c.size%2 != 0 || most < c.size/2/unmarkedShare || least > most/16 {
		return Form{}, NotText(l.Front)
	}
	w.Strange = true
	return w, nil
}

// guess guesses the encoding from the words around the first bytes that are not
// ASCII.
func (l *Large) guess(c *census) (charset.Guess, error) {
	const before, look = 8 << 10, 4 << 20
	raw := make([]byte, min(look, c.size-max(0, c.high-before)))
	if n, err := l.Window.At.ReadAt(raw, max(0, c.high-before)); n < len(raw) {
		return charset.Guess{}, err
	}
	var failed error
	reads := func(name string, all func(raw string) bool) bool {
		ok := true
		if err := l.blocks(window.Plain, func(raw string) { ok = ok && all(raw) }); err != nil {
			failed = err
		}
		return ok
	}
	g := charset.OfPart(raw, func(name string) bool {
		return reads(name, func(raw string) bool { return charset.Reads([]byte(raw), name) })
	})
	if charset.Eastern(g.Encoding) != nil {
		again := func(raw string) bool { _, _, err := decodeAs([]byte(raw), g.Encoding); return err == nil }
		if !reads(g.Encoding, again) {
			g = charset.Guess{Encoding: Windows1252, RunnerUp: g.Encoding}
		}
	}
	return g, failed
}

// blocks calls see with the whole text of the file, some lines at a time.
func (l *Large) blocks(coding window.Coding, see func(text string)) error {
	w := l.Window
	w.Coding, w.Start, w.Seen = coding, 0, nil
	return w.Each(l.Ctx, 0, l.Window.Size, 1, func(w window.Window) (int, error) {
		if w.Full && w.Text == "" {
			return 0, ErrLine(w.Line, l.Window.Most)
		}
		see(w.Text)
		return len(w.Text), nil
	})
}

// ErrLine returns the error for a line of more than most bytes.
func ErrLine(line int, most int64) error {
	return fmt.Errorf("%w: line %d has more than %d MiB; divide it first", model.ErrTooLarge, line, most>>20)
}

func (l *Large) damagedUTF8(at int64) error {
	return fmt.Errorf("%w (line %d)", damaged("UTF-8", int(at)), l.lineAt(at))
}

// unfit returns the error for a file that is not text in any encoding. at is the
// byte offset of the first byte that is not UTF-8.
func (l *Large) unfit(at int64) error { return unfit(l.lineAt(at)) }

// lineAt returns the number of the line that contains byte offset at, from 1.
func (l *Large) lineAt(at int64) (line int) {
	line, seen := 1, int64(0)
	_ = l.blocks(window.Plain, func(text string) {
		line += bytes.Count([]byte(text)[:min(int64(len(text)), max(0, at-seen))], []byte("\n"))
		seen += int64(len(text))
	})
	return line
}

// wide returns the coding of UTF-16.
func wide(order byteOrder, big bool) window.Coding {
	return window.Coding{
		Wide: true, Big: big,
		Decode: func(raw []byte) (string, error) {
			text, bad := decodeUTF16(raw, order)
			if bad >= 0 {
				return "", fmt.Errorf("%w: only part of it is written in UTF-16; save it again from its source as UTF-8", model.ErrDamaged)
			}
			return text, nil
		},
		Size: func(text string) (size int64, err error) {
			for _, r := range text {
				if size += 2; r > 0xFFFF {
					size += 2
				}
			}
			return size, nil
		},
	}
}

// inEncoding returns the coding of a named encoding without a byte order mark.
func inEncoding(encoding string) window.Coding {
	return window.Coding{
		Decode: func(raw []byte) (string, error) {
			text, _, err := decodeAs(raw, encoding)
			return text, err
		},
		Size: func(text string) (int64, error) {
			raw, err := Encode(text, encoding)
			return int64(len(raw)), err
		},
	}
}
