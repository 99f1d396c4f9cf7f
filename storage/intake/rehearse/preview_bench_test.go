package rehearse_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/rehearse"
)

// BenchmarkPreview previews a shared archive, first for an empty project, then for
// one that already has its articles.
func BenchmarkPreview(b *testing.B) {
	corpus, err := filepath.Abs("../../../../shared/data/news-13k.tar.gz")
	if err == nil {
		_, err = os.Stat(corpus)
	}
	if err != nil {
		b.Skip(err)
	}
	p, err := storage.Create(filepath.Join(b.TempDir(), "news.assay"), storage.Options{Encode: coding.Encode, Index: true})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	ctx, quiet := context.Background(), func(draft.Step) {}
	var preview *draft.Preview
	show := func(b *testing.B) {
		var before, after runtime.MemStats
		preview = nil
		runtime.GC()
		runtime.ReadMemStats(&before)
		for b.Loop() {
			if preview, _, err = rehearse.Preview(ctx, rehearse.Request{Project: p, Paths: []string{corpus}}, quiet); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
		b.ReportMetric(float64(len(preview.Drafts)), "articles")
	}
	b.Run("into an empty project", show)
	if _, err := rehearse.Import(ctx, p, "Ines", preview, quiet); err != nil {
		b.Fatal(err)
	}
	b.Run("into one that has them", show)
}
