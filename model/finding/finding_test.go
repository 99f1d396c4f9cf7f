package finding_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
)

// library is a host whose articles have one sentence each.
type library struct {
	texts  []string
	gated  bool      // searches wait at the gate from the start
	gate   chan bool // searches receive from it before each article; if it is nil, they do not wait
	fails  error
	posted chan func()

	mu    sync.Mutex // an abandoned search may end while the next one runs
	ended []error
	reads int // documents read
}

func (l *library) document(at int) *model.Document {
	doc := &model.Document{Text: l.texts[at]}
	doc.Units = []model.Unit{{Span: model.Span{End: len(doc.Text)}}}
	doc.ID = model.ArticleID(fmt.Sprint(at))
	return doc
}

func (l *library) Search(ctx context.Context, r finding.Request, found func(search.Found), looked func(done, all int)) (result search.Result, err error) {
	defer func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.ended = append(l.ended, err)
	}()
	matcher := search.NewMatcher(r.Query)
	for i := range l.texts {
		if l.gate != nil {
			select {
			case <-l.gate:
			case <-ctx.Done():
			}
		}
		if ctx.Err() != nil {
			return result, ctx.Err()
		}
		doc := l.document(i)
		f := search.Found{Article: doc.ID, Sentences: matcher.Sentences(doc.Text, doc.Units)}
		f.Sentences = f.Sentences[:min(len(f.Sentences), max(0, r.Limit-result.Total))]
		result.Total += len(f.Sentences)
		if len(f.Sentences) > 0 {
			found(f)
		}
		looked(i+1, len(l.texts))
	}
	result.Whole = result.Total < r.Limit
	return result, l.fails
}

func (l *library) Document(id model.ArticleID) (*model.Document, error) {
	l.mu.Lock()
	l.reads++
	l.mu.Unlock()
	var at int
	if _, err := fmt.Sscan(string(id), &at); err != nil {
		return nil, model.ErrNoArticle
	}
	return l.document(at), nil
}

func (*library) Blind() bool { return false }

func (*library) Analyst() string { return "Ines" }
func (*library) Go(work func())  { go work() }
func (l *library) Post(f func()) { l.posted <- f }
func (l *library) After(d time.Duration, f func()) (cancel func()) {
	t := time.AfterFunc(d, func() { l.posted <- f })
	return func() { t.Stop() }
}

// settle runs posted functions until none is left and all goroutines wait.
func (l *library) settle() {
	for {
		synctest.Wait()
		select {
		case f := <-l.posted:
			f()
		default:
			return
		}
	}
}

// with runs test in a synctest bubble, with a finding whose host is l.
func with(t *testing.T, l *library, test func(t *testing.T, f *finding.Finding)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l.posted = make(chan func(), 1000)
		if l.gated {
			l.gate = make(chan bool, 1) // a channel made outside the bubble would keep synctest.Wait from returning
		}
		f := finding.New(l)
		defer f.Close()
		test(t, f)
	})
}

func texts(f *finding.Finding) (out []string) {
	for _, h := range f.Hits() {
		out = append(out, h.Text)
	}
	return out
}

func wantHits(t *testing.T, f *finding.Finding, want ...string) {
	t.Helper()
	if got := texts(f); !slices.Equal(got, want) {
		t.Errorf("the hits are %q, want %q", got, want)
	}
}

func TestAQueryFindsSentencesInOrder(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "Nobody came.", "A river bus sank."}}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		changes := 0
		f.Changed = func() { changes++ }
		f.Ask("river")
		l.settle()
		wantHits(t, f, "The river rose.", "A river bus sank.")
		if f.Running() || !f.Whole() || f.All() == nil || f.Tally() != (finding.Tally{Sentences: 2, Articles: 2}) || changes == 0 {
			t.Errorf("running: %v, whole: %v, %+v, changes: %d", f.Running(), f.Whole(), f.Tally(), changes)
		}
	})
}

func TestTheNextQueryEndsTheReadingBefore(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "A rift opened."}, gated: true}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("ri")
		l.settle()
		f.Ask("rif")
		l.settle()
		if len(l.ended) != 1 || !errors.Is(l.ended[0], context.Canceled) {
			t.Errorf("the previous reading ended with %v", l.ended)
		}
		close(l.gate)
		l.settle()
		wantHits(t, f, "A rift opened.")
	})
}

