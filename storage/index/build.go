package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search/index"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  Building the index
//
// One goroutine builds the index. Like a search, it reads what has been committed:
//
//	Import ── landed ──▶ nudge ─▶ ┌ new articles: read, tokenize      ┐
//	Search ── slow ────▶ nudge    │ … a full segment: write it        │ ─▶ idle
//	Close ─── cancel ───────────▶ └ stale segments: the same again    ┘
//
// During an import, the goroutine writes only full segments. After a large import,
// it writes the rest, and the import usually waits for it. Between its short read
// transactions, the project's file can grow or be closed.

// Sizes are the thresholds for making segments.
type Sizes struct {
	Segment    int // sentences in a full segment
	Memory     int // bytes of memory at which a segment is full, too
	Long       int // bytes; longer texts are not indexed but read in each search
	Least      int // sentences; fewer are indexed only if they are in more than Dirty articles
	Dirty      int // number of dirty articles at which they are indexed again
	DirtyBytes int // bytes of their texts at which they are indexed again, too
	Small      int // number of parts below a quarter of Segment at which they are merged
}

func usualSizes() Sizes {
	return Sizes{Segment: 1 << 16, Memory: 16 << 20, Long: 2 << 20, Least: 2000, Dirty: 256, DirtyBytes: 1 << 20, Small: 8}
}

// readAtOnce is the largest number of articles a search reads in one transaction.
// While a transaction lasts, the file cannot grow or be closed, so saving would
// wait.
const readAtOnce = 64

// indexAtOnce is the largest number of articles indexed in one read transaction.
const indexAtOnce = 4 * readAtOnce

// session is the state of gathering new articles for a segment.
type session struct {
	on    bool
	begin uint64 // number of its first article
	next  uint64 // number to continue with
}

// errStale is returned if the index was emptied while a segment for it was being
// built.
var errStale = errors.New("the index was given up meanwhile")

// update brings the index up to date.
func (x *Index) update(ctx context.Context, s *session) error {
	if x.work.failed {
		return nil
	}
	for ctx.Err() == nil {
		more, err := x.step(ctx, s)
		if err == nil && more {
			continue
		}
		if err == nil && x.work.busy() {
			return nil // more articles will follow
		}
		if err == nil && s.on && x.work.worth(s) {
			err = x.flush(ctx, x.work.builder, s.begin, s.next)
		}
		x.forget(s)
		if err == nil {
			more, err = x.renew(ctx)
		}
		if errors.Is(err, errStale) {
			continue
		}
		if err != nil || !more {
			x.work.rest()
			if err == nil && !x.work.untidy {
				x.work.untidy = x.tidy(ctx) != nil && ctx.Err() == nil
			}
			return err
		}
	}
	return ctx.Err()
}

// step reads some new articles, and writes a segment once there are enough. It
// reports whether there may be more articles.
func (x *Index) step(ctx context.Context, s *session) (more bool, err error) {
	if more, err = x.gather(ctx, s); err != nil || !x.work.full() {
		return more, err
	}
	err = x.flush(ctx, x.work.builder, s.begin, s.next)
	s.begin = s.next
	return true, err
}

func (w *worker) full() bool {
	return w.builder.Sentences() >= w.sizes.Segment || w.builder.Size() >= w.sizes.Memory
}

// rest frees the builder's memory.
func (w *worker) rest() {
	w.builder, w.long = index.NewBuilder(), nil
	w.word = w.builder.Word
}

func (w *worker) worth(s *session) bool {
	return w.builder.Sentences() >= w.sizes.Least || s.next-s.begin > uint64(w.sizes.Dirty)
}

// gather reads some new articles. It reports whether there may be more.
func (x *Index) gather(ctx context.Context, s *session) (more bool, err error) {
	c, last, err := x.present(ctx)
	if err != nil {
		return false, err
	}
	if !s.on {
		x.work.reset()
		s.on, s.begin, s.next = true, c.next, c.next
		x.touch(true)
	}
	if s.next > last {
		return false, nil
	}
	numbers, err := x.following(s.next)
	if err != nil || len(numbers) == 0 {
		return false, err
	}
	read, err := x.read(numbers)
	if read > 0 {
		s.next = numbers[read-1] + 1
	}
	return true, err
}

// following returns the next article numbers not below from, at most indexAtOnce.
func (x *Index) following(from uint64) (numbers []uint64, err error) {
	err = x.project.View("index", func(tx ledger.Tx) error {
		c := ledger.BucketOf(tx, ledger.BucketArticles).Cursor()
		key, _, err := c.Seek(ledger.Key64(from))
		for ; err == nil && len(key) == 8 && len(numbers) < indexAtOnce; key, _, err = c.Next() {
			numbers = append(numbers, binary.BigEndian.Uint64(key))
		}
		return err
	})
	return numbers, err
}

func (x *Index) forget(s *session) {
	s.on = false
	x.touch(false)
}

