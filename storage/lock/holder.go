package lock

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"assay.app/assay/storage/sidefile"
)

//  Who has a project open
//
// The lock on the file shows that somebody has it open, but not who. So a process
// that opens a project for writing writes a note beside it, NAME.assay.holder, and
// removes it before releasing the lock:
//
//	lock ── write the note ── … work … ── remove the note ── unlock
//
// Only a process that cannot get the lock reads the note, to say whom to ask. The
// note locks nothing: a note left behind by a killed process does not keep others
// from opening the project, and the next process that opens it for writing replaces
// the note. If the note cannot be written, for example because the disk is full or
// a link has its name, the project opens without one.

// holderExt is appended to the name of a project's file. It is not ".lock", which
// bolt uses on Windows.
const holderExt = ".holder"

// mostHolder is the greatest size of a note that is read, in bytes.
const mostHolder = 4 << 10

func holderNote(path string) string { return sidefile.Beside(path, holderExt) }

// Holder is the process that has a project open for writing.
type Holder struct {
	Host    string    `json:"host"`
	PID     int       `json:"pid"`
	Program string    `json:"program,omitempty"` // name and version
	Since   time.Time `json:"since"`
}

// String describes the holder for a message.
func (h Holder) String() string {
	name := h.Program
	if name == "" {
		name = "Assay"
	}
	return fmt.Sprintf("%s on %s (process %d) has it open since %s",
		name, h.Host, h.PID, h.Since.Local().Format("2 January 2006 15:04"))
}

// HolderOf returns the process named in the note beside the project at path. It
// returns false if there is no valid note, or if the note is from a process of this
// computer that has ended.
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

// printable removes control characters from text written by another program, and
// shortens it to at most 100 characters.
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

// alive reports whether a process of this computer may still be running.
func alive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = process.Release() }()
	if runtime.GOOS == "windows" {
		return true // FindProcess has found it
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}
