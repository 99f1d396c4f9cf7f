package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/index"
)

// How a search goes
//
//	parts of the index    which sentences have the words, as sets of bits,
//	                      less those of articles that filters refuse
//	articles to be read   divided anew, or in no part yet
//	notes                 in memory
//	      │
//	      ▼ one article at a time, in the order of their numbers, some in a
//	        transaction, so that saving goes on
//	labels and notes, where filters ask for them; then the text, for what the
//	index does not know (phrases, expressions) and for the marks
//	      │
//	      ▼
//	found, until there are enough; from then on there is only counting: the
//	bits that are left where these are exact, and some articles more where not
//
// The index only leaves out what cannot be found, and the texts decide, so a
// search without it finds the same, in the same order.

// SearchOptions says how a search is made.
type SearchOptions struct {
	Analyst string // whose labels filters are about; empty for everybody's
	Limit   int    // how many sentences to find; 0 is all

	// Looked is told now and then how far it is: how many articles of how many.
	Looked func(done, all int)

	scan bool // leave the index out
}

// What a search does beyond finding, so that the count is right where that is
// cheap.
const (
	countArticles = 300  // articles whose sentences are looked at only to count
	countReading  = 1000 // articles that are read through only to count
)

// Search finds the sentences, notes and outlets that q asks for, and calls
// found an article at a time, in the order of import; first with what is about
// outlets, if there is any. Units that were set aside are found like
// sentences. Where nothing is found as it was typed, and what must be in a
// sentence is in none, words may have typos.
//
// Found may call the project, but for Search and Close, which waits for it; its
// error ends the search and is given back. Saving goes on meanwhile, and of what
// is changed meanwhile it may find what was there before, or what is there now.
func (p *Project) Search(ctx context.Context, q search.Query, opts SearchOptions, found func(search.Found) error) (search.Result, error) {
	if opts.Looked == nil {
		opts.Looked = func(int, int) {}
	}
	r, err := p.search(ctx, q, opts, found)
	if err != nil || r.Sentences+r.Notes > 0 {
		return r, err
	}
	relaxed, can := q.Relaxed()
	if !can {
		return r, nil
	}
	if there, err := p.somewhere(ctx, q, opts); there || err != nil {
		return r, err
	}
	again, err := p.search(ctx, relaxed, opts, found)
	again.Relaxed = again.Sentences+again.Notes > 0
	return again, err
}

// somewhere reports whether a query that finds nothing does so because of its
// filters, or of what a sentence must not have, and not because of a typo.
func (p *Project) somewhere(ctx context.Context, q search.Query, opts SearchOptions) (bool, error) {
	words := q.Wanted()
	if len(q.Filters) == 0 && len(words.Terms) == len(q.Terms) {
		return false, nil
	}
	r, err := p.search(ctx, words, SearchOptions{Limit: 1, Looked: opts.Looked, scan: opts.scan}, func(search.Found) error { return nil })
	return r.Sentences > 0, err
}

func (p *Project) search(ctx context.Context, q search.Query, opts SearchOptions, found func(search.Found) error) (search.Result, error) {
	p.index.using.RLock()
	defer p.index.using.RUnlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(p.index.work.ctx, cancel)() // closing the project waits for this
	s := &searching{
		project: p, q: q, opts: opts, found: found,
		matcher: search.NewMatcher(q), plan: index.NewPlan(q), asks: q.Asks(), answers: map[sameSaid]bool{},
	}
	if q.Empty() {
		s.result.Whole = true
		return s.result, nil
	}
	err := s.prepare(ctx)
	if err == nil {
		err = s.outlets()
	}
	for err == nil && !s.done() {
		if err = cmp.Or(ctx.Err(), p.index.work.ctx.Err()); err == nil {
			err = s.some(ctx)
		}
	}
	if err == nil {
		s.finish()
	} else if p.index.work.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = fmt.Errorf("search (%s): %w", p.path, fs.ErrClosed)
	}
	return s.result, err
}

// searching is one search.
type searching struct {
	project *Project
	q       search.Query
	opts    SearchOptions
	found   func(search.Found) error
	matcher *search.Matcher
	plan    *index.Plan
	asks    search.Needs
	must    search.Needs // what a sentence must have some of
	kind    bool         // filters ask what kind of unit it is
	book    model.Codebook
	answers map[sameSaid]bool

	last    uint64 // the last article's number
	parts   []candidates
	dirty   []uint64 // to be read, in order
	next    uint64   // and all from this number on
	notes   []noteHits
	about   []search.NoteHit // outlets
	exact   bool             // the candidates are what is found
	counted int              // articles that were looked at only to count
	read    int              // articles that were read only to count
	result  search.Result
}

