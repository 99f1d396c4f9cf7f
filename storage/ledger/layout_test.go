package ledger

import (
	"bytes"
	"testing"

	"assay.app/assay/model"
)

func FuzzKeys(f *testing.F) {
	f.Add(KeyProgress("Ines", 7))
	f.Add(KeyAnnotation(7, model.Span{Start: 3, End: 9}, "Ines"))
	f.Fuzz(func(t *testing.T, key []byte) {
		if analyst, number, ok := ParseProgress(key); ok && !bytes.Equal(KeyProgress(analyst, number), key) {
			t.Errorf("the progress key %x is not the one of %q, %d", key, analyst, number)
		}
		if number, span, rest, ok := ParseSpan(key); ok && !bytes.Equal(KeyAnnotation(number, span, rest), key) {
			t.Errorf("the span key %x is not the one of %d, %v, %q", key, number, span, rest)
		}
	})
}
