package boltfile

import (
	"bytes"
	"encoding/binary"

	"assay.app/assay/model"
)

//  Where a bucket begins
//
// An entry of the directory names the first page of a bucket, the top of its tree,
// unless the bucket is stored inline. The entry has no seal, because bolt writes
// it. If one of its bits flips, the entry can lead into the middle of the tree, to
// a page that is sound but has only a part of the bucket. Two things reveal that:
//
//   - after a good close both header pages lead to the same content
//     (ledger/mark.go), each through its own directory, so the two directories
//     have the same entries, except for the bucket with the mark of the close;
//   - an unreachable branch leads to the page that is taken for the top.

// sameDirectory compares the directories under the two header pages and reports the
// differences as problems. It returns false if they cannot be compared, for example
// because the project was not closed properly.
func (c *pageCheck) sameDirectory() bool {
	if c.older == nil {
		return false
	}
	other := *c.File
	other.Root, other.Pages = c.older.Root, min(c.older.pages, c.Pages)
	mine, err := c.Bucket(c.content.Meta)
	if err != nil || mine[c.content.Mark] == nil {
		return false
	}
	if theirs, err := other.Bucket(c.content.Meta); err != nil || !bytes.Equal(mine[c.content.Mark], theirs[c.content.Mark]) {
		return false
	}
	these, err := c.Directory()
	those, errOther := other.Directory()
	if err != nil || errOther != nil {
		return false
	}
	for name, value := range these {
		if name != c.content.Meta && !bytes.Equal(value, those[name]) {
			c.unsound(model.Damaged("its two headers do not lead to the same part called %q", name))
		}
	}
	return true
}

// Directory returns the values of the directory's entries by the names of the
// buckets.
func (f *File) Directory() (map[string][]byte, error) {
	found := map[string][]byte{}
	return found, f.EachBucket(func(_ Page, name string, value []byte) error {
		found[name] = value
		return nil
	})
}

// lostTops reports unreachable branches that lead to the page taken for the top of
// a bucket.
func (c *pageCheck) lostTops() {
	for number := uint64(2); number < c.Pages; number++ {
		if isIn(c.used, number) || isIn(c.free, number) {
			continue
		}
		p, err := c.head(number)
		if err != nil || p.Flags != FlagBranch {
			continue
		}
		if p, err = c.Whole(number); err != nil {
			continue
		}
		children, err := p.Branches()
		if err != nil {
			continue
		}
		for _, child := range children {
			if name, is := c.roots[child]; is {
				c.unsound(model.Damaged("the part called %q does not begin on page %d", name, child))
			}
		}
	}
}

// mostSmall limits the number of pages that eachLeaf reads.
const mostSmall = 2048

// EachBucket calls visit with each entry of the directory and the page it is on. It
// stops at the first error.
func (f *File) EachBucket(visit func(p Page, name string, value []byte) error) error {
	return f.eachLeaf(f.Root, func(p Page) error {
		return p.Each(func(i int, key, value []byte) error {
			if !p.isBucket(i) || len(value) < BucketHeadLen {
				return model.Damaged("page %d holds an entry that does not belong there", p.Number)
			}
			return visit(p, string(key), value)
		})
	})
}

// eachLeaf calls visit with each leaf page of the tree at root, read completely and
// checked to be packed. It is meant for few pages: the directory, or a small
// bucket.
func (f *File) eachLeaf(root uint64, visit func(Page) error) error {
	queue := []uint64{root}
	for n := 0; len(queue) > 0; n++ {
		p, err := f.Whole(queue[0])
		queue = queue[1:]
		switch {
		case err != nil:
			return err
		case n > mostSmall:
			return model.Damaged("a part that should be small has too many pages")
		case p.Flags == FlagBranch:
			children, err := p.Branches()
			if err != nil {
				return err
			}
			queue = append(queue, children...)
		case p.Flags != FlagLeaf:
			return model.Damaged("page %d has the wrong type", p.Number)
		default:
			if err := p.Packed(); err != nil {
				return err
			}
			if err := visit(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// InlineBucket returns the page of a bucket that is stored inline, in its entry of
// the directory under root. It returns ErrDamaged if the bucket is missing or not
// stored inline.
func (f *File) InlineBucket(root uint64, name string) (found Page, err error) {
	at := *f
	at.Root = root
	err = at.EachBucket(func(p Page, entry string, value []byte) error {
		if entry != name {
			return nil
		}
		if binary.NativeEndian.Uint64(value) != 0 {
			return model.Damaged("the part called %q is not where it was", name)
		}
		var err error
		found, err = inlinePage(p.Number, value)
		return err
	})
	if err == nil && found.Flags == 0 {
		err = model.Damaged("the part called %q is missing", name)
	}
	return found, err
}

// inlinePage parses the page of an inline bucket from the value of its entry in the
// directory. number is the page that holds the entry.
func inlinePage(number uint64, value []byte) (Page, error) {
	data := value[BucketHeadLen:]
	if len(data) < PageHeaderLen {
		return Page{}, model.Damaged("a bucket of page %d has no content", number)
	}
	order := binary.NativeEndian
	in := Page{
		Number: number, Flags: order.Uint16(data[8:]), Count: int(order.Uint16(data[10:])),
		Size: int64(len(data)), Data: data, inline: true,
	}
	if in.Flags != FlagLeaf || int64(PageHeaderLen+ElementLen*in.Count) > in.Size {
		return Page{}, model.Damaged("a bucket of page %d has lost its content", number)
	}
	return in, nil
}

// Bucket returns the stored values of a bucket by their keys, or none if there is
// no such bucket. The bucket must be small: stored in its entry of the directory,
// or on a few pages.
func (f *File) Bucket(wanted string) (map[string][]byte, error) {
	values := map[string][]byte{}
	take := func(p Page) error {
		return p.Each(func(_ int, key, stored []byte) error {
			values[string(key)] = stored
			return nil
		})
	}
	err := f.EachBucket(func(outer Page, name string, value []byte) error {
		if name != wanted {
			return nil
		}
		if root := binary.NativeEndian.Uint64(value); root != 0 {
			return f.eachLeaf(root, take)
		}
		p, err := inlinePage(outer.Number, value)
		if err == nil {
			err = p.Packed()
		}
		if err != nil || p.Flags != FlagLeaf {
			return err
		}
		return take(p)
	})
	return values, err
}
