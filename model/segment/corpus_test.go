package segment

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestCorpusArticles compares the number of sentences in each paragraph of the five
// sample articles with what a reader counted.
func TestCorpusArticles(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpus/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no sample corpus: its folder is absent")
	}
	slices.Sort(files)
	want := [][]int{
		{1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 2},
		{1, 1, 2, 2, 2, 2, 2, 1, 2, 1, 1, 1},
		{1, 1, 2, 4, 2, 1, 2, 3, 1},
		{2, 1, 1, 2, 1, 1, 4, 1, 1, 2, 1, 1, 5},
		{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2},
	}
	if len(files) != len(want) {
		t.Fatalf("%d articles, want %d", len(files), len(want))
	}
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := For("en").Segment(string(text))
		got := make([]int, len(r.Paragraphs))
		for _, s := range r.Sentences {
			got[s.Paragraph]++
		}
		if !slices.Equal(got, want[i]) {
			t.Errorf("%s: sentences by paragraph\n got  %v\n want %v", filepath.Base(file), got, want[i])
		}
	}
}