// touch starts or stops recording which articles are divided again.
func (x *Index) touch(on bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.touched = nil
	if on {
		x.touched = map[uint64]bool{}
	}
}

// read adds articles to the builder until it is full, and records those that are
// too long. It returns how many it has handled.
func (x *Index) read(numbers []uint64) (n int, err error) {
	w := &x.work
	err = x.project.View("index", func(tx ledger.Tx) error {
		texts, units := ledger.BucketOf(tx, ledger.BucketTexts), ledger.BucketOf(tx, ledger.BucketUnits)
		for _, number := range numbers {
			if w.ctx.Err() != nil || w.full() {
				return w.ctx.Err()
			}
			if len(texts.Raw.Get(ledger.Key64(number))) > w.sizes.Long {
				w.long = append(w.long, number)
				n++
				continue
			}
			if err := w.article(number, texts, units); err != nil {
				return fmt.Errorf("article number %d: %w", number, err)
			}
			n++
		}
		return nil
	})
	return n, err
}

func (w *worker) article(number uint64, texts, units ledger.Bucket) error {
	text, err := texts.Need(ledger.Key64(number))
	if err != nil {
		return err
	}
	data, err := units.Need(ledger.Key64(number))
	if err != nil {
		return err
	}
	structure, err := codec.DecodeStructure(data)
	if err != nil {
		return err
	}
	w.builder.Article(number)
	for _, u := range structure.Units {
		if u.Span.Start < 0 || u.Span.End < u.Span.Start || u.Span.End > len(text) {
			return model.Damaged("unit %v is outside the text", u.Span)
		}
		w.builder.Begin()
		w.tokens.Each(text[u.Span.Start:u.Span.End], w.word)
	}
	return nil
}

// flush makes a segment of the articles that were read, and writes it. The segment
// has the new articles [begin,next). If begin and next are equal, it has only
// articles that are indexed again.
func (x *Index) flush(ctx context.Context, b *index.Builder, begin, next uint64) error {
	data := b.Segment()
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.project.InPlace() {
		return model.ErrMoved
	}
	if x.cover.next != begin {
		return errStale
	}
	at, err := x.file.append(chunkSegment, data)
	if err != nil {
		return err
	}
	segment, err := x.file.segment(at)
	if err != nil {
		return err
	}
	added := part{Segment: segment, at: at, size: int64(len(data))}
	var c cover
	err = x.project.View("index", func(tx ledger.Tx) error {
		if err := x.follow(ctx, tx); err != nil {
			return err
		}
		c, err = x.cover.with(tx, added, next, x.touched, x.work.long)
		return err
	})
	if err != nil {
		return err
	}
	if err := x.writeState(c); err != nil {
		return err
	}
	x.cover, x.note, x.work.long = c, nil, nil
	return nil
}

// with returns the cover with one more part. It marks as dirty the articles in
// long, which are too long to be indexed, and those articles of the part that are
// in touched, because they were divided again while the part was built.
func (c cover) with(tx ledger.Tx, added part, next uint64, touched map[uint64]bool, long []uint64) (cover, error) {
	dirty, absent, own := setOf(c.dirty), setOf(c.absent), map[int64]bool{}
	c.parts = slices.Clone(c.parts)
	articles := ledger.BucketOf(tx, ledger.BucketArticles)
	record := func(number uint64) (codec.Article, error) {
		data, err := articles.Need(ledger.Key64(number))
		if err != nil {
			return codec.Article{}, err
		}
		return codec.DecodeArticle(data)
	}
	for _, number := range long {
		record, err := record(number)
		if err != nil {
			return c, err
		}
		dirty[number] = true
		if record.Removed {
			absent[number] = true
		}
		if number >= c.next {
			c.sum += sumArticle(record.ID, number)
		}
	}
	for i := range added.Articles() {
		number, _, _ := added.Article(i)
		record, err := record(number)
		if err != nil {
			return c, err
		}
		delete(dirty, number)
		c.killAll(number, own)
		if touched[number] {
			dirty[number] = true
		}
		if record.Removed {
			absent[number] = true
		}
		if touched[number] || record.Removed {
			added.kill(number, own)
		}
		if number >= c.next {
			c.sum += sumArticle(record.ID, number)
		}
	}
	c.parts = slices.DeleteFunc(c.parts, part.useless)
	c.parts = append(c.parts, added)
	c.next = max(c.next, next)
	c.dirty, c.absent = sortedKeys(dirty), sortedKeys(absent)
	return c, nil
}

func (p part) useless() bool {
	return p.Sentences() == 0 || p.dead != nil && p.dead.Count() == p.Sentences()
}

func (x *Index) writeState(c cover) error {
	s := State{head: c.head, next: c.next, articles: c.sum, dirty: c.dirty, absent: c.absent}
	for _, p := range c.parts {
		s.segments = append(s.segments, p.at)
	}
	_, err := x.file.append(chunkState, s.encode())
	if err == nil {
		x.written = c.head
	}
	return err
}
