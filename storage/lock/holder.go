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
