package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
)

// defaultTimeout is how long Open waits for another window to let go of the
// file.
const defaultTimeout = time.Second

// Options says how a project is opened.
type Options struct {
	Timeout  time.Duration    // how long to wait for the file's lock; 0 is one second
	ReadOnly bool             // share the file with other readers; nothing can be changed
	Now      func() time.Time // the clock; nil is time.Now

	// Notify is told how the saving goes. It is called from the writer's
	// goroutine, one call at a time, and never after Close has returned. It
	// may call Enqueue and Retry, but nothing that waits for the writer.
	Notify func(Status)

	// Generator is the program's name and version, "Assay 0.1.0", written into
	// new projects.
	Generator string

	// Identity is what a new project is made with instead of an id, a name and
	// a time of its own: those of the project that it is a copy of. Open takes
	// no notice of it.
	Identity model.ProjectInfo

	// Codebook has the labels of a new project; nil is the default codebook.
	// Open ignores it.
	Codebook model.Codebook

	// headlines is the setting of TagsHeadlines in a new project, nil for the usual.
	headlines *bool

	// Index has the index for searches looked after as soon as the project is
	// open, in the background, and not only when something is looked for.
	Index bool

	// Encode re-creates the imported bytes of an article from its text and the
	// name of its encoding, so that Verify can hash them; nil leaves that out.
	Encode func(text, encoding string) ([]byte, error)
}

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
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
	guard *guard
	held  holding // the file whose lock this process has

	// reading is held shared by every read and alone by Close: bolt unmaps
	// the file without waiting for those who still look at it.
	reading sync.RWMutex
	closed  bool // guarded by reading

	queue  queue
	commit func(func(txn) error) error // p.update; tests put failures in front of it

	// writing is held while the file changes, and by the part of Verify that
	// must not see it change. Who needs both takes it before reading.
	writing sync.Mutex
	broken  error         // guarded by writing; see update
	marked  bool          // guarded by writing: nothing was written since the last good close
	written chan struct{} // closed when the writer has ended

	index projectIndex

	closing  sync.Once
	closeErr error
}

// Path is the project's file, as it was given to Open or Create.
func (p *Project) Path() string { return p.path }

// Info says which project the file is.
func (p *Project) Info() model.ProjectInfo { return p.info }

// Close writes what is still queued, waits for reads to end and lets go of the
// file. It gives an error when something queued could not be written: it is
// lost then, unless SaveElsewhere has kept it. Closing again gives the same
// answer and does nothing.
func (p *Project) Close() error {
	p.closing.Do(func() {
		p.index.stop() // at once, whatever it does
		lost := p.queue.close()
		<-p.written
		p.leaveMark()
		p.index.close()
		p.closeErr = errors.Join(lost(), p.closeFile())
		if p.closeErr != nil {
			p.closeErr = fmt.Errorf("close %s: %w", p.path, p.closeErr)
		}
	})
	return p.closeErr
}

// closeFile closes the database. After a panic inside bolt its locks may be
// held for good, so then the file is left to the end of the process.
func (p *Project) closeFile() error {
	p.writing.Lock()
	defer p.writing.Unlock()
	p.reading.Lock()
	defer p.reading.Unlock()
	p.closed = true
	p.guard.close()
	if p.broken != nil {
		return nil
	}
	p.held.release()
	return p.db.Close()
}

// leaveMark marks the file as closed in good order. Where that fails, nothing
// is lost: the file is checked whole when it is next opened.
func (p *Project) leaveMark() {
	p.writing.Lock()
	marked := p.marked
	p.writing.Unlock()
	if !marked && !p.opts.ReadOnly {
		_ = markTwice(p.update)
	}
}

// view runs fn on the committed state. What fn takes out of the transaction
// must be copied: the file's memory goes away with it. A damaged page makes
// the error ErrDamaged.
func (p *Project) view(operation string, fn func(tx txn) error) error {
	p.reading.RLock()
	defer p.reading.RUnlock()
	err := error(fs.ErrClosed)
	if !p.closed {
		err = safely(func() error { return p.db.View(p.guarded(fn)) })
	}
	if err != nil {
		return fmt.Errorf("%s (%s): %w", operation, p.path, err)
	}
	return nil
}

// update runs fn in a write transaction. A file that is not where it was when
// it was opened is not written to: what would be saved there nobody could find
// again. A panic may leave bolt's locks held,
// so after one nothing more is written to the file.
func (p *Project) update(fn func(tx txn) error) error {
	p.writing.Lock()
	defer p.writing.Unlock()
	if p.broken != nil {
		return p.broken
	}
	if !p.held.still(p.path) {
		return fmt.Errorf("%s: %w", p.path, model.ErrMoved)
	}
	finished := false
	err := safely(func() error {
		if p.marked { // in a commit of its own; see mark.go
			if err := p.db.Update(p.guarded(unmark)); err != nil {
				finished = true
				return err
			}
			p.marked = false
		}
		err := p.db.Update(p.guarded(func(tx txn) error {
			p.db.AllocSize = growth(tx.Size())
			return fn(tx)
		}))
		finished = true
		return err
	})
	if !finished {
		p.broken = err
	}
	return err
}

// guarded has fn run in a transaction in which the guard vouches for what is
// not found.
func (p *Project) guarded(fn func(txn) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return fn(txn{Tx: tx, guard: p.guard}) }
}

// growth is by how much a file of so many bytes grows when it must: by an
// eighth, so that a long import has not to wait at each transaction for the
// file system to make it longer, but small projects stay small.
func growth(size int64) int {
	const least, most = 1 << 20, 16 << 20
	return int(min(max(size/8, least), most))
}

// safely runs fn; a panic in it, or a fault from memory that the file should
// stand behind, becomes ErrDamaged.
func safely(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = damaged("%v", cause)
		}
	}()
	return fn()
}

// nameOf is what a project is called: its file's name without the extension.
func nameOf(path string) string {
	return strings.TrimSuffix(filepath.Base(path), model.ProjectExt)
}
