package suggest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
)

// BenchmarkFor makes the suggestions for all articles of the sample corpus.
func BenchmarkFor(b *testing.B) {
	files, err := filepath.Glob("../../assets/sample/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("the sample is not there", err)
	}
	var docs []*model.Document
	total := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		doc := articleOf(strings.ToValidUTF8(string(text), ""))
		docs = append(docs, doc)
		total += len(doc.Text)
	}
	b.SetBytes(int64(total))
	for b.Loop() {
		for _, doc := range docs {
			For(doc, model.DefaultCodebook())
		}
	}
}
