package lock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

var errLockTaken = errors.New("another process has locked it")

// Terms says how a lock is taken and what its note says.
type Terms struct {
	Timeout  time.Duration // how long to wait for the lock
	ReadOnly bool          // write no note
	Program  string        // name and version, for the note
}

// With calls work while no other process can open the project at path, whatever the
// file contains. It returns ErrLocked if another process has the project open. If
// the file does not exist, or the system has no flock, it calls work without a
// lock.
func With(path string, of Terms, work func() error) error {
	file, err := sidefile.OpenLinked(path, os.O_RDWR)
	if errors.Is(err, fs.ErrPermission) { // replacing the file may still be permitted
		file, err = sidefile.OpenLinked(path, os.O_RDONLY)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return work()
	}
	if errors.Is(err, model.ErrNotRegular) {
		return fmt.Errorf("%w: %w", model.ErrNotProject, err)
	}
	if err != nil {
		return err
	}
	defer file.Close() // which also unlocks it
	if err := lockFile(file, of.Timeout); err != nil {
		if errors.Is(err, errLockTaken) {
			return Taken(path)
		}
		return fmt.Errorf("lock it: %w", err)
	}
	held, err := file.Stat()
	if err != nil {
		return err
	}
	if !sidefile.IsNamed(path, held) {
		return fmt.Errorf("it was replaced a moment ago: %w", Taken(path))
	}
	h := Hold(path, of)
	defer h.Release() // before file is closed, which releases the lock
	if !locksFile {
		// file is not locked on this system, and Windows cannot replace a file that
		// is open.
		if err := file.Close(); err != nil {
			return err
		}
	}
	return work()
}

// Taken returns the error for opening a project that another process has open.
func Taken(path string) error {
	if h, known := HolderOf(path); known {
		return fmt.Errorf("%w: %v; close it there, or wait until that window has finished", model.ErrLocked, h)
	}
	return fmt.Errorf("%w; close it there, or wait until that window has finished", model.ErrLocked)
}

// Holding describes the lock of this process on a file.
type Holding struct {
	file fs.FileInfo // identifies the file even after it is renamed
	note string      // the note's path; "" if there is none
}

// Hold writes the note beside a project whose lock has just been taken, unless the
// project was opened for reading only. If the note cannot be written, Hold does
// without it.
func Hold(path string, of Terms) Holding {
	var h Holding
	h.file, _ = os.Stat(path) // nil if no file has this name any more
	if of.ReadOnly {
		return h
	}
	host, err := os.Hostname()
	if err != nil {
		host = "this computer"
	}
	data, err := json.Marshal(Holder{Host: host, PID: os.Getpid(), Program: of.Program, Since: time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return h
	}
	note, err := filepath.Abs(holderNote(path))
	if err != nil {
		return h
	}
	if _, err := os.Lstat(note); err == nil { // left by a process that did not release it
		sidefile.SweepBeside(path)
	}
	if sidefile.Write(note, data, h.Access(path)) == nil {
		h.note = note
	}
	return h
}

// Release removes the note. The lock must still be held, so that the note is not
// the next holder's.
func (h Holding) Release() {
	if h.note != "" {
		_ = sidefile.Remove(h.note) // a stale note does no harm
	}
}

// Access returns who may open the locked file. It also works if path no longer
// names that file.
func (h Holding) Access(path string) sidefile.Access {
	if h.file == nil || h.Still(path) {
		return sidefile.AccessOf(path)
	}
	return sidefile.Like(h.file)
}

// Still reports whether path still names the locked file.
func (h Holding) Still(path string) bool { return h.file != nil && sidefile.IsNamed(path, h.file) }
