package setfile

import (
	"bytes"
	"encoding/json"
	"math/big"
	"testing"
)

func TestWholeNumbersAreWrittenAsDigits(t *testing.T) {
	for number, want := range map[string]string{
		"24.0": "24", "1e1": "10", "1E+1": "10", "0.0": "0", "-0.0": "0", "0e9": "0", "-1.50e1": "-15", "120e-1": "12",
		"0.0025e4": "25", "9.223372036854775807e18": "9223372036854775807", "1.5": "1.5", "15e-1": "15e-1", "1e19": "1e19",
		"1e999999999999999999999": "1e999999999999999999999", "1e-5": "1e-5", "24": "24", "0.10": "0.10",
		`"24.0"`: `"24.0"`, `"a\"1.0"`: `"a\"1.0"`, `{"a":[1.0,2.0e0],"1.0":"1.0"}`: `{"a":[1,2],"1.0":"1.0"}`,
	} {
		if got := string(wholeNumbers([]byte(number))); got != want {
			t.Errorf("%s is written %s, want %s", number, got, want)
		}
	}
}

// FuzzWholeNumbers checks that rewriting numbers keeps their values.
func FuzzWholeNumbers(f *testing.F) {
	for _, raw := range []string{`[1.0,"2.0\"3.0",{"a":-4e1}]`, `1.5`, `0.001e3`, `1e-400`, `""`, `"\\"`, `[0.0e0]`} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !json.Valid(raw) {
			return
		}
		got := wholeNumbers(raw)
		if !json.Valid(got) {
			t.Fatalf("%s becomes %s", raw, got)
		}
		a, b := json.NewDecoder(bytes.NewReader(raw)), json.NewDecoder(bytes.NewReader(got))
		a.UseNumber()
		b.UseNumber()
		for {
			before, errA := a.Token()
			after, errB := b.Token()
			if errA != nil || errB != nil {
				if errA != errB {
					t.Fatalf("%s becomes %s: %v, %v", raw, got, errA, errB)
				}
				return
			}
			x, isNumber := before.(json.Number)
			if !isNumber {
				if before != after {
					t.Fatalf("%v becomes %v", before, after)
				}
				continue
			}
			y := after.(json.Number)
			if x == y || len(x) > 100 {
				continue
			}
			p, okP := new(big.Rat).SetString(x.String())
			q, okQ := new(big.Rat).SetString(y.String())
			if !okP || !okQ || p.Cmp(q) != 0 || !q.IsInt() {
				t.Fatalf("%s becomes %s", x, y)
			}
		}
	})
}
