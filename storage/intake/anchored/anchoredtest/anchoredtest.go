// Package anchoredtest checks the anchored expressions of a package.
package anchoredtest

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/storage/intake/anchored"
)

// AdmitMatches runs each expression on random texts and fails the test if one
// matches a text that it does not admit. The keys of expressions are their names.
func AdmitMatches(t *testing.T, expressions map[string]anchored.Expression) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for name, o := range expressions {
		form := o.Regexp()
		e, err := syntax.Parse(form.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		matched := 0
		for range 4000 {
			var b strings.Builder
			sample(r, e, &b)
			s := b.String()
			if form.MatchString(s) {
				matched++
			}
			for _, text := range []string{s, s + " and more", s[:r.IntN(len(s)+1)], s + "\xff"} {
				if !o.Admits(text) && form.MatchString(text) { // matching is slow, so it is tried only on texts that were not admitted
					t.Fatalf("%s does not admit %q", name, text)
				}
			}
		}
		if matched < 1000 {
			t.Errorf("%s matched only %d of the samples", name, matched)
		}
	}
}

// RefuseSentences checks that no expression admits one of a few ordinary sentences.
func RefuseSentences(t *testing.T, expressions map[string]anchored.Expression) {
	t.Helper()
	for name, o := range expressions {
		for _, line := range []string{
			"The river rose for a third day.", "Zebras were seen near the mill, she said.", "“Nobody asked us,” said Ann Doe.",
			"Міська рада збереться знову.", "Officials would not comment.", "A", "",
		} {
			if o.Admits(line) {
				t.Errorf("%s admits %q", name, line)
			}
		}
	}
}

// Same checks that each expression finds in s what its regular expression alone
// finds.
func Same(t *testing.T, expressions map[string]anchored.Expression, s string) {
	t.Helper()
	for name, o := range expressions {
		form := o.Regexp()
		if o.MatchString(s) != form.MatchString(s) || o.FindString(s) != form.FindString(s) || !slices.Equal(o.FindStringSubmatch(s), form.FindStringSubmatch(s)) {
			t.Errorf("%s of %q", name, s)
		}
	}
}

// sample writes a text that the expression probably matches. It chooses branches,
// repetitions and letter case at random.
func sample(r *rand.Rand, e *syntax.Regexp, b *strings.Builder) {
	repeat := func(least, most int) {
		for range least + r.IntN(most-least+1) {
			sample(r, e.Sub[0], b)
		}
	}
	switch e.Op {
	case syntax.OpLiteral:
		for _, c := range e.Rune {
			for f := c; e.Flags&syntax.FoldCase != 0 && r.IntN(3) > 0; {
				f = unicode.SimpleFold(f)
				c = f
			}
			b.WriteRune(c)
		}
	case syntax.OpCharClass:
		i := 2 * r.IntN(len(e.Rune)/2)
		b.WriteRune(e.Rune[i] + r.Int32N(e.Rune[i+1]-e.Rune[i]+1))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteRune([]rune("aZ .7é–й界")[r.IntN(9)])
	case syntax.OpStar:
		repeat(0, 3)
	case syntax.OpPlus:
		repeat(1, 3)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpRepeat:
		repeat(e.Min, max(e.Min, min(e.Max, e.Min+3)))
	case syntax.OpAlternate:
		sample(r, e.Sub[r.IntN(len(e.Sub))], b)
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range e.Sub {
			sample(r, sub, b)
		}
	}
}
