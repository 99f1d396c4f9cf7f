package ledger_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
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
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	on := record.OnSentence("", model.Span{Start: 0, End: 20}, "Ines")
	first, second := record.StampAt(40, codec.Numbered(1), at.Add(-time.Minute)), record.StampAt(41, codec.Numbered(1), at)
	annotation, err := codec.EncodeRecord(on, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: at},
		record.Version{Stamp: second, Past: []record.Run{{First: first, Last: first}}})
	if err != nil {
		t.Fatal(err)
	}
	key := ledger.KeyRecord(2, model.Subject{Article: "0123456789abcdef", Sentence: on.Sentence}, on)
	for _, c := range []struct {
		what, want string
		got        []byte
	}{
		{"units", "01 00 25 02 00 A0 01 00 01 80 01 00", units},
		{"key of the annotation", "01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 14 49 6E 65 73", key},
		{
			"version and annotation",
			"8B 18 29 01 1A 73 62 3B D9 00 01 18 28 00 1A 73 62 3B 9D 00 1A 73 62 3B 9D 00 A1 01 65 63 6C 61 69 6D",
			annotation,
		},
		{"seal of the annotation", "AF 6C AE 67", ledger.Seal(ledger.BucketRecords, key, annotation)[len(annotation):]},
		{"key of the progress", "00 04 49 6E 65 73 00 00 00 00 00 00 00 02", ledger.KeyProgress("Ines", 2)},
	} {
		want, err := hex.DecodeString(strings.ReplaceAll(c.want, " ", ""))
		if err != nil || string(c.got) != string(want) {
			t.Errorf("%s: got % X, the document says %s (%v)", c.what, c.got, c.want, err)
		}
	}
}
