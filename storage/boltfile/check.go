package boltfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	mathbits "math/bits"

	"assay.app/assay/model"
)

//  Checking the pages of a file
//
// bolt has a check of its own, which follows pages as it reads them. Damage can make
// it loop forever or crash the process. So bolt's check runs only in a child process
// (mend/check.go), and only after the check in this file. The check in this file
// uses plain reads and does not follow a page twice, so it always ends. It checks
// that
//
//   - each page it reaches is in its place, is packed as bolt packs it, is reached
//     once, and is not on the list of unused pages, which bolt would overwrite;
//   - each branch has its keys in order and, unless it is the top of a tree, begins
//     with the key that leads to it;
//   - each entry of a leaf is between the keys of the branches above and passes
//     Content.Entry;
//   - no unreachable branch leads to the first page of a bucket, which must be the
//     top of its tree.
//
// The check reads the file about once, page by page in the order of the keys.
//
// Opening a project uses a faster check (File.Quick). It reads the branches but
// only some of the leaves, and does not check their entries. The ledger checks
// entries when it reads them (ledger/guard.go).

// MaxDepth is the greatest depth of a tree that the check accepts. A sound tree is
// far less deep.
const MaxDepth = 64

type pageCheck struct {
	*File
	used   []uint64 // bit set of the pages that were reached
	free   []uint64 // bit set of the pages on the list of unused pages
	report func(Finding)
	sound  bool // no problem of the pages was found so far

	content Content
	entries bool     // the entries of leaves are checked, too
	leaves  int      // number of leaves to check before any are skipped; ignored if entries is set
	unread  []uint64 // bit set of the leaves that were skipped
	skipped bool     // unread is not empty

	buffers   [][]byte          // by depth, so that the pages above a page stay in memory
	leafDepth int               // depth of the leaves in the bucket that is being checked; 0 if unknown
	roots     map[uint64]string // the buckets by their first page
	found     map[string]bool   // names of the buckets that were found
}

// Content describes the expected content of a file.
type Content struct {
	Buckets []string // the required buckets
	Meta    string   // the bucket with the mark of a good close
	Mark    string   // the key of that mark

	// Entry checks one entry and its stored value. The entries of a sound bucket
	// are passed in the order of their keys.
	Entry func(bucket string, key, stored []byte) error
}

// Place is the bucket and the key of an entry.
type Place struct{ Bucket, Key string }

// Finding is a problem found by a check of pages.
type Finding struct {
	At  Place // empty if the problem is in the pages themselves
	Err error
}

// First runs a check and returns the first problem that the check reports, together
// with the number of further ones, or nil if there is none. If the check stops
// early, First returns the error of the check instead.
func First(check func(report func(Finding)) (bool, error)) error {
	var first error
	count := 0
	_, err := check(func(f Finding) {
		if count++; first == nil {
			first = f.Err
		}
	})
	switch {
	case err != nil:
		return err
	case count > 1:
		return fmt.Errorf("%w (and %d more problems)", first, count-1)
	}
	return first
}

// Check checks the pages of a file and their entries, and calls report with each
// problem. sound is false if a problem is in the pages or a required bucket is
// missing. err says why the check stopped early.
func (f *File) Check(of Content, report func(Finding)) (sound bool, err error) {
	c := f.newCheck(of, report)
	c.entries = true
	return c.run()
}

// Quick checks the branches, about the given number of leaves from the first on,
// and the last two leaves of each bucket. It does not check the entries of these
// leaves. It returns the first problem, or nil if there is none.
func (f *File) Quick(of Content, leaves int) error {
	return First(func(report func(Finding)) (bool, error) {
		c := f.newCheck(of, report)
		c.leaves = leaves
		return c.run()
	})
}

func (f *File) newCheck(of Content, report func(Finding)) *pageCheck {
	words := f.Pages/64 + 1
	return &pageCheck{
		File: f, used: make([]uint64, words), free: make([]uint64, words), unread: make([]uint64, words),
		report: report, sound: true, content: of, roots: map[uint64]string{}, found: map[string]bool{},
	}
}

