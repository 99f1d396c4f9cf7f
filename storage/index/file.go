package index

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search/index"
	"assay.app/assay/model/search/token"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

//  The file of the index
//
// The file is beside the project's file and is written by the process that holds
// the project's lock. It can be rebuilt at any time, so nothing is synced:
// checksums reveal damage by a crash or a bad disk.
//
//	header │ segment │ state │ segment │ segment │ state │ state │ (torn)
//	                     ╰──────────── what is valid after that change
//
// The file grows by chunks, each with a checksum. A segment is the index of some
// articles (package model/search/index). A state says which segments are valid, and
// after which change of the history. Chunks after the first invalid one are
// ignored. The newest valid state that fits the project is used; if there is none,
// the index is rebuilt. A file that is mostly unused is replaced by a copy of the
// used parts.

// Ext is appended to the name of a project's file; see sidefile.Beside.
const Ext = "-index"

// indexMagic begins the file. indexVersion is the version of both the format and
// the tokenizer.
const (
	indexMagic   = "assay.app/index\n"
	indexVersion = 1<<16 | token.WordsVersion
)

// The kinds of chunks.
const (
	chunkSegment = 'S'
	chunkState   = 'C'
)

// chunkHead is the size in bytes of the head of a chunk: its kind, three zeros, the
// length of the payload (u32), and the CRC-32C of these eight bytes and the payload
// (u32).
const chunkHead = 12

// maxState is the largest size of a state in bytes.
const maxState = 64 << 20

// File is the open file of an index.
type File struct {
	path    string
	project string   // id of the project
	beside  string   // path of the project's file
	file    *os.File // nil if not open
	end     int64    // offset in bytes at which the complete chunks end and the next one is written
	parts   map[int64]int64
	states  []State // oldest first
	torn    bool    // what follows end is invalid, or the file is not a usable index of this project
	// The file has another format, or another tokenizer made it.
	outdated bool
}

// State is the state of an index as stored in its file.
type State struct {
	head     ledger.Head
	next     uint64   // articles from this number on are in no segment
	articles uint64   // sum of sumArticle over the articles before next
	dirty    []uint64 // articles before next that searches read: divided again since they were indexed, or too long
	absent   []uint64 // articles before next that are not in the corpus
	segments []int64  // byte offsets of the chunks of the segments
}

// indexHeader returns the header of a project's index file in the given version.
func indexHeader(project string, version uint32) []byte {
	out := append([]byte(indexMagic), make([]byte, 8)...)
	binary.LittleEndian.PutUint32(out[len(indexMagic):], version)
	binary.LittleEndian.PutUint32(out[len(indexMagic)+4:], uint32(len(project)))
	out = append(out, project...)
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, ledger.Castagnoli))
}

// newIndexFile returns a File that is not open.
func newIndexFile(path string, p Project) *File {
	return &File{path: path, project: p.ID, beside: p.Path, parts: map[int64]int64{}}
}

// open opens and reads the file, if there is one. Invalid content is not an error.
func (f *File) open(ctx context.Context, write bool) error {
	mode := os.O_RDONLY
	if write {
		mode = os.O_RDWR
	}
	file, err := sidefile.Open(f.path, mode)
	if err != nil && write && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, model.ErrNotRegular) {
		write = false
		file, err = sidefile.Open(f.path, os.O_RDONLY)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if write && sidefile.Names(f.path) > 1 { // writing would change the file under its other names, too
		f.torn = true
		return file.Close()
	}
	if write {
		sidefile.AccessOf(f.beside).Narrow(file)
	}
	info, err := file.Stat()
	if err == nil {
		err = f.readThrough(ctx, file, info.Size())
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	f.file = file
	return nil
}

// readThrough records the segments and states of the file up to the first invalid
// chunk.
func (f *File) readThrough(ctx context.Context, file io.ReaderAt, size int64) error {
	want := indexHeader(f.project, indexVersion)
	got := make([]byte, len(want))
	n, err := file.ReadAt(got, 0)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case bytes.Equal(got[:n], want):
	case n == len(want) && bytes.Equal(got, indexHeader(f.project, binary.LittleEndian.Uint32(got[len(indexMagic):]))):
		f.outdated = true
		return nil
	default:
		f.torn = size > 0
		return nil
	}
	f.end = int64(len(want))
	buffer := make([]byte, 1<<16)
	for f.end < size {
		kind, payload, length, err := readChunk(ctx, file, f.end, size, buffer)
		if err != nil {
			return err
		}
		switch kind {
		case chunkSegment:
			f.parts[f.end] = length
		case chunkState:
			state, ok := decodeState(payload)
			if !ok {
				f.torn = true
				return nil
			}
			f.states = append(f.states, state)
		default:
			f.torn = true
			return nil
		}
		f.end += chunkHead + length
	}
	return nil
}

// readChunk reads the chunk at a byte offset. It returns its kind, the payload of a
// state, and the length of the payload. The kind is 0 if the chunk is incomplete or
// invalid.
func readChunk(ctx context.Context, file io.ReaderAt, at, size int64, buffer []byte) (kind byte, payload []byte, length int64, err error) {
	var head [chunkHead]byte
	if size-at < chunkHead {
		return 0, nil, 0, nil
	}
	if _, err := file.ReadAt(head[:], at); err != nil {
		return 0, nil, 0, err
	}
	length = int64(binary.LittleEndian.Uint32(head[4:]))
	if length > size-at-chunkHead || head[0] == chunkState && length > maxState {
		return 0, nil, 0, nil
	}
	sum := crc32.Update(0, ledger.Castagnoli, head[:8])
	body := io.NewSectionReader(file, at+chunkHead, length)
	for ctx.Err() == nil {
		n, err := body.Read(buffer)
		sum = crc32.Update(sum, ledger.Castagnoli, buffer[:n])
		if head[0] == chunkState {
			payload = append(payload, buffer[:n]...)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, nil, 0, err
		}
	}
	if ctx.Err() != nil || sum != binary.LittleEndian.Uint32(head[8:]) {
		return 0, nil, 0, ctx.Err()
	}
	return head[0], payload, length, nil
}

