package ledger

import (
	"crypto/sha256"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

// analystRecord is a value of BucketAnalysts. In version 1 of the format it is null.
type analystRecord struct {
	ID []byte `cbor:"1,keyasint,omitempty"`
}

// AnalystIDIn returns the id of an analyst who writes in a project for the first time.
// It depends only on the project and the name, so the analyst gets the same id in every
// copy of the project.
func AnalystIDIn(project, name string) (id record.AnalystID) {
	sum := sha256.Sum256([]byte("assay analyst\x00" + project + "\x00" + name))
	copy(id[:], sum[:])
	return id
}

// EncodeAnalyst encodes the value of an analyst in BucketAnalysts.
func EncodeAnalyst(id record.AnalystID) ([]byte, error) {
	return codec.Marshal(analystRecord{ID: id[:]})
}

// AddAnalyst adds an analyst, unless the project has the name. If id is zero, the analyst
// gets the id that AnalystIDIn returns.
func AddAnalyst(tx Tx, name string, id record.AnalystID) error {
	b := BucketOf(tx, BucketAnalysts)
	if there, err := b.Has([]byte(name)); err != nil || there {
		return err
	}
	if id == (record.AnalystID{}) {
		project, err := readProjectID(tx)
		if err != nil {
			return err
		}
		id = AnalystIDIn(project, name)
	}
	value, err := EncodeAnalyst(id)
	if err != nil {
		return err
	}
	return b.Put([]byte(name), value)
}

// DecodeAnalyst decodes the value of an analyst in BucketAnalysts. The error wraps
// ErrDamaged.
func DecodeAnalyst(name, value []byte) (id record.AnalystID, err error) {
	var r analystRecord
	if err := codec.Unmarshal(value, &r); err != nil {
		return id, err
	}
	if len(r.ID) != len(id) {
		return id, model.Damaged("the analyst %q has the id %x", name, r.ID)
	}
	return record.AnalystID(r.ID), nil
}

// ReadAnalysts returns the ids of the analysts, by name.
func ReadAnalysts(tx Tx) (map[string]record.AnalystID, error) {
	ids := map[string]record.AnalystID{}
	err := Scan(BucketOf(tx, BucketAnalysts), nil, func(key, value []byte) error {
		id, err := DecodeAnalyst(key, value)
		if err == nil {
			ids[string(key)] = id
		}
		return err
	})
	return ids, err
}
