package storagetest_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// roundsPerFile is the number of rounds after which a new project is begun. The
// model replays the whole history in each round, so rounds get slower as it grows.
const roundsPerFile = 5

// editUntilKilled continues the world of the seed from the end of the file, and
// prints the id of each change reported to be on the disk.
func editUntilKilled(path string, seed uint64) error {
	w := newWorld(seed)
	p, err := storage.Open(path, storage.Options{
		Notify: func(s storage.Status) { fmt.Println(s.Durable) },
		Now:    func() time.Time { return w.clock },
	})
	if err != nil {
		return err
	}
	last, err := newestChange(p)
	if err != nil {
		return err
	}
	w.reach(last)
	for n := 0; ; n++ {
		if err := do(p, w, w.next()); err != nil {
			return err
		}
		if n%7 == 0 {
			time.Sleep(time.Duration(n%3) * time.Millisecond)
		}
	}
}

func TestAcknowledgedChangesSurviveBeingKilled(t *testing.T) {
	seed, rng := moments(t)
	var path string
	for round := range *roundsFlag {
		if round%roundsPerFile == 0 {
			path = filepath.Join(t.TempDir(), "killed"+model.ProjectExt)
			emptyProject(t, path)
			seed++
		}
		c := child{job: jobEdit, path: path, seed: seed, max: 160 * time.Millisecond}
		acknowledged := c.kill(t, rng)
		storagetest.Check(t, path)
		kept := sameAsPrefix(t, path, seed, acknowledged)
		t.Logf("round %d: killed after change %d, has %d", round, acknowledged, kept)
		if t.Failed() {
			t.FailNow()
		}
	}
}

func emptyProject(t *testing.T, path string) {
	t.Helper()
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

// newestChange returns the id of the last change in the file, or 0 if it has none.
func newestChange(p *storage.Project) (uint64, error) {
	last, err := p.History(^uint64(0), 1)
	if err != nil || len(last) == 0 {
		return 0, err
	}
	return last[0].ID, nil
}

// sameAsPrefix checks that the file holds the world that the seed produces with the
// same number of changes. It also checks that the newest change in the file is not
// older than the acknowledged one, and returns the id of the newest change.
func sameAsPrefix(t *testing.T, path string, seed, acknowledged uint64) uint64 {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	last, err := newestChange(p)
	if err != nil || last < acknowledged {
		t.Fatalf("change %d was acknowledged, and the file ends with %d (%v)", acknowledged, last, err)
	}
	w := newWorld(seed)
	w.reach(last)
	w.same(t, p)
	return last
}
