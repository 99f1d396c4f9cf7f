package record_test

import (
	"strings"
	"testing"

	"assay.app/assay/storage/intake/record"
)

// slowTexts are designed to be slow to search.
var slowTexts = map[string]string{
	"prose":   strings.Repeat(first+"\n\n"+second+"\n\n", 6000),
	"counts":  strings.Repeat("Document 1 of 2\n", 60_000),
	"counted": strings.Repeat("Document 1 of 1\n4 May 2031\n", 30_000),
	"dates":   strings.Repeat("4 May 2031\n", 90_000),
	"labels":  strings.Repeat("Title: Gate\n", 80_000),
	"groups":  strings.Repeat("Title: Gate\nDate: 4 May 2031\n", 35_000),
	"ends":    strings.Repeat("End of Document\n", 60_000),
	"strokes": strings.Repeat("-----\n", 160_000),
	"ruled":   strings.Repeat("-----\nGate fails\n4 May 2031\n", 40_000),
	"codes":   strings.Repeat("HD Gate\nPD 4 May 2031\n", 45_000),
	"covers":  strings.Repeat(first+"\nSearch Terms: a\nSearch Type: b\n", 10_000),
	"numbers": strings.Repeat("1. a\n", 200_000),
	"words":   strings.Repeat("may 4 june 5 ", 80_000),
}

func BenchmarkDivide(b *testing.B) {
	for name, text := range slowTexts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if record.Suspect(text) {
					record.Divide(text, day)
				}
			}
		})
	}
}
