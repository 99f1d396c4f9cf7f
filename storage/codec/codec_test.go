package codec

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func someChange() edit.Change {
	at := time.Date(2031, 2, 3, 4, 5, 6, 789000000, time.UTC)
	claim := model.Annotation{Analyst: "Ines", Label: model.Claim, At: at}
	other := model.Annotation{Analyst: "Oskar", Label: "rumour"}
	span := model.Span{Start: 12, End: 60}
	note := model.Note{
		ID: "n1", Target: model.OnSentence("0123456789abcdef", span), Analyst: "Ines", Text: "Heard it twice.",
		Grade: model.Grade{Source: "B", Information: "2"}, Created: at, Updated: at.Add(time.Second),
	}
	onOutlet := model.Note{ID: "n2", Target: model.OnOutlet("Tide Post"), Created: at}
	stamp := record.StampAt(4, record.Replica{1, 2, 3, 4, 5, 6, 7, 8}, at.Add(-time.Hour))
	return edit.Change{
		ID: 7, Counter: 12, Replica: 3,
		At: at, Analyst: "Ines", Verb: edit.Tag, Batch: "b", Undoes: []uint64{3, 2}, Redoes: []uint64{1},
		Edits: []edit.Edit{
			edit.Of(record.OnSentence("0123456789abcdef", span, "Ines"), nil, &claim),
			edit.Of(record.OnSentence("0123456789abcdef", span, "Ines"), &claim, &other),
			edit.OfNote(nil, &note),
			edit.OfNote(&note, &onOutlet),
			edit.Of(record.LabelKey("claim"), nil, &record.Entry{Label: model.DefaultCodebook()[0], Position: 2}),
			edit.Record{Key: model.Key{Kind: 200, Subject: model.Subject{Outlet: "tide post"}, ID: "x"}, After: &record.Raw{CBOR: []byte{0x82, 1, 2}}},
			edit.Record{
				Key: record.OnSentence("a", span, "Ines"), Before: &claim, After: &other,
				Was: &record.Version{Stamp: stamp}, Is: &record.Version{Stamp: record.StampAt(9, record.Replica{7, 6}, at), Past: []record.Run{{First: stamp, Last: stamp}}, By: "Oskar"},
			},
			edit.Record{Key: record.OnSentence("a", span, "Ines"), Beside: true, Before: &claim, Was: &record.Version{Stamp: stamp}},
			edit.Metadata{Article: "a", Before: model.Metadata{Title: "Old"}, After: model.Metadata{Title: "New", Outlet: "Tide Post", Language: "en"}},
			edit.Units{
				Article: "a",
				Before:  []model.Unit{{Span: span, Paragraph: 3}},
				After:   []model.Unit{{Span: model.Span{Start: 12, End: 20}, Paragraph: 3}, {Span: model.Span{Start: 21, End: 60}, Paragraph: 3, Kind: model.UnitResidue}},
			},
			edit.Presence{Article: "a", After: true},
			edit.Presence{Article: "a", Before: true},
		},
	}
}

