package dialog

import (
	"cmp"
	"context"
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// Searching all texts
//
//	a key ─► cancel what runs ─► a goroutine: Search ─► looked ─┐
//	             ▲                     │ what it found,         │ post, if
//	             │                     ▼ now and then           ▼ still wanted
//	     the next key, Esc      post(add hits)           “12,000 of …”
//
// Each reading has a context of its own, which ends with the next key. What a
// reading posts after that is dropped on the GUI goroutine, so nothing old ever
// shows. What was found before stays until a reading has found something or has
// ended, so that nothing flickers while a query is typed.

// TextSearch is what the search through all texts needs.
type TextSearch struct {
	// Search looks through all texts and calls found with what it found, an
	// article at a time, and looked with how many articles it has looked at, of
	// how many. It is called away from the GUI goroutine, and stops when ctx ends.
	Search func(ctx context.Context, s SearchFor, found func(search.Found), looked func(done, all int)) (Searched, error)
	// Analyst is whose labels are asked for.
	Analyst func() string
	// Read gives an article, for what stands around a hit. It is called away from
	// the GUI goroutine.
	Read func(model.ArticleID) (*model.Document, error)
	// Label gives the letter and the colour of the label that the analyst gave a
	// sentence; no letter for none.
	Label func(doc *model.Document, sentence model.Span) (letter string, ink color.Color)
	// Name says what an article is called, and what else is known of it.
	Name func(model.ArticleID) (title, facts string)
	// Complete gives how what stands at a place of a query, in bytes, can go on.
	Complete func(text string, cursor int) []Completion
	// Unknown gives the labels that a query names and the project does not have.
	Unknown func(search.Query) []string
	// Saved are the searches that have a name.
	Saved SavedSearches
	// Actions are what can be done with all that was found.
	Actions []SearchAction
	// Open goes to hit number at.
	Open func(at int)
	// Closed is called when the dialog has been closed, before Open if a hit is
	// gone to. It may be nil.
	Closed func()
	// Explain turns an error into what a person needs.
	Explain func(error) string
	// Wrong says what is wrong with a query.
	Wrong func(*search.SyntaxError) string
	// Shortcut is told of a shortcut pressed in the dialog. It reports whether it
	// stands for something, and why that cannot be done.
	Shortcut func(fyne.Shortcut) (why string, known bool)
	// After calls f on the GUI goroutine once d has passed, unless the returned
	// function is called before.
	After func(d time.Duration, f func()) (cancel func())
	// Go does work on a goroutine of its own; Post brings a function back from
	// there to the GUI goroutine.
	Go   func(work func())
	Post func(func())
}

// The bounds of a search.
const (
	searchMost    = 5000                   // sentences that are listed; all are counted
	searchPatient = 400 * time.Millisecond // before it says how far it is
	searchBatch   = 50 * time.Millisecond  // between what is shown
)

// Finding is what was asked for last and what was found. It outlives the
// dialog that shows it. It belongs to the GUI goroutine.
type Finding struct {
	TextSearch
	// Changed is called when there is more, or something else.
	Changed func()

	text  string              // as it was typed
	query search.Query        // what the hits are of
	asked string              // the same as it was typed; text, unless that is wrong
	wrong *search.SyntaxError // what is wrong with text
	hits  []Hit
	at    int  // the hit that one is at
	place *Hit // where to be once it is found again
	tally Tally
	how   Searched
	err   error
	all   *search.Hits // all of them; nil until the reading has ended
	round int          // counts how often other hits took the place of these

	life    context.Context // of all that is read for it
	die     context.CancelFunc
	stop    context.CancelFunc // ends the reading that runs
	unwait  func()
	running bool
	whole   bool   // the reading came to its end
	before  bool   // the hits are those of the query before
	slow    bool   // it is said how far it is
	looked  [2]int // so many articles of so many
	stale   bool   // what was found may not be so any more
	shelf   shelf
	hide    func()        // closes the dialog; nil while there is none
	then    func()        // waits for the end of the reading; nil for nothing
	shown   func() string // what the dialog says was found; nil while there is none
}

// NewFinding makes a finding that has not been asked for anything.
func NewFinding(s TextSearch) *Finding {
	f := &Finding{TextSearch: s, stop: func() {}, unwait: func() {}}
	f.life, f.die = context.WithCancel(context.Background())
	f.shelf.of = f
	return f
}

// Text is the query as it was typed.
func (f *Finding) Text() string { return f.text }

// Query is what the hits are of.
func (f *Finding) Query() search.Query { return f.query }

// Asked is what the hits are of, as it was typed: what Text is, unless that is no
// query.
func (f *Finding) Asked() string { return f.asked }

// Hits are what was found, in the order of import, as many as are listed.
func (f *Finding) Hits() []Hit { return f.hits }

// Round tells the hits of one reading from those of another, of which there may
// be as many: it grows whenever other hits take the place of these.
func (f *Finding) Round() int { return f.round }

// Tally is how much was found.
func (f *Finding) Tally() Tally { return f.tally }

// Running reports whether a reading has not come to its end.
func (f *Finding) Running() bool { return f.running }

// Unread reports whether it is not known what there is to find: the reading was
// ended before it had found anything. Again reads anew.
func (f *Finding) Unread() bool {
	return !f.query.Empty() && f.wrong == nil && f.err == nil && len(f.hits) == 0 && !f.whole && !f.running
}

// Relaxed reports whether what was found may have typos.
func (f *Finding) Relaxed() bool { return f.how.Relaxed }

// All is where all hits lie, or nil if they are not known: the reading has not
// ended, or only the first hits were read.
func (f *Finding) All() *search.Hits { return f.all }

// IsWrong reports whether what was typed last is no query.
func (f *Finding) IsWrong() bool { return f.wrong != nil }

// Expire says that what was found may not be so any more: it will be looked for
// again when it is to be seen again.
func (f *Finding) Expire() { f.stale = true }

// Ask looks for what the text says. One that is no query leaves what was found
// before, and what still runs: else what shows would be of a query yet older.
func (f *Finding) Ask(text string) {
	f.text, f.place, f.then = text, nil, nil
	query, err := search.Parse(text)
	f.wrong, _ = err.(*search.SyntaxError)
	if err != nil {
		f.tell()
		return
	}
	f.End()
	f.query, f.asked = query, text
	if query.Empty() {
		f.forget()
		f.tell()
		return
	}
	f.look()
}

// Again looks for the same again where that may give something else, and stays
// where one was.
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

// At is the number of the hit that one is at; it is less than the number of
// hits, unless there are none.
func (f *Finding) At() int { return f.at }

// GoTo says that one is at a hit.
func (f *Finding) GoTo(at int) {
	f.at, f.place = max(0, at), nil
}

// End ends the reading that runs.
func (f *Finding) End() {
	f.stop()
	f.unwait()
	f.running, f.then = false, nil
}

// Then calls do once the reading has ended, unless something else is asked for
// before. It reports whether there is anything to wait for.
func (f *Finding) Then(do func()) bool {
	if f.running {
		f.then = do
	}
	return f.running
}

// Life ends when the finding does.
func (f *Finding) Life() context.Context { return f.life }

// Die ends all that is read for the finding, for good.
func (f *Finding) Die() {
	f.End()
	f.die()
}

// Shown is what the dialog says was found; "" while there is none.
func (f *Finding) Shown() string {
	if f.shown == nil {
		return ""
	}
	return f.shown()
}

// Hide closes the dialog that shows the finding, if there is one. What runs
// goes on.
func (f *Finding) Hide() {
	if f.hide != nil {
		f.hide()
	}
}

// forget forgets what was found.
func (f *Finding) forget() {
	f.hits, f.at, f.tally, f.how, f.err = nil, 0, Tally{}, Searched{}, nil
	f.whole, f.before, f.all = false, false, nil
	f.round++
}

func (f *Finding) tell() {
	if f.Changed != nil {
		f.Changed()
	}
}

// batch is what a reading found since the last one.
type batch struct {
	hits   []Hit
	tally  Tally
	looked [2]int
}

// look reads, away from the GUI goroutine.
func (f *Finding) look() {
	ctx, stop := context.WithCancel(f.life)
	f.stop, f.running, f.whole, f.before = stop, true, false, true
	f.slow, f.looked = false, [2]int{}
	if f.stale {
		f.stale = false
		f.shelf.clear()
	}
	f.unwait = f.After(searchPatient, func() {
		f.slow = true
		f.tell()
	})
	here := func(do func()) {
		f.Post(func() {
			if ctx.Err() == nil { // else nobody wants to know any more
				do()
			}
		})
	}
	query := SearchFor{f.query, f.Analyst(), searchMost}
	f.Go(func() {
		var b batch
		all := &search.Hits{}
		sent, first := time.Now(), true
		send := func() {
			found := b
			b, sent = batch{looked: b.looked}, time.Now()
			here(func() { f.add(found) })
		}
		how, err := f.Search(ctx, query, func(found search.Found) {
			all.Add(found)
			b.take(found)
		}, func(done, all int) {
			b.looked = [2]int{done, all}
			if time.Since(sent) >= searchBatch || first && len(b.hits) > 0 {
				first = false
				send()
			}
		})
		here(func() {
			f.add(b)
			then := f.then
			f.ended(how, err)
			if err == nil && how.Whole {
				f.all = all
			}
			f.tell()
			if then != nil {
				then()
			}
		})
	})
	f.tell()
}

// take adds what was found in an article.
func (b *batch) take(found search.Found) {
	if found.Article != "" {
		b.tally.Articles++
	}
	b.tally.Sentences += len(found.Sentences)
	b.tally.Notes += len(found.Notes)
	before := len(b.hits)
	for _, s := range found.Sentences {
		b.hits = append(b.hits, Hit{Article: found.Article, Span: s.Span, Text: s.Text, Marks: s.Marks})
	}
	for _, n := range found.Notes {
		hit := Hit{Article: found.Article, Outlet: n.Note.Target.Outlet, Note: true, Text: n.Text, Marks: n.Marks}
		if n.Note.Target.Sentence != nil {
			hit.Span = *n.Note.Target.Sentence
		}
		b.hits = append(b.hits, hit)
	}
	// In the order of the text; notes on the article before it.
	slices.SortStableFunc(b.hits[before:], func(x, y Hit) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
}

// add takes in a batch. The first one of a reading takes the place of what the
// query before had found.
func (f *Finding) add(b batch) {
	f.looked = b.looked
	if b.tally != (Tally{}) && f.before {
		f.forget()
	}
	for _, h := range b.hits {
		if p := f.place; p != nil && h.Article == p.Article && h.Span == p.Span && h.Note == p.Note {
			f.GoTo(len(f.hits))
		}
		f.hits = append(f.hits, h)
	}
	f.tally.Articles += b.tally.Articles
	f.tally.Sentences += b.tally.Sentences
	f.tally.Notes += b.tally.Notes
	if b.tally != (Tally{}) || f.slow {
		f.tell()
	}
}

// ended takes in how the reading ended.
func (f *Finding) ended(how Searched, err error) {
	if f.before {
		f.forget()
	}
	f.End()
	f.how, f.err, f.whole = how, err, err == nil
}
