package matches

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

//  The file of the links
//
// Finding the likely partners of all sentences takes long, so they are kept in a file beside
// the project. The file says of which sentences they are: the spans of the sentences of each
// article when it was written. An article's text never changes, so the sentences can be
// restored from the spans even if the article has been divided again, or removed from the
// corpus. What has changed since is then brought up to date one article at a time.
//
//	header │ articles with spans │ sum of the readings │ links │ checksum
//
// The file is replaced as a whole. It can be made again at any time: if anything in it
// differs from what is expected, it is not used.

// Ext is appended to the name of a project's file; see sidefile.Beside.
const Ext = "-matches"

// magic begins the file. version is the version of both the format and the choice of links.
const (
	magic   = "assay.app/match\n"
	version = 1<<16 | match.Version
)

var (
	// ErrDamaged is returned for a file that is incomplete, was altered, or belongs to
	// another project.
	ErrDamaged = errors.New("the file of matches is damaged and is being made again")
	// ErrOld is returned for a file that another version of Assay wrote, or that is not of
	// this state of the project.
	ErrOld = errors.New("the file of matches is not of this state of the project, or of another version of Assay, and is being made again")
)

// Path returns the path of the file beside a project.
func Path(project string) string { return sidefile.Beside(project, Ext) }

// kept is an article as the file has it.
type kept struct {
	id       model.ArticleID
	language string
	spans    []model.Span // of its sentences, in bytes of its text
}

// file is an open file whose checksums are right.
type file struct {
	*os.File
	articles []kept
	sum      uint64
	count    int   // how many sentences have a list of links
	links    int64 // the byte offset of the lists
	end      int64 // the byte offset of the checksum
}

// header returns the header of a project's file in a version.
func header(project string, version uint32) []byte {
	out := append([]byte(magic), make([]byte, 8)...)
	binary.LittleEndian.PutUint32(out[len(magic):], version)
	binary.LittleEndian.PutUint32(out[len(magic)+4:], uint32(len(project)))
	out = append(out, project...)
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, ledger.Castagnoli))
}

