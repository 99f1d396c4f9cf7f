package mend

import (
	"context"
	"encoding/binary"
	"io"
	"os"
	"slices"

	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"github.com/boltdb/bolt"
)

// Finding what is left in a damaged file
//
// Every value is sealed over its bucket, its key and itself (seal.go), so an
// entry proves what it is wherever it turns up; nothing has to lead to it. The
// file is gone through twice, with plain reads only:
//
//	from the root, as far as branches can be read      live
//	page by page from the beginning, all others:
//	    pages on the list of unused pages              stale
//	    the rest, which damage has cut off             orphan
//
// What bolt frees it leaves as it was until it needs the room, so stale pages
// hold old versions, and after a damaged header also the newest. Which version
// counts is decided by the history, see recover_history.go; here they are all
// noted, live ones first.
//
// Pointers are never trusted: positions are checked against the page, pages
// are visited once, and what is read beyond a page is limited for the file as
// a whole, so it takes time in proportion to the file's length.

// origin is where an entry was found, the most trusted first.
type origin uint8

const (
	live origin = iota
	orphan
	stale
)

// ref is where a stored value lies in the file.
type ref struct {
	at     int64
	size   int
	origin origin
}

// salvage is what was found in a damaged file.
type salvage struct {
	ctx context.Context
	boltfile.File
	found map[string]map[string][]ref // by bucket and key, live ones first
	bad   map[string]map[string]bool  // entries in their place without their seal
	hurt  map[string]bool             // buckets of which something in its place cannot be read
	names []string                    // of all buckets
	roots map[string]bool             // the buckets that the root names
	seen  []uint64                    // a bit a page that was gone through
	extra int64                       // bytes that may still be read beyond pages
}

// newSalvage goes through a file.
func newSalvage(ctx context.Context, file io.ReaderAt, size int64) (*salvage, error) {
	s := &salvage{
		ctx: ctx, found: map[string]map[string][]ref{}, bad: map[string]map[string]bool{}, hurt: map[string]bool{},
		names: ledger.AllBuckets(), roots: map[string]bool{}, extra: 8*size + 1<<20,
	}
	s.Reader, s.Size = file, size
	rooted := s.headers()
	s.Pages = uint64((size + s.PageSize - 1) / s.PageSize)
	s.seen = make([]uint64, s.Pages/64+1)
	s.visit(0)
	s.visit(1)
	if rooted {
		s.tree(s.Root, "", 0)
	}
	for _, name := range s.names {
		if !s.roots[name] {
			s.injure(name)
		}
	}
	free := map[uint64]bool{}
	if list, err := s.FreePages(); rooted && err == nil {
		for _, id := range list.Ids {
			free[id] = true
		}
	}
	for number := uint64(2); number < s.Pages; number++ {
		if number%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if s.isSeen(number) {
			continue
		}
		if free[number] {
			s.carve(number, stale, "")
		} else {
			s.carve(number, orphan, "")
		}
	}
	for _, keys := range s.found {
		for _, refs := range keys {
			slices.SortStableFunc(refs, func(a, b ref) int { return int(a.origin) - int(b.origin) })
		}
	}
	return s, ctx.Err()
}

// headers finds the page size and, where one of the header pages can be read,
// the root.
func (s *salvage) headers() (rooted bool) {
	var newest boltfile.Header
	for _, size := range []int64{int64(os.Getpagesize()), 4096, 8192, 16384, 65536} {
		s.PageSize = size
		first, _, err0 := s.Header(0)
		second, _, err1 := s.Header(size)
		switch {
		case err0 == nil && (err1 != nil || first.Transaction > second.Transaction):
			newest = first
		case err1 == nil:
			newest = second
		default:
			continue
		}
		s.PageSize, s.Root, s.Freelist = int64(newest.PageSize), newest.Root, newest.Freelist
		return true
	}
	s.PageSize = int64(os.Getpagesize())
	return false
}

func (s *salvage) visit(number uint64)       { s.seen[number/64] |= 1 << (number % 64) }
func (s *salvage) isSeen(number uint64) bool { return s.seen[number/64]&(1<<(number%64)) != 0 }

// injure notes that something of a bucket cannot be read; "" is all.
func (s *salvage) injure(bucket string) {
	if bucket != "" {
		s.hurt[bucket] = true
		return
	}
	for _, name := range s.names {
		s.hurt[name] = true
	}
}

