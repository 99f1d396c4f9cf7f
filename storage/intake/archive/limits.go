package archive

import (
	"bytes"
	"fmt"
	"io"

	"assay.app/assay/model"
)

// Limits bound what may come out of an archive. A limit of zero stands for its
// default, which its comment states last.
type Limits struct {
	File  int64 // bytes of one file; 32 MiB
	Total int64 // bytes of all files, at every depth; 4 GiB
	Files int   // number of files; a million
	Depth int   // how deep archives may be nested, counting the outermost; 3
	Ratio int64 // largest ratio of decompressed to compressed bytes once there are more than Slack; 200
	Slack int64 // bytes that may come out at any ratio; 64 MiB
	// Room, if set, grants memory for large decompression windows, ZIP directories
	// and archives inside archives.
	Room Room
}

// Room grants memory, in bytes.
type Room interface {
	// Take reserves n bytes and may wait for them.
	Take(n int64) error
	// Give releases n bytes that Take reserved.
	Give(n int64)
}

// take reserves n bytes until the returned function is called.
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

// ErrHarmful is returned for an archive that would do harm if it were unpacked.
var ErrHarmful = model.ErrHarmful

const unpackYourself = "unpack it with another program and add the folder"

// meter counts the decompressed bytes and the files of an archive and of all
// archives inside it.
type meter struct {
	limits Limits
	packed int64 // size of the outermost file, in bytes
	out    int64 // decompressed so far, in bytes
	files  int
}

// count adds n decompressed bytes. It returns an error if a limit is exceeded.
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

// file adds one file. It returns an error if there are too many.
func (m *meter) file() error {
	if m.files++; m.files > m.limits.Files {
		return fmt.Errorf("%w: more than %d files; %s", model.ErrSwells, m.limits.Files, unpackYourself)
	}
	return nil
}

// metered is a reader whose bytes the meter counts.
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

// whole reads all of r. If r has more than limit bytes, it stops reading and
// returns an error that wraps model.ErrTooLarge. size is the stated length in bytes
// and may be wrong.
func whole(r io.Reader, size, limit int64) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, min(max(size, 0), limit)+bytes.MinRead))
	_, err := out.ReadFrom(io.LimitReader(r, limit+1))
	raw := out.Bytes()
	if err == nil && int64(len(raw)) > limit {
		err = fmt.Errorf("%w: it has more than %d MiB; divide it first", model.ErrTooLarge, limit>>20)
	}
	return raw, err
}
