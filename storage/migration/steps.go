package migration

import (
	"encoding/binary"
	"fmt"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// sealAll converts version 0 to version 1. Version 0 was never released; it had
// neither seals nor links between the changes.
func sealAll(c *conversion, to *bolt.DB, from ledger.Tx) error {
	var project string
	if err := codec.Unmarshal(ledger.BucketOf(from, ledger.BucketMeta).Raw.Get([]byte(ledger.KeyProject)), &project); err != nil {
		return err
	}
	link := ledger.FirstLink(project)
	return c.each(ledger.BucketsOf(1), to, from, func(name string, key, value []byte) (_ []byte, err error) {
		switch {
		case name == ledger.BucketMeta && string(key) == ledger.KeyFormat:
			value, err = codec.Marshal(1)
		case name == ledger.BucketHistory:
			if value, err = linked(key, value, link); err == nil {
				link = ledger.LinkOf(binary.BigEndian.Uint64(key), value)
			}
		}
		return ledger.Seal(name, key, value), err
	})
}

// linked returns an encoded change with the given link.
func linked(key, value, link []byte) ([]byte, error) {
	if len(key) != 8 {
		return nil, model.Damaged("a change has the key %x", key)
	}
	change, err := codec.DecodeChange(binary.BigEndian.Uint64(key), value)
	if err != nil {
		return nil, err
	}
	return codec.EncodeChange(change, link)
}

// each fills the named buckets. It calls convert with each entry of the old file, in
// the order of the keys, and stores the value that convert returns.
func (c *conversion) each(buckets []string, to *bolt.DB, from ledger.Tx, convert func(name string, key, stored []byte) ([]byte, error)) error {
	read := int64(0) // bytes since the last report
	for _, name := range buckets {
		err := ledger.Fill(to, name, func(put func(key, stored []byte) error) error {
			return ledger.ScanStored(ledger.BucketOf(from, name), nil, func(key, stored []byte) error {
				value, err := convert(name, key, stored)
				if err != nil {
					return err
				}
				if read += int64(len(key) + len(stored)); read >= ledger.CopyBytes {
					if err := c.advance(read); err != nil {
						return err
					}
					read = 0
				}
				return put(key, value)
			})
		})
		if err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
	}
	return c.advance(read)
}
