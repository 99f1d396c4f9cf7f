package match

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// BenchmarkEvent measures, for the coverage of one event by 20 to 20,000 articles, a
// build, one article added afterwards, the partners of all of its sentences, and all pairs
// and groups. With -short it stops at 2,000 articles, some 100,000 sentences.
func BenchmarkEvent(b *testing.B) {
	for _, articles := range []int{20, 200, 2000, 20000} {
		if articles > 2000 && testing.Short() {
			continue
		}
		texts := coverage(1, articles+1)
		sentences := sentences(texts)
		b.Run(fmt.Sprintf("build/%d", sentences), func(b *testing.B) {
			for b.Loop() {
				x := New()
				if err := x.AddAll(context.Background(), texts, nil); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapAlloc)/float64(sentences), "B/sentence")
				runtime.KeepAlive(x)
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(sentences), "µs/sentence")
		})
		x := New()
		if err := x.AddAll(context.Background(), texts[:articles], nil); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("add/%d", sentences), func(b *testing.B) {
			for b.Loop() {
				x.Add(texts[articles])
				b.StopTimer()
				x.Remove(texts[articles].ID)
				b.StartTimer()
			}
		})
		b.Run(fmt.Sprintf("partners/%d", sentences), func(b *testing.B) {
			for b.Loop() {
				x.last = nil
				for i := range texts[0].Sentences {
					x.Partners(Ref{texts[0].ID, i})
				}
			}
		})
		b.Run(fmt.Sprintf("match/%d", sentences), func(b *testing.B) {
			for b.Loop() {
				m, err := x.Match(context.Background(), nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(m.pairs)), "pairs")
				b.ReportMetric(float64(len(m.groups)), "groups")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(sentences), "µs/sentence")
		})
	}
}

// BenchmarkArchive measures a build and all pairs and groups of 13,013 articles about many
// events.
func BenchmarkArchive(b *testing.B) {
	file, err := os.Open(archived)
	if err != nil {
		b.Skipf("no articles to measure on: %v", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	var texts []Text
	for archive := tar.NewReader(unzipped); ; {
		head, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		read, err := io.ReadAll(archive)
		if err != nil {
			b.Fatal(err)
		}
		if head.Typeflag != tar.TypeReg {
			continue
		}
		t, text := Text{ID: model.ArticleID(head.Name), Language: "en"}, string(read)
		for _, p := range segment.Paragraphs(text) {
			for _, s := range segment.Sentences("en", p.Of(text)) {
				t.Sentences = append(t.Sentences, s.Of(p.Of(text)))
			}
		}
		texts = append(texts, t)
	}
	for b.Loop() {
		x := New()
		if err := x.AddAll(context.Background(), texts, nil); err != nil {
			b.Fatal(err)
		}
		m, err := x.Match(context.Background(), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(sentences(texts)), "sentences")
		b.ReportMetric(float64(len(m.pairs)), "pairs")
		b.ReportMetric(float64(len(m.groups)), "groups")
	}
}
