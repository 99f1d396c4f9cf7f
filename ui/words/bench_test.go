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

// Choosing a language delays the start of the program, because it happens before
// the window opens.
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