func TestEarlierHitsStayUntilOthersAreFound(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "A rift opened."}}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("ri")
		l.settle()
		round := f.Round()
		l.gate = make(chan bool, 1)
		f.Ask("rif")
		l.settle()
		wantHits(t, f, "The river rose.", "A rift opened.")
		if !f.Earlier() || f.Round() != round {
			t.Errorf("earlier: %v, in round %d after %d", f.Earlier(), f.Round(), round)
		}
		close(l.gate)
		l.settle()
		wantHits(t, f, "A rift opened.")
		if f.Earlier() || f.Round() == round {
			t.Errorf("earlier: %v, in round %d after %d", f.Earlier(), f.Round(), round)
		}
	})
}

func TestAMistakeLeavesHitsAndReading(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "A rift opened."}}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		l.gate = make(chan bool, 1)
		f.Ask("rif")
		f.Ask("rif lable:")
		close(l.gate)
		l.settle()
		wantHits(t, f, "A rift opened.")
		if f.Mistake() == nil || f.Asked() != "rif" || f.Text() != "rif lable:" {
			t.Errorf("the query is %q, the mistake %v", f.Asked(), f.Mistake())
		}
	})
}

func TestAnAbandonedReadingKeepsNoEarlierHits(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "A rift opened."}}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("ri")
		l.settle()
		l.gate = make(chan bool, 1)
		f.Ask("rif")
		f.Abandon()
		wantHits(t, f)
		if !f.Interrupted() {
			t.Error("Interrupted is false")
		}
		close(l.gate)
		f.Again()
		l.settle()
		wantHits(t, f, "A rift opened.")
		if f.Interrupted() {
			t.Error("Interrupted is true after the reading was repeated")
		}
	})
}

func TestAgainSearchesOnlyIfStaleAndKeepsTheCurrentHit(t *testing.T) {
	l := &library{texts: []string{"A river.", "The river.", "River!"}}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("river")
		l.settle()
		f.GoTo(2)
		round := f.Round()
		f.Again()
		l.settle()
		if f.Round() != round {
			t.Error("Again searches although nothing has changed")
		}
		f.Invalidate()
		l.texts[0] = "A lake."
		f.Again()
		l.settle()
		wantHits(t, f, "The river.", "River!")
		if f.At() != 1 {
			t.Errorf("the current hit is %d", f.At())
		}
	})
}

func TestThenWaitsForTheEnd(t *testing.T) {
	l := &library{texts: []string{"The river rose."}, gated: true}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		called := 0
		if f.Then(func() { called++ }) {
			t.Error("Then waits although nothing is running")
		}
		f.Ask("river")
		if !f.Then(func() { called++ }) {
			t.Error("Then does not wait for a running reading")
		}
		l.settle()
		if called != 0 {
			t.Error("the function is called before the end")
		}
		close(l.gate)
		l.settle()
		if called != 1 {
			t.Errorf("the function is called %d times", called)
		}
	})
}

func TestALongReadingShowsItsProgress(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "A river."}, gated: true}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("river")
		l.settle()
		if _, _, slow := f.Progress(); slow {
			t.Error("the reading is slow at once")
		}
		time.Sleep(time.Second)
		l.gate <- true
		l.settle()
		if done, all, slow := f.Progress(); !slow || done != 1 || all != 2 {
			t.Errorf("%d of %d, slow: %v", done, all, slow)
		}
	})
}

func TestAFailedReadingReturnsItsError(t *testing.T) {
	l := &library{texts: []string{"The river rose."}, fails: errors.New("the disk is on fire")}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("river")
		l.settle()
		if f.Err() == nil || f.Whole() || f.All() != nil || f.Interrupted() {
			t.Errorf("%v; whole: %v, all: %v, interrupted: %v", f.Err(), f.Whole(), f.All(), f.Interrupted())
		}
	})
}

func TestArticlesOfHitsAreReadOnce(t *testing.T) {
	l := &library{texts: []string{"The river rose.", "A river."}}
	with(t, l, func(t *testing.T, f *finding.Finding) {
		f.Ask("river")
		l.settle()
		if f.Document("0") != nil || f.Document("1") != nil {
			t.Error("Document returns an article before it was read")
		}
		l.settle()
		if doc := f.Document("1"); doc == nil || doc.Text != "A river." || l.reads != 2 {
			t.Errorf("Document returns %+v after %d readings", doc, l.reads)
		}
		f.Invalidate()
		f.Again()
		l.settle()
		if f.Document("1") != nil {
			t.Error("Document still returns an article that may have changed")
		}
		l.settle()
	})
}
