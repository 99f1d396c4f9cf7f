package ledger

import (
	"bytes"
	"encoding/binary"
	"math"
	"runtime/debug"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"github.com/boltdb/bolt"
)

// Tx is a transaction of an open project, or of a new file, and what vouches
// for the entries that it does not find.
type Tx struct {
	*bolt.Tx
	Guard *Guard
}

// Unguarded has fn run in a transaction of a file that needs no vouching for.
func Unguarded(fn func(Tx) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return fn(Tx{Tx: tx}) }
}

// Bucket is one of the project's buckets, in a transaction. What it returns is
// valid as long as that. Nothing is read past it: so whatever kind of thing is
// kept in a bucket, it is sealed and vouched for.
type Bucket struct {
	Raw   *bolt.Bucket
	Name  string
	guard *Guard
}

// BucketOf returns a bucket that every project has.
func BucketOf(tx Tx, name string) Bucket {
	b := tx.Bucket([]byte(name))
	if tx.Writable() && grows(name) {
		b.FillPercent = 0.9
	}
	return Bucket{Raw: b, Name: name, guard: tx.Guard}
}

// vouch returns a range of keys around key in which the bucket holds exactly
// what was written, or ErrDamaged.
func (b Bucket) vouch(key []byte) (keyRange, error) { return b.guard.vouch(b, key) }

// Get returns the value of a key, nil when there is none.
func (b Bucket) Get(key []byte) ([]byte, error) {
	stored := b.Raw.Get(key)
	if stored == nil {
		_, err := b.vouch(key)
		return nil, err
	}
	return Unseal(b.Name, key, stored)
}

// Has reports whether there is something under the key.
func (b Bucket) Has(key []byte) (bool, error) {
	if b.Raw.Get(key) != nil {
		return true, nil
	}
	_, err := b.vouch(key)
	return false, err
}

// Need returns the value of a key that has to be there.
func (b Bucket) Need(key []byte) ([]byte, error) {
	value, err := b.Get(key)
	if err == nil && value == nil {
		err = model.Damaged("%s is missing", NameEntry(b.Name, key))
	}
	return value, err
}

// Put seals a value and stores it.
func (b Bucket) Put(key, value []byte) error { return b.PutStored(key, Seal(b.Name, key, value)) }

// PutStored stores a value that has its seal.
func (b Bucket) PutStored(key, stored []byte) error {
	if _, err := b.vouch(key); err != nil {
		return err
	}
	return b.Raw.Put(key, stored)
}

// Encode encodes a value, seals and stores it.
func (b Bucket) Encode(key []byte, value any) error {
	data, err := codec.Marshal(value)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}

// Delete takes an entry away, if there is one.
func (b Bucket) Delete(key []byte) error {
	if err := b.guard.settle(b, key); err != nil {
		return err
	}
	return b.Raw.Delete(key)
}

// Scan calls visit with every key that begins with prefix, in order, and its
// value. Both are valid only inside visit.
func Scan(b Bucket, prefix []byte, visit func(key, value []byte) error) error {
	var s Sealer
	return ScanStored(b, prefix, func(key, stored []byte) error {
		value, err := s.Unseal(b.Name, key, stored)
		if err != nil {
			return err
		}
		return visit(key, value)
	})
}

// ScanStored is scan with the values as they are stored, seals unchecked.
func ScanStored(b Bucket, prefix []byte, visit func(key, stored []byte) error) error {
	c := b.Cursor()
	k, v, err := c.Seek(prefix)
	for ; err == nil && k != nil && bytes.HasPrefix(k, prefix); k, v, err = c.Next() {
		if err := visit(k, v); err != nil {
			return err
		}
	}
	return err
}

// LastNumber returns the largest key64 of a bucket, 0 when it is empty.
func LastNumber(b Bucket) (uint64, error) {
	if _, err := b.vouch(Key64(math.MaxUint64)); err != nil {
		return 0, err
	}
	key, _ := b.Raw.Cursor().Last()
	if len(key) != 8 {
		return 0, nil
	}
	return binary.BigEndian.Uint64(key), nil
}

// Safely runs fn; a panic in it, or a fault from memory that the file should
// stand behind, becomes ErrDamaged.
func Safely(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = model.Damaged("%v", cause)
		}
	}()
	return fn()
}
