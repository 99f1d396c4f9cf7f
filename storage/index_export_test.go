package storage

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/storage/index"
)

// SmallIndex has the index made of segments of few sentences, and at once. It
// must be called before anything is imported or looked for.
func (p *Project) SmallIndex(segment int) {
	p.index.Sizes = index.Sizes{Segment: segment, Memory: 1 << 30, Long: 1 << 30, Least: 1, Dirty: 4, DirtyBytes: 2000, Small: 4}
}

// LongText has the index leave out articles with longer texts, in bytes.
func (p *Project) LongText(bytes int) { p.index.Sizes.Long = bytes }

// SettleIndex has the index made as far as it is worth it, and waits.
func (p *Project) SettleIndex() {
	p.index.Nudge()
	p.index.Settle(context.Background())
}

// Scan is Search without the index.
func (p *Project) Scan(ctx context.Context, q search.Query, opts index.Options, found func(search.Found) error) (search.Result, error) {
	opts.Scan = true
	return p.Search(ctx, q, opts, found)
}

// IndexShape tells how the index is divided: how many sentences each part has
// that count, how many articles are read although they were indexed once, and
// from which number on articles are read.
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

// IndexExt is put behind a project's name for the file of its index.
const IndexExt = index.Ext

// StopIndex ends the making of the index, as Close does first.
func (p *Project) StopIndex() { p.index.Stop() }

// LoseIndex gives up what is indexed, as a search does that cannot read it.
func (p *Project) LoseIndex() { _ = p.index.Lose(index.ErrBehind) }
