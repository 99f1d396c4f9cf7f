package budget_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"assay.app/assay/model"
	"assay.app/assay/storage/budget"
)

func TestAShareWaitsUntilBytesAreFree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := budget.New(100, 1000)
		first, second := b.Join(), b.Join()
		if err := first.Reserve(t.Context(), 80); err != nil {
			t.Fatal(err)
		}
		var done atomic.Bool
		go func() {
			if err := second.Take(t.Context(), 30); err != nil {
				t.Error(err)
			}
			done.Store(true)
		}()
		synctest.Wait()
		if done.Load() {
			t.Fatal("30 bytes of 20 were taken")
		}
		first.Leave()
		synctest.Wait()
		if !done.Load() {
			t.Fatal("bytes that came back were not taken")
		}
		second.Leave()
	})
}

func TestTheFirstShareNeverWaits(t *testing.T) {
	b := budget.New(100, 1000)
	archive, later := b.Join(), b.Join()
	if err := later.Reserve(t.Context(), 100); err != nil {
		t.Fatal(err)
	}
	inside, behind := archive.Join(), archive.Join()
	if err := inside.Take(t.Context(), 500); err != nil {
		t.Error(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := behind.Take(ended, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("the second file of an archive did not wait: %v", err)
	}
	inside.Leave()
	if err := behind.Take(t.Context(), 500); err != nil {
		t.Error(err)
	}
}

func TestOneFileMayTakeOnlySoMuch(t *testing.T) {
	b := budget.New(1000, 100)
	archive := b.Join()
	inside := archive.Join()
	if err := errors.Join(archive.Reserve(t.Context(), 500), archive.Take(t.Context(), 60), inside.Take(t.Context(), 40)); err != nil {
		t.Fatal(err)
	}
	if err := inside.Take(t.Context(), 1); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("101 bytes of 100 were taken: %v", err)
	}
	archive.Give(60)
	if err := inside.Take(t.Context(), 60); err != nil {
		t.Errorf("bytes that were given back cannot be taken: %v", err)
	}
	var none *budget.Share
	none.Give(1)
	if err := none.Take(t.Context(), math.MaxInt64); err != nil {
		t.Error(err)
	}
}

func TestSharesNeverTakeMoreThanThereIs(t *testing.T) {
	const shared, single, shares = 1000, 700, 500
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	b := budget.New(shared, single)
	var inUse, most atomic.Int64
	var running sync.WaitGroup
	order := make(chan chan *budget.Share, 16)
	running.Go(func() { // shares leave in order, as files are handed on
		for done := range order {
			(<-done).Leave()
		}
	})
	for range shares {
		s, n, done := b.Join(), random.Int64N(single)+1, make(chan *budget.Share)
		order <- done
		running.Go(func() {
			if err := s.Take(t.Context(), n); err != nil {
				t.Error(err)
			}
			now := inUse.Add(n)
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			inUse.Add(-n)
			done <- s
		})
	}
	close(order)
	running.Wait()
	if most.Load() > shared+single {
		t.Errorf("%d bytes were taken at once", most.Load())
	}
}

func TestTheCollectorsLimitComesBack(t *testing.T) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		t.Skip("a limit is set from outside")
	}
	one, two := budget.Tighten(0), budget.Tighten(1<<20)
	one()
	one()
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		t.Error("the limit went with the first of two")
	}
	two()
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Errorf("the limit is %d", got)
	}
}
