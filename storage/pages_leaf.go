package storage

import (
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
)

// branches gives the pages that a branch page points to.
func (p page) branches() ([]uint64, error) {
	if p.count == 0 {
		return nil, model.Damaged("page %d is an empty branch", p.number)
	}
	order := binary.NativeEndian
	children := make([]uint64, 0, p.count)
	for i := range p.count {
		at := pageHeaderLen + elementLen*i
		key := int64(at) + int64(order.Uint32(p.data[at:]))
		if key+int64(order.Uint32(p.data[at+4:])) > p.size {
			return nil, model.Damaged("a key of page %d lies outside of it", p.number)
		}
		children = append(children, order.Uint64(p.data[at+8:]))
	}
	return children, nil
}

// packed checks that the page is laid out as bolt lays out every page: behind
// its elements come their keys and values, in the same order and without gaps,
// and the page overflows into as many pages as that takes. So no single field
// of its header or its elements can be wrong unnoticed. It needs the elements
// of the page, not what they point to.
func (p page) packed() error {
	order := binary.NativeEndian
	end := int64(pageHeaderLen + elementLen*p.count)
	for i := range p.count {
		at := pageHeaderLen + elementLen*i
		e := p.data[at : at+elementLen]
		position, size := int64(order.Uint32(e)), int64(order.Uint32(e[4:]))
		if p.flags == flagLeaf {
			if order.Uint32(e)&^flagBucket != 0 {
				return model.Damaged("an entry of page %d is of no kind that belongs there", p.number)
			}
			position, size = size, int64(order.Uint32(e[8:]))+int64(order.Uint32(e[12:]))
			if order.Uint32(e[8:]) == 0 {
				return model.Damaged("an entry of page %d has no key", p.number)
			}
		} else if size == 0 {
			return model.Damaged("an entry of page %d has no key", p.number)
		}
		if int64(at)+position != end {
			return model.Damaged("the entries of page %d do not follow one another", p.number)
		}
		end += size
	}
	if p.inline {
		if end != p.size {
			return model.Damaged("the bucket on page %d has not the size of its entries", p.number)
		}
		return nil
	}
	if p.size != (end/p.pageSize+1)*p.pageSize {
		return model.Damaged("page %d has not the size of its entries", p.number)
	}
	return nil
}

// each calls visit with the entries of a leaf page that is there whole and
// packed: the index, the key and the value as it is stored.
func (p page) each(visit func(i int, key, stored []byte) error) error {
	order := binary.NativeEndian
	at := pageHeaderLen + elementLen*p.count
	for i := range p.count {
		e := p.data[pageHeaderLen+elementLen*i:]
		value := at + int(order.Uint32(e[8:]))
		end := value + int(order.Uint32(e[12:]))
		if err := visit(i, p.data[at:value:value], p.data[value:end:end]); err != nil {
			return err
		}
		at = end
	}
	return nil
}

// firstKey returns the first key of a leaf page that is packed and not empty; nil
// if it is longer than what was read.
func (p page) firstKey() []byte {
	at := pageHeaderLen + elementLen*p.count
	end := at + int(binary.NativeEndian.Uint32(p.data[pageHeaderLen+8:]))
	if end > len(p.data) {
		return nil
	}
	return p.data[at:end]
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
			return model.Damaged("an entry of page %d lies outside of it", p.number)
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
