package exchange

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestLayoutKeepsShortValuesOnOneLine(t *testing.T) {
	long := strings.Repeat("x", lineLimit)
	for _, c := range []struct{ name, compact, want string }{
		{"a number", `12`, "12"},
		{"nothing in it", `{"a":[],"b":{}}`, `{"a": [], "b": {}}`},
		{"a span", `{"bytes":[0,31]}`, `{"bytes": [0, 31]}`},
		{"a long value", `{"a":[1,2],"b":"` + long + `"}`, "{\n  \"a\": [1, 2],\n  \"b\": \"" + long + "\"\n}"},
		{"brackets in a string", `["]}\",:` + long + `"]`, "[\n  \"]}\\\",:" + long + "\"\n]"},
		{"a string with a backslash at its end", `["\\",1]`, `["\\", 1]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(appendLaidOut(nil, []byte(c.compact), 0)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func FuzzLayoutChangesOnlyWhiteSpace(f *testing.F) {
	f.Add(`{"a":[1,2,{"b":"\\\""}],"c":null}`)
	f.Add(`[[[[[[[[[[[[[[[["` + strings.Repeat("long ", 40) + `"]]]]]]]]]]]]]]]]`)
	f.Add(`"` + strings.Repeat(`\"`, 80) + `"`)
	f.Fuzz(func(t *testing.T, value string) {
		var compact, back bytes.Buffer
		if json.Compact(&compact, []byte(value)) != nil {
			return
		}
		laidOut := appendLaidOut(nil, compact.Bytes(), 1)
		if err := json.Compact(&back, laidOut); err != nil {
			t.Fatalf("%v: %s", err, laidOut)
		}
		if !bytes.Equal(back.Bytes(), compact.Bytes()) {
			t.Errorf("%s became %s", compact.Bytes(), back.Bytes())
		}
	})
}

func TestReadStopsAtARecordWithoutEnd(t *testing.T) {
	endless := `{"format":"assay.annotation-set","generator":"` + strings.Repeat("x", 1<<20) + `"}`
	if _, err := read(strings.NewReader(endless), 1<<16); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("got %v", err)
	}
}

func TestBaseNameCutsTheFoldersOfAnySystem(t *testing.T) {
	for path, want := range map[string]string{
		"/press/a.txt": "a.txt", `C:\press\a.txt`: "a.txt", "a.txt": "a.txt", "": "", "press/": "", `\\host\share/a b.txt`: "a b.txt",
	} {
		if got := baseName(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}

func TestRulerCountsCodePointsInAnyOrder(t *testing.T) {
	const text = "aé—🚢 z"
	want := map[int]int{0: 0, 1: 1, 3: 2, 6: 3, 10: 4, 11: 5, 12: 6}
	r := ruler{text: text}
	for _, at := range []int{0, 12, 3, 10, 1, 6, 11, 0} {
		if got := r.codePoints(at); got != want[at] {
			t.Errorf("byte %d: got code point %d, want %d", at, got, want[at])
		}
		if !r.boundary(at) {
			t.Errorf("byte %d is no boundary", at)
		}
	}
	for _, at := range []int{-1, 2, 13, 7} {
		if r.boundary(at) {
			t.Errorf("byte %d is a boundary", at)
		}
	}
}
