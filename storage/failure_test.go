package storage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

//  What must hold whenever writing fails:
//
//    - Flush, Status and Notify report it, with the system's reason
//    - everything acknowledged stays, everything else stays in the queue, in order
//    - reading continues
//    - SaveElsewhere makes a complete copy that includes the queue
//    - Retry changes nothing while the cause lasts, and then writes everything
//    - Close ends, leaves no goroutine, and reports what is lost

// broken is a project whose disk accepts no more writes. The first acknowledged
// remarks are on the disk, and the others are queued.
type broken struct {
	p            *storage.Project
	d            *model.Document
	acknowledged int // number of remarks
	queued       int // number of remarks, including the acknowledged ones
}

// remark returns a change that adds the n-th note to the letter.
func remark(d *model.Document, n int, text string) edit.Change {
	return edit.Change{Analyst: "Ines", Verb: edit.Note, Edits: []edit.Edit{
		storagetest.NoteOf(fmt.Sprintf("note%06d", n), model.OnArticle(d.ID), text),
	}}
}

// untilItFails adds remarks until one cannot be saved, and then two more.
func untilItFails(t *testing.T, p *storage.Project, d *model.Document) broken {
	t.Helper()
	text := strings.Repeat("Far too long a note. ", 500)
	b := broken{p: p, d: d}
	for {
		p.Enqueue(remark(d, b.queued, text))
		b.queued++
		err := p.Flush(t.Context())
		if err != nil {
			if s := p.Status(); s.State != storage.Failed || s.Err == nil || s.Queued != 1 {
				t.Fatalf("after %v the status is %+v", err, s)
			}
			break
		}
		if b.acknowledged = b.queued; b.queued > 4000 {
			t.Fatal("there is no end to what can be written")
		}
	}
	for range 2 {
		p.Enqueue(remark(d, b.queued, text))
		b.queued++
	}
	return b
}

// holdsOut checks what must hold while writing fails.
func (b broken) holdsOut(t *testing.T, reason error) {
	t.Helper()
	err := b.p.Flush(t.Context())
	if err == nil || reason != nil && !errors.Is(err, reason) || !strings.Contains(err.Error(), b.p.Path()) {
		t.Errorf("Flush says %v, want %v and the file's name", err, reason)
	}
	if got := remarks(t, b.p, b.d); got != b.acknowledged {
		t.Errorf("%d remarks can be read, %d were acknowledged", got, b.acknowledged)
	}
	b.p.Retry()
	if err := b.p.Flush(t.Context()); err == nil || reason != nil && !errors.Is(err, reason) {
		t.Errorf("after a Retry in vain Flush says %v, want %v", err, reason)
	}
	if s := b.p.Status(); s.State != storage.Failed || s.Queued != b.queued-b.acknowledged {
		t.Errorf("after a Retry in vain the status is %+v; %d should be queued", s, b.queued-b.acknowledged)
	}
	elsewhere := filepath.Join(t.TempDir(), "elsewhere"+model.ProjectExt)
	if err := b.p.SaveElsewhere(elsewhere); err != nil {
		t.Fatalf("SaveElsewhere: %v", err)
	}
	storagetest.Check(t, elsewhere)
	if got := remarksIn(t, elsewhere, b.d); got != b.queued {
		t.Errorf("the copy has %d remarks of %d", got, b.queued)
	}
}

// recovers checks that Retry writes everything now that the cause is gone.
func (b broken) recovers(t *testing.T) {
	t.Helper()
	b.p.Retry()
	if err := b.p.Flush(t.Context()); err != nil {
		t.Fatalf("when it should work again Flush says %v", err)
	}
	if err := b.p.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	storagetest.Check(t, b.p.Path())
	if got := remarksIn(t, b.p.Path(), b.d); got != b.queued {
		t.Errorf("the file has %d remarks of %d", got, b.queued)
	}
}

// losesOnlyTheQueue checks that Close ends although writing fails, and that it
// reports the queued changes as lost.
func (b broken) losesOnlyTheQueue(t *testing.T) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- b.p.Close() }()
	select {
	case err := <-ended:
		if want := fmt.Sprintf("%d changes", b.queued-b.acknowledged); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Close says %v, want %q", err, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("Close hangs")
	}
}

