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
// a file stores which copy it is, and the traits by which it can be recognised: its
// place on the disk and, after a good close, the time when it was last written to. If
// these differ when it is opened, it was copied, restored or recovered, or an earlier
// state of it came back. It then gets a new id, which is stored with the first change.

// self says which copy of the project a file is.
type self struct {
	number     uint32
	id         record.Replica
	traits     []byte
	registered bool // the file has stored this
}

// readSelf determines which copy of the project the file is, and initialises the queue.
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

// newest returns the id and the counter of the newest change, or zeros if there is none.
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

// register stores which copy the file is, unless the file has this already.
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
	if _, err := replicas.ID(s.number); err != nil { // the file does not have the number yet
		if err := replicas.Add(s.number, s.id); err != nil {
			return err
		}
	}
	return ledger.WriteSelf(tx, ledger.Self{Number: s.number, File: s.traits})
}

// untouched reports whether the file still has the modification time that it got when it
// was closed. It returns true if that cannot be determined.
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

// coarsest is the largest step in which a file system stores times. FAT uses steps of
// two seconds.
const coarsest = 2 * time.Second

// leaveTime sets the modification time of the file to the time of its mark of a good
// close, so that untouched can compare the two. err is the error of writing the mark; if
// it is not nil, leaveTime does nothing.
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
