package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Parse reads a query as people type it.
func Parse(s string) (Query, error) {
	var q Query
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		var t Term
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case isQuote(r):
			end := strings.IndexFunc(s[i+size:], isQuote)
			if end < 0 {
				t, i = words(s, i+size, len(s)), len(s)
				break
			}
			t = words(s, i+size, i+size+end)
			i += size + end
			_, size = utf8.DecodeRuneInString(s[i:])
			i += size
		default:
			end := strings.IndexFunc(s[i:], func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
			if end < 0 {
				end = len(s) - i
			}
			t = words(s, i, i+end)
			i += end
		}
		if len(t.Words) > 0 {
			q.Terms = append(q.Terms, t)
		}
	}
	return q, nil
}

// words makes a term of s[from:to]. Where the query ends with a word it is not
// known to be whole.
func words(s string, from, to int) (t Term) {
	var at model.Span
	lonely := false // the last word is the last letter of an unspaced run
	NewTokenizer().EachIn(s[from:to], func(word []byte, span model.Span) {
		if len(t.Words) == 0 {
			at.Start = span.Start
		}
		r, _ := utf8.DecodeRune(word)
		lonely = unspaced(r) && span.Start >= 0
		at.End = span.End
		t.Words = append(t.Words, string(word))
	})
	if len(t.Words) == 0 {
		return t
	}
	t.Text = s[from:to][at.Start:at.End]
	t.Prefix = at.End == len(s)-from
	if lonely {
		t.Prefix = true
		if n := len(t.Words); n > 1 && strings.HasSuffix(t.Words[n-2], t.Words[n-1]) && len(t.Words[n-2]) > len(t.Words[n-1]) {
			if r, _ := utf8.DecodeRuneInString(t.Words[n-2]); unspaced(r) {
				t.Words = t.Words[:n-1]
			}
		}
	}
	return t
}

// isQuote reports whether a sign begins or ends a phrase.
func isQuote(r rune) bool {
	return r == '"' || r >= utf8.RuneSelf && string(foldRune(nil, r)) == `"`
}
