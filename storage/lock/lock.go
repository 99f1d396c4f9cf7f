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

// errLockTaken is somebody else's lock on a file.
var errLockTaken = errors.New("somebody else has locked it")

// Terms says how a lock is taken and what the note about it says.
type Terms struct {
	Timeout  time.Duration // how long to wait for the lock
	ReadOnly bool          // no note is left
	Program  string        // name and version, for the note
}

// With runs work while nobody can open the project at path, whatever is in
// the file. A file that is not there needs no lock.
func With(path string, of Terms, work func() error) error {
	file, err := sidefile.OpenLinked(path, os.O_RDWR)
	if errors.Is(err, fs.ErrPermission) { // it can be replaced even so
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
	defer h.Release() // before file is closed
	if !locksFile {
		// It would keep nobody away but work, which is to replace it.
		if err := file.Close(); err != nil {
			return err
		}
	}
	return work()
}

// Taken is why a project that somebody else has open cannot be opened.
func Taken(path string) error {
	if h, known := HolderOf(path); known {
		return fmt.Errorf("%w: %v; close it there, or wait until that window has finished", model.ErrLocked, h)
	}
	return fmt.Errorf("%w; close it there, or wait until that window has finished", model.ErrLocked)
}

// Holding is what is kept about a file whose lock this process has.
type Holding struct {
	file fs.FileInfo // which file it is, however it is called by now
	note string      // the note's path; "" when there is none
}

// Hold leaves the note beside a project whose lock has just been taken.
func Hold(path string, of Terms) Holding {
	var h Holding
	h.file, _ = os.Stat(path) // nil when its name is gone already
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
	if _, err := os.Lstat(note); err == nil { // whoever held it last was killed
		sidefile.SweepBeside(path)
	}
	if sidefile.Write(note, data, h.Access(path)) == nil {
		h.note = note
	}
	return h
}

// Release takes the note away. The lock must still be held, so that it is not
// the next holder's note.
func (h Holding) Release() {
	if h.note != "" {
		_ = sidefile.Remove(h.note) // a stale note does no harm
	}
}

// Access returns who may open the file, by whatever name it has now.
func (h Holding) Access(path string) sidefile.Access {
	if h.file == nil || h.Still(path) {
		return sidefile.AccessOf(path)
	}
	return sidefile.Like(h.file)
}

// Still reports whether path names the file that is held.
func (h Holding) Still(path string) bool { return h.file != nil && sidefile.IsNamed(path, h.file) }
