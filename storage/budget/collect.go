package budget

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// room is how many bytes the program may use above what it uses already before
// the garbage collector works harder. Left to itself, the collector lets the
// heap grow to twice what is in use.
const room = 184 << 20

// tight is what the calls of Tighten that have not ended want.
var tight struct {
	mu    sync.Mutex
	calls int
	more  int64
	base  int64 // what was in use before the first of them
	own   bool  // the limit is one of ours
}

// Tighten has the garbage collector keep the program's memory near what it uses
// now plus what the budget allows, and so many bytes more, until the function it
// returns is called. A limit that was set from outside, with GOMEMLIMIT, stays as
// it is. Where more is in use all the same, half of the processors' time goes into
// collecting.
func Tighten(more int64) (loosen func()) {
	tight.mu.Lock()
	defer tight.mu.Unlock()
	if tight.calls == 0 {
		tight.base, tight.own = inUse(), debug.SetMemoryLimit(-1) == math.MaxInt64
	}
	change(1, more)
	return sync.OnceFunc(func() {
		tight.mu.Lock()
		defer tight.mu.Unlock()
		change(-1, -more)
	})
}

// change sets the limit for another number of calls. It is called with mu held.
func change(calls int, more int64) {
	tight.calls, tight.more = tight.calls+calls, tight.more+more
	switch {
	case !tight.own:
	case tight.calls == 0:
		debug.SetMemoryLimit(math.MaxInt64)
	default:
		debug.SetMemoryLimit(tight.base + room + tight.more)
	}
}

// inUse returns how many bytes were in use after the last collection.
func inUse() int64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return int64(live[0].Value.Uint64())
}
