package words

import "testing"

// A key has some twenty sentences said.
func BenchmarkASentenceIsSaid(b *testing.B) {
	if err := Choose(English); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		N("{{.Count}} sentences", 7)
	}
}

// This comes before the window.
func BenchmarkALanguageIsChosen(b *testing.B) {
	for b.Loop() {
		if err := Choose("uk"); err != nil {
			b.Fatal(err)
		}
	}
	if err := Choose(English); err != nil {
		b.Fatal(err)
	}
}
