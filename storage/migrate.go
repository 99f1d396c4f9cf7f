package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/sidefile"
)

//  Migrating to a newer format
//
// A file in an older format is not changed in place. It is first kept among the
// backups. Then its new version is written under another name, one step at a time,
// and checked before it takes the old file's name:
//
//	lock the file ── backup ── 0 → 1 → … → Format, each into a new file
//	                        ── check ── rename
//
// All steps stay in the program, with a sample file of each version in testdata, so
// that even a project unused for years still opens.

// migration converts a project from one format version to the next. run fills the
// new, empty file from the old one.
type migration struct {
	from int
	run  func(to *bolt.DB, from ledger.Tx) error
}

// migrations returns the steps, oldest first.
func migrations() []migration {
	return []migration{
		{from: 0, run: sealAll},
	}
}

// migrate converts the project at path to the present format. It returns
// ErrOlderVersion if the project is opened for reading only.
func migrate(path string, opts Options) error {
	if opts.ReadOnly {
		return fmt.Errorf("%w; open it for writing once, which keeps a backup and brings it up to date", model.ErrOlderVersion)
	}
	return lock.With(path, opts.Terms(), func() error {
		was, err := ledger.FormatAt(path)
		if err != nil || was >= ledger.Format { // another process may have converted it meanwhile
			return err
		}
		if _, err := backup.Keep(path, opts.Now(), model.BeforeMigration); err != nil {
			return err
		}
		err = sidefile.Supersede(sidefile.Replacement{
			Path: path, Spare: func() ([]string, error) { return backup.OwnNames(path) },
			Write: func(aside string) error { return migrateTo(path, aside, was) },
		})
		if err != nil {
			return fmt.Errorf("migrate it from version %d of the format: %w", was, err)
		}
		return nil
	})
}

// migrateTo converts the file at path and writes the result to the new file aside.
func migrateTo(path, aside string, was int) error {
	// bolt opens a copy, because opening the file itself would wait for the lock
	// that this process holds on it.
	from := aside + ".old"
	if err := sidefile.Copy(context.Background(), path, from); err != nil {
		return err
	}
	if err := ledger.WalkAll(from); err != nil {
		return err
	}
	for _, m := range migrations() {
		if m.from < was {
			continue
		}
		to := aside
		if m.from+1 < ledger.Format {
			to = fmt.Sprintf("%s.%d", aside, m.from+1)
		}
		if err := m.step(from, to); err != nil {
			return err
		}
		from = to
	}
	return ledger.CheckWhole(aside)
}

// step applies one migration to the file at path and writes the result to a new
// file.
func (m migration) step(path, to string) error {
	from, err := bolt.Open(path, ledger.FileMode, &bolt.Options{ReadOnly: sharesReading, Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	defer from.Close()
	db, err := bolt.Open(to, ledger.FileMode, &bolt.Options{Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	db.NoSync = true // until the end
	err = ledger.Safely(func() error {
		return from.View(ledger.Unguarded(func(tx ledger.Tx) error { return m.run(db, tx) }))
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return ledger.Finish(db, to)
}

// sealAll converts version 0 to version 1. Version 0 was never released; it had
// neither seals nor links between the changes.
func sealAll(to *bolt.DB, from ledger.Tx) error {
	var project string
	if err := codec.Unmarshal(ledger.BucketOf(from, ledger.BucketMeta).Raw.Get([]byte(ledger.KeyProject)), &project); err != nil {
		return err
	}
	link := ledger.FirstLink(project)
	for _, name := range ledger.AllBuckets() {
		c := &ledger.Copier{To: to, Name: name}
		err := c.Next()
		if err == nil {
			err = ledger.ScanStored(ledger.BucketOf(from, name), nil, func(key, value []byte) (err error) {
				switch {
				case name == ledger.BucketMeta && string(key) == ledger.KeyFormat:
					value, err = codec.Marshal(1)
				case name == ledger.BucketHistory:
					if value, err = linked(key, value, link); err == nil {
						link = ledger.LinkOf(binary.BigEndian.Uint64(key), value)
					}
				}
				if err != nil {
					return err
				}
				return c.Put(key, ledger.Seal(name, key, value))
			})
		}
		if err = c.End(err); err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
	}
	return nil
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
