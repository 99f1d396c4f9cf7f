package mend_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestARenamedProjectKeepsItsContentAndItsBackups(t *testing.T) {
	p := newIn(t)
	storagetest.Rename(t, p, "title")
	storagetest.BackUp(t, p)
	if err := mend.Rename(p.Path(), p.Path()+"x"); !errors.Is(err, model.ErrLocked) {
		t.Errorf("an open project is renamed: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(filepath.Dir(p.Path()), "Flood + rain.assay")
	if err := mend.Rename(p.Path(), to); err != nil {
		t.Fatal(err)
	}
	if title := storagetest.TitleIn(t, to); title != "title" {
		t.Errorf("the project has the title %q", title)
	}
	if n := len(storagetest.Backups(t, to)); n != 1 {
		t.Errorf("there are %d backups", n)
	}
	left, err := os.ReadDir(filepath.Dir(to))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		if name := filepath.Join(filepath.Dir(to), f.Name()); name == p.Path() || name == backup.Folder(p.Path()) {
			t.Errorf("%s is left", f.Name())
		}
	}
	q, err := storage.Open(to, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if q.Info().Name != "Flood + rain" {
		t.Errorf("the project is called %q", q.Info().Name)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
}

// newIn returns a new project that is not verified at its own path when the test ends.
func newIn(t *testing.T) *storage.Project {
	t.Helper()
	p, err := storage.Create(filepath.Join(t.TempDir(), "harbour.assay"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Import(t, p, storagetest.Document("The ferry sank at noon."))
	return p
}

func TestRenamingReplacesNothing(t *testing.T) {
	for name, taken := range map[string]func(to string) error{
		"a file":              func(to string) error { return os.WriteFile(to, []byte("text"), 0o644) },
		"a folder of backups": func(to string) error { return os.Mkdir(backup.Folder(to), 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := storagetest.NewWithClock(t)
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(filepath.Dir(p.Path()), "taken.assay")
			if err := taken(to); err != nil {
				t.Fatal(err)
			}
			if err := mend.Rename(p.Path(), to); !errors.Is(err, fs.ErrExist) {
				t.Errorf("the error is %v", err)
			}
			if _, err := os.Stat(p.Path()); err != nil {
				t.Error(err)
			}
		})
	}
	if err := mend.Rename(filepath.Join(t.TempDir(), "gone.assay"), "x.assay"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}