func (c *pageCheck) run() (sound bool, err error) {
	c.use(0, 2)
	if free, err := c.FreePages(); err != nil {
		c.unsound(err)
	} else {
		c.unused(free)
	}
	if err := c.tree(c.Root, branchEnds{}, 0); err != nil {
		return false, err
	}
	c.overlaps()
	if !c.skipped || !c.sameDirectory() {
		c.lostTops()
	}
	if c.entries {
		for _, name := range c.content.Buckets {
			if !c.found[name] {
				c.unsound(model.Damaged("the part called %q is missing", name))
			}
		}
	}
	return c.sound, nil
}

// unsound reports a problem of the pages themselves.
func (c *pageCheck) unsound(err error) {
	c.sound = false
	c.report(Finding{Err: err})
}

// bit returns a pointer to the word of a page set that holds the page's bit, and a
// mask for the bit.
func bit(set []uint64, number uint64) (*uint64, uint64) {
	return &set[number/64], uint64(1) << (number % 64)
}

func isIn(set []uint64, number uint64) bool {
	word, bit := bit(set, number)
	return *word&bit != 0
}

// use marks pages as in use. It reports whether all of them were new: neither in
// use already nor on the list of unused pages.
func (c *pageCheck) use(number, count uint64) bool {
	fresh := true
	for ; count > 0 && number < c.Pages; number, count = number+1, count-1 {
		word, bit := bit(c.used, number)
		fresh = fresh && *word&bit == 0 && !isIn(c.free, number)
		*word |= bit
	}
	return fresh
}

// unused marks the pages of the list of unused pages as in use and the pages named
// in the list as free. It reports a problem if a named page is already marked.
func (c *pageCheck) unused(list FreePages) {
	c.use(c.Freelist, list.pages)
	for _, id := range list.Ids {
		word, bit := bit(c.free, id)
		if *word&bit != 0 || isIn(c.used, id) {
			c.unsound(model.Damaged("the list of unused pages names page %d, which is in use", id))
		}
		*word |= bit
	}
}

// branchEnds is what the branches above require of a page and the pages under it.
type branchEnds struct {
	bucket    string // "" is the directory of buckets
	low, high []byte // keys are at least low and less than high; nil means no bound
	lead      []byte // the first key; nil if there is no branch above
	last      int    // number of leaves under the page that are among the last two of the bucket
}

// tree checks a page and the pages under it.
func (c *pageCheck) tree(number uint64, ends branchEnds, depth int) error {
	p, err := c.fetched(number, depth)
	switch {
	case model.IsDamage(err):
		c.unsound(err)
		return nil
	case err != nil:
		return err
	}
	if err := p.Packed(); err != nil && (p.Flags == FlagBranch || p.Flags == FlagLeaf) {
		c.unsound(err)
		return nil
	}
	switch {
	case !c.use(number, uint64(p.Size/c.PageSize)):
		c.unsound(model.Damaged("page %d is used twice", number))
	case depth > MaxDepth:
		c.unsound(model.Damaged("page %d is too deep", number))
	case p.Flags == FlagBranch:
		return c.branch(p, ends, depth)
	case p.Flags == FlagLeaf && ends.bucket == "":
		return c.directoryPage(p, ends, depth)
	case p.Flags == FlagLeaf && c.entries:
		c.leaf(p, ends)
	case p.Flags == FlagLeaf:
		c.leaves--
		c.leafDepth = depth
	default:
		c.unsound(model.Damaged("page %d has the wrong type", number))
	}
	return nil
}

// fetched reads a page: all of it if it is a branch or if the entries of leaves are
// checked, otherwise at least its elements. The page's data is valid until the next
// call with the same depth.
func (c *pageCheck) fetched(number uint64, depth int) (Page, error) {
	for len(c.buffers) <= depth {
		c.buffers = append(c.buffers, nil)
	}
	return c.Fetch(number, &c.buffers[depth], func(p Page) int64 {
		if p.Flags == FlagLeaf && !c.entries {
			return ElementsSize(p)
		}
		return p.Size
	})
}

