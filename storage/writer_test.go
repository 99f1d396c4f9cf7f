package storage_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// labels returns the labels that Ines has given the article's sentences, as stored,
// separated by commas.
func labels(t *testing.T, p *storage.Project, id model.ArticleID) string {
	t.Helper()
	d, err := p.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range d.Sentences() {
		a, _ := d.Annotation(s.Span, "Ines")
		out = append(out, string(a.Label))
	}
	return strings.Join(out, ",")
}

// statuses collects the arguments of the calls of Notify.
type statuses struct {
	mu   sync.Mutex
	list []storage.Status
}

func (s *statuses) add(status storage.Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, status)
}

func (s *statuses) all() []storage.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

var errDisk = errors.New("no space left (so the test says)")

// fault simulates a failing disk: while broken is set, commits fail.
type fault struct {
	mu      sync.Mutex
	broken  bool
	after   bool // the commit reaches the disk but is reported as failed
	commits int
}

func (f *fault) around(real func() error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.commits++
	if f.broken && f.after {
		return errors.Join(real(), errDisk)
	}
	if f.broken {
		return errDisk
	}
	return real()
}

func (f *fault) set(broken bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.broken = broken
}

func TestWhatIsQueuedDuringACommitGoesIntoTheNextTogether(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{})
	begun, release, commits := make(chan bool, 1), make(chan bool), 0
	p.SetCommit(func(real func() error) error {
		if commits++; commits == 1 {
			begun <- true
			<-release
		}
		return real()
	})
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	<-begun
	for n := range 300 {
		p.Enqueue(storagetest.Tag(d, n%4, model.Quote))
	}
	close(release)
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if commits != 2 {
		t.Errorf("300 changes took %d commits, want 1 and the one before", commits-1)
	}
	if got := labels(t, p, d.ID); got != "quote,quote,quote,quote" {
		t.Errorf("labels %s", got)
	}
}

func TestNotifySaysSavingThenSavedWithTheNewestChange(t *testing.T) {
	var told statuses
	p, d := storagetest.WithLetter(t, storage.Options{Notify: told.add})
	id := p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	list := told.all()
	last := list[len(list)-1]
	if last != (storage.Status{State: storage.Saved, Durable: id}) {
		t.Errorf("the last message is %+v", last)
	}
	if before := list[len(list)-2]; before.State != storage.Saving || before.Queued != 1 {
		t.Errorf("the one before is %+v", before)
	}
	time.Sleep(10 * time.Millisecond)
	if len(told.all()) != len(list) {
		t.Error("Notify was called after Close had returned")
	}
}

func TestAFailedWriteKeepsEverythingInOrderUntilRetry(t *testing.T) {
	for _, after := range []bool{false, true} {
		t.Run(fmt.Sprintf("reaching the disk %v", after), func(t *testing.T) {
			var told statuses
			p, d := storagetest.WithLetter(t, storage.Options{Notify: told.add})
			disk := &fault{broken: true, after: after}
			p.SetCommit(disk.around)
			first := p.Enqueue(storagetest.Tag(d, 0, model.Claim))
			if err := p.Flush(t.Context()); !errors.Is(err, errDisk) {
				t.Fatalf("Flush says %v", err)
			}
			p.Enqueue(storagetest.Tag(d, 0, model.Quote))
			last := p.Enqueue(storagetest.Tag(d, 1, model.Background))
			if s := p.Status(); s.State != storage.Failed || s.Queued != 3 || s.Durable != first-1 || !errors.Is(s.Err, errDisk) {
				t.Errorf("after the failure: %+v", s)
			}
			p.Retry()
			if err := p.Flush(t.Context()); !errors.Is(err, errDisk) {
				t.Fatalf("Flush after a Retry in vain says %v", err)
			}
			disk.set(false)
			p.Retry()
			if err := p.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := labels(t, p, d.ID); got != "quote,background,," {
				t.Errorf("labels %s", got)
			}
			if h, err := p.History(^uint64(0), 9); err != nil || h[0].ID != last || len(h) != int(last) {
				t.Errorf("the history has %d changes up to %d (%v)", len(h), h[0].ID, err)
			}
			// Flush may return before Notify is called; Close waits for that call.
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			if list := told.all(); list[len(list)-1].State != storage.Saved {
				t.Errorf("the last message is %+v", list[len(list)-1])
			}
		})
	}
}

