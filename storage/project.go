package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/matches"
)

// Options are the options of Create and Open.
type Options struct {
	Timeout  time.Duration    // how long to wait for the file's lock; one second if 0
	ReadOnly bool             // share the file with other readers; nothing can be changed
	Now      func() time.Time // the clock; time.Now if nil

	// Notify, if set, is called with the state of saving. It is called from the
	// writer's goroutine, one call at a time, and never after Close has returned.
	// It may call Enqueue and Retry, but nothing that waits for the writer.
	Notify func(Status)

	// Generator is the program's name and version, such as "Assay 0.1.0". It is
	// written into new projects, and into the note that says who has a project
	// open.
	Generator string

	// Identity, if set, replaces the id, the name and the time of a new project
	// with those of the project that it is a copy of. Open ignores it.
	Identity model.ProjectInfo

	// Codebook has the labels of a new project; nil means the default codebook.
	// Open ignores it.
	Codebook model.Codebook
	// Positions has the positions of labels of Codebook for which it is not the index.
	Positions map[model.LabelKey]int

	// Index starts building the index in the background when the project is opened
	// for writing, instead of at the first search.
	Index bool

	// KeepMatches lets Matching write the file of matches of a project that is opened for
	// reading only, if the project's file may be written.
	KeepMatches bool

	// Convert makes Open convert and open a copy of a project in an older format if
	// the project is opened for reading only. Without it, Open returns
	// ErrOlderVersion.
	Convert bool

	// Migrating, if set, is called while a project in an older format is converted,
	// with the number of bytes handled so far and their total. Context, if set,
	// cancels the conversion when it is done. The file is then not changed.
	Migrating func(done, all int64)
	Context   context.Context

	// Encode restores the imported bytes of an article from its text and the name
	// of its encoding. Document and Verify compare the hash of these bytes with the
	// stored one. If Encode is nil, they do not.
	Encode func(text, encoding string) ([]byte, error)

	named string // the path that the project is named after, if not that of its file
}

// WithDefaults returns the options with defaults for the unset ones.
func (o Options) WithDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = ledger.DefaultTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Notify == nil {
		o.Notify = func(Status) {}
	}
	if o.Generator == "" {
		o.Generator = "Assay"
	}
	if o.Codebook == nil {
		o.Codebook = model.DefaultCodebook()
	}
	return o
}

// Project is an open project file. It is safe for concurrent use.
type Project struct {
	path  string
	opts  Options
	info  model.ProjectInfo
	db    *bolt.DB
	guard *ledger.Guard
	held  lock.Holding // the lock of this process on the file

	// Every read holds reading shared. Close holds it exclusively, because bolt
	// unmaps the file without waiting for readers.
	reading sync.RWMutex
	closed  bool // guarded by reading

	queue  queue
	commit func(func(ledger.Tx) error) error // p.update; tests wrap it to make it fail

	// writing is held while the file changes, and by the part of Verify during
	// which it must not change. It must be locked before the mutex called reading.
	writing sync.Mutex
	broken  error         // guarded by writing; see update
	marked  bool          // guarded by writing: the file has the mark of a good close
	self    self          // which copy of the project this is; guarded by writing
	written chan struct{} // closed when the writer has ended

	index    index.Index
	matching matches.Matching

	discard  func() error // removes a converted copy; nil if the file is the project itself
	closing  sync.Once
	closeErr error
}

// Path returns the path of the project's file as passed to Open or Create.
func (p *Project) Path() string { return p.path }

// Info returns the identity of the project.
func (p *Project) Info() model.ProjectInfo { return p.info }

// Close writes the queued changes, waits for reads to end and closes the file. It
// returns an error if changes could not be written; they are lost unless
// SaveElsewhere has saved them. Another call does nothing and returns the same
// error.
func (p *Project) Close() error {
	p.closing.Do(func() {
		p.index.Stop() // at once, even while it is building
		p.matching.Close()
		lost := p.queue.close()
		<-p.written
		p.leaveMark()
		p.index.Close()
		p.closeErr = errors.Join(lost(), p.closeFile())
		if p.closeErr != nil {
			p.closeErr = fmt.Errorf("close %s: %w", p.named(), p.closeErr)
		}
	})
	return p.closeErr
}

// closeFile closes the database. After a panic inside bolt, its locks may never be
// released, so the file is then left open until the process ends.
func (p *Project) closeFile() error {
	p.writing.Lock()
	defer p.writing.Unlock()
	p.reading.Lock()
	defer p.reading.Unlock()
	p.closed = true
	p.guard.Close()
	if p.broken != nil {
		return nil
	}
	p.held.Release()
	err := p.db.Close()
	if p.discard != nil {
		err = errors.Join(err, p.discard())
	}
	return err
}

// leaveMark marks the file as properly closed. If that fails, nothing is lost: the
// file is checked completely when it is next opened for writing.
func (p *Project) leaveMark() {
	p.writing.Lock()
	marked := p.marked
	p.writing.Unlock()
	if !marked && !p.opts.ReadOnly {
		p.leaveTime(ledger.MarkTwice(p.update))
	}
}

// View runs fn on the committed state. Data that outlives the transaction must be
// copied, because it may be in memory mapped from the file. If fn panics, for
// example because of a damaged page, the error wraps ErrDamaged. Errors begin with
// operation.
func (p *Project) View(operation string, fn func(tx ledger.Tx) error) error {
	p.reading.RLock()
	defer p.reading.RUnlock()
	err := error(fs.ErrClosed)
	if !p.closed {
		err = ledger.Safely(func() error { return p.db.View(p.guarded(fn)) })
	}
	if err != nil {
		return fmt.Errorf("%s (%s): %w", operation, p.named(), err)
	}
	return nil
}

// update runs fn in a write transaction. It refuses to write if the file was moved,
// because the changes would go to a file that is no longer the project at its path.
// A panic may leave bolt's locks held, so nothing is written after one.
func (p *Project) update(fn func(tx ledger.Tx) error) error {
	p.writing.Lock()
	defer p.writing.Unlock()
	if p.broken != nil {
		return p.broken
	}
	if !p.held.Still(p.path) {
		return fmt.Errorf("%s: %w", p.path, model.ErrMoved)
	}
	finished := false
	err := ledger.Safely(func() error {
		if p.marked { // in a separate commit; see ledger/mark.go
			if err := p.db.Update(p.guarded(ledger.RemoveMark)); err != nil {
				finished = true
				return err
			}
			p.marked = false
		}
		err := p.db.Update(p.guarded(func(tx ledger.Tx) error {
			p.db.AllocSize = growth(tx.Size())
			if err := p.self.register(tx); err != nil {
				return err
			}
			return fn(tx)
		}))
		finished = true
		return err
	})
	if !finished {
		p.broken = err
	}
	if err == nil {
		p.self.registered = true
	}
	return err
}

// guarded adapts fn to a transaction in which the guard vouches for absent entries.
func (p *Project) guarded(fn func(ledger.Tx) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return fn(ledger.Tx{Tx: tx, Guard: p.guard}) }
}

// growth returns by how many bytes a file of the given size grows: by an eighth,
// but at least 1 MiB and at most 16 MiB. So a long import need not extend the file
// in each transaction, and small projects stay small.
func growth(size int64) int {
	const least, most = 1 << 20, 16 << 20
	return int(min(max(size/8, least), most))
}

// nameOf returns a project's name: its file's name without the extension.
func nameOf(path string) string {
	return strings.TrimSuffix(filepath.Base(path), model.ProjectExt)
}
