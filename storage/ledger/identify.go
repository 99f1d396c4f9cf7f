package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
)

// LeavesAtOpen is about how many leaves are checked when a project is opened, in
// addition to the branches. With pages of 4 KB, these are all leaves of a project
// of up to 1 MB. A project that was not closed properly is checked completely when
// it is opened for writing.
const LeavesAtOpen = 256

// Identify checks whether a file is a project that this package can open. It only
// reads. If another process is writing at the same moment, a page may be read
// before it is complete and look damaged or foreign. So if the file was just
// written to, Identify tries again before it returns such an error.
func Identify(path string) error {
	for attempt := 0; ; attempt++ {
		written, err := identifyOnce(path)
		if attempt >= 4 || !isTransient(err) || time.Since(written) > 2*time.Second {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// isTransient reports whether an error may come from reading while another process
// writes.
func isTransient(err error) bool {
	return errors.Is(err, model.ErrDamaged) || errors.Is(err, model.ErrNotProject) || errors.Is(err, model.ErrNewerVersion)
}

// identifyOnce is one attempt of Identify. It also returns the time when the file
// was last written to.
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
	return Advise(boltfile.With(path, func(f *boltfile.File) error {
		if err := f.Quick(ContentOf(f), LeavesAtOpen); err != nil {
			return err
		}
		return Identity(f)
	}))
}

// Advise adds advice to an error that wraps ErrDamaged or ErrNotProject. It returns
// other errors unchanged.
func Advise(err error) error {
	switch {
	case errors.Is(err, model.ErrDamaged):
		return fmt.Errorf("%w; take the last backup of it, or save what can be read with \"assayctl recover\"", err)
	case errors.Is(err, model.ErrNotProject):
		return fmt.Errorf("%w; to annotate its text, import it into a project", err)
	}
	return err
}

// Identity checks that the meta bucket is that of a project in a format that this
// package can read. It returns ErrWentBack if the file was not closed properly and
// a damaged header page may have been the newer one.
func Identity(f *boltfile.File) error {
	values, err := f.Bucket(BucketMeta)
	if err != nil {
		return err
	}
	var app string
	if err := codec.UnmarshalFirst(values[keyApplication], &app); err != nil || app != application {
		if resemblesProject(f, values) {
			return model.Damaged("it does not say which program made it")
		}
		return fmt.Errorf("%w but a database of another program", model.ErrNotProject)
	}
	format, err := formatOf(values)
	switch {
	case err != nil && format > Format:
		return fmt.Errorf("%w, or it only seems so: it says that it has version %d of the format, and %w", model.ErrNewerVersion, format, err)
	case err != nil:
		return err
	case format > Format:
		return fmt.Errorf("%w: it has version %d of the format, and this Assay reads up to %d; install the newest Assay", model.ErrNewerVersion, format, Format)
	case f.Lone && values[KeyClosed] == nil:
		return wentBack("one of its two headers is damaged, and it may have been the newer one, with the last change")
	}
	return nil
}

// resemblesProject reports whether a file without a readable application entry has
// a project's id or most buckets of a project.
func resemblesProject(f *boltfile.File, meta map[string][]byte) bool {
	if _, is := meta[KeyProject]; is {
		return true
	}
	parts, err := f.Directory()
	if err != nil {
		return false
	}
	n := 0
	for _, name := range AllBuckets() {
		if _, is := parts[name]; is {
			n++
		}
	}
	return 2*n > len(AllBuckets())
}

// formatOf returns the version of the format. If it also returns an error, the
// version is what the file says and is not reliable. The entry has the same key and
// encoding in all versions; since version 1 it is also sealed.
func formatOf(values map[string][]byte) (int, error) {
	var format int
	stored := values[KeyFormat]
	if codec.UnmarshalFirst(stored, &format) != nil || format < oldestFormat {
		return format, model.Damaged("it does not say which version of the format it has")
	}
	bare := len(stored) == 1 && (format == 0 || format > Format) // version 0 has no seals, and a newer one may have none
	if !bare && !Sealed(BucketMeta, []byte(KeyFormat), stored) {
		return format, model.Damaged("it does not say which version of the format it has")
	}
	return format, nil
}

// ProjectID returns the project's id, or "" if it cannot be read.
func ProjectID(f *boltfile.File) (id string) {
	values, err := f.Bucket(BucketMeta)
	if err == nil && codec.UnmarshalFirst(values[KeyProject], &id) != nil {
		return ""
	}
	return id
}

// InfoAt returns the identity of the project at path, whose file may have any
// version of the format that can be opened. Its Name is empty unless stored in the
// file.
func InfoAt(path string) (model.ProjectInfo, error) {
	var info model.ProjectInfo
	err := boltfile.With(path, func(f *boltfile.File) error {
		values, err := f.Bucket(BucketMeta)
		if err != nil {
			return err
		}
		if info.Format, err = formatOf(values); err != nil {
			return err
		}
		var created record.Time
		for key, value := range map[string]any{KeyProject: &info.ID, KeyCreated: &created, keyGenerator: &info.Generator} {
			if err := codec.UnmarshalFirst(values[key], value); err != nil {
				return fmt.Errorf("meta %q: %w", key, err)
			}
		}
		if name := values[KeyName]; name != nil {
			err = codec.UnmarshalFirst(name, &info.Name)
		}
		if err == nil {
			info.Created, err = created.Time()
		}
		return err
	})
	return info, err
}

// FormatAt returns the format version of a file that Identify has accepted.
func FormatAt(path string) (format int, err error) {
	err = boltfile.With(path, func(f *boltfile.File) error {
		format, err = formatIn(f)
		return err
	})
	return format, err
}

// formatIn returns the format version of an inspected file.
func formatIn(f *boltfile.File) (int, error) {
	values, err := f.Bucket(BucketMeta)
	if err != nil {
		return 0, err
	}
	return formatOf(values)
}
