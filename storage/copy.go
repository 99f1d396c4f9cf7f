package storage

import (
	"errors"
	"fmt"
	"os"

	"github.com/boltdb/bolt"
)

// copyBytes is how much of a copy is written at a time.
const copyBytes = 8 << 20

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
	err := publish(path, func(aside string) error {
		err := p.copyTo(aside, queued)
		if err != nil && !errors.As(err, &incomplete) {
			return err
		}
		return p.held.access(p.path).Give(aside)
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
	to, err := bolt.Open(aside, fileMode, &bolt.Options{Timeout: defaultTimeout})
	if err != nil {
		return err
	}
	to.NoSync = true
	err = p.view("read everything", func(from txn) error { return copyBuckets(to, from) })
	if err == nil {
		err = copyQueue(to, queued)
	}
	var incomplete *badChange
	if err != nil && !errors.As(err, &incomplete) {
		return errors.Join(err, to.Close())
	}
	return errors.Join(err, finishNew(to, aside))
}

// finishNew marks a new file as closed in good order, gives back the room that
// bolt has made at its end for more, and closes it.
func finishNew(db *bolt.DB, path string) error {
	var used int64
	err := markTwice(func(fn func(txn) error) error { return db.Update(unguarded(fn)) })
	if err == nil {
		err = db.View(func(tx *bolt.Tx) error { used = tx.Size(); return nil })
	}
	if err = errors.Join(err, db.Sync(), db.Close()); err != nil {
		return err
	}
	return os.Truncate(path, used)
}

func copyBuckets(to *bolt.DB, from txn) error {
	for _, name := range allBuckets() {
		c := &copier{to: to, name: name}
		err := c.next()
		if err == nil {
			err = scanStored(bucketOf(from, name), nil, c.put)
		}
		if err = c.end(err); err != nil {
			return fmt.Errorf("copy %q: %w", name, err)
		}
	}
	return nil
}

// copier fills one bucket, in several transactions.
type copier struct {
	to    *bolt.DB
	name  string
	tx    *bolt.Tx
	bytes int // put in this transaction
}

// next begins a transaction.
func (c *copier) next() (err error) {
	if c.tx, err = c.to.Begin(true); err != nil {
		return err
	}
	c.bytes = 0
	_, err = c.tx.CreateBucketIfNotExists([]byte(c.name))
	return err
}

// put stores a pair; it comes in the order of the keys. The value lies in the
// memory of the transaction that is read, which outlives this one.
func (c *copier) put(key, value []byte) error {
	if c.bytes > copyBytes {
		if err := c.tx.Commit(); err != nil {
			return err
		}
		if err := c.next(); err != nil {
			return err
		}
	}
	b := bucketOf(txn{Tx: c.tx}, c.name)
	b.raw.FillPercent = 0.9
	c.bytes += len(key) + len(value)
	return b.putStored(key, value)
}

// end ends the last transaction, for good or, after an error, for nothing.
func (c *copier) end(err error) error {
	if err == nil {
		return c.tx.Commit()
	}
	if c.tx != nil {
		_ = c.tx.Rollback() // it may have ended with the error
	}
	return err
}

// copyQueue carries out what was queued, up to the first change that cannot
// be, which is then the error.
func copyQueue(to *bolt.DB, queued []item) error {
	apply := func(items []item) error {
		return to.Update(unguarded(func(tx txn) error { return applyAll(tx, items) }))
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