// open opens the file at path, if it is that of a project. It returns fs.ErrNotExist,
// model.ErrNotRegular, ErrDamaged or ErrOld otherwise.
func open(ctx context.Context, path, project string) (*file, error) {
	opened, err := sidefile.Open(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	f := &file{File: opened}
	if err := f.read(ctx, project); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return f, nil
}

// read checks the file and reads its articles.
func (f *file) read(ctx context.Context, project string) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	want := header(project, version)
	got := make([]byte, len(want))
	if _, err := f.ReadAt(got, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !bytes.Equal(got, want) {
		if bytes.Equal(got, header(project, binary.LittleEndian.Uint32(got[len(magic):]))) {
			return ErrOld
		}
		return ErrDamaged
	}
	begin := int64(len(want))
	if f.end = info.Size() - crc32.Size; f.end < begin {
		return ErrDamaged
	}
	if err := f.check(ctx, begin); err != nil {
		return err
	}
	in := f.reader(begin)
	f.articles = in.articles()
	f.sum = in.fixed()
	f.count = in.count()
	f.links = in.at
	if in.bad {
		return ErrDamaged
	}
	return nil
}

// check compares the checksum of what is after the header.
func (f *file) check(ctx context.Context, begin int64) error {
	sum, body := uint32(0), io.NewSectionReader(f.File, begin, f.end-begin)
	for buffer := make([]byte, 1<<18); ; {
		n, err := body.Read(buffer)
		sum = crc32.Update(sum, ledger.Castagnoli, buffer[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	var stored [crc32.Size]byte
	if _, err := f.ReadAt(stored[:], f.end); err != nil {
		return err
	}
	if binary.LittleEndian.Uint32(stored[:]) != sum {
		return ErrDamaged
	}
	return nil
}

// reader returns a reader of what is between a byte offset and the checksum.
func (f *file) reader(from int64) *reader {
	return &reader{in: bufio.NewReaderSize(io.NewSectionReader(f.File, from, f.end-from), 1<<16), at: from, end: f.end}
}

// kept returns the sum and the links. If the lists cannot be read, fewer are returned.
func (f *file) kept() match.Kept {
	return match.Kept{Sum: f.sum, Count: f.count, Links: func(yield func([]int32) bool) {
		in := f.reader(f.links)
		list := make([]int32, 0, match.MostLinks)
		for range f.count {
			list = list[:0]
			last, n := uint64(0), in.count()
			if n > match.MostLinks {
				return
			}
			for range n {
				last += in.number()
				list = append(list, int32(min(last, 1<<31-1)))
			}
			if in.bad || !yield(list) {
				return
			}
		}
	}}
}

// reader reads numbers. After anything unexpected it is bad and returns zeros.
type reader struct {
	in      *bufio.Reader
	at, end int64 // byte offsets in the file
	bad     bool
}

// ReadByte implements io.ByteReader.
func (r *reader) ReadByte() (byte, error) {
	b, err := r.in.ReadByte()
	if err == nil {
		r.at++
	}
	return b, err
}

func (r *reader) number() uint64 {
	if r.bad {
		return 0
	}
	n, err := binary.ReadUvarint(r)
	if err != nil {
		r.bad = true
		return 0
	}
	return n
}

// count reads the number of things that follow, each of at least a byte.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(r.end-r.at) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) bytes(n int) []byte {
	data := make([]byte, n)
	if _, err := io.ReadFull(r.in, data); err != nil {
		r.bad = true
	}
	r.at += int64(n)
	return data
}

// mostText is the greatest length of an id or a language in bytes.
const mostText = 1 << 10

func (r *reader) text() string {
	n := r.count()
	if n > mostText {
		r.bad = true
		return ""
	}
	return string(r.bytes(n))
}

// fixed reads a number of eight bytes.
func (r *reader) fixed() uint64 { return binary.LittleEndian.Uint64(r.bytes(8)) }

func (r *reader) articles() []kept {
	var all []kept
	for range r.count() {
		a := kept{id: model.ArticleID(r.text()), language: r.text()}
		at := uint64(0)
		for range r.count() {
			start := at + r.number()
			at = start + r.number()
			if start < at && at < 1<<31 {
				a.spans = append(a.spans, model.Span{Start: int(start), End: int(at)})
			} else {
				r.bad = true
			}
			if r.bad {
				return nil
			}
		}
		if r.bad {
			return nil
		}
		all = append(all, a)
	}
	return all
}

// save replaces the file of a project. spans returns those of an article of the index.
// It leaves anything but a regular file alone and returns model.ErrNotRegular.
func save(ctx context.Context, p Project, x *match.Index, spans func(model.ArticleID) []model.Span) error {
	path := Path(p.Path)
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "replace", Path: path, Err: model.ErrNotRegular}
	}
	part, err := sidefile.NewPart(filepath.Dir(path), sidefile.AccessOf(p.Path))
	if err != nil {
		return err
	}
	w := &writer{ctx: ctx, out: bufio.NewWriterSize(part, 1<<18), sum: crc32.New(ledger.Castagnoli)}
	w.raw(header(p.ID, version))
	w.sum.Reset()
	w.articles(x, spans)
	w.links(x.Keep())
	w.raw(binary.LittleEndian.AppendUint32(nil, w.sum.Sum32()))
	return part.End(path, errors.Join(w.err, w.out.Flush()))
}

// writer writes numbers. After an error it writes nothing.
type writer struct {
	ctx     context.Context
	out     *bufio.Writer
	sum     hash.Hash32
	scratch []byte
	err     error
}

func (w *writer) raw(data []byte) {
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	if w.err == nil {
		_, _ = w.sum.Write(data) // a hash returns no error
		_, w.err = w.out.Write(data)
	}
}

// begin returns an empty piece to append to and to pass to raw.
func (w *writer) begin() []byte { return w.scratch[:0] }

func (w *writer) articles(x *match.Index, spans func(model.ArticleID) []model.Span) {
	ids := x.IDs()
	w.raw(binary.AppendUvarint(nil, uint64(len(ids))))
	for _, id := range ids {
		text, _ := x.Text(id)
		out := appendText(w.begin(), string(id))
		out = appendText(out, text.Language)
		list, at := spans(id), 0
		out = binary.AppendUvarint(out, uint64(len(list)))
		for _, s := range list {
			out = binary.AppendUvarint(out, uint64(s.Start-at))
			out = binary.AppendUvarint(out, uint64(s.Len()))
			at = s.End
		}
		w.raw(out)
		w.scratch = out
	}
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

func (w *writer) links(k match.Kept) {
	w.raw(binary.LittleEndian.AppendUint64(nil, k.Sum))
	w.raw(binary.AppendUvarint(nil, uint64(k.Count)))
	for list := range k.Links {
		out, last := binary.AppendUvarint(w.begin(), uint64(len(list))), int32(0)
		for _, to := range list {
			out = binary.AppendUvarint(out, uint64(to-last))
			last = to
		}
		w.raw(out)
		w.scratch = out
		if w.err != nil {
			return
		}
	}
}
