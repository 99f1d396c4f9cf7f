package storage

import (
	"errors"
	"fmt"

	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
	"github.com/boltdb/bolt"
)

// SaveElsewhere writes the whole project, with all that is queued, into a new
// file. The project itself stays as it is, and so does its queue. It gives
// fs.ErrExist, and touches nothing, when there is a file of that name. The new
// file appears whole or not at all.
//
// When a queued change cannot be carried out, the file is still made, with all
// changes before that one, and the error names it.
//
// Everything is read through the open file, so it works also when that file's
// name, or its folder, is gone.
func (p *Project) SaveElsewhere(path string) error {
	queued := p.queue.snapshot() // before the file is read: what is in both is left out then
	var incomplete *badChange
	err := sidefile.Publish(path, func(aside string) error {
		err := p.copyTo(aside, queued)
		if err != nil && !errors.As(err, &incomplete) {
			return err
		}
		return p.held.Access(p.path).Give(aside)
	})
	if err == nil && incomplete != nil {
		err = fmt.Errorf("all changes before this one are saved there: %w", incomplete)
	}
	if err != nil {
		return fmt.Errorf("save %s as %s: %w", p.path, path, err)
	}
	return nil
}

// copyTo copies the file's content and the queue into a new file. It is synced
// at the end instead of at each step.
func (p *Project) copyTo(aside string, queued []item) error {
	to, err := bolt.Open(aside, ledger.FileMode, &bolt.Options{Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	to.NoSync = true
	err = p.View("read everything", func(from ledger.Tx) error { return ledger.CopyBuckets(to, from) })
	if err == nil {
		err = copyQueue(to, queued)
	}
	var incomplete *badChange
	if err != nil && !errors.As(err, &incomplete) {
		return errors.Join(err, to.Close())
	}
	return errors.Join(err, ledger.Finish(to, aside))
}

// copyQueue carries out what was queued, up to the first change that cannot
// be, which is then the error.
func copyQueue(to *bolt.DB, queued []item) error {
	apply := func(items []item) error {
		return to.Update(ledger.Unguarded(func(tx ledger.Tx) error { return applyAll(tx, items) }))
	}
	err := apply(queued)
	var bad *badChange
	if errors.As(err, &bad) && bad.index > 0 {
		if err := apply(queued[:bad.index]); err != nil {
			return err
		}
	}
	return err
}

// WriteCopy writes what is committed into a new file. Unlike the project's own
// file, it has no unused room.
func (p *Project) WriteCopy(path string) error { return p.copyTo(path, nil) }
