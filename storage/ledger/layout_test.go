package ledger

import (
	"bytes"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func FuzzKeys(f *testing.F) {
	f.Add(KeyProgress("Ines", 7))
	f.Add(KeyAnnotation(7, model.Span{Start: 3, End: 9}, "Ines"))
	for _, s := range someSpots {
		f.Add(KeyRecord(s.Number, s.On("a"), s.Key("a")))
	}
	f.Fuzz(func(t *testing.T, key []byte) {
		if analyst, number, ok := ParseProgress(key); ok && !bytes.Equal(KeyProgress(analyst, number), key) {
			t.Errorf("the progress key %x is not the one of %q, %d", key, analyst, number)
		}
		if number, span, rest, ok := ParseSpan(key); ok && !bytes.Equal(KeyAnnotation(number, span, rest), key) {
			t.Errorf("the span key %x is not the one of %d, %v, %q", key, number, span, rest)
		}
		if s, ok := ParseRecord(key); ok {
			back, ok := ParseRecord(KeyRecord(s.Number, s.On("a"), s.Key("a")))
			if !ok || back != s {
				t.Errorf("the record key %x of %+v comes back as %+v", key, s, back)
			}
		}
		for _, bucket := range OldBuckets() {
			if s, ok := ParseOld(bucket, key); ok && s.Kind == record.Annotation && !bytes.Equal(KeyAnnotation(s.Number, s.Subject.Sentence, s.Analyst), key) {
				t.Errorf("the key %x of %s is not the one of %+v", key, bucket, s)
			}
		}
	})
}
