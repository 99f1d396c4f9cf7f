package storage

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/storage/index"
)

// SmallIndex makes the index use segments of about the given number of sentences,
// and build them even for few sentences. It must be called before anything is
// imported or searched.
func (p *Project) SmallIndex(segment int) {
	p.index.Sizes = index.Sizes{Segment: segment, Memory: 1 << 30, Long: 1 << 30, Least: 1, Dirty: 4, DirtyBytes: 2000, Small: 4}
}

// LongText sets the length in bytes above which a text is not indexed.
func (p *Project) LongText(bytes int) { p.index.Sizes.Long = bytes }

// SettleIndex starts building what the index lacks and waits until that has ended.
func (p *Project) SettleIndex() {
	p.index.Nudge()
	p.index.Settle(context.Background())
}

// Scan is Search without the index.
func (p *Project) Scan(ctx context.Context, q search.Query, opts index.Options, found func(search.Found) error) (search.Result, error) {
	opts.Scan = true
	return p.Search(ctx, q, opts, found)
}

// IndexShape returns the number of valid sentences in each part, the number of
// articles before next that every search must read, and the number next of the
// first article that the index does not cover.
func (p *Project) IndexShape() (parts []int, dirty int, next uint64, err error) {
	c, _, err := p.index.Present(context.Background())
	for _, p := range c.Parts {
		n := p.Sentences()
		if p.Dead != nil {
			n -= p.Dead.Count()
		}
		parts = append(parts, n)
	}
	return parts, len(c.Dirty), c.Next, err
}

// IndexExt is appended to the name of a project's file.
const IndexExt = index.Ext

// StopIndex stops the index from being built, as Close does first.
func (p *Project) StopIndex() { p.index.Stop() }

// LoseIndex discards the index, as a search does if it cannot read it.
func (p *Project) LoseIndex() { _ = p.index.Lose(index.ErrBehind) }
