// Package spool keeps what a writer of documents makes early and needs late, such as the notes.
package spool

import (
	"bytes"
	"compress/flate"
	"io"
)

// Spool keeps what is written to it in memory, compressed.
type Spool struct {
	kept   bytes.Buffer
	packer *flate.Writer
	filled bool
}

// New returns an empty spool.
func New() *Spool {
	s := &Spool{}
	s.packer, _ = flate.NewWriter(&s.kept, flate.DefaultCompression) // the level is valid
	return s
}

// Write adds to the spool.
func (s *Spool) Write(p []byte) (int, error) {
	s.filled = s.filled || len(p) > 0
	return s.packer.Write(p)
}

// WriteString adds to the spool.
func (s *Spool) WriteString(text string) (int, error) { return s.Write([]byte(text)) }

// Empty reports whether nothing was written.
func (s *Spool) Empty() bool { return !s.filled }

// WriteTo ends the spool and writes all that it keeps. It returns the number of bytes before
// compression.
func (s *Spool) WriteTo(w io.Writer) (int64, error) {
	if err := s.packer.Close(); err != nil {
		return 0, err
	}
	r := flate.NewReader(&s.kept)
	n, err := io.Copy(w, r)
	if closed := r.Close(); err == nil {
		err = closed
	}
	return n, err
}
