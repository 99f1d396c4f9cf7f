package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/index"
	"assay.app/assay/storage/ledger"
)

//  How a search works
//
//	parts of the index    which sentences have the words, as bit sets,
//	                      less those of articles that filters exclude
//	articles to be read   divided again, or in no part yet
//	notes                 in memory
//	      │
//	      ▼ one article at a time, in the order of their numbers, several in
//	        a transaction
//	labels and notes, if filters need them; then the text, to match what the
//	index cannot (phrases, expressions) and to mark the matches
//	      │
//	      ▼
//	matches, up to the limit; then the rest is counted: all bits if they are
//	exact, otherwise some more articles
//
// The index only excludes sentences that cannot match. So a search without it finds
// the same, in the same order.

// Options are the options of a search.
type Options struct {
	Analyst string // filters apply to the labels of this analyst; "" for all analysts
	Blind   bool   // find nothing in the layers of analysts other than Analyst
	Limit   int    // largest number of sentences to find; 0 for no limit

	// Looked, if set, is called from time to time with the number of the article
	// reached and the number of the last one.
	Looked func(done, all int)

	Scan bool // do not use the index
}

// A search that has reached Options.Limit reads more articles, within these limits,
// to count further matches.
const (
	countArticles = 300  // matched with the index
	countReading  = 1000 // read without it
)

// Search finds the sentences, notes and outlets that match q, and calls found with
// them. See storage.Project.Search.
func (x *Index) Search(ctx context.Context, q search.Query, opts Options, found func(search.Found) error) (search.Result, error) {
	if opts.Looked == nil {
		opts.Looked = func(int, int) {}
	}
	r, err := x.once(ctx, q, opts, found)
	if err != nil || r.Sentences+r.Notes > 0 {
		return r, err
	}
	relaxed, can := q.Relaxed()
	if !can {
		return r, nil
	}
	if there, err := x.somewhere(ctx, q, opts); there || err != nil {
		return r, err
	}
	again, err := x.once(ctx, relaxed, opts, found)
	again.Relaxed = again.Sentences+again.Notes > 0
	return again, err
}

// somewhere reports whether a query that finds nothing would find sentences without
// its filters and excluded words.
func (x *Index) somewhere(ctx context.Context, q search.Query, opts Options) (bool, error) {
	words := q.Wanted()
	if len(q.Filters) == 0 && len(words.Terms) == len(q.Terms) {
		return false, nil
	}
	r, err := x.once(ctx, words, Options{Limit: 1, Looked: opts.Looked, Scan: opts.Scan}, func(search.Found) error { return nil })
	return r.Sentences > 0, err
}

func (x *Index) once(ctx context.Context, q search.Query, opts Options, found func(search.Found) error) (search.Result, error) {
	x.using.RLock()
	defer x.using.RUnlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(x.work.ctx, cancel)() // Stop ends this search
	s := &searching{
		x: x, q: q, opts: opts, found: found,
		matcher: search.NewMatcher(q), plan: index.NewPlan(q), asks: q.Asks(), answers: map[labelling]bool{},
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
		if err = cmp.Or(ctx.Err(), x.work.ctx.Err()); err == nil {
			err = s.some(ctx)
		}
	}
	if err == nil {
		s.finish()
	} else if x.work.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = fmt.Errorf("search (%s): %w", x.project.Path, fs.ErrClosed)
	}
	return s.result, err
}

type searching struct {
	x          *Index
	q          search.Query
	opts       Options
	found      func(search.Found) error
	matcher    *search.Matcher
	plan       *index.Plan
	asks       search.Needs
	must       search.Needs // what a sentence must have to match
	kind       bool         // the filters depend on the kind of unit
	book       model.Codebook
	phrases    record.Phrases
	voices     record.VoiceNames
	statements record.Statements
	ofVoice    func(analyst string, voice model.VoiceID) *record.Grade
	known      known
	superseded map[uint64]bool // by the number of the article
	answers    map[labelling]bool

	last    uint64 // number of the last article
	parts   []candidates
	dirty   []uint64 // articles to read, in order
	next    uint64   // articles with this number or a higher one are read, too
	notes   []noteHits
	about   []search.NoteHit // hits on outlets
	exact   bool             // every candidate matches
	counted int              // articles matched only to count
	read    int              // articles read only to count
	result  search.Result
}

