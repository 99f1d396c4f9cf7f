package quote

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
	"assay.app/assay/model/segment"
)

// checkQuotes fails unless the quotations are in the text and in order, are not
// empty, do not overlap, and begin and end between characters. The speakers and
// cues must be in the text too, and the speakers must be noun phrases.
func checkQuotes(t *testing.T, lang, text string) {
	t.Helper()
	last, valid := 0, utf8.ValidString(text)
	for q := range All(lang, text, segment.Paragraphs(text)) {
		if q.Span.Start < last || q.Span.Start >= q.Span.End || q.Span.End > len(text) {
			t.Fatalf("%v out of order after byte %d in %.80q", q.Span, last, text)
		}
		last = q.Span.End
		for _, s := range []model.Span{q.Span, q.Speaker, q.Cue} {
			if s.Start < 0 || s.Start > s.End || s.End > len(text) {
				t.Fatalf("%+v does not lie in %.80q", q, text)
			}
			if s.Len() > 0 && valid && !utf8.ValidString(s.Of(text)) {
				t.Fatalf("%v cuts a character of %.80q", s, text)
			}
		}
		checkSpeaker(t, lang, q.Speaker.Of(text))
		if q.Speaker.Overlaps(q.Span) && q.Speaker.Len() > 0 {
			t.Fatalf("the speaker %v is within the quotation %v of %.80q", q.Speaker, q.Span, text)
		}
	}
}

// checkSpeaker fails if a speaker has no word, is only an article, or begins with a
// preposition or a relative word.
func checkSpeaker(t *testing.T, lang, who string) {
	t.Helper()
	w := languageOf(lang)
	toks := w.tokens(nil, who, 0, len(who), false)
	switch {
	case who == "":
		return
	case len(toks) == 0 || !toks[0].isWord():
		t.Fatalf("the speaker %q has no word", who)
	}
	first := toks[0].role
	article := first&lexicon.Article != 0
	if article && len(toks) == 1 && first&(lexicon.Pronoun|lexicon.Count) == 0 {
		t.Fatalf("the speaker %q is an article", who)
	}
	if !article && toks[0].kind == lowerWord && first&(lexicon.Prep|lexicon.Relative|lexicon.To) != 0 {
		t.Fatalf("the speaker %q is a scrap", who)
	}
}

// awkward holds texts that are likely to break a program that finds quotations.
var awkward = []string{
	"", " ", "\"", "'", "“", "”", "“”", "\"\"", "''", "\"'\"'", "«", "»", "「", "\x00", "\x00\"\x00\"", "\xff\"\xfe\"", "\xe2\x80", "\xe2\x80\"",
	"\xed\xa0\x80\"a\"\xed\xb0\x80", "“a\n“b\n“c”", "\"a\nb\"", "\"a\n\"b\n\"c", "“said", "said “", "said, “a", "“,” said", "“a,” said ,",
	"’", "a’", "’a", "s’ a", "‘s’ a’", "=\"", "=\"a\"", "6'3\"", "“a,” said-he", "“a” according to", "according to “a”", "who said “a”", ", , said “a”",
	"Ana's claim “a b”", "'s claim “a”", "“He said:\nmore”", "x:\n“a”", "«‹›»", "„a“ ‚b‘", "」「",
	"—", "— ", "—\n—", "— a, dit", "— a —dijo", "— а, — сказала", "> ", ">", "Ana wrote:\n>", "Ana wrote:\nDear Bo,", "“a.”\n—", "“a.” —", "“a.” — Ana", "@", "“a,” @ said",
	"\"Ana said:\n\"b", "“a” “Ana said:\n“b” c",
	"the said “a b c d e”", "“a,” said the", "“a,” according to of", "of Ana said: “a”", "who in May said: “a”", ", said “a b c d e”", "(said) “a b c d e”",
	"Ana, who, which, that said: “a”", "Ana and, and said: “a”", "Ana said a. “B c d.”", "Ana said.\n“B c d.”\n“B c d.”", "“A b c.”\n\n“A b c.”", "said Ana, the, (of) said: “a”",
	"a” Ana said a. “B c d.”", "Ana’s ) said: “a”", "1,000 said: “a”", "the 1,000, said: “a”", "is saying “a b c d e”", "to say “a b c d e”", "“a” b, said Ana", "“a” b, the said.",
}

func TestAwkwardTexts(t *testing.T) {
	for _, lang := range []string{"en", "de", "fr", "es", "uk", "ru", "ja", ""} {
		for _, text := range awkward {
			checkQuotes(t, lang, text)
		}
	}
}

