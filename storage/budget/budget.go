package budget

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"assay.app/assay/model"
)

// How files share memory
//
// A small file can hold a large document, and several files are read at once.
// So each file has a Share, and its reader takes bytes before it unpacks or
// builds anything:
//
//	shares, in the order of the files   1: 40 MB   2: 3 MB   3: wants 90 MB
//	free                                48 MB − 43 MB: share 3 waits
//
// What has been read is handed on in the order of the files, and a share holds
// its bytes until then. The files after it would therefore wait for a first file
// that itself waits for them. So the first share never waits: it may take up to
// Single bytes whatever is free. At most Shared + Single bytes are taken at any
// moment, and no file is refused because of the others.
//
// The files of an archive have shares below that of the archive; they come
// before the files that follow it.

// Budget is the memory that a number of shares divide. It is safe for
// concurrent use.
type Budget struct {
	single int64

	mu   sync.Mutex
	free int64         // below 0 while the first share has taken more than there was
	turn chan struct{} // closed and replaced when bytes come back or a share leaves
	root Share
}

// New returns a budget of shared bytes for all shares together, in which one
// share may take at most single bytes.
func New(shared, single int64) *Budget {
	b := &Budget{single: single, free: shared, turn: make(chan struct{})}
	b.root.budget = b
	return b
}

// Share is the part of one file. Its methods may be called by one goroutine at
// a time.
type Share struct {
	budget   *Budget
	parent   *Share
	children []*Share // in order
	reserved int64    // bytes from Reserve
	taken    int64    // bytes from Take
}

// Join adds a share behind all others.
func (b *Budget) Join() *Share { return b.root.Join() }

// Join adds a share below s, behind the others there.
func (s *Share) Join() *Share {
	b := s.budget
	b.mu.Lock()
	defer b.mu.Unlock()
	child := &Share{budget: b, parent: s}
	s.children = append(s.children, child)
	return child
}

// Reserve takes n bytes for the file itself, and waits until they are free or
// the share is the first. It fails only when ctx ends.
func (s *Share) Reserve(ctx context.Context, n int64) error {
	if err := s.budget.wait(ctx, s, n); err != nil {
		return err
	}
	s.reserved += n
	return nil
}

// Take takes n bytes for what is made of the file, and waits until they are
// free or the share is the first. The error wraps model.ErrTooLarge when the
// share and those above it would have taken more than a single file may, or is
// that of ctx. A nil share takes nothing.
func (s *Share) Take(ctx context.Context, n int64) error {
	if s == nil || n <= 0 {
		return nil
	}
	all := n
	for above := s; above != nil; above = above.parent {
		all += above.taken
	}
	if most := s.budget.single; all > most {
		return fmt.Errorf("%w: reading it would take more than %d MiB of memory; divide it first", model.ErrTooLarge, most>>20)
	}
	if err := s.budget.wait(ctx, s, n); err != nil {
		return err
	}
	s.taken += n
	return nil
}

// Give gives back n of the bytes from Take.
func (s *Share) Give(n int64) {
	if s == nil || n <= 0 {
		return
	}
	n = min(n, s.taken)
	s.taken -= n
	s.budget.put(n)
}

// Leave gives back everything and ends the share. All shares below it must have
// left.
func (s *Share) Leave() {
	b := s.budget
	b.mu.Lock()
	s.parent.children = slices.DeleteFunc(s.parent.children, func(c *Share) bool { return c == s })
	b.mu.Unlock()
	n := s.reserved + s.taken
	s.reserved, s.taken = 0, 0
	b.put(n)
}

// put gives n bytes back and wakes those that wait.
func (b *Budget) put(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.free += n
	close(b.turn)
	b.turn = make(chan struct{})
}

// wait takes n bytes as soon as they are free or s is the first share.
func (b *Budget) wait(ctx context.Context, s *Share, n int64) error {
	for {
		b.mu.Lock()
		if b.free >= n || s.first() {
			b.free -= n
			b.mu.Unlock()
			return nil
		}
		turn := b.turn
		b.mu.Unlock()
		select {
		case <-turn:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// first reports whether the share is the one that all others wait for. It is
// called with mu held.
func (s *Share) first() bool {
	for ; s.parent != nil; s = s.parent {
		if s.parent.children[0] != s {
			return false
		}
	}
	return true
}
