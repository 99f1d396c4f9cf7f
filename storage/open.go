package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/migration"
	"assay.app/assay/storage/sidefile"
)

// Create makes a new project at path and opens it. If path already exists, it
// returns fs.ErrExist and changes nothing. The new file appears complete or not at
// all.
func Create(path string, opts Options) (*Project, error) {
	opts, err := acceptIdentity(opts.WithDefaults())
	if err == nil {
		opts.Codebook, err = acceptCodebook(opts.Codebook)
	}
	if err != nil {
		return nil, fmt.Errorf("create project %s: %w", path, err)
	}
	err = sidefile.Publish(path, func(aside string) error { return ledger.Create(aside, opts.founding()) })
	if err != nil {
		return nil, fmt.Errorf("create project %s: %w", path, err)
	}
	opts.ReadOnly = false
	return Open(path, opts)
}

// Open opens the project at path. It first migrates a project in an older format,
// or returns ErrOlderVersion if it is opened for reading only. The error names the
// file. It may wrap an error of package model, such as ErrNotProject, ErrDamaged,
// ErrNewerVersion, ErrLocked or ErrReadOnly, or one of package fs.
func Open(path string, opts Options) (*Project, error) {
	opts = opts.WithDefaults()
	p, err := open(path, opts)
	if err != nil {
		return nil, fmt.Errorf("open project %s: %w", path, err)
	}
	return p, nil
}

func open(path string, opts Options) (*Project, error) {
	if err := ledger.Identify(path); err != nil {
		return nil, err
	}
	if was, err := ledger.FormatAt(path); err == nil && was < ledger.Format {
		if opts.ReadOnly {
			return openConverted(path, opts)
		}
		if err := migration.Run(path, opts.migration()); err != nil {
			return nil, ledger.Advise(err)
		}
	}
	return openPresent(path, opts)
}

// openPresent opens a project in the present format.
func openPresent(path string, opts Options) (*Project, error) {
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	db, err := openBolt(path, opts)
	if err != nil {
		return nil, err
	}
	if !sidefile.IsNamed(path, before) { // the process that had the lock has replaced the file
		_ = db.Close() // nothing was written
		return nil, fmt.Errorf("it was replaced a moment ago: %w", lock.Taken(path))
	}
	p := &Project{path: path, opts: opts, db: db, held: lock.Hold(path, opts.Terms()), written: make(chan struct{})}
	p.commit = p.update
	p.guard, err = ledger.NewGuard(path, db.Info().PageSize)
	if err == nil && !opts.ReadOnly {
		err = ledger.CheckUnlessClosed(path)
	}
	if err == nil {
		err = p.load()
	}
	if err != nil {
		p.guard.Close()
		p.held.Release()
		_ = db.Close() // nothing was written, so nothing can be lost
		return nil, ledger.Advise(err)
	}
	inPlace := func() bool { return p.held.Still(path) }
	p.index.Begin(index.Project{ID: p.info.ID, Path: path, ReadOnly: opts.ReadOnly, View: p.View, InPlace: inPlace})
	p.matching.Begin(matches.Project{ID: p.info.ID, Path: path, ReadOnly: !opts.keepsMatches(path), View: p.View, InPlace: inPlace})
	if opts.ReadOnly {
		p.queue.refuse()
		close(p.written)
	} else {
		go p.write()
		if opts.Index {
			p.index.Nudge()
		}
	}
	return p, nil
}

// openConverted converts a copy of a project in an older format and opens the copy,
// which Close removes. The copy is made beside the project or, if that folder cannot
// be written to, in the system's temporary folder. It returns ErrOlderVersion unless
// opts.Convert is set.
func openConverted(path string, opts Options) (*Project, error) {
	if !opts.Convert {
		return nil, fmt.Errorf("%w; open it for writing once to convert it (a backup is kept)", model.ErrOlderVersion)
	}
	work, err := sidefile.NewWork(filepath.Dir(path))
	if err != nil {
		work, err = sidefile.NewWork(os.TempDir())
	}
	if err != nil {
		return nil, err
	}
	aside := work.File(model.ProjectExt)
	if err := migration.Convert(path, aside, opts.migration()); err != nil {
		return nil, errors.Join(ledger.Advise(err), work.End())
	}
	opts.named = path
	p, err := openPresent(aside, opts)
	if err != nil {
		return nil, errors.Join(err, work.End())
	}
	p.discard = work.End
	return p, nil
}

// openBolt opens the file with bolt, which locks it and maps it into memory.
func openBolt(path string, opts Options) (*bolt.DB, error) {
	var db *bolt.DB
	err := ledger.Safely(func() (err error) {
		db, err = bolt.Open(path, ledger.FileMode, &bolt.Options{
			Timeout: opts.Timeout, ReadOnly: opts.ReadOnly && ledger.SharesReading, InitialMmapSize: headroom(path),
		})
		return err
	})
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return nil, lock.Taken(path)
	case errors.Is(err, fs.ErrPermission) && !opts.ReadOnly:
		return nil, fmt.Errorf("%w: %w; open it for reading only, or copy it to a folder of your own", model.ErrReadOnly, err)
	case err != nil:
		return nil, err
	}
	db.AllocSize = 1 << 20 // bytes by which the file grows
	return db, nil
}

// headroom returns how many bytes of address space to map for the file: a gigabyte
// more than its size, or 0 for bolt's default. If the file outgrows the map, bolt
// waits for all readers to end and admits no new ones meanwhile. On Windows bolt
// would extend the file to the size of the map.
func headroom(path string) int {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || strconv.IntSize < 64 {
		return 0
	}
	return int(info.Size()) + 1<<30
}

// load reads the parts of the project that are kept in memory, and checks that it
// has all buckets, a codebook that can be read, and a sound end of the history.
func (p *Project) load() error {
	return ledger.Safely(func() error {
		return p.db.View(p.guarded(func(tx ledger.Tx) error {
			for _, name := range ledger.AllBuckets() {
				if tx.Bucket([]byte(name)) == nil {
					return model.Damaged("the part called %q is missing", name)
				}
			}
			info, err := ledger.ReadInfo(tx)
			if err != nil {
				return err
			}
			if info.Name == "" {
				info.Name = nameOf(p.named())
			}
			p.info = info
			if err := p.readSelf(tx); err != nil {
				return err
			}
			if _, err = ledger.ReadCodebook(tx); err != nil {
				return err
			}
			if err = ledger.CheckHead(tx); err != nil {
				return err
			}
			p.marked, err = ledger.IsMarked(tx)
			return err
		}))
	})
}

// founding returns the description from which a new project's file is made.
func (o Options) founding() ledger.Founding {
	return ledger.Founding{At: o.Now(), Generator: o.Generator, Identity: o.Identity, Codebook: o.Codebook, Positions: o.Positions}
}

// migration returns the options with which a project in an older format is
// converted.
func (o Options) migration() migration.Options {
	return migration.Options{Lock: o.Terms(), Now: o.Now, Context: o.Context, Step: o.Migrating}
}

// Terms returns the options for locking the project.
func (o Options) Terms() lock.Terms {
	return lock.Terms{Timeout: o.Timeout, ReadOnly: o.ReadOnly, Program: o.Generator}
}

// keepsMatches reports whether the file of matches of the project at path is written.
func (o Options) keepsMatches(path string) bool {
	if !o.ReadOnly {
		return true
	}
	if !o.KeepMatches || o.named != "" { // a converted copy is removed
		return false
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	return err == nil && file.Close() == nil
}
