package segment_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model/segment"
)

// cutAt inserts | into text at each offset.
func cutAt(text string, offsets []int) string {
	for _, at := range slices.Backward(offsets) {
		text = text[:at] + "|" + text[at:]
	}
	return text
}

func TestTheCaretStopsWhereWordsBegin(t *testing.T) {
	for _, want := range []string{
		"The |dam |held.",
		"One",
		"“We |saw |it,” |he |said.",
		"It’s |well-known, |isn’t |it?",
		"Rain—|then |hail |– |fell.",
		"水|が|来|た。|堤|は|持|っ|た。",
		"The |price: |3.50 |€ |(or |less).",
		" two  |spaces ",
		"It |fell.|The |U.|S. |paid |3.50.",
	} {
		text := strings.ReplaceAll(want, "|", "")
		got := cutAt(text, segment.WordStarts(text))
		if got != want {
			t.Errorf("the caret stops at %q, want %q", got, want)
		}
	}
}

func TestTheCaretTakesCharactersWhole(t *testing.T) {
	for _, want := range []string{"a|b", "e\u0301|t\u0301|e", "👩‍🚒|!", "", "x", "가|나", "\r\n|x"} {
		text := strings.ReplaceAll(want, "|", "")
		if got := cutAt(text, segment.Characters(text)); got != want {
			t.Errorf("the characters are %q, want %q", got, want)
		}
	}
}

func TestTheCaretBeginsWhereADivisionIsLikely(t *testing.T) {
	for _, want := range []string{
		"It rained. |The dam, however, held all the same.",
		"He came, he saw; |he left, as ever.",
		"He came, |he saw and he left in haste.",
		"“Is it over?” |she asked the man, who said nothing.",
		"Mr. Vale spoke; |J. Orr did not.",
		"nothing tells us |where to divide",
		"It held. nobody knew why! |But it did, so far.",
		"水が来た。|堤は持った",
		"two |words",
		"the rain fell all night long.|The U.S. paid",
	} {
		text := strings.ReplaceAll(want, "|", "")
		at, ok := segment.LikelyDivision(text)
		if got := cutAt(text, []int{at}); !ok || got != want {
			t.Errorf("the caret begins at %q (%v), want %q", got, ok, want)
		}
	}
	for _, text := range []string{"", "One.", "  One  ", "…"} {
		if at, ok := segment.LikelyDivision(text); ok {
			t.Errorf("%q is to be divided at %d", text, at)
		}
	}
}

func FuzzDivisionByHand(f *testing.F) {
	for _, seed := range []string{"It rained. The dam held.", "水が来た。", "e\u0301 a", "\xff \xfe", "👩‍🚒 x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		characters := segment.Characters(text)
		words := segment.WordStarts(text)
		for i, at := range characters {
			if at <= 0 || at >= len(text) || i > 0 && at <= characters[i-1] {
				t.Fatalf("%q has characters at %v", text, characters)
			}
			if utf8.ValidString(text) && !utf8.RuneStart(text[at]) {
				t.Fatalf("%q is cut at %d", text, at)
			}
		}
		for _, at := range words {
			if !slices.Contains(characters, at) {
				t.Fatalf("a word of %q begins inside a character, at %d", text, at)
			}
		}
		at, ok := segment.LikelyDivision(text)
		if ok != (len(words) > 0) || ok && !slices.Contains(words, at) {
			t.Fatalf("%q is to be divided at %d (%v), and its words begin at %v", text, at, ok, words)
		}
	})
}

func TestWordsAreWithoutTheirMarksAndSpaces(t *testing.T) {
	for text, want := range map[string]string{
		"“We saw it,” he said.": "We|saw|it|he|said",
		"It isn’t 3.5 per cent": "It|isn’t|3.5|per|cent",
		"Він сказав: «Об’їзд».": "Він|сказав|Об’їзд",
		"水が来た":                  "水|が|来|た",
		"e\u0301té":             "e\u0301té",
		" — ":                   "",
		"":                      "",
	} {
		var words []string
		for _, w := range segment.Words(text) {
			words = append(words, w.Of(text))
		}
		if got := strings.Join(words, "|"); got != want {
			t.Errorf("the words of %q are %q, want %q", text, got, want)
		}
	}
}
