package segment

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"

	"assay.app/assay/model"
)

// checkCover fails unless the spans are in order, do not overlap, are not
// empty, have no white space at their ends, and leave out only white space.
func checkCover(t *testing.T, text string, spans []model.Span) {
	t.Helper()
	last := 0
	for _, s := range spans {
		if s.Start < last || s.Start >= s.End || s.End > len(text) {
			t.Fatalf("span %v out of order after byte %d in %.80q", s, last, text)
		}
		if gap := text[last:s.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%.40q before span %v is in no span", gap, s)
		}
		if body := s.Of(text); strings.TrimFunc(body, unicode.IsSpace) != body {
			t.Fatalf("span %v has white space around it: %.40q", s, body)
		}
		last = s.End
	}
	if gap := text[last:]; strings.TrimSpace(gap) != "" {
		t.Fatalf("%.40q at the end is in no span", gap)
	}
}

// checkResult fails unless paragraphs cover the text and sentences cover the
// paragraphs without crossing from one into another.
func checkResult(t *testing.T, text string, r Result) {
	t.Helper()
	checkCover(t, text, r.Paragraphs)
	all := make([]model.Span, len(r.Sentences))
	for i, s := range r.Sentences {
		all[i] = s.Span
		p := r.Paragraphs[s.Paragraph]
		if s.Span.Start < p.Start || s.Span.End > p.End {
			t.Fatalf("sentence %v crosses its paragraph %v", s.Span, p)
		}
	}
	checkCover(t, text, all)
}

// awkward are texts that have broken such programs before.
var awkward = []string{
	"", " ", ".", "...", ". . . .", "?!", "\x00", "\xff\xfe", "a\xe2\x80", "\xe3\x80", "é.", "“", "”.”", "[1]", ".[1]", "….",
	"1.", "1)", "(a)", "a. B b. C c.", "• ", "•", ":)", ":-", "=====================", "___________________ x",
	"U.S.", "J. R. R.", "Mr.", "e.g.", "。", "。」", "！？", "؟", "।", "A.\u00a0B", "\u2028.\u2029", "\r\r\n\n\f", "\u0085x\u0085",
	"😀", "x 😀 😀 Y", "end.Next", "end.“Next", "http://a.B/c.D", wire, mail,
}

func TestAwkwardTexts(t *testing.T) {
	for _, lang := range []string{"en", "de", "el", "ja", "uk", ""} {
		for _, text := range awkward {
			checkResult(t, text, For(lang).Segment(text))
		}
	}
}

// TestRandomTexts strings together the pieces that decisions hang on.
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

// TestTimeIsLinear gives long texts made to be slow. A segmenter that looked
// back or ahead without bound would not be done before the tests time out.
func TestTimeIsLinear(t *testing.T) {
	const size = 1 << 19
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
	for _, text := range awkward {
		f.Add(text, "en")
		f.Add(text, "de")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		checkResult(t, text, For(lang).Segment(text))
		checkCover(t, text, Sentences(lang, text))
	})
}

func FuzzParagraphs(f *testing.F) {
	for _, text := range awkward {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkCover(t, text, Paragraphs(text))
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
