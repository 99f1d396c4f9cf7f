package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"assay.app/assay/ui/dialog"
)

// BenchmarkPreview shows what an archive of 13,013 articles would bring: to an
// empty project, and to one that has them all and compares each with all.
func BenchmarkPreview(b *testing.B) {
	corpus, err := filepath.Abs("../../../shared/data/news-13k.tar.gz")
	if err == nil {
		_, err = os.Stat(corpus)
	}
	if err != nil {
		b.Skip(err)
	}
	p, err := desk{}.Create(filepath.Join(b.TempDir(), "news.assay"), func(uint64, error) {})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	ctx, quiet := context.Background(), func(dialog.Step) {}
	var preview *dialog.Preview
	show := func(b *testing.B) {
		var before, after runtime.MemStats
		preview = nil
		runtime.GC()
		runtime.ReadMemStats(&before)
		for b.Loop() {
			if preview, err = p.Preview(ctx, []string{corpus}, nil, quiet); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
		b.ReportMetric(float64(len(preview.Drafts)), "articles")
	}
	b.Run("into an empty project", show)
	if _, err := p.Import(ctx, "Ines", preview, quiet); err != nil {
		b.Fatal(err)
	}
	b.Run("into one that has them", show)
}
