package reader

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// levelsOf returns the level of each rune as a digit.
func levelsOf(text string) string {
	var b strings.Builder
	runs := levels(text, runsLeft(text))
	for i := range text {
		for len(runs) > 1 && runs[1].at <= i {
			runs = runs[1:]
		}
		b.WriteByte('0' + runs[0].level)
	}
	return b.String()
}

func TestLevelsAreThoseOfUAX9(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"abc", "000"},
		{"אבג", "111"},
		{"a אב b", "001100"},
		{"a אב 12 b", "001112200"},
		{"a אב 1.5% b", "00111222200"},
		{"a אב 12, 7 b", "001112211200"},
		{"א ab ג", "112211"},
		{"א 12 ג", "112211"},
		{"א (ב) ג.", "11111111"},
		{"א „ab” ג", "11122111"},
		{"12 a", "0000"},
		{"12 א", "2211"},
		{"«a» א", "00001"},
		{"a (אב) b", "00011000"},
		{"سنة ١٢ و", "11112211"},
	} {
		if got := levelsOf(c.text); got != c.want {
			t.Errorf("%q has levels %s, want %s", c.text, got, c.want)
		}
	}
}

func TestAParagraphRunsAsItsFirstLetterDoes(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "12. –": false, "12. א": true, "a א": false, "(«א": true, "水 א": false, "ا": true, "\u200fa": true,
	} {
		if got := runsLeft(text); got != want {
			t.Errorf("%q runs to the left: %v", text, got)
		}
	}
}

// FuzzLevels checks that the first level run begins at 0 and that the others follow
// in increasing order.
func FuzzLevels(f *testing.F) {
	for _, text := range []string{"a אב 12 b", "א ab (12) ג", "12 א", "سنة ١٢% و", "\u202eab\u202c א", "a\u2067א1\u2069b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.Map(func(r rune) rune {
			if p, _ := bidi.LookupRune(r); p.Class() == bidi.B {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(text[:min(len(text), 200)], "?"))
		runs := levels(text, runsLeft(text))
		at := -1
		for i, r := range runs {
			if r.at <= at || r.at > len(text) || i == 0 && r.at != 0 {
				t.Fatalf("%q: the runs begin at %v", text, runs)
			}
			at = r.at
		}
	})
}