// begin creates the file with only a header, unless it is open and valid.
func (f *File) begin() error {
	if f.file != nil && f.end > 0 {
		return nil
	}
	// The present file is useless, but a search may still be reading it. So it is
	// not overwritten if it can be removed; the garbage collector closes it.
	f.file = nil
	err := sidefile.Remove(f.path)
	var file *os.File
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		file, err = sidefile.Create(f.path, sidefile.AccessOf(f.beside))
	} else if !errors.Is(err, model.ErrNotRegular) && sidefile.Names(f.path) == 1 {
		// Removing fails on Windows if the file is open, and in folders that do not
		// permit it.
		if file, err = sidefile.Open(f.path, os.O_RDWR); err == nil {
			err = file.Truncate(0)
		}
	}
	if err != nil {
		return err
	}
	header := indexHeader(f.project, indexVersion)
	if _, err := file.WriteAt(header, 0); err != nil {
		return errors.Join(err, file.Close())
	}
	f.file, f.end, f.torn = file, int64(len(header)), false
	f.parts, f.states = map[int64]int64{}, nil
	return nil
}

// append appends a chunk and returns its byte offset. If writing fails, it tries to
// remove what was written.
func (f *File) append(kind byte, payload []byte) (int64, error) {
	if err := f.begin(); err != nil {
		return 0, err
	}
	if f.torn {
		if err := f.file.Truncate(f.end); err != nil {
			return 0, err
		}
		f.torn = false
	}
	if int64(len(payload)) > 1<<31 || kind == chunkState && len(payload) > maxState {
		return 0, model.ErrTooLarge
	}
	head := [chunkHead]byte{0: kind}
	binary.LittleEndian.PutUint32(head[4:], uint32(len(payload)))
	sum := crc32.Update(crc32.Checksum(head[:8], ledger.Castagnoli), ledger.Castagnoli, payload)
	binary.LittleEndian.PutUint32(head[8:], sum)
	_, err := f.file.WriteAt(payload, f.end+chunkHead)
	if err == nil {
		_, err = f.file.WriteAt(head[:], f.end)
	}
	if err != nil {
		f.torn = f.file.Truncate(f.end) != nil // frees the space on a full disk
		return 0, err
	}
	at := f.end
	f.end += chunkHead + int64(len(payload))
	if kind == chunkSegment {
		f.parts[at] = int64(len(payload))
	}
	return at, nil
}

// segment opens the segment whose chunk is at a byte offset.
func (f *File) segment(at int64) (*index.Segment, error) {
	size, whole := f.parts[at]
	if !whole {
		return nil, fmt.Errorf("%w: there is no segment at %d", index.ErrDamaged, at)
	}
	return index.Open(io.NewSectionReader(f.file, at+chunkHead, size), size)
}

func (f *File) discard() {
	f.close()
	_ = sidefile.Remove(f.path) // a file that remains is checked when it is opened again
	f.end, f.parts, f.states = 0, map[int64]int64{}, nil
}

func (f *File) close() {
	if f.file != nil {
		_ = f.file.Close()
		f.file = nil
	}
}

// encode encodes a state. Numbers are uvarints, except the checksum of the
// articles. An ascending list is a count followed by the difference of each number
// from the one before.
func (s State) encode() []byte {
	out := binary.AppendUvarint(nil, s.head.Change)
	out = append(out, s.head.Link...)
	out = binary.AppendUvarint(out, s.next)
	out = binary.LittleEndian.AppendUint64(out, s.articles)
	out = appendGrowing(out, s.dirty)
	out = appendGrowing(out, s.absent)
	return appendGrowing(out, s.segments)
}

func appendGrowing[T int64 | uint64](dst []byte, list []T) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(list)))
	last := T(0)
	for _, n := range list {
		dst = binary.AppendUvarint(dst, uint64(n-last))
		last = n
	}
	return dst
}

func decodeState(data []byte) (s State, ok bool) {
	cut := false
	number := func() uint64 {
		n, size := binary.Uvarint(data)
		if size <= 0 {
			data, cut = nil, true
			return 0
		}
		data = data[size:]
		return n
	}
	s.head.Change = number()
	if len(data) < codec.LinkLen {
		return s, false
	}
	s.head.Link, data = slices.Clone(data[:codec.LinkLen]), data[codec.LinkLen:]
	s.next = number()
	if len(data) < 8 {
		return s, false
	}
	s.articles, data = binary.LittleEndian.Uint64(data), data[8:]
	s.dirty, ok = growing[uint64](number, len(data))
	if ok {
		s.absent, ok = growing[uint64](number, len(data))
	}
	if ok {
		s.segments, ok = growing[int64](number, len(data))
	}
	return s, ok && !cut && len(data) == 0
}

// growing reads a list written by appendGrowing, and reports whether it is valid.
// most is the number of bytes left.
func growing[T int64 | uint64](number func() uint64, most int) ([]T, bool) {
	n := number()
	if n > uint64(most) {
		return nil, false
	}
	list, last := make([]T, n), T(0)
	for i := range list {
		more := T(number())
		if more <= 0 && i > 0 || last+more < last {
			return nil, false
		}
		last += more
		list[i] = last
	}
	return list, true
}
