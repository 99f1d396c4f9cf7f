package backup_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/storage/storagetest"
)

func TestABackupIsTheProjectAsItWas(t *testing.T) {
	p, c := storagetest.NewWithClock(t)
	storagetest.Rename(t, p, "before")
	b := storagetest.BackUp(t, p)
	storagetest.Rename(t, p, "after")
	if title := storagetest.TitleIn(t, b.Path); title != "before" {
		t.Errorf("the backup has the title %q", title)
	}
	want := filepath.Join(p.Path()+".backups", "test 2031-05-07 120000Z.assay")
	if b.Path != want || !b.At.Equal(c.Now) || b.Size == 0 {
		t.Errorf("the backup is %+v", b)
	}
	// Another backup in the same second has a different name.
	if second := storagetest.BackUp(t, p); second.Path == b.Path {
		t.Errorf("the second is called %s too", second.Path)
	}
}

func TestSavingGoesOnDuringABackup(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	stop, done := make(chan struct{}), make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if _, err := p.Backup(context.Background()); err != nil {
				done <- err
				return
			}
		}
	}()
	for i := range 50 {
		storagetest.Rename(t, p, fmt.Sprintf("title %d", i))
	}
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	for _, b := range storagetest.Backups(t, p.Path()) {
		storagetest.TitleIn(t, b.Path)
	}
}

func TestABackupThatIsStoppedLeavesNothing(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Backup(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if names, _ := os.ReadDir(backup.Folder(p.Path())); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestABackupOfAFileThatIsGoneIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "moved.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := os.Rename(path, path+".elsewhere"); err != nil {
		t.Skip("an open file cannot be renamed here")
	}
	storagetest.WriteOld(t, path, storagetest.ClosedBytes(t, 1))
	if _, err := p.Backup(context.Background()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another file has its name: %v", err)
	}
}

func TestABackupIsDueADayAfterTheLast(t *testing.T) {
	p, c := storagetest.NewWithClock(t)
	due := func(want bool) {
		t.Helper()
		if is, err := p.BackupDue(); err != nil || is != want {
			t.Errorf("at %v a backup is due: %v (%v)", c.Now, is, err)
		}
	}
	due(true)
	storagetest.BackUp(t, p)
	due(false)
	c.Now = c.Now.Add(24 * time.Hour)
	due(false)
	c.Now = c.Now.Add(time.Minute)
	due(false) // nothing has changed since the last one
	storagetest.Rename(t, p, "another")
	due(true)
	c.Now = storagetest.Noon().Add(-25 * time.Hour) // the last backup now has a date in the future
	due(true)

	c.Now = storagetest.Noon().Add(30 * time.Hour)
	kept, err := p.BackupByHand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Rename(t, p, "a third")
	due(false) // a backup made by hand counts, too
	c.Now = c.Now.Add(25 * time.Hour)
	due(true)
	storagetest.Rename(t, p, "another")
	if err := os.WriteFile(kept.Path, []byte("no project any more"), 0o600); err != nil {
		t.Fatal(err)
	}
	due(true)

	empty := storagetest.New(t)
	if is, err := empty.BackupDue(); is || err != nil {
		t.Errorf("a backup of nothing is due (%v)", err)
	}
}

// On each of 60 days two backups are made while working and one before a restore.
// At the end only the backups that the rotation keeps may be left.
func TestSevenDaysAndFourWeeksAreKept(t *testing.T) {
	p, c := storagetest.NewWithClock(t)
	data, err := os.ReadFile(storagetest.BackUp(t, p).Path)
	if err != nil {
		t.Fatal(err)
	}
	folder := backup.Folder(p.Path())
	name := func(at time.Time, occasion string) string {
		return filepath.Join(folder, "test "+at.Format("2006-01-02 150405Z")+occasion+".assay")
	}
	for range 60 {
		storagetest.WriteOld(t, name(c.Now.Add(-6*time.Hour), ""), data)
		storagetest.WriteOld(t, name(c.Now, " before restore"), data)
		storagetest.WriteOld(t, filepath.Join(folder, "mine.txt"), []byte("mine"))
		storagetest.BackUp(t, p)
		c.Now = c.Now.Add(24 * time.Hour)
	}
	last := c.Now.Add(-24 * time.Hour) // Saturday, 5 July
	var working, restores []string
	for _, b := range storagetest.Backups(t, p.Path()) {
		if b.Occasion == model.BeforeRestore {
			restores = append(restores, b.At.Format(time.DateOnly))
			continue
		}
		working = append(working, b.At.Format("2006-01-02 15"))
	}
	var want []string
	for i := range 7 {
		want = append(want, last.AddDate(0, 0, -i).Format("2006-01-02 15"))
	}
	// The two newest of the four weeks have their last backups among the seven
	// days. The two weeks before them keep those of their Sundays.
	want = append(want, "2031-06-22 12", "2031-06-15 12")
	if !slices.Equal(working, want) {
		t.Errorf("kept are %v, not %v", working, want)
	}
	if len(restores) != 7 || restores[0] != last.Format(time.DateOnly) {
		t.Errorf("of what restores replaced, kept are %v", restores)
	}
	if _, err := os.Stat(filepath.Join(folder, "mine.txt")); err != nil {
		t.Errorf("a file of somebody else: %v", err)
	}
}

// An analyst makes 22 backups by hand, and a backup made while working follows
// each. The newest 20 made by hand are kept.
func TestBackupsMadeByHandAreKept(t *testing.T) {
	p, c := storagetest.NewWithClock(t)
	storagetest.BackUp(t, p)
	var made []string
	for range 22 {
		c.Now = c.Now.Add(time.Minute)
		b, err := p.BackupByHand(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if b.Occasion != model.ByHand {
			t.Errorf("it is %+v", b)
		}
		made = append(made, b.Path)
		c.Now = c.Now.Add(time.Minute)
		storagetest.BackUp(t, p)
	}
	working := 0
	var kept []string
	for _, b := range storagetest.Backups(t, p.Path()) {
		if b.Occasion == model.ByHand {
			kept = append(kept, b.Path)
		} else {
			working++
		}
	}
	slices.Reverse(kept)
	if !slices.Equal(kept, made[2:]) || working != 1 {
		t.Errorf("kept are %d made while working and by hand %v", working, kept)
	}
}

func TestWhatAKilledBackupLeftIsRemovedByTheNext(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	folder := backup.Folder(p.Path())
	left := filepath.Join(folder, ".assay-123")
	if err := os.MkdirAll(left, 0o755); err != nil {
		t.Fatal(err)
	}
	storagetest.WriteOld(t, filepath.Join(left, "new.assay"), []byte("half a project"))
	old := time.Now().Add(-25 * time.Hour) // for systems without locks
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	atWork, err := sidefile.NewWork(folder)
	if err != nil {
		t.Fatal(err)
	}
	storagetest.WriteOld(t, atWork.File(".assay"), []byte("half of another"))
	storagetest.BackUp(t, p)
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there (%v)", err)
	}
	if _, err := os.Stat(atWork.File(".assay")); err != nil {
		t.Errorf("somebody is still at work there: %v", err)
	}
	if err := atWork.End(); err != nil {
		t.Error(err)
	}
}
