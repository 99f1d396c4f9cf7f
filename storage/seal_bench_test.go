package storage_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// BenchmarkTagCommitAgainstBolt compares committing one annotation with a bare bolt
// Put of about as many bytes on the same disk.
func BenchmarkTagCommitAgainstBolt(b *testing.B) {
	p, d := benchProject(b, 1000, 20)
	db, err := bolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o644, &bolt.Options{Timeout: time.Second})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	value := make([]byte, 200)
	labels := model.DefaultCodebook()
	var ours, bare time.Duration
	n := 0
	for ; b.Loop(); n++ {
		start := time.Now()
		p.Enqueue(storagetest.Tag(d, n%len(d.Units), labels[n%3].Key))
		if err := p.Flush(b.Context()); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
		start = time.Now()
		err := db.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
			if err != nil {
				return err
			}
			return bucket.Put(ledger.Key64(uint64(n)), value)
		})
		if err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
	}
	b.ReportMetric(float64(ours.Microseconds())/float64(n), "µs/tag")
	b.ReportMetric(float64(bare.Microseconds())/float64(n), "µs/bare")
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
}

// verifiable makes a project of 20,000 articles and returns its path. Each article
// has 20 sentences, four of which are annotated.
func verifiable(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "bench.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	docs := func(yield func(*model.Document) bool) {
		rng := rand.New(rand.NewPCG(7, 8))
		for range 20_000 {
			if !yield(storagetest.Invent(rng, 20)) {
				return
			}
		}
	}
	_, err = p.Import(b.Context(), docs, storage.ImportOptions{Analyst: "Ines", Extra: func(d *model.Document) []edit.Edit {
		var edits []edit.Edit
		for n := range 4 {
			edits = append(edits, storagetest.Tag(d, 3*n, model.Claim).Edits...)
		}
		return edits
	}})
	if err != nil {
		b.Fatal(err)
	}
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkVerify(b *testing.B) {
	path := verifiable(b)
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	setBytes(b, path)
	for b.Loop() {
		if problems, err := p.Verify(b.Context()); err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
	}
}

func setBytes(b *testing.B, path string) {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
}

// BenchmarkOpenClose opens and closes a project of 20,000 articles.
func BenchmarkOpenClose(b *testing.B) {
	path := verifiable(b)
	for b.Loop() {
		p, err := storage.Open(path, storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
