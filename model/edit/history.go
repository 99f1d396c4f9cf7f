package edit

import (
	"cmp"
	"slices"
)

// How undo works on a history that only grows
//
// The history is a list of changes. Most are actions of the analyst; some undo
// earlier changes, and some redo undone ones. Nothing is ever removed, so the list
// alone determines what can be undone, also after a restart:
//
//	1 tag A   2 tag B   3 undoes 2   4 undoes 1   5 redoes 1
//
// A change is done unless the last undo or redo that names it is an undo. Undo
// reverses the newest change that is done: here 1. Redo repeats the oldest change
// that was undone after the last new change and is not redone yet: here 2. After a
// new change, no older one can be redone.
//
// Several analysts may work in one project in turn. Each undoes and redoes only their own
// changes and steps over those of the others, because a key meant for one's own slip must
// not take back a colleague's work. If another analyst has since built on the change, for
// example by labelling the halves of a sentence that it split, nothing is undone and the
// error names that analyst; see base. The search steps over at
// most reach changes of others, because menus ask what can be undone and must not wait
// until a whole history is read. Going back in the history has no such limit.
//
// When the history is read backwards, the first undo or redo that names a change
// decides its state, so the search stops at the first change that fits. Older pages
// of the history are fetched when they are needed.

// Pager returns up to limit changes with ids below before, newest first. An empty
// result means that there are none.
type Pager func(before uint64, limit int) ([]Change, error)

// firstPage is the number of changes to fetch first, pageSize the greatest number
// to fetch at a time. When 2*keep changes are in memory, Append may drop all but
// the newest `keep` of them; they are fetched again if undo reaches them.
const (
	firstPage = 16
	pageSize  = 256
	keep      = 8 * pageSize
)

// reach is the greatest number of changes of others that Undo and Redo step over. These fit
// into memory, so that they are read once.
const reach = keep

// History determines what can be undone and redone. It is not safe for concurrent
// use.
type History struct {
	page   int // the limit of the last fetch; see Pager
	older  Pager
	recent []Change // newest last
	whole  bool     // recent begins with the first change
}

// NewHistory returns a history that fetches older changes with older. If older is
// nil, there are no older changes.
func NewHistory(older Pager) *History {
	return &History{older: older, whole: older == nil}
}

// Append adds a change, which is normally the newest. A change made elsewhere at
// the same time, such as an import, may arrive late; Append inserts it by id.
// Append ignores a change that it has in memory. It may also ignore a change older
// than all in memory, because that one is fetched when needed.
func (h *History) Append(c Change) {
	at := len(h.recent)
	for at > 0 && h.recent[at-1].ID > c.ID {
		at--
	}
	if at > 0 && h.recent[at-1].ID == c.ID {
		return
	}
	if at == 0 && len(h.recent) >= keep {
		return // it will be fetched when needed
	}
	h.recent = slices.Insert(h.recent, at, c.Packed())
	if len(h.recent) >= 2*keep {
		h.trim()
	}
}

// trim drops all but the newest keep changes. It drops nothing if the newest of
// those to be dropped cannot be fetched, for example because it is not in the store
// yet.
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

// Undo returns the changes that an analyst undoes next, newest first: one change, or
// consecutive changes of one batch. It returns none if nothing is left, and a *BuiltOn if
// a later change of another analyst needs them. It does not find changes that are followed
// by more than reach changes of others. If by is empty, it returns changes by any analyst.
// Like all methods of History, it returns large changes packed.
func (h *History) Undo(by string) ([]Change, error) {
	undone := map[uint64]bool{}
	var out []Change
	err := h.nearby(by, func(c Change) bool {
		if c.Verb == Recover { // the values before it may be lost
			return false
		}
		if recordReversals(c, undone) || undone[c.ID] || !isBy(c, by) {
			return true
		}
		if len(out) > 0 && (c.Batch == "" || c.Batch != out[0].Batch) {
			return false
		}
		out = append(out, c)
		return c.Batch != ""
	})
	return out, cmp.Or(err, h.free(out, by))
}

// isBy reports whether a change is by an analyst. Changes without an analyst are
// everybody's, and all changes are by "".
func isBy(c Change, by string) bool { return by == "" || c.Analyst == "" || c.Analyst == by }

// Redo returns the changes that an analyst redoes next, oldest first: one change, or
// consecutive changes of one batch. It returns none if nothing is left. by and the error
// are as for Undo.
func (h *History) Redo(by string) ([]Change, error) {
	undone := map[uint64]bool{}
	var ids []uint64
	err := h.nearby(by, func(c Change) bool { return recordReversals(c, undone) || !isBy(c, by) })
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
	err = h.nearby(by, func(c Change) bool {
		if slices.Contains(ids, c.ID) && isBy(c, by) {
			out = append(out, c)
		}
		return c.ID > ids[0]
	})
	slices.Reverse(out)
	for i, c := range out {
		if i > 0 && (c.Batch == "" || c.Batch != out[0].Batch) {
			out = out[:i]
			break
		}
	}
	return out, cmp.Or(err, h.free(out, by))
}

// free returns a *BuiltOn if a later change of another analyst, which is not undone, needs
// the changes.
func (h *History) free(changes []Change, by string) (err error) {
	if by == "" || len(changes) == 0 {
		return nil
	}
	oldest, undone := min(changes[0].ID, changes[len(changes)-1].ID), map[uint64]bool{}
	var b *base
	failed := h.backwards(func(c Change) bool {
		if c.ID <= oldest || err != nil {
			return false
		}
		if recordReversals(c, undone) || undone[c.ID] || isBy(c, by) {
			return true
		}
		if b == nil {
			b = baseOf(changes)
		}
		if b.carriesAny(c) {
			err = &BuiltOn{By: c.Analyst}
		}
		return true
	})
	return cmp.Or(failed, err)
}

// recordReversals records in undone whether c undoes or redoes each change that it
// names, unless a newer change has decided that. It reports whether c names any
// changes.
func recordReversals(c Change, undone map[uint64]bool) bool {
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

// nearby is backwards, but ends after reach changes that are not by an analyst.
func (h *History) nearby(by string, visit func(Change) bool) error {
	passed := 0
	return h.backwards(func(c Change) bool {
		if !isBy(c, by) {
			passed++
		}
		return passed <= reach && visit(c)
	})
}

// backwards calls visit with every change, newest first, until visit returns false.
// It fetches older pages as needed.
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

// fetch adds the next older page at the front of recent and returns its length, or
// 0 if there is none.
func (h *History) fetch() (int, error) {
	if h.whole {
		return 0, nil
	}
	before := ^uint64(0)
	if len(h.recent) > 0 {
		before = h.recent[0].ID
	}
	// Most calls need only the newest changes, so the first pages are small.
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

// Find searches the newest changes, at most reach of them. It returns those that
// match, newest first, but at most limit of them.
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
