package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/search/index"
	"assay.app/assay/storage/ledger"
)

//  The index of a project
//
// With the index, searches need not read most texts. It is in a file beside the
// project (file.go), in segments of many articles each. The history shows how
// articles have changed since they were indexed:
//
//	history    … 41  42  43  44  45  46  47
//	                  │   │       │   └ split: article 7 is read ("dirty")
//	     covered ─────╯   │       └ undone import: articles 90-120 are absent
//	                      └ import: articles from 121 on are read
//
// Each search first follows the changes since the last search. Articles in no
// segment are read until the index goroutine has put them into one (build.go). A
// few articles stay unindexed. If the file is unusable or incomplete, searches have
// the same results but take longer.

// Project is the open project that an index belongs to.
type Project struct {
	ID       string
	Path     string // path of the project's file
	ReadOnly bool

	// View runs fn in a read transaction; operation names it in errors.
	View func(operation string, fn func(ledger.Tx) error) error

	// InPlace reports whether Path still names the open file.
	InPlace func() bool
}

// Index is the index of an open project.
type Index struct {
	// Sizes may be changed before anything is imported or searched.
	Sizes Sizes

	project Project
	path    string // path of the index file

	// Searches hold using for reading. It is held for writing to replace or close
	// the file that they read.
	using sync.RWMutex

	mu      sync.Mutex // guards the fields below, and is held while following
	opened  bool
	file    *File
	cover   cover
	note    error           // error that made the index incomplete, or nil
	written ledger.Head     // head of the state last written or taken from the file
	touched map[uint64]bool // articles divided again since the current build began; nil if there is no build
	known   known

	work worker
}

// cover is the state of the index at one moment. It is immutable.
type cover struct {
	head   ledger.Head
	next   uint64 // articles from this number on are in no part; 1 at first
	sum    uint64 // sum of sumArticle over the articles before next
	dirty  []uint64
	absent []uint64
	parts  []part // newest last
}

// part is a segment with the set of its invalid sentences: those whose article is
// dirty, absent, or in a newer part.
type part struct {
	*index.Segment
	at   int64      // offset in the file
	size int64      // bytes in the file
	dead index.Bits // invalid sentences; nil means none
}

// kill invalidates the sentences of an article. It copies the set first, unless own
// has the part's offset.
func (p *part) kill(number uint64, own map[int64]bool) {
	i, found := p.Find(number)
	if !found {
		return
	}
	p.ownDead(own)
	_, from, to := p.Article(i)
	p.dead.AddRange(from, to)
}

// revive reverses kill and reports whether the part has the article.
func (p *part) revive(number uint64, own map[int64]bool) bool {
	i, found := p.Find(number)
	if found {
		p.ownDead(own)
		_, from, to := p.Article(i)
		p.dead.RemoveRange(from, to)
	}
	return found
}

func (p *part) ownDead(own map[int64]bool) {
	if own[p.at] {
		return
	}
	own[p.at] = true
	if p.dead == nil {
		p.dead = index.NewBits(p.Sentences())
	} else {
		p.dead = slices.Clone(p.dead)
	}
}

// news records how some changes affect articles.
type news struct {
	head    ledger.Head
	divided map[uint64]bool // divided again
	absent  bool            // the cover had absent articles, or these changes removed some
	present map[uint64]bool // whether an article is in the corpus after these changes
	known   bool            // metadata, notes or the presence of articles may have changed
}

// errBehind is returned if the project's history lacks changes that the index
// covers.
var errBehind = errors.New("the history ends before what is indexed")

// since returns the effects of the changes after head. It returns errBehind if the
// history ends before head.
func since(ctx context.Context, tx ledger.Tx, head ledger.Head, absent bool) (news, error) {
	n := news{head: head, absent: absent, divided: map[uint64]bool{}, present: map[uint64]bool{}}
	last, err := ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketHistory))
	if err != nil {
		return n, err
	}
	if last == head.Change {
		return n, nil
	}
	if last < head.Change {
		return n, errBehind
	}
	for id := head.Change + 1; id <= last; id++ {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := n.read(tx, id); err != nil {
			return n, fmt.Errorf("change %d: %w", id, err)
		}
	}
	n.head, err = ledger.ReadHead(tx)
	return n, err
}

// follow returns the cover updated by news.
func (c cover) follow(n news) cover {
	c.head = n.head
	if len(n.divided) == 0 && len(n.present) == 0 {
		return c
	}
	c.parts = slices.Clone(c.parts)
	dirty, absent, own := setOf(c.dirty), setOf(c.absent), map[int64]bool{}
	for number := range n.divided {
		if number < c.next && !dirty[number] {
			dirty[number] = true
			c.killAll(number, own)
		}
	}
	for number, present := range n.present {
		switch {
		case number >= c.next:
		case !present:
			absent[number] = true
			c.killAll(number, own)
		case absent[number]:
			delete(absent, number)
			if !dirty[number] && !c.revive(number, own) {
				dirty[number] = true // no part has it any more
			}
		}
	}
	c.dirty, c.absent = sortedKeys(dirty), sortedKeys(absent)
	return c
}

func (c *cover) killAll(number uint64, own map[int64]bool) {
	for i := range c.parts {
		c.parts[i].kill(number, own)
	}
}

