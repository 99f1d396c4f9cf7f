package mend

import (
	"bytes"
	"crypto/rand"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// copies has the ids of the replicas by their numbers in the damaged file. While the
// records are gathered, versions have ids in place of numbers.
type copies struct {
	ids  map[uint32]record.Replica
	lost int // numbers whose ids cannot be read
}

// readCopies reads the ids of the replicas.
func (b *rebuild) readCopies() {
	b.copies = &copies{ids: map[uint32]record.Replica{0: {}}}
	for key := range b.found[ledger.BucketReplicas] {
		b.values(ledger.BucketReplicas, key, func(value []byte) bool {
			number, id, err := ledger.DecodeReplica([]byte(key), value)
			if err == nil {
				b.copies.ids[number] = id
			}
			return err == nil
		})
	}
}

// id returns the id of a number. If the id is lost, the number gets a new one.
func (c *copies) id(number uint32) record.Replica {
	id, known := c.ids[number]
	if !known {
		rand.Read(id[:]) // never fails
		c.ids[number] = id
		c.lost++
	}
	return id
}

// learn finds the id of a version's replica in the same version in the history, unless
// the id is known. The version has the number of its replica.
func (b *rebuild) learn(key model.Key, numbered record.Version) {
	number := codec.NumberOf(numbered.Replica)
	if _, known := b.copies.ids[number]; known {
		return
	}
	try := func(f *fate) {
		if f == nil || f.fact == nil || f.key != key {
			return
		}
		numbered.Replica = f.fact.version.Replica
		if numbered.Stamp == f.fact.version.Stamp {
			b.copies.ids[number] = numbered.Replica
		}
	}
	try(b.history.records[key])
	for _, f := range b.history.beside {
		try(f)
	}
}

// identified returns a version with ids in place of numbers.
func (c *copies) identified(v record.Version) record.Version {
	v, _ = ledger.Identified(v, func(number uint32) (record.Replica, error) { return c.id(number), nil })
	return v
}

// writeCopies writes the replicas under their numbers, and numbers the other replicas
// that saved versions refer to. The new file does not say which replica it is, so it
// becomes a new one when it is next written to.
func (b *rebuild) writeCopies(w *refill) error {
	for key := range b.found[ledger.BucketReplicas] {
		var err error
		b.values(ledger.BucketReplicas, key, func(value []byte) bool {
			if _, _, damage := ledger.DecodeReplica([]byte(key), value); damage != nil {
				return false
			}
			err = w.put(ledger.BucketReplicas, []byte(key), value)
			return true
		})
		if err != nil {
			return err
		}
	}
	if err := w.begin(); err != nil {
		return err
	}
	replicas, err := ledger.ReplicasOf(ledger.Tx{Tx: w.tx}, b.opts.Now())
	if err != nil {
		return err
	}
	for _, number := range slices.Sorted(maps.Keys(b.copies.ids)) {
		if _, err := replicas.ID(number); err == nil {
			continue
		}
		if err := replicas.Add(number, b.copies.ids[number]); err != nil {
			return err
		}
	}
	for _, id := range b.replicasUsed() {
		if _, err := replicas.Number(id); err != nil {
			return err
		}
	}
	b.replicas = replicas
	return nil
}

// replicasUsed returns the replicas of the saved versions and of their pasts, sorted.
func (b *rebuild) replicasUsed() []record.Replica {
	used := map[record.Replica]bool{}
	add := func(f *fate) {
		if f.saved == nil {
			return
		}
		used[f.saved.version.Replica] = true
		for _, run := range f.saved.version.Past {
			used[run.First.Replica] = true
		}
	}
	for _, f := range b.history.records {
		add(f)
	}
	for _, f := range b.history.beside {
		add(f)
	}
	return slices.SortedFunc(maps.Keys(used), func(x, y record.Replica) int { return bytes.Compare(x[:], y[:]) })
}
