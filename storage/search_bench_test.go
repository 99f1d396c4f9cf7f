package storage_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/listing"
	"assay.app/assay/storage/storagetest"
)

//	How fast a search is
//
// Each article has 20 sentences of about 80 bytes. The words, 60,000 in all, are as
// frequent as those of a natural language (Zipf). There are 200 outlets and about
// two years of dates, and one sentence in ten has a label. A keystroke is
// everything that happens after a key: parsing the query, delivering the first
// hundred sentences with their marks, and counting the others. The baseline is the
// fuzzy-matching library sahilm/fuzzy on the same sentences in the same run.

// language generates random words, and articles made of them.
type language struct {
	rng   *rand.Rand
	zipf  *rand.Zipf
	words []string
}

func newLanguage(seed uint64) *language {
	rng := rand.New(rand.NewPCG(seed, 8))
	l := &language{rng: rng, zipf: rand.NewZipf(rng, 1.07, 3, 59_999)}
	starts := strings.Fields("b c d f g h k l m n p r s t v w br st tr pl ch th sh gr")
	middles := strings.Fields("a e i o u ea ai ou")
	known := map[string]bool{}
	for len(l.words) < 60_000 {
		word := ""
		syllables := 2 + rng.IntN(2)
		switch n := len(l.words); { // frequent words are often short
		case n < 150:
			syllables = 1
		case n < 2000:
			syllables = 1 + rng.IntN(2)
		}
		for range syllables {
			word += starts[rng.IntN(len(starts))] + middles[rng.IntN(len(middles))]
		}
		if word += []string{"", "n", "s", "r", "ng", "d"}[rng.IntN(6)]; !known[word] {
			known[word] = true
			l.words = append(l.words, word)
		}
	}
	return l
}

func (l *language) word() string { return l.words[l.zipf.Uint64()] }

func (l *language) article(sentences int) *model.Document {
	var text strings.Builder
	for range sentences {
		for k := range 8 + l.rng.IntN(9) {
			word := l.word()
			if k == 0 {
				word = strings.ToUpper(word[:1]) + word[1:]
			} else {
				text.WriteByte(' ')
			}
			text.WriteString(word)
		}
		text.WriteString([]string{". ", ". ", ".\n\n"}[l.rng.IntN(3)])
	}
	d := storagetest.Document(text.String())
	day := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, l.rng.IntN(700))
	d.Metadata = model.Metadata{
		Title: l.word() + " " + l.word() + " " + l.word(), Outlet: "The " + l.words[l.rng.IntN(200)] + " Post",
		Published: day.Format(time.DateOnly), Language: "en",
	}
	return d
}

func (l *language) corpus(articles int) func(func(*model.Document) bool) {
	return func(yield func(*model.Document) bool) {
		for range articles {
			if !yield(l.article(20)) {
				return
			}
		}
	}
}

// typed returns the content of the search field after each key, for n queries of a
// kind.
func (l *language) typed(kind string, n int) (keys []string) {
	for range n {
		q := ""
		switch kind {
		case "word":
			q = l.word()
		case "words":
			q = l.word() + " " + l.word() + " " + l.word()
		case "phrase":
			q = `"` + l.word() + " " + l.word() + `"`
		case "typo":
			word := l.words[l.rng.IntN(len(l.words))]
			q = word[:len(word)/2] + "xq" + word[len(word)/2:]
		case "not":
			q = l.word() + " -" + l.word()
		case "outlet":
			q = "outlet:" + l.words[l.rng.IntN(200)] + " " + l.word()
		case "date":
			q = "date:2031-03 " + l.word()
		case "label":
			q = "label:claim " + l.word()
		}
		for i := range len(q) {
			keys = append(keys, q[:i+1])
		}
	}
	return keys
}

