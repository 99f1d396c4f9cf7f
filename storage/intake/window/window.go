// Package window reads files that are too large to be held, a stretch of whole lines
// at a time.
package window

import (
	"bytes"
	"context"
	"io"
	"strings"

	"assay.app/assay/model"
)

// Coding is how the lines of a file are written.
type Coding struct {
	// Decode decodes whole lines. The text may be the memory of raw.
	Decode func(raw []byte) (text string, err error)
	// Size returns how many bytes of the file a text takes.
	Size func(text string) (bytes int64, err error)
	// Wide is true where characters are units of two bytes, Big where the high byte
	// of each comes first.
	Wide, Big bool
}

// Plain is the coding of files whose bytes are taken as they are: UTF-8, mails.
var Plain = Coding{
	Decode: func(raw []byte) (string, error) { return textOf(raw), nil },
	Size:   func(text string) (int64, error) { return int64(len(text)), nil },
}

// File is a large file. Its methods may be called by one goroutine at a time.
type File struct {
	At    io.ReaderAt
	Size  int64 // bytes
	Start int64 // where the text begins: behind a byte order mark
	Coding
	// End is the character that ends lines: '\n' unless it is set.
	End byte
	// Step is how many bytes a window has at first, and Most how many at most.
	Step, Most int64
	// Seen, if set, is called with how many bytes were gone through, more than once
	// where they are gone through again.
	Seen func(bytes int64)
}

// Window is a stretch of a file.
type Window struct {
	Text  string // must not be altered; the memory of nothing else
	Start int64  // the byte of the file at which it begins
	Line  int    // the line that begins there, from 1
	Last  bool   // the file, or the part that was asked for, ends with it
	Full  bool   // it has Most bytes and cannot be larger
}

// Each calls take for the stretches of the file from a byte on to another, in order.
// Each begins at a line, the number of the first of which is given. take returns how
// many bytes of the text it has done with: the next window begins behind them, and
// none of a window that is not Last asks for a larger one. A window that is Full and
// has no text begins with a line that is longer. An error of take or ctx ends it.
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

// Read reads the lines from a byte on that end within size bytes, and not behind to.
func (f *File) Read(from, to, size int64) (Window, error) {
	w := Window{Start: from, Last: size >= to-from, Full: size >= f.Most}
	raw := make([]byte, min(size, to-from))
	if n, err := f.At.ReadAt(raw, from); n < len(raw) {
		if err == io.EOF {
			err = model.ErrDamaged // it was cut while it was read
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

// lineEnd returns where the last line that is complete ends, 0 where none is.
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

// Holds reports whether a byte stands anywhere behind another one in the file.
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
