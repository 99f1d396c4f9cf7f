package intake

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/listing"
	"assay.app/assay/storage/intake/recognise"
)

// Read returns the document in the plain text file at path; Documents reads files
// of all formats. The error wraps model.ErrTooLarge, model.ErrEmptyFile,
// model.ErrBinary or model.ErrDamaged, or is that of the file system.
func Read(path string, opts Options) (*model.Document, error) {
	raw, err := readFile(path, opts.maxSize())
	if err != nil {
		var onPath *os.PathError
		if errors.As(err, &onPath) {
			return nil, err // it already names the operation and the path
		}
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return Parse(raw, path, opts)
}

// readFile reads a plain file of at most maxSize bytes, even if the file grows.
func readFile(path string, maxSize int64) (raw []byte, err error) {
	info, err := os.Stat(path) // before opening, because opening a pipe waits for a writer
	if err == nil {
		err = listing.Regular(info)
	}
	if err == nil {
		err = checkSize(info.Size(), maxSize)
	}
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return readOn(file, make([]byte, 0, info.Size()+1), maxSize)
}

// Parse returns the document in raw, the bytes of the plain text file at path,
// which it does not open. It returns the errors of Read except those of the file
// system. The caller must not alter raw afterwards.
func Parse(raw []byte, path string, opts Options) (*model.Document, error) {
	if err := checkSize(int64(len(raw)), opts.maxSize()); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	text, encoding, err := coding.DecodeAs(raw, opts.Encoding)
	if err == nil && len(text) > maxArticle {
		err = errArticle
	}
	if err == nil {
		err = checkLines(text)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	doc := plainDocument(sha256.Sum256(raw), text, encoding, path, opts)
	if describe(doc, recognise.Known{HeadlinesAside: opts.HeadlinesAside}, opts.Language, maxUnits) > maxUnits {
		return nil, fmt.Errorf("read %s: %w", path, errUnits)
	}
	return doc, nil
}