func remarks(t *testing.T, p *storage.Project, d *model.Document) int {
	t.Helper()
	notes, err := p.Notes(model.OnArticle(d.ID))
	if err != nil {
		t.Errorf("reading: %v", err)
	}
	for i, n := range notes {
		if want := fmt.Sprintf("note%06d", i); n.ID != want {
			t.Errorf("note %d is %s", i, n.ID)
		}
	}
	return len(notes)
}

func remarksIn(t *testing.T, path string, d *model.Document) int {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	return remarks(t, p, d)
}

// letterIn makes a project in a folder and imports the letter.
func letterIn(t *testing.T, folder string) (*storage.Project, *model.Document) {
	t.Helper()
	p, err := storage.Create(filepath.Join(folder, "letter"+model.ProjectExt), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	d := storagetest.Document(storagetest.Letter)
	storagetest.Import(t, p, d)
	return p, d
}

func TestAFileThatIsRemovedOrReplacedStopsTheSaving(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let go of the name of an open file")
	}
	away := func(path string) (back func() error, err error) {
		return func() error { return os.Rename(path+".away", path) }, os.Rename(path, path+".away")
	}
	folderAway := func(path string) (back func() error, err error) {
		folder := filepath.Dir(path)
		return func() error { return os.Rename(folder+".away", folder) }, os.Rename(folder, folder+".away")
	}
	replaced := func(path string) (back func() error, err error) {
		back, err = away(path)
		return back, errors.Join(err, os.WriteFile(path, []byte("the other's file"), 0o666))
	}
	for name, do := range map[string]func(string) (func() error, error){
		"file moved": away, "folder moved": folderAway, "file replaced": replaced,
	} {
		t.Run(name, func(t *testing.T) {
			storagetest.Goroutines(t)
			folder := filepath.Join(t.TempDir(), "folder")
			if err := os.Mkdir(folder, 0o777); err != nil {
				t.Fatal(err)
			}
			p, d := letterIn(t, folder)
			p.Enqueue(remark(d, 0, "Seen."))
			if err := p.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			back, err := do(p.Path())
			if err != nil {
				t.Fatal(err)
			}
			b := broken{p: p, d: d, acknowledged: 1, queued: 3}
			p.Enqueue(remark(d, 1, "Seen."))
			p.Enqueue(remark(d, 2, "Seen."))
			if err := p.Flush(t.Context()); err == nil {
				t.Fatal("what can never be found again was acknowledged")
			}
			b.holdsOut(t, nil)
			if err := back(); err != nil {
				t.Fatal(err)
			}
			b.recovers(t)
		})
	}
}

func TestAFolderThatIsRemovedStopsTheSaving(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not remove what is open")
	}
	storagetest.Goroutines(t)
	folder := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	p, d := letterIn(t, folder)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	b := broken{p: p, d: d, queued: 2}
	p.Enqueue(remark(d, 0, "Seen."))
	p.Enqueue(remark(d, 1, "Seen."))
	if err := p.Flush(t.Context()); err == nil {
		t.Fatal("what can never be found again was acknowledged")
	}
	b.holdsOut(t, nil)
	b.losesOnlyTheQueue(t)
}

func TestADiskThatFailsLeavesEverythingInPlace(t *testing.T) {
	for _, end := range []string{"recovers", "closed"} {
		t.Run(end, func(t *testing.T) {
			storagetest.Goroutines(t)
			p, d := letterIn(t, t.TempDir())
			disk := &fault{}
			p.SetCommit(func(real func() error) error {
				disk.mu.Lock()
				disk.broken = disk.broken || disk.commits == 20
				disk.mu.Unlock()
				return disk.around(real)
			})
			b := untilItFails(t, p, d)
			b.holdsOut(t, errDisk)
			if end == "closed" {
				b.losesOnlyTheQueue(t)
				disk.set(false)
				storagetest.Check(t, p.Path())
				if got := remarksIn(t, p.Path(), d); got != b.acknowledged {
					t.Errorf("the file has %d remarks, %d were acknowledged", got, b.acknowledged)
				}
				return
			}
			disk.mu.Lock()
			disk.commits, disk.broken = 100, false
			disk.mu.Unlock()
			b.recovers(t)
		})
	}
}
