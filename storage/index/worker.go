package index

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/search/index"
	"assay.app/assay/model/search/token"
	"assay.app/assay/storage/sidefile"
)

// worker is the state of the goroutine that builds the index.
type worker struct {
	ctx    context.Context
	cancel context.CancelFunc
	sizes  *Sizes // sizes of the index

	mu        sync.Mutex
	started   bool
	importing int // number of imports under way
	nudged    uint64
	idle      bool
	changed   chan struct{} // closed and replaced when idle changes
	wake      chan struct{}
	done      chan struct{}

	builder *index.Builder
	long    []uint64                 // articles skipped because they are too long
	word    func([]byte, model.Span) // builder.Word
	tokens  *token.Tokenizer
	failed  bool // the index cannot be written; used only by the goroutine
	untidy  bool // the file cannot be rewritten and continues to grow; used only by the goroutine
}

// Begin initialises the index of a project that was just opened. It reads nothing.
func (x *Index) Begin(p Project) {
	x.project, x.path, x.Sizes = p, sidefile.Beside(p.Path, Ext), usualSizes()
	if abs, err := filepath.Abs(x.path); err == nil {
		x.path = abs
	}
	w := &x.work
	w.sizes = &x.Sizes
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.changed, w.wake, w.done = make(chan struct{}), make(chan struct{}, 1), make(chan struct{})
}

// Nudge wakes the goroutine, and starts it if necessary. It does nothing if the
// project is read-only or the index is stopped.
func (x *Index) Nudge() {
	w := &x.work
	if x.project.ReadOnly {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ctx.Err() != nil {
		return
	}
	w.setIdle(false)
	if !w.started {
		w.started = true
		go x.run()
	}
	select {
	case w.wake <- struct{}{}:
	default: // the previous nudge is still waiting
	}
}

// nudgeFor nudges unless it did so after the same change.
func (x *Index) nudgeFor(change uint64) {
	x.work.mu.Lock()
	known := x.work.nudged == change
	x.work.nudged = change
	x.work.mu.Unlock()
	if !known {
		x.Nudge()
	}
}

// setIdle sets the idle state. The caller holds mu.
func (w *worker) setIdle(idle bool) {
	if w.idle != idle {
		w.idle = idle
		close(w.changed)
		w.changed = make(chan struct{})
	}
}

func (w *worker) busy() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.importing > 0
}

// ImportStarts must be called when an import begins. Its result must be called with
// the number of added articles when the import ends. If many were added, that call
// waits until they are indexed, unless many more are unindexed.
func (x *Index) ImportStarts() (over func(ctx context.Context, added int)) {
	w := &x.work
	w.mu.Lock()
	w.importing++
	w.mu.Unlock()
	return func(ctx context.Context, added int) {
		w.mu.Lock()
		w.importing--
		w.mu.Unlock()
		if added == 0 {
			return
		}
		x.Nudge()
		if added >= w.sizes.Dirty && x.behind() < 2*added+w.sizes.Least {
			x.Settle(ctx)
		}
	}
}

// Settle waits until the goroutine has no more work. It also returns when ctx is
// done or the index is stopped.
func (x *Index) Settle(ctx context.Context) {
	w := &x.work
	for {
		w.mu.Lock()
		idle, changed := w.idle || !w.started, w.changed
		w.mu.Unlock()
		if idle {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		case <-w.ctx.Done():
			return
		}
	}
}

// behind returns the number of unindexed articles, or 0 if it is unknown.
func (x *Index) behind() int {
	c, last, err := x.present(context.Background())
	if err != nil {
		return 0
	}
	return int(last+1-min(c.next, last+1)) + len(c.dirty)
}

func (w *worker) reset() {
	w.builder.Reset()
	w.long = nil
}

// Stop ends the goroutine and waits for it. It also cancels searches.
func (x *Index) Stop() {
	w := &x.work
	w.cancel()
	w.mu.Lock()
	started := w.started
	w.started = true // so that it is not started again
	w.mu.Unlock()
	if started {
		<-w.done
	} else {
		close(w.done)
	}
}

// Close closes the file. If the project is writable and the history has advanced
// far since the last written state, it first writes the state.
func (x *Index) Close() {
	const far = 256
	x.using.Lock()
	defer x.using.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.file == nil {
		return
	}
	if !x.project.ReadOnly && len(x.cover.parts) > 0 && x.cover.head.Change >= x.written.Change+far {
		_ = x.writeState(x.cover) // if this fails, the changes are followed again
	}
	x.file.close()
}

func (x *Index) run() {
	w := &x.work
	defer close(w.done)
	w.tokens = token.NewTokenizer()
	w.rest()
	s := &session{}
	for {
		select {
		case <-w.ctx.Done():
			return
		case <-w.wake:
		}
		if err := x.update(w.ctx, s); err != nil && w.ctx.Err() == nil {
			x.fail(err)
		}
		w.mu.Lock()
		w.setIdle(len(w.wake) == 0)
		w.mu.Unlock()
	}
}

// fail records why the index cannot be built. The existing parts remain in use.
func (x *Index) fail(err error) {
	x.work.failed = true
	x.mu.Lock()
	defer x.mu.Unlock()
	x.note = fmt.Errorf("%w: %w", model.ErrIndexNotMade, err)
	if len(x.cover.parts) == 0 && x.file != nil {
		x.file.discard()
	}
}
