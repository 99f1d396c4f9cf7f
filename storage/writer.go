package storage

import (
	"errors"

	"assay.app/assay/storage/budget"
	"assay.app/assay/storage/ledger"
)

//  How a change gets to the disk
//
//	any goroutine                    the writer's goroutine
//	─────────────                    ──────────────────────
//	Enqueue ─ id, append ──────────▶ take: waits; all queued changes
//	                                   Notify(Saving)
//	                                 pack: changes of many edits
//	                                 commit: one bolt Update
//	                                   state, progress and history together,
//	                                   fsync twice: pages, then the meta page
//	                                 settle: drops the changes on the disk
//	Flush, Import ◀─ turn closed ──────┤
//	                                   Notify(Saved), or (Saving) if more
//	                                   were queued meanwhile
//
// A key held down, or a slow disk, makes the next batch larger, never the wait
// longer: everything queued during a commit goes into the next commit together.
//
// If a commit fails, nothing of it is in the file, because bolt writes the page
// that makes it valid last. settle then drops nothing, the state is Failed, and the
// writer waits for Retry, or for Close, which makes it try once more. The last page
// may have reached the file although the system reported an error, so each commit
// skips changes that the history already has.
//
// A change that cannot be applied, because it names a missing article, say, would
// fail every batch it is in. The changes queued before it are then written without
// it, so that it comes first in the queue, and the error names it.
//
// Open starts the goroutine and Close ends it and waits for it.

// write is the writer's goroutine.
func (p *Project) write() {
	defer close(p.written)
	told := Saved
	for {
		items, status := p.queue.take()
		if items == nil {
			return
		}
		if told != Saving {
			p.opts.Notify(status)
		}
		p.queue.pack(items)
		n, err := p.commitItems(items)
		status = p.queue.settle(n, err)
		told = status.State
		p.opts.Notify(status)
	}
}

// putBytes is the memory that a new entry takes until the end of the transaction,
// in bytes.
const putBytes = 320

// commitItems writes the items in one transaction, and returns how many of them,
// from the first on, are on the disk.
func (p *Project) commitItems(items []item) (int, error) {
	puts, large := 0, false
	for _, it := range items {
		if it.packed != nil {
			puts, large = puts+it.packed.Puts, true
		}
	}
	if large {
		defer budget.Tighten(putBytes * int64(puts))()
	}
	err := p.commit(func(tx ledger.Tx) error { return applyAll(tx, items) })
	var bad *badChange
	switch {
	case err == nil:
		return len(items), nil
	case !errors.As(err, &bad) || bad.index == 0:
		return 0, err
	}
	n := bad.index
	if err := p.commit(func(tx ledger.Tx) error { return applyAll(tx, items[:n]) }); err != nil {
		return 0, err
	}
	return n, bad
}
