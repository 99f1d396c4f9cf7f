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
const room = 208 << 20

// tight counts the calls of Tighten that have not ended.
var tight struct {
	mu     sync.Mutex
	calls  int
	before int64 // the limit to go back to
}

// Tighten has the garbage collector keep the program's memory near what it uses
// now plus what the budget allows, until the function it returns is called.
// A limit that was set from outside, with GOMEMLIMIT, stays as it is.
func Tighten() (loosen func()) {
	tight.mu.Lock()
	defer tight.mu.Unlock()
	if tight.calls++; tight.calls == 1 {
		tight.before = debug.SetMemoryLimit(-1)
		if tight.before == math.MaxInt64 {
			debug.SetMemoryLimit(inUse() + room)
		}
	}
	return sync.OnceFunc(func() {
		tight.mu.Lock()
		defer tight.mu.Unlock()
		if tight.calls--; tight.calls == 0 {
			debug.SetMemoryLimit(tight.before)
		}
	})
}

// inUse returns how many bytes were in use after the last collection.
func inUse() int64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return int64(live[0].Value.Uint64())
}
