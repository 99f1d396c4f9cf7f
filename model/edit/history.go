package edit

import "slices"

// How undo works on a history that only grows
//
// The history is a list of changes. Most are something the analyst did; some
// undo earlier ones, some redo what was undone. Nothing is ever taken out, so
// what can be undone now follows from the list alone, and is the same after a
// restart:
//
//	1 tag A   2 tag B   3 undoes 2   4 undoes 1   5 redoes 1
//
// A change is "done" unless the last undo or redo that names it is an undo.
// Undo takes back the newest change that is done: here 1. Redo brings back the
// oldest change undone since the last new change: here 2. A new change
// forgets what could be redone: nothing older than it is brought back.
//
// Reading backwards from the end, the first undo or redo that names a change
// decides its state, so the walk can stop as soon as it has found what it
// looks for; older pages of the history are fetched only when undo reaches
// them.

// Pager gives up to limit changes with ids below before, newest first. It
// gives none when the history's beginning is reached.
type Pager func(before uint64, limit int) ([]Change, error)

// pageSize is how many changes are fetched at a time at the most, and keep how many are
// held in memory at the least, however long the history is; twice as many at
// the most. Older ones are fetched again when undo reaches them.
const (
	firstPage = 16
	pageSize  = 256
	keep      = 4 * pageSize
)

// History knows what can be undone and redone. It is not safe for concurrent
// use.
type History struct {
	page   int // how many changes were fetched last
	older  Pager
	recent []Change // newest last
	whole  bool     // recent reaches back to the first change
}

// NewHistory makes a history over what older gives; nil stands for nothing.
func NewHistory(older Pager) *History {
	return &History{older: older, whole: older == nil}
}

// Append adds a change that has just been made. Its id must be larger than
// those of all changes before it, except that changes made elsewhere at the
// same time (an import) may arrive late: they are put in their place, unless
// they have been fetched from there already.
func (h *History) Append(c Change) {
	at := len(h.recent)
	for at > 0 && h.recent[at-1].ID > c.ID {
		at--
	}
	if at > 0 && h.recent[at-1].ID == c.ID {
		return
	}
	if at == 0 && len(h.recent) >= keep {
		return // from before what is held
	}
	h.recent = slices.Insert(h.recent, at, c.Packed())
	if len(h.recent) >= 2*keep {
		h.trim()
	}
}

// trim lets go of the older changes, if they can be fetched again: one that is
// still on its way to the store cannot.
func (h *History) trim() {
	if h.older == nil {
		return
	}
	last := h.recent[len(h.recent)-keep-1]
	page, err := h.older(last.ID+1, 1)
	if err != nil || len(page) != 1 || page[0].ID != last.ID {
		return
	}
	h.recent, h.whole = slices.Clone(h.recent[len(h.recent)-keep:]), false
}

// Undo gives the changes to take back next, newest first: one, or all of a
// batch. It returns none when nothing is left. Large
// changes are packed, as in everything that a history returns.
func (h *History) Undo() ([]Change, error) {
	undone := map[uint64]bool{}
	var out []Change
	err := h.backwards(func(c Change) bool {
		if c.Verb == Recover { // what was before may not be there any more
			return false
		}
		if decides(c, undone) || undone[c.ID] {
			return true
		}
		if len(out) > 0 && (c.Batch == "" || c.Batch != out[0].Batch) {
			return false
		}
		out = append(out, c)
		return c.Batch != ""
	})
	return out, err
}

// Redo gives the changes to make again next, oldest first: one, or all of a
// batch. It gives none when nothing is left.
func (h *History) Redo() ([]Change, error) {
	undone := map[uint64]bool{}
	var ids []uint64
	err := h.backwards(func(c Change) bool { return decides(c, undone) })
	if err != nil {
		return nil, err
	}
	for id, is := range undone {
		if is {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.Sort(ids)
	var out []Change
	err = h.backwards(func(c Change) bool {
		if slices.Contains(ids, c.ID) {
			out = append(out, c)
		}
		return c.ID > ids[0]
	})
	slices.Reverse(out)
	for i, c := range out {
		if i > 0 && (c.Batch == "" || c.Batch != out[0].Batch) {
			return out[:i], err
		}
	}
	return out, err
}

// decides notes what an undo or redo says of the changes it names, where
// nothing newer has said it already, and reports whether c is one.
func decides(c Change, undone map[uint64]bool) bool {
	for _, id := range c.Undoes {
		if _, known := undone[id]; !known {
			undone[id] = true
		}
	}
	for _, id := range c.Redoes {
		if _, known := undone[id]; !known {
			undone[id] = false
		}
	}
	return len(c.Undoes)+len(c.Redoes) > 0
}

// backwards calls visit with every change, newest first, until it gives
// false, fetching older pages as needed.
func (h *History) backwards(visit func(Change) bool) error {
	i := len(h.recent) - 1
	for {
		for ; i >= 0; i-- {
			if !visit(h.recent[i]) {
				return nil
			}
		}
		if len(h.recent) >= keep {
			break
		}
		n, err := h.fetch()
		if err != nil || n == 0 {
			return err
		}
		i = n - 1
	}
	for before := h.recent[0].ID; !h.whole; {
		page, err := h.older(before, pageSize)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, c := range page {
			if !visit(c.Packed()) {
				return nil
			}
		}
		before = page[len(page)-1].ID
	}
	return nil
}

// fetch puts an older page in front of recent and gives its length.
func (h *History) fetch() (int, error) {
	if h.whole {
		return 0, nil
	}
	before := ^uint64(0)
	if len(h.recent) > 0 {
		before = h.recent[0].ID
	}
	// The first undo looks at one change, and most stop there: the pages begin
	// small.
	h.page = min(max(firstPage, 2*h.page), pageSize)
	page, err := h.older(before, h.page)
	if err != nil {
		return 0, err
	}
	if len(page) == 0 {
		h.whole = true
		return 0, nil
	}
	for i := range page {
		page[i] = page[i].Packed()
	}
	slices.Reverse(page)
	h.recent = append(page, h.recent...)
	return len(page), nil
}

// Find gives the changes that match, newest first: at most limit of them, and
// only among the last reach changes.
func (h *History) Find(reach, limit int, match func(Change) bool) ([]Change, error) {
	var out []Change
	err := h.backwards(func(c Change) bool {
		reach--
		if match(c) {
			out = append(out, c)
		}
		return reach > 0 && len(out) < limit
	})
	return out, err
}
