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

// Origin is what an archive says of where a file in it comes from.
type Origin struct {
	URL   string // where it was fetched from; "" if unknown
	Saved string // when, in RFC 3339; "" if unknown
}

// File is one file in an archive.
type File struct {
	Path string // the archive's path, a slash, and the name in it
	Only bool   // it is known to be a page or all there is, whatever its name
	Origin
	Data []byte
	Err  error // why it alone cannot be read, such as being too large; Data is empty then
}

// Check goes through the whole archive without keeping anything, so that what
// is wrong with it is known before its first file is used. Its errors name no
// path: ErrHarmful, model.ErrDamaged, model.ErrTooLarge.
func Check(ctx context.Context, r io.ReaderAt, size int64, limits Limits) error {
	return Each(ctx, "", r, size, limits, func(File) error { return nil })
}

// Each gives the files of the archive in r, which is called name, in their
// order, and those of archives within it. Hidden files and what a Mac adds to
// archives are left out, as they are in folders. An error of the archive, of
// ctx or of yield ends it.
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

// walker goes through one archive and all within it.
type walker struct {
	ctx   context.Context
	yield func(File) error
	meter *meter
}

// archive goes through one archive, in the depth given, from 1.
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
		return fmt.Errorf("%w: this is no archive", model.ErrBinary)
	}
	return w.compressed(name, k, r, depth)
}

// compressed goes through a compressed file, which may be a tar or WARC
// archive inside.
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

// single gives a compressed file that is not an archive.
func (w *walker) single(name string, r io.Reader) error {
	raw, err := whole(r, 0, w.meter.limits.File)
	if err != nil {
		return broken(err)
	}
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return w.give(File{Path: name + "/" + strings.TrimSuffix(base, path.Ext(base)), Only: true, Data: raw}, 0)
}

// member takes one file of an archive: name is its name in there, and size how many
// bytes the archive says it has.
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
		_, err = io.Copy(io.Discard, r) // so that what is wrong further on is found, and counted
	}
	if err != nil {
		return broken(fmt.Errorf("%s: %w", name, err))
	}
	return w.give(f, depth)
}

// give hands a file over, or goes through it if it is an archive itself.
func (w *walker) give(f File, depth int) error {
	if hidden(f.Path) {
		return nil
	}
	if k := kindOf(f.Data); k != none {
		return w.inner(f.Path, k, f.Data, depth)
	}
	return w.yield(f)
}

// inner goes through an archive that lies in another, which is held meanwhile.
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

// hidden reports whether the last part of p is that of a hidden file, or p lies in
// the folder for Macs.
func hidden(p string) bool {
	return strings.HasPrefix(path.Base(p), ".") || strings.Contains(p, "__MACOSX/")
}

// usualWindow is how far back unpacking looks without memory being taken for it,
// in bytes.
const usualWindow = 8 << 20

// closed is a reader with something to do when it is closed.
type closed struct {
	io.Reader
	close func()
}

// Close implements io.Closer.
func (c closed) Close() error {
	c.close()
	return nil
}

// decompress gives what is in a compressed file. What unpacking looks back on is
// taken from the limits' room until that is closed.
func decompress(k kind, r io.Reader, limits Limits) (io.ReadCloser, error) {
	switch k {
	case gzipFile:
		return gzip.NewReader(r)
	case bzip2File:
		return io.NopCloser(bzip2.NewReader(r)), nil
	case xzFile:
		guard := guardXZ(r, limits)
		x, err := xz.ReaderConfig{DictCap: lzma.MinDictCap}.NewReader(guard) // the window is as large as each block says
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

// unzstd unpacks zstd. Its first frame says how far back all look.
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

// broken is why an archive cannot be read to its end.
func broken(err error) error {
	for _, known := range []error{ErrHarmful, model.ErrTooLarge, model.ErrDamaged, model.ErrBinary, model.ErrEncrypted, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: the archive breaks off or was altered (%v); get it again from where it came", model.ErrDamaged, err)
}

// local checks a name in an archive: it must lie within.
func local(name string) error {
	slashed := strings.ReplaceAll(name, `\`, "/")
	drive := len(slashed) > 1 && slashed[1] == ':'
	clean := path.Clean(slashed)
	if drive || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains("/"+slashed+"/", "/../") {
		return fmt.Errorf("%w: %q; %s", model.ErrNameLeadsOut, name, unpackYourself)
	}
	return nil
}