// leaveUnread marks a page as in use without reading it. It reports a problem if
// the page does not exist or is used twice.
func (c *pageCheck) leaveUnread(number uint64) {
	if number < 2 || number >= c.Pages {
		c.unsound(model.Damaged("page %d does not exist", number))
		return
	}
	at, bit := number/64, uint64(1)<<(number%64)
	if (c.used[at]|c.free[at])&bit != 0 {
		c.unsound(model.Damaged("page %d is used twice", number))
	}
	c.used[at] |= bit
	c.unread[at] |= bit
	c.skipped = true
}

// overlaps reports skipped leaves that overflow into pages on the list of unused
// pages.
func (c *pageCheck) overlaps() {
	if !c.skipped {
		return
	}
	for word, bits := range c.free {
		for ; bits != 0; bits &= bits - 1 {
			number := uint64(word*64 + mathbits.TrailingZeros64(bits))
			last := number - 1 // the nearest page before it that is in use or free
			for last > 1 && !isIn(c.used, last) && !isIn(c.free, last) {
				last--
			}
			if !isIn(c.unread, last) {
				continue
			}
			p, err := c.head(last)
			if err == nil && last+uint64(p.Size/c.PageSize) > number {
				err = model.Damaged("the list of unused pages names page %d, which is in use", number)
			}
			if err != nil {
				c.unsound(err)
			}
		}
	}
}

// directoryPage checks a leaf of the directory of buckets, and the buckets in it.
func (c *pageCheck) directoryPage(p Page, ends branchEnds, depth int) error {
	p, err := c.Whole(p.Number) // its last entries may be on overflow pages
	if err != nil {
		return err
	}
	var before []byte
	return p.Each(func(i int, key, value []byte) error {
		if i > 0 && bytes.Compare(before, key) >= 0 || bytes.Compare(key, ends.low) < 0 || ends.high != nil && bytes.Compare(key, ends.high) >= 0 {
			c.unsound(model.Damaged("the keys of page %d are not in order", p.Number))
			return nil
		}
		before = key
		if !p.isBucket(i) || len(value) < BucketHeadLen {
			c.unsound(model.Damaged("page %d holds an entry that does not belong there", p.Number))
			return nil
		}
		c.found[string(key)] = true
		bucket := branchEnds{bucket: string(key), last: 2}
		c.leafDepth = 0
		if root := binary.NativeEndian.Uint64(value); root != 0 {
			c.roots[root] = string(key)
			return c.tree(root, bucket, depth+1)
		}
		inline, err := inlinePage(p.Number, value)
		if err == nil {
			err = inline.Packed()
		}
		if err != nil {
			c.unsound(err)
			return nil
		}
		c.leaf(inline, bucket)
		return nil
	})
}

// isBucket reports whether an entry of a leaf page is a bucket.
func (p Page) isBucket(i int) bool {
	return binary.NativeEndian.Uint32(p.Data[PageHeaderLen+ElementLen*i:])&FlagBucket != 0
}

// leaf checks the entries of a leaf page. The page must be packed.
func (c *pageCheck) leaf(p Page, ends branchEnds) {
	var before []byte
	_ = p.Each(func(i int, key, stored []byte) error {
		switch {
		case i > 0 && bytes.Compare(before, key) >= 0 || bytes.Compare(key, ends.low) < 0 || ends.high != nil && bytes.Compare(key, ends.high) >= 0:
			c.unsound(model.Damaged("the keys of page %d are not in order", p.Number))
		case i == 0 && ends.lead != nil && !bytes.Equal(ends.lead, key):
			c.unsound(model.Damaged("page %d does not begin with the key that leads to it", p.Number))
		case p.isBucket(i):
			c.unsound(model.Damaged("page %d holds an entry that does not belong there", p.Number))
		case c.entries:
			c.entry(ends.bucket, key, stored)
		}
		before = key
		return nil
	})
}

func (c *pageCheck) entry(bucket string, key, stored []byte) {
	if err := c.content.Entry(bucket, key, stored); err != nil {
		c.report(Finding{At: Place{bucket, string(key)}, Err: err})
	}
}
