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

// Create makes a new project and opens it. It returns fs.ErrExist, and touches
// nothing, if there is a file of that name. The new file appears whole or not at
// all.
func Create(path string, opts Options) (*Project, error) {
	opts, err := acceptIdentity(opts.withDefaults())
	if err == nil {
		opts.Codebook, err = acceptCodebook(opts.Codebook)
	}
	if err != nil {
		return nil, fmt.Errorf("create project %s: %w", path, err)
	}
	err = publish(path, func(aside string) error { return format(aside, opts) })
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
	if was, err := formatAt(path); err == nil && was < Format {
		if err := migrate(path, opts); err != nil {
			return nil, err
		}
	}
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	db, err := openBolt(path, opts)
	if err != nil {
		return nil, err
	}
	if !names(path, before) { // whoever had the lock has put another file there
		_ = db.Close() // nothing was written
		return nil, fmt.Errorf("it was replaced a moment ago: %w", lockedError(path))
	}
	p := &Project{path: path, opts: opts, db: db, held: hold(path, opts), written: make(chan struct{})}
	p.commit = p.update
	p.index.begin(p)
	p.guard, err = newGuard(path, db.Info().PageSize)
	if err == nil {
		err = checkUnlessClosed(path, opts)
	}
	if err == nil {
		err = p.load()
	}
	if err != nil {
		p.guard.close()
		p.held.release()
		_ = db.Close() // nothing was written, so nothing can be lost
		return nil, advise(err)
	}
	if opts.ReadOnly {
		p.queue.refuse()
		close(p.written)
	} else {
		go p.write()
		if opts.Index {
			p.index.nudge()
		}
	}
	return p, nil
}

// openBolt takes the file's lock and maps the file into memory.
func openBolt(path string, opts Options) (*bolt.DB, error) {
	var db *bolt.DB
	err := safely(func() (err error) {
		db, err = bolt.Open(path, fileMode, &bolt.Options{
			Timeout: opts.Timeout, ReadOnly: opts.ReadOnly && sharesReading, InitialMmapSize: headroom(path),
		})
		return err
	})
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return nil, lockedError(path)
	case errors.Is(err, fs.ErrPermission) && !opts.ReadOnly:
		return nil, fmt.Errorf("%w: %w; open it for reading only, or copy it to a folder of your own", model.ErrReadOnly, err)
	case err != nil:
		return nil, err
	}
	db.AllocSize = 1 << 20 // by how much the file grows when it must, in bytes
	return db, nil
}

// sharesReading says that bolt can open a file for reading only. On Windows it
// then fails to map a file that is shorter than its map, as every fresh copy
// is, and on closing leaves its lock file behind, open. So there even who only
// reads opens the file for writing, and writes nothing: bolt makes the file as
// long as the map and removes the lock, and readers take turns.
const sharesReading = runtime.GOOS != "windows"

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
		return p.db.View(p.guarded(func(tx txn) error {
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
			last, err := lastNumber(bucketOf(tx, bucketHistory))
			if err != nil {
				return err
			}
			p.queue.begin(last)
			if _, err = readCodebook(tx); err != nil {
				return err
			}
			if err = checkHead(tx); err != nil {
				return err
			}
			p.marked, err = isMarked(tx)
			return err
		}))
	})
}

// checkUnlessClosed checks a whole file that was not closed in good order and
// is going to be written to. It comes before anything is read through bolt,
// which follows whatever a page says: on a page that leads back to itself it
// would go on until the stack is full, and that ends the process. This one
// reads each page once, so that it always ends, in the time that reading the
// file takes.
func checkUnlessClosed(path string, opts Options) error {
	if opts.ReadOnly {
		return nil
	}
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
	if meta, err := f.metaBucket(); err != nil || meta[keyClosed] != nil {
		return err
	}
	return firstOf(f.check)
}

func readInfo(tx txn) (model.ProjectInfo, error) {
	var info model.ProjectInfo
	var created stamp
	for key, value := range map[string]any{
		keyProject: &info.ID, keyFormat: &info.Format, keyCreated: &created, keyGenerator: &info.Generator,
	} {
		data, err := bucketOf(tx, bucketMeta).need([]byte(key))
		if err == nil {
			err = unmarshal(data, value)
		}
		if err != nil {
			return info, fmt.Errorf("meta %q: %w", key, err)
		}
	}
	name, err := bucketOf(tx, bucketMeta).get([]byte(keyName))
	if err == nil && name != nil {
		err = unmarshal(name, &info.Name)
	}
	if err != nil {
		return info, fmt.Errorf("meta %q: %w", keyName, err)
	}
	info.Created, err = created.time()
	return info, err
}

// format writes an empty project into a file that is not there yet.
func format(path string, opts Options) error {
	db, err := bolt.Open(path, fileMode, &bolt.Options{Timeout: opts.Timeout})
	if err != nil {
		return err
	}
	err = db.Update(unguarded(func(tx txn) error {
		for _, name := range allBuckets() {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return fmt.Errorf("bucket %q: %w", name, err)
			}
		}
		for key, value := range metaOf(opts) {
			if err := bucketOf(tx, bucketMeta).encode([]byte(key), value); err != nil {
				return err
			}
		}
		for i, label := range opts.Codebook {
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
func metaOf(opts Options) map[string]any {
	meta := map[string]any{
		keyApplication: application,
		keyFormat:      Format,
		keyProject:     newProjectID(),
		keyCreated:     stampOf(opts.Now()),
		keyGenerator:   opts.Generator,
	}
	if was := opts.Identity; was.ID != "" {
		meta[keyProject] = was.ID
		meta[keyCreated] = stampOf(was.Created)
		if was.Name != "" {
			meta[keyName] = was.Name
		}
	} else {
		meta[keyHeadlines] = false
	}
	if opts.headlines != nil {
		meta[keyHeadlines] = *opts.headlines
	}
	return meta
}
