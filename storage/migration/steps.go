package migration

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"github.com/boltdb/bolt"
)

// sealAll converts version 0 to version 1. Version 0 was never released; it had
// neither seals nor links between the changes.
func sealAll(c *conversion, to *bolt.DB, from ledger.Tx) error {
	var project string
	if err := codec.Unmarshal(ledger.BucketOf(from, ledger.BucketMeta).Raw.Get([]byte(ledger.KeyProject)), &project); err != nil {
		return err
	}
	link := ledger.FirstLink(project)
	return c.each(1, to, from, func(name string, key, value []byte) (_ []byte, err error) {
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

// indexFiles converts version 1 to version 2, which adds the index of file names.
func indexFiles(c *conversion, to *bolt.DB, from ledger.Tx) error {
	var files [][]byte
	err := c.each(1, to, from, func(name string, key, stored []byte) ([]byte, error) {
		switch {
		case name == ledger.BucketMeta && string(key) == ledger.KeyFormat:
			value, err := codec.Marshal(2)
			return ledger.Seal(name, key, value), err
		case name == ledger.BucketArticles:
			file, err := fileOf(key, stored)
			files = append(files, file)
			return stored, err
		}
		return stored, nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(files, bytes.Compare)
	return ledger.Fill(to, ledger.BucketFiles, func(put func(key, stored []byte) error) error {
		for _, key := range files {
			if err := put(key, ledger.Seal(ledger.BucketFiles, key, "")); err != nil {
				return err
			}
		}
		return nil
	})
}

// fileOf returns the key in BucketFiles of a stored record of an article.
func fileOf(key, stored []byte) ([]byte, error) {
	value, err := ledger.Unseal(ledger.BucketArticles, key, stored)
	if err != nil {
		return nil, err
	}
	r, err := codec.DecodeArticle(value)
	if err != nil || len(key) != 8 {
		return nil, model.Damaged("the article with the key %x cannot be read (%v)", key, err)
	}
	return ledger.KeyFile(r.ImportPath, binary.BigEndian.Uint64(key)), nil
}

// each fills the buckets of a version of the format. It calls convert with each
// entry of the old file, in the order of the keys, and stores the value that convert
// returns.
func (c *conversion) each(version int, to *bolt.DB, from ledger.Tx, convert func(name string, key, stored []byte) ([]byte, error)) error {
	read := int64(0) // since the last report
	for _, name := range ledger.BucketsOf(version) {
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
