package parquet

import (
	"errors"
	"io"
	"os"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// groupBytes is about how many bytes of rows, before compression, a row group has. A writer holds one
// row group of each table in memory.
const groupBytes = 8 << 20

// table writes rows to a Parquet file. The file is temporary, because the rows of several tables come
// together and a bundle.Folder takes one file after another.
type table[T any] struct {
	name string
	file *os.File
	w    *parquet.GenericWriter[T]
	size func(T) int // of a row, in bytes
	held int         // bytes in the present row group
}

// newTable returns a table. generator is the program that the file names as its maker.
func newTable[T any](name, generator string, size func(T) int, opts ...parquet.WriterOption) *table[T] {
	program, version, _ := strings.Cut(generator, " ")
	return &table[T]{name: name, size: size, w: parquet.NewGenericWriter[T](nil, append([]parquet.WriterOption{
		parquet.Compression(&zstd.Codec{}), parquet.CreatedBy(program, version, ""),
	}, opts...)...)}
}

// Add writes rows.
func (t *table[T]) Add(rows []T) error {
	if err := t.open(); err != nil {
		return err
	}
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && t.held < groupBytes {
			t.held += t.size(rows[n])
			n++
		}
		if _, err := t.w.Write(rows[:n]); err != nil {
			return err
		}
		if rows = rows[n:]; t.held >= groupBytes {
			if err := t.w.Flush(); err != nil {
				return err
			}
			t.held = 0
		}
	}
	return nil
}

// open creates the temporary file.
func (t *table[T]) open() (err error) {
	if t.file != nil {
		return nil
	}
	if t.file, err = os.CreateTemp("", "assay-table-*"); err == nil {
		t.w.Reset(t.file)
	}
	return err
}

// copyTo completes the file and copies it.
func (t *table[T]) copyTo(w io.Writer) error {
	if err := t.open(); err != nil {
		return err
	}
	if err := t.w.Close(); err != nil {
		return err
	}
	if _, err := t.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, t.file)
	return err
}

// close removes the temporary file.
func (t *table[T]) close() error {
	if t.file == nil {
		return nil
	}
	return errors.Join(t.file.Close(), os.Remove(t.file.Name()))
}

func (t *table[T]) title() string           { return t.name }
func (t *table[T]) schema() *parquet.Schema { return t.w.Schema() }
