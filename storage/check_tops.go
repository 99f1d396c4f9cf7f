package storage

import (
	"bytes"
	"encoding/binary"

	"assay.app/assay/model"
)

// Where a bucket begins
//
// An entry of the directory names the first page of a bucket, the top of its
// tree. It has no seal, for bolt writes it, and a bit that turns there can lead
// into the middle of the tree: to a page that is whole, and has only a part of
// what is in the bucket. Two things show that:
//
//   - after a good close both header pages lead to the same content (mark.go),
//     each through a directory of its own, so the two say the same;
//   - the true top is now a branch that nothing leads to, and it leads to the
//     page that is taken for the top.

// sameDirectory compares the directories under the two header pages. It
// returns false when they cannot be compared: the project was not closed in
// good order, or one of the headers is damaged.
func (c *pageCheck) sameDirectory() bool {
	if c.older == nil {
		return false
	}
	other := *c.boltFile
	other.root, other.pages = c.older.root, min(c.older.pages, c.pages)
	mine, err := c.bucket(c.content.meta)
	if err != nil || mine[c.content.mark] == nil {
		return false
	}
	if theirs, err := other.bucket(c.content.meta); err != nil || !bytes.Equal(mine[c.content.mark], theirs[c.content.mark]) {
		return false
	}
	these, err := c.directory()
	those, errOther := other.directory()
	if err != nil || errOther != nil {
		return false
	}
	for name, value := range these {
		if name != c.content.meta && !bytes.Equal(value, those[name]) {
			c.unsound(model.Damaged("its two headers do not lead to the same part called %q", name))
		}
	}
	return true
}

// directory returns what the directory says of each bucket.
func (f *boltFile) directory() (map[string][]byte, error) {
	found := map[string][]byte{}
	return found, f.eachBucket(func(_ page, name string, value []byte) error {
		found[name] = value
		return nil
	})
}

// lostTops finds branches that nothing leads to and that lead to what is taken
// for the top of a bucket.
func (c *pageCheck) lostTops() {
	for number := uint64(2); number < c.pages; number++ {
		if isIn(c.used, number) || isIn(c.free, number) {
			continue
		}
		p, err := c.head(number)
		if err != nil || p.flags != flagBranch {
			continue
		}
		if p, err = c.whole(number); err != nil {
			continue
		}
		children, err := p.branches()
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

// mostSmall is how many pages a part that is read whole may have.
const mostSmall = 2048

// eachBucket calls visit with the entries of the directory and the page that
// each is on.
func (f *boltFile) eachBucket(visit func(p page, name string, value []byte) error) error {
	return f.eachLeaf(f.root, func(p page) error {
		return p.each(func(i int, key, value []byte) error {
			if !p.isBucket(i) || len(value) < bucketHeadLen {
				return model.Damaged("page %d holds an entry that does not belong there", p.number)
			}
			return visit(p, string(key), value)
		})
	})
}

// eachLeaf calls visit with each leaf page under a page, whole and found to be
// packed. There are few of them: it is meant for the directory, and for a
// bucket that is as small.
func (f *boltFile) eachLeaf(root uint64, visit func(page) error) error {
	queue := []uint64{root}
	for n := 0; len(queue) > 0; n++ {
		p, err := f.whole(queue[0])
		queue = queue[1:]
		switch {
		case err != nil:
			return err
		case n > mostSmall:
			return model.Damaged("a part that should be small has too many pages")
		case p.flags == flagBranch:
			children, err := p.branches()
			if err != nil {
				return err
			}
			queue = append(queue, children...)
		case p.flags != flagLeaf:
			return model.Damaged("page %d is of no kind that belongs there", p.number)
		default:
			if err := p.packed(); err != nil {
				return err
			}
			if err := visit(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// inlineBucket returns the one page of a bucket that lies whole in its entry of
// the directory under root.
func (f *boltFile) inlineBucket(root uint64, name string) (found page, err error) {
	at := *f
	at.root = root
	err = at.eachBucket(func(p page, entry string, value []byte) error {
		if entry != name {
			return nil
		}
		if binary.NativeEndian.Uint64(value) != 0 {
			return model.Damaged("the part called %q is not where it was", name)
		}
		var err error
		found, err = inlinePage(p.number, value)
		return err
	})
	if err == nil && found.flags == 0 {
		err = model.Damaged("the part called %q is missing", name)
	}
	return found, err
}

// inlinePage returns the one page of a bucket that lies whole in an entry of
// the directory.
func inlinePage(number uint64, value []byte) (page, error) {
	data := value[bucketHeadLen:]
	if len(data) < pageHeaderLen {
		return page{}, model.Damaged("a bucket of page %d has no content", number)
	}
	order := binary.NativeEndian
	in := page{
		number: number, flags: order.Uint16(data[8:]), count: int(order.Uint16(data[10:])),
		size: int64(len(data)), data: data, inline: true,
	}
	if in.flags != flagLeaf || int64(pageHeaderLen+elementLen*in.count) > in.size {
		return page{}, model.Damaged("a bucket of page %d has lost its content", number)
	}
	return in, nil
}

// bucket returns the values of a bucket, as they are stored, by their keys; none
// if there is no such bucket. The bucket must be small: it is held in its entry
// of the directory, or on a few pages.
func (f *boltFile) bucket(wanted string) (map[string][]byte, error) {
	values := map[string][]byte{}
	take := func(p page) error {
		return p.each(func(_ int, key, stored []byte) error {
			values[string(key)] = stored
			return nil
		})
	}
	err := f.eachBucket(func(outer page, name string, value []byte) error {
		if name != wanted {
			return nil
		}
		if root := binary.NativeEndian.Uint64(value); root != 0 {
			return f.eachLeaf(root, take)
		}
		p, err := inlinePage(outer.number, value)
		if err == nil {
			err = p.packed()
		}
		if err != nil || p.flags != flagLeaf {
			return err
		}
		return take(p)
	})
	return values, err
}
