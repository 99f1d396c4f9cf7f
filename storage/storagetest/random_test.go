package storagetest_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

var seedFlag = flag.Uint64("seed", 0, "do again what a failed random test has done")

// seedOf returns and logs a seed: the one given on the command line, or a new one.
func seedOf(t *testing.T) uint64 {
	seed := *seedFlag
	if seed == 0 {
		seed = uint64(time.Now().UnixNano()) % 1e9
	}
	t.Logf("do this again with -seed=%d", seed)
	return seed
}

// do makes the step in the world and in the project.
func do(p *storage.Project, w *world, s step) error {
	want := w.apply(s)
	if s.documents == nil {
		if id := p.Enqueue(s.change); id != want.ID {
			return fmt.Errorf("the change got id %d, want %d", id, want.ID)
		}
		return nil
	}
	var change uint64
	result, err := p.Import(context.Background(), slices.Values(s.documents), storage.ImportOptions{
		Analyst: s.change.Analyst, Batch: s.change.Batch,
		Landed: func(l storage.Landing) { change = l.Change.ID },
	})
	if err != nil || result.Added != len(s.documents) || result.Changes != 1 || change != want.ID {
		return fmt.Errorf("import: %+v, %w", result, err)
	}
	return nil
}

// trial is a project with the world that it should hold.
type trial struct {
	t       *testing.T
	path    string
	opts    storage.Options
	p       *storage.Project
	w       *world
	saved   []saved
	backups map[string]*world // the world in each backup, by the backup's path
	did     map[string]int    // number of times each action was taken
}

// saved is a copy of the project, with the world as it was then.
type saved struct {
	path string
	w    *world
}

func newTrial(t *testing.T, seed uint64) *trial {
	tr := &trial{t: t, path: filepath.Join(t.TempDir(), "random"+model.ProjectExt), w: newWorld(seed), backups: map[string]*world{}, did: map[string]int{}}
	tr.opts = storage.Options{Now: func() time.Time { return tr.w.clock }, Encode: storagetest.Encode}
	p, err := storage.Create(tr.path, tr.opts)
	tr.must(err)
	tr.p = p
	return tr
}

func (tr *trial) must(err error) {
	tr.t.Helper()
	if err != nil {
		tr.t.Fatal(err)
	}
}

func (tr *trial) compare() {
	tr.t.Helper()
	tr.must(tr.p.Flush(tr.t.Context()))
	tr.w.same(tr.t, tr.p)
}

// reopen closes the project, checks the file, and opens it again. Closing writes
// the queued changes.
func (tr *trial) reopen() {
	tr.t.Helper()
	tr.must(tr.p.Close())
	storagetest.Check(tr.t, tr.path)
	p, err := storage.Open(tr.path, tr.opts)
	tr.must(err)
	tr.p = p
}

// copy saves a copy of the project, including queued changes.
func (tr *trial) copy() {
	tr.t.Helper()
	path := numbered(tr.path, uint64(len(tr.saved)))
	tr.must(tr.p.SaveElsewhere(path))
	storagetest.Check(tr.t, path)
	tr.saved = append(tr.saved, saved{path, tr.w.clone()})
}

// goOnWithCopy replaces the project with one of its copies, if there are any.
func (tr *trial) goOnWithCopy() {
	tr.t.Helper()
	if len(tr.saved) == 0 {
		return
	}
	from := tr.saved[tr.w.rng.IntN(len(tr.saved))]
	tr.must(tr.p.Close())
	data, err := os.ReadFile(from.path)
	tr.must(err)
	tr.must(os.WriteFile(tr.path, data, 0o666))
	tr.goOnFrom(from)
}

// goOnFrom opens the project after its file was replaced, and continues with the
// world of from.
func (tr *trial) goOnFrom(from saved) {
	tr.t.Helper()
	tr.w = tr.w.revert(from.w)
	storagetest.Check(tr.t, tr.path)
	p, err := storage.Open(tr.path, tr.opts)
	tr.must(err)
	tr.p = p
}

// backup moves the clock ahead by less than two days and makes a backup of the
// project, including queued changes.
func (tr *trial) backup() {
	tr.t.Helper()
	tr.w.clock = tr.w.clock.Add(time.Duration(tr.w.rng.IntN(48)) * time.Hour)
	tr.must(tr.p.Flush(tr.t.Context()))
	b, err := tr.p.Backup(tr.t.Context())
	tr.must(err)
	tr.backups[b.Path] = tr.w.clone()
}

