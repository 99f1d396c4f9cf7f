package mend_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestRestorePutsTheBackupBackAndKeepsThePresentFile(t *testing.T) {
	for name, spoil := range map[string]func([]byte) []byte{
		"whole":     func(b []byte) []byte { return b },
		"damaged":   func(b []byte) []byte { clear(b[:8192]); return b },
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"empty":     func([]byte) []byte { return nil },
		"foreign":   func([]byte) []byte { return []byte("a text of somebody's") },
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := storagetest.NewWithClock(t)
			storagetest.Rename(t, p, "good")
			b := storagetest.BackUp(t, p)
			storagetest.Rename(t, p, "later")
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(p.Path())
			if err != nil {
				t.Fatal(err)
			}
			data = spoil(data)
			storagetest.WriteOld(t, p.Path(), data)

			if err := mend.Restore(context.Background(), b.Path, p.Path()); err != nil {
				t.Fatal(err)
			}
			if title := storagetest.TitleIn(t, p.Path()); title != "good" {
				t.Errorf("the project has the title %q", title)
			}
			list := storagetest.Backups(t, p.Path())
			kept := list[slices.IndexFunc(list, func(b model.Backup) bool { return b.Occasion == model.BeforeRestore })]
			if now, err := os.ReadFile(kept.Path); err != nil || !bytes.Equal(now, data) {
				t.Errorf("what was there was not kept (%v)", err)
			}
			// Writing to the project does not change the kept file.
			q, err := storage.Open(p.Path(), storage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			storagetest.Rename(t, q, "newest")
			if err := q.Close(); err != nil {
				t.Fatal(err)
			}
			if now, err := os.ReadFile(kept.Path); err != nil || !bytes.Equal(now, data) {
				t.Errorf("what was kept has changed (%v)", err)
			}
			storagetest.FolderHas(t, filepath.Dir(p.Path()), "test.assay", "test.assay.backups")
		})
	}
}

func TestRestoreAlsoWorksWhereTheFileIsGone(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	b := storagetest.BackUp(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(p.Path()); err != nil {
		t.Fatal(err)
	}
	if err := mend.Restore(context.Background(), b.Path, p.Path()); err != nil {
		t.Fatal(err)
	}
}

func TestRestoreRefusesWhatItMustNot(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	b := storagetest.BackUp(t, p)
	ctx := context.Background()
	if err := mend.Restore(ctx, b.Path, p.Path()); !errors.Is(err, model.ErrLocked) {
		t.Errorf("over an open project: %v", err)
	}
	other := storagetest.New(t)
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.assay")
	storagetest.WriteOld(t, bad, before[:4096*3])
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		from string
		want error
	}{
		"itself":          {ctx, p.Path(), nil},
		"another project": {ctx, other.Path(), nil},
		"damaged":         {ctx, bad, model.ErrDamaged},
		"another old one": {ctx, filepath.Join("..", "testdata", "v1.assay"), nil},
		"not there":       {ctx, bad + "x", fs.ErrNotExist},
		"stopped":         {cancelled, b.Path, context.Canceled},
	} {
		err := mend.Restore(c.ctx, c.from, p.Path())
		if err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, err := os.ReadFile(p.Path()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the project has changed (%v)", err)
	}
	if list := storagetest.Backups(t, p.Path()); len(list) != 1 {
		t.Errorf("the backups are %v", list)
	}
}

func TestALinkedProjectIsRestoredWhereItIs(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	b := storagetest.BackUp(t, p)
	storagetest.Rename(t, p, "later")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.assay")
	if err := os.Symlink(p.Path(), link); err != nil {
		t.Skip(err)
	}
	if err := mend.Restore(context.Background(), b.Path, link); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(link); err != nil || to != p.Path() {
		t.Errorf("the link leads to %q (%v)", to, err)
	}
	if title := storagetest.TitleIn(t, p.Path()); title == "later" {
		t.Error("the project was not restored")
	}
	if list := storagetest.Backups(t, link); len(list) != 1 || storagetest.TitleIn(t, list[0].Path) != "later" {
		t.Errorf("the backups are %v", list)
	}
}

// A file that a migration kept can be restored, although it has an older format.
func TestWhatAMigrationKeptIsRestored(t *testing.T) {
	old, err := os.ReadFile(filepath.Join("..", "testdata", "v0.assay"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.assay")
	storagetest.WriteOld(t, path, old)
	for want := 1; want <= 3; want += 2 { // a migration, then a restore and another migration
		p, err := storage.Open(path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		list := storagetest.Backups(t, path)
		if len(list) != want {
			t.Fatalf("the backups are %v", list)
		}
		kept := list[slices.IndexFunc(list, func(b model.Backup) bool { return b.Occasion == model.BeforeMigration })]
		if data, err := os.ReadFile(kept.Path); err != nil || !bytes.Equal(data, old) {
			t.Errorf("what was kept is not the old file (%v)", err)
		}
		if err := mend.CheckBackup(context.Background(), kept.Path, mend.CheckOptions{}); err != nil {
			t.Error(err)
		}
		if err := mend.Restore(context.Background(), kept.Path, path); err != nil {
			t.Fatal(err)
		}
	}
}