// tree goes through the pages under and with one.
func (s *salvage) tree(number uint64, bucket string, depth int) {
	if s.ctx.Err() != nil {
		return
	}
	if number < 2 || number >= s.Pages || s.isSeen(number) || depth > boltfile.MaxDepth {
		s.injure(bucket)
		return
	}
	s.visit(number)
	p, err := s.Read(number)
	if err != nil || p.Flags != boltfile.FlagBranch && p.Flags != boltfile.FlagLeaf {
		s.injure(bucket)
		s.carve(number, live, bucket)
		return
	}
	for i := uint64(1); i < uint64(p.Size/s.PageSize); i++ {
		s.visit(number + i)
	}
	if p.Flags == boltfile.FlagLeaf {
		if bucket == "" {
			s.buckets(p, depth)
		}
		s.carve(number, live, bucket)
		return
	}
	children, err := p.Branches()
	if err != nil {
		s.injure(bucket)
	}
	for _, child := range children {
		s.tree(child, bucket, depth+1)
	}
}

// buckets goes through the buckets that a page of the root names.
func (s *salvage) buckets(p boltfile.Page, depth int) {
	err := s.Leaves(p, func(e boltfile.Leaf) error {
		if !e.Bucket || e.KeySize > bolt.MaxKeySize || e.ValueSize < boltfile.BucketHeadLen {
			s.injure("")
			return nil
		}
		name, errName := s.Bytes(p, e.Key, e.KeySize)
		head, errHead := s.Bytes(p, e.Value, boltfile.BucketHeadLen)
		if errName != nil || errHead != nil {
			s.injure("")
			return nil
		}
		if !slices.Contains(s.names, string(name)) {
			s.names = append(s.names, string(name))
		}
		s.roots[string(name)] = true
		if root := binary.NativeEndian.Uint64(head); root != 0 {
			s.tree(root, string(name), depth+1)
		}
		return nil
	})
	if err != nil {
		s.injure("")
	}
}

// carve takes all entries out of a page that can be told from their seals. A
// page that is no leaf gives none; a leaf whose header is damaged still does.
func (s *salvage) carve(number uint64, from origin, bucket string) {
	base := number * uint64(s.PageSize)
	data := make([]byte, s.PageSize)
	n, _ := s.Reader.ReadAt(data, int64(base)) // at the end of a file that was cut off there is less
	if data = data[:n]; n < boltfile.PageHeaderLen {
		s.injureLive(from, bucket)
		return
	}
	c := carving{salvage: s, base: int64(base), data: data, limit: s.Size - int64(base), from: from, bucket: bucket}
	count := (n - boltfile.PageHeaderLen) / boltfile.ElementLen
	if p, err := s.PageHeader(number, data); err == nil && p.Flags == boltfile.FlagLeaf {
		count, c.limit, c.whole = p.Count, p.Size, true
		if p.Size > s.PageSize {
			if more := c.beyond(0, p.Size); more != nil {
				c.data = more
			}
		}
	}
	c.elements(boltfile.PageHeaderLen, count)
}

func (s *salvage) injureLive(from origin, bucket string) {
	if from == live {
		s.injure(bucket)
	}
}

// carving is the carving of one page.
type carving struct {
	*salvage
	base   int64  // of the page in the file
	data   []byte // the page, or as much as was read
	limit  int64  // entries end before this, from base
	from   origin
	bucket string // that the page should be of; "" when that is not known
	whole  bool   // the page's header can be believed
}

// beyond reads a stretch of the file that may lie outside the page, nil when
// it cannot be read or would be too much.
func (c *carving) beyond(at, size int64) []byte {
	if at+size <= int64(len(c.data)) {
		return c.data[at : at+size]
	}
	if size > c.extra || c.base+at+size > c.Size {
		return nil
	}
	c.extra -= size
	data := make([]byte, size)
	if _, err := c.Reader.ReadAt(data, c.base+at); err != nil {
		return nil
	}
	return data
}

// elements takes the entries out of the elements from a place in the page.
func (c *carving) elements(from int64, count int) {
	order := binary.NativeEndian
	for i := range count {
		at := from + boltfile.ElementLen*int64(i)
		if at+boltfile.ElementLen > int64(len(c.data)) {
			c.injureLive(c.from, c.bucket)
			return
		}
		b := c.data[at:]
		e := boltfile.Leaf{
			Bucket: order.Uint32(b)&boltfile.FlagBucket != 0, Key: at + int64(order.Uint32(b[4:])),
			KeySize: int64(order.Uint32(b[8:])), ValueSize: int64(order.Uint32(b[12:])),
		}
		e.Value = e.Key + e.KeySize
		if e.KeySize == 0 || e.KeySize > bolt.MaxKeySize || e.ValueSize < codec.SealLen || e.Value+e.ValueSize > c.limit {
			c.injureLive(c.from, c.bucket)
			continue
		}
		c.element(e)
	}
}

