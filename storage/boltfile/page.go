package boltfile

import (
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
)

// Branches returns the pages that a branch page points to. It returns ErrDamaged if
// there are none or if a key is outside the page.
func (p Page) Branches() ([]uint64, error) {
	if p.Count == 0 {
		return nil, model.Damaged("page %d is an empty branch", p.Number)
	}
	order := binary.NativeEndian
	children := make([]uint64, 0, p.Count)
	for i := range p.Count {
		at := PageHeaderLen + ElementLen*i
		key := int64(at) + int64(order.Uint32(p.Data[at:]))
		if key+int64(order.Uint32(p.Data[at+4:])) > p.Size {
			return nil, model.Damaged("a key of page %d is outside it", p.Number)
		}
		children = append(children, order.Uint64(p.Data[at+8:]))
	}
	return children, nil
}

// Packed checks that a branch or leaf page is laid out as bolt lays it out: the
// elements are followed by their keys and values in the same order without gaps,
// and the size of the page matches them. It reads only the elements of the page.
func (p Page) Packed() error {
	order := binary.NativeEndian
	end := int64(PageHeaderLen + ElementLen*p.Count)
	for i := range p.Count {
		at := PageHeaderLen + ElementLen*i
		e := p.Data[at : at+ElementLen]
		position, size := int64(order.Uint32(e)), int64(order.Uint32(e[4:]))
		if p.Flags == FlagLeaf {
			if order.Uint32(e)&^FlagBucket != 0 {
				return model.Damaged("an entry of page %d has the wrong type", p.Number)
			}
			position, size = size, int64(order.Uint32(e[8:]))+int64(order.Uint32(e[12:]))
			if order.Uint32(e[8:]) == 0 {
				return model.Damaged("an entry of page %d has no key", p.Number)
			}
		} else if size == 0 {
			return model.Damaged("an entry of page %d has no key", p.Number)
		}
		if int64(at)+position != end {
			return model.Damaged("the entries of page %d do not follow one another", p.Number)
		}
		end += size
	}
	if p.inline {
		if end != p.Size {
			return model.Damaged("the size of the bucket on page %d does not match its entries", p.Number)
		}
		return nil
	}
	if p.Size != (end/p.pageSize+1)*p.pageSize {
		return model.Damaged("the size of page %d does not match its entries", p.Number)
	}
	return nil
}

// Each calls visit with the index, the key and the stored value of each entry of a
// leaf page, and stops at the first error. The page must be complete and packed.
func (p Page) Each(visit func(i int, key, stored []byte) error) error {
	order := binary.NativeEndian
	at := PageHeaderLen + ElementLen*p.Count
	for i := range p.Count {
		e := p.Data[PageHeaderLen+ElementLen*i:]
		value := at + int(order.Uint32(e[8:]))
		end := value + int(order.Uint32(e[12:]))
		if err := visit(i, p.Data[at:value:value], p.Data[value:end:end]); err != nil {
			return err
		}
		at = end
	}
	return nil
}

// FirstKey returns the first key of a leaf page that is packed and not empty, or
// nil if the key was not read completely.
func (p Page) FirstKey() []byte {
	at := PageHeaderLen + ElementLen*p.Count
	end := at + int(binary.NativeEndian.Uint32(p.Data[PageHeaderLen+8:]))
	if end > len(p.Data) {
		return nil
	}
	return p.Data[at:end]
}

// Leaf is an entry of a leaf page: the offsets of its key and value in the page and
// their sizes, in bytes.
type Leaf struct {
	Bucket             bool
	Key, Value         int64
	KeySize, ValueSize int64
}

// Leaves calls visit with each entry of a leaf page and stops at the first error.
// It returns ErrDamaged if an entry is outside the page.
func (f *File) Leaves(p Page, visit func(Leaf) error) error {
	order := binary.NativeEndian
	for i := range p.Count {
		at := PageHeaderLen + ElementLen*i
		e := Leaf{
			Bucket:    order.Uint32(p.Data[at:])&FlagBucket != 0,
			Key:       int64(at) + int64(order.Uint32(p.Data[at+4:])),
			KeySize:   int64(order.Uint32(p.Data[at+8:])),
			ValueSize: int64(order.Uint32(p.Data[at+12:])),
		}
		e.Value = e.Key + e.KeySize
		if e.Value+e.ValueSize > p.Size {
			return model.Damaged("an entry of page %d is outside it", p.Number)
		}
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

// Bytes reads size bytes of a page from the byte offset at.
func (f *File) Bytes(p Page, at, size int64) ([]byte, error) {
	b := make([]byte, size)
	if _, err := f.Reader.ReadAt(b, int64(p.Number)*f.PageSize+at); err != nil {
		return nil, fmt.Errorf("read page %d: %w", p.Number, err)
	}
	return b, nil
}
