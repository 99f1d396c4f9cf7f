// Package finding holds a search, its hits, and the current hit.
package finding

import (
	"context"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// Searching all texts
//
//	a key ─► stop the running search ─► a goroutine: Search ─► progress ─┐
//	             ▲                        │ hits, in batches             │ Post, unless
//	             │                        ▼                              ▼ ended
//	     the next key, Esc            Post(add hits)               “12,000 of …”
//
// Each search has its own context, which the next query that parses cancels. What
// a search posts after that is dropped, so that late results of an earlier query do
// not appear. Earlier hits stay until the new search finds something or ends, so
// that nothing flickers while a query is typed.

// Host is what a Finding needs from the program around it.
type Host interface {
	// Search searches all texts. It calls found with the hits on outlets, if there
	// are any, and then with the hits of one article at a time. It calls looked with
	// the number of articles read so far and in all. It is called on a goroutine
	// started by Go, and stops when ctx ends.
	Search(ctx context.Context, r Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
	// Document reads an article. It is called on a goroutine started by Go.
	Document(id model.ArticleID) (*model.Document, error)
	// Analyst returns the analyst whose labels filters refer to.
	Analyst() string
	// Blind reports whether the layers of other analysts are hidden.
	Blind() bool
	// Go runs work on a new goroutine.
	Go(work func())
	// Post runs f on the goroutine that the finding belongs to.
	Post(f func())
	// After runs f on the goroutine that the finding belongs to, once d has passed,
	// unless cancel is called first.
	After(d time.Duration, f func()) (cancel func())
}

// MaxHits is the greatest number of sentences in the list.
const MaxHits = 5000

const (
	slowAfter  = 400 * time.Millisecond // a search that takes longer shows its progress
	batchEvery = 50 * time.Millisecond  // the least time between batches, except the first and the last
)

// Finding is the last query, what it found, and the current hit. It belongs to one
// goroutine, on which its methods are called.
type Finding struct {
	// Changed, if set, is called when a query, a search or a requested article
	// changes what is shown. GoTo, End and Abandon do not call it.
	Changed func()
	// Known, if set, adds to a query the other names of the values that its filters name.
	Known func(search.Query) search.Query

	host Host

	text    string              // as typed
	query   search.Query        // the last query that parsed
	asked   string              // query as typed
	mistake *search.SyntaxError // in text
	hits    []Hit
	at      int  // index of the current hit
	place   *Hit // becomes current again if it is found again
	tally   Tally
	result  search.Result
	err     error
	all     *search.Hits // nil unless everything was found
	round   int          // counts how often the hits were replaced or dropped

	ctx        context.Context // ends with the finding
	close      context.CancelFunc
	stop       context.CancelFunc // ends the running search
	cancelSlow func()             // stops the timer that sets slow
	running    bool
	whole      bool // the search for query ended without an error
	earlier    bool // the hits still come from the previous search
	slow       bool // the search takes so long that its progress is shown
	looked     int  // the number of articles read so far
	total      int  // the number of articles to read
	stale      bool // the project has changed since the last search
	shelf      shelf
	then       func() // called once the search has ended, if set
}

// New returns a finding without a query.
func New(host Host) *Finding {
	f := &Finding{host: host, stop: func() {}, cancelSlow: func() {}}
	f.ctx, f.close = context.WithCancel(context.Background())
	f.shelf.of = f
	return f
}

// Text returns the query as it was typed.
func (f *Finding) Text() string { return f.text }

// Query returns the last query that parsed.
func (f *Finding) Query() search.Query { return f.query }

// Request returns the request for Query, without a limit.
func (f *Finding) Request() Request {
	return Request{Query: f.query, Analyst: f.host.Analyst(), Blind: f.host.Blind()}
}

// Asked returns Query as typed. It differs from Text only if Text does not parse.
func (f *Finding) Asked() string { return f.asked }

// Mistake returns what is wrong with Text, or nil.
func (f *Finding) Mistake() *search.SyntaxError { return f.mistake }

// Hits returns the notes on outlets that were found, and then the other hits in the
// order in which their articles were imported.
func (f *Finding) Hits() []Hit { return f.hits }

// Round returns a number that grows whenever the hits are replaced or dropped. It
// distinguishes two searches with the same number of hits.
func (f *Finding) Round() int { return f.round }

// Tally returns the counts of the hits.
func (f *Finding) Tally() Tally { return f.tally }

// Result returns the result of the search that Hits come from. It is zero until
// that search ends.
func (f *Finding) Result() search.Result { return f.result }

// Err returns the error of the search that Hits come from, or nil.
func (f *Finding) Err() error { return f.err }

// Running reports whether a search is under way.
func (f *Finding) Running() bool { return f.running }

// Whole reports whether the search for Query ended without an error.
func (f *Finding) Whole() bool { return f.whole }

// Earlier reports whether Hits still come from the previous search.
func (f *Finding) Earlier() bool { return f.earlier }

// Progress returns the number of articles read so far and in all. Slow is set if
// the search takes so long that its progress should be shown.
func (f *Finding) Progress() (done, all int, slow bool) { return f.looked, f.total, f.slow }

// Interrupted reports whether the last search was ended before it found anything,
// so that the hits are unknown. Again repeats the search.
func (f *Finding) Interrupted() bool {
	return !f.query.Empty() && f.mistake == nil && f.err == nil && len(f.hits) == 0 && !f.whole && !f.running
}

// Relaxed reports whether typos were allowed, so that hits may not match the query
// exactly.
func (f *Finding) Relaxed() bool { return f.result.Relaxed }

// All returns the places of all hits. It returns nil until the search that Hits
// come from ends, and also afterwards if the search failed or stopped at MaxHits.
func (f *Finding) All() *search.Hits { return f.all }

// Document returns the article of a hit. It returns nil if the article cannot be
// read or has not been read yet. In the latter case, Document requests the article,
// and Changed is called once all requested articles are read.
func (f *Finding) Document(id model.ArticleID) *model.Document { return f.shelf.get(id) }

// Invalidate records that the project has changed, so that Again searches again.
func (f *Finding) Invalidate() { f.stale = true }

// Ask searches for a query. An empty query drops the hits. If the query does not
// parse, Ask keeps the hits and lets a running search continue.
func (f *Finding) Ask(text string) {
	f.text, f.place, f.then = text, nil, nil
	query, err := search.Parse(text)
	f.mistake, _ = err.(*search.SyntaxError)
	if err != nil {
		f.changed()
		return
	}
	f.End()
	if f.Known != nil {
		query = f.Known(query)
	}
	f.query, f.asked = query, text
	if query.Empty() {
		f.forget()
		f.changed()
		return
	}
	f.read()
}

// Again repeats the search if Invalidate was called, or if the last search ended
// early or with an error. The current hit stays current if it is found again.
func (f *Finding) Again() {
	if !f.stale && (f.whole || f.running) {
		return
	}
	var place *Hit
	if f.at < len(f.hits) {
		place = &f.hits[f.at]
	}
	f.Ask(f.text)
	f.place = place
}

// At returns the index of the current hit, from 0.
func (f *Finding) At() int { return f.at }

// GoTo makes the hit with index at current. It treats a negative index as 0.
func (f *Finding) GoTo(at int) {
	f.at, f.place = max(0, at), nil
}

// End ends the running search.
func (f *Finding) End() {
	f.stop()
	f.cancelSlow()
	f.running, f.then = false, nil
}

// Abandon ends the running search. If Hits still come from the search before it,
// Abandon drops them.
func (f *Finding) Abandon() {
	if f.running && f.earlier {
		f.forget()
	}
	f.End()
}

// Then calls do once the running search has ended by itself. Ask, End and another
// Then cancel the call. Then reports whether a search is running; if not, it does
// not call do.
func (f *Finding) Then(do func()) bool {
	if f.running {
		f.then = do
	}
	return f.running
}

// Context returns a context that ends when the finding is closed.
func (f *Finding) Context() context.Context { return f.ctx }

// Close ends the running search and cancels Context.
func (f *Finding) Close() {
	f.End()
	f.close()
}

// forget drops the hits and everything known about their search.
func (f *Finding) forget() {
	f.hits, f.at, f.tally, f.result, f.err = nil, 0, Tally{}, search.Result{}, nil
	f.whole, f.earlier, f.all = false, false, nil
	f.round++
}

func (f *Finding) changed() {
	if f.Changed != nil {
		f.Changed()
	}
}
