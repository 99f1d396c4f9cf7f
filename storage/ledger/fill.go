package ledger

import (
	"fmt"

	"github.com/boltdb/bolt"
)

// CopyBytes is about how many bytes of a copy are written per transaction.
const CopyBytes = 8 << 20

// CopyBuckets copies all entries of a project to a new database. The buckets of the
// new database must be empty; missing ones are created.
func CopyBuckets(to *bolt.DB, from Tx) error {
	for _, name := range AllBuckets() {
		err := Fill(to, name, func(put func(key, stored []byte) error) error {
			return ScanStored(BucketOf(from, name), nil, put)
		})
		if err != nil {
			return fmt.Errorf("copy %q: %w", name, err)
		}
	}
	return nil
}

// Fill creates a bucket and calls entries, which must call put with all keys and
// sealed values of the bucket, in the order of the keys. A value must stay valid
// until entries returns.
func Fill(to *bolt.DB, name string, entries func(put func(key, stored []byte) error) error) error {
	c := &copier{to: to, name: name}
	err := c.next()
	if err == nil {
		err = entries(c.put)
	}
	return c.end(err)
}

// copier fills one bucket in several transactions.
type copier struct {
	to    *bolt.DB
	name  string
	tx    *bolt.Tx
	bytes int // put in this transaction
}

// next begins a transaction and creates the bucket if it does not exist.
func (c *copier) next() (err error) {
	if c.tx, err = c.to.Begin(true); err != nil {
		return err
	}
	c.bytes = 0
	_, err = c.tx.CreateBucketIfNotExists([]byte(c.name))
	return err
}

// put stores a key and its sealed value. The keys must ascend. The value must stay
// valid until the transaction is committed.
func (c *copier) put(key, value []byte) error {
	if c.bytes > CopyBytes {
		if err := c.tx.Commit(); err != nil {
			return err
		}
		if err := c.next(); err != nil {
			return err
		}
	}
	b := BucketOf(Tx{Tx: c.tx}, c.name)
	b.Raw.FillPercent = 0.9
	c.bytes += len(key) + len(value)
	return b.PutStored(key, value)
}

// end commits the last transaction. If err is not nil, it rolls the transaction
// back and returns err.
func (c *copier) end(err error) error {
	if err == nil {
		return c.tx.Commit()
	}
	if c.tx != nil {
		_ = c.tx.Rollback() // Commit may already have ended it
	}
	return err
}
