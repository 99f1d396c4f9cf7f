// Package crew does work on all processors and yields the results in order.
package crew

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"assay.app/assay/storage/budget"
)

// How a crew works
//
//	            ┌▶ worker ┐
//	items ─ jobs┤         ├─▶ the results, in the order of the items, to yield
//	   │        └▶ worker ┘      ▲
//	   └───────── order ─────────┘
//
// Every job goes into both channels. Workers take jobs as they come; the consumer
// waits for each job in turn. A job holds a share of a memory budget from before it goes
// into the channels until its result is consumed. The first job never waits for
// memory, so an item larger than the budget is worked on alone.

// Work describes the work of a crew.
type Work[In, Out any] struct {
	// Items yields the items. It runs on its own goroutine.
	Items iter.Seq[In]
	// Size returns how many bytes an item and its result take.
	Size func(In) int64
	// Worker is called once on each goroutine that works. It returns a function that
	// makes the result of an item. The function may reuse memory from one item to the
	// next.
	Worker func() func(In) Out
}

const (
	// mostJobs is how many items are read, worked on or waiting at once.
	mostJobs = 64
	// mostBytes is how many bytes they may take together, unless one takes more.
	mostBytes = 16 << 20
)

// job is an item and its result.
type job[In, Out any] struct {
	in   In
	out  Out
	held *budget.Share
	done chan struct{} // closed when out is set
}

// Results yields the results in the order of the items. It ends early if ctx is
// cancelled. When the iteration ends, all goroutines have ended.
func (w Work[In, Out]) Results(ctx context.Context) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		jobs, order := make(chan *job[In, Out], mostJobs), make(chan *job[In, Out], mostJobs)
		places := make(chan struct{}, mostJobs)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		running.Go(func() {
			defer close(jobs)
			defer close(order)
			all := budget.New(mostBytes, mostBytes)
			for in := range w.Items {
				select {
				case places <- struct{}{}:
				case <-ctx.Done():
					return
				}
				j := &job[In, Out]{in: in, held: all.Join(), done: make(chan struct{})}
				if j.held.Reserve(ctx, w.Size(in)) != nil || ctx.Err() != nil {
					return
				}
				jobs <- j // never blocks: the channels have room for all jobs
				order <- j
			}
		})
		for range runtime.GOMAXPROCS(0) {
			running.Go(func() {
				work := w.Worker()
				for j := range jobs {
					if ctx.Err() == nil {
						j.out = work(j.in)
					}
					close(j.done)
				}
			})
		}
		for j := range order {
			<-j.done
			if ctx.Err() != nil || !yield(j.out) {
				return
			}
			j.held.Leave()
			<-places
		}
	}
}
