package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"assay.app/assay/model"
)

// walkAtOpen is how many pages are checked each time a project is opened: a
// few milliseconds' worth, and all of a project of up to 16 MB. Verify checks
// all of any.
const walkAtOpen = 4096

// identify tells whether a file is a project that this package can open. It
// only reads. Another window may be writing at the same moment, and what is
// read halfway looks damaged, so damage to a file that has just been written to
// is believed only when it stays.
func identify(path string) error {
	for attempt := 0; ; attempt++ {
		written, err := identifyOnce(path)
		if attempt >= 4 || !errors.Is(err, model.ErrDamaged) || time.Since(written) > 2*time.Second {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// identifyOnce also gives when the file was last written to.
func identifyOnce(path string) (written time.Time, err error) {
	info, err := os.Stat(path)
	if err == nil {
		written = info.ModTime()
	}
	return written, identifyFile(path, info, err)
}

func identifyFile(path string, info fs.FileInfo, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no such file; check its name, or make a new project: %w", err)
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%w but a folder; name the %s file in it", model.ErrNotProject, model.ProjectExt)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: it is not a regular file", model.ErrNotProject)
	case info.Size() == 0:
		return fmt.Errorf("%w: its content was lost, in a copy perhaps; take the last backup of it, or make a new project", model.ErrEmptyFile)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	f, err := inspect(file, info.Size())
	if err != nil {
		return advise(err)
	}
	if err := f.walk(walkAtOpen); err != nil {
		return advise(err)
	}
	return advise(f.identity())
}

// advise adds the way out to an error about the inside of a file.
func advise(err error) error {
	switch {
	case errors.Is(err, model.ErrDamaged):
		return fmt.Errorf("%w; take the last backup or copy of it", err)
	case errors.Is(err, model.ErrNotProject):
		return fmt.Errorf("%w; to annotate its text, import it into a project", err)
	}
	return err
}

// identity reads what the meta bucket says the file is.
func (f *boltFile) identity() error {
	values, err := f.metaBucket()
	if err != nil {
		return err
	}
	var app string
	if unmarshal(values[keyApplication], &app) != nil || app != application {
		return fmt.Errorf("%w but a database of another program", model.ErrNotProject)
	}
	var format int
	if err := unmarshal(values[keyFormat], &format); err != nil || format < 1 {
		return damaged("it does not say which version of the format it has")
	}
	if format > Format {
		return fmt.Errorf("%w: it has version %d of the format, and this Assay reads up to %d; install the newest Assay", model.ErrNewerVersion, format, Format)
	}
	return nil
}

// metaBucket reads the bucket of that name: it is small enough to lie on one
// page, or whole in its entry. It gives nothing when there is none.
func (f *boltFile) metaBucket() (map[string][]byte, error) {
	values := map[string][]byte{}
	queue := []uint64{f.root}
	for n := 0; len(queue) > 0 && n < walkAtOpen; n++ {
		p, err := f.read(queue[0])
		queue = queue[1:]
		if err != nil {
			return nil, err
		}
		if p.flags == flagBranch {
			children, err := p.branches()
			if err != nil {
				return nil, err
			}
			queue = append(queue, children...)
			continue
		}
		err = f.leaves(p, func(e leaf) error {
			if !e.bucket || e.keySize != int64(len(bucketMeta)) {
				return nil
			}
			name, err := f.bytes(p, e.key, e.keySize)
			if err != nil || string(name) != bucketMeta {
				return err
			}
			return f.metaValues(p, e, values)
		})
		if err != nil {
			return nil, err
		}
	}
	return values, nil
}

// metaValues reads the entries of the bucket in an entry of the page.
func (f *boltFile) metaValues(outer page, bucket leaf, values map[string][]byte) error {
	number, err := f.bucketRoot(outer, bucket)
	if err != nil {
		return err
	}
	var p page
	base := int64(0) // of an inline page within the page it lies on
	if number == 0 {
		p, err = f.inline(outer, bucket)
		base = bucket.value + bucketHeadLen
	} else {
		p, err = f.read(number)
	}
	if err != nil || p.flags != flagLeaf {
		return err
	}
	return f.leaves(p, func(e leaf) error {
		key, err := f.bytes(p, base+e.key, e.keySize)
		if err != nil {
			return err
		}
		values[string(key)], err = f.bytes(p, base+e.value, e.valueSize)
		return err
	})
}
