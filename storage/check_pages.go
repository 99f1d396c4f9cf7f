package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"assay.app/assay/model"
)

// Checking a whole file
//
// bolt has a check of its own. It follows what it finds, so that damage can
// have it go round for ever or bring the process down: it runs only in a child
// process (check.go), and only after this one, which reads the file with plain
// reads, remembers every page it has been on, and so always ends. It looks at
// everything that bolt will ever touch:
//
//   - each page is in its place, is reached once, and is not on the list of
//     unused pages as well, from where bolt would overwrite it;
//   - each entry lies within its page, and the keys are in order, from the
//     first page of a bucket to its last and as the branches above say;
//   - each value has its seal, and the history its chain.
//
// After that bolt's cursors can be trusted with the file. It costs one reading
// of the file, page by page in the order of the keys.

// maxDepth is more levels than a bolt tree can need: each one has two pages
// under a page at the least.
const maxDepth = 64

// pageCheck is one check of a file's pages.
type pageCheck struct {
	*boltFile
	used   []uint64 // a bit a page
	report func(finding)
	sound  bool // the pages are in order, whatever is in them

	buffer []byte // of the leaf page being looked at
	chain  chain
	found  map[string]bool // buckets
}

// checkWhole checks all pages of a file; ErrDamaged names the first problem.
func checkWhole(path string) error {
	return firstOf(func(report func(finding)) (bool, error) { return checkPages(path, report) })
}