// restore replaces the project with a backup, if there is one. The replaced file
// becomes a backup, too.
func (tr *trial) restore() {
	tr.t.Helper()
	list, err := backup.List(tr.path)
	tr.must(err)
	if len(list) == 0 {
		return
	}
	from := list[tr.w.rng.IntN(len(list))].Path
	w := tr.backups[from]
	if w == nil {
		tr.t.Fatalf("the backup %s is unknown", from)
	}
	tr.must(tr.p.Close())
	tr.must(mend.Restore(tr.t.Context(), from, tr.path))
	was := tr.w
	tr.goOnFrom(saved{from, w})
	list, err = backup.List(tr.path)
	tr.must(err)
	for _, b := range list {
		if tr.backups[b.Path] == nil { // the file that was replaced
			tr.backups[b.Path] = was.clone()
		}
	}
}

// compact closes the project, rewrites its file, and opens it again.
func (tr *trial) compact() {
	tr.t.Helper()
	tr.must(tr.p.Close())
	_, err := mend.Compact(tr.t.Context(), tr.path, tr.opts)
	tr.must(err)
	storagetest.Check(tr.t, tr.path)
	p, err := storage.Open(tr.path, tr.opts)
	tr.must(err)
	tr.p = p
}

// recover closes the project, damages its records, its progress or nothing, and continues
// with the recovered project. The history is whole, so nothing may be lost.
func (tr *trial) recover() {
	tr.t.Helper()
	tr.must(tr.p.Close())
	broken, fresh := tr.path+".broken", tr.path+".fresh"
	data, err := os.ReadFile(tr.path)
	tr.must(err)
	storagetest.WriteOld(tr.t, broken, data)
	damage := [][]string{nil, {ledger.BucketRecords}, {ledger.BucketProgress, ledger.BucketFiles}}
	storagetest.SpoilValues(tr.t, broken, damage[tr.w.rng.IntN(len(damage))]...)
	_, err = mend.Recover(tr.t.Context(), broken, fresh, tr.opts)
	tr.must(err)
	storagetest.SameEntries(tr.t, fresh, tr.path, ledger.BucketRecords, ledger.BucketBeside, ledger.BucketReplicas, ledger.BucketHistory, ledger.BucketProgress, ledger.BucketUnits)
	tr.must(os.Rename(fresh, tr.path))
	tr.must(os.Remove(broken))
	tr.goOnFrom(saved{tr.path, tr.w})
}

var stepsFlag = flag.Int("steps", 3000, "how many steps the random test of a project takes")

func TestAProjectHoldsWhatTheModelSays(t *testing.T) {
	tr := newTrial(t, seedOf(t))
	turns := []struct {
		name   string
		weight int
		do     func()
	}{
		{"compared", 8, tr.compare},
		{"reopened", 6, tr.reopen},
		{"copied", 2, tr.copy},
		{"went on with a copy", 2, tr.goOnWithCopy},
		{"backed up", 5, tr.backup},
		{"restored", 2, tr.restore},
		{"compacted", 2, tr.compact},
		{"recovered", 2, tr.recover},
	}
	total := 0
	for _, turn := range turns {
		total += turn.weight
	}
	for steps := 0; steps < *stepsFlag; {
		for range 1 + tr.w.rng.IntN(100) {
			next := tr.w.next()
			tr.must(do(tr.p, tr.w, next))
			tr.did[string(next.change.Verb)]++
			steps++
		}
		at := tr.w.rng.IntN(total)
		for _, turn := range turns {
			if at -= turn.weight; at < 0 {
				turn.do()
				tr.did[turn.name]++
				break
			}
		}
	}
	tr.compare()
	storagetest.Finish(t, tr.p)
	t.Logf("%d changes at the end; %v", len(tr.w.changes), tr.did)
	for _, verb := range []edit.Verb{edit.Split, edit.Merge} {
		if tr.did[string(verb)] == 0 && *stepsFlag >= 1000 {
			t.Errorf("nothing was done to %s", verb)
		}
	}
}
