package archive

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"

	"assay.app/assay/model"
)

// Origin is where a file comes from, according to the archive.
type Origin struct {
	URL   string // where it was fetched from; "" if unknown
	Saved string // when it was saved, in RFC 3339; "" if unknown
}

// File is one file in an archive.
type File struct {
	Path string // path of the archive, then a slash and the name inside it, or # and the record number in a WARC file
	Only bool   // a page of a WARC file or the content of a compressed file; it counts as an article whatever its name
	Origin
	Data []byte
	Err  error // why this file alone cannot be read, for example because it is too large; Data is then empty
}

// Check reads the whole archive as Each does, but discards the files, and returns
// the first error. It does not return the errors in File.Err.
func Check(ctx context.Context, r io.ReaderAt, size int64, limits Limits) error {
	return Each(ctx, "", r, size, limits, func(File) error { return nil })
}

// Each calls yield for each file of the archive in r and of the archives inside it,
// in order. From a WARC file, it yields only the pages. name is the path of the
// archive. Each skips hidden files and the files that macOS adds to archives. It
// stops at the first error of the archive, of ctx or of yield.
func Each(ctx context.Context, name string, r io.ReaderAt, size int64, limits Limits, yield func(File) error) error {
	limits = limits.orDefaults()
	w := &walker{ctx: ctx, yield: yield, meter: &meter{limits: limits, packed: size}}
	front := make([]byte, FrontBytes)
	n, err := r.ReadAt(front, 0)
	if err != nil && err != io.EOF {
		return err
	}
	return w.archive(name, kindOf(front[:n]), io.NewSectionReader(r, 0, size), 1)
}

// walker reads one archive and every archive inside it.
type walker struct {
	ctx   context.Context
	yield func(File) error
	meter *meter
}

// archive reads one archive; the outermost has depth 1.
func (w *walker) archive(name string, k kind, r *io.SectionReader, depth int) error {
	if depth > w.meter.limits.Depth {
		return fmt.Errorf("%w: more than %d; %s", model.ErrTooDeep, w.meter.limits.Depth, unpackYourself)
	}
	switch k {
	case zipFile:
		return w.zip(name, r, depth)
	case tarFile:
		return w.tar(name, metered{r, w.meter}, depth)
	case warcFile:
		return w.warc(name, r)
	case none:
		return fmt.Errorf("%w: this is not an archive", model.ErrBinary)
	}
	return w.compressed(name, k, r, depth)
}

// compressed reads a compressed file, which may contain an archive or another
// compressed file.
func (w *walker) compressed(name string, k kind, packed io.Reader, depth int) error {
	plain, err := decompress(k, packed, w.meter.limits)
	if err != nil {
		return broken(err)
	}
	defer plain.Close()
	inner := bufio.NewReaderSize(metered{plain, w.meter}, FrontBytes)
	front, err := inner.Peek(FrontBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return broken(err)
	}
	switch within := kindOf(front); within {
	case tarFile:
		return w.tar(name, inner, depth)
	case warcFile:
		return w.warc(name, inner)
	case none:
		return w.single(name, inner)
	default:
		raw, err := whole(inner, 0, w.meter.limits.File)
		if err != nil {
			return broken(err)
		}
		return w.inner(name, within, raw, depth)
	}
}

// single yields the content of a compressed file that contains no archive.
func (w *walker) single(name string, r io.Reader) error {
	raw, err := whole(r, 0, w.meter.limits.File)
	if err != nil {
		return broken(err)
	}
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return w.give(File{Path: name + "/" + strings.TrimSuffix(base, path.Ext(base)), Only: true, Data: raw}, 0)
}

// member reads one file of an archive. name is its name there, and size its length
// in bytes as the archive states it.
func (w *walker) member(archive, name string, size int64, r io.Reader, depth int) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if err := w.meter.file(); err != nil {
		return err
	}
	raw, err := whole(r, size, w.meter.limits.File)
	f := File{Path: archive + "/" + name, Data: raw}
	if errors.Is(err, model.ErrTooLarge) {
		f.Data, f.Err = nil, err
		_, err = io.Copy(io.Discard, r) // read on, so that later faults are found and the bytes are counted
	}
	if err != nil {
		return broken(fmt.Errorf("%s: %w", name, err))
	}
	return w.give(f, depth)
}

