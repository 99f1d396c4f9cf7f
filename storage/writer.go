package storage

import (
	"errors"

	"assay.app/assay/storage/budget"
	"assay.app/assay/storage/ledger"
)

// How a change gets to the disk
//
//	any goroutine                    the writer's goroutine
//	─────────────                    ──────────────────────
//	Enqueue ─ id, append ──────────▶ take: waits; all that is queued
//	                                   Notify(Saving)
//	                                 pack: changes of many edits
//	                                 commit: one bolt Update
//	                                   state, progress and history together,
//	                                   fsync twice: pages, then the meta page
//	                                 settle: drops what is on the disk
//	Flush, Import ◀─ turn closed ──────┤
//	                                   Notify(Saved), or (Saving) when more
//	                                   has come in meanwhile
//
// A key held down, or a slow disk, makes the next batch larger, never the
// wait longer: what comes in during a commit goes into the next one together.
//
// When a commit fails nothing of it is in the file (bolt writes the page that
// makes it count last), settle drops nothing, the state is Failed, and the
// writer waits for Retry, or for Close, which has it try once more. It may be
// that the last page did reach the file but the system said otherwise: so each
// commit leaves out the changes that the history already has.
//
// A change that cannot be carried out (it names an article that is not there,
// say) would fail every batch it is in. What was queued before it is then
// written without it, so that it is the first thing left in the queue, and the
// error names it.
//
// The goroutine is started by Open and ended by Close, which waits for it.

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

// putBytes is what an entry that is put takes of memory until the transaction is
// over, in bytes.
const putBytes = 320

// commitItems writes the items in one transaction, and gives how many of the
// first of them are on the disk.
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
