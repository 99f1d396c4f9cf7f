package ledger

import (
	"bytes"
	"os"
	"sort"
	"sync"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
)

//  Vouching for absent entries
//
// A seal (seal.go) proves that an entry which was found is the one that was
// written. It proves nothing about an entry that was not found: if a bit of a key
// or of a page's structure flips, bolt looks for the entry in the wrong place, and
// a label, a note or an article is silently missing. So before the guard lets a
// lookup return "not found", it reads the leaf page that would hold the entry, with
// plain reads, and checks it:
//
//	geometry   bolt packs a page without gaps, so the number of entries and the
//	           place of each follow from their sizes (boltfile.Page.Packed)
//	order      the keys ascend, within the bounds set by the branches above
//	edges      the first key is the one by which the branch leads here, and the
//	           next leaf, if any, begins with the key by which the branch leads
//	           there
//	seals      each entry has its seal
//
// The branches and the list of unused pages were checked when the file was opened
// (boltfile/check.go). A leaf then vouches for a range of keys:
//
//	branch   … │ k3          │ k7          │ …
//	leaf         k3 k4 k5 k6   k7 ✗ k9
//	vouched    [k3 ─────────────── k7] [k9 … the lost entry is between k7 and k9
//
// An entry with a wrong seal leaves a hole, because its key may have been any key
// between its neighbours; a lookup in the hole returns ErrDamaged. The ranges are
// remembered while the file is open. That is safe because only this process changes
// the file, and it checks a leaf before changing it.
//
// Before an entry is deleted, the guard also checks the structure of the
// neighbouring leaves under the same branch, because bolt may merge the leaf with
// them. Otherwise entries hidden by damage would be lost for good.

// Guard vouches for the keys of an open project. It is safe for concurrent use. A
// nil guard vouches for everything; new files and those of older formats are read
// without one.
type Guard struct {
	file     *os.File
	pageSize int64

	mu      sync.RWMutex
	vouched map[string]ranges // by bucket
	settled map[string]ranges // ranges in which entries can be deleted

	// Pages of one state of the file, kept in memory; guarded by mu. bolt does not
	// rewrite a page of a state while that state is in use.
	state    int // id of bolt's transaction
	branches map[uint64]boltfile.Page
	children map[uint64][]uint64       // of the branches that were checked
	ahead    [pagesAhead]boltfile.Page // the pages that lookAhead read last
	oldest   int                       // among these
}

// pagesAhead is how many pages are kept that lookAhead read: one for each bucket, or each kind of
// record, that is walked through at the same time.
const pagesAhead = 16

// NewGuard returns the guard of the file at path.
func NewGuard(path string, pageSize int) (*Guard, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &Guard{file: file, pageSize: int64(pageSize), vouched: map[string]ranges{}, settled: map[string]ranges{}}, nil
}

// Close closes the file.
func (g *Guard) Close() {
	if g != nil {
		_ = g.file.Close()
	}
}

var everything = keyRange{low: []byte{}}

