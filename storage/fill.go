package storage

import (
	"fmt"

	"github.com/boltdb/bolt"
)

// copyBytes is how much of a copy is written at a time.
const copyBytes = 8 << 20

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
