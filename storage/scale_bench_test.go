package storage_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

//	How much slower a large project is
//
// The machine that measures also does other work, and disks vary, so single numbers
// mean little. So most steps are measured many times, in turn on the projects of
// all sizes and, for some steps, on a bare bolt database as the baseline. The
// results are medians and, above all, their ratios, because the compared times come
// from the same minutes.
//
// The corpora are articles of 20 sentences of about 80 bytes, with four annotations
// each. Every annotation is a separate change in the history.

const (
	scaleSentences   = 20
	scaleAnnotations = 4 // in each article
)

// sizes returns the numbers of articles of the compared projects. -short omits the
// largest.
func sizes() []int {
	if testing.Short() {
		return []int{100, 10_000}
	}
	return []int{100, 10_000, 100_000}
}

func scaleDocs(articles int) func(func(*model.Document) bool) {
	return func(yield func(*model.Document) bool) {
		rng := rand.New(rand.NewPCG(uint64(articles), 3))
		for range articles {
			if !yield(storagetest.Invent(rng, scaleSentences)) {
				return
			}
		}
	}
}

// corpus is a large project in a file, and the data needed to work on it.
type corpus struct {
	path string
	size int // number of articles
	ids  []model.ArticleID
}

// makeCorpus writes an annotated project with the given number of articles.
func makeCorpus(b testing.TB, folder string, articles int) corpus {
	b.Helper()
	c := corpus{path: filepath.Join(folder, fmt.Sprintf("scale-%d%s", articles, model.ProjectExt)), size: articles}
	p, err := storage.Create(c.path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := p.Import(b.Context(), scaleDocs(articles), storage.ImportOptions{Analyst: "Ines"}); err != nil {
		b.Fatal(err)
	}
	n := 0
	for d := range scaleDocs(articles) {
		c.ids = append(c.ids, d.ID)
		for k := range scaleAnnotations {
			p.Enqueue(storagetest.Tag(d, 5*k, model.DefaultCodebook()[k%3].Key))
		}
		if n++; n%1000 == 0 || n == articles {
			if err := p.Flush(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
	return c
}

// BenchmarkScale makes the corpora once and measures the steps on them.
func BenchmarkScale(b *testing.B) {
	folder := b.TempDir()
	var all []corpus
	for _, n := range sizes() {
		began := time.Now()
		c := makeCorpus(b, folder, n)
		all = append(all, c)
		b.Logf("%d articles, %d annotations: %d MB, made in %v", n, n*scaleAnnotations, sizeOf(b, c.path)>>20, time.Since(began).Round(time.Millisecond))
	}
	largest := all[len(all)-1]
	b.Run("tag", func(b *testing.B) { benchTag(b, all) })
	b.Run("undo", func(b *testing.B) { benchUndo(b, all) })
	b.Run("article", func(b *testing.B) { benchArticle(b, all) })
	b.Run("open", func(b *testing.B) { benchOpen(b, all) })
	b.Run("list", func(b *testing.B) { benchList(b, largest) })
	b.Run("import", func(b *testing.B) { benchImport(b, largest.size) })
	b.Run("export", func(b *testing.B) { benchExport(b, largest) })
	b.Run("verify", func(b *testing.B) { benchVerify(b, largest) })
	b.Run("memory", func(b *testing.B) { benchMemory(b, all) })
}

func sizeOf(b testing.TB, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

type times []time.Duration

func (t *times) add(do func() error) error {
	began := time.Now()
	err := do()
	*t = append(*t, time.Since(began))
	return err
}

// busy holds the elapsed times of one step and its processor times. The processor
// times mean more while other programs run.
type busy struct {
	times
	processors times
}

func (t *busy) add(do func() error) error {
	before := processorTime()
	err := t.times.add(do)
	t.processors = append(t.processors, processorTime()-before)
	return err
}

// at returns a quantile of the measured durations; share 0.5 means the median.
func (t times) at(share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

func (t times) median() time.Duration { return t.at(0.5) }

func ratio(a, b times) float64 { return float64(a.median()) / float64(b.median()) }

// report reports the median and the 99th percentile for each corpus, and how much
// slower the largest is than the smallest.
func report(b *testing.B, all []corpus, measured []times) {
	for i, c := range all {
		b.ReportMetric(float64(measured[i].median())/1e3, fmt.Sprintf("µs/p50-%d", c.size))
		b.ReportMetric(float64(measured[i].at(0.99))/1e3, fmt.Sprintf("µs/p99-%d", c.size))
	}
	last := len(all) - 1
	b.ReportMetric(ratio(measured[last], measured[0]), "×/largest-to-smallest")
	b.ReportMetric(0, "ns/op") // the time of all turns together is meaningless
}

func opened(b *testing.B, all []corpus) []*storage.Project {
	b.Helper()
	projects := make([]*storage.Project, len(all))
	for i, c := range all {
		p, err := storage.Open(c.path, storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { p.Close() })
		projects[i] = p
	}
	return projects
}

// atLeast calls turn in b.Loop, and at least n times.
func atLeast(b *testing.B, n int, turn func()) {
	done := 0
	for b.Loop() {
		turn()
		done++
	}
	for ; done < n; done++ {
		turn()
	}
}

// bareBytes is the approximate size of what one tag writes: the annotation, the
// counts of the article and the change in the history, each with its key.
const bareBytes = 260

// bareBolt returns a function that puts bareBytes bytes into a bolt database and
// waits until they are on the disk. It is the baseline of durable writing.
func bareBolt(b *testing.B) func() error {
	b.Helper()
	db, err := bolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.AllocSize = 1 << 20 // as in a project
	name, value, n := []byte("bare"), bytes.Repeat([]byte("v"), bareBytes-8), uint64(0)
	return func() error {
		return db.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists(name)
			if err != nil {
				return err
			}
			n++
			return bucket.Put(ledger.Key64(n), value)
		})
	}
}

// benchTag measures one annotation from Enqueue until it is on the disk. The
// baseline is a bare Put of about as many bytes.
func benchTag(b *testing.B, all []corpus) {
	projects, bare := opened(b, all), bareBolt(b)
	measured, baseline := make([]times, len(all)), times{}
	rng := rand.New(rand.NewPCG(1, 2))
	atLeast(b, 300, func() {
		for i, p := range projects {
			d, err := p.Document(all[i].ids[rng.IntN(all[i].size)])
			if err != nil {
				b.Fatal(err)
			}
			c := storagetest.Tag(d, rng.IntN(len(d.Units)), model.DefaultCodebook()[rng.IntN(3)].Key)
			err = measured[i].add(func() error {
				p.Enqueue(c)
				return p.Flush(context.Background())
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := baseline.add(bare); err != nil {
			b.Fatal(err)
		}
	})
	report(b, all, measured)
	b.ReportMetric(float64(baseline.median())/1e3, "µs/p50-bolt")
	b.ReportMetric(ratio(measured[0], baseline), "×/smallest-to-bolt")
	b.ReportMetric(ratio(measured[len(all)-1], baseline), "×/largest-to-bolt")
}

// benchUndo measures finding the change to undo in a newly opened project and
// undoing it, until that is on the disk. The baseline is that of benchTag.
func benchUndo(b *testing.B, all []corpus) {
	projects, bare := opened(b, all), bareBolt(b)
	measured, finding, baseline := make([]times, len(all)), make([]times, len(all)), times{}
	atLeast(b, 100, func() {
		for i, p := range projects {
			history := edit.NewHistory(p.History)
			var changes []edit.Change
			err := finding[i].add(func() (err error) { changes, err = history.Undo(""); return err })
			if err != nil {
				b.Fatal(err)
			}
			err = measured[i].add(func() error {
				p.Enqueue(edit.Undoing(changes))
				return p.Flush(context.Background())
			})
			if err != nil {
				b.Fatal(err)
			}
			last := len(measured[i]) - 1
			measured[i][last] += finding[i][last]
		}
		if err := baseline.add(bare); err != nil {
			b.Fatal(err)
		}
	})
	report(b, all, measured)
	b.ReportMetric(float64(baseline.median())/1e3, "µs/p50-bolt")
	b.ReportMetric(ratio(measured[len(all)-1], baseline), "×/largest-to-bolt")
	for i, c := range all {
		b.ReportMetric(float64(finding[i].median())/1e3, fmt.Sprintf("µs/p50-finding-%d", c.size))
	}
}

// benchArticle measures opening one article: a random one, and one of a few that
// the system has cached. The reported ratio is that of the cached ones. The ratio
// of the random ones would mislead: after a few turns most pages of the small
// project are cached, but few of the large one.
func benchArticle(b *testing.B, all []corpus) {
	const few = 20
	projects, anyone, again := opened(b, all), make([]times, len(all)), make([]times, len(all))
	rng := rand.New(rand.NewPCG(1, 2))
	known := make([][]model.ArticleID, len(all))
	for i, c := range all {
		for range few {
			known[i] = append(known[i], c.ids[rng.IntN(c.size)])
		}
	}
	open := func(t *times, p *storage.Project, id model.ArticleID) {
		if err := t.add(func() error { _, err := p.Document(id); return err }); err != nil {
			b.Fatal(err)
		}
	}
	for turn := range 3 { // the times of the first are discarded
		for i, p := range projects {
			if turn == 1 {
				again[i] = nil
			}
			for _, id := range known[i] {
				open(&again[i], p, id)
			}
		}
	}
	atLeast(b, 1000, func() {
		for i, p := range projects {
			open(&anyone[i], p, all[i].ids[rng.IntN(all[i].size)])
			open(&again[i], p, known[i][rng.IntN(few)])
		}
	})
	report(b, all, again)
	for i, c := range all {
		b.ReportMetric(float64(anyone[i].median())/1e3, fmt.Sprintf("µs/p50-any-%d", c.size))
		b.ReportMetric(float64(anyone[i].at(0.99))/1e3, fmt.Sprintf("µs/p99-any-%d", c.size))
	}
}

// benchOpen measures opening a project and listing it.
func benchOpen(b *testing.B, all []corpus) {
	open, list := make([]times, len(all)), make([]times, len(all))
	atLeast(b, 9, func() {
		for i, c := range all {
			var p *storage.Project
			err := open[i].add(func() (err error) { p, err = storage.Open(c.path, storage.Options{}); return err })
			if err != nil {
				b.Fatal(err)
			}
			err = list[i].add(func() error { _, err := p.Summaries("Ines"); return err })
			if err != nil {
				b.Fatal(err)
			}
			if err := p.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	for i, c := range all {
		b.ReportMetric(float64(open[i].median())/1e6, fmt.Sprintf("ms/p50-open-%d", c.size))
		b.ReportMetric(float64(open[i].at(0))/1e6, fmt.Sprintf("ms/best-open-%d", c.size))
		b.ReportMetric(float64(list[i].median())/1e6, fmt.Sprintf("ms/p50-list-%d", c.size))
		b.ReportMetric(float64(list[i].at(0))/1e6, fmt.Sprintf("ms/best-list-%d", c.size))
	}
	b.ReportMetric(0, "ns/op")
}
