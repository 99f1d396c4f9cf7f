// Package library keeps the analyst's profiles of outlets across projects, in a file in the
// folder of the settings.
package library

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/profile"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/sidefile"
)

//  The files
//
//	profiles.json          the profiles, as storage/exchange/profile writes them
//	profiles.json.before   the profiles before the last import
//	profiles.json.broken   a damaged file that was put aside
//	profiles.json.lock     empty; locked while a process changes the others
//
// A change reads the file, changes the profiles and replaces the file, all under the lock.
// So two processes that change different profiles at once both succeed. The lock is on a
// file of its own, because the file of profiles is replaced.

// fileName is the name of the file of profiles.
const fileName = "profiles.json"

// The suffixes of the other files.
const (
	beforeSuffix = ".before"
	brokenSuffix = ".broken"
	lockSuffix   = ".lock"
)

// patience is the time that a change waits for the lock of another process.
const patience = 5 * time.Second

// Library is the file of profiles. The zero value has no file: it has no profiles and cannot
// keep any.
type Library struct{ folder string }

// In returns the library in the folder of the settings, which need not exist.
func In(folder string) Library { return Library{folder} }

// Path returns the path of the file, or "" if the library keeps nothing.
func (l Library) Path() string {
	if l.folder == "" {
		return ""
	}
	return filepath.Join(l.folder, fileName)
}

// Profiles returns the profiles, sorted by outlet. If the file is damaged, Profiles renames it
// to the path aside and returns no profiles; otherwise aside is empty. The error wraps
// model.ErrNotRegular, for example if the file is a link, ErrTooLarge or ErrNewerVersion. The
// file then stays as it is.
func (l Library) Profiles() (all []model.Profile, aside string, err error) {
	if l.folder == "" {
		return nil, "", nil
	}
	all, err = l.read(l.Path())
	if damaged(err) {
		err = l.locked(func() error {
			all, aside, err = l.sound()
			return err
		})
	}
	return all, aside, err
}

// Change replaces the profiles with the result of change. If the file is damaged, Change
// renames it to the path aside, and calls change with no profiles. The error is that of change,
// one of Profiles, or ErrValue or ErrTooLarge for the new profiles. After an error, the
// profiles are unchanged.
func (l Library) Change(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	return l.change(false, change)
}

// Import is like Change, but keeps the previous profiles for UndoImport.
func (l Library) Import(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	return l.change(true, change)
}

func (l Library) change(keep bool, change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	if l.folder == "" {
		_, err := change(nil)
		return "", err
	}
	err = l.locked(func() error {
		var all []model.Profile
		if all, aside, err = l.sound(); err != nil {
			return err
		}
		after, err := change(slices.Clone(all))
		if err != nil {
			return err
		}
		if keep {
			if err := l.write(l.Path()+beforeSuffix, all); err != nil {
				return fmt.Errorf("keep the profiles as they were: %w", err)
			}
		}
		if err := l.write(l.Path(), after); err != nil {
			return fmt.Errorf("keep the profiles: %w", err)
		}
		return nil
	})
	return aside, err
}

// UndoImport exchanges the profiles with those from before the last import, so a second call
// undoes the first. It returns fs.ErrNotExist if nothing was imported.
func (l Library) UndoImport() error {
	if l.folder == "" {
		return fs.ErrNotExist
	}
	return l.locked(func() error {
		before, err := l.read(l.Path() + beforeSuffix)
		if err != nil {
			return fmt.Errorf("read the profiles before the last import: %w", err)
		}
		now, _, err := l.sound()
		if err != nil {
			return err
		}
		if err := l.write(l.Path(), before); err != nil {
			return fmt.Errorf("restore the profiles: %w", err)
		}
		return l.write(l.Path()+beforeSuffix, now)
	})
}

// read reads a file of profiles, without following links. A missing library is empty.
func (l Library) read(path string) ([]model.Profile, error) {
	const most = 2 * profile.MostBytes // in UTF-16, if somebody edited it
	data, err := sidefile.Read(path, most)
	if errors.Is(err, fs.ErrNotExist) && path == l.Path() {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the profiles: %w", err)
	}
	all, err := profile.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read the profiles in %s: %w", path, err)
	}
	return sorted(all), nil
}

// damaged reports whether an error means that the content of the file is invalid, so that the
// file can be put aside. A file of a newer version is not damaged.
func damaged(err error) bool {
	for _, is := range []error{model.ErrDamaged, model.ErrNoProfiles, model.ErrEmptyFile, model.ErrValue} {
		if errors.Is(err, is) {
			return true
		}
	}
	return false
}

// sound reads the profiles. It renames a damaged file to the path aside. The caller must hold
// the lock.
func (l Library) sound() (all []model.Profile, aside string, err error) {
	all, err = l.read(l.Path())
	if !damaged(err) {
		return all, "", err
	}
	const most = 100
	for n := 1; n <= most; n++ {
		aside = l.Path() + brokenSuffix
		if n > 1 {
			aside += fmt.Sprint(n)
		}
		moved := sidefile.Move(l.Path(), aside)
		if moved == nil {
			return nil, aside, sidefile.SyncFolder(l.folder)
		}
		if !errors.Is(moved, fs.ErrExist) {
			return nil, "", errors.Join(err, moved)
		}
	}
	return nil, "", fmt.Errorf("there are %d damaged files beside it; move them away: %w", most, err)
}

// write replaces a file of profiles. Only its owner may open it.
func (l Library) write(path string, all []model.Profile) error {
	data, err := profile.Encode(sorted(all))
	if err != nil {
		return err
	}
	if err := sidefile.Replace(path, data, sidefile.Access{}); err != nil {
		return err
	}
	return sidefile.SyncFolder(l.folder)
}

// sorted returns the profiles sorted by outlet.
func sorted(all []model.Profile) []model.Profile {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b model.Profile) int {
		return strings.Compare(string(model.OutletIDOf(a.Outlet)), string(model.OutletIDOf(b.Outlet)))
	})
	return all
}

// locked calls work while no other process changes the library. It makes the folder.
func (l Library) locked(work func() error) error {
	const folderMode = 0o700
	if err := os.MkdirAll(l.folder, folderMode); err != nil {
		return fmt.Errorf("make the folder for the profiles: %w", err)
	}
	path := l.Path() + lockSuffix
	file, err := sidefile.Create(path, sidefile.Access{})
	if errors.Is(err, fs.ErrExist) {
		file, err = sidefile.Open(path, os.O_RDWR)
	}
	if err != nil {
		return fmt.Errorf("lock the profiles: %w", err)
	}
	err = lock.Wait(file, patience)
	if err == nil {
		err = work()
	} else {
		err = fmt.Errorf("lock the profiles, which another Assay may be changing: %w", err)
	}
	return errors.Join(err, file.Close()) // which also unlocks it
}
