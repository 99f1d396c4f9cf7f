package storage_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

func TestAFileThatIsNoProjectIsRefusedAndLeftAlone(t *testing.T) {
	whole := storagetest.ClosedBytes(t, 12)
	other := filepath.Join(t.TempDir(), "other.db")
	db, err := bolt.Open(other, 0o644, &bolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("meta"))
		if err != nil {
			return err
		}
		return b.Put([]byte("application"), []byte("something else"))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	noMagic := bytes.Clone(whole)
	for _, page := range []int{0, 1} {
		copy(noMagic[page*os.Getpagesize()+16:], "\x01\x02\x03\x04")
	}
	badSums := bytes.Clone(whole)
	for _, page := range []int{0, 1} {
		badSums[page*os.Getpagesize()+40] ^= 0xff
	}
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"empty":                      {nil, model.ErrEmptyFile},
		"one byte":                   {[]byte("x"), model.ErrNotProject},
		"text":                       {[]byte(strings.Repeat("A letter about the ferry.\n", 1000)), model.ErrNotProject},
		"zeros":                      {make([]byte, 1<<16), model.ErrNotProject},
		"noise":                      {storagetest.Noise(1 << 16), model.ErrNotProject},
		"another program's database": {foreign, model.ErrNotProject},
		"no magic number":            {noMagic, model.ErrNotProject},
		"broken checksums":           {badSums, model.ErrDamaged},
		"cut after 100 bytes":        {whole[:100], model.ErrDamaged},
		"cut after a page":           {whole[:os.Getpagesize()], model.ErrDamaged},
		"cut after two pages":        {whole[:2*os.Getpagesize()], model.ErrDamaged},
		"cut in the middle":          {whole[:storagetest.UsedBytes(t, whole)/2], model.ErrDamaged},
		"the end replaced by zeros":  {zeroed(whole, storagetest.UsedBytes(t, whole)/2), model.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file.assay")
			storagetest.WriteOld(t, path, c.content)
			for _, readOnly := range []bool{false, true} {
				p, err := storage.Open(path, storage.Options{ReadOnly: readOnly})
				if err == nil {
					p.Close()
				}
				if !errors.Is(err, c.want) || !strings.Contains(err.Error(), path) {
					t.Errorf("read-only %v: %v", readOnly, err)
				}
			}
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(after, c.content) {
				t.Errorf("the file has changed (%v)", err)
			}
			if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
				t.Errorf("beside the file: %v", names)
			}
		})
	}
}

func zeroed(data []byte, from int) []byte {
	data = bytes.Clone(data)
	clear(data[from:])
	return data
}

func TestAMissingFileOrAFolderIsNamed(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "none.assay")
	if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("missing: %v", err)
	}
	if _, err := storage.Open(folder, storage.Options{}); !errors.Is(err, model.ErrNotProject) {
		t.Errorf("folder: %v", err)
	}
	if names, _ := os.ReadDir(folder); len(names) != 0 {
		t.Errorf("made: %v", names)
	}
}

func TestANewerFormatIsRefusedAndLeftAlone(t *testing.T) {
	p, _ := storagetest.NewLetter(t)
	newer, err := codec.Marshal(ledger.Format + 1)
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Tamper(t, p, func(tx ledger.Tx) error {
		return tx.Bucket([]byte(ledger.BucketMeta)).Put([]byte(ledger.KeyFormat), newer)
	})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(p.Path(), storage.Options{}); !errors.Is(err, model.ErrNewerVersion) || !strings.Contains(err.Error(), "2") {
		t.Errorf("open: %v", err)
	}
	if after, _ := os.ReadFile(p.Path()); !bytes.Equal(before, after) {
		t.Error("the file has changed")
	}
}

func TestOneWindowHoldsTheFile(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	quick := storage.Options{Timeout: 60 * time.Millisecond}
	for _, readOnly := range []bool{false, true} {
		quick.ReadOnly = readOnly
		_, err := storage.Open(p.Path(), quick)
		if !errors.Is(err, model.ErrLocked) || !strings.Contains(err.Error(), p.Path()) {
			t.Errorf("read-only %v: %v", readOnly, err)
		}
	}
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := storage.Open(p.Path(), quick)
	if err != nil {
		t.Fatalf("after it is closed: %v", err)
	}
	again.Close()
}

