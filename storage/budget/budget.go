package budget

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"assay.app/assay/model"
)

//  How files share memory
//
// A small file can contain a large document, and several files are read at once. So
// each file has a Share, and its reader takes bytes from it before unpacking or
// building large data:
//
//	shares, in the order of the files   1: 40 MB   2: 3 MB   3: wants 90 MB
//	free                                48 MB − 43 MB: share 3 waits
//
// Results are handed on in the order of the files, and a share keeps its bytes
// until then. If the first file had to wait for memory, it would wait for the files
// after it, which hold that memory and wait for the first file. So the first share
// never waits: it may take up to single bytes, whatever is free. At most shared +
// single bytes are taken at any moment, plus the bytes reserved for the first file.
//
// The files of an archive have shares below the share of the archive. In the order
// of the files, they come before the files after the archive.

// Budget is the memory that several shares divide. It is safe for concurrent use.
type Budget struct {
	single int64

	mu   sync.Mutex
	free int64         // negative while the first share has taken more than was free
	turn chan struct{} // closed and replaced when bytes are returned or a share leaves
	root Share
}

// New returns a budget of shared bytes for all shares together. One share may take
// at most single bytes with Take, together with the shares above it.
func New(shared, single int64) *Budget {
	b := &Budget{single: single, free: shared, turn: make(chan struct{})}
	b.root.budget = b
	return b
}

// Share is the part of the budget that one file uses. Only one goroutine at a time
// may call its methods.
type Share struct {
	budget   *Budget
	parent   *Share
	children []*Share // in the order of their files
	reserved int64    // bytes taken by Reserve
	taken    int64    // bytes taken by Take
}

// Join adds a share after all others and returns it.
func (b *Budget) Join() *Share { return b.root.Join() }

// Join adds a share below s, after the shares there, and returns it.
func (s *Share) Join() *Share {
	b := s.budget
	b.mu.Lock()
	defer b.mu.Unlock()
	child := &Share{budget: b, parent: s}
	s.children = append(s.children, child)
	return child
}

// Reserve takes n bytes for the file itself. It waits until they are free or the
// share is the first, and fails only if ctx ends.
func (s *Share) Reserve(ctx context.Context, n int64) error {
	if err := s.budget.wait(ctx, s, n); err != nil {
		return err
	}
	s.reserved += n
	return nil
}

// Take takes n bytes for data made from the file. It waits until they are free or
// the share is the first. It returns model.ErrTooLarge if the share and those above
// it would exceed the limit of a single file, and the error of ctx if ctx ends. A
// nil share takes nothing.
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

// Give puts back up to n bytes that Take took.
func (s *Share) Give(n int64) {
	if s == nil || n <= 0 {
		return
	}
	n = min(n, s.taken)
	s.taken -= n
	s.budget.put(n)
}

// Leave puts back all bytes of the share and removes the share. All shares below it
// must have left before.
func (s *Share) Leave() {
	b := s.budget
	b.mu.Lock()
	s.parent.children = slices.DeleteFunc(s.parent.children, func(c *Share) bool { return c == s })
	b.mu.Unlock()
	n := s.reserved + s.taken
	s.reserved, s.taken = 0, 0
	b.put(n)
}

// put puts n bytes back and wakes waiting shares.
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

// first reports whether this share is the first, which never waits. The caller
// holds mu.
func (s *Share) first() bool {
	for ; s.parent != nil; s = s.parent {
		if s.parent.children[0] != s {
			return false
		}
	}
	return true
}
