package crew

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// counted yields the numbers from 0 to n-1.
func counted(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// squares is work whose items take the given number of bytes. It counts the bytes in use.
type squares struct {
	n       int
	size    int64
	used    atomic.Int64 // bytes of the items that are being worked on
	most    atomic.Int64 // the greatest value of used
	workers atomic.Int64
}

func (s *squares) work() Work[int, int] {
	return Work[int, int]{
		Items: counted(s.n),
		Size:  func(int) int64 { return s.size },
		Worker: func() func(int) int {
			s.workers.Add(1)
			return func(i int) int {
				used := s.used.Add(s.size)
				for most := s.most.Load(); used > most && !s.most.CompareAndSwap(most, used); most = s.most.Load() {
				}
				runtime.Gosched() // let another worker begin
				s.used.Add(-s.size)
				return i * i
			}
		},
	}
}

func TestResultsAreInTheOrderOfTheItems(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		size int64
		most int64 // bytes at once
	}{
		{"none", 0, 1, 0},
		{"one", 1, 1, 1},
		{"many small ones", 5000, 1 << 10, mostJobs << 10},
		{"some large ones", 200, mostBytes / 3, mostBytes},
		{"larger than the budget", 50, 3 * mostBytes, 3 * mostBytes},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &squares{n: c.n, size: c.size}
			var want []int
			for i := range c.n {
				want = append(want, i*i)
			}
			if got := slices.Collect(s.work().Results(context.Background())); !slices.Equal(got, want) {
				t.Errorf("got %d results", len(got))
			}
			if most := s.most.Load(); most > c.most {
				t.Errorf("%d bytes were in use, more than %d", most, c.most)
			}
			if s.workers.Load() != int64(runtime.GOMAXPROCS(0)) {
				t.Errorf("%d workers", s.workers.Load())
			}
		})
	}
}

// synctest.Test fails if a goroutine is left.
func TestNoGoroutineOutlivesTheResults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &squares{n: 1 << 30, size: 1}
		got := 0
		for range s.work().Results(t.Context()) {
			if got++; got == 10 {
				break
			}
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := &squares{n: 1 << 30, size: mostBytes}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		for range s.work().Results(ctx) {
			cancel()
		}
	})
}
