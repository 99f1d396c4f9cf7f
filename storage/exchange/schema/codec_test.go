package schema

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/layout"
)

// plainly returns the article as encoding/json writes it without escaping HTML.
func plainly(t testing.TB, a *Article) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// odd has strings that must be escaped, strings that must not be, and strings that are
// not UTF-8.
var odd = []string{
	"", "plain", "<a href=\"x\">&amp;</a>", "\u2028 and \u2029", "\b\f\n\r\t\x00\x1f\x7f", `\\"\`, "\xff\xc3", "\xed\xa0\x80",
	"é—🚢", "\uFFFD", "a\u202eb\u200d", "\U0010FFFF", "ends in \xf0\x9f\x9a", strings.Repeat("long ", 50),
}

// raws are JSON values that records may have.
var raws = []string{"", `{}`, `[]`, `"a\u00e9 <b>"`, `-12`, `true`, `{"label":"claim","of":[[0,9],[10,[]]],"":{"a":false}}`}

// fill sets every field of a value to a random value. New fields of the schema need no
// change here.
func fill(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(odd[r.IntN(len(odd))])
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{0, 1, -7, 1234567, -999_999_999_999_999_999}[r.IntN(5)])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Array:
		for i := range v.Len() {
			fill(r, v.Index(i))
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			v.SetBytes([]byte(raws[r.IntN(len(raws))]))
			return
		}
		if n := r.IntN(5); n > 0 { // else nil
			v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
		}
		for i := range v.Len() {
			fill(r, v.Index(i))
		}
	case reflect.Pointer:
		if r.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem())
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Moment]() {
			at := time.Unix(r.Int64N(1<<36), []int64{0, 1, 120_000_000}[r.IntN(3)])
			v.Set(reflect.ValueOf([]Moment{At(at), {}, {at.In(time.FixedZone("", 3600))}}[r.IntN(3)]))
			return
		}
		for i := range v.NumField() {
			fill(r, v.Field(i))
		}
	default:
		panic(v.Kind())
	}
}

// TestArticlesAreWrittenAsByTheStandardLibrary also fails if the encoder omits a field of
// a record.
func TestArticlesAreWrittenAsByTheStandardLibrary(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 500 {
		var a Article
		fill(r, reflect.ValueOf(&a).Elem())
		want := plainly(t, &a)
		got, err := AppendArticle([]byte("before"), &a)
		if err != nil || string(got) != "before"+string(want) {
			t.Fatalf("got  %s\nwant %s\n(%v)", got, want, err)
		}
		want = layout.Append(nil, want, 2)
		if got, err = LayOutArticle(nil, &a, 2); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s\n(%v)", got, want, err)
		}
	}
}

// A list or an object stays on one line up to layout.LineLimit bytes.
func TestTheLongestLineIsThatOfTheLayout(t *testing.T) {
	for n := range 2 * layout.LineLimit {
		long := strings.Repeat("x", n)
		a := Article{
			Asides:   []Aside{{Kind: long, Annotations: []Annotation{{Analyst: long}}}},
			Detached: []Detached{{Text: &long}, {Annotations: []Annotation{{}, {Analyst: long}}}},
			Source:   &model.Source{Format: long},
		}
		want := layout.Append(nil, plainly(t, &a), 2)
		if got, err := LayOutArticle(nil, &a, 2); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d: got\n%s\nwant\n%s\n(%v)", n, got, want, err)
		}
	}
}

func TestATimeThatCannotBeWrittenIsAnError(t *testing.T) {
	a := Article{ImportedAt: At(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC))}
	if _, err := json.Marshal(a); err == nil {
		t.Fatal("encoding/json writes it")
	}
	if _, err := AppendArticle(nil, &a); err == nil {
		t.Error("it was written")
	}
	if _, err := LayOutArticle(nil, &a, 0); err == nil {
		t.Error("it was laid out")
	}
}

// strictly decodes an article with encoding/json. ok is false if it has an unknown
// field or is not JSON.
func strictly(text string) (a Article, ok bool) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	err := dec.Decode(&a)
	rest := strings.Trim(text[dec.InputOffset():], " \t\r\n")
	return a, err == nil && rest == ""
}

// TestArticlesAreReadAsByTheStandardLibrary also fails if the decoder skips a field of a
// record.
func TestArticlesAreReadAsByTheStandardLibrary(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 500 {
		var a Article
		fill(r, reflect.ValueOf(&a).Elem())
		compact := plainly(t, &a)
		var indented bytes.Buffer
		if err := json.Indent(&indented, compact, "\t", "  "); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(compact), indented.String()} {
			want, ok := strictly(text)
			if !ok {
				t.Fatalf("encoding/json does not read %s", text)
			}
			got, ok := ParseArticle(text)
			if null := strings.Contains(text, ":null") || strings.Contains(text, ": null"); ok == null {
				t.Fatalf("read: %v; %s", ok, text)
			}
			if ok && !reflect.DeepEqual(got, want) {
				t.Fatalf("got  %+v\nwant %+v", got, want)
			}
		}
	}
}

// TestOnlyTheUsualFormOfAnArticleIsParsed has articles that the parser must refuse,
// whether or not encoding/json can read them.
func TestOnlyTheUsualFormOfAnArticleIsParsed(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"nothing", ``},
		{"a list", `[]`},
		{"no end", `{"id":"a"`},
		{"more", `{"id":"a"}}`},
		{"an unknown field", `{"stars":5}`},
		{"a field in capitals", `{"ID":"a"}`},
		{"an escaped name", `{"\u0069d":"a"}`},
		{"a field twice", `{"id":"a","id":"b"}`},
		{"a field twice, with others between", `{"length":{"bytes":1,"codePoints":2,"bytes":3}}`},
		{"null", `{"text":null}`},
		{"a fraction", `{"length":{"bytes":1.0}}`},
		{"an exponent", `{"length":{"bytes":1e2}}`},
		{"a leading zero", `{"length":{"bytes":01}}`},
		{"no digits", `{"length":{"bytes":-}}`},
		{"a space after a minus", `{"length":{"bytes":- 1}}`},
		{"a large number", `{"length":{"bytes":1000000000000000000}}`},
		{"a range of three", `{"paragraphs":[{"bytes":[1,2,3]}]}`},
		{"a range of one", `{"paragraphs":[{"bytes":[1]}]}`},
		{"a comma at the end", `{"id":"a",}`},
		{"a comma at the end of a list", `{"sentences":[{},]}`},
		{"a line break in a string", "{\"id\":\"a\nb\"}"},
		{"an unknown escape", `{"id":"\x"}`},
		{"an escape cut short", `{"id":"\u12"}`},
		{"an escape of other digits", `{"id":"\u+123"}`},
		{"half a pair", `{"id":"\ud83d"}`},
		{"half a pair before another character", `{"id":"\ud83d\u0041"}`},
		{"the other half", `{"id":"\udea2"}`},
		{"not UTF-8", "{\"id\":\"\xff\"}"},
		{"a word", `{"sentences":[{"found":True}]}`},
		{"no time", `{"importedAt":"yesterday"}`},
		{"a text where a list belongs", `{"sentences":"a"}`},
		{"an odd space", "{\u00a0}"},
		{"a value with a fraction", `{"records":[{"value":{"a":[1.5]}}]}`},
		{"a value with null", `{"records":[{"value":{"a":null}}]}`},
		{"a value without end", `{"records":[{"value":{"a":[1}}]}`},
		{"a value with a comma at the end", `{"records":[{"value":[1,]}]}`},
		{"a value without a name", `{"records":[{"value":{:1}}]}`},
		{"a deep value", `{"records":[{"value":` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + `}]}`},
		{"no value", `{"records":[{"value":}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a, ok := ParseArticle(c.text); ok {
				t.Errorf("it is read as %+v", a)
			}
		})
	}
}

