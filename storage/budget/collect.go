package budget

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// room is how many bytes the program may use above its present use before the
// garbage collector works harder.
const room = 184 << 20

// tight is the state of the calls of Tighten that have not been loosened yet.
var tight struct {
	mu    sync.Mutex
	calls int
	more  int64
	base  int64 // live bytes when the first of these calls began
	own   bool  // no limit was set from outside
}

// Tighten asks the garbage collector to keep the program's memory within its
// present use, plus room, plus more bytes, until loosen is called. It does not
// change a limit that was set with GOMEMLIMIT. If the program needs more memory
// than that, the collector uses up to half of the processor time.
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

// change adjusts the limit when a call begins or ends. The caller holds mu.
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

// inUse returns the number of live bytes after the last collection.
func inUse() int64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return int64(live[0].Value.Uint64())
}
