package segment

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/segment/segmenttest"
)

// checkResult fails unless the paragraphs cover the text, and the sentences cover
// the paragraphs without crossing from one into another.
func checkResult(t *testing.T, text string, r Result) {
	t.Helper()
	segmenttest.CheckCover(t, text, r.Paragraphs)
	all := make([]model.Span, len(r.Sentences))
	for i, s := range r.Sentences {
		all[i] = s.Span
		p := r.Paragraphs[s.Paragraph]
		if s.Span.Start < p.Start || s.Span.End > p.End {
			t.Fatalf("sentence %v crosses its paragraph %v", s.Span, p)
		}
	}
	segmenttest.CheckCover(t, text, all)
}

func TestAwkwardTexts(t *testing.T) {
	for _, lang := range []string{"en", "de", "el", "ja", "uk", ""} {
		for _, text := range segmenttest.Awkward {
			checkResult(t, text, For(lang).Segment(text))
		}
	}
}

// TestRandomTexts divides random texts made of the words and signs that the rules
// look at.
func TestRandomTexts(t *testing.T) {
	pieces := strings.Split(`a|B|word|Word|Mr|U.S|etc|1|23|.|.|.|!|?|…|...|。|“|”|"|'|(|)|[|]|[3]| | | | |`+"\n|\n\n|\r\n|\u2028|\x80|\xf0\x9f|😀|:)|;|—|-|•|1.|2.|a)|b)|—|«|»|http://|@|\u00a0", "|")
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 3000 {
		var b strings.Builder
		for range random.IntN(60) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		for _, lang := range []string{"en", "de", "el"} {
			checkResult(t, text, For(lang).Segment(text))
		}
	}
}

// TestTimeIsLinear divides long texts that are meant to take long. A segmenter that
// looked back or ahead without bound could make the test time out.
func TestTimeIsLinear(t *testing.T) {
	size := 1 << 19
	if testing.Short() {
		size = 1 << 16
	}
	for _, unit := range []string{
		"x", ".", ". ", " .", "a.", "A.B", ")", "1) ", "a) B ", "(", "\"", "“", "?” ", "• ", ":(", ";", "; ", "…", "😀", "😀 ",
		"=", "[", "[1]", "%", "A. ", "Mr. ", "1. A ", "。", "。」", "\x80", "\xe2", " ", "\n", "a\n", "Abc abc.\n", "?” Anna ",
		"5 p. ", "a😀", "• a ", "\u200f", "'", "‘", "’", "”", "«", "»", "「", "“ ", " “", "“a\n", "\"a. ", "“a.” ", "“a?” Ana ", "\x00", "\xff",
		"\xed\xa0\x80", "a", "日", "A", "1", ",", "-", "— ", "...", ". . ", "?!", "U.S. ", "e.g.", "[1] ", "[a ", "(a. ",
		"(A. b) ", "(...) A", "《！", "《！》", "\"。", "”。と", "”?A’s b, c ", "”? @a ", "The A! B c ", "1:1 ", "1/1/11 1:11 AM A ", "- ", "¹", ".¹,",
		"a. b. ", "A.-B. ", "Fed. R. ", "Inc. A b ", ".’s A",
	} {
		for _, text := range []string{
			strings.Repeat(unit, size/len(unit)),
			"•" + strings.Repeat(" ", size/2) + strings.Repeat(unit, size/2/len(unit)),
		} {
			checkResult(t, text, For("en").Segment(text))
		}
	}
}

func FuzzSegment(f *testing.F) {
	for _, text := range segmenttest.Awkward {
		f.Add(text, "en")
		f.Add(text, "de")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		checkResult(t, text, For(lang).Segment(text))
		segmenttest.CheckCover(t, text, Sentences(lang, text))
	})
}

func TestHugeTexts(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("The ferry left at dawn. Nobody waved. ", 5<<20/38), // 5 MB in one line
		"He read " + strings.Repeat("a", 100_000) + " aloud. Nobody knew why.",
	} {
		checkResult(t, text, For("en").Segment(text))
	}
}