func TestOneChangeThatCannotBeMadeIsNamedAndHoldsUpOnlyWhatFollows(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	block := make(chan bool)
	p.SetCommit(func(real func() error) error { <-block; return real() })
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	good := p.Enqueue(storagetest.Tag(d, 1, model.Claim))
	nowhere := storagetest.Document("Another letter.")
	bad := p.Enqueue(storagetest.Tag(nowhere, 0, model.Claim))
	p.Enqueue(storagetest.Tag(d, 2, model.Claim))
	close(block)
	err := p.Flush(t.Context())
	if !errors.Is(err, model.ErrNoArticle) || !strings.Contains(err.Error(), fmt.Sprintf("change %d (tag", bad)) {
		t.Errorf("Flush says %v", err)
	}
	if s := p.Status(); s.State != storage.Failed || s.Durable != good || s.Queued != 2 {
		t.Errorf("status %+v", s)
	}
	if got := labels(t, p, d.ID); got != "claim,claim,," {
		t.Errorf("labels %s", got)
	}
	elsewhere := filepath.Join(t.TempDir(), "kept.assay")
	if err := p.SaveElsewhere(elsewhere); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("SaveElsewhere says %v", err)
	}
	storagetest.Check(t, elsewhere)
	if err := p.Close(); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("Close says %v", err)
	}
	reopened, err := storage.Open(p.Path(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer reopened.Close()
	if id := reopened.Enqueue(storagetest.Tag(d, 3, model.Quote)); id != good+1 {
		t.Errorf("the first change after reopening has id %d, want %d", id, good+1)
	}
}

func TestUnitsThatHaveChangedMeanwhileAreNotReplaced(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	u := d.Units[1]
	u.Span.End -= 2
	p.Enqueue(edit.Change{Verb: edit.SetAside, Edits: []edit.Edit{edit.Units{
		Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{d.Units[1]},
	}}})
	if err := p.Flush(t.Context()); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("Flush says %v", err)
	}
}

func TestCloseSavesWhatIsQueuedAndCanBeCalledAgain(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	for n := range 4 {
		p.Enqueue(storagetest.Tag(d, n, model.Background))
	}
	if err := errors.Join(p.Close(), p.Close()); err != nil {
		t.Fatal(err)
	}
	if id := p.Enqueue(storagetest.Tag(d, 0, model.Claim)); id != 0 {
		t.Errorf("a closed project took change %d", id)
	}
	if _, err := p.Document(d.ID); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("reading a closed project: %v", err)
	}
	if _, err := p.Import(t.Context(), slices.Values([]*model.Document{d}), storage.ImportOptions{}); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("importing into a closed project: %v", err)
	}
	if err := p.SaveElsewhere(filepath.Join(t.TempDir(), "x.assay")); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("copying a closed project: %v", err)
	}
	p.Retry()
	again, err := storage.Open(p.Path(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := labels(t, again, d.ID); got != "background,background,background,background" {
		t.Errorf("labels %s", got)
	}
}

func TestCloseTriesOnceMoreAndSaysWhatIsLost(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	disk := &fault{broken: true}
	p.SetCommit(disk.around)
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	p.Enqueue(storagetest.Tag(d, 1, model.Claim))
	if err := p.Flush(t.Context()); err == nil {
		t.Fatal("Flush did not fail")
	}
	tried := disk.commits
	err := p.Close()
	if !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "2 changes") {
		t.Errorf("Close says %v", err)
	}
	if disk.commits != tried+1 {
		t.Errorf("Close tried %d times", disk.commits-tried)
	}
	if again := p.Close(); again == nil || again.Error() != err.Error() {
		t.Errorf("Close says %v the second time", again)
	}
	if err := p.Flush(t.Context()); !errors.Is(err, errDisk) {
		t.Errorf("Flush after Close says %v", err)
	}
}

func TestFlushStopsWaitingWithItsContext(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{})
	block := make(chan bool)
	p.SetCommit(func(real func() error) error { <-block; return real() })
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := p.Flush(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Flush says %v", err)
	}
	close(block)
}

func TestReadsDoNotWaitForTheWriter(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{})
	block := make(chan bool)
	p.SetCommit(func(real func() error) error { <-block; return real() })
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	if got := labels(t, p, d.ID); got != ",,," {
		t.Errorf("what is not committed is seen: %s", got)
	}
	close(block)
}

func TestNoGoroutineIsLeftAfterClose(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 5 {
		p, d := storagetest.NewLetter(t)
		p.Enqueue(storagetest.Tag(d, 0, model.Claim))
		if _, err := p.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for deadline := time.Now().Add(2 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestManyGoroutinesEnqueueReadAndClose(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := range 100 {
				p.Enqueue(storagetest.Tag(d, n%4, model.Claim))
				if _, err := p.Summaries("Ines"); err != nil && !errors.Is(err, fs.ErrClosed) {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range 3 {
				if _, err := p.Verify(t.Context()); err != nil && !errors.Is(err, fs.ErrClosed) {
					t.Error(err)
				}
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	all.Wait()
	storagetest.Check(t, p.Path())
}