// vouch returns a range around key in which the bucket holds exactly what was
// written. It returns ErrDamaged if there is none.
func (g *Guard) vouch(b Bucket, key []byte) (keyRange, error) {
	if g == nil {
		return everything, nil
	}
	g.mu.RLock()
	r, ok := g.vouched[b.Name].around(key)
	g.mu.RUnlock()
	if ok {
		return r, nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	spot, err := g.find(b, key)
	if err != nil {
		return keyRange{}, err
	}
	found, problem := spot.vouched(b.Name)
	for _, r := range found {
		g.vouched[b.Name] = g.vouched[b.Name].add(r)
	}
	if r, ok := g.vouched[b.Name].around(key); ok {
		return r, nil
	}
	if problem == nil {
		problem = model.Damaged("nothing vouches for %s", NameEntry(b.Name, key))
	}
	return keyRange{}, problem
}

// settle checks the leaf of key and its neighbours, which bolt may rewrite when key
// is deleted. It skips the check if it was done before.
func (g *Guard) settle(b Bucket, key []byte) error {
	if g == nil {
		return nil
	}
	g.mu.RLock()
	_, ok := g.settled[b.Name].around(key)
	g.mu.RUnlock()
	if ok {
		return nil
	}
	if _, err := g.vouch(b, key); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	spot, err := g.find(b, key)
	if err != nil {
		return err
	}
	for _, number := range spot.beside {
		p, err := spot.pages.Whole(number)
		if err == nil {
			err = p.Packed()
		}
		if err != nil {
			return err
		}
	}
	g.settled[b.Name] = g.settled[b.Name].add(keyRange{spot.low, spot.high})
	return nil
}

// spot is the leaf that a key belongs to.
type spot struct {
	guard  *Guard
	pages  *boltfile.File
	leaf   boltfile.Page
	low    []byte   // first key of the range that the branches assign to the leaf
	high   []byte   // end of that range, not included; nil if it has no end
	lead   []byte   // the key in the branch above; nil if there is no branch
	next   uint64   // the page whose keys begin at high; 0 if there is none
	beside []uint64 // the neighbouring leaves under the same branch
}

// find returns the leaf that key belongs to, in the last committed state. The
// caller holds mu.
func (g *Guard) find(b Bucket, key []byte) (spot, error) {
	if state := b.Raw.Tx().ID(); state != g.state || g.branches == nil {
		g.state, g.branches, g.children = state, map[uint64]boltfile.Page{}, map[uint64][]uint64{}
		g.ahead = [pagesAhead]boltfile.Page{}
	}
	size := b.Raw.Tx().Size()
	s := spot{guard: g, low: []byte{}, pages: &boltfile.File{
		Reader: g.file, Size: size, PageSize: g.pageSize, Pages: uint64(size / g.pageSize),
	}}
	root := uint64(b.Raw.Root())
	if root == 0 {
		p, err := s.pages.InlineBucket(uint64(b.Raw.Tx().Cursor().Bucket().Root()), b.Name)
		s.leaf = p
		return s, err
	}
	for range boltfile.MaxDepth {
		p, err := s.page(root)
		if err != nil {
			return s, err
		}
		if p.Flags == boltfile.FlagLeaf {
			s.leaf = p
			return s, nil
		}
		if root, err = s.down(p, key); err != nil {
			return s, err
		}
	}
	return s, model.Damaged("page %d is too deep", root)
}

// page returns a whole page. It uses the page kept in memory, if there is one.
func (s *spot) page(number uint64) (boltfile.Page, error) {
	if p, known := s.guard.branches[number]; known {
		return p, nil
	}
	for i := range s.guard.ahead {
		if p := &s.guard.ahead[i]; p.Number == number && int64(len(p.Data)) == p.Size {
			return *p, nil
		}
	}
	p, err := s.pages.Whole(number)
	if err == nil && p.Flags == boltfile.FlagBranch {
		s.guard.branches[number] = p
	}
	return p, err
}

// down returns the page under a branch that key belongs to, and notes the bounds
// and neighbours of that page.
func (s *spot) down(p boltfile.Page, key []byte) (uint64, error) {
	if p.Flags != boltfile.FlagBranch {
		return 0, model.Damaged("page %d has the wrong type", p.Number)
	}
	children, checked := s.guard.children[p.Number]
	if !checked {
		var err error
		if children, err = p.Branches(); err == nil {
			err = p.Packed()
		}
		if err != nil {
			return 0, err
		}
		s.guard.children[p.Number] = children
	}
	at := max(0, sort.Search(len(children), func(i int) bool { return bytes.Compare(p.BranchKey(i), key) > 0 })-1)
	s.lead, s.beside = p.BranchKey(at), nil
	if at > 0 {
		s.low = s.lead
		s.beside = append(s.beside, children[at-1])
	}
	if at+1 < len(children) {
		s.high, s.next = p.BranchKey(at+1), children[at+1]
		s.beside = append(s.beside, s.next)
	}
	return children[at], nil
}

// vouched returns the ranges of keys that the leaf vouches for, and the first
// problem found.
func (s *spot) vouched(name string) (found []keyRange, problem error) {
	if err := s.ordered(); err != nil {
		return nil, err
	}
	var seals Sealer
	open := keyRange{low: s.low}
	isOpen := true
	last := s.low
	_ = s.leaf.Each(func(i int, key, stored []byte) error {
		_, err := seals.Unseal(name, key, stored)
		if err == nil && i == 0 && s.lead != nil && !bytes.Equal(s.lead, key) {
			problem = model.Damaged("page %d does not begin with the key that leads to it", s.leaf.Number)
			isOpen = false
		}
		switch {
		case err != nil && problem == nil:
			problem = err
			fallthrough
		case err != nil:
			if isOpen && i > 0 {
				found = append(found, keyRange{open.low, After(last)})
			}
			isOpen = false
		case !isOpen:
			open, isOpen = keyRange{low: key}, true
		}
		last = key
		return nil
	})
	if !isOpen {
		return found, problem
	}
	if s.high != nil && !s.nextBegins() {
		if problem == nil {
			problem = model.Damaged("page %d does not begin with the key that leads to it", s.next)
		}
		if s.leaf.Count == 0 {
			return found, problem
		}
		return append(found, keyRange{open.low, After(last)}), problem
	}
	return append(found, keyRange{open.low, s.high}), problem
}

// ordered checks that the leaf is packed, and that its keys ascend within their
// bounds.
func (s *spot) ordered() error {
	if s.leaf.Flags != boltfile.FlagLeaf {
		return model.Damaged("page %d has the wrong type", s.leaf.Number)
	}
	if err := s.leaf.Packed(); err != nil {
		return err
	}
	before := []byte(nil)
	return s.leaf.Each(func(i int, key, _ []byte) error {
		if i > 0 && bytes.Compare(before, key) >= 0 || bytes.Compare(key, s.low) < 0 || s.high != nil && bytes.Compare(key, s.high) >= 0 {
			return model.Damaged("the keys of page %d are not in order", s.leaf.Number)
		}
		before = key
		return nil
	})
}

// nextBegins reports whether the next leaf begins with the key by which the
// branches lead to it.
func (s *spot) nextBegins() bool {
	number := s.next
	for range boltfile.MaxDepth {
		p, err := s.lookAhead(number)
		if err != nil || p.Count == 0 || p.Packed() != nil {
			return false
		}
		if p.Flags == boltfile.FlagLeaf {
			return bytes.Equal(p.FirstKey(), s.high)
		}
		children, err := p.Branches()
		if err != nil || p.Flags != boltfile.FlagBranch {
			return false
		}
		number = children[0]
	}
	return false
}

// lookAhead reads a whole branch, or enough of a leaf to compare its first key with
// s.high.
func (s *spot) lookAhead(number uint64) (boltfile.Page, error) {
	if p, known := s.guard.branches[number]; known {
		return p, nil
	}
	var buffer []byte
	p, err := s.pages.Fetch(number, &buffer, func(p boltfile.Page) int64 {
		if p.Flags == boltfile.FlagLeaf {
			return min(p.Size, boltfile.ElementsSize(p)+int64(len(s.high)))
		}
		return p.Size
	})
	if err == nil {
		s.guard.ahead[s.guard.oldest] = p
		s.guard.oldest = (s.guard.oldest + 1) % pagesAhead
	}
	return p, err
}

// Cursor iterates over a bucket in the order of the keys. It returns ErrDamaged if
// damage may hide an entry between its previous position and the entry it moves to.
type Cursor struct {
	bucket Bucket
	bolt   *bolt.Cursor
	upto   []byte // keys below it are vouched for; nil means all keys
}

// Cursor returns a cursor. Its first call must be Seek.
func (b Bucket) Cursor() *Cursor { return &Cursor{bucket: b, bolt: b.Raw.Cursor()} }

// Seek moves to the first entry whose key is at least key, and returns it with its
// stored value, or a nil key if there is none.
func (c *Cursor) Seek(key []byte) (found, stored []byte, err error) {
	r, err := c.bucket.vouch(key)
	if err != nil {
		return nil, nil, err
	}
	c.upto = r.high
	found, stored = c.bolt.Seek(key)
	return found, stored, c.cover(found)
}

// Next moves to the next entry and returns it with its stored value, or a nil key
// if there is none.
func (c *Cursor) Next() (found, stored []byte, err error) {
	found, stored = c.bolt.Next()
	return found, stored, c.cover(found)
}

// cover makes the guard vouch for all keys up to key, or for all keys if key is
// nil.
func (c *Cursor) cover(key []byte) error {
	for c.upto != nil && (key == nil || bytes.Compare(key, c.upto) >= 0) {
		r, err := c.bucket.vouch(c.upto)
		if err != nil {
			return err
		}
		c.upto = r.high
	}
	return nil
}
