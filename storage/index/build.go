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

// Making the index
//
// One goroutine, which reads what has been committed, as a search does:
//
//	Import ── landed ──▶ nudge ─▶ ┌ what is new: read, cut into words ┐
//	Search ── slow ────▶ nudge    │ … a segment's worth: write it     │ ─▶ idle
//	Close ─── cancel ───────────▶ └ worn segments: the same again     ┘
//
// During an import it reads the transaction before the one that is being
// written, on another processor, and only full segments are written; what is
// left is written when the import is over, which waits for it. It reads some
// articles a transaction, so that the project's file can grow and be closed;
// what was read when it is told to stop is read again another time.

// Sizes says what is worth a segment. Below, reading is as quick.
type Sizes struct {
	Segment    int // sentences, most, but for one long article
	Memory     int // bytes of memory that a segment being made takes; then it is done
	Long       int // bytes of a text that is not worth it, and read in each search
	Least      int // sentences, at least
	Dirty      int // articles divided anew
	DirtyBytes int // or so much of their texts
	Small      int // parts of less than a quarter of a segment, which are made one
}

func usualSizes() Sizes {
	return Sizes{Segment: 1 << 16, Memory: 16 << 20, Long: 2 << 20, Least: 2000, Dirty: 256, DirtyBytes: 1 << 20, Small: 8}
}

// readAtOnce is how many articles a search looks at in one read transaction. As
// long as one lasts, the file cannot grow and cannot be closed, so saving would
// wait.
const readAtOnce = 64

// indexAtOnce is how many articles are indexed in one read transaction: a few
// milliseconds' worth.
const indexAtOnce = 4 * readAtOnce

// session is a segment that is being gathered: of new articles.
type session struct {
	on    bool
	begin uint64 // the number of its first article
	next  uint64 // the number to go on with
}

// errStale is a segment that does not go with what is indexed any more: that was
// given up meanwhile.
var errStale = errors.New("the index was begun anew")

// update does what there is to do.
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
			return nil // there will be more to go with it
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

// step reads some new articles, and has a segment written when there are
// enough. It reports whether there may be more.
func (x *Index) step(ctx context.Context, s *session) (more bool, err error) {
	if more, err = x.gather(ctx, s); err != nil || !x.work.full() {
		return more, err
	}
	err = x.flush(ctx, x.work.builder, s.begin, s.next)
	s.begin = s.next
	return true, err
}

// full reports whether there is enough for a segment.
func (w *worker) full() bool {
	return w.builder.Sentences() >= w.sizes.Segment || w.builder.Size() >= w.sizes.Memory
}

// rest gives the builder's memory back.
func (w *worker) rest() {
	w.builder, w.long = index.NewBuilder(), nil
	w.word = w.builder.Word
}

// worth reports whether what was gathered is worth a segment.
func (w *worker) worth(s *session) bool {
	return w.builder.Sentences() >= w.sizes.Least || s.next-s.begin > uint64(w.sizes.Dirty)
}

// gather reads some new articles. It reports whether there may be more.
func (x *Index) gather(ctx context.Context, s *session) (more bool, err error) {
	c, last, err := x.Present(ctx)
	if err != nil {
		return false, err
	}
	if !s.on {
		x.work.reset()
		s.on, s.begin, s.next = true, c.Next, c.Next
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

// following gives the numbers of some articles from one on. They may have gaps.
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

// forget ends a session.
func (x *Index) forget(s *session) {
	s.on = false
	x.touch(false)
}

// touch begins or ends noting which articles are divided anew.
func (x *Index) touch(on bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.touched = nil
	if on {
		x.touched = map[uint64]bool{}
	}
}

// read reads articles into the builder, until it has enough for a segment, and
// gives how many it has read.
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

// article reads one article into the builder.
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
			return model.Damaged("unit %v leaves the text", u.Span)
		}
		w.builder.Begin()
		w.tokens.Each(text[u.Span.Start:u.Span.End], w.word)
	}
	return nil
}

// flush makes a segment of what was read, and writes it. It has the new
// articles [begin,next), or none: then these are the same, and no article is
// after that.
func (x *Index) flush(ctx context.Context, b *index.Builder, begin, next uint64) error {
	data := b.Segment()
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.project.InPlace() {
		return model.ErrMoved
	}
	if x.cover.Next != begin {
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

// with gives the cover with one more part. Of its articles those that were
// touched are dirty, and so are those before next that are too long for a part.
func (c cover) with(tx ledger.Tx, added part, next uint64, touched map[uint64]bool, long []uint64) (cover, error) {
	dirty, absent, own := setOf(c.Dirty), setOf(c.absent), map[int64]bool{}
	c.Parts = slices.Clone(c.Parts)
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
		if number >= c.Next {
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
		if number >= c.Next {
			c.sum += sumArticle(record.ID, number)
		}
	}
	c.Parts = slices.DeleteFunc(c.Parts, part.useless)
	c.Parts = append(c.Parts, added)
	c.Next = max(c.Next, next)
	c.Dirty, c.absent = sortedKeys(dirty), sortedKeys(absent)
	return c, nil
}

// useless reports whether none of the part's sentences counts.
func (p part) useless() bool {
	return p.Sentences() == 0 || p.Dead != nil && p.Dead.Count() == p.Sentences()
}

// writeState writes down what is covered.
func (x *Index) writeState(c cover) error {
	s := State{head: c.head, next: c.Next, articles: c.sum, dirty: c.Dirty, absent: c.absent}
	for _, p := range c.Parts {
		s.segments = append(s.segments, p.at)
	}
	_, err := x.file.append(chunkState, s.encode())
	if err == nil {
		x.written = c.head
	}
	return err
}