func (s *searching) prepare(ctx context.Context) error {
	x := s.x
	c, last, err := x.present(ctx)
	if err != nil {
		return err
	}
	s.last, s.dirty, s.next = last, c.dirty, c.next
	if s.opts.Scan {
		c.parts, s.dirty, s.next = nil, nil, 1
	}
	s.dirty = without(s.dirty, c.absent)
	if unread := len(s.dirty) + int(s.last+1-min(s.next, s.last+1)); unread > 2*x.Sizes.Dirty {
		s.result.Scanned, s.result.Note = true, x.why()
		x.Nudge()
	} else if unread > 0 {
		x.nudgeFor(c.head.Change)
	}
	s.must, s.kind = musts(s.q)
	known, err := x.knownFor(ctx, s)
	if err != nil {
		return err
	}
	s.known = known
	s.exact = s.plan.Exact() && !s.asks.Unit
	wanted := s.wanted()
	for _, p := range c.parts {
		err := s.addPart(ctx, p, wanted)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil { // search without the index
			s.result.Note, s.result.Scanned = x.lose(err), true
			s.parts, s.dirty, s.next = nil, nil, 1
			break
		}
	}
	s.about, s.notes = known.matching(s.q, s.matcher, s.opts)
	s.notes = slices.DeleteFunc(s.notes, func(n noteHits) bool { return !s.wantsVersion(n.number) })
	if s.exact {
		for _, c := range s.parts {
			s.result.Total += c.set.Count()
		}
	}
	return nil
}

// musts returns what the filters require a sentence to have: annotations, and other kinds
// of records. It also reports whether they depend on the kind of unit, as “untagged” and
// filters on grades do. With “untagged”, “phrase:”, “voice:”, “statement:” and “grade:”, an
// analyst filter names those who have not labelled the sentence, gave the phrase, attributed,
// made the mention or graded, so no annotation is required; see search.Query.ByAnalyst.
func musts(q search.Query) (must search.Needs, kind bool) {
	wanting := search.Query{Filters: slices.DeleteFunc(slices.Clone(q.Filters), func(f search.Filter) bool {
		kind = kind || slices.Contains([]search.Kind{search.Untagged, search.Grade, search.Info}, f.Kind)
		return f.Not || f.Kind == search.Untagged
	})}
	must = wanting.Asks()
	must.Records = wanting.Required()
	if q.ByAnalyst() {
		must.Annotations = false
	}
	return must, kind
}

// without returns the numbers of list that are not in other, which must be
// ascending.
func without(list, other []uint64) []uint64 {
	return slices.DeleteFunc(slices.Clone(list), func(n uint64) bool {
		_, found := slices.BinarySearch(other, n)
		return found
	})
}

func (s *searching) full() bool {
	return s.opts.Limit > 0 && s.result.Sentences >= s.opts.Limit
}

// done reports whether the search can end. At the limit, it also drops what need
// not be counted.
func (s *searching) done() bool {
	if !s.full() {
		_, any := s.upcoming()
		return !any
	}
	if s.exact {
		s.parts = nil // they are already counted
	}
	s.notes = nil
	_, any := s.upcoming()
	return !any || s.counted > countArticles || s.read > countReading
}

func (s *searching) finish() {
	_, more := s.upcoming()
	s.result.AtLeast = more
	if !s.full() || !more && s.result.Total <= s.result.Sentences {
		s.result.Whole = true
	}
	s.result.Total = max(s.result.Total, s.result.Sentences)
	s.opts.Looked(int(s.last), int(s.last))
}

// some searches several articles in one transaction, and calls found after it has
// ended.
func (s *searching) some(ctx context.Context) error {
	var out []search.Found
	at := uint64(0)
	err := s.x.project.View("search", func(tx ledger.Tx) error {
		m := &articleMatcher{searching: s, tx: tx, ended: ctx.Err}
		for range readAtOnce {
			next, any := s.upcoming()
			if !any || ctx.Err() != nil {
				return ctx.Err()
			}
			f, err := m.matchArticle(next)
			if err != nil {
				return err
			}
			s.pass(next)
			at = next.number
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

func (s *searching) outlets() error {
	if len(s.about) == 0 {
		return nil
	}
	s.result.Notes += len(s.about)
	return s.found(search.Found{Notes: s.about})
}
