package passage

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

func TestFindIgnoresCaseAccentsAndLineBreaks(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        []string
	}{
		{"The flood. A FLOOD, floods.", "flood", []string{"flood", "FLOOD", "flood"}},
		{"Understood.", "stoo", []string{"stoo"}},
		{"Café, cafe\u0301!", "cafe", []string{"Café", "cafe\u0301"}},
		{"the old\n   bridge", "Old bridge", []string{"old\n   bridge"}},
		{"“No,” he said.", `"no,"`, []string{"“No,”"}},
		{"aaaa", "aa", []string{"aa", "aa"}},
		{"Straße", "strasse", []string{"Straße"}},
		{"Straße", "s", []string{"S"}},
		{"Straße", "ss", []string{"ß"}},
		{"20\u00a0000", "20 000", []string{"20\u00a0000"}},
		{"anything", "", nil},
		{"any thing", "  ", nil},
		{"any thing", "y t", []string{"y t"}},
		{"10:30", ":", []string{":"}},
		{"Її їжак", "її", []string{"Її"}},
	} {
		var got []string
		for _, s := range New(c.text).Find(c.query) {
			got = append(got, s.Of(c.text))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %q, want %q", c.query, c.text, got, c.want)
		}
	}
}

// plainly finds a query by folding every part of the text that could match.
func plainly(text, query string) (found []model.Span) {
	form := func(s string) string { return strings.Join(strings.Fields(token.Fold("|"+s+"|")), " ") }
	wanted := form(query)
	if strings.TrimSpace(token.Fold(query)) == "" {
		return nil
	}
	first := func(start int) (model.Span, bool) {
		if r, _ := utf8.DecodeRuneInString(text[start:]); token.Fold(string(r)) == "" {
			return model.Span{}, false // a mark on the letter before
		}
		best, ok := model.Span{}, false
		for end := start + 1; end <= min(len(text), start+6*len(query)+6); end++ {
			if end < len(text) && !utf8.RuneStart(text[end]) {
				continue
			}
			if form(text[start:end]) == wanted {
				best, ok = model.Span{Start: start, End: end}, true // the longest has the marks on the last letter
			}
		}
		return best, ok
	}
	for at := 0; at < len(text); {
		if span, ok := first(at); utf8.RuneStart(text[at]) && ok {
			found = append(found, span)
			at = span.End
			continue
		}
		at++
	}
	return found
}

func TestFindAgreesWithAPlainSearch(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 7))
	const letters = "aAbßéeé  \n\u00a0'’x"
	pick := func(n int) string {
		var b strings.Builder
		all := []rune(letters)
		for range n {
			b.WriteRune(all[rng.IntN(len(all))])
		}
		return b.String()
	}
	for range 3000 {
		text, query := pick(rng.IntN(40)), strings.TrimSpace(pick(1+rng.IntN(3)))
		if got, want := New(text).Find(query), plainly(text, query); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", query, text, got, want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	text := strings.Repeat("The wall of the old harbour gave way on Tuesday. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		New(text)
	}
}
