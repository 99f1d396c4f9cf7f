// Package spool keeps what a writer of documents makes early and needs late, such as the notes.
package spool

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash"
	"hash/crc32"
	"io"
)

// Spool keeps what is written to it in memory, compressed.
type Spool struct {
	kept   bytes.Buffer
	packer *flate.Writer
	sum    hash.Hash32
	size   uint64
}

// New returns an empty spool.
func New() *Spool {
	s := &Spool{sum: crc32.NewIEEE()}
	s.packer, _ = flate.NewWriter(&s.kept, flate.DefaultCompression) // the level is valid
	return s
}

// Write adds to the spool.
func (s *Spool) Write(p []byte) (int, error) {
	s.sum.Write(p)
	s.size += uint64(len(p))
	return s.packer.Write(p)
}

// WriteString adds to the spool.
func (s *Spool) WriteString(text string) (int, error) { return s.Write([]byte(text)) }

// Empty reports whether nothing was written.
func (s *Spool) Empty() bool { return s.size == 0 }

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

// AddTo ends the spool and adds it to an archive as it is, without compressing it again. The header
// needs a name, and a time if the entry is to have one.
func (s *Spool) AddTo(z *zip.Writer, header *zip.FileHeader) error {
	if err := s.packer.Close(); err != nil {
		return err
	}
	header.Method = zip.Deflate
	header.CRC32 = s.sum.Sum32()
	header.UncompressedSize64 = s.size
	header.CompressedSize64 = uint64(s.kept.Len())
	w, err := z.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = s.kept.WriteTo(w)
	return err
}
