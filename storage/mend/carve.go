package mend

import (
	"encoding/binary"

	"github.com/boltdb/bolt"

	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// carve records those entries of a page that have a valid seal. It reads any page
// as a leaf, so that it also finds the entries of a leaf whose header is damaged.
func (s *salvage) carve(number uint64, from origin, bucket string) {
	base := number * uint64(s.PageSize)
	data := make([]byte, s.PageSize)
	n, _ := s.Reader.ReadAt(data, int64(base)) // fewer bytes at the end of a truncated file
	if data = data[:n]; n < boltfile.PageHeaderLen {
		s.markLiveUnreadable(from, bucket)
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

// carving is the state of carve for one page.
type carving struct {
	*salvage
	base   int64  // byte offset of the page in the file
	data   []byte // what was read of the page
	limit  int64  // byte offset of the end of the entries, relative to base
	from   origin
	bucket string // the bucket that the page should belong to; "" if unknown
	whole  bool   // the page has a valid header of a leaf
}

// beyond reads size bytes from an offset in the page. The bytes may extend beyond
// the page. It returns nil if they cannot be read or if too much has been read
// beyond pages.
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

// elements records the entries of count elements, which begin at the byte offset
// from in the page.
func (c *carving) elements(from int64, count int) {
	order := binary.NativeEndian
	for i := range count {
		at := from + boltfile.ElementLen*int64(i)
		if at+boltfile.ElementLen > int64(len(c.data)) {
			c.markLiveUnreadable(c.from, c.bucket)
			return
		}
		b := c.data[at:]
		e := boltfile.Leaf{
			Bucket: order.Uint32(b)&boltfile.FlagBucket != 0, Key: at + int64(order.Uint32(b[4:])),
			KeySize: int64(order.Uint32(b[8:])), ValueSize: int64(order.Uint32(b[12:])),
		}
		e.Value = e.Key + e.KeySize
		if e.KeySize == 0 || e.KeySize > bolt.MaxKeySize || e.ValueSize < codec.SealLen || e.Value+e.ValueSize > c.limit {
			c.markLiveUnreadable(c.from, c.bucket)
			continue
		}
		c.element(e)
	}
}

// element records one entry, or the entries of a bucket that is stored inside it.
func (c *carving) element(e boltfile.Leaf) {
	pair := c.beyond(e.Key, e.KeySize+e.ValueSize)
	if pair == nil {
		c.markLiveUnreadable(c.from, c.bucket)
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
		c.markUnreadable(c.bucket)
		if c.bad[c.bucket] == nil {
			c.bad[c.bucket] = map[string]bool{}
		}
		c.bad[c.bucket][string(key)] = true
	}
}

// inner records the entries of a bucket that is stored inside an entry.
func (c *carving) inner(e boltfile.Leaf, name string, stored []byte) {
	if len(stored) < boltfile.BucketHeadLen+boltfile.PageHeaderLen || int64(len(stored)) > c.PageSize {
		return // it cannot hold a page
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
		c.markLiveUnreadable(c.from, name)
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
				c.bucket = name // most other entries of the page are in the same bucket
			}
			return name, true
		}
	}
	return "", false
}