// firstOf gives the first problem that a check of pages finds, and how many
// there are.
func firstOf(check func(report func(finding)) (bool, error)) error {
	var first error
	count := 0
	_, err := check(func(f finding) {
		if count++; first == nil {
			first = f.err
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

// checkPages checks all pages of a file and reports each problem. It tells
// whether bolt can be trusted with the file; what single entries hold does not
// matter for that. The error is why it could not check to the end.
func checkPages(path string, report func(finding)) (sound bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	f, err := inspect(file, info.Size())
	if isDamage(err) {
		report(finding{err: err})
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return f.check(report)
}

// check is checkPages for a file whose header is known.
func (f *boltFile) check(report func(finding)) (sound bool, err error) {
	c := &pageCheck{boltFile: f, used: make([]uint64, f.pages/64+1), report: report, sound: true, found: map[string]bool{}}
	c.chain = begin(f.project())
	c.use(0, 2)
	if free, err := f.freePages(); err != nil {
		c.unsound(err)
	} else {
		c.unused(free)
	}
	if err := c.tree(f.root, "", nil, nil, 0); err != nil {
		return false, err
	}
	for _, name := range allBuckets() {
		if !c.found[name] {
			c.unsound(damaged("the part called %q is missing", name))
		}
	}
	return c.sound, nil
}

// unsound reports a problem of the pages themselves.
func (c *pageCheck) unsound(err error) {
	c.sound = false
	c.report(finding{err: err})
}

// use notes that pages are in use, and reports whether none of them was.
func (c *pageCheck) use(number, count uint64) bool {
	free := true
	for ; count > 0 && number < c.pages; number, count = number+1, count-1 {
		word, bit := number/64, uint64(1)<<(number%64)
		free = free && c.used[word]&bit == 0
		c.used[word] |= bit
	}
	return free
}

// unused notes the pages of the list of unused pages, and those on it. One
// that is also reached is found when it is reached.
func (c *pageCheck) unused(free freePages) {
	c.use(c.freelist, free.pages)
	for _, id := range free.ids {
		if !c.use(id, 1) {
			c.unsound(damaged("the list of unused pages names page %d, which is in use", id))
		}
	}
}

// tree checks the pages under and with one, whose keys must be from low on
// and below high; nil is no bound.
func (c *pageCheck) tree(number uint64, bucket string, low, high []byte, depth int) error {
	if number < 2 || number >= c.pages {
		c.unsound(damaged("page %d does not exist", number))
		return nil
	}
	p, err := c.whole(number)
	switch {
	case isDamage(err):
		c.unsound(err)
		return nil
	case err != nil:
		return err
	}
	switch {
	case !c.use(number, uint64(p.size/c.pageSize)):
		c.unsound(damaged("page %d is used twice", number))
	case depth > maxDepth:
		c.unsound(damaged("page %d lies too deep", number))
	case p.flags == flagBranch:
		return c.branch(p, bucket, high, depth)
	case p.flags == flagLeaf:
		return c.leaf(p, bucket, low, high, depth)
	default:
		c.unsound(damaged("page %d is of no kind that belongs there", number))
	}
	return nil
}

// whole reads a page with those that it overflows into. The page is good
// until the next one is read.
func (c *pageCheck) whole(number uint64) (page, error) {
	p, err := c.head(number)
	if err != nil {
		return page{}, err
	}
	if int64(cap(c.buffer)) < p.size {
		c.buffer = make([]byte, p.size)
	}
	p.data = c.buffer[:p.size]
	if _, err := c.file.ReadAt(p.data, int64(number)*c.pageSize); err != nil {
		return page{}, unreadable(number, err)
	}
	return p, nil
}

// head reads the header of a page.
func (c *pageCheck) head(number uint64) (page, error) {
	var b [pageHeaderLen]byte
	if _, err := c.file.ReadAt(b[:], int64(number)*c.pageSize); err != nil {
		return page{}, unreadable(number, err)
	}
	return c.header(number, b[:])
}

// unreadable says that a page cannot be read. The rest of the file may be.
func unreadable(number uint64, err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: page %d cannot be read: %w", model.ErrDamaged, number, err)
}

func (c *pageCheck) branch(p page, bucket string, high []byte, depth int) error {
	children, err := p.branches()
	if err != nil {
		c.unsound(err)
		return nil
	}
	keys := make([][]byte, len(children), len(children)+1)
	for i := range keys { // the page's memory goes with the next page
		keys[i] = bytes.Clone(p.branchKey(i))
		if i > 0 && bytes.Compare(keys[i-1], keys[i]) >= 0 {
			c.unsound(damaged("the keys of page %d are not in order", p.number))
			return nil
		}
	}
	keys = append(keys, high)
	for i, child := range children {
		if err := c.tree(child, bucket, keys[i], keys[i+1], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// branchKey gives a key of a branch page, which branches has found to lie in
// it.
func (p page) branchKey(i int) []byte {
	at := pageHeaderLen + elementLen*i
	order := binary.NativeEndian
	key := at + int(order.Uint32(p.data[at:]))
	return p.data[key : key+int(order.Uint32(p.data[at+4:]))]
}

// leaf checks the entries of a leaf page.
func (c *pageCheck) leaf(p page, bucket string, low, high []byte, depth int) error {
	type sub struct {
		name string
		root uint64
	}
	var subs []sub
	var before []byte
	err := c.leaves(p, func(e leaf) error {
		key, value := p.data[e.key:e.value], p.data[e.value:e.value+e.valueSize]
		if before != nil && bytes.Compare(before, key) >= 0 || bytes.Compare(key, low) < 0 || high != nil && bytes.Compare(key, high) >= 0 {
			return damaged("the keys of page %d are not in order", p.number)
		}
		before = key
		switch {
		case e.bucket != (bucket == ""):
			return damaged("page %d holds an entry that does not belong there", p.number)
		case !e.bucket:
			c.entry(bucket, key, value)
			return nil
		}
		root, err := c.bucketRoot(p, e)
		if err != nil {
			return err
		}
		c.found[string(key)] = true
		if root != 0 {
			subs = append(subs, sub{string(key), root})
			return nil
		}
		inline, err := c.inline(p, e)
		if err != nil {
			return err
		}
		return c.leaf(inline, string(key), nil, nil, depth+1)
	})
	if isDamage(err) {
		c.unsound(err)
		err = nil
	}
	for _, s := range subs {
		if err == nil {
			err = c.tree(s.root, s.name, nil, nil, depth+1)
		}
	}
	return err
}

// entry checks one entry of a bucket.
func (c *pageCheck) entry(bucket string, key, stored []byte) {
	value, err := unseal(bucket, key, stored)
	switch {
	case err == nil && bucket == bucketHistory:
		err = c.chain.follow(key, value)
	case bucket == bucketHistory:
		c.chain.skip(key)
	}
	if err != nil {
		c.report(finding{at: place{bucket, string(key)}, err: err})
	}
}
