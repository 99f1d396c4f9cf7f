package session

import "slices"

// SaveState says whether the work is on the disk.
type SaveState int

// The states.
const (
	Saved SaveState = iota
	Saving
	Failed // the store could not write; editing has stopped, nothing is lost
)

// Save is what the status bar tells about saving.
type Save struct {
	State SaveState
	Err   error // why, when Failed
}

// Save tells whether the work is on the disk.
func (s *Session) Save() Save { return s.save }

// StoreStatus takes note of what the store reports: every change up to the id
// durable is on the disk; err is set while it cannot write. It must be called
// on the session's goroutine.
func (s *Session) StoreStatus(durable uint64, err error) {
	defer s.together()()
	done := 0
	for done < len(s.pending) && s.pending[done].ID <= durable {
		done++
	}
	s.pending = slices.Delete(s.pending, 0, done)
	s.relisted(durable)
	s.recountOthers()
	s.updateSave(err)
}

func (s *Session) updateSave(err error) {
	next := Save{State: Saved}
	switch {
	case err != nil:
		next = Save{State: Failed, Err: err}
	case len(s.pending) > 0 || s.typing.unsaved():
		next.State = Saving
	}
	if next.State != s.save.State || next.State == Failed {
		s.save = next
		s.emit(SaveChanged{})
	}
}
