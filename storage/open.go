package storage

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
)

// fileMode is the mode of new projects: what the umask leaves of it.
const fileMode = 0o666

// Create makes a new project with the default codebook and opens it. It gives
// fs.ErrExist, and touches nothing, when there is a file of that name. The new
// file appears whole or not at all.
func Create(path string, opts Options) (*Project, error) {
	opts = opts.withDefaults()
	err := publish(path, func(aside string) error { return format(aside, opts) })
	if err != nil {
		return nil, fmt.Errorf("create project %s: %w", path, err)
	}
	opts.ReadOnly = false
	return Open(path, opts)
}

// Open opens a project. It never creates a file and never changes one that it
// cannot open. The error wraps ErrNotProject, ErrEmptyFile, ErrDamaged,
// ErrNewerVersion, ErrLocked, ErrReadOnly or an error of package fs, and names
// the file and the way out.
func Open(path string, opts Options) (*Project, error) {
	opts = opts.withDefaults()
	p, err := open(path, opts)
	if err != nil {
		return nil, fmt.Errorf("open project %s: %w", path, err)
	}
	return p, nil
}

func open(path string, opts Options) (*Project, error) {
	if err := identify(path); err != nil {
		return nil, err
	}
	db, err := openBolt(path, opts)
	if err != nil {
		return nil, err
	}
	p := &Project{path: path, opts: opts, db: db, written: make(chan struct{})}
	p.commit = p.update
	if err := p.load(); err != nil {
		_ = db.Close() // nothing was written, so nothing can be lost
		return nil, advise(err)
	}
	if opts.ReadOnly {
		p.queue.refuse()
		close(p.written)
	} else {
		go p.write()
	}
	return p, nil
}

// openBolt takes the file's lock and maps the file into memory.
func openBolt(path string, opts Options) (*bolt.DB, error) {
	var db *bolt.DB
	err := safely(func() (err error) {
		db, err = bolt.Open(path, fileMode, &bolt.Options{
			Timeout: opts.Timeout, ReadOnly: opts.ReadOnly, InitialMmapSize: headroom(path),
		})
		return err
	})
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return nil, fmt.Errorf("%w; close it there, or wait until that window has finished", model.ErrLocked)
	case errors.Is(err, fs.ErrPermission) && !opts.ReadOnly:
		return nil, fmt.Errorf("%w: %w; open it for reading only, or copy it to a folder of your own", model.ErrReadOnly, err)
	case err != nil:
		return nil, err
	}
	db.AllocSize = 1 << 20 // by how much the file grows when it must, in bytes
	return db, nil
}

// headroom is how much of the address space, in bytes, to map for the file.
// When the file outgrows what is mapped, bolt waits for all readers to end and
// lets no new ones begin; an hour's reading and a day's annotating fit into a
// gigabyte more than there is. It costs no memory. On Windows bolt would make
// the file as long as the map.
func headroom(path string) int {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || strconv.IntSize < 64 {
		return 0
	}
	return int(info.Size()) + 1<<30
}

// load reads what is kept of the project in memory.
func (p *Project) load() error {
	return safely(func() error {
		return p.db.View(func(tx *bolt.Tx) error {
			for _, name := range allBuckets() {
				if tx.Bucket([]byte(name)) == nil {
					return damaged("the part called %q is missing", name)
				}
			}
			info, err := readInfo(tx)
			if err != nil {
				return err
			}
			if info.Name == "" {
				info.Name = nameOf(p.path)
			}
			p.info = info
			p.queue.begin(lastNumber(bucketOf(tx, bucketHistory)))
			_, err = readCodebook(tx)
			return err
		})
	})
}

func readInfo(tx *bolt.Tx) (model.ProjectInfo, error) {
	var info model.ProjectInfo
	var created stamp
	for key, value := range map[string]any{
		keyProject: &info.ID, keyFormat: &info.Format, keyCreated: &created, keyGenerator: &info.Generator,
	} {
		if err := unmarshal(bucketOf(tx, bucketMeta).Get([]byte(key)), value); err != nil {
			return info, fmt.Errorf("meta %q: %w", key, err)
		}
	}
	if name := bucketOf(tx, bucketMeta).Get([]byte(keyName)); name != nil {
		if err := unmarshal(name, &info.Name); err != nil {
			return info, fmt.Errorf("meta %q: %w", keyName, err)
		}
	}
	var err error
	info.Created, err = created.time()
	return info, err
}

// format writes an empty project into a file that is not there yet.
func format(path string, opts Options) error {
	db, err := bolt.Open(path, fileMode, &bolt.Options{Timeout: opts.Timeout})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range allBuckets() {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return fmt.Errorf("bucket %q: %w", name, err)
			}
		}
		for key, value := range metaOf(opts) {
			if err := put(bucketOf(tx, bucketMeta), []byte(key), value); err != nil {
				return err
			}
		}
		for i, label := range model.DefaultCodebook() {
			key := binary.BigEndian.AppendUint16(nil, uint16(i))
			if err := put(bucketOf(tx, bucketLabels), key, labelRecord(label)); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

// put encodes a value and stores it.
func put(b *bolt.Bucket, key []byte, value any) error {
	data, err := marshal(value)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}

// metaOf is what the meta bucket of a new project says.
func metaOf(opts Options) map[string]any {
	var id [16]byte
	rand.Read(id[:]) // never fails
	meta := map[string]any{
		keyApplication: application,
		keyFormat:      Format,
		keyProject:     hex.EncodeToString(id[:]),
		keyCreated:     stampOf(opts.Now()),
		keyGenerator:   opts.Generator,
	}
	if was := opts.Identity; was.ID != "" {
		meta[keyProject] = was.ID
		meta[keyCreated] = stampOf(was.Created)
		if was.Name != "" {
			meta[keyName] = was.Name
		}
	}
	return meta
}
