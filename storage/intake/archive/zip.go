package archive

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"assay.app/assay/model"
)

// fileBytes is the memory reserved for one entry of a ZIP directory, in bytes.
const fileBytes = 120

// encrypted is the flag of a ZIP entry that needs a password.
const encrypted = 0x1

func (w *walker) zip(name string, r *io.SectionReader, depth int) error {
	z, err := OpenZIP(r, r.Size(), w.meter.limits.Files)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return broken(err)
	}
	give, err := w.meter.limits.take(fileBytes * int64(len(z.File)))
	if err != nil {
		return err
	}
	defer give()
	for _, f := range z.File {
		if err := local(f.Name); err != nil {
			return err
		}
		if f.Flags&encrypted != 0 {
			return fmt.Errorf("%w: %q in it; %s", model.ErrEncrypted, f.Name, unpackYourself)
		}
		mode := f.Mode()
		if mode.IsDir() || strings.HasSuffix(f.Name, "/") || !mode.IsRegular() {
			if err := w.meter.file(); err != nil {
				return err
			}
			if mode&fs.ModeSymlink != 0 {
				if err := w.zipLink(f); err != nil {
					return err
				}
			}
			continue
		}
		if err := w.zipped(name, f, depth); err != nil {
			return err
		}
	}
	return nil
}

// zipped reads one file of a ZIP archive.
func (w *walker) zipped(name string, f *zip.File, depth int) (err error) {
	in, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return fmt.Errorf("%w: %q in it is compressed with an unknown method; %s", model.ErrBinary, f.Name, unpackYourself)
	}
	if err != nil {
		return broken(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	size := int64(f.UncompressedSize64)
	const most = 1100 // a little above the highest ratio that deflate can reach
	if f.UncompressedSize64/most > f.CompressedSize64 {
		size = 0
	}
	return w.member(name, strings.ReplaceAll(f.Name, `\`, "/"), size, metered{in, w.meter}, depth)
}

// tar reads a tar archive. The bytes of r must be metered already.
func (w *walker) tar(name string, r io.Reader, depth int) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return broken(err)
		}
		if err := local(h.Name); err != nil {
			return err
		}
		switch h.Typeflag {
		case tar.TypeReg, '\x00': // the flag of plain files in old archives
			if err := w.member(name, strings.TrimPrefix(h.Name, "./"), h.Size, t, depth); err != nil {
				return err
			}
		case tar.TypeSymlink:
			if err := within(h.Name, path.Join(path.Dir(h.Name), h.Linkname), h.Linkname); err != nil {
				return err
			}
		case tar.TypeLink:
			if err := within(h.Name, h.Linkname, h.Linkname); err != nil {
				return err
			}
		default: // folders and devices have nothing to read
			if err := w.meter.file(); err != nil {
				return err
			}
		}
	}
}

// within returns an error if a link leads outside the archive.
func within(name, target, written string) error {
	if path.IsAbs(written) || local(target) != nil {
		return fmt.Errorf("%w: %q; %s", model.ErrLinkLeadsOut, name, unpackYourself)
	}
	return nil
}

// zipLink checks a symbolic link in a ZIP archive. The entry's content is the
// target.
func (w *walker) zipLink(f *zip.File) (err error) {
	in, err := f.Open()
	if err != nil {
		return broken(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	const longest = 4 << 10
	target, err := whole(in, 0, longest)
	if err != nil {
		return broken(err)
	}
	return within(f.Name, path.Join(path.Dir(f.Name), string(target)), string(target))
}
