package storage

import (
	"encoding/binary"
	"fmt"
)

// branches gives the pages that a branch page points to.
func (p page) branches() ([]uint64, error) {
	if p.count == 0 {
		return nil, damaged("page %d is an empty branch", p.number)
	}
	order := binary.NativeEndian
	children := make([]uint64, 0, p.count)
	for i := range p.count {
		at := pageHeaderLen + elementLen*i
		key := int64(at) + int64(order.Uint32(p.data[at:]))
		if key+int64(order.Uint32(p.data[at+4:])) > p.size {
			return nil, damaged("a key of page %d lies outside of it", p.number)
		}
		children = append(children, order.Uint64(p.data[at+8:]))
	}
	return children, nil
}

// leaf is one entry of a leaf page, by where its key and value lie in the
// page, in bytes.
type leaf struct {
	bucket             bool
	key, value         int64
	keySize, valueSize int64
}

// leaves calls visit with the entries of a leaf page, all of which fit it.
func (f *boltFile) leaves(p page, visit func(leaf) error) error {
	order := binary.NativeEndian
	for i := range p.count {
		at := pageHeaderLen + elementLen*i
		e := leaf{
			bucket:    order.Uint32(p.data[at:])&flagBucket != 0,
			key:       int64(at) + int64(order.Uint32(p.data[at+4:])),
			keySize:   int64(order.Uint32(p.data[at+8:])),
			valueSize: int64(order.Uint32(p.data[at+12:])),
		}
		e.value = e.key + e.keySize
		if e.value+e.valueSize > p.size {
			return damaged("an entry of page %d lies outside of it", p.number)
		}
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

// bytes reads a key or a value of a page.
func (f *boltFile) bytes(p page, at, size int64) ([]byte, error) {
	b := make([]byte, size)
	if _, err := f.file.ReadAt(b, int64(p.number)*f.pageSize+at); err != nil {
		return nil, fmt.Errorf("read page %d: %w", p.number, err)
	}
	return b, nil
}

// bucketRoot gives the root page of the bucket in an entry, 0 for a bucket
// that lies in the entry whole; that one is checked.
func (f *boltFile) bucketRoot(p page, e leaf) (uint64, error) {
	if e.valueSize < bucketHeadLen {
		return 0, damaged("a bucket of page %d has no root", p.number)
	}
	head, err := f.bytes(p, e.value, bucketHeadLen)
	if err != nil {
		return 0, err
	}
	if root := binary.NativeEndian.Uint64(head); root != 0 {
		return root, nil
	}
	inline, err := f.inline(p, e)
	if err != nil {
		return 0, err
	}
	return 0, f.leaves(inline, func(e leaf) error {
		if e.bucket {
			return damaged("a bucket within a bucket of page %d", p.number)
		}
		return nil
	})
}

// inline gives the one page of a bucket that lies whole in an entry.
func (f *boltFile) inline(p page, e leaf) (page, error) {
	if e.valueSize > f.pageSize {
		return page{}, damaged("a bucket of page %d is too large to lie there", p.number)
	}
	value, err := f.bytes(p, e.value, e.valueSize)
	if err != nil {
		return page{}, err
	}
	data := value[bucketHeadLen:]
	if len(data) < pageHeaderLen {
		return page{}, damaged("a bucket of page %d has no content", p.number)
	}
	order := binary.NativeEndian
	in := page{
		number: p.number, flags: order.Uint16(data[8:]), count: int(order.Uint16(data[10:])),
		size: int64(len(data)), data: data,
	}
	if in.flags != flagLeaf || int64(pageHeaderLen+elementLen*in.count) > in.size {
		return page{}, damaged("a bucket of page %d has lost its content", p.number)
	}
	return in, nil
}
