package setfile

import (
	"strings"
	"testing"
	"testing/iotest"
)

func TestValuesAreCutWhereTheyEnd(t *testing.T) {
	for _, value := range []string{
		`1`, `-2.5e3`, `true`, `""`, `"a"`, `"\""`, `"\\"`, `"\\\""`, `{}`, `[]`, `[[],{"a":"]}"}]`,
		`{"a": [1, "\"}", {"b" :null}]}`, `"` + strings.Repeat("long ", 40_000) + `"`, `[` + strings.Repeat(`{"a":"\\"},`, 20_000) + `1]`,
	} {
		for _, after := range []string{``, `,1`, `]`, "\n}", `"`, `{`} {
			if after == `"` || after == `{` {
				if c := value[len(value)-1]; c != '"' && c != '}' && c != ']' {
					continue // the end of a number or a word would not be seen
				}
			}
			c := cutter{r: strings.NewReader(" " + value + after), buf: make([]byte, 0, 16)}
			got, ok := c.value()
			if after == `` && !strings.ContainsAny(value, `"}]`) {
				if ok {
					t.Errorf("%.40s: a number or a word ends with the file", value)
				}
				continue
			}
			if !ok || string(got) != value {
				t.Errorf("%.40s before %q: got %.40q (%v)", value, after, got, ok)
			}
			if rest := string(c.buf[c.at:]); !strings.HasPrefix(after, rest) {
				t.Errorf("%.40s before %q: %q is left", value, after, rest)
			}
		}
	}
}

func TestAValueWithoutEndIsNotCut(t *testing.T) {
	for _, text := range []string{``, ` `, `"a`, `"a\"`, `[1,`, `{"a":"}`, `{"a":[}`, `12`} {
		c := cutter{r: iotest.OneByteReader(strings.NewReader(text)), buf: make([]byte, 0, 16)}
		if got, ok := c.value(); ok {
			t.Errorf("%q: got %q", text, got)
		}
	}
	long := `"` + strings.Repeat("x", 2*mostQuick) + `"`
	c := cutter{r: strings.NewReader(long), buf: make([]byte, 0, 16)}
	if _, ok := c.value(); ok {
		t.Error("a value that is too large was cut")
	}
	if cap(c.buf) > 2*mostQuick {
		t.Errorf("the buffer has %d bytes", cap(c.buf))
	}
}
