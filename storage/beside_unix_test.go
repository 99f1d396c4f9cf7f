//go:build linux || darwin

package storage_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/storage/storagetest"
)

// workOn imports an article, searches and makes a backup, so that files are made
// beside the project. It returns the error of the backup.
func workOn(t *testing.T, path string) error {
	t.Helper()
	p := storagetest.Reopened(t, path, storage.Options{})
	storagetest.Import(t, p, storagetest.Babble(rand.New(rand.NewPCG(9, 9))))
	storagetest.SameFound(t, p)
	if _, err := p.Matching(t.Context(), nil); err != nil {
		t.Error(err)
	}
	if _, err := storage.Open(path, storage.Options{Timeout: time.Millisecond}); !errors.Is(err, model.ErrLocked) {
		t.Errorf("a second window: %v", err)
	}
	_, backup := p.BackupByHand(t.Context())
	storagetest.SettleIndex(p)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	storagetest.Check(t, path)
	return backup
}

// If a link, a pipe, a folder or another file has the name of a file beside the
// project, it is not written to, followed or waited for. Editing and searching
// continue.
func TestWhatStandsInTheWayBesideAProjectIsLeftAlone(t *testing.T) {
	kinds := map[string]func(path, victim string) error{
		"a link":           func(path, victim string) error { return os.Symlink(victim, path) },
		"a dangling link":  func(path, victim string) error { return os.Symlink(victim+".made", path) },
		"a link to itself": func(path, _ string) error { return os.Symlink(filepath.Base(path), path) },
		"a link to a folder": func(path, victim string) error {
			return errors.Join(os.MkdirAll(victim+".folder", 0o755), os.Symlink(victim+".folder", path))
		},
		"another name": func(path, victim string) error { return os.Link(victim, path) },
		"a huge file": func(path, _ string) error {
			return errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 1<<33))
		},
		"a folder": func(path, _ string) error {
			return errors.Join(os.Mkdir(path, 0o755), os.WriteFile(filepath.Join(path, "mine"), nil, 0o600))
		},
		"a pipe": func(path, _ string) error { return syscall.Mkfifo(path, 0o600) },
	}
	for kind, put := range kinds {
		for _, suffix := range []string{".holder", index.Ext, matches.Ext, ".backups"} {
			t.Run(kind+suffix, func(t *testing.T) {
				path, _ := storagetest.Library(t, 60)
				victim := filepath.Join(t.TempDir(), "victim")
				storagetest.WriteOld(t, victim, []byte("mine"))
				if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Fatal(err)
				}
				if err := put(path+suffix, victim); err != nil {
					t.Skip(err)
				}
				backup := workOn(t, path)
				if refused := suffix == ".backups" && kind != "a folder"; (backup != nil) != refused {
					t.Errorf("the backup: %v", backup)
				}
				if data, err := os.ReadFile(victim); err != nil || string(data) != "mine" {
					t.Errorf("the other file is %q (%v)", data, err)
				}
				made, _ := filepath.Glob(victim + ".*/*")
				if dangling, err := os.Lstat(victim + ".made"); err == nil || len(made) > 0 {
					t.Errorf("a link was followed: %v, %v", dangling, made)
				}
			})
		}
	}
}

