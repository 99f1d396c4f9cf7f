package storage_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// mostTime is how long opening, reading and verifying one small damaged file may
// take, which is far more than it usually does.
const mostTime = 20 * time.Second

type damage struct {
	name   string
	rounds int
	do     func(rng *rand.Rand, data []byte, used int) []byte
}

func damages() []damage {
	page := os.Getpagesize()
	anyPage := func(rng *rand.Rand, data []byte, used int) []byte {
		n := rng.IntN(used / page)
		return data[n*page : (n+1)*page]
	}
	return []damage{
		{"a byte", 1500, func(rng *rand.Rand, data []byte, used int) []byte {
			data[rng.IntN(used)] ^= byte(1 + rng.IntN(255))
			return data
		}},
		{"a bit", 500, func(rng *rand.Rand, data []byte, used int) []byte {
			data[rng.IntN(used)] ^= 1 << rng.IntN(8)
			return data
		}},
		{"a page's header", 500, func(rng *rand.Rand, data []byte, used int) []byte {
			p := anyPage(rng, data, used)
			for range 1 + rng.IntN(4) {
				p[rng.IntN(16)] = byte(rng.Uint32())
			}
			return data
		}},
		{"a page's elements", 300, func(rng *rand.Rand, data []byte, used int) []byte {
			p := anyPage(rng, data, used)
			for range 1 + rng.IntN(8) {
				p[16+rng.IntN(240)] = byte(rng.Uint32())
			}
			return data
		}},
		{"a page zeroed", 200, func(rng *rand.Rand, data []byte, used int) []byte {
			clear(anyPage(rng, data, used))
			return data
		}},
		{"a page in place of another", 200, func(rng *rand.Rand, data []byte, used int) []byte {
			copy(anyPage(rng, data, used), bytes.Clone(anyPage(rng, data, used)))
			return data
		}},
		{"cut off", 200, func(rng *rand.Rand, data []byte, used int) []byte { return data[:1+rng.IntN(used-1)] }},
	}
}

// TestNoDamageIsReadAsSomethingElse damages a project many times. Whatever can be
// read from it without an error must be what was written. Each attempt must end in
// time, without a crash.
func TestNoDamageIsReadAsSomethingElse(t *testing.T) {
	path := storagetest.Worked(t, 5)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	used := storagetest.UsedBytes(t, whole)
	want := documentsOf(t, path)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	broken := filepath.Join(t.TempDir(), "broken.assay")
	for _, d := range damages() {
		rounds, slowest := d.rounds, time.Duration(0)
		if testing.Short() {
			rounds /= 10
		}
		noticed, unread := 0, 0
		for range rounds {
			data := d.do(rng, bytes.Clone(whole), used)
			storagetest.WriteOld(t, broken, data)
			start := time.Now()
			found, read := readDamaged(t, broken, want)
			slowest = max(slowest, time.Since(start))
			if found {
				noticed++
			}
			if !read {
				unread++
			}
		}
		t.Logf("%-32s %4d times: noticed %4d, not opened %4d, slowest %v", d.name, rounds, noticed, unread, slowest.Round(time.Millisecond))
		if slowest > mostTime {
			t.Errorf("%s: one took %v", d.name, slowest)
		}
	}
}

func documentsOf(t testing.TB, path string) map[model.ArticleID]*model.Document {
	docs := map[model.ArticleID]*model.Document{}
	for _, d := range storagetest.ContentOf(t, path).Documents {
		docs[d.ID] = d
	}
	return docs
}

// readDamaged opens a damaged project and reads its content. It fails the test if
// it reads something that was never written. found reports whether damage was
// noticed.
func readDamaged(t *testing.T, path string, want map[model.ArticleID]*model.Document) (found, opened bool) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		return true, false
	}
	problems, err := p.Verify(t.Context())
	found = err != nil || len(problems) > 0
	list, err := p.All()
	found = found || err != nil
	read, written := 0, len(want)
	for _, d := range want {
		for _, annotations := range d.Annotations {
			written += len(annotations)
		}
	}
	for _, a := range list {
		got, err := p.Document(a.ID)
		found = found || err != nil
		if err != nil {
			continue
		}
		old := want[a.ID]
		if old == nil || got.Text != old.Text || got.Metadata != old.Metadata {
			t.Errorf("article %s is read as %q", a.ID, got.Text)
			continue
		}
		read++
		for span, annotations := range got.Annotations {
			read += len(annotations)
			for _, a := range annotations {
				if was, ok := old.Annotation(span, a.Analyst); !ok || was != a {
					t.Errorf("%v is read as %v", span, a)
				}
			}
		}
	}
	if _, err := p.History(^uint64(0), 1000); err != nil {
		found = true
	}
	if err := p.Close(); err != nil {
		found = true
	}
	if !found && read != written {
		t.Errorf("%d of %d things are left, but no damage was reported", read, written)
	}
	return found, true
}

func TestEveryDamagedByteThatMattersIsNoticed(t *testing.T) {
	path := storagetest.Worked(t, 3)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"harbour", "Heard it twice.", "claim", "quote", "Often late."} {
		data := bytes.ReplaceAll(whole, []byte(text), append([]byte(text[:len(text)-1]), '_'))
		broken := filepath.Join(t.TempDir(), "broken.assay")
		storagetest.WriteOld(t, broken, data)
		if found, _ := readDamaged(t, broken, documentsOf(t, path)); !found && bytes.Contains(whole, []byte(text)) {
			t.Errorf("the change of %q was not reported", text)
		}
	}
}

func TestAnOlderCopyDoesNotReachTheHead(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	older, err := p.Head()
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	newer, err := p.Head()
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := p.Reaches(older); !ok || err != nil {
		t.Errorf("its own past: %v (%v)", ok, err)
	}
	if ok, err := p.Reaches(newer); !ok || err != nil {
		t.Errorf("itself: %v (%v)", ok, err)
	}
	if ok, err := p.Reaches(ledger.Head{Change: newer.Change + 1, Link: newer.Link}); ok || err != nil {
		t.Errorf("the future: %v (%v)", ok, err)
	}
	other, _ := storagetest.NewLetter(t)
	if ok, err := other.Reaches(older); ok || err != nil {
		t.Errorf("another project: %v (%v)", ok, err)
	}
}

// FuzzOpenDamaged overwrites bytes of a project, may cut off its end, and then
// reads and recovers it.
func FuzzOpenDamaged(f *testing.F) {
	path := storagetest.Worked(f, 2)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	docs := documentsOf(f, path)
	page := os.Getpagesize()
	f.Add(uint32(16), []byte{0xed}, uint32(0))
	f.Add(uint32(2*page+8), []byte{1, 0}, uint32(0))
	f.Add(uint32(3*page), bytes.Repeat([]byte{0}, 16), uint32(0))
	f.Add(uint32(page), []byte{}, uint32(3*page))
	broken := filepath.Join(f.TempDir(), "broken.assay")
	f.Fuzz(func(t *testing.T, at uint32, put []byte, cut uint32) {
		data := bytes.Clone(whole)
		copy(data[int(at)%len(data):], put)
		if cut > 0 {
			data = data[:int(cut)%len(data)]
		}
		storagetest.WriteOld(t, broken, data)
		start := time.Now()
		readDamaged(t, broken, docs)
		if _, err := mend.Recover(t.Context(), broken, filepath.Join(t.TempDir(), "fresh.assay"), storage.Options{}); err != nil && len(data) > page*8 && len(put) < page {
			t.Errorf("recover: %v", err)
		}
		if took := time.Since(start); took > mostTime {
			t.Errorf("it took %v", took)
		}
	})
}
