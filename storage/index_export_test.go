package storage

import (
	"bytes"
	"context"

	"assay.app/assay/model/search"
)

// SmallIndex has the index made of segments of few sentences, and at once. It
// must be called before anything is imported or looked for.
func (p *Project) SmallIndex(segment int) {
	p.index.work.sizes = indexSizes{segment: segment, memory: 1 << 30, long: 1 << 30, least: 1, dirty: 4, dirtyBytes: 2000, small: 4}
}

// LongText has the index leave out articles with longer texts, in bytes.
func (p *Project) LongText(bytes int) { p.index.work.sizes.long = bytes }

// SettleIndex has the index made as far as it is worth it, and waits.
func (p *Project) SettleIndex() {
	p.index.nudge()
	p.index.settle(context.Background())
}

// Scan is Search without the index.
func (p *Project) Scan(ctx context.Context, q search.Query, opts SearchOptions, found func(search.Found) error) (search.Result, error) {
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

// StopIndex does what closing begins with.
func (p *Project) StopIndex() { p.index.stop() }

// StateAgain decodes a state of an index file, and encodes it again; nil when it
// is none.
func StateAgain(data []byte) []byte {
	s, ok := decodeState(data)
	if !ok {
		return nil
	}
	return s.encode()
}

// ReadIndex reads through the file of an index, and gives how many segments
// and states it has, and how much of it is whole.
func ReadIndex(data []byte, project string) (segments, states int, whole int64) {
	f := &indexFile{project: project, parts: map[int64]int64{}}
	if err := f.readThrough(context.Background(), bytes.NewReader(data), int64(len(data))); err != nil {
		panic(err)
	}
	return len(f.parts), len(f.states), f.end
}

// LoseIndex gives up what is indexed, as a search does that cannot read it.
func (p *Project) LoseIndex() { _ = p.index.lose(errBehind) }
