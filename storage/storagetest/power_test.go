package storagetest_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// Cutting the power
//
// When the power fails, data that was written but not synced may or may not be on
// the disk, page by page, in any combination. bolt writes a commit in two steps
// with a sync after each: first all new pages, none of which is in use yet, then
// one of the two meta pages, which makes them valid. So these files may remain:
//
//	in the first step     the old file, with any of the new pages in it
//	in the second step    the old file, with all of the new pages in it,
//	                      and the new meta page or not, or a torn one
//
// A disk that writes sectors completely or not at all leaves no torn meta page. On
// other disks, a file with a torn meta page looks like one that lost a completed
// commit. So it must not be opened as if nothing had happened: opening reports
// damage or that the file went back, and Recover saves the changes before that
// commit.
//
// The tests make a commit, compare the file before and after page by page, build
// each kind of mixture, and open it. Unless the meta page is torn, the file must
// pass its check and hold the world from before the commit, or the one after it if
// the new meta page is in it.

// cut is what a commit wrote.
type cut struct {
	before, after []byte
	pages         []int // the new pages, not counting meta pages
	first         bool  // the first commit since the project was opened, so the difference may span two commits
}

func cutBetween(before, after []byte) cut {
	c := cut{before: before, after: after}
	size := os.Getpagesize()
	for n := 2; n*size < len(after); n++ {
		if n*size >= len(before) || !bytes.Equal(before[n*size:(n+1)*size], after[n*size:(n+1)*size]) {
			c.pages = append(c.pages, n)
		}
	}
	return c
}

// mixed returns the old file with some of the new pages. In about half of the
// cases, the file has not grown yet.
func (c cut) mixed(rng *rand.Rand) []byte {
	mixture := bytes.Clone(c.before)
	if rng.IntN(2) == 0 { // the file grows before its pages are written
		mixture = append(mixture, make([]byte, len(c.after)-len(c.before))...)
	}
	share := rng.Float64()
	for _, n := range c.pages {
		from, to := n*os.Getpagesize(), (n+1)*os.Getpagesize()
		if to <= len(mixture) && rng.Float64() < share {
			copy(mixture[from:to], c.after[from:to])
		}
	}
	return mixture
}

// written returns the file with all new pages and the old meta pages.
func (c cut) written() []byte {
	meta := 2 * os.Getpagesize()
	return append(bytes.Clone(c.before[:meta]), c.after[meta:]...)
}

// torn returns the new file with some bytes of its newest meta page cleared.
func (c cut) torn(rng *rand.Rand) []byte {
	size := os.Getpagesize()
	torn := bytes.Clone(c.after)
	transaction := func(n int) uint64 { return binary.NativeEndian.Uint64(torn[n*size+16+48:]) }
	newest := 0
	if transaction(1) > transaction(0) {
		newest = 1
	}
	copy(torn[newest*size+16+rng.IntN(48):], make([]byte, 16))
	return torn
}

func TestAPowerCutLosesNoCommitThatWasAcknowledged(t *testing.T) {
	tried := 0
	eachCut(t, func(w *world, seed uint64, rng *rand.Rand, folder string, c cut) {
		files := [][]byte{c.after}
		if !c.first {
			files = append(files, c.mixed(rng), c.mixed(rng), c.written())
		}
		for n, file := range files {
			want := uint64(len(w.changes))
			if n > 0 {
				want--
			}
			found := filepath.Join(folder, fmt.Sprintf("found-%d%s", tried, model.ProjectExt))
			if err := os.WriteFile(found, file, 0o666); err != nil {
				t.Fatal(err)
			}
			storagetest.Check(t, found)
			if last := sameAsPrefix(t, found, seed, want); last != want {
				t.Fatalf("cut %d: the file has change %d, want %d", tried, last, want)
			}
			if err := os.Remove(found); err != nil || t.Failed() {
				t.Fatalf("cut %d (%v)", tried, err)
			}
			tried++
		}
	})
	t.Logf("%d cuts", tried)
}

