package sidefile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// Work that is under way
//
// A file is made aside, in the folder it is for, and renamed when it is whole:
//
//	.assay-1234567890/new.assay     a project, which bolt makes itself
//	.assay-1234567890.part          any other file
//
// Whoever makes one holds a shared lock on it, which ends with the process
// however that ends. So what has no lock was left behind by a killed process,
// and the next work in the folder removes it:
//
//	make ─ lock ─ still there? ─ … work … ─ rename, remove ─ unlock
//	                 │ no: a sweep was quicker; make another
//	sweep: lock alone ─ remove ─ unlock
//
// Where there are no such locks, what is a day old is taken to be left behind:
// nobody takes a day to make a file.

// workName matches the names of work under way.
var workName = regexp.MustCompile(`^\.assay-[0-9]{1,20}(\.part)?$`)

// oldPartName matches the temporary names of exports by Assay up to 0.1, which
// took no lock.
var oldPartName = regexp.MustCompile(`^\..+\.[A-Z2-7]{8}\.part$`)

// workFile begins the names of all files in a folder of work, so that no folder
// of somebody else's is taken for one.
const workFile = "new"

// abandonedAfter is how old work must be where no lock says that it goes on.
const abandonedAfter = 24 * time.Hour

// attempts is how often a name is tried that somebody else may take.
const attempts = 100

// Work is a folder in which a file is being made. Only its owner can look into
// it.
type Work struct {
	path string
	lock *os.File // nil where a folder cannot be opened
}

// NewWork makes a folder for work in a folder, after removing those that killed
// processes left there.
func NewWork(folder string) (*Work, error) {
	Sweep(folder)
	for range attempts {
		path := workPath(folder, "")
		if err := os.Mkdir(path, private|0o100); errors.Is(err, fs.ErrExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		lock, err := os.Open(path)
		switch {
		case errors.Is(err, fs.ErrNotExist): // swept before it was locked
			continue
		case err != nil:
			lock = nil
		case !lockStill(lock, path):
			continue
		}
		return &Work{path, lock}, nil
	}
	return nil, fmt.Errorf("make a folder for work in %s: %w", folder, fs.ErrExist)
}

// File returns the path of a file in the folder, for a file with that extension.
func (w *Work) File(ext string) string { return filepath.Join(w.path, workFile+ext) }

// End removes the folder with all files that are still in it.
func (w *Work) End() error {
	err := removeWork(w.path)
	if w.lock != nil {
		err = errors.Join(err, w.lock.Close())
	}
	return err
}

// Part is a file that is being written.
type Part struct {
	*os.File
	path string
}

// NewPart makes a file for work in a folder, after removing those that killed
// processes left there.
func NewPart(folder string, access Access) (*Part, error) {
	Sweep(folder)
	for range attempts {
		path := workPath(folder, ".part")
		file, err := Create(path, access)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if lockStill(file, path) {
			return &Part{file, path}, nil
		}
	}
	return nil, fmt.Errorf("make a temporary file in %s: %w", folder, fs.ErrExist)
}

// End syncs the file, closes it and renames it to path. After an error, that
// given or one of its own, it removes the file instead.
func (p *Part) End(path string, err error) error {
	if err == nil {
		err = p.Sync()
	}
	err = errors.Join(err, p.Close())
	if err == nil {
		err = os.Rename(p.path, path)
	}
	if err != nil {
		if gone := os.Remove(p.path); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

func workPath(folder, ext string) string {
	return filepath.Join(folder, fmt.Sprintf(".assay-%d%s", rand.Uint64(), ext))
}

// lockStill locks work that was just made and reports whether it is still there.
// If it is not, the file is closed.
func lockStill(file *os.File, path string) bool {
	_ = share(file) // without it the work's age tells that it goes on
	made, err := file.Stat()
	now, gone := os.Lstat(path)
	if err == nil && gone == nil && os.SameFile(made, now) {
		return true
	}
	_ = file.Close() // there is nothing in it
	return false
}

// Sweep removes the work that killed processes left in a folder. What cannot be
// removed stays for another time.
func Sweep(folder string) {
	entries, err := List(folder)
	if err != nil {
		return
	}
	now := time.Now()
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch {
		case workName.MatchString(e.Name()):
			sweepWork(path, now)
		case oldPartName.MatchString(e.Name()):
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() && old(info, now) {
				_ = os.Remove(path)
			}
		}
	}
}

func old(info fs.FileInfo, now time.Time) bool { return now.Sub(info.ModTime()) > abandonedAfter }

// sweepWork removes one piece of work, unless somebody is still at it.
func sweepWork(path string, now time.Time) {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
		return
	}
	file, err := os.OpenFile(path, os.O_RDONLY|noFollow|noWait, 0)
	if err == nil {
		defer file.Close() // which also unlocks it
		if busy, known := seize(file); busy || !known && !old(info, now) {
			return
		}
	} else if !old(info, now) {
		return
	}
	if info.IsDir() {
		_ = removeWork(path)
	} else {
		_ = os.Remove(path)
	}
}

// removeWork removes a folder of work. It holds nothing but files, which are
// removed one by one: os.RemoveAll uses a call that some file systems on
// Windows, and Wine, do not have. A folder with anything else in it is left
// alone.
func removeWork(work string) error {
	entries, err := os.ReadDir(work)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), workFile) || e.IsDir() {
			return fmt.Errorf("%s holds %s, which is not of Assay", work, e.Name())
		}
	}
	for _, e := range entries {
		err = errors.Join(err, os.Remove(filepath.Join(work, e.Name())))
	}
	return errors.Join(err, os.Remove(work))
}
