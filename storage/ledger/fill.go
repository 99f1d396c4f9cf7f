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
		c := &Copier{To: to, Name: name}
		err := c.Next()
		if err == nil {
			err = ScanStored(BucketOf(from, name), nil, c.Put)
		}
		if err = c.End(err); err != nil {
			return fmt.Errorf("copy %q: %w", name, err)
		}
	}
	return nil
}

// Copier fills one bucket in several transactions.
type Copier struct {
	To    *bolt.DB
	Name  string
	tx    *bolt.Tx
	bytes int // put in this transaction
}

// Next begins a transaction and creates the bucket if it does not exist.
func (c *Copier) Next() (err error) {
	if c.tx, err = c.To.Begin(true); err != nil {
		return err
	}
	c.bytes = 0
	_, err = c.tx.CreateBucketIfNotExists([]byte(c.Name))
	return err
}

// Put stores a key and its sealed value. The keys must ascend. The value must stay
// valid until the transaction is committed.
func (c *Copier) Put(key, value []byte) error {
	if c.bytes > CopyBytes {
		if err := c.tx.Commit(); err != nil {
			return err
		}
		if err := c.Next(); err != nil {
			return err
		}
	}
	b := BucketOf(Tx{Tx: c.tx}, c.Name)
	b.Raw.FillPercent = 0.9
	c.bytes += len(key) + len(value)
	return b.PutStored(key, value)
}

// End commits the last transaction. If err is not nil, it rolls the transaction
// back and returns err.
func (c *Copier) End(err error) error {
	if err == nil {
		return c.tx.Commit()
	}
	if c.tx != nil {
		_ = c.tx.Rollback() // Commit may already have ended it
	}
	return err
}
