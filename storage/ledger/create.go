package ledger

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

// FileMode is the mode of new projects, before the umask.
const FileMode = 0o666

// Founding describes a new project.
type Founding struct {
	At        time.Time
	Generator string // the program's name and version

	// Identity is the identity of the project that the file is a copy of. If its ID
	// is empty, the file is a new project.
	Identity model.ProjectInfo

	Codebook  model.Codebook
	Positions map[model.LabelKey]int // of labels of Codebook for which it is not the index

	// Headlines says whether headlines are sentences. If it is nil, a new project
	// stores false and a copy stores nothing.
	Headlines *bool
}

// created returns when the project was created. The file may be a copy of an older one.
func (f Founding) created() time.Time {
	if f.Identity.ID != "" {
		return f.Identity.Created
	}
	return f.At
}

// Create writes a project without articles to path, which must not exist yet.
func Create(path string, of Founding) error {
	db, err := bolt.Open(path, FileMode, &bolt.Options{Timeout: DefaultTimeout})
	if err != nil {
		return err
	}
	err = db.Update(Unguarded(func(tx Tx) error {
		for _, name := range AllBuckets() {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return fmt.Errorf("bucket %q: %w", name, err)
			}
		}
		for key, value := range metaOf(of) {
			if err := BucketOf(tx, BucketMeta).Encode([]byte(key), value); err != nil {
				return err
			}
		}
		return WriteCodebook(BucketOf(tx, BucketRecords).Put, of.entries(), of.created())
	}))
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return Finish(db, path)
}

func (f Founding) entries() []record.Entry {
	var entries []record.Entry
	for i, l := range f.Codebook {
		if at, moved := f.Positions[l.Key]; moved {
			i = at
		}
		entries = append(entries, record.Entry{Label: l, Position: i})
	}
	return entries
}

// WriteCodebook calls put with the records of a new codebook. created is when the project
// was created. The versions of the records have this time, so that all copies of the
// project begin with the same versions.
func WriteCodebook(put func(key, value []byte) error, entries []record.Entry, created time.Time) error {
	for _, e := range entries {
		key := record.LabelKey(e.Key)
		value, err := codec.EncodeRecord(key, &e, record.Version{Stamp: record.StampAt(0, record.Replica{}, created)})
		if err != nil {
			return err
		}
		if err := put(KeyRecord(0, key.Subject, key), value); err != nil {
			return err
		}
	}
	return nil
}

// NewProjectID returns a random id for a new project.
func NewProjectID() string {
	var id [16]byte
	rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}

// metaOf returns the content of the meta bucket of a new file.
func metaOf(of Founding) map[string]any {
	meta := map[string]any{
		keyApplication: application,
		KeyFormat:      Format,
		KeyProject:     NewProjectID(),
		KeyCreated:     record.TimeOf(of.created()),
		keyGenerator:   of.Generator,
	}
	if was := of.Identity; was.ID != "" {
		meta[KeyProject] = was.ID
		if was.Name != "" {
			meta[KeyName] = was.Name
		}
	} else {
		meta[KeyHeadlines] = false
	}
	if of.Headlines != nil {
		meta[KeyHeadlines] = *of.Headlines
	}
	return meta
}

// Finish marks a new file as properly closed, closes it, and truncates the space
// that bolt has reserved at its end.
func Finish(db *bolt.DB, path string) error {
	var used int64
	err := MarkTwice(func(fn func(Tx) error) error { return db.Update(Unguarded(fn)) })
	if err == nil {
		err = db.View(func(tx *bolt.Tx) error { used = tx.Size(); return nil })
	}
	if err = errors.Join(err, db.Sync(), db.Close()); err != nil {
		return err
	}
	return os.Truncate(path, used)
}

// SharesReading reports whether several processes can read a file at the same time. On
// Windows bolt cannot map a file read-only if the file is shorter than the map. So
// readers open the file for writing there, but write nothing, and only one process at a
// time can have it open.
const SharesReading = runtime.GOOS != "windows"

// DefaultTimeout is how long Open waits by default for another process to release
// the file.
const DefaultTimeout = time.Second