func TestATornHeaderIsNotOpenedAsIfNothingHadHappened(t *testing.T) {
	tried := 0
	eachCut(t, func(w *world, _ uint64, rng *rand.Rand, folder string, c cut) {
		wentBack(t, folder, c.torn(rng), w, uint64(len(w.changes))-1)
		tried++
	})
	t.Logf("%d torn headers", tried)
}

// cutsPerFile is the number of cuts after which a new project is begun. The model
// replays the whole history for each cut, so cuts get slower as it grows.
const cutsPerFile = 20

// eachCut makes random commits in projects that are reopened now and then, and
// calls try with what some of the commits wrote.
func eachCut(t *testing.T, try func(w *world, seed uint64, rng *rand.Rand, folder string, c cut)) {
	t.Helper()
	seed, rng := moments(t)
	for left := 4 * *roundsFlag; left > 0; left -= cutsPerFile {
		g := &growing{t: t, rng: rng, w: newWorld(seed), path: filepath.Join(t.TempDir(), "power"+model.ProjectExt)}
		emptyProject(t, g.path)
		g.open()
		for range min(left, cutsPerFile) {
			c := g.grow()
			try(g.w, seed, rng, filepath.Dir(g.path), c)
		}
		if err := g.p.Close(); err != nil {
			t.Fatal(err)
		}
		seed++
	}
}

// growing is a project to which random commits are made, with the world that it
// should hold.
type growing struct {
	t      *testing.T
	rng    *rand.Rand
	w      *world
	path   string
	p      *storage.Project
	before []byte // content of the file before the commit
	first  bool   // nothing has been committed since the project was opened
}

func (g *growing) open() {
	g.t.Helper()
	p, err := storage.Open(g.path, storage.Options{Now: func() time.Time { return g.w.clock }})
	if err != nil {
		g.t.Fatal(err)
	}
	g.p, g.before, g.first = p, contentOf(g.t, g.path), true
}

// grow makes one to four commits and returns what the last one wrote. It sometimes
// reopens the project first.
func (g *growing) grow() cut {
	g.t.Helper()
	if g.rng.IntN(10) == 0 {
		if err := g.p.Close(); err != nil {
			g.t.Fatal(err)
		}
		g.open()
	}
	for range g.rng.IntN(4) {
		g.commit()
	}
	return g.commit()
}

// commit makes the world's next step in a commit of its own, and returns what it
// wrote.
func (g *growing) commit() cut {
	g.t.Helper()
	err := do(g.p, g.w, g.w.next())
	if err == nil {
		err = g.p.Flush(context.Background())
	}
	if err != nil {
		g.t.Fatal(err)
	}
	after := contentOf(g.t, g.path)
	c := cutBetween(g.before, after)
	c.first = g.first
	g.before, g.first = after, false
	return c
}

// wentBack checks that a file with a torn meta page is refused, and that Recover
// saves the changes up to was.
func wentBack(t *testing.T, folder string, file []byte, w *world, was uint64) {
	t.Helper()
	found, fresh := filepath.Join(folder, "torn"+model.ProjectExt), filepath.Join(folder, "fresh"+model.ProjectExt)
	if err := os.WriteFile(found, file, 0o666); err != nil {
		t.Fatal(err)
	}
	p, err := storage.Open(found, storage.Options{})
	if err == nil {
		p.Close()
	}
	if !errors.Is(err, model.ErrWentBack) && !errors.Is(err, model.ErrDamaged) {
		t.Fatalf("after change %d: a file whose newest meta page is torn is opened with %v", was+1, err)
	}
	if _, err := mend.Recover(t.Context(), found, fresh, storage.Options{Encode: storagetest.Encode}); err != nil {
		t.Fatalf("recover: %v", err)
	}
	storagetest.Check(t, fresh)
	p, err = storage.Open(fresh, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	last, err := newestChange(p)
	if err := errors.Join(err, p.Close(), os.Remove(found), os.Remove(fresh)); err != nil {
		t.Fatal(err)
	}
	if last < was || last > uint64(len(w.changes))+1 { // one more change may record the recovery
		t.Fatalf("recovering saved changes up to %d; %d were acknowledged", last, was)
	}
}

func contentOf(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
