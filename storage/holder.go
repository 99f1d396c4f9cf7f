package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

// Who has a project open
//
// The lock on the file says that somebody has it open, not who. So whoever
// opens a project for writing leaves a note beside it, NAME.assay.holder, and
// takes it away again before letting go of the lock:
//
//	lock ── write the note ── … work … ── remove the note ── unlock
//
// Only who cannot get the lock reads the note, to say whom to ask. It decides
// nothing: one that a killed process left behind keeps nobody out, and the
// next who opens the project puts another in its place. A note that cannot be
// written, in a full folder or where a link or a pipe has its name, is done
// without.

// holderExt is put behind the name of a project's file. It is not ".lock",
// which is bolt's own on Windows.
const holderExt = ".holder"

// mostHolder bounds a note, in bytes.
const mostHolder = 4 << 10

// holderNote is the path of the note beside the project at path.
func holderNote(path string) string { return sidefile.Beside(path, holderExt) }

// Holder is who has a project open for writing.
type Holder struct {
	Host    string    `json:"host"`
	PID     int       `json:"pid"`
	Program string    `json:"program,omitempty"` // name and version
	Since   time.Time `json:"since"`
}

// String names the holder for a message.
func (h Holder) String() string {
	name := h.Program
	if name == "" {
		name = "Assay"
	}
	return fmt.Sprintf("%s on %s (process %d) has it open since %s",
		name, h.Host, h.PID, h.Since.Local().Format("2 January 2006 15:04"))
}

// HolderOf reads who has the project at path open, as far as a note says so.
// The note of a process of this computer that is gone is no answer.
func HolderOf(path string) (Holder, bool) {
	data, err := sidefile.Read(holderNote(path), mostHolder)
	var h Holder
	if err != nil || json.Unmarshal(data, &h) != nil || h.PID <= 0 {
		return Holder{}, false
	}
	h.Host, h.Program = printable(h.Host), printable(h.Program)
	if host, err := os.Hostname(); err == nil && host == h.Host && !alive(h.PID) {
		return Holder{}, false
	}
	return h, true
}

// printable makes what another program wrote fit for a message.
func printable(text string) string {
	const most = 100
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || 0x7F <= r && r < 0xA0 {
			return -1
		}
		return r
	}, text)
	return string([]rune(clean)[:min(most, len([]rune(clean)))])
}

// alive reports whether a process of this computer may still run.
func alive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = process.Release() }() // nothing of it is kept
	if runtime.GOOS == "windows" {
		return true // one that is gone is not found there
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}

// lockedError is why a project that somebody else has open cannot be opened.
func lockedError(path string) error {
	if h, known := HolderOf(path); known {
		return fmt.Errorf("%w: %v; close it there, or wait until that window has finished", model.ErrLocked, h)
	}
	return fmt.Errorf("%w; close it there, or wait until that window has finished", model.ErrLocked)
}

// holding is what is kept about a file whose lock this process has.
type holding struct {
	file fs.FileInfo // which file it is, however it is called by now
	note string      // the note's path; "" when there is none
}

// hold leaves the note beside a project whose lock has just been taken.
func hold(path string, opts Options) holding {
	var h holding
	h.file, _ = os.Stat(path) // nil when its name is gone already
	if opts.ReadOnly {
		return h
	}
	host, err := os.Hostname()
	if err != nil {
		host = "this computer"
	}
	data, err := json.Marshal(Holder{Host: host, PID: os.Getpid(), Program: opts.Generator, Since: time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return h
	}
	note, err := filepath.Abs(holderNote(path))
	if err != nil {
		return h
	}
	if _, err := os.Lstat(note); err == nil { // whoever held it last was killed
		sweepBeside(path)
	}
	if sidefile.Write(note, data, h.access(path)) == nil {
		h.note = note
	}
	return h
}

// sweepBeside removes what a killed process was making beside the project.
func sweepBeside(path string) {
	sidefile.Sweep(filepath.Dir(path))
	if real, err := target(path); err == nil && filepath.Dir(real) != filepath.Dir(path) {
		sidefile.Sweep(filepath.Dir(real))
	}
}

// release takes the note away. The lock must still be held, so that it is not
// the next holder's note.
func (h holding) release() {
	if h.note != "" {
		_ = sidefile.Remove(h.note) // a stale note does no harm
	}
}

// access returns who may open the file, by whatever name it has now.
func (h holding) access(path string) sidefile.Access {
	if h.file == nil || h.still(path) {
		return sidefile.AccessOf(path)
	}
	return sidefile.Like(h.file)
}

// still reports whether path names the file that is held.
func (h holding) still(path string) bool { return h.file != nil && names(path, h.file) }

// names reports whether path is a name of the file.
func names(path string, file fs.FileInfo) bool {
	now, err := os.Stat(path)
	return err == nil && os.SameFile(file, now)
}
