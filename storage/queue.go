package storage

import (
	"context"
	"fmt"
	"io/fs"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
)

// State is the state of saving.
type State int

// The states. Saved: everything is on the disk. Saving: changes are queued or being
// written. Failed: a change could not be written; it and all later changes stay
// queued until Retry.
const (
	Saved State = iota
	Saving
	Failed
)

// String returns the state's name for logs.
func (s State) String() string {
	switch s {
	case Saved:
		return "saved"
	case Saving:
		return "saving"
	case Failed:
		return "failed"
	}
	return fmt.Sprintf("state %d", int(s))
}

// Status is the state of saving that the writer passes to Notify.
type Status struct {
	State   State
	Durable uint64 // id of the newest change on the disk
	Queued  int    // number of changes that are not on the disk
	Err     error  // why saving failed, if State is Failed
}

// queue holds the changes that are not on the disk yet, oldest first. It is safe
// for concurrent use. The zero value must be initialised by begin or refuse.
type queue struct {
	mu      sync.Mutex
	items   []item
	last    uint64 // the newest id assigned
	counter uint64 // the highest counter that the project has seen; see record.Stamp
	replica uint32 // the number of this copy of the project
	durable uint64
	state   State
	err     error
	closed  bool          // no more changes are accepted
	final   bool          // the last attempt after closing was made
	wake    chan struct{} // signals the writer that there may be work
	turn    chan struct{} // closed and replaced whenever durable, state or err changes

	// expected has the articles that items add or remove, in the state they will
	// have when all items are written; see importer.queue. moves counts its
	// changes.
	expected map[model.ArticleID]expectation
	moves    int
}

// expectation is the state of an article after a queued change.
type expectation struct {
	present bool
	absent  bool   // a record says that it was removed from the corpus
	sha     string // hash of the imported bytes; empty if the article is not known
	change  uint64
}

// begin initialises the queue with the id and the counter of the last change in the
// file, and with the number of this copy of the project.
func (q *queue) begin(last, counter uint64, replica uint32) {
	q.last, q.durable, q.counter, q.replica = last, last, counter, replica
	q.wake, q.turn = make(chan struct{}, 1), make(chan struct{})
	q.expected = map[model.ArticleID]expectation{}
}

// refuse closes the queue of a project that is open for reading only.
func (q *queue) refuse() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
}

// add assigns the change its id and queues it. It returns 0 if the queue is closed.
func (q *queue) add(it item) uint64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.addLocked(it)
}

func (q *queue) addLocked(it item) uint64 {
	if q.closed {
		return 0
	}
	q.last++
	it.change.ID = q.last
	it.change.Counter, it.change.Replica = q.count(it.change), q.replica
	q.items = append(q.items, it)
	q.expect(it)
	if q.state == Saved {
		q.turned(Saving, nil)
	}
	q.signal()
	return it.change.ID
}

// count returns the counter of a new change. It is greater than any that the project has
// seen, including those of the versions that the change brings. The counters just below
// it are left for versions that do not stand, if the change may need some; see
// transaction.completed.
func (q *queue) count(c edit.Change) uint64 {
	spare := 0
	for _, e := range c.Edits {
		r, ok := e.(edit.Record)
		if ok && r.Is != nil {
			q.counter = max(q.counter, r.Is.Counter)
		}
		if ok && r.Unsettled() {
			spare = max(spare, len(r.Settles.Leaves))
		}
	}
	q.counter += uint64(spare)
	q.counter++
	return q.counter
}

// addUnmoved is add, but does nothing and returns false if q.moves differs from
// moves.
func (q *queue) addUnmoved(it item, moves int) (id uint64, still bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.moves != moves {
		return 0, false
	}
	return q.addLocked(it), true
}

// expectations returns the expected states of the documents' articles, as far as
// queued changes affect them, and q.moves.
func (q *queue) expectations(docs []*incoming) (map[model.ArticleID]expectation, int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	found := map[model.ArticleID]expectation{}
	for _, d := range docs {
		if e, ok := q.expected[d.ID]; ok {
			found[d.ID] = e
		}
	}
	return found, q.moves
}

// expect records which articles a queued change adds or removes.
func (q *queue) expect(it item) {
	brought := make(map[model.ArticleID]string, len(it.documents))
	for _, d := range it.documents {
		brought[d.ID] = d.SHA256
	}
	for _, presence := range it.presences() {
		sha := brought[presence.Article]
		if sha == "" {
			sha = q.expected[presence.Article].sha
		}
		q.expected[presence.Article] = expectation{present: presence.After, absent: !presence.After, sha: sha, change: it.change.ID}
		q.moves++
	}
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default: // the writer has not handled the previous signal
	}
}