// prepare finds out what there is to go through.
func (s *searching) prepare(ctx context.Context) error {
	x := &s.project.index
	c, last, err := x.present(ctx)
	if err != nil {
		return err
	}
	s.last, s.dirty, s.next = last, c.dirty, c.next
	if s.opts.scan {
		c.parts, s.dirty, s.next = nil, nil, 1
	}
	s.dirty = without(s.dirty, c.absent)
	if unread := len(s.dirty) + int(s.last+1-min(s.next, s.last+1)); unread > 2*x.work.sizes.dirty {
		s.result.Scanned, s.result.Note = true, x.why()
		x.nudge()
	} else if unread > 0 {
		x.nudgeFor(c.head.Change)
	}
	s.must, s.kind = musts(s.q)
	known, err := x.knownFor(ctx, s)
	if err != nil {
		return err
	}
	s.exact = s.plan.Exact() && !s.asks.Annotations && !s.asks.Notes && !s.asks.Unit
	wanted := known.wanted(s.q)
	for _, p := range c.parts {
		err := s.addPart(ctx, p, wanted)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil { // it does without
			s.result.Note, s.result.Scanned = x.lose(err), true
			s.parts, s.dirty, s.next = nil, nil, 1
			break
		}
	}
	s.about, s.notes = known.matching(s.q, s.matcher)
	if s.exact {
		for _, c := range s.parts {
			s.result.Total += c.set.Count()
		}
	}
	return nil
}

// musts gives what a sentence must have some of to pass the filters, and
// whether they ask what kind of unit it is. Beside “untagged”, analysts are
// those who have not labelled it.
func musts(q search.Query) (must search.Needs, kind bool) {
	untagged := false
	for _, f := range q.Filters {
		kind = kind || f.Kind == search.Untagged
		if f.Not {
			continue
		}
		switch f.Kind {
		case search.Untagged:
			untagged = true
		case search.Note:
			must.Notes = true
		case search.Label, search.Analyst, search.Tagged:
			must.Annotations = true
		}
	}
	must.Annotations = must.Annotations && !untagged
	return must, kind
}

// without gives the numbers of a growing list that are not in another.
func without(list, other []uint64) []uint64 {
	return slices.DeleteFunc(slices.Clone(list), func(n uint64) bool {
		_, found := slices.BinarySearch(other, n)
		return found
	})
}

// full reports whether as much was found as is wanted.
func (s *searching) full() bool {
	return s.opts.Limit > 0 && s.result.Sentences >= s.opts.Limit
}

// done reports whether nothing is left to be done.
func (s *searching) done() bool {
	if !s.full() {
		_, any := s.upcoming()
		return !any
	}
	if s.exact {
		s.parts = nil // they are counted
	}
	s.notes = nil
	_, any := s.upcoming()
	return !any || s.counted > countArticles || s.read > countReading
}

// finish says how it went.
func (s *searching) finish() {
	_, more := s.upcoming()
	s.result.AtLeast = more
	if !s.full() || !more && s.result.Total <= s.result.Sentences {
		s.result.Whole = true
	}
	s.result.Total = max(s.result.Total, s.result.Sentences)
	s.opts.Looked(int(s.last), int(s.last))
}

// some goes through some articles in one transaction, and gives what was found
// when that is over.
func (s *searching) some(ctx context.Context) error {
	var out []search.Found
	at := uint64(0)
	err := s.project.view("search", func(tx txn) error {
		l := &looker{searching: s, tx: tx, ended: ctx.Err}
		for range textsAtOnce {
			t, any := s.upcoming()
			if !any || ctx.Err() != nil {
				return ctx.Err()
			}
			f, err := l.look(t)
			if err != nil {
				return err
			}
			s.pass(t)
			at = t.number
			if len(f.Sentences)+len(f.Notes) > 0 {
				out = append(out, f)
			}
			if s.done() {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, f := range out {
		if err := s.found(f); err != nil {
			return err
		}
	}
	s.opts.Looked(int(at), int(s.last))
	return nil
}

// outlets gives what was found about outlets.
func (s *searching) outlets() error {
	if len(s.about) == 0 {
		return nil
	}
	s.result.Notes += len(s.about)
	return s.found(search.Found{Notes: s.about})
}
