package session

import "slices"

// SaveState is the state of saving changes to the disk.
type SaveState int

const (
	Saved SaveState = iota
	Saving
	Failed // the store could not write, and new edits are refused
)

// Save is the state of saving, with the reason if it failed.
type Save struct {
	State SaveState
	Err   error // the reason for Failed
}

// Save returns the state of saving.
func (s *Session) Save() Save { return s.save }

// StoreStatus records the store's report: every change up to the id durable is on
// the disk, and err is set while the store cannot write. It must be called on the
// session's goroutine.
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
	case len(s.pending) > 0 || s.typing.unsaved() || s.drafted.unsaved():
		next.State = Saving
	}
	if next.State != s.save.State || next.State == Failed {
		s.save = next
		s.emit(SaveChanged{})
	}
}
