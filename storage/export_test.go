package storage

import (
	"errors"
	"os"

	"github.com/boltdb/bolt"

	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// SetCommit makes the writer call around in place of its commit function, and
// passes it that function. SetCommit must be called before anything is queued.
func (p *Project) SetCommit(around func(real func() error) error) {
	real := p.commit
	p.commit = func(fn func(ledger.Tx) error) error {
		return around(func() error { return real(fn) })
	}
}

// CreateAsBefore makes a project without checking its values, as older versions
// did.
func CreateAsBefore(path string, opts Options) error {
	opts = opts.WithDefaults()
	return sidefile.Publish(path, func(aside string) error { return ledger.Create(aside, opts.founding()) })
}

// Status returns the present state of saving.
func (p *Project) Status() Status {
	p.queue.mu.Lock()
	defer p.queue.mu.Unlock()
	return p.queue.status()
}

// Waiting returns how many documents are in the queue.
func (p *Project) Waiting() int {
	n := 0
	for _, it := range p.queue.snapshot() {
		n += len(it.documents)
	}
	return n
}

// ImportArticles and ImportBytes are the limits of one transaction of an import.
const (
	ImportArticles = importArticles
	ImportBytes    = importBytes
)

// WalkPage is how many articles Articles reads at a time.
const WalkPage = walkPage

// Unsealed writes the content of a closed project to a new file in version 0 of the
// format, which was never released.
func Unsealed(from, to string) error {
	old, err := bolt.Open(from, 0o644, &bolt.Options{ReadOnly: true, Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	defer old.Close()
	db, err := bolt.Open(to, 0o644, &bolt.Options{Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	size := int64(0)
	err = old.View(func(tx *bolt.Tx) error {
		return db.Update(func(out *bolt.Tx) error {
			for _, name := range ledger.AllBuckets() {
				b, err := out.CreateBucket([]byte(name))
				if err != nil {
					return err
				}
				err = ledger.Scan(ledger.BucketOf(ledger.Tx{Tx: tx}, name), nil, func(key, value []byte) (err error) {
					switch {
					case name == ledger.BucketMeta && string(key) == ledger.KeyClosed:
						return nil
					case name == ledger.BucketMeta && string(key) == ledger.KeyFormat:
						value, err = codec.Marshal(0)
					case name == ledger.BucketHistory:
						value, err = linked(key, value, nil)
					}
					return errors.Join(err, b.Put(key, value))
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	err = errors.Join(err, db.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil }), db.Close())
	return errors.Join(err, os.Truncate(to, size))
}
