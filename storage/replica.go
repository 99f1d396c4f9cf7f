package storage

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"time"

	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

//  Which copy a file is
//
// Two copies of a project that are changed separately must not use the same stamps. So
// a file says which copy it is, and by which traits it can be recognised on its disk:
// its place there and, after a good close, the time when it was last written to. If
// those differ when it is opened, it was copied, restored, recovered or went back to an
// earlier state, and is given a new id, which is stored with the first change.

// self is the copy of the project that a file is.
type self struct {
	number     uint32
	id         record.Replica
	traits     []byte
	registered bool // the file says so
}

// readSelf finds out which copy of the project the file is, and prepares the queue.
func (p *Project) readSelf(tx ledger.Tx) error {
	last, counter, err := newest(tx)
	if err != nil {
		return err
	}
	traits := sidefile.Traits(p.path)
	said, known, err := ledger.ReadSelf(tx)
	if err != nil {
		return err
	}
	if known && len(traits) > 0 && bytes.Equal(said.File, traits) && p.untouched(tx) {
		p.self = self{number: said.Number, registered: true}
	} else {
		replicas, err := ledger.ReplicasOf(tx, p.opts.Now())
		if err != nil {
			return err
		}
		p.self = self{number: replicas.Next(), traits: traits}
		rand.Read(p.self.id[:]) // never fails
	}
	p.queue.begin(last, counter, p.self.number)
	return nil
}

// newest returns the id and the counter of the newest change, or zeros.
func newest(tx ledger.Tx) (id, counter uint64, err error) {
	history := ledger.BucketOf(tx, ledger.BucketHistory)
	id, err = ledger.LastNumber(history)
	if err != nil || id == 0 {
		return id, 0, err
	}
	value, err := history.Need(ledger.Key64(id))
	if err != nil {
		return id, 0, err
	}
	counter, err = codec.CounterIn(id, value)
	if err != nil {
		err = fmt.Errorf("change %d: %w", id, err)
	}
	return id, counter, err
}

// register stores which copy the file is, unless it says so already.
func (s *self) register(tx ledger.Tx) error {
	if s.registered {
		return nil
	}
	return s.registerIn(tx)
}

// registerIn stores which copy the file of a transaction is.
func (s *self) registerIn(tx ledger.Tx) error {
	replicas, err := ledger.ReplicasOf(tx, time.Now())
	if err != nil {
		return err
	}
	if _, err := replicas.ID(s.number); err != nil { // it has no such number yet
		if err := replicas.Add(s.number, s.id); err != nil {
			return err
		}
	}
	return ledger.WriteSelf(tx, ledger.Self{Number: s.number, File: s.traits})
}

// untouched reports whether the file was not written to since it was closed, as far as
// its mark says.
func (p *Project) untouched(tx ledger.Tx) bool {
	at, marked := ledger.ClosedAt(tx)
	if !marked || at.IsZero() {
		return true
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return true
	}
	apart := info.ModTime().Sub(at).Abs()
	return apart < time.Millisecond || apart <= coarsest && info.ModTime().Nanosecond() == 0
}

// coarsest is the greatest difference between a time and what a file system keeps of
// it: FAT counts in steps of two seconds.
const coarsest = 2 * time.Second

// leaveTime gives the file the time of its mark of a good close, so that untouched can
// recognise it.
func (p *Project) leaveTime(err error) {
	if err != nil {
		return
	}
	_ = p.View("leave the time of the mark", func(tx ledger.Tx) error {
		if at, marked := ledger.ClosedAt(tx); marked {
			return os.Chtimes(p.path, time.Time{}, at)
		}
		return nil
	})
}
