package archive

import (
	"bytes"
	"fmt"
	"io"

	"assay.app/assay/model"
)

// Limits bound what an archive may unpack to. Zero fields mean the defaults.
type Limits struct {
	File  int64 // bytes of one file in it; 32 MiB
	Total int64 // bytes of all that is in it, however deep; 4 GiB
	Files int   // how many files are in it; a million
	Depth int   // how many archives lie within one another; 3
	Ratio int64 // how many times more bytes come out than go in, once Slack bytes have; 200
	Slack int64 // bytes that may come out whatever the ratio; 64 MiB
	// Room, if set, is asked for the memory that unpacking takes beside the file
	// that is being unpacked.
	Room Room
}

// Room is the memory that an archive may take, in bytes.
type Room interface {
	// Take takes n bytes, and waits for them if need be. An error refuses the
	// archive.
	Take(n int64) error
	// Give gives n of the bytes back.
	Give(n int64)
}

// take takes n bytes until the function it returns is called.
func (l Limits) take(n int64) (give func(), err error) {
	if l.Room == nil || n == 0 {
		return func() {}, nil
	}
	if err := l.Room.Take(n); err != nil {
		return nil, err
	}
	return func() { l.Room.Give(n) }, nil
}

func (l Limits) orDefaults() Limits {
	or := func(field *int64, value int64) {
		if *field <= 0 {
			*field = value
		}
	}
	or(&l.File, 32<<20)
	or(&l.Total, 4<<30)
	or(&l.Ratio, 200)
	or(&l.Slack, 64<<20)
	if l.Files <= 0 {
		l.Files = 1e6
	}
	if l.Depth <= 0 {
		l.Depth = 3
	}
	return l
}

// ErrHarmful is an archive that is made, or damaged, so that unpacking it
// would do harm.
var ErrHarmful = model.ErrHarmful

const unpackYourself = "unpack it with another program and add the folder"

// meter counts what comes out of an archive and everything within it.
type meter struct {
	limits Limits
	packed int64 // bytes of the outermost file
	out    int64 // unpacked so far
	files  int
}

// count takes n more bytes that were unpacked.
func (m *meter) count(n int) error {
	m.out += int64(n)
	switch {
	case m.out > m.limits.Total:
		return fmt.Errorf("%w: more than %d MiB; %s", model.ErrSwells, m.limits.Total>>20, unpackYourself)
	case m.out > m.limits.Slack && m.out/m.limits.Ratio > m.packed:
		return fmt.Errorf("%w: more than %d times its size; %s", model.ErrSwells, m.limits.Ratio, unpackYourself)
	}
	return nil
}

// file takes one more file.
func (m *meter) file() error {
	if m.files++; m.files > m.limits.Files {
		return fmt.Errorf("%w: more than %d files; %s", model.ErrSwells, m.limits.Files, unpackYourself)
	}
	return nil
}

// metered is a reader of unpacked bytes that the meter counts.
type metered struct {
	r io.Reader
	m *meter
}

func (r metered) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if over := r.m.count(n); over != nil {
		return 0, over
	}
	return n, err
}

// whole reads all of r, a file of at most limit bytes. It is said to have size
// bytes; that may be wrong.
func whole(r io.Reader, size, limit int64) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, min(max(size, 0), limit)+bytes.MinRead))
	_, err := out.ReadFrom(io.LimitReader(r, limit+1))
	raw := out.Bytes()
	if err == nil && int64(len(raw)) > limit {
		err = fmt.Errorf("%w: it has more than %d MiB; divide it first", model.ErrTooLarge, limit>>20)
	}
	return raw, err
}
