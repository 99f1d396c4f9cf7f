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
// Everything queued during a commit goes into the next commit together. So if a key
// is held down or the disk is slow, the next batch is larger.
//
// If a commit fails, the file still has its state before it, because bolt writes
// the page that makes the new state valid last. settle then drops nothing, the
// state is Failed, and the writer waits for Retry, or for Close, which makes it try
// once more. That last page may have reached the disk although the system reported
// an error. So each commit skips changes that the history already has.
//
// A change that cannot be applied, for example because it names a missing article,
// would make every batch that contains it fail. So the changes queued before it are
// written without it. It is then the first in the queue, and the error names it.
//
// Open starts the goroutine, unless the project is opened for reading only. Close
// ends it and waits for it.

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

// putBytes is approximately how many bytes of memory a new entry takes until the
// end of the transaction.
const putBytes = 320

// commitItems writes the items in one transaction. It returns how many of them,
// counted from the first, are on the disk.
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
