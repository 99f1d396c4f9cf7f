package storage_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// benchProject makes a project with invented articles of the given number of
// sentences; a sentence has about 80 bytes.
func benchProject(b *testing.B, articles, sentences int) (*storage.Project, *model.Document) {
	b.Helper()
	p, err := storage.Create(filepath.Join(b.TempDir(), "bench.assay"), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	rng := rand.New(rand.NewPCG(1, 2))
	var first *model.Document
	docs := func(yield func(*model.Document) bool) {
		for range articles {
			d := storagetest.Invent(rng, sentences)
			if first == nil {
				first = d
			}
			if !yield(d) {
				return
			}
		}
	}
	if _, err := p.Import(b.Context(), docs, storage.ImportOptions{Analyst: "Ines"}); err != nil {
		b.Fatal(err)
	}
	return p, first
}

// BenchmarkTagCommit measures one annotation from Enqueue until it is on the disk,
// in a project of 1,000 articles.
func BenchmarkTagCommit(b *testing.B) {
	p, d := benchProject(b, 1000, 36)
	labels := model.DefaultCodebook()
	for n := 0; b.Loop(); n++ {
		p.Enqueue(storagetest.Tag(d, n%len(d.Units), labels[n%3].Key))
		if err := p.Flush(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEnqueue measures Enqueue, for which a keypress waits.
func BenchmarkEnqueue(b *testing.B) {
	p, d := benchProject(b, 10, 36)
	c := storagetest.Tag(d, 0, model.Claim)
	for b.Loop() {
		p.Enqueue(c)
	}
	b.StopTimer()
	if err := p.Flush(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkImport1k adds 1,000 parsed articles of about 3 KB.
func BenchmarkImport1k(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	var docs []*model.Document
	for range 1000 {
		docs = append(docs, storagetest.Invent(rng, 36))
	}
	for b.Loop() {
		b.StopTimer()
		p, err := storage.Create(filepath.Join(b.TempDir(), "bench.assay"), storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := p.Import(b.Context(), slices.Values(docs), storage.ImportOptions{}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		p.Close()
		b.StartTimer()
	}
}

// BenchmarkSummaries100k lists a corpus of 100,000 articles. About one in eight has
// a label of the analyst.
func BenchmarkSummaries100k(b *testing.B) {
	p, err := storage.Create(filepath.Join(b.TempDir(), "bench.assay"), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	rng := rand.New(rand.NewPCG(1, 2))
	docs := func(yield func(*model.Document) bool) {
		for range 100_000 {
			if !yield(storagetest.Invent(rng, 3)) {
				return
			}
		}
	}
	_, err = p.Import(b.Context(), docs, storage.ImportOptions{Extra: func(d *model.Document) []edit.Edit {
		if d.SHA256[0] > '1' {
			return nil
		}
		return storagetest.Tag(d, 1, model.Claim).Edits
	}})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		list, err := p.Summaries("Ines")
		if err != nil || len(list) != 100_000 {
			b.Fatal(len(list), err)
		}
	}
}

// BenchmarkOpenDocument10k opens an article of 10,000 sentences, half of which are
// tagged.
func BenchmarkOpenDocument10k(b *testing.B) {
	p, d := benchProject(b, 1, 10_000)
	var c edit.Change
	for n := 0; n < 10_000; n += 2 {
		c.Edits = append(c.Edits, storagetest.Tag(d, n, model.Quote).Edits...)
	}
	p.Enqueue(c)
	if err := p.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if got, err := p.Document(d.ID); err != nil || len(got.Units) != 10_000 {
			b.Fatal(err)
		}
	}
}