// give yields a file. If the file is itself an archive, give reads the files in it
// instead. It skips hidden files.
func (w *walker) give(f File, depth int) error {
	if hidden(f.Path) {
		return nil
	}
	if k := kindOf(f.Data); k != none {
		return w.inner(f.Path, k, f.Data, depth)
	}
	return w.yield(f)
}

// inner reads an archive inside another one. It reserves len(raw) bytes of memory
// while it does.
func (w *walker) inner(name string, k kind, raw []byte, depth int) error {
	give, err := w.meter.limits.take(int64(len(raw)))
	if err != nil {
		return err
	}
	defer give()
	return w.archive(name, k, sectionOf(raw), depth+1)
}

func sectionOf(raw []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(raw), 0, int64(len(raw)))
}

// hidden reports whether p is a hidden file or is inside the folder that macOS adds
// to archives.
func hidden(p string) bool {
	return strings.HasPrefix(path.Base(p), ".") || strings.Contains(p, "__MACOSX/")
}

// usualWindow is the largest decompression window, in bytes, for which no memory is
// reserved.
const usualWindow = 8 << 20

// closed is a reader with a function to call on Close.
type closed struct {
	io.Reader
	close func()
}

// Close implements io.Closer.
func (c closed) Close() error {
	c.close()
	return nil
}

// decompress returns the decompressed content of r. For xz and zstd, memory for a
// window above usualWindow is reserved until the result is closed.
func decompress(k kind, r io.Reader, limits Limits) (io.ReadCloser, error) {
	switch k {
	case gzipFile:
		return gzip.NewReader(r)
	case bzip2File:
		return io.NopCloser(bzip2.NewReader(r)), nil
	case xzFile:
		guard := guardXZ(r, limits)
		x, err := xz.ReaderConfig{DictCap: lzma.MinDictCap}.NewReader(guard) // each block states its own window
		if err != nil {
			guard.close()
			return nil, err
		}
		return closed{x, guard.close}, nil
	case zstdFile:
		return unzstd(r, limits)
	}
	return nil, fmt.Errorf("%w: this is not compressed", model.ErrBinary)
}

// unzstd decompresses zstd. The window of the first frame, or usualWindow if that
// is larger, bounds the windows of all frames. If r does not begin with the header
// of a data frame, the bound is maxWindow.
func unzstd(r io.Reader, limits Limits) (io.ReadCloser, error) {
	in := bufio.NewReader(r)
	front, _ := in.Peek(zstd.HeaderMaxSize)
	var header zstd.Header
	window := uint64(maxWindow)
	if header.Decode(front) == nil && !header.Skippable {
		window = max(header.WindowSize, usualWindow)
	}
	if window > maxWindow {
		return nil, errWindow
	}
	give := func() {}
	if window > usualWindow {
		var err error
		if give, err = limits.take(int64(window)); err != nil {
			return nil, err
		}
	}
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		give()
		return nil, err
	}
	return closed{z, func() { z.Close(); give() }}, nil
}

// broken returns err if it wraps one of the known errors. Otherwise it returns an
// error that wraps model.ErrDamaged.
func broken(err error) error {
	for _, known := range []error{ErrHarmful, model.ErrTooLarge, model.ErrDamaged, model.ErrBinary, model.ErrEncrypted, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: the archive is cut off or altered (%v); get it again from its source", model.ErrDamaged, err)
}

// local returns an error if a name in an archive leads outside the archive.
func local(name string) error {
	slashed := strings.ReplaceAll(name, `\`, "/")
	drive := len(slashed) > 1 && slashed[1] == ':'
	clean := path.Clean(slashed)
	if drive || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains("/"+slashed+"/", "/../") {
		return fmt.Errorf("%w: %q; %s", model.ErrNameLeadsOut, name, unpackYourself)
	}
	return nil
}
