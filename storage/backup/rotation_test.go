package backup_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestADamagedProjectDoesNotPushOutItsGoodBackups(t *testing.T) {
	for name, back := range map[string]func(*storage.Project) (model.Backup, error){
		"by hand":       func(p *storage.Project) (model.Backup, error) { return p.BackupByHand(t.Context()) },
		"while working": func(p *storage.Project) (model.Backup, error) { return p.Backup(t.Context()) },
	} {
		t.Run(name, func(t *testing.T) {
			p, c := storagetest.NewWithClock(t)
			good, err := back(p)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			sound, err := os.ReadFile(p.Path())
			if err != nil {
				t.Fatal(err)
			}
			defer storagetest.WriteOld(t, p.Path(), sound)
			storagetest.Spoil(t, p.Path())
			p, err = storage.Open(p.Path(), storage.Options{ReadOnly: true, Now: c.Read})
			if err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			for range 22 {
				c.Now = c.Now.Add(24 * time.Hour)
				b, err := back(p)
				if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), good.At.Format("2006-01-02 15:04")) || b.Path != "" {
					t.Fatalf("%+v, %v", b, err)
				}
			}
			if list := storagetest.Backups(t, p.Path()); len(list) != 1 || list[0] != good {
				t.Errorf("left are %v", list)
			}
			storagetest.FolderHas(t, backup.Folder(p.Path()), filepath.Base(good.Path))
		})
	}
}

// The folder has more damaged backups than are kept, as a version of Assay that did
// not check its backups could leave it.
func TestTheNewestGoodBackupIsNeverRemoved(t *testing.T) {
	p, c := storagetest.NewWithClock(t)
	good, err := p.BackupByHand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(good.Path)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := filepath.Join(t.TempDir(), "spoiled.assay")
	storagetest.WriteOld(t, spoiled, data)
	storagetest.Spoil(t, spoiled)
	data, err = os.ReadFile(spoiled)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		at := c.Now.Add(time.Duration(i+1) * time.Hour)
		storagetest.WriteOld(t, filepath.Join(backup.Folder(p.Path()), "test "+at.Format("2006-01-02 150405Z")+" by hand.assay"), data)
	}
	// A restore makes no new checked backup, so the good one must stay.
	for range 3 {
		if err := mend.Restore(t.Context(), good.Path, p.Path()); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(storagetest.Backups(t, p.Path()), good) {
			t.Fatal("the only good backup is gone")
		}
	}
	// A backup by hand is checked, so the older good one may be removed.
	c.Now = c.Now.Add(100 * time.Hour)
	p, err = storage.Open(p.Path(), storage.Options{Now: c.Read})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	made, err := p.BackupByHand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list := storagetest.Backups(t, p.Path())
	byHand := 0
	for _, b := range list {
		if b.Occasion == model.ByHand {
			byHand++
		}
	}
	if !slices.Contains(list, made) || byHand != 20 {
		t.Errorf("%d made by hand are left, with the newest: %v", byHand, slices.Contains(list, made))
	}
}

// Replaced files are kept as backups. Sound and damaged ones are counted
// separately, so that neither kind pushes out the other.
func TestDamagedFilesThatWereReplacedAreCountedApart(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	b := storagetest.BackUp(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	restore := func() {
		t.Helper()
		if err := mend.Restore(t.Context(), b.Path, p.Path()); err != nil {
			t.Fatal(err)
		}
	}
	restore()
	for range 9 {
		storagetest.Spoil(t, p.Path())
		restore()
	}
	var sound, damaged int
	for _, b := range storagetest.Backups(t, p.Path()) {
		switch {
		case b.Occasion != model.BeforeRestore:
		case b.Damaged != strings.HasSuffix(b.Path, " before restore damaged.assay"):
			t.Errorf("%+v", b)
		case b.Damaged:
			damaged++
		default:
			sound++
			storagetest.Check(t, b.Path)
		}
	}
	if sound != 1 || damaged != 7 {
		t.Errorf("kept are %d sound and %d damaged ones", sound, damaged)
	}
}

// A wrong clock has dated backups in the future.
func TestBackupsOfTheFutureNeitherCountNorPushOutThoseOfToday(t *testing.T) {
	p, c := storagetest.NewWithClock(t)
	data, err := os.ReadFile(storagetest.BackUp(t, p).Path)
	if err != nil {
		t.Fatal(err)
	}
	folder := backup.Folder(p.Path())
	for day := range 40 {
		for _, occasion := range []string{"", " by hand", " before restore"} {
			at := c.Now.AddDate(0, 0, 1+day)
			storagetest.WriteOld(t, filepath.Join(folder, fmt.Sprintf("test %s%s.assay", at.Format("2006-01-02 150405Z"), occasion)), data)
		}
	}
	c.Now = c.Now.Add(3 * time.Hour)
	storagetest.Rename(t, p, "of today")
	today := storagetest.BackUp(t, p)
	byHand, err := p.BackupByHand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list := storagetest.Backups(t, p.Path())
	if !slices.Contains(list, today) || !slices.Contains(list, byHand) || len(list) != 122 {
		t.Errorf("%d are left, of today: %v, %v", len(list), slices.Contains(list, today), slices.Contains(list, byHand))
	}
	if err := errors.Join(os.Remove(today.Path), os.Remove(byHand.Path)); err != nil {
		t.Fatal(err)
	}
	if due, err := p.BackupDue(); !due || err != nil {
		t.Errorf("a backup is due: %v (%v)", due, err)
	}
	storagetest.BackUp(t, p)
	if due, err := p.BackupDue(); due || err != nil {
		t.Errorf("another one is due: %v (%v)", due, err)
	}
}

func TestBackupsOfAnotherProjectOfThatNameStay(t *testing.T) {
	old, c := storagetest.NewWithClock(t)
	kept, err := old.BackupByHand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(kept.Path)
	if err := errors.Join(err, old.Close()); err != nil {
		t.Fatal(err)
	}
	p := storagetest.NewWith(t, storage.Options{Now: c.Read})
	folder := backup.Folder(p.Path())
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	theirs := filepath.Join(folder, "test 2031-05-06 120000Z by hand.assay")
	storagetest.WriteOld(t, theirs, data)
	for range 22 {
		c.Now = c.Now.Add(time.Minute)
		if _, err := p.BackupByHand(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if list := storagetest.Backups(t, p.Path()); len(list) != 21 || list[20].Path != theirs {
		t.Errorf("left are %v", list)
	}
}

// A restore first links the present file as a backup and then replaces it. If it is
// killed between these steps, one file has both names.
func TestANameOfTheProjectIsNoBackupOfIt(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	b := storagetest.BackUp(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(backup.Folder(p.Path()), "test 2031-05-08 120000Z before restore.assay")
	if err := os.Link(p.Path(), left); err != nil {
		t.Skip(err)
	}
	if list := storagetest.Backups(t, p.Path()); !slices.Equal(list, []model.Backup{b}) {
		t.Errorf("the backups are %v", list)
	}
	if _, err := mend.Compact(t.Context(), p.Path(), storage.Options{}); err != nil {
		t.Errorf("compacting: %v", err)
	}
	if list := storagetest.Backups(t, p.Path()); len(list) != 2 { // the link is a backup now, because the project has a new file
		t.Errorf("the backups are %v", list)
	}
}
