package ledger_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// The expected bytes are those of the example in docs/format.md.
func TestTheExampleOfTheFormatIsRight(t *testing.T) {
	const text = "The ferry left late. Nobody was told."
	units, err := codec.EncodeStructure(model.Structure{
		Paragraphs: []model.Span{{Start: 0, End: len(text)}},
		Units:      []model.Unit{{Span: model.Span{Start: 0, End: 20}}, {Span: model.Span{Start: 21, End: 37}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	annotation, err := codec.EncodeAnnotation(model.Annotation{
		Label: model.Claim, At: time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, want string
		got        []byte
	}{
		{"units", "01 00 25 02 00 A0 01 00 01 80 01 00", units},
		{
			"key of the annotation", "00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 14 49 6E 65 73",
			ledger.KeyAnnotation(2, model.Span{Start: 0, End: 20}, "Ines"),
		},
		{
			"annotation", "A2 01 65 63 6C 61 69 6D 02 74 32 30 33 31 2D 30 35 2D 30 36 54 30 37 3A 30 38 3A 30 39 5A",
			annotation,
		},
		{"seal of the annotation", "A6 A1 8B 97", ledger.Seal(ledger.BucketAnnotations, ledger.KeyAnnotation(2, model.Span{Start: 0, End: 20}, "Ines"), annotation)[len(annotation):]},
		{"key of the progress", "00 04 49 6E 65 73 00 00 00 00 00 00 00 02", ledger.KeyProgress("Ines", 2)},
	} {
		want, err := hex.DecodeString(strings.ReplaceAll(c.want, " ", ""))
		if err != nil || string(c.got) != string(want) {
			t.Errorf("%s: got % X, the document says %s (%v)", c.what, c.got, c.want, err)
		}
	}
}
