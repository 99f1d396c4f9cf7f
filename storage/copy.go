package storage

import (
	"errors"
	"fmt"

	"github.com/boltdb/bolt"

	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// SaveElsewhere writes the whole project, including all queued changes, to a new
// file at path. The project itself and its queue are not changed. If path already
// exists, SaveElsewhere returns fs.ErrExist and changes nothing. The new file
// appears complete or not at all.
//
// If a queued change cannot be applied, the file is still written, with all changes
// before that one, and the error names the change.
//
// The project is read through its open file, so this also works if that file was
// renamed or removed.
func (p *Project) SaveElsewhere(path string) error {
	queued := p.queue.snapshot() // before the file is read: a change that is then in both is applied only once
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

// copyTo copies the content of the file to a new file and applies the queued
// changes. The new file is synced once, at the end.
func (p *Project) copyTo(aside string, queued []item) error {
	to, err := bolt.Open(aside, ledger.FileMode, &bolt.Options{Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	to.NoSync = true
	err = p.View("read everything", func(from ledger.Tx) error { return ledger.CopyBuckets(to, from) })
	if err == nil {
		err = p.copyQueue(to, queued)
	}
	var incomplete *badChange
	if err != nil && !errors.As(err, &incomplete) {
		return errors.Join(err, to.Close())
	}
	return errors.Join(err, ledger.Finish(to, aside))
}

// copyQueue applies the queued changes up to the first one that cannot be applied,
// and returns the error of that change.
func (p *Project) copyQueue(to *bolt.DB, queued []item) error {
	apply := func(items []item) error {
		return to.Update(ledger.Unguarded(func(tx ledger.Tx) error {
			if len(items) == 0 {
				return nil
			}
			if err := p.self.registerIn(tx); err != nil {
				return err
			}
			return applyAll(tx, items)
		}))
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

// WriteCopy writes the committed content to a new file, without the space that is
// unused in the project's own file.
func (p *Project) WriteCopy(path string) error { return p.copyTo(path, nil) }
