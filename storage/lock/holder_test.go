package lock_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/storagetest"
)

func TestTheOneWhoHasAProjectOpenIsNamed(t *testing.T) {
	p := storagetest.NewWith(t, storage.Options{Generator: "Assay 7.0"})
	h, known := lock.HolderOf(p.Path())
	host, _ := os.Hostname()
	if !known || h.PID != os.Getpid() || h.Host != host || h.Program != "Assay 7.0" || time.Since(h.Since) > time.Minute {
		t.Errorf("the holder is %+v (%v)", h, known)
	}
	start := time.Now()
	_, err := storage.Open(p.Path(), storage.Options{})
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %v to say so", took)
	}
	if !errors.Is(err, model.ErrLocked) || !strings.Contains(err.Error(), h.String()) {
		t.Errorf("a second window: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, known := lock.HolderOf(p.Path()); known {
		t.Error("the note is still there")
	}
}

func TestAStaleNoteKeepsNobodyOut(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	host, _ := os.Hostname()
	note := p.Path() + ".holder"
	for _, content := range []string{
		fmt.Sprintf(`{"host":%q,"pid":%d,"since":"2031-05-06T07:08:09Z"}`, host, storagetest.GoneProcess(t)),
		`{"host":"elsewhere","pid":1,"since":"2031-05-06T07:08:09Z"}`, `{`, "",
	} {
		storagetest.WriteOld(t, note, []byte(content))
		for _, readOnly := range []bool{true, false} {
			q, err := storage.Open(p.Path(), storage.Options{ReadOnly: readOnly})
			if err != nil {
				t.Fatalf("%s: %v", content, err)
			}
			if err := q.Close(); err != nil {
				t.Fatal(err)
			}
		}
		storagetest.FolderHas(t, filepath.Dir(note), "test.assay")
	}
	// Only a reader has the project open, and the note names a process that has
	// ended. So the error must not name that process.
	storagetest.WriteOld(t, note, fmt.Appendf(nil, `{"host":%q,"pid":%d,"since":"2031-05-06T07:08:09Z"}`, host, storagetest.GoneProcess(t)))
	q, err := storage.Open(p.Path(), storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if _, err := storage.Open(p.Path(), storage.Options{}); !errors.Is(err, model.ErrLocked) || strings.Contains(err.Error(), "process") {
		t.Errorf("with a reader: %v", err)
	}
}

// If a folder has the name of the note, the note cannot be written, and the project
// opens without it.
func TestANoteThatCannotBeWrittenIsDoneWithout(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(p.Path()+".holder", 0o755); err != nil {
		t.Fatal(err)
	}
	storagetest.WriteOld(t, filepath.Join(p.Path()+".holder", "x"), nil)
	q, err := storage.Open(p.Path(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Close(); err != nil {
		t.Error(err)
	}
}

func TestANoteOfTheHolderIsReadInPart(t *testing.T) {
	path, _ := storagetest.Library(t, 5)
	note := fmt.Sprintf(`{"host":"elsewhere","pid":1,"since":"2031-05-06T07:08:09Z","program":%q}`, strings.Repeat("x", 1<<16))
	storagetest.WriteOld(t, path+".holder", []byte(note))
	if h, known := lock.HolderOf(path); known {
		t.Errorf("it is %+v", h)
	}
}
