package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
)

// From one version of the format to the next
//
// A file of an older version is never changed. The new version of it is
// written aside, a step at a time, checked whole, and takes its name only
// then; before that the old file is put among the backups:
//
//	lock the file ── backup ── 0 → 1 → … → Format, each into a new file
//	                        ── check ── rename
//
// Every step stays in the program for good, with a sample file of its version
// in testdata, so that a project that lay in a drawer for years still opens.

// migration brings a project from one version of the format to the next: it
// fills the new file, which is empty, from what is read of the old one.
type migration struct {
	from int
	run  func(to *bolt.DB, from txn) error
}

// migrations lists the steps, the oldest first.
func migrations() []migration {
	return []migration{
		{from: 0, run: sealAll},
	}
}

// migrate brings the project at path up to the present format.
func migrate(path string, opts Options) error {
	if opts.ReadOnly {
		return fmt.Errorf("%w; open it for writing once, which keeps a backup and brings it up to date", model.ErrOlderVersion)
	}
	return withLock(path, opts, func() error {
		was, err := formatAt(path)
		if err != nil || was >= Format { // another window was quicker
			return err
		}
		if _, err := backupBefore(path, opts.Now(), model.BeforeMigration); err != nil {
			return err
		}
		err = replace(path, func(aside string) error { return migrateTo(path, aside, was) }, nil)
		if err != nil {
			return fmt.Errorf("bring it up from version %d of the format: %w", was, err)
		}
		return nil
	})
}

// migrateTo writes the present version of the file at path into a new one.
func migrateTo(path, aside string, was int) error {
	// bolt would wait for the lock that this process holds on the file itself.
	from := aside + ".old"
	if err := copyFile(context.Background(), path, from); err != nil {
		return err
	}
	if err := walkAll(from); err != nil {
		return err
	}
	for _, m := range migrations() {
		if m.from < was {
			continue
		}
		to := aside
		if m.from+1 < Format {
			to = fmt.Sprintf("%s.%d", aside, m.from+1)
		}
		if err := m.step(from, to); err != nil {
			return err
		}
		from = to
	}
	return checkWhole(aside)
}

// step runs one migration from a file into a new one.
func (m migration) step(path, to string) error {
	from, err := bolt.Open(path, fileMode, &bolt.Options{ReadOnly: sharesReading, Timeout: defaultTimeout})
	if err != nil {
		return err
	}
	defer from.Close()
	db, err := bolt.Open(to, fileMode, &bolt.Options{Timeout: defaultTimeout})
	if err != nil {
		return err
	}
	db.NoSync = true // until the end
	err = safely(func() error {
		return from.View(unguarded(func(tx txn) error { return m.run(db, tx) }))
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return finishNew(db, to)
}

// sealAll makes version 1 of version 0, which was never released: it had
// neither seals nor links between the changes.
func sealAll(to *bolt.DB, from txn) error {
	var project string
	if err := unmarshal(bucketOf(from, bucketMeta).raw.Get([]byte(keyProject)), &project); err != nil {
		return err
	}
	link := firstLink(project)
	for _, name := range allBuckets() {
		c := &copier{to: to, name: name}
		err := c.next()
		if err == nil {
			err = scanStored(bucketOf(from, name), nil, func(key, value []byte) (err error) {
				switch {
				case name == bucketMeta && string(key) == keyFormat:
					value, err = marshal(1)
				case name == bucketHistory:
					if value, err = linked(key, value, link); err == nil {
						link = linkOf(binary.BigEndian.Uint64(key), value)
					}
				}
				if err != nil {
					return err
				}
				return c.put(key, seal(name, key, value))
			})
		}
		if err = c.end(err); err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
	}
	return nil
}

// linked puts a link into a change.
func linked(key, value, link []byte) ([]byte, error) {
	if len(key) != 8 {
		return nil, damaged("a change has the key %x", key)
	}
	change, err := decodeChange(binary.BigEndian.Uint64(key), value)
	if err != nil {
		return nil, err
	}
	return encodeChange(change, link)
}

// walkAll checks that the pages of a file lead nowhere but where they should,
// whatever is in them.
func walkAll(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := inspect(file, info.Size())
	if err != nil {
		return err
	}
	return f.quick(int(f.pages))
}