// modesBeside returns the modes of a project's file and of the files beside it, by
// the part of their paths after the project's path.
func modesBeside(t *testing.T, path string) map[string]fs.FileMode {
	t.Helper()
	modes := map[string]fs.FileMode{}
	err := filepath.WalkDir(filepath.Dir(path), func(name string, e fs.DirEntry, err error) error {
		if err != nil || name == filepath.Dir(path) {
			return err
		}
		info, err := e.Info()
		if err == nil {
			modes[strings.TrimPrefix(name, path)] = info.Mode().Perm()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modes
}

func TestFilesBesideAProjectHaveItsMode(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o077} {
		for _, mode := range []fs.FileMode{0o600, 0o640, 0o644, 0o660} {
			t.Run(fmt.Sprintf("%03o with umask %03o", mode, umask), func(t *testing.T) {
				defer syscall.Umask(syscall.Umask(umask))
				path, _ := storagetest.Library(t, 60)
				// Everyone can read the index, although the project may be readable
				// to fewer people.
				if err := errors.Join(os.Chmod(path, mode), os.Chmod(path+index.Ext, 0o644)); err != nil {
					t.Fatal(err)
				}
				p := storagetest.Reopened(t, path, storage.Options{})
				storagetest.SameFound(t, p)
				if _, err := p.Matching(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
				note, err := os.Stat(path + ".holder")
				if err != nil || note.Mode().Perm() != mode {
					t.Errorf("the note has %v (%v)", note.Mode(), err)
				}
				if _, err := p.BackupByHand(t.Context()); err != nil {
					t.Fatal(err)
				}
				if err := errors.Join(p.SaveElsewhere(path+" copy"), p.Close()); err != nil {
					t.Fatal(err)
				}
				if _, err := mend.Compact(t.Context(), path, storage.Options{}); err != nil {
					t.Fatal(err)
				}
				if err := mend.Restore(t.Context(), storagetest.Backups(t, path)[0].Path, path); err != nil {
					t.Fatal(err)
				}
				if _, err := mend.Recover(t.Context(), path, path+" recovered", storage.Options{}); err != nil {
					t.Fatal(err)
				}
				folder := mode | mode&0o444>>2
				for name, got := range modesBeside(t, path) {
					want := mode
					if name == ".backups" {
						want = folder
					}
					// The index is not opened to more people than before.
					if got != want && !(name == index.Ext && got == 0o644&mode) {
						t.Errorf("%q has %03o", name, got)
					}
				}
			})
		}
	}
}

func TestAProjectWithTheLongestNameHasAllThatOthersHave(t *testing.T) {
	for name, stem := range map[string]string{
		"80 Chinese characters": strings.Repeat("新", 80),
		"the most of them":      strings.Repeat("新", 83),
		"the most letters":      strings.Repeat("x", 249),
		"accents":               strings.Repeat("e\u0301", 83),
		"emoji":                 strings.Repeat("👩\u200d👧", 22),
	} {
		t.Run(name, func(t *testing.T) {
			short, _ := storagetest.Library(t, 60)
			path := filepath.Join(filepath.Dir(short), stem+model.ProjectExt)
			if err := errors.Join(os.Rename(short, path), os.Remove(short+index.Ext)); err != nil {
				t.Skip(err)
			}
			if err := workOn(t, path); err != nil {
				t.Fatal(err)
			}
			for _, ext := range []string{index.Ext, matches.Ext} {
				if _, err := os.Stat(sidefile.Beside(path, ext)); err != nil {
					t.Errorf("%s: %v", ext, err)
				}
			}
			if _, err := mend.Compact(t.Context(), path, storage.Options{}); err != nil {
				t.Error(err)
			}
			list := storagetest.Backups(t, path)
			if len(list) != 1 || list[0].Occasion != model.ByHand {
				t.Fatalf("the backups are %v", list)
			}
			if err := mend.Restore(t.Context(), list[0].Path, path); err != nil {
				t.Error(err)
			}
			for range 3 { // usually several in one second
				p := storagetest.Reopened(t, path, storage.Options{})
				b := storagetest.BackUp(t, p)
				if err := p.Close(); err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(stem, filepath.Base(b.Path)[:30]) {
					t.Errorf("it is called %s", b.Path)
				}
			}
		})
	}
}

// If a process is killed while it makes a copy, the unfinished copy is removed when
// the project is next opened for writing.
func TestWhatAKilledHolderWasMakingIsRemoved(t *testing.T) {
	path, _ := storagetest.Library(t, 5)
	left := filepath.Join(filepath.Dir(path), ".assay-4711")
	if err := os.Mkdir(left, 0o700); err != nil {
		t.Fatal(err)
	}
	storagetest.WriteOld(t, filepath.Join(left, "new.assay"), []byte("half a project"))
	storagetest.WriteOld(t, left+".part", []byte("half a set"))
	storagetest.WriteOld(t, path+".holder", fmt.Appendf(nil, `{"host":"here","pid":%d,"since":"2031-05-06T07:08:09Z"}`, storagetest.GoneProcess(t)))
	if err := storagetest.Reopened(t, path, storage.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.FolderHas(t, filepath.Dir(path), "library.assay", "library.assay"+index.Ext)
}