// revive makes an article's sentences valid again in the newest part that has it.
// It reports whether there is such a part.
func (c *cover) revive(number uint64, own map[int64]bool) bool {
	for i := len(c.parts) - 1; i >= 0; i-- {
		if c.parts[i].revive(number, own) {
			return true
		}
	}
	return false
}

func setOf(list []uint64) map[uint64]bool {
	set := make(map[uint64]bool, len(list))
	for _, n := range list {
		set[n] = true
	}
	return set
}

func sortedKeys(set map[uint64]bool) []uint64 {
	list := make([]uint64, 0, len(set))
	for n := range set {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

// present brings the index up to date with the project's file. It returns the cover
// and the number of the last article.
func (x *Index) present(ctx context.Context) (c cover, last uint64, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	err = x.project.View("see what is new", func(tx ledger.Tx) error {
		if err := x.open(ctx, tx); err != nil {
			return err
		}
		var err error
		if last, err = ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketArticles)); err != nil {
			return err
		}
		err = x.follow(ctx, tx)
		if model.IsDamage(err) { // a part of the history is lost, so the index cannot be brought up to date
			x.note = fmt.Errorf("%w: %w", model.ErrIndexDamaged, err)
			x.cover, x.known = cover{next: 1}, known{}
			x.cover.head, err = ledger.ReadHead(tx)
		}
		return err
	})
	return x.cover, last, err
}

// follow updates the cover to the state that tx reads. tx must have begun after mu
// was locked.
func (x *Index) follow(ctx context.Context, tx ledger.Tx) error {
	if len(x.cover.parts) == 0 && !x.known.read && x.touched == nil {
		head, err := ledger.ReadHead(tx) // no part or known data depends on earlier changes
		x.cover = cover{head: head, next: 1}
		return err
	}
	n, err := since(ctx, tx, x.cover.head, len(x.cover.absent) > 0)
	if err != nil {
		return err
	}
	x.cover = x.cover.follow(n)
	if x.touched != nil {
		for number := range n.divided {
			x.touched[number] = true
		}
	}
	if n.known {
		x.known = known{}
	}
	return nil
}

// open reads the file on the first call. It records problems of the file in note
// instead of returning them.
func (x *Index) open(ctx context.Context, tx ledger.Tx) error {
	if x.opened {
		return nil
	}
	file := newIndexFile(x.path, x.project)
	err := file.open(ctx, !x.project.ReadOnly)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	x.opened, x.cover = true, cover{next: 1}
	if err != nil {
		x.file = newIndexFile(x.path, x.project)
		x.note = fmt.Errorf("%w: %w", model.ErrIndexUnreadable, err)
		return nil
	}
	x.file = file
	switch {
	case file.torn:
		x.note = model.ErrIndexDamaged
	case file.outdated:
		x.note = model.ErrIndexOld
	}
	for _, s := range slices.Backward(file.states) {
		c, err := x.coverOf(tx, s)
		if model.IsDamage(err) {
			return err // the project is damaged
		}
		if err == nil {
			x.cover, x.written = c, s.head
			return nil
		}
	}
	if file.end > 0 && len(file.states) > 0 && x.note == nil {
		x.note = model.ErrIndexOld
	}
	file.end = 0 // nothing in it is usable
	return nil
}

// lose empties the index after an error in reading it. It returns the error that
// searches report.
func (x *Index) lose(err error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.cover, x.file.end = cover{head: x.cover.head, next: 1}, 0
	x.note = fmt.Errorf("%w: %w", model.ErrIndexDamaged, err)
	return x.note
}

// coverOf converts a state of the file to a cover. It fails if the state is not one
// of this project.
func (x *Index) coverOf(tx ledger.Tx, s State) (cover, error) {
	c := cover{head: s.head, next: s.next, sum: s.articles, dirty: s.dirty, absent: s.absent}
	link, err := ledger.LinkAt(tx, s.head.Change)
	if err != nil {
		return c, err
	}
	if !bytes.Equal(link, s.head.Link) {
		return c, errBehind
	}
	sum, err := sumArticles(tx, s.next)
	if err != nil || sum != s.articles {
		return c, errors.Join(err, errBehind)
	}
	for _, at := range s.segments {
		segment, err := x.file.segment(at)
		if err != nil {
			return c, err
		}
		c.parts = append(c.parts, part{Segment: segment, at: at, size: x.file.parts[at]})
	}
	c.settle()
	return c, nil
}

// settle determines the invalid sentences of each part.
func (c *cover) settle() {
	own, gone := map[int64]bool{}, slices.Concat(c.dirty, c.absent)
	for _, number := range gone {
		c.killAll(number, own)
	}
	for newer := range c.parts {
		for i := range c.parts[newer].Articles() {
			number, _, _ := c.parts[newer].Article(i)
			for older := range newer {
				if c.parts[older].spans(number) {
					c.parts[older].kill(number, own)
				}
			}
		}
	}
}

// spans reports whether an article may be in the part.
func (p *part) spans(number uint64) bool {
	n := p.Articles()
	if n == 0 {
		return false
	}
	first, _, _ := p.Article(0)
	last, _, _ := p.Article(n - 1)
	return first <= number && number <= last
}
