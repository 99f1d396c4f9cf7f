// Package window reads files too large to hold in memory, a run of whole lines at a
// time.
package window

import (
	"bytes"
	"context"
	"io"
	"strings"

	"assay.app/assay/model"
)

// Coding is how the lines of a file are encoded.
type Coding struct {
	// Decode decodes whole lines. The text may share the memory of raw.
	Decode func(raw []byte) (text string, err error)
	// Size returns how many bytes of the file a text takes.
	Size func(text string) (bytes int64, err error)
	// Wide is true if the text consists of two-byte code units, and Big if the high
	// byte comes first.
	Wide, Big bool
}

// Plain is the coding of files whose bytes are used as they are: UTF-8 and mail.
var Plain = Coding{
	Decode: func(raw []byte) (string, error) { return textOf(raw), nil },
	Size:   func(text string) (int64, error) { return int64(len(text)), nil },
}

// File is a large file to be read in windows.
type File struct {
	At    io.ReaderAt
	Size  int64 // in bytes
	Start int64 // byte offset of the text, after a byte order mark
	Coding
	// End is the character that ends lines; '\n' unless set.
	End byte
	// Step is the first size of a window, and Most the largest, in bytes.
	Step, Most int64
	// Seen, if set, is called by Each with the number of bytes of the file that
	// take is done with.
	Seen func(bytes int64)
}

// Window is a run of lines of a file.
type Window struct {
	Text  string // shares its memory with nothing else
	Start int64  // byte offset of its beginning in the file
	Line  int    // number of its first line, from 1
	Last  bool   // it ends the range that was asked for
	Full  bool   // it was read with the largest size, Most
}

// Each calls take for consecutive windows from one byte offset to another. Each
// window begins at a line; line is the number of the first one. take returns how
// many bytes of the text it is done with, and the next window begins there. If take
// returns 0, the next window is larger; if the window was Last or Full, Each ends.
// A Full window with an empty text begins with a line longer than Most. An error of
// take or ctx ends Each.
func (f *File) Each(ctx context.Context, from, to int64, line int, take func(Window) (done int, err error)) error {
	for size := f.Step; from < to; {
		if err := ctx.Err(); err != nil {
			return err
		}
		w, err := f.Read(from, to, size)
		if err != nil {
			return err
		}
		w.Line = line
		done := 0
		if w.Text != "" || w.Last || w.Full {
			if done, err = take(w); err != nil {
				return err
			}
		}
		if done == 0 {
			if w.Last || w.Full {
				return nil
			}
			size = min(2*size, f.Most)
			continue
		}
		n, err := f.Coding.Size(w.Text[:done])
		if err != nil {
			return err
		}
		from, size = from+n, f.Step
		line += strings.Count(w.Text[:done], string(rune(f.end())))
		if f.Seen != nil {
			f.Seen(n)
		}
	}
	return nil
}

// Read reads the lines that begin at byte offset from and end within size bytes. If
// size is at least to-from, it reads everything before to.
func (f *File) Read(from, to, size int64) (Window, error) {
	w := Window{Start: from, Last: size >= to-from, Full: size >= f.Most}
	raw := make([]byte, min(size, to-from))
	if n, err := f.At.ReadAt(raw, from); n < len(raw) {
		if err == io.EOF {
			err = model.ErrDamaged // the file was truncated meanwhile
		}
		return w, err
	}
	if !w.Last {
		raw = raw[:f.lineEnd(raw)]
	}
	var err error
	w.Text, err = f.Decode(raw)
	return w, err
}

func (f *File) end() byte {
	if f.End == 0 {
		return '\n'
	}
	return f.End
}

// lineEnd returns the byte offset after the last complete line, or 0 if there is
// none.
func (f *File) lineEnd(raw []byte) int {
	end := f.end()
	if !f.Wide {
		return bytes.LastIndexByte(raw, end) + 1
	}
	low, high := 0, 1
	if f.Big {
		low, high = 1, 0
	}
	for i := len(raw)&^1 - 2; i >= 0; i -= 2 {
		if raw[i+low] == end && raw[i+high] == 0 {
			return i + 2
		}
	}
	return 0
}

// Holds reports whether the byte what occurs at or after byte offset from.
func (f *File) Holds(ctx context.Context, from int64, what byte) (bool, error) {
	raw := make([]byte, f.Step)
	for ; from < f.Size && ctx.Err() == nil; from += int64(len(raw)) {
		raw = raw[:min(int64(len(raw)), f.Size-from)]
		if n, err := f.At.ReadAt(raw, from); n < len(raw) {
			return false, err
		}
		if bytes.IndexByte(raw, what) >= 0 {
			return true, nil
		}
	}
	return false, ctx.Err()
}
