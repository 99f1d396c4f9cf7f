package storage

import (
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