// turned sets the state and wakes all goroutines that wait for a change of it.
func (q *queue) turned(state State, err error) {
	q.state, q.err = state, err
	close(q.turn)
	q.turn = make(chan struct{})
}

// take waits for items to write and returns them with the status. It returns nil if
// the queue is closed and empty, or if the last attempt after closing has failed.
func (q *queue) take() ([]item, Status) {
	for {
		q.mu.Lock()
		ready := len(q.items) > 0 && (q.state != Failed || q.closed && !q.final)
		if ready {
			q.final = q.closed
			if q.state != Saving {
				q.turned(Saving, nil)
			}
			items, status := q.items[:len(q.items):len(q.items)], q.status()
			q.mu.Unlock()
			return items, status
		}
		closed := q.closed
		q.mu.Unlock()
		if closed {
			return nil, Status{}
		}
		<-q.wake
	}
}

// pack packs the changes that have many edits. The items must be the first ones of
// the queue.
func (q *queue) pack(items []item) {
	for i, it := range items {
		if it.packed != nil || len(it.change.Edits) < codec.PackEdits {
			continue
		}
		packed, err := codec.Pack(it.change)
		if err != nil {
			continue // applying it will report the error
		}
		it.packed, it.change.Edits = packed, nil
		q.mu.Lock()
		items[i], q.items[i] = it, it // items and q.items may share an array
		q.mu.Unlock()
	}
}

// settle records that the first n items are on the disk, and returns the new
// status. err, if not nil, says why the next item is not on the disk.
func (q *queue) settle(n int, err error) Status {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i, it := range q.items[:n] {
		q.durable = it.change.ID
		q.forget(it)
		q.items[i] = item{} // frees its articles, which are large
	}
	q.items = q.items[n:]
	state := Saving
	switch {
	case err != nil:
		state = Failed
	case len(q.items) == 0:
		state, q.items = Saved, nil
	}
	q.turned(state, err)
	return q.status()
}

// forget removes the expectations of an item that is now in the file.
func (q *queue) forget(it item) {
	for _, presence := range it.presences() {
		if q.expected[presence.Article].change == it.change.ID {
			delete(q.expected, presence.Article)
			q.moves++
		}
	}
}

// status returns the present status. The caller holds mu.
func (q *queue) status() Status {
	return Status{State: q.state, Durable: q.durable, Queued: len(q.items), Err: q.err}
}

// close refuses further changes and makes the writer try once more to write the
// queued ones. The returned function must be called when the writer has ended; it
// returns an error if changes were lost.
func (q *queue) close() (lost func() error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	if q.wake != nil {
		q.signal()
	}
	return func() error {
		q.mu.Lock()
		defer q.mu.Unlock()
		if len(q.items) == 0 {
			return nil
		}
		return fmt.Errorf("%d changes could not be saved: %w", len(q.items), q.err)
	}
}

// snapshot returns copies of the queued items for use outside the writer.
func (q *queue) snapshot() []item {
	q.mu.Lock()
	defer q.mu.Unlock()
	items := append([]item(nil), q.items...)
	for i := range items {
		items[i].packed = items[i].packed.Share()
		documents := make([]*incoming, 0, len(items[i].documents))
		for _, d := range items[i].documents {
			documents = append(documents, d.share())
		}
		items[i].documents = documents
	}
	return items
}

// wait waits until the change with the id is on the disk. It returns the error that
// prevents that, or the error of ctx.
func (q *queue) wait(ctx context.Context, id uint64) error {
	for {
		q.mu.Lock()
		durable, state, err, turn := q.durable, q.state, q.err, q.turn
		q.mu.Unlock()
		switch {
		case durable >= id:
			return nil
		case state == Failed:
			return err
		}
		select {
		case <-turn:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (q *queue) newest() uint64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.last
}

// retry makes the writer try again after a failure.
func (q *queue) retry() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.state == Failed && !q.closed {
		q.turned(Saving, nil)
		q.signal()
	}
}

// Enqueue assigns the change the next id, queues it to be written, and returns the
// id at once. The change must not be modified afterwards. If the project is closed
// or open for reading only, Enqueue does not accept the change and returns 0.
func (p *Project) Enqueue(c edit.Change) uint64 { return p.queue.add(item{change: c}) }

// Flush waits until everything queued so far is on the disk. It returns the error
// that prevents that, or the error of ctx.
func (p *Project) Flush(ctx context.Context) error {
	if err := p.queue.wait(ctx, p.queue.newest()); err != nil {
		return fmt.Errorf("save %s: %w", p.path, err)
	}
	return nil
}

// Retry makes the writer try again after a failure.
func (p *Project) Retry() { p.queue.retry() }

// refusal returns the error for a change that the queue did not accept.
func (p *Project) refusal() error {
	if p.opts.ReadOnly {
		return model.ErrReadOnly
	}
	return fs.ErrClosed
}
