package storage

import (
	"github.com/boltdb/bolt"
)

// SetCommit puts something in front of every commit of the writer: it is
// given the real one. It must be called before anything is queued.
func (p *Project) SetCommit(around func(real func() error) error) {
	real := p.commit
	p.commit = func(fn func(*bolt.Tx) error) error {
		return around(func() error { return real(fn) })
	}
}

// Tamper changes the file behind the project's back.
func (p *Project) Tamper(fn func(tx *bolt.Tx) error) error { return p.update(fn) }

// Status gives the writer's latest message.
func (p *Project) Status() Status {
	p.queue.mu.Lock()
	defer p.queue.mu.Unlock()
	return p.queue.status()
}

// Waiting gives how many documents are held in the queue.
func (p *Project) Waiting() int {
	n := 0
	for _, it := range p.queue.snapshot() {
		n += len(it.documents)
	}
	return n
}

// BucketHistory and the other names are for Tamper.
const (
	BucketMeta     = bucketMeta
	BucketTexts    = bucketTexts
	BucketUnits    = bucketUnits
	BucketProgress = bucketProgress
	BucketHistory  = bucketHistory
	BucketArticles = bucketArticles
	KeyFormat      = keyFormat
)

// Key64 is the key of an article's number or a change's id.
func Key64(n uint64) []byte { return key64(n) }

// Marshal encodes a value of the file.
func Marshal(v any) ([]byte, error) { return marshal(v) }
