package storage

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"time"

	"assay.app/assay/model"
	"github.com/boltdb/bolt"
)

// fileMode is the mode of new projects: what the umask leaves of it.
const fileMode = 0o666

// founding is what a new project's file says of itself.
type founding struct {
	At        time.Time
	Generator string // the program's name and version

	// Identity is the project that the file is a copy of; without an id it is a
	// new one.
	Identity model.ProjectInfo

	// Headlines says whether headlines are sentences; nil leaves the default.
	Headlines *bool
}

// format writes an empty project into a file that is not there yet.
func format(path string, of founding) error {
	db, err := bolt.Open(path, fileMode, &bolt.Options{Timeout: defaultTimeout})
	if err != nil {
		return err
	}
	err = db.Update(unguarded(func(tx txn) error {
		for _, name := range allBuckets() {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return fmt.Errorf("bucket %q: %w", name, err)
			}
		}
		for key, value := range metaOf(of) {
			if err := bucketOf(tx, bucketMeta).encode([]byte(key), value); err != nil {
				return err
			}
		}
		for i, label := range model.DefaultCodebook() {
			key := binary.BigEndian.AppendUint16(nil, uint16(i))
			if err := bucketOf(tx, bucketLabels).encode(key, labelRecord(label)); err != nil {
				return err
			}
		}
		return nil
	}))
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return finishNew(db, path)
}

func newProjectID() string {
	var id [16]byte
	rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}

// metaOf is what the meta bucket of a new project says.
func metaOf(of founding) map[string]any {
	meta := map[string]any{
		keyApplication: application,
		keyFormat:      Format,
		keyProject:     newProjectID(),
		keyCreated:     stampOf(of.At),
		keyGenerator:   of.Generator,
	}
	if was := of.Identity; was.ID != "" {
		meta[keyProject] = was.ID
		meta[keyCreated] = stampOf(was.Created)
		if was.Name != "" {
			meta[keyName] = was.Name
		}
	} else {
		meta[keyHeadlines] = false
	}
	if of.Headlines != nil {
		meta[keyHeadlines] = *of.Headlines
	}
	return meta
}

// finishNew marks a new file as closed in good order, gives back the room that
// bolt has made at its end for more, and closes it.
func finishNew(db *bolt.DB, path string) error {
	var used int64
	err := markTwice(func(fn func(txn) error) error { return db.Update(unguarded(fn)) })
	if err == nil {
		err = db.View(func(tx *bolt.Tx) error { used = tx.Size(); return nil })
	}
	if err = errors.Join(err, db.Sync(), db.Close()); err != nil {
		return err
	}
	return os.Truncate(path, used)
}

// defaultTimeout is how long Open waits for another window to let go of the
// file.
const defaultTimeout = time.Second