func TestEveryKindOfEditComesBackAsItWas(t *testing.T) {
	c := someChange()
	data, err := EncodeChange(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeChange(c.ID, data)
	if err != nil || !reflect.DeepEqual(back, c) {
		t.Errorf("got  %+v (%v)\nwant %+v", back, err, c)
	}
}

func TestAnEditOfTwoKindsOrNoneIsDamage(t *testing.T) {
	for name, one := range map[string]cbor.RawMessage{
		"none":              {0xA0},
		"two":               {0xA2, editMetadata, 0xA0, editPresence, 0xA0},
		"kind 0":            {0xA1, 0, 0xA0},
		"kind 256":          {0xA1, 0x19, 1, 0, 0xA0},
		"of no version":     {0xA1, byte(record.Annotation), 0xA1, 10, 0xF5},
		"of half a version": {0xA1, byte(record.Annotation), 0xA1, 9, 0x82, 1, 2},
	} {
		data, err := Marshal(changeRecord{Edits: []cbor.RawMessage{one}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeChange(1, data); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRecordsAreSmall(t *testing.T) {
	at := time.Date(2031, 2, 3, 4, 5, 6, 0, time.UTC)
	key := record.OnSentence("a", model.Span{Start: 3, End: 9}, "Ines")
	a, err := EncodeRecord(key, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: at}, record.Version{Stamp: record.StampAt(70000, Numbered(2), at)})
	if err != nil || len(a) > 32 {
		t.Errorf("an annotation takes %d bytes (%v)", len(a), err)
	}
	s, err := EncodeStructure(manyUnits(10000))
	if err != nil || len(s) > 50000 {
		t.Errorf("10,000 units take %d bytes (%v)", len(s), err)
	}
}

func TestTimesKeepTheirInstantAndLoseTheirZone(t *testing.T) {
	zone := time.FixedZone("", 5*3600)
	for _, at := range []time.Time{
		{}, time.Unix(0, 0), time.Date(1931, 2, 3, 4, 5, 6, 7, zone), time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC),
	} {
		back, err := record.TimeOf(at).Time()
		if err != nil || !back.Equal(at) || back.Location() != time.UTC {
			t.Errorf("%v comes back as %v (%v)", at, back, err)
		}
	}
}

// manyUnits makes a structure of n sentences, ten to a paragraph.
func manyUnits(n int) model.Structure {
	var s model.Structure
	for i := range n {
		start := i * 101
		if i%10 == 0 {
			s.Paragraphs = append(s.Paragraphs, model.Span{Start: start, End: start + 10*101 - 1})
		}
		s.Units = append(s.Units, model.Unit{Span: model.Span{Start: start, End: start + 100}, Paragraph: i / 10})
	}
	return s
}

func TestStructuresComeBackAsTheyWere(t *testing.T) {
	for name, s := range map[string]model.Structure{
		"empty":                   {},
		"a paragraph and no unit": {Paragraphs: []model.Span{{Start: 3, End: 9}}},
		"all kinds": {
			Paragraphs: []model.Span{{Start: 0, End: 50}, {Start: 52, End: 60}, {Start: 60, End: 300}},
			Units: []model.Unit{
				{Span: model.Span{Start: 0, End: 7}, Kind: model.UnitHeader},
				{Span: model.Span{Start: 7, End: 11}, Kind: model.UnitDateline},
				{Span: model.Span{Start: 12, End: 50}},
				{Span: model.Span{Start: 60, End: 290}, Paragraph: 2, Kind: model.UnitCredit},
				{Span: model.Span{Start: 291, End: 300}, Paragraph: 2, Kind: model.UnitResidue},
			},
		},
		"many": manyUnits(10000),
	} {
		data, err := EncodeStructure(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		back, err := DecodeStructure(data)
		if err != nil || !reflect.DeepEqual(back, s) {
			t.Errorf("%s: got %v (%v)", name, back, err)
		}
	}
}

func TestDisorderlyUnitsAreNotEncoded(t *testing.T) {
	for name, units := range map[string][]model.Unit{
		"overlap":           {{Span: model.Span{Start: 0, End: 9}}, {Span: model.Span{Start: 8, End: 12}}},
		"backwards":         {{Span: model.Span{Start: 9, End: 3}}},
		"earlier paragraph": {{Span: model.Span{Start: 0, End: 3}, Paragraph: 1}, {Span: model.Span{Start: 3, End: 5}}},
		"unknown kind":      {{Span: model.Span{Start: 0, End: 3}, Kind: 5}},
	} {
		if _, err := encodeUnits(units); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// again returns a fuzz test for a pair of functions. If data can be decoded, the
// test checks that encoding the value, decoding it and encoding it again makes the
// same bytes. Otherwise the error must be ErrDamaged.
func again[T any](decode func([]byte) (T, error), encode func(T) ([]byte, error)) func(*testing.T, []byte) {
	return func(t *testing.T, data []byte) {
		v, err := decode(data)
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("the error is not ErrDamaged: %v", err)
			}
			return
		}
		once, err := encode(v)
		if err != nil {
			t.Fatalf("%+v cannot be encoded: %v", v, err)
		}
		v, err = decode(once)
		if err != nil {
			t.Fatalf("%x does not come back: %v", once, err)
		}
		if twice, err := encode(v); err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%x became %x (%v)", once, twice, err)
		}
	}
}

func FuzzStructure(f *testing.F) {
	data, _ := EncodeStructure(manyUnits(30))
	f.Add(data)
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{0xff}, 30))
	f.Fuzz(again(DecodeStructure, EncodeStructure))
}

func FuzzUnits(f *testing.F) {
	data, _ := encodeUnits(manyUnits(30).Units)
	f.Add(data)
	f.Add([]byte{1, 0, 0, 0})
	f.Fuzz(again(decodeUnits, encodeUnits))
}

func FuzzChange(f *testing.F) {
	data, _ := EncodeChange(someChange(), nil)
	f.Add(data)
	f.Add([]byte{0xa0})
	f.Add([]byte{0xf6})
	f.Fuzz(again(func(b []byte) (edit.Change, error) { return DecodeChange(9, b) },
		func(c edit.Change) ([]byte, error) { return EncodeChange(c, nil) }))
}

func FuzzNote(f *testing.F) {
	key := record.NoteID("n1")
	data, _ := EncodeContent(key, someChange().Edits[2].(edit.Record).After, time.Time{})
	f.Add(data)
	f.Fuzz(again(func(b []byte) (any, error) { return DecodeContent(key, b, time.Time{}) },
		func(n any) ([]byte, error) { return EncodeContent(key, n, time.Time{}) }))
}

func FuzzPlainAnnotation(f *testing.F) {
	at := time.Date(2031, 2, 3, 4, 5, 6, 7, time.UTC)
	key := record.OnSentence("a", model.Span{Start: 3, End: 9}, "Ines")
	for _, of := range []time.Time{at, {}} {
		data, _ := EncodeContent(key, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: at}, of)
		f.Add(data)
	}
	f.Add([]byte{0xa2, 1, 0x78, 1, 'x', 2, 0x60})
	f.Fuzz(func(t *testing.T, data []byte) {
		fast, ok := plainAnnotation(data)
		var slow record.StoredAnnotation
		if err := Unmarshal(data, &slow); ok && (err != nil || fast != slow) {
			t.Errorf("% x is %+v, and by CBOR %+v (%v)", data, fast, slow, err)
		}
	})
}

