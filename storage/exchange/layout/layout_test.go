package layout

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestLayoutKeepsShortValuesOnOneLine(t *testing.T) {
	long := strings.Repeat("x", LineLimit)
	for _, c := range []struct{ name, compact, want string }{
		{"a number", `12`, "12"},
		{"nothing in it", `{"a":[],"b":{}}`, `{"a": [], "b": {}}`},
		{"a span", `{"bytes":[0,31]}`, `{"bytes": [0, 31]}`},
		{"a long value", `{"a":[1,2],"b":"` + long + `"}`, "{\n  \"a\": [1, 2],\n  \"b\": \"" + long + "\"\n}"},
		{"brackets in a string", `["]}\",:` + long + `"]`, "[\n  \"]}\\\",:" + long + "\"\n]"},
		{"a string with a backslash at its end", `["\\",1]`, `["\\", 1]`},
		{"backslashes before quotation marks", `["\\\"]\\",1]`, `["\\\"]\\", 1]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(Append(nil, []byte(c.compact), 0)); got != c.want {
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
		laidOut := Append(nil, compact.Bytes(), 1)
		if err := json.Compact(&back, laidOut); err != nil {
			t.Fatalf("%v: %s", err, laidOut)
		}
		if !bytes.Equal(back.Bytes(), compact.Bytes()) {
			t.Errorf("%s became %s", compact.Bytes(), back.Bytes())
		}
	})
}
