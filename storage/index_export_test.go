package storage

import (
	"context"

	"assay.app/assay/model/search"
)

// SmallIndex has the index made of segments of few sentences, and at once. It
// must be called before anything is imported or looked for.
func (p *Project) SmallIndex(segment int) {
	p.index.work.sizes = indexSizes{segment: segment, least: 1, dirty: 4, dirtyBytes: 2000, small: 4}
}

// SettleIndex has the index made as far as it is worth it, and waits.
func (p *Project) SettleIndex() {
	p.index.nudge()
	p.index.settle(context.Background())
}

// Scan is Search without the index.
func (p *Project) Scan(ctx context.Context, q search.Query, opts SearchOptions, found func(search.Found) error) (SearchResult, error) {
	opts.scan = true
	return p.Search(ctx, q, opts, found)
}

// IndexShape tells how the index is divided: how many sentences each part has
// that count, how many articles are read although they were indexed once, and
// from which number on articles are read.
func (p *Project) IndexShape() (parts []int, dirty int, next uint64, err error) {
	c, _, err := p.index.present(context.Background())
	for _, p := range c.parts {
		n := p.Sentences()
		if p.dead != nil {
			n -= p.dead.Count()
		}
		parts = append(parts, n)
	}
	return parts, len(c.dirty), c.next, err
}

// IndexExt is put behind a project's name for the file of its index.
const IndexExt = indexExt

// NoIndex has no index made.
func (p *Project) NoIndex() { p.index.work.cancel() }