func TestEscapesAreRead(t *testing.T) {
	a, ok := ParseArticle(` { "id" : "\u0041\"\\\/\b\f\n\r\t\ud83d\udea2\u00e9" } `)
	if want := "A\"\\/\b\f\n\r\t🚢é"; !ok || string(a.ID) != want {
		t.Errorf("got %q (%v), want %q", a.ID, ok, want)
	}
}

// FuzzParseArticle checks that the parser returns the same article as encoding/json, and
// that the article is written as encoding/json writes it.
func FuzzParseArticle(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		var a Article
		fill(r, reflect.ValueOf(&a).Elem())
		f.Add(string(plainly(f, &a)))
	}
	f.Add(`{"id":"\ud83d\udea2","paragraphs":[ ],"length":{"bytes":-0}}`)
	f.Add(`{"id":"\ud83d","sentences":[{"found":true,"span":{"bytes":[1,2]}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := ParseArticle(text)
		if !ok {
			return
		}
		want, ok := strictly(text)
		if !ok {
			t.Fatalf("encoding/json does not read %q", text)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q:\ngot  %+v\nwant %+v", text, got, want)
		}
		written, err := AppendArticle(nil, &got)
		if err != nil || !bytes.Equal(written, plainly(t, &got)) {
			t.Errorf("%+v is written as %s (%v)", got, written, err)
		}
		laidOut, err := LayOutArticle(nil, &got, 1)
		if err != nil || !bytes.Equal(laidOut, layout.Append(nil, written, 1)) {
			t.Errorf("%s is laid out as\n%s\n(%v)", written, laidOut, err)
		}
	})
}

func TestATypeWithoutCodecIsNotLeftOut(t *testing.T) {
	for _, value := range []any{
		map[string]int{},
		1.5,
		time.Time{},
		[]time.Time{},
		struct{ A float64 }{},
		struct{ hidden int }{},
		struct {
			A string `json:"a,string"`
		}{},
		struct {
			A string `json:"-"`
		}{},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T has a shape", value)
				}
			}()
			shapeOf(reflect.TypeOf(value))
		}()
	}
}
