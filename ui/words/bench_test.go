package words

import "testing"

func BenchmarkPlural(b *testing.B) {
	if err := Choose(English); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		N("{{.Count}} sentences", 7)
	}
}

// The program chooses its language before it opens the window.
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
