package storage

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

// worker is the goroutine that makes the index.
type worker struct {
	ctx    context.Context
	cancel context.CancelFunc
	sizes  indexSizes

	mu        sync.Mutex
	started   bool
	importing int // imports that go on
	nudged    uint64
	idle      bool
	changed   chan struct{} // closed and replaced when idle changes
	wake      chan struct{}
	done      chan struct{}

	builder *index.Builder
	long    []uint64                 // articles that were passed because they are too long
	word    func([]byte, model.Span) // builder.Word
	tokens  *token.Tokenizer
	failed  bool // it cannot be written; only the goroutine looks at it
	untidy  bool // it cannot be written anew, and goes on growing; likewise
}

// begin makes the index of a project that was just opened; nothing is read.
func (x *projectIndex) begin(p *Project) {
	x.project, x.path = p, sidefile.Beside(p.path, indexExt)
	if abs, err := filepath.Abs(x.path); err == nil {
		x.path = abs
	}
	w := &x.work
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.sizes = usualSizes()
	w.changed, w.wake, w.done = make(chan struct{}), make(chan struct{}, 1), make(chan struct{})
}

// nudge has the goroutine look whether there is something to do.
func (x *projectIndex) nudge() {
	w := &x.work
	if x.project.opts.ReadOnly {
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
	default: // it has not looked yet
	}
}

// nudgeFor nudges once for each state of the project: few articles are in no
// segment, but they may be long.
func (x *projectIndex) nudgeFor(change uint64) {
	x.work.mu.Lock()
	known := x.work.nudged == change
	x.work.nudged = change
	x.work.mu.Unlock()
	if !known {
		x.nudge()
	}
}

// setIdle is called with mu held.
func (w *worker) setIdle(idle bool) {
	if w.idle != idle {
		w.idle = idle
		close(w.changed)
		w.changed = make(chan struct{})
	}
}

// busy reports whether an import goes on.
func (w *worker) busy() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.importing > 0
}

// importStarts says that an import begins. What it gives is to be called when
// it is over, with how many articles it added; it waits until these are
// indexed.
func (x *projectIndex) importStarts() (over func(ctx context.Context, added int)) {
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
		x.nudge()
		if added >= w.sizes.dirty && x.behind() < 2*added+w.sizes.least {
			x.settle(ctx)
		}
	}
}

// settle waits until the goroutine has nothing more to do.
func (x *projectIndex) settle(ctx context.Context) {
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

// behind is how many articles are in no segment, as far as that is known.
func (x *projectIndex) behind() int {
	c, last, err := x.present(context.Background())
	if err != nil {
		return 0
	}
	return int(last+1-min(c.next, last+1)) + len(c.dirty)
}

// reset begins a segment.
func (w *worker) reset() {
	w.builder.Reset()
	w.long = nil
}

// stop ends the goroutine and waits for it. What is indexed stays of use.
func (x *projectIndex) stop() {
	w := &x.work
	w.cancel()
	w.mu.Lock()
	started := w.started
	w.started = true // it is not started any more
	w.mu.Unlock()
	if started {
		<-w.done
	} else {
		close(w.done)
	}
}

// close writes down how far the history was followed, if that is far, and
// closes the file.
func (x *projectIndex) close() {
	const far = 256
	x.using.Lock()
	defer x.using.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.file == nil {
		return
	}
	if !x.project.opts.ReadOnly && len(x.cover.parts) > 0 && x.cover.head.Change >= x.written.Change+far {
		_ = x.writeState(x.cover) // or it is followed again
	}
	x.file.close()
}

// run is the goroutine.
func (x *projectIndex) run() {
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

// fail notes why the index cannot be made. What there is of it is used on.
func (x *projectIndex) fail(err error) {
	x.work.failed = true
	x.mu.Lock()
	defer x.mu.Unlock()
	x.note = fmt.Errorf("%w: %w", model.ErrIndexNotMade, err)
	if len(x.cover.parts) == 0 && x.file != nil {
		x.file.discard()
	}
}
