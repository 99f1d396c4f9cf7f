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

//  Work under way
//
// A file is made under a temporary name in its folder and renamed when it is
// complete:
//
//	.assay-1234567890/new.assay     a project, which bolt makes itself
//	.assay-1234567890.part          any other file
//
// The process that makes the file holds a shared lock on the temporary folder or
// file. The lock always ends with the process. So work without a lock was left
// behind by a killed process. The next process that begins work in the folder
// removes it:
//
//	make ─ lock ─ still there? ─ … work … ─ rename, remove ─ unlock
//	                 │ no: a sweep was faster; make another
//	sweep: lock exclusively ─ remove ─ unlock
//
// On systems without such locks, work that is a day old counts as left behind.
// Making a file does not take that long.

var workName = regexp.MustCompile(`^\.assay-[0-9]{1,20}(\.part)?$`)

// oldPartName matches the temporary names of exports by Assay up to 0.1, which took
// no lock.
var oldPartName = regexp.MustCompile(`^\..+\.[A-Z2-7]{8}\.part$`)

// workFile begins the name of every file in a work folder. A folder with other
// files is not removed, because it may belong to another program.
const workFile = "new"

// abandonedAfter is the age at which work counts as abandoned if its lock cannot be
// tested.
const abandonedAfter = 24 * time.Hour

// attempts is how many names are tried, in case another process takes them first.
const attempts = 100

// Work is a folder in which a file is being made. Only its owner can open it.
type Work struct {
	path string
	lock *os.File // nil if the folder cannot be opened
}

// NewWork creates a work folder in folder, after removing work that killed
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
		case errors.Is(err, fs.ErrNotExist): // a sweep removed it before it was locked
			continue
		case err != nil:
			lock = nil
		case !lockStill(lock, path):
			continue
		}
		return &Work{path, lock}, nil
	}
	return nil, fmt.Errorf("make a work folder in %s: %w", folder, fs.ErrExist)
}

// File returns the path of the work folder's file with the given extension.
func (w *Work) File(ext string) string { return filepath.Join(w.path, workFile+ext) }

// End removes the work folder and the files in it.
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

// NewPart creates a file in folder, after removing work that killed processes left
// there.
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

// End syncs and closes the file and renames it to path. If err is not nil, or one
// of these steps fails, it removes the file instead and returns the error.
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

// lockStill locks newly created work and reports whether it still exists. If it
// does not, lockStill closes the file.
func lockStill(file *os.File, path string) bool {
	_ = share(file) // without a lock, a sweep still spares it until it is a day old
	made, err := file.Stat()
	now, gone := os.Lstat(path)
	if err == nil && gone == nil && os.SameFile(made, now) {
		return true
	}
	_ = file.Close() // nothing was written to it
	return false
}

// Sweep removes the work that killed processes left in a folder. It ignores errors.
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

// sweepWork removes one piece of work, unless a process still holds it.
func sweepWork(path string, now time.Time) {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
		return
	}
	file, err := os.OpenFile(path, os.O_RDONLY|noFollow|noWait, 0)
	if err == nil {
		defer file.Close() // also releases the lock
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

// removeWork removes a work folder and the files in it. If the folder contains
// anything that does not belong to Assay, it returns an error and removes nothing.
func removeWork(work string) error {
	entries, err := os.ReadDir(work)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), workFile) || e.IsDir() {
			return fmt.Errorf("%s contains %s, which does not belong to Assay", work, e.Name())
		}
	}
	for _, e := range entries {
		err = errors.Join(err, os.Remove(filepath.Join(work, e.Name())))
	}
	return errors.Join(err, os.Remove(work))
}