// TestRandomTexts reads random texts made of the words and marks that the rules
// look at.
func TestRandomTexts(t *testing.T) {
	pieces := strings.Split(`the|of|that|to|and|in|which|told|was|report|1,000|saying|Bo Lee|(|"|"|"|'|’|‘|“|”|“|”|„|«|»|‹|›|「|」|''|=|said|he|Ana|wrote:|Dear|Yours,|> |dit-il|dijo|сказала|, — |. — |\n— |@|the|who|called|according to|Ana's|claim|,|,|.|:|!|?|—|(|)|s|’s| | | | | |`+"\n|\n|\n\n|\x80|\xe2\x80|\xff|\x00|é|ї|日", "|")
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 5000 {
		var b strings.Builder
		for range random.IntN(80) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		for _, lang := range []string{"en", "fr", "uk"} {
			checkQuotes(t, lang, b.String())
		}
	}
}

// hostile holds pieces of text that may be slow to read when repeated.
var hostile = []string{
	"\"", "'", "“", "”", "‘", "’", "«", "»", "「", "」", "“ ", " “", "” ", "\" ", " \"", "“a", "“a ", "“a” ", "\"a\" ", "'a' ", "‘a’ ", "‘as’ b", "‘a", " 'a",
	"“‘", "“\"", "\"“a", "“a\n", "\"a\n", "a\"\n", "“a.\n", "said ", "said “a” ", "“a,” said ", "Ana, ", "Ana Ré ", "according to ", "according ", "who ",
	"a", " ", "\n", ". ", "A. ", ", ", ": ", ":\n", "the ", "=\"", "=\"a", "\x00", "\xff", "\xe2", "\xe2\x80", "\xed\xa0\x80", "日", "日。", "“日。”",
	"She said, “a ", "“a, he said. ", "a.b.c.", "-", "a-", "’s ", "Ana’s claim ",
	"Ana, who, ", "and said ", "Ana and ", "(", ") ", "said that ", "Ana was. “A b c.” ", "“A b c.”\n", "1,000 ", "s' ", "Ana Ré was. ",
}

// TestTimeIsLinear reads long texts that are meant to take long. A finder that
// looked back or ahead without bound could make the test time out.
func TestTimeIsLinear(t *testing.T) {
	size := 1 << 17
	if testing.Short() {
		size = 1 << 14
	}
	for _, unit := range hostile {
		checkQuotes(t, "en", strings.Repeat(unit, size/len(unit)))
		checkQuotes(t, "en", "“"+strings.Repeat(unit, size/2/len(unit))+"”")
	}
	for _, unit := range hostileDialogue {
		for _, lang := range []string{"en", "es", "fr", "uk"} {
			checkQuotes(t, lang, strings.Repeat(unit, size/len(unit)))
			checkQuotes(t, lang, "— "+strings.Repeat(unit, size/len(unit)))
		}
	}
}

// hostileDialogue is like hostile for dialogue by dashes and for block quotations.
var hostileDialogue = []string{
	"— ", "—", "—\n", "— a\n", "— a, ", "— a, dit Ana. ", "— a, dit Ana, ", "—a —dijo Ana—. ", "— А, — сказала Ана. — ", "— А, — сказала Ана.\n", "— Так.\n",
	"a, ", "dit-il, ", "Ana dijo:\n", "Ana wrote:\na.\n", "Ana wrote:\n  a.\n", "> ", "> a\n", "Ana wrote:\nDear Bo,\n", "Dear Bo,\n", "@", "@a_", "(", "a) ",
}

func TestAMillionOpeningMarks(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 50_000
	}
	for _, mark := range []string{"“", "\"", "'", "‘", "«", "„", "「", " “x", "\n“x"} {
		checkQuotes(t, "en", strings.Repeat(mark, n))
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range awkward {
		f.Add(text, "en")
		f.Add(text, "fr")
	}
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 20), "en")
	}
	for _, unit := range hostileDialogue {
		f.Add(strings.Repeat(unit, 20), "es")
		f.Add(strings.Repeat(unit, 20), "uk")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		checkQuotes(t, lang, text)
	})
}

// FuzzTime repeats its input to the length of a long article. An input that takes
// more than linear time then slows the test down.
func FuzzTime(f *testing.F) {
	for _, unit := range hostile {
		f.Add(unit, unit)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		size := 1 << 18
		if testing.Short() {
			size = 1 << 14
		}
		if n := len(one) + len(two); n > 0 && n < 1<<10 {
			checkQuotes(t, "en", one+strings.Repeat(one+two, size/n)+two)
		}
	})
}

// A long paragraph is cut between characters. These texts are not valid UTF-8, and
// some of them end just after the cut.
func TestLongParagraphsOfBytesThatAreNoText(t *testing.T) {
	for _, unit := range []string{"\x9c", "\xff", "\xe2\x80", "“a\x9c"} {
		for more := range 6 {
			checkQuotes(t, "en", strings.Repeat(unit, longestParagraph/len(unit))+strings.Repeat("\x9c", more))
		}
	}
}
