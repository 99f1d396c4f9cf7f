package sidefile

import (
	"context"
	"errors"
	"io"
	"os"
)

// copyStep is the greatest number of bytes copied between two checks of ctx.
const copyStep = 16 << 20

// stoppable writes to a file until ctx is done.
type stoppable struct {
	ctx    context.Context
	file   *os.File
	copied func(bytes int64) // if set, called by ReadFrom after each step
}

// Write implements io.Writer.
func (s *stoppable) Write(data []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.file.Write(data)
}

// ReadFrom implements io.ReaderFrom, so that the system can copy between files,
// which is faster. It copies at most copyStep bytes at a time.
func (s *stoppable) ReadFrom(r io.Reader) (int64, error) {
	source, left := r, int64(1<<62)
	limited, isLimited := r.(*io.LimitedReader)
	if isLimited {
		source, left = limited.R, limited.N
	}
	var copied int64
	for left > 0 {
		if err := s.ctx.Err(); err != nil {
			return copied, err
		}
		n, err := io.Copy(s.file, &io.LimitedReader{R: source, N: min(left, copyStep)})
		copied, left = copied+n, left-n
		if s.copied != nil {
			s.copied(n)
		}
		if isLimited {
			limited.N = left
		}
		if err != nil || n == 0 {
			return copied, err
		}
	}
	return copied, nil
}

// newMode is the mode of new files, before the umask.
const newMode = 0o666

// NewStoppable returns a writer to a file. Its writes fail once ctx is done.
func NewStoppable(ctx context.Context, file *os.File) io.Writer {
	return &stoppable{ctx: ctx, file: file}
}

// Copy copies the file at from, following links, to a new file. It stops when ctx
// is done. No process may write to the file meanwhile.
func Copy(ctx context.Context, from, to string) error { return CopyCounting(ctx, from, to, nil) }

// CopyCounting is Copy, but calls copied, unless it is nil, after each step with the
// number of bytes copied in it.
func CopyCounting(ctx context.Context, from, to string, copied func(bytes int64)) error {
	source, err := OpenLinked(from, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer source.Close()
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, newMode)
	if err != nil {
		return err
	}
	_, err = (&stoppable{ctx, file, copied}).ReadFrom(source)
	return errors.Join(err, file.Close())
}