func TestReadersShareAFileAndChangeNothing(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	opts := storage.Options{ReadOnly: true, Timeout: 60 * time.Millisecond}
	for range 2 {
		r, err := storage.Open(p.Path(), opts)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if got := labels(t, r, d.ID); got != ",,," {
			t.Errorf("labels %s", got)
		}
		if id := r.Enqueue(storagetest.Tag(d, 0, model.Claim)); id != 0 {
			t.Errorf("a reader took change %d", id)
		}
		more := storagetest.Document("One more letter.")
		if _, err := r.Import(t.Context(), one(more), storage.ImportOptions{}); !errors.Is(err, model.ErrReadOnly) {
			t.Errorf("import: %v", err)
		}
		if err := r.Flush(t.Context()); err != nil {
			t.Errorf("flush: %v", err)
		}
		if problems, err := r.Verify(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("verify: %v, %v", problems, err)
		}
	}
	if _, err := storage.Open(p.Path(), storage.Options{Timeout: 60 * time.Millisecond}); !errors.Is(err, model.ErrLocked) {
		t.Errorf("writing while others read: %v", err)
	}
	if after, _ := os.ReadFile(p.Path()); !bytes.Equal(before, after) {
		t.Error("the file has changed")
	}
}

func TestCreateKeepsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.assay")
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Create(path, storage.Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Errorf("the file holds %q", data)
	}
	if _, err := storage.Create(filepath.Join(filepath.Dir(path), "no", "x.assay"), storage.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in no folder: %v", err)
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

func TestANewProjectSaysWhatItIs(t *testing.T) {
	now := time.Date(2031, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))
	p := storagetest.NewWith(t, storage.Options{Generator: "Assay 9.8", Now: func() time.Time { return now }})
	info := p.Info()
	if info.Name != "test" || len(info.ID) != 32 || !info.Created.Equal(now) || info.Format != 2 || info.Generator != "Assay 9.8" {
		t.Errorf("info %+v", info)
	}
	book, err := p.Codebook()
	if err != nil || len(book) != 3 || book[0].Key != model.Claim || book[2].Examples == nil {
		t.Errorf("codebook %v (%v)", book, err)
	}
	if other := storagetest.New(t); other.Info().ID == info.ID {
		t.Error("two projects have the same id")
	}
}

// TestADamagedFileIsNeverACrash changes random bytes of a project, opens it and
// reads its content.
func TestADamagedFileIsNeverACrash(t *testing.T) {
	whole := storagetest.ClosedBytes(t, 25)
	used := storagetest.UsedBytes(t, whole)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	path := filepath.Join(t.TempDir(), "damaged.assay")
	found := 0
	const rounds = 300
	for range rounds {
		data := bytes.Clone(whole)
		switch page := rng.IntN(used / os.Getpagesize()); rng.IntN(3) {
		case 0: // a few bytes anywhere
			for range 1 + rng.IntN(20) {
				data[rng.IntN(used)] = byte(rng.Uint32())
			}
		case 1: // the beginning of a page
			for range 1 + rng.IntN(4) {
				data[page*os.Getpagesize()+rng.IntN(128)] = byte(rng.Uint32())
			}
		case 2: // a page in place of another
			from := rng.IntN(used/os.Getpagesize()) * os.Getpagesize()
			copy(data[page*os.Getpagesize():], whole[from:from+os.Getpagesize()])
		}
		storagetest.WriteOld(t, path, data)
		if readAll(t, path) {
			found++
		}
	}
	t.Logf("%d of %d damaged files were recognised", found, rounds)
	if found < rounds/4 {
		t.Errorf("only %d of %d damaged files were recognised", found, rounds)
	}
}

// readAll opens a project, reads its content, and reports whether there was an
// error or a problem.
func readAll(t *testing.T, path string) bool {
	t.Helper()
	p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		return true
	}
	problems, err := p.Verify(t.Context())
	wrong := err != nil || len(problems) > 0
	list, err := p.All()
	wrong = wrong || err != nil
	for _, a := range list {
		_, err := p.Document(a.ID)
		wrong = wrong || err != nil
	}
	_, err = p.History(^uint64(0), 1000)
	wrong = wrong || err != nil
	_, err = p.Summaries("Ines")
	wrong = wrong || err != nil
	if err := p.Close(); err != nil {
		wrong = true
	}
	return wrong
}