// searchCorpus makes an indexed and labelled project with the given number of
// sentences.
func searchCorpus(b *testing.B, sentences int) *storage.Project {
	b.Helper()
	p, err := storage.Create(filepath.Join(b.TempDir(), "search"+model.ProjectExt), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	l := newLanguage(1)
	var tags []edit.Change
	docs := func(yield func(*model.Document) bool) {
		for d := range l.corpus(sentences / 20) {
			for k := len(tags) % 10; k < len(d.Units); k += 10 {
				tags = append(tags, storagetest.Tag(d, k, model.DefaultCodebook()[k%3].Key))
			}
			if !yield(d) {
				return
			}
		}
	}
	if _, err := p.Import(b.Context(), docs, storage.ImportOptions{Analyst: "Ines"}); err != nil {
		b.Fatal(err)
	}
	for _, t := range tags {
		p.Enqueue(t)
	}
	if err := p.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
	storagetest.SettleIndex(p)
	return p
}

// keystroke searches as the window does after a key.
func keystroke(b testing.TB, by storagetest.Finder, text string, limit int) search.Result {
	q, err := search.Parse(text)
	if err != nil {
		return search.Result{} // the window shows the error and does not search
	}
	r, err := by(context.Background(), q, index.Options{Limit: limit}, func(search.Found) error { return nil })
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// BenchmarkSearch measures a keystroke in 200,000 and 1,000,000 sentences.
func BenchmarkSearch(b *testing.B) {
	for _, sentences := range []int{200_000, 1_000_000} {
		if testing.Short() && sentences > 200_000 {
			continue
		}
		p := searchCorpus(b, sentences)
		b.Run(fmt.Sprint(sentences), func(b *testing.B) { benchKeys(b, p, sentences) })
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func benchKeys(b *testing.B, p *storage.Project, sentences int) {
	l := newLanguage(1)
	l.rng.Uint64()
	var all times
	for _, kind := range []string{"word", "words", "phrase", "typo", "not", "outlet", "date", "label"} {
		b.Run(kind, func(b *testing.B) {
			keys := l.typed(kind, 12)
			keystroke(b, p.Search, keys[0], 100)
			var measured times
			for b.Loop() {
				for _, key := range keys {
					_ = measured.add(func() error { keystroke(b, p.Search, key, 100); return nil })
				}
			}
			all = append(all, measured...)
			reportKeys(b, measured)
		})
	}
	b.Run("thousand", func(b *testing.B) {
		var measured times
		for b.Loop() {
			for range 20 {
				_ = measured.add(func() error { keystroke(b, p.Search, l.word(), 1000); return nil })
			}
		}
		reportKeys(b, measured)
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
		}
		reportKeys(b, all)
		b.ReportMetric(heapMB(), "MB/heap")
		info, err := os.Stat(p.Path() + index.Ext)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/float64(textBytes(b, p)), "×/index-to-text")
		if sentences > 200_000 {
			return
		}
		baseline, scan := fuzzyKeys(b, p, l), times{}
		for range 5 {
			_ = scan.add(func() error { keystroke(b, storagetest.Scan(p), l.word()+" ", 0); return nil })
		}
		b.ReportMetric(float64(baseline.at(0.95))/1e6, "ms/p95-fuzzy")
		b.ReportMetric(float64(baseline.at(0.95))/float64(all.at(0.95)), "×/fuzzy-to-search")
		b.ReportMetric(float64(scan.median())/1e6, "ms/p50-scan")
	})
}

func reportKeys(b *testing.B, t times) {
	b.ReportMetric(float64(t.median())/1e6, "ms/p50")
	b.ReportMetric(float64(t.at(0.95))/1e6, "ms/p95")
	b.ReportMetric(float64(t.at(1))/1e6, "ms/max")
	b.ReportMetric(0, "ns/op")
}

// fuzzyKeys measures the baseline. Each sentence is one line of its input.
func fuzzyKeys(b *testing.B, p *storage.Project, l *language) (t times) {
	var lines []string
	err := p.EachText(b.Context(), func(text storage.Text) error {
		s, err := text.Structure()
		for _, u := range s.Units {
			lines = append(lines, u.Span.Of(string(text.Bytes)))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	keys := slices.Concat(l.typed("word", 2), l.typed("words", 1))
	for _, key := range keys {
		_ = t.add(func() error { fuzzy.Find(key, lines); return nil })
	}
	return t
}

func textBytes(b *testing.B, p *storage.Project) (n int) {
	if err := p.EachText(b.Context(), func(t storage.Text) error { n += len(t.Bytes); return nil }); err != nil {
		b.Fatal(err)
	}
	return n
}

func heapMB() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / 1e6
}

// BenchmarkIndexing compares imports with and without the index: of files, and of
// articles in memory, which need not be read or parsed.
func BenchmarkIndexing(b *testing.B) {
	b.Run("files", func(b *testing.B) {
		archive, err := filepath.Abs(newsArchive)
		if err == nil {
			_, err = os.Stat(archive)
		}
		if err != nil {
			b.Skip("the archive of articles is not here:", err)
		}
		benchIndexing(b, func(yield func(*model.Document) bool) {
			files, _, err := listing.Find(b.Context(), []string{archive})
			if err != nil {
				b.Fatal(err)
			}
			for d := range intake.Documents(b.Context(), files, intake.Options{}, func(listing.Refusal) {}) {
				if !yield(d) {
					return
				}
			}
		})
	})
	b.Run("memory", func(b *testing.B) {
		benchIndexing(b, slices.Values(slices.Collect(newLanguage(2).corpus(20_000))))
	})
}

func benchIndexing(b *testing.B, docs iter.Seq[*model.Document]) {
	var with, without busy
	atLeast(b, 4, func() {
		for _, t := range []*busy{&with, &without} {
			p, err := storage.Create(filepath.Join(b.TempDir(), "import"+model.ProjectExt), storage.Options{})
			if err != nil {
				b.Fatal(err)
			}
			if t == &without {
				p.Index().Stop()
			}
			err = t.add(func() error {
				_, err := p.Import(context.Background(), docs, storage.ImportOptions{Analyst: "Ines"})
				return err
			})
			if err == nil {
				err = p.Close()
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(with.median().Seconds(), "s/p50-with")
	b.ReportMetric(without.median().Seconds(), "s/p50-without")
	b.ReportMetric(ratio(with.times, without.times), "×/with-to-without")
	b.ReportMetric(float64(with.at(0))/float64(without.at(0)), "×/best-with-to-without")
	b.ReportMetric(ratio(with.processors, without.processors), "×/processor")
	b.ReportMetric(0, "ns/op")
}
