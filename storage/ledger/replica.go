package ledger

import (
	"encoding/binary"
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

//  Replicas
//
// Each copy of a project that was written to has an id. The ids are numbered from 1 in
// a bucket, so that a stamp takes few bytes. The number 0 stands for the project as it
// was founded, or as version 1 of the format had it.
//
// The meta bucket has the number of the replica that the file is, and bytes that identify
// the file on its disk. If these do not match, the file was copied, restored or recovered
// since, so it becomes a new replica when it is next written to.

// replicaRecord is a value of BucketReplicas.
type replicaRecord struct {
	ID   []byte      `cbor:"1,keyasint"`
	Made record.Time `cbor:"2,keyasint,omitempty"`
}

// Self is the value of KeyReplica: the replica that a file is.
type Self struct {
	Number uint32 `cbor:"1,keyasint"`
	File   []byte `cbor:"2,keyasint,omitempty"` // identifies the file on its disk; see sidefile.Traits
}

// Replicas translates between the ids of replicas and their numbers in a file.
type Replicas struct {
	bucket  Bucket
	ids     map[uint32]record.Replica
	numbers map[record.Replica]uint32
	last    uint32
	now     time.Time
}

// ReplicasOf reads the replicas of a file. now is the time that is stored with those that
// are added.
func ReplicasOf(tx Tx, now time.Time) (*Replicas, error) {
	r := &Replicas{
		bucket: BucketOf(tx, BucketReplicas), now: now,
		ids: map[uint32]record.Replica{0: {}}, numbers: map[record.Replica]uint32{{}: 0},
	}
	err := Scan(r.bucket, nil, func(key, value []byte) error {
		number, id, err := DecodeReplica(key, value)
		if err == nil {
			r.learn(number, id)
		}
		return err
	})
	return r, err
}

func (r *Replicas) learn(number uint32, id record.Replica) {
	r.ids[number], r.numbers[id] = id, number
	r.last = max(r.last, number)
}

// ParseReplica returns the number in a key of BucketReplicas. ok is false if the key
// has the wrong length.
func ParseReplica(key []byte) (number uint32, ok bool) {
	if len(key) != 4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(key), true
}

// DecodeReplica decodes an entry of BucketReplicas. The error wraps ErrDamaged.
func DecodeReplica(key, value []byte) (number uint32, id record.Replica, err error) {
	var one replicaRecord
	if err := codec.Unmarshal(value, &one); err != nil {
		return 0, id, err
	}
	number, ok := ParseReplica(key)
	if !ok || len(one.ID) != len(id) {
		return 0, id, model.Damaged("a copy of the project has the number %x and the id %x", key, one.ID)
	}
	return number, record.Replica(one.ID), nil
}

// ID returns the id of a number. The error wraps ErrDamaged.
func (r *Replicas) ID(number uint32) (record.Replica, error) {
	id, known := r.ids[number]
	if !known {
		return id, model.Damaged("there is no copy with the number %d", number)
	}
	return id, nil
}

// Number returns the number of an id, and adds the id if it is new.
func (r *Replicas) Number(id record.Replica) (uint32, error) {
	if number, known := r.numbers[id]; known {
		return number, nil
	}
	number := r.Next()
	return number, r.Add(number, id)
}

// Next returns the next free number.
func (r *Replicas) Next() uint32 { return r.last + 1 }

// Add adds an id with a number.
func (r *Replicas) Add(number uint32, id record.Replica) error {
	err := r.bucket.Encode(binary.BigEndian.AppendUint32(nil, number), replicaRecord{ID: id[:], Made: record.TimeOf(r.now)})
	if err != nil {
		return fmt.Errorf("number the copy %s: %w", id, err)
	}
	r.learn(number, id)
	return nil
}

// Numbered returns a version with the numbers of its replicas in place of their ids.
func (r *Replicas) Numbered(v record.Version) (record.Version, error) {
	return translated(v, func(id record.Replica) (record.Replica, error) {
		number, err := r.Number(id)
		return codec.Numbered(number), err
	})
}

// Identified is the inverse of Numbered.
func (r *Replicas) Identified(v record.Version) (record.Version, error) { return Identified(v, r.ID) }

// Identified returns a version with the ids of its replicas, which id returns, in place
// of their numbers.
func Identified(v record.Version, id func(number uint32) (record.Replica, error)) (record.Version, error) {
	return translated(v, func(numbered record.Replica) (record.Replica, error) { return id(codec.NumberOf(numbered)) })
}

func translated(v record.Version, replica func(record.Replica) (record.Replica, error)) (_ record.Version, err error) {
	if v.Replica, err = replica(v.Replica); err != nil {
		return v, err
	}
	if len(v.Past) == 0 {
		return v, nil
	}
	past := make([]record.Run, 0, len(v.Past))
	for _, run := range v.Past {
		if run.First.Replica, err = replica(run.First.Replica); err != nil {
			return v, err
		}
		run.Last.Replica = run.First.Replica
		past = append(past, run)
	}
	v.Past = past
	return v, nil
}

// ReadSelf returns which replica the file is. It returns false if the file does not say,
// because it was never written to.
func ReadSelf(tx Tx) (self Self, known bool, err error) {
	data, err := BucketOf(tx, BucketMeta).Get([]byte(KeyReplica))
	if err != nil || data == nil {
		return self, false, err
	}
	return self, true, codec.Unmarshal(data, &self)
}

// WriteSelf stores which replica the file is.
func WriteSelf(tx Tx, self Self) error {
	return BucketOf(tx, BucketMeta).Encode([]byte(KeyReplica), self)
}
