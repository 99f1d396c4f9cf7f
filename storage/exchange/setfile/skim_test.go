package setfile

import (
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"assay.app/assay/model"
)

func TestOnlyWhatIsInUnknownFieldsIsLeftOut(t *testing.T) {
	for _, c := range []struct{ name, in, out string }{
		{"a set", `{"format":"a","version":1,"articles":[{"id":"x","sentences":[{"span":{"bytes":[0,1]}}]}]}`, ""},
		{"white space", "{ \"format\" :\n\"a\" , \"codebook\" : [ ] }\n", ""},
		{"capitals", `{"Format":"a","articles":[{"SHA256":"b"}]}`, ""},
		{"an escaped name", `{"\u0066ormat":"a"}`, ""},
		{"an unknown text", `{"x":"a, \"b\" }","format":"a"}`, `{"x":0,"format":"a"}`},
		{"an unknown number", `{"x":-1.5e3,"format":"a"}`, `{"x":0,"format":"a"}`},
		{"an unknown word at the end", `{"x" : true}`, `{"x" :0}`},
		{"an unknown list", `{"x":[1,{"a":"]"},[]],"format":"a"}`, `{"x":0,"format":"a"}`},
		{"an unknown field of an article", `{"articles":[{"id":"a","x":{"id":[1]}},{"y":2}]}`, `{"articles":[{"id":"a","x":0},{"y":0}]}`},
		{"a known name in another place", `{"sentences":[1,2],"articles":[{"analysts":["a"]}]}`, `{"sentences":0,"articles":[{"analysts":0}]}`},
		{"an object where a text belongs", `{"format":{"x":[1]},"generator":["x"]}`, ""},
		{"a long name", `{"` + strings.Repeat("a", 500) + `":[1],"format":"a"}`, `{"` + strings.Repeat("a", longestName) + `":0,"format":"a"}`},
		{"another list", `[{"x":1}]`, ""},
		{"no JSON", `{"format" "a", "x": 5`, ""},
		{"nothing", "", ""},
		{"what follows", `{"format":"a"} {"x":1}`, ""},
	} {
		want := c.out
		if want == "" {
			want = c.in
		}
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.in), "in bytes": iotest.OneByteReader(strings.NewReader(c.in))} {
			got, err := io.ReadAll(&skimmer{r: r, field: setShape()})
			if string(got) != want || err != nil {
				t.Errorf("%s, %s: %q (%v), want %q", c.name, name, got, err, want)
			}
		}
	}
}

func FuzzSkimmer(f *testing.F) {
	for _, s := range []string{`{"format":"a","x":[1,"b"],"articles":[{"id":"a","y":{}}]}`, `{"x":`, `[}`, `{"a\":1}`, `{"x":{"y":"\\"}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := io.ReadAll(&skimmer{r: strings.NewReader(s), field: setShape()})
		if err != nil || len(got) > len(s)+strings.Count(s, ":") {
			t.Fatalf("%q of %q (%v)", got, s, err)
		}
		if json.Valid([]byte(s)) && !json.Valid(got) {
			t.Errorf("%q becomes %q", s, got)
		}
	})
}

// endless returns a reader of begin, then at least size bytes of repetitions of
// again, then end.
func endless(begin, again, end string, size int) io.Reader {
	parts := []io.Reader{strings.NewReader(begin)}
	block := strings.Repeat(again, 1<<20/len(again))
	for done := 0; done < size; done += len(block) {
		parts = append(parts, strings.NewReader(block))
	}
	return io.MultiReader(append(parts, strings.NewReader(end))...)
}

func TestAnUnknownFieldIsNotHeld(t *testing.T) {
	const size, most = 16 << 20, 4 << 20
	const set = `"format":"assay.annotation-set","version":1,`
	for name, r := range map[string]io.Reader{
		"a text before it is known": endless(`{"extra":"`, "x", `",`+set+`"articles":[]}`, size),
		"a list":                    endless(`{`+set+`"extra":[1`, ",1", `],"articles":[]}`, size),
		"objects":                   endless(`{`+set+`"extra":[{}`, `,{"a":"b"}`, `],"articles":[]}`, size),
		"of an article":             endless(`{`+set+`"articles":[{"id":"a","extra":"`, "x", `"}]}`, size),
		"a name":                    endless(`{"`, "x", `":1,`+set+`"articles":[]}`, size),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Read(r)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > most {
			t.Errorf("%s: %d bytes were used to read %d", name, used, size)
		}
		if !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLinesAreCountedInUnknownFields(t *testing.T) {
	const long = "[\n1,\n2,\n3\n]"
	for name, c := range map[string]struct{ in, says string }{
		"behind one": {"{\n\"extra\": " + long + ",\n\"format\" 5}", "line 7"},
		"in an article": {
			"{\"format\": \"assay.annotation-set\", \"version\": 1, \"articles\": [\n{\n\"length\": 5,\n\"extra\": " + long + "\n}]}", "line 3",
		},
		"at the end": {"{\n\"extra\": " + long + ",\n\"format\": ", "line 7"},
	} {
		if _, err := Read(strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.says+":") && !strings.Contains(err.Error(), c.says+" ") {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
}

func TestReadStopsAtARecordWithoutEnd(t *testing.T) {
	endless := `{"format":"assay.annotation-set","generator":"` + strings.Repeat("x", 1<<20) + `"}`
	if _, err := read(strings.NewReader(endless), 1<<16); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("got %v", err)
	}
}
