package match

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMatch builds an index of any articles, in both orders, and checks the results: the
// same from either, spans inside the sentences at the boundaries of characters, scores
// from 0 to 1.
func FuzzMatch(f *testing.F) {
	f.Add("en", "The old pier of Orvane was closed on 12 March.\nNobody was hurt.", "“The old pier of Orvane is closed,” she said on 13 March.\nThree people were hurt.", "en")
	f.Add("de", "Fast 20.000 Menschen kamen nicht.", "Mehr als 19.500 Menschen kamen, 30 % blieben.", "de-AT")
	f.Add("uk", "Майже 400 мешканців залишили село Орвана у лютому.", "240 мешканців залишили село Орвана в березні.", "uk")
	f.Add("ja", "住民400人が高台の学校に避難した。", "住民240人が高台の学校に避難した。", "zh")
	f.Add("", "1.2.3 £ 5% -- ( “ '' `` May 5", "\xff\xfe 1 May \u00a0% 1e9 99999999999999999999 m", "xx")
	f.Fuzz(func(t *testing.T, langA, a, b, langB string) {
		texts := []Text{
			{ID: "a", Language: langA, Sentences: strings.Split(a, "\n")},
			{ID: "b", Language: langB, Sentences: strings.Split(b, "\n")},
		}
		sentence := func(r Ref) string {
			if r.Article == "a" {
				return texts[0].Sentences[r.Index]
			}
			return texts[1].Sentences[r.Index]
		}
		x, y := New(), New()
		x.Add(texts[0])
		x.Add(texts[1])
		if err := y.AddAll(context.Background(), []Text{texts[1], texts[0]}, nil); err != nil {
			t.Fatal(err)
		}
		m := matchAll(t, x)
		if n := matchAll(t, y); !reflect.DeepEqual(m, n) {
			t.Fatalf("%v added one by one, %v at once", m, n)
		}
		for p := range m.Pairs() {
			if !(p.Score >= 0 && p.Score <= 1) {
				t.Fatalf("score %v", p.Score)
			}
			for _, c := range p.Conflicts {
				checkSpan(t, sentence(p.A), c.A.Start, c.A.End)
				checkSpan(t, sentence(p.B), c.B.Start, c.B.End)
			}
		}
		for _, c := range Conflicts(langA, a, langB, b) {
			checkSpan(t, a, c.A.Start, c.A.End)
			checkSpan(t, b, c.B.Start, c.B.End)
		}
		x.Remove("a")
		if len(matchAll(t, x).pairs) > 0 {
			t.Fatal("one article has pairs")
		}
	})
}

func checkSpan(t *testing.T, s string, start, end int) {
	t.Helper()
	if start < 0 || end <= start || end > len(s) {
		t.Fatalf("span %d-%d of %d bytes", start, end, len(s))
	}
	if utf8.ValidString(s) && (!utf8.RuneStart(s[start]) || end < len(s) && !utf8.RuneStart(s[end])) {
		t.Fatalf("span %d-%d cuts a character of %q", start, end, s)
	}
}