func FuzzAnnotation(f *testing.F) {
	at := time.Unix(1e9, 0).UTC()
	key := record.OnSentence("a", model.Span{Start: 3, End: 9}, "Ines")
	for _, of := range []time.Time{at, {}} {
		data, _ := EncodeContent(key, &model.Annotation{Analyst: "Oskar", Label: model.Quote, At: at}, of)
		f.Add(data)
	}
	f.Fuzz(again(func(b []byte) (*model.Annotation, error) { return DecodeAnnotation(b, "Ines", at) },
		func(a *model.Annotation) ([]byte, error) { return EncodeContent(key, a, at) }))
}

func FuzzArticle(f *testing.F) {
	data, _ := Marshal(ArticleOf(model.Article{ID: "0123456789abcdef", Size: 9, ImportedAt: time.Unix(1e9, 0)}))
	f.Add(data)
	f.Fuzz(again(DecodeArticle, func(r Article) ([]byte, error) { return Marshal(r) }))
}

func FuzzPlainArticle(f *testing.F) {
	for _, a := range []model.Article{
		{},
		{ID: "0123456789abcdef", Size: 9, ImportedAt: time.Unix(1e9, 0), Removed: true},
		{
			ID: "x", SHA256: strings.Repeat("0f", 32), Size: 1 << 20, Encoding: "utf-8", ImportPath: "a/b", Excerpt: strings.Repeat("é", 200),
			Metadata: model.Metadata{Title: "T", Outlet: "O", Byline: "B", Dateline: "D", Published: "2031-02-03", URL: "U", Language: "en"},
			Source:   model.Source{Format: "html", SHA256: strings.Repeat("a1", 32), Encoding: "koi8-r", Record: model.Record{N: 3, Of: 40, Start: 1 << 33, End: 1<<33 + 900, ID: "TRIB0004"}},
		},
	} {
		r := ArticleOf(a)
		r.Sentences, r.Notes = a.Size/3, a.Size
		data, err := Marshal(r)
		if err != nil {
			f.Fatal(err)
		}
		if fast, ok := plainArticle(data); !ok || fast != r {
			f.Errorf("%+v is read as %+v (%v)", r, fast, ok)
		}
		f.Add(data)
	}
	f.Add([]byte{0xA2, 1, 0x61, 'x', 1, 0x61, 'y'})        // a field twice
	f.Add([]byte{0xA1, 6, 0x20})                           // a negative size
	f.Add([]byte{0xA1, 6, 0x1B, 255, 1, 1, 1, 1, 1, 1, 1}) // a size that is too large
	f.Add([]byte{0xA1, 9, 0xF6})
	f.Fuzz(func(t *testing.T, data []byte) {
		fast, ok := plainArticle(data)
		var slow Article
		if err := Unmarshal(data, &slow); ok && (err != nil || fast != slow) {
			t.Errorf("% x is %+v, and by CBOR %+v (%v)", data, fast, slow, err)
		}
	})
}

func FuzzLabel(f *testing.F) {
	key := record.LabelKey(model.Claim)
	data, _ := EncodeContent(key, &record.Entry{Label: model.DefaultCodebook()[0]}, time.Time{})
	f.Add(data)
	f.Fuzz(again(func(b []byte) (any, error) { return DecodeContent(key, b, time.Time{}) },
		func(e any) ([]byte, error) { return EncodeContent(key, e, time.Time{}) }))
}

func FuzzProgress(f *testing.F) {
	data, _ := Marshal(map[model.LabelKey]int{model.Claim: 3, model.Quote: 1})
	f.Add(data)
	f.Fuzz(again(DecodeLabelled, func(c map[model.LabelKey]int) ([]byte, error) { return Marshal(c) }))
}

func BenchmarkDecodeUnits10k(b *testing.B) {
	data, err := EncodeStructure(manyUnits(10000))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := DecodeStructure(data); err != nil {
			b.Fatal(err)
		}
	}
}
