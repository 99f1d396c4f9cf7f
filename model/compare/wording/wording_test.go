package wording

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func shown(text string, all []Difference) string {
	var out []string
	for _, d := range all {
		out = append(out, d.Kind.String()+":"+d.Span.Of(text))
	}
	return strings.Join(out, " | ")
}

func TestDifferences(t *testing.T) {
	for _, c := range []struct{ lang, a, b, inA, inB string }{
		{"en", "The wall held.", "The wall held!", "", ""},
		{"en", "The harbour wall held on Friday.", "The wall has held since Friday.", "words:harbour | words:on", "words:has | words:since"},
		{"en", "Twelve boats sank.", "12 boats sank", "", ""},
		{"en", "Some 240 boats sank in May.", "Some 400 boats sank in May.", "figure:240", "figure:400"},
		{"en", "It sank on 12 March, late.", "It sank on 13 March, late.", "figure:12", "figure:13"},
		{"en", "She can’t swim in the U.S.", "She can't swim in the US", "", ""},
		{"en", "1,200 left", "1200 left", "", ""},
		{"en", "", "One word", "", "words:One word"},
		{"de", "Zwölf Boote sanken.", "Elf Boote sanken.", "figure:Zwölf", "figure:Elf"},
		{"ja", "壁は持った", "壁が持った", "words:は", "words:が"},
		{"en", "A told B of it", "B told A of it", "words:A", "words:A"},
	} {
		inA, inB := Differences(c.a, c.b, c.lang)
		if c.a == "A told B of it" { // either word may be the one that moved
			if len(inA) == 0 || len(inB) == 0 {
				t.Errorf("%q, %q: an exchange is not seen", c.a, c.b)
			}
			continue
		}
		if a, b := shown(c.a, inA), shown(c.b, inB); a != c.inA || b != c.inB {
			t.Errorf("%q, %q: %q, %q", c.a, c.b, a, b)
		}
	}
}

func TestEmphasisLeavesPlainWhatMostSay(t *testing.T) {
	texts := []string{
		"The wall held and 12 boats sank.",
		"The wall held and 12 boats sank.",
		"The wall held and 14 boats sank.",
		"The wall broke and twelve boats sank.",
	}
	var got []string
	for i, e := range Emphasis(texts, "en") {
		got = append(got, shown(texts[i], e))
	}
	want := []string{"figure:12", "figure:12", "figure:14", "words:broke | figure:twelve"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	three := []string{"The wall held.", "The wall held.", "The wall broke."}
	if e := Emphasis(three, "en"); e[0] != nil || e[1] != nil || shown(three[2], e[2]) != "words:broke" {
		t.Errorf("%v", e)
	}
	if e := Emphasis([]string{"Alone."}, "en"); len(e) != 1 || e[0] != nil {
		t.Errorf("one text differs from nothing: %v", e)
	}
}

// check reports whether runs cover both texts in order, and pair only words that are the
// same.
func check(t *testing.T, a, b []Word) []Run {
	t.Helper()
	runs := Align(a, b)
	i, j := 0, 0
	for n, r := range runs {
		if r.A.Start != i || r.B.Start != j || r.A.Len()+r.B.Len() == 0 {
			t.Fatalf("run %d is %v after %d, %d", n, r, i, j)
		}
		if n > 0 && (runs[n-1].Kind == Same) == (r.Kind == Same) {
			t.Fatalf("runs %v and %v are one", runs[n-1], r)
		}
		i, j = r.A.End, r.B.End
		if r.Kind == Same {
			for k := range r.A.Len() {
				if a[r.A.Start+k].Key != b[r.B.Start+k].Key {
					t.Fatalf("%q is not %q", a[r.A.Start+k].Key, b[r.B.Start+k].Key)
				}
			}
		}
	}
	if i != len(a) || j != len(b) {
		t.Fatalf("covers %d of %d, %d of %d", i, len(a), j, len(b))
	}
	return runs
}

func same(runs []Run) (n int) {
	for _, r := range runs {
		if r.Kind == Same {
			n += r.A.Len()
		}
	}
	return n
}

func randomWords(r *rand.Rand, n, of int) []Word {
	out := make([]Word, n)
	for i := range out {
		out[i].Key = fmt.Sprint(r.IntN(of))
	}
	return out
}

func TestAlignmentIsTheLongestCommonSubsequence(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 500 {
		a, b := randomWords(r, r.IntN(12), 4), randomWords(r, r.IntN(12), 4)
		if got, want := same(check(t, a, b)), longest(a, b); got != want {
			t.Fatalf("%v and %v share %d, not %d", a, b, got, want)
		}
	}
}

// longest is the length of the longest common subsequence, by its definition.
func longest(a, b []Word) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case a[0].Key == b[0].Key:
		return 1 + longest(a[1:], b[1:])
	}
	return max(longest(a[1:], b), longest(a, b[1:]))
}

func TestLongTextsAreAlignedInParts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	a := make([]Word, 200_000)
	for i := range a {
		a[i].Key = fmt.Sprint("w", i)
	}
	b := slices.Clone(a)
	for range 2000 {
		b[r.IntN(len(b))].Key = "changed"
	}
	if n := same(check(t, a, b)); n < len(a)-2000 {
		t.Errorf("only %d words are the same", n)
	}
	check(t, randomWords(r, 100_000, 50), randomWords(r, 100_000, 50)) // no word occurs once
}

func TestDifferencesOfVeryLongSentences(t *testing.T) {
	a := strings.Repeat("The wall held and the boats sank. ", 150_000)
	inA, inB := Differences(a, "The wall held and all boats sank. "+a, "en")
	if len(inA) == 0 || len(inB) == 0 {
		t.Errorf("%d, %d differences", len(inA), len(inB))
	}
	for _, d := range inA {
		if d.Span.End > longestCompared {
			t.Errorf("compared up to byte %d", d.Span.End)
		}
	}
}

func FuzzDifferences(f *testing.F) {
	f.Add("The wall held on Friday.", "The wall held on 12 March", "en")
	f.Add("“Wir … warten”", "1.200 м/с²", "de")
	f.Add("壁は持った\x00", "\xff½ a.b.c '", "ja")
	f.Fuzz(func(t *testing.T, a, b, language string) {
		check(t, Words(a), Words(b))
		inA, inB := Differences(a, b, language)
		for _, one := range []struct {
			text string
			all  []Difference
		}{{a, inA}, {b, inB}} {
			end := 0
			for _, d := range one.all {
				if d.Span.Start < end || d.Span.End <= d.Span.Start || d.Span.End > len(one.text) {
					t.Fatalf("%v in %q", one.all, one.text)
				}
				end = d.Span.End
			}
		}
		Emphasis([]string{a, b, a + b}, language)
	})
}
