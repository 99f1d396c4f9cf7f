package format_test

import (
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

// BenchmarkRead reads the article in testdata/real in each of its formats.
func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob(filepath.Join("testdata", "real", "article.*"))
	if err != nil || len(files) == 0 {
		b.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Ext(file)[1:], func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, _, _, err := formattest.Read(raw, article.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
