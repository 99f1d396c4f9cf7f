package ledger

import (
	"bytes"
	"encoding/binary"
	"math"
	"runtime/debug"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
)

// Tx is a transaction with the guard of its file. A new file or one in an older
// format has no guard.
type Tx struct {
	*bolt.Tx
	Guard *Guard
}

// Unguarded adapts fn to a transaction of a file that needs no guard.
func Unguarded(fn func(Tx) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return fn(Tx{Tx: tx}) }
}

// Bucket is one of the project's buckets in a transaction. The values that it
// returns are valid until the transaction ends. Entries should be read and written
// only through its methods, which check and make the seals and let the guard vouch
// for missing entries.
type Bucket struct {
	Raw   *bolt.Bucket
	Name  string
	guard *Guard
}

// BucketOf returns the bucket with the given name, which must be one of AllBuckets.
func BucketOf(tx Tx, name string) Bucket {
	b := tx.Bucket([]byte(name))
	if tx.Writable() && grows(name) {
		b.FillPercent = 0.9
	}
	return Bucket{Raw: b, Name: name, guard: tx.Guard}
}

// vouch returns a range of keys around key in which the bucket holds exactly what
// was written, or ErrDamaged.
func (b Bucket) vouch(key []byte) (keyRange, error) { return b.guard.vouch(b, key) }

// Get returns the value of a key, or nil if there is none.
func (b Bucket) Get(key []byte) ([]byte, error) {
	stored := b.Raw.Get(key)
	if stored == nil {
		_, err := b.vouch(key)
		return nil, err
	}
	return Unseal(b.Name, key, stored)
}

// Has reports whether the key has a value. It does not check the seal.
func (b Bucket) Has(key []byte) (bool, error) {
	if b.Raw.Get(key) != nil {
		return true, nil
	}
	_, err := b.vouch(key)
	return false, err
}

// Need returns the value of a key that must exist. It returns ErrDamaged if there
// is none.
func (b Bucket) Need(key []byte) ([]byte, error) {
	value, err := b.Get(key)
	if err == nil && value == nil {
		err = model.Damaged("%s is missing", NameEntry(b.Name, key))
	}
	return value, err
}

// Put seals a value and stores it.
func (b Bucket) Put(key, value []byte) error { return b.PutStored(key, Seal(b.Name, key, value)) }

// PutStored stores a value that is already sealed.
func (b Bucket) PutStored(key, stored []byte) error {
	if _, err := b.vouch(key); err != nil {
		return err
	}
	return b.Raw.Put(key, stored)
}

// Encode encodes and seals a value and stores it.
func (b Bucket) Encode(key []byte, value any) error {
	data, err := codec.Marshal(value)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}

// Delete removes an entry, if it exists.
func (b Bucket) Delete(key []byte) error {
	if err := b.guard.settle(b, key); err != nil {
		return err
	}
	return b.Raw.Delete(key)
}

// Scan calls visit with each key that begins with prefix, in order, and its value
// without the seal. It stops at the first error. Key and value are valid only
// inside visit.
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

// ScanStored is Scan, but passes the stored values with their seals and does not
// check the seals.
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

// LastNumber returns the largest number among the keys of a bucket, or 0 if the
// bucket is empty. The keys must be those of Key64.
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

// Safely runs fn. If fn panics, or an access to memory mapped from the file fails,
// Safely returns ErrDamaged.
func Safely(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = model.Damaged("%v", cause)
		}
	}()
	return fn()
}
