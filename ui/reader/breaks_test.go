package reader

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// byTheSegmenter returns what opportunities should return, without its fast path.
func byTheSegmenter(text string) []bool {
	m := marksIn{text: text, breaks: make([]bool, len(text)+1)}
	m.ask(0, len(text), &segmenter.Segmenter{})
	return m.breaks
}

// mayBegin inserts a vertical bar before each rune at which a line may begin,
// except before white space.
func mayBegin(text string, breaks []bool) string {
	var b strings.Builder
	for i, r := range text {
		if breaks[i] && !isSpace(r) {
			b.WriteByte('|')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestLinesMayEndWhereTheScriptLetsThem(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"words", "The |river |rose, |“they |said”."},
		{"a hyphen", "a |well-|known |road"},
		{"an address", "https://|assay.app/|docs/|a?|b=1"},
		{"a number", "about |3,750.25 |m, |−12 |% |or |$40"},
		{"Ukrainian", "«Ні», |— |сказав |він; |п’ять |об’єктів"},
		{"Chinese", "黎|明|前，|河|水|漫|过|“堤|坝”|（三|月）。|无|人"},
		{"Japanese", "「水|門|は|閉|まっ|て|い|た」|と、|ケ|ス|ミ|ア|は|言っ|た。"},
		{"Arabic", "ارتفع |النهر، |قبل |الفجر"},
		{"Hebrew", "„זה |לא |נכון”, |אמר"},
		{"a flag and a family", "on |🇺🇦|🇬🇷 |👩‍👩‍👧|👍🏽."},
		{"a combining mark", "cafe\u0301 |noir"},
	} {
		text := strings.ReplaceAll(c.want, "|", "")
		got := mayBegin(text, opportunities(text, &segmenter.Segmenter{}))
		if got != c.want {
			t.Errorf("%s: lines may begin so:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func FuzzOpportunities(f *testing.F) {
	for _, text := range []string{
		"The river rose. Nobody knew it.", "a (b) c-d e/f 3.5 % of it", "« Quoi ? » dit-il !", "x \u201c y \u201d z",
		"水 a。b 水", "\u0301a b\u0301 \u200b c", "Річка 12. а", "a,b c!d e?? f.g", "a\x00b \u00a0 c\u202fd", "1: 2; a’b",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text[:min(len(text), 300)], "?")
		got, want := opportunities(text, &segmenter.Segmenter{}), byTheSegmenter(text)
		if g, w := mayBegin(text, got), mayBegin(text, want); g != w {
			t.Errorf("%q: lines may begin so:\n%q\nwant\n%q", text, g, w)
		}
	})
}

func TestBoundariesAreThoseOfGraphemes(t *testing.T) {
	for text, want := range map[string][]int{
		"":           {0},
		"ab":         {0, 1, 2},
		"a\r\nb":     {0, 1, 3, 4},
		"e\u0301x":   {0, 3, 4},
		"水👍🏽.":       {0, 3, 11, 12},
		"\xffa":      {0, 1, 2},
		"각\u11a8":    {0, 6},
		"🇺🇦🇬🇷":       {0, 8, 16},
		"a\u200db ~": {0, 4, 5, 6, 7},
	} {
		if got := boundaries(text); !slices.Equal(got, want) {
			t.Errorf("%q has boundaries at %v, want %v", text, got, want)
		}
	}
}
