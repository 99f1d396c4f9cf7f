package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// copyStep is how many bytes are copied before looking whether to stop.
const copyStep = 16 << 20

// writeTo writes one state of the file into a new one.
func (p *Project) writeTo(ctx context.Context, to string) error {
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ledger.FileMode)
	if err != nil {
		return err
	}
	err = p.view("copy it", func(tx ledger.Tx) error {
		// bolt reads the file by its name.
		if !p.held.still(p.path) {
			return fmt.Errorf("another file, or none, has its name by now: %w", fs.ErrNotExist)
		}
		_, err := tx.WriteTo(&stoppable{ctx, file})
		return errors.Join(ctx.Err(), err) // bolt makes a text of the error
	})
	return errors.Join(err, file.Close())
}

// stoppable is a file being written that ctx can stop.
type stoppable struct {
	ctx  context.Context
	file *os.File
}

// Write implements io.Writer.
func (s *stoppable) Write(data []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.file.Write(data)
}

// ReadFrom implements io.ReaderFrom: the system copies from file to file
// faster than we do, a step at a time.
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
		if isLimited {
			limited.N = left
		}
		if err != nil || n == 0 {
			return copied, err
		}
	}
	return copied, nil
}

// copyFile copies a file that nobody is writing to into a new one.
func copyFile(ctx context.Context, from, to string) error {
	source, err := sidefile.OpenLinked(from, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer source.Close()
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ledger.FileMode)
	if err != nil {
		return err
	}
	_, err = (&stoppable{ctx, file}).ReadFrom(source)
	return errors.Join(err, file.Close())
}
