package storagetest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestACopyIsWholeOrAbsentWhenItsMakerIsKilled(t *testing.T) {
	seed, rng := moments(t)
	for round := range wholeRounds() {
		path, docs := smallProject(t, seed+uint64(round))
		said := child{job: jobCopy, path: path, max: 120 * time.Millisecond}.kill(t, rng)
		last := whole(t, path, docs)
		copies := 0
		for n := uint64(2); n <= last; n++ {
			_, err := os.Stat(numbered(path, n))
			switch {
			case err == nil:
				copies++
				if at := whole(t, numbered(path, n), docs); at != n {
					t.Fatalf("copy %d has %d changes", n, at)
				}
			case n <= said || !errors.Is(err, fs.ErrNotExist):
				t.Fatalf("copy %d was made: %v", n, err)
			}
		}
		t.Logf("round %d: killed after copy %d, %d are there and whole", round, said, copies)
	}
}

func TestAnExportIsWholeOrAsItWasWhenItsMakerIsKilled(t *testing.T) {
	seed, rng := moments(t)
	for round := range wholeRounds() {
		path, docs := smallProject(t, seed+uint64(round))
		said := child{job: jobExport, path: path, max: 120 * time.Millisecond}.kill(t, rng)
		last := whole(t, path, docs)
		file, err := os.Open(setOf(path))
		if errors.Is(err, fs.ErrNotExist) && said == 0 {
			t.Logf("round %d: killed before the first export, none is there", round)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		set, err := setfile.Read(file)
		file.Close()
		if err != nil || len(set.Articles) != len(docs) {
			t.Fatalf("the set is not whole: %v", err)
		}
		at := uint64(1 + len(set.Articles[0].Notes))
		if at < said || at > last {
			t.Fatalf("set %d was written, project has %d, and the set is of change %d", said, last, at)
		}
		t.Logf("round %d: killed after export %d, the set is of change %d", round, said, at)
	}
}

func TestABackupIsWholeOrAbsentWhenItsMakerIsKilled(t *testing.T) {
	seed, rng := moments(t)
	for round := range wholeRounds() {
		path, docs := smallProject(t, seed+uint64(round))
		said := child{job: jobBackup, path: path, max: 120 * time.Millisecond}.kill(t, rng)
		last := whole(t, path, docs)
		newest, backups := wholeBackups(t, path, docs)
		if newest < said || newest > last {
			t.Fatalf("backup %d was made, the project has %d, and the newest backup is of %d", said, last, newest)
		}
		t.Logf("round %d: killed after backup %d, %d are there and whole", round, said, backups)
	}
}

// wholeBackups checks each backup of the project. It returns the newest change in
// any of them and their number.
func wholeBackups(t *testing.T, path string, docs []*model.Document) (newest uint64, n int) {
	t.Helper()
	list, err := backup.List(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range list {
		newest = max(newest, whole(t, b.Path, docs))
	}
	return newest, len(list)
}

func TestAProjectIsWholeWhenItsRestoreIsKilled(t *testing.T) {
	seed, rng := moments(t)
	for round := range wholeRounds() {
		path, docs := smallProject(t, seed+uint64(round))
		copyProject(t, path, backupOf(path))
		said := child{job: jobRestore, path: path, max: 160 * time.Millisecond}.kill(t, rng)
		last := whole(t, path, docs)
		_, backups := wholeBackups(t, path, docs)
		if said > 0 && backups == 0 || last > 2 {
			t.Fatalf("after %d the project has %d changes, and there are %d backups", said, last, backups)
		}
		t.Logf("round %d: killed with %d changes and %d files set aside", round, last, backups)
	}
}

func TestAProjectIsWholeWhenItsCompactionIsKilled(t *testing.T) {
	seed, rng := moments(t)
	for round := range wholeRounds() {
		path, docs := smallProject(t, seed+uint64(round))
		said := child{job: jobCompact, path: path, max: 160 * time.Millisecond}.kill(t, rng)
		last := whole(t, path, docs)
		if last < said {
			t.Fatalf("change %d was acknowledged, the file ends with %d", said, last)
		}
		t.Logf("round %d: killed after compaction %d, has %d", round, said, last)
	}
}

// recoverUntilKilled repeatedly recovers a damaged project into a new file.
func recoverUntilKilled(path string) error {
	for n := uint64(1); ; n++ {
		if _, err := mend.Recover(context.Background(), path, numbered(path, n), storage.Options{}); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func TestARecoveredProjectIsWholeOrAbsentWhenItsMakerIsKilled(t *testing.T) {
	seed, rng := moments(t)
	path, docs := smallProject(t, seed)
	damaged := contentOf(t, path)
	hit := len(damaged)/2 + rng.IntN(len(damaged)/3)
	for n := range 64 {
		damaged[hit+n] ^= 0x5A
	}
	for round := range wholeRounds() {
		path := filepath.Join(t.TempDir(), "damaged"+model.ProjectExt)
		if err := os.WriteFile(path, damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		said := child{job: jobRecover, path: path, max: 150 * time.Millisecond}.kill(t, rng)
		if !bytes.Equal(contentOf(t, path), damaged) {
			t.Fatal("recovering has changed the damaged file")
		}
		found := uint64(0)
		for n := uint64(1); n <= said+2; n++ {
			_, err := os.Stat(numbered(path, n))
			switch {
			case err == nil:
				found++
				storagetest.Check(t, numbered(path, n))
				if articles := articlesIn(t, numbered(path, n)); articles < len(docs)-2 {
					t.Fatalf("the recovered project has %d of %d articles", articles, len(docs))
				}
			case n <= said || !errors.Is(err, fs.ErrNotExist):
				t.Fatalf("project %d was recovered: %v", n, err)
			}
		}
		t.Logf("round %d: killed after recovery %d, %d are there and whole", round, said, found)
	}
}

func articlesIn(t *testing.T, path string) int {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	list, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
