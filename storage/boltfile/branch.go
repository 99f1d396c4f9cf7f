package boltfile

import (
	"bytes"
	"encoding/binary"

	"assay.app/assay/model"
)

// branch checks a branch page, which must be packed, and the pages under it.
func (c *pageCheck) branch(p Page, ends branchEnds, depth int) error {
	if p.Count == 0 {
		c.unsound(model.Damaged("page %d is an empty branch", p.Number))
		return nil
	}
	end, first := p.Count-1, p.BranchKey(0)
	last := first
	for i := range end {
		key := p.BranchKey(i + 1)
		if bytes.Compare(last, key) >= 0 {
			c.unsound(model.Damaged("the keys of page %d are not in order", p.Number))
			return nil
		}
		last = key
	}
	if ends.lead != nil && !bytes.Equal(ends.lead, first) || ends.high != nil && bytes.Compare(last, ends.high) >= 0 {
		c.unsound(model.Damaged("page %d does not begin with the key that leads to it, or goes on too far", p.Number))
		return nil
	}
	skipped := 0
	if !c.entries && c.leaves <= 0 && ends.bucket != "" && c.holdsLeaves(p.child(0), depth) {
		skipped = max(p.Count-ends.last, 0)
	}
	for i := range skipped {
		c.leaveUnread(p.child(i))
	}
	for i := skipped; i <= end; i++ {
		below := branchEnds{bucket: ends.bucket, low: p.BranchKey(i), high: ends.high, lead: p.BranchKey(i), last: max(ends.last-(end-i), 0)}
		if i < end {
			below.high = p.BranchKey(i + 1)
		}
		if err := c.tree(p.child(i), below, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// holdsLeaves reports whether the children of the branches at a depth are leaves. All
// leaves of a bucket have the same depth, so it examines the given child only if that
// depth is unknown. It returns false if the child cannot be read.
func (c *pageCheck) holdsLeaves(child uint64, depth int) bool {
	if c.leafDepth == 0 {
		if p, err := c.head(child); err == nil && p.Flags == FlagLeaf {
			c.leafDepth = depth + 1
		}
	}
	return c.leafDepth == depth+1
}

// child returns the i-th child of a branch page.
func (p Page) child(i int) uint64 {
	return binary.NativeEndian.Uint64(p.Data[PageHeaderLen+ElementLen*i+8:])
}

// BranchKey returns the key of the i-th child of a branch page. The page must be
// packed, or the caller must have called Branches, which checks that the keys are
// within the page.
func (p Page) BranchKey(i int) []byte {
	at := PageHeaderLen + ElementLen*i
	order := binary.NativeEndian
	key := at + int(order.Uint32(p.Data[at:]))
	return p.Data[key : key+int(order.Uint32(p.Data[at+4:]))]
}
