package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"assay.app/assay/model"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// renew indexes stale articles again, at most one segment of them. It reports
// whether there were any.
func (x *Index) renew(ctx context.Context) (bool, error) {
	x.touch(true)
	defer x.touch(false)
	c, _, err := x.present(ctx)
	if err != nil {
		return false, err
	}
	numbers, err := x.stale(c)
	if err != nil || len(numbers) == 0 {
		return false, err
	}
	x.work.reset()
	for len(numbers) > 0 && !x.work.full() {
		n, err := x.read(numbers[:min(indexAtOnce, len(numbers))])
		if err != nil {
			return false, err
		}
		numbers = numbers[n:]
	}
	return true, x.flush(ctx, x.work.builder, c.next, c.next)
}

// stale returns the numbers of the articles to index again: dirty ones if reading
// them takes long, those in parts that are mostly invalid, and those in small parts
// if there are many.
func (x *Index) stale(c cover) ([]uint64, error) {
	set, sizes := map[uint64]bool{}, x.Sizes
	dirty, heavy, err := x.heavy(c.dirty)
	if err != nil {
		return nil, err
	}
	if heavy {
		set = setOf(dirty)
	}
	small := 0
	for _, p := range c.parts {
		if 0 < p.Sentences() && p.Sentences() < sizes.Segment/4 {
			small++
		}
	}
	for _, p := range c.parts {
		halfDead := p.dead != nil && 2*p.dead.Count() > p.Sentences()
		if halfDead || small >= sizes.Small && p.Sentences() < sizes.Segment/4 {
			for i := range p.Articles() {
				if number, from, to := p.Article(i); from < to && (p.dead == nil || !p.dead.Has(from)) {
					set[number] = true
				}
			}
		}
	}
	return sortedKeys(set), nil
}

// heavy returns the articles that are short enough to be indexed, and reports
// whether reading them in each search takes long.
func (x *Index) heavy(numbers []uint64) (short []uint64, heavy bool, err error) {
	size := 0
	err = x.project.View("index", func(tx ledger.Tx) error {
		texts := ledger.BucketOf(tx, ledger.BucketTexts)
		for _, number := range numbers {
			if n := len(texts.Raw.Get(ledger.Key64(number))); n <= x.work.sizes.Long {
				short, size = append(short, number), size+n
			}
		}
		return nil
	})
	return short, len(short) >= x.work.sizes.Dirty || size >= x.work.sizes.DirtyBytes, err
}

// tidy rewrites the file if much of it is unused. It leaves the file alone while a
// search reads it.
func (x *Index) tidy(ctx context.Context) error {
	const slack = 64 << 10
	x.mu.Lock()
	c, file, end := x.cover, x.file, int64(0)
	if file != nil {
		end = file.end
	}
	x.mu.Unlock()
	live := int64(0)
	for _, p := range c.parts {
		live += p.size + chunkHead
	}
	if end < 2*live+slack || len(c.parts) == 0 {
		return nil
	}
	work, err := sidefile.NewWork(filepath.Dir(file.path))
	if err != nil {
		return err
	}
	fresh := newIndexFile(work.File(Ext), x.project)
	moved, err := copyParts(ctx, fresh, file, c)
	if err == nil {
		err = x.swap(fresh, c, moved)
	}
	fresh.close()
	ended := work.End()
	if errors.Is(err, errBusy) {
		err = nil
	}
	return errors.Join(err, ended)
}

var errBusy = errors.New("the index is being read")

// copyParts copies the parts of c to another file, and returns their byte offsets
// there.
func copyParts(ctx context.Context, to, from *File, c cover) ([]int64, error) {
	moved := make([]int64, len(c.parts))
	for i, p := range c.parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data := make([]byte, p.size)
		if _, err := from.file.ReadAt(data, p.at+chunkHead); err != nil {
			return nil, err
		}
		var err error
		if moved[i], err = to.append(chunkSegment, data); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// swap replaces the file in use with fresh, in which the parts of c are at the
// offsets moved. It returns errBusy if a search reads the file or the number of
// parts has changed.
func (x *Index) swap(fresh *File, c cover, moved []int64) error {
	if !x.using.TryLock() {
		return errBusy
	}
	defer x.using.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.cover.parts) != len(c.parts) {
		return errBusy
	}
	if !x.project.InPlace() {
		return model.ErrMoved
	}
	now := x.cover
	now.parts = make([]part, len(moved))
	state := State{head: now.head, next: now.next, articles: now.sum, dirty: now.dirty, absent: now.absent, segments: moved}
	if _, err := fresh.append(chunkState, state.encode()); err != nil {
		return err
	}
	// Both files are closed because Windows cannot rename an open file.
	path := x.file.path
	x.file.close()
	fresh.close()
	err := os.Rename(fresh.path, path)
	opened := newIndexFile(path, x.project)
	if reopen := opened.open(context.Background(), true); reopen != nil {
		x.cover, x.opened = cover{head: now.head, next: 1}, true
		return errors.Join(err, reopen)
	}
	x.file = opened
	if err != nil { // the old file stays in use
		moved = make([]int64, len(c.parts))
		for i, p := range x.cover.parts {
			moved[i] = p.at
		}
	}
	for i, at := range moved {
		segment, failed := opened.segment(at)
		if failed != nil {
			x.cover = cover{head: now.head, next: 1}
			return errors.Join(err, failed)
		}
		now.parts[i] = part{Segment: segment, at: at, size: opened.parts[at], dead: x.cover.parts[i].dead}
	}
	x.cover, x.written = now, now.head
	return err
}