// element takes one entry, or those of a bucket that lies in it whole.
func (c *carving) element(e boltfile.Leaf) {
	pair := c.beyond(e.Key, e.KeySize+e.ValueSize)
	if pair == nil {
		c.injureLive(c.from, c.bucket)
		return
	}
	key, stored := pair[:e.KeySize], pair[e.KeySize:]
	if e.Bucket {
		c.inner(e, string(key), stored)
		return
	}
	if name, ok := c.nameOf(key, stored); ok {
		c.add(name, key, ref{at: c.base + e.Value, size: int(e.ValueSize), origin: c.from})
		return
	}
	if c.from == live && c.bucket != "" {
		c.injure(c.bucket)
		if c.bad[c.bucket] == nil {
			c.bad[c.bucket] = map[string]bool{}
		}
		c.bad[c.bucket][string(key)] = true
	}
}

// inner takes the entries of a bucket that lies in an entry whole.
func (c *carving) inner(e boltfile.Leaf, name string, stored []byte) {
	if len(stored) < boltfile.BucketHeadLen+boltfile.PageHeaderLen || int64(len(stored)) > c.PageSize {
		return // its pages lie elsewhere
	}
	if binary.NativeEndian.Uint64(stored) != 0 && c.whole {
		return
	}
	in := *c
	in.base += e.Value + boltfile.BucketHeadLen
	in.data = stored[boltfile.BucketHeadLen:]
	in.limit, in.bucket = int64(len(in.data)), name
	count := (len(in.data) - boltfile.PageHeaderLen) / boltfile.ElementLen
	if n := int(binary.NativeEndian.Uint16(in.data[10:])); n <= count {
		count = n
	} else {
		c.injureLive(c.from, name)
	}
	in.elements(boltfile.PageHeaderLen, count)
}

// nameOf finds the bucket of an entry by its seal.
func (c *carving) nameOf(key, stored []byte) (string, bool) {
	if c.bucket != "" && ledger.Sealed(c.bucket, key, stored) {
		return c.bucket, true
	}
	for _, name := range c.names {
		if name != c.bucket && ledger.Sealed(name, key, stored) {
			if c.bucket == "" {
				c.bucket = name // so are most others of the page
			}
			return name, true
		}
	}
	return "", false
}

// add notes an entry. Old versions are of use only of what does not change, or
// of what the history can bring up to date.
func (s *salvage) add(name string, key []byte, r ref) {
	switch name {
	case ledger.BucketProgress, ledger.BucketAnalysts:
		return // made anew
	case ledger.BucketAnnotations, ledger.BucketNotes, ledger.BucketOutletNotes:
		if r.origin == stale {
			return
		}
	}
	if s.found[name] == nil {
		s.found[name] = map[string][]ref{}
	}
	refs := s.found[name][string(key)]
	const most = 8
	if len(refs) >= most && r.origin != live {
		return
	}
	s.found[name][string(key)] = append(refs, r)
}

// value reads a value. It had its seal when it was found.
func (s *salvage) value(bucket, key string, r ref) ([]byte, error) {
	stored := make([]byte, r.size)
	if _, err := s.Reader.ReadAt(stored, r.at); err != nil {
		return nil, err
	}
	return ledger.Unseal(bucket, []byte(key), stored)
}

// values calls try with the versions of an entry, the most trusted first,
// until it takes one.
func (s *salvage) values(bucket, key string, try func(value []byte) bool) bool {
	for _, r := range s.found[bucket][key] {
		if value, err := s.value(bucket, key, r); err == nil && try(value) {
			return true
		}
	}
	return false
}

// empty reports whether nothing worth saving was found.
func (s *salvage) empty() bool {
	for _, name := range []string{ledger.BucketTexts, ledger.BucketArticles, ledger.BucketHistory, ledger.BucketAnnotations, ledger.BucketNotes, ledger.BucketOutletNotes, ledger.BucketMeta} {
		if len(s.found[name]) > 0 {
			return false
		}
	}
	return true
}
