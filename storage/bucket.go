package storage

import (
	"bytes"
	"encoding/binary"
	"math"
	"runtime/debug"

	"assay.app/assay/model"
	"github.com/boltdb/bolt"
)

// txn is a transaction of an open project, or of a new file, and what vouches
// for the entries that it does not find.
type txn struct {
	*bolt.Tx
	guard *guard
}

// unguarded has fn run in a transaction of a file that needs no vouching for.
func unguarded(fn func(txn) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return fn(txn{Tx: tx}) }
}

// bucket is one of the project's buckets, in a transaction. What it returns is
// valid as long as that. Nothing is read past it: so whatever kind of thing is
// kept in a bucket, it is sealed and vouched for.
type bucket struct {
	raw   *bolt.Bucket
	name  string
	guard *guard
}

// bucketOf returns a bucket that every project has.
func bucketOf(tx txn, name string) bucket {
	b := tx.Bucket([]byte(name))
	if tx.Writable() && grows(name) {
		b.FillPercent = 0.9
	}
	return bucket{raw: b, name: name, guard: tx.guard}
}

// vouch returns a range of keys around key in which the bucket holds exactly
// what was written, or ErrDamaged.
func (b bucket) vouch(key []byte) (keyRange, error) { return b.guard.vouch(b, key) }

// get returns the value of a key, nil when there is none.
func (b bucket) get(key []byte) ([]byte, error) {
	stored := b.raw.Get(key)
	if stored == nil {
		_, err := b.vouch(key)
		return nil, err
	}
	return unseal(b.name, key, stored)
}

// has reports whether there is something under the key.
func (b bucket) has(key []byte) (bool, error) {
	if b.raw.Get(key) != nil {
		return true, nil
	}
	_, err := b.vouch(key)
	return false, err
}

// need returns the value of a key that has to be there.
func (b bucket) need(key []byte) ([]byte, error) {
	value, err := b.get(key)
	if err == nil && value == nil {
		err = model.Damaged("%s is missing", nameEntry(b.name, key))
	}
	return value, err
}

// put seals a value and stores it.
func (b bucket) put(key, value []byte) error { return b.putStored(key, seal(b.name, key, value)) }

// putStored stores a value that has its seal.
func (b bucket) putStored(key, stored []byte) error {
	if _, err := b.vouch(key); err != nil {
		return err
	}
	return b.raw.Put(key, stored)
}

// encode encodes a value, seals and stores it.
func (b bucket) encode(key []byte, value any) error {
	data, err := marshal(value)
	if err != nil {
		return err
	}
	return b.put(key, data)
}

// delete takes an entry away, if there is one.
func (b bucket) delete(key []byte) error {
	if err := b.guard.settle(b, key); err != nil {
		return err
	}
	return b.raw.Delete(key)
}

// scan calls visit with every key that begins with prefix, in order, and its
// value. Both are valid only inside visit.
func scan(b bucket, prefix []byte, visit func(key, value []byte) error) error {
	var s sealer
	return scanStored(b, prefix, func(key, stored []byte) error {
		value, err := s.unseal(b.name, key, stored)
		if err != nil {
			return err
		}
		return visit(key, value)
	})
}

// scanStored is scan with the values as they are stored, seals unchecked.
func scanStored(b bucket, prefix []byte, visit func(key, stored []byte) error) error {
	c := b.cursor()
	k, v, err := c.seek(prefix)
	for ; err == nil && k != nil && bytes.HasPrefix(k, prefix); k, v, err = c.next() {
		if err := visit(k, v); err != nil {
			return err
		}
	}
	return err
}

// lastNumber returns the largest key64 of a bucket, 0 when it is empty.
func lastNumber(b bucket) (uint64, error) {
	if _, err := b.vouch(key64(math.MaxUint64)); err != nil {
		return 0, err
	}
	key, _ := b.raw.Cursor().Last()
	if len(key) != 8 {
		return 0, nil
	}
	return binary.BigEndian.Uint64(key), nil
}

// safely runs fn; a panic in it, or a fault from memory that the file should
// stand behind, becomes ErrDamaged.
func safely(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = model.Damaged("%v", cause)
		}
	}()
	return fn()
}
