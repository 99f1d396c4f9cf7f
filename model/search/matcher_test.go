package search

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
	"assay.app/assay/model/search/token/tokentest"
)

func TestASentenceIsFoundByItsWords(t *testing.T) {
	for _, c := range []struct{ name, query, sentence, want string }{
		{"a word", "river ", "The river rose.", "The [river] rose."},
		{"a word is whole", "flood ", "Floods and flooding.", ""},
		{"the last word may go on", "flood", "Floods and flooding.", "[Flood]s and [flood]ing."},
		{"a star", "flood* and ", "Floods and flooding.", "[Flood]s [and] [flood]ing."},
		{"only the last word may go on", "flood and", "Floods and flooding.", ""},
		{"a comma ends the last word", "flood,", "Floods and flooding.", ""},
		{"not inside a word", "lood", "Floods and flooding.", ""},
		{"words in any order", "rose river", "The river rose.", "The [river] [rose]."},
		{"all of the words", "river fell", "The river rose.", ""},
		{"case", "RIVER ", "The river rose.", "The [river] rose."},
		{"accents", "cafe ", "Le café.", "Le [café]."},
		{"accents typed apart", "café ", "Le cafe\u0301.", "Le [cafe\u0301]."},
		{"curly quotes", "it's", "He says it’s over.", "He says [it’s] over."},
		{"straight quotes", "it’s", "He says it's over.", "He says [it's] over."},
		{"a phrase", `"the river"`, "The river, the old river.", "[The river], the old river."},
		{"a phrase in curly quotes", "“old river”", "The river, the old river.", "The river, the [old river]."},
		{"a phrase across a line end", `"old river"`, "The old\nriver.", "The [old\nriver]."},
		{"a phrase across a comma", `"river the"`, "The river, the old river.", "The [river, the] old river."},
		{"a phrase is of whole words", `"old ri"`, "The old river.", ""},
		{"a phrase not closed", `"old ri`, "The old river.", "The [old ri]ver."},
		{"a phrase with a star", `"old ri*" the `, "The old river.", "[The] [old ri]ver."},
		{"a phrase and a word", `"old river" the `, "The old river.", "[The] [old river]."},
		{"words with a dash", "covid-19 ", "COVID 19 and covid–19, not 19 covid.", "[COVID 19] and [covid–19], not 19 covid."},
		{"a number", "12 ", "Of 12, 120 and 212.", "Of [12], 120 and 212."},
		{"Cyrillic", "вода ", "Вода поднялась.", "[Вода] поднялась."},
		{"Arabic", "كتاب ", "هذا كِتَاب جديد", "هذا [كِتَاب] جديد"},
		{"tokentest.Scripts without spaces", "京都 ", "東京都です。", "東[京都]です。"},
		{"longer than two", "東京都 ", "東京都です。", "[東京都]です。"},
		{"shorter than two", "都 ", "東京都です。", "東京[都]です。"},
		{"not what is only near", "東都 ", "東京都です。", ""},
		{"with letters before", "JR東 ", "昨日JR東日本は", "昨日[JR東]日本は"},
		{"with letters behind", "東京JR ", "今東京JRは", "今[東京JR]は"},
		{"Thai", "ทดสอบ ", "การทดสอบระบบ", "การ[ทดสอบ]ระบบ"},
		{"Thai with a sara am", "น้ำ ", "แม่น้ำสูง", "แม่[น้ำ]สูง"},
		{"words that overlap", "river rivers* ", "The river riversides.", "The [river] [rivers]ides."},
		{"one of several words in a sign", "2", "It is ½.", "It is [½]."},
		{"a beginning in a ligature", "waff", "A waﬄe.", "A [waﬄ]e."},
		{"without a word", "river -rose ", "The river rose.", ""},
		{"a word that is not there", "river -fell ", "The river rose.", "The [river] rose."},
		{"only without", "-fell ", "The river rose.", "The river rose."},
		{"only without, which is there", `-"river rose"`, "The river rose.", ""},
		{"a regular expression", `/ro\w+e/`, "The river rose.", "The river [rose]."},
		{"a regular expression minds no case", `/^THE/`, "The river rose.", "[The] river rose."},
		{"a regular expression that minds case", `/(?-i)the|R/`, "The river rose.", ""},
		{"a regular expression across a line end", `/old.river/`, "The old\nriver.", "The [old\nriver]."},
		{"a regular expression of nothing", `/x*/`, "The river rose.", "The river rose."},
		{"without a regular expression", `river -/ros./`, "The river rose.", ""},
		{"a word divided at the end of a line", "unknown ", "Still un-\n known.", "Still [un-\n known]."},
		{"its beginning", "unkn", "Still un-\nknown.", "Still [un-\nkn]own."},
		{"its half", "known ", "Still un-\nknown.", "Still un-\n[known]."},
		{"a phrase through it", `"still unknown to"`, "Still un\u00ad\nknown to all.", "[Still un\u00ad\nknown to] all."},
		{"a phrase through its half", `"known to"`, "Still un-\nknown to all.", "Still un-\n[known to] all."},
		{"a number in groups", "20000 ", "Of 20.000 and 20 000.", "Of [20.000] and [20 000]."},
		{"a number typed in groups", "20,000 ", "Of 20000 and 20\u00a0000.", "Of [20000] and [20\u00a0000]."},
		{"a number being typed", "20,0", "Of 20 000.", "Of [20 0]00."},
		{"not a part of it", "200 ", "Of 1,200.", ""},
		{"two numbers side by side", `"100 people"`, "On May 20 100 people left.", "On May 20 [100 people] left."},
		{"a decimal as it is typed", "3.125 ", "At 3.125%.", "At [3.125]%."},
		{"a decimal is no other number", "3125 ", "At 3.125%.", ""},
		{"digits of another script", "2023 ", "عام ٢٠٢٣ في", "عام [٢٠٢٣] في"},
		{"behind digits another number", "31 ", "Of 3½ and 3¹.", ""},
		{"the number before a fraction", "3 ", "Of 3½.", "Of [3]½."},
		{"a raised digit", "m2 ", "Of 40 m².", "Of 40 [m²]."},
		{"an apostrophe that is a letter", "hawai'i ", "In Hawaiʻi.", "In [Hawaiʻi]."},
		{"without it", "hawaii ", "In Hawaiʻi.", "In [Hawaiʻi]."},
		{"an abbreviation in Hebrew", `צה"ל היום `, "דובר צה״ל אמר היום", "דובר [צה״ל] אמר [היום]"},
		{"inches", `12" pipe `, `A 12" pipe.`, `A [12]" [pipe].`},
		{"a Korean noun with a particle", "서울 ", "회의는 서울에서", "회의는 [서울]에서"},
		{"a foreign name with a particle", "kbs ", "KBS는 말했다", "[KBS]는 말했다"},
		{"a Korean phrase", `"부산 시장"`, "부산의 시장이", "[부산의 시장]이"},
		{"no Korean syllable inside", "울에 ", "서울에서", ""},
		{"an empty sentence", "river ", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := NewMatcher(query(t, c.query))
			for range 2 { // the state left by another sentence must not matter
				marks, ok := m.Match(c.sentence)
				got := ""
				if ok {
					got = bracketed(c.sentence, marks)
				}
				if got != c.want {
					t.Errorf("%q finds %q, want %q", c.query, got, c.want)
				}
				if ok && !m.Maybe([]byte("Before. "+c.sentence+" Behind.")) {
					t.Error("the quick look misses it")
				}
				m.Match("The old rose river 東京都.")
			}
		})
	}
}

func TestTyposAreFoundWhereTheyAreAllowed(t *testing.T) {
	for _, c := range []struct{ name, query, sentence, want string }{
		{"a letter missing", "rver ", "The river rose.", "The [river] rose."},
		{"a letter too many", "riiver ", "The river rose.", "The [river] rose."},
		{"another letter", "liver ", "The river rose.", "The [river] rose."},
		{"two changed places", "rievr ", "The river rose.", "The [river] rose."},
		{"two typos in a short word", "livr ", "The liver's rivet", "The [liver]'s rivet"},
		{"too many in a short word", "rieevr ", "The river rose.", ""},
		{"two in a long word", "goverment's ministre ", "The government's minister.", "The [government's] [minister]."},
		{"in a phrase", `"the rivr rose"`, "The river rose.", "[The river rose]."},
		{"short words bear none", `"teh rivr rose"`, "The river rose.", ""},
		{"numbers bear none", "20251 rivr ", "The river rose in 2025.", ""},
		{"a beginning", "florid", "The flooding.", ""},
		{"a beginning with a typo", "floid", "The flooding.", "The [flooding]."},
		{"what must not be there is meant as it is", "rivr -rise ", "The river rose.", "The [river] rose."},
		{"Cyrillic", "водка ", "Вода поднялась.", "[Вода] поднялась."},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, ok := query(t, c.query).Relaxed()
			if !ok {
				t.Fatal("no typos are allowed")
			}
			m := NewMatcher(q)
			marks, ok := m.Match(c.sentence)
			got := ""
			if ok {
				got = bracketed(c.sentence, marks)
			}
			if got != c.want {
				t.Errorf("%q finds %q, want %q", c.query, got, c.want)
			}
			if ok && !m.Maybe([]byte(c.sentence)) {
				t.Error("the quick look misses it")
			}
		})
	}
	for _, typed := range []string{"", "cat ", "2025 ", "東京都 ", "-river ", "/river/", "label:claim"} {
		if _, ok := query(t, typed).Relaxed(); ok {
			t.Errorf("%q allows typos", typed)
		}
	}
}

// TestWhatStandsInATextIsFound searches random texts in all scripts for words and
// phrases taken from them.
func TestWhatStandsInATextIsFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	tokentest.Texts(t, 500, func(script, text string) {
		var spans []model.Span
		token.NewTokenizer().EachIn(text, func(_ []byte, s model.Span) { spans = append(spans, s) })
		if len(spans) == 0 {
			return
		}
		i := rng.IntN(len(spans))
		j := i + rng.IntN(min(3, len(spans)-i))
		piece := model.Span{Start: spans[i].Start, End: spans[j].End}
		if strings.ContainsFunc(piece.Of(text), isQuote) || strings.ContainsAny(text, tokentest.Severals) {
			return // quotes would end the phrase, and a part of ½ is not text
		}
		inOneWord := slices.ContainsFunc(wordsOf(piece.Of(text)), func(w word) bool { return w.inOne })
		if inOneWord && slices.ContainsFunc(wordsOf(text), func(w word) bool {
			return w.pieces > 0 && w.span.Start < piece.End && piece.Start < w.span.End && (w.span.Start < piece.Start || piece.End < w.span.End)
		}) {
			return // part of a word that a query reads as a whole is not found
		}
		m := NewMatcher(query(t, `"`+piece.Of(text)+`"`))
		marks, ok := m.Match(text)
		if !ok || !slices.ContainsFunc(marks, func(s model.Span) bool { return s.Start <= piece.Start && piece.Start < s.End }) {
			t.Fatalf("%s: %q is not found at %v of %q: %v", script, piece.Of(text), piece, text, marks)
		}
		for _, s := range marks {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text) {
				t.Fatalf("%s: the marks %v are not in %q", script, marks, text)
			}
		}
		if !m.Maybe([]byte(text)) {
			t.Fatalf("%s: the quick look misses %q in %q", script, piece.Of(text), text)
		}
	})
}

// TestAMatcherMeansWhatTheTermsSay compares the matcher with a simple one. The
// queries are made of pieces of random texts, and are matched with the text itself
// and the one before.
func TestAMatcherMeansWhatTheTermsSay(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	last, found := "", 0
	n := 1000 // texts of each script, and the minimum number of matches
	if testing.Short() {
		n = 300
	}
	tokentest.Texts(t, n, func(script, text string) {
		piece := func(of string) string {
			runes := []rune(of)
			i := rng.IntN(len(runes) + 1)
			return string(runes[i : i+rng.IntN(min(12, len(runes)-i+1))])
		}
		typed := piece(text)
		switch rng.IntN(4) {
		case 0:
			typed = `"` + strings.ReplaceAll(typed, `"`, "") + `" ` + piece(text)
		case 1:
			typed += " -" + piece(last)
		case 2:
			typed += " "
		}
		before := last
		last = text
		q, err := Parse(typed)
		if err != nil || q.Empty() {
			return
		}
		if relaxed, ok := q.Relaxed(); ok && rng.IntN(2) == 0 {
			q = relaxed
		}
		m := NewMatcher(q)
		for _, s := range []string{text, before} {
			words := wordsOf(s)
			all := make([]int, len(words))
			for i := range all {
				all[i] = i
			}
			want := !slices.ContainsFunc(q.Terms, func(t Term) bool {
				return slices.ContainsFunc(t.Readings(), func(t Term) bool { return has(words, t, 0, all) }) == t.Not
			})
			marks, got := m.Match(s)
			if got != want || got && !m.Maybe([]byte(s)) {
				t.Fatalf("%s: %q finds %v in %q, want %v", script, typed, got, s, want)
			}
			if got {
				found++
			}
			end := 0
			for _, mark := range marks {
				if mark.Start < end || mark.End <= mark.Start || mark.End > len(s) || !utf8.RuneStart(s[mark.Start]) || mark.End < len(s) && !utf8.RuneStart(s[mark.End]) {
					t.Fatalf("%s: %q marks %v in %q", script, typed, marks, s)
				}
				end = mark.End
			}
		}
	})
	if found < n {
		t.Errorf("only %d sentences were found", found)
	}
}

func TestEveryMatchHasTheLiterals(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{`river rose`, "river rose"},
		{`rivers?`, "river"},
		{`(the )?river`, "river"},
		{`the .* rose`, " rose|the "},
		{`(left|right) bank`, " bank"},
		{`ab+c`, "a|b|c"},
		{`(ab){2,3}`, "ab"},
		{`(ab){0,3}`, ""},
		{`\bCafé\b`, "cafe"},
		{`(?-i)Straße`, "strasse"},
		{`[eé]t[eé]`, "ete"},
		{`[a-z]+`, ""},
		{`x|y`, ""},
		{`ι(ab)`, "ab"}, // ι also matches the iota below a vowel
		{`^$`, ""},
	} {
		q := query(t, "/"+c.pattern+"/")
		want := []string{}
		if c.want != "" {
			want = strings.Split(c.want, "|")
			slices.Sort(want)
		}
		if got := q.Terms[0].Literals(); !slices.Equal(got, want) {
			t.Errorf("/%s/ has the literals %q, want %q", c.pattern, got, want)
		}
	}
}

func FuzzLiterals(f *testing.F) {
	for _, p := range []string{`river`, `(?-i)Rι+[ſs]`, `a(b|c)*d{2}`, `ﬁ[kK]\b.`, `(?U)x{0,1}é`} {
		for _, letters := range tokentest.Scripts {
			f.Add(p, letters+"river rιs abcddd fik.xé")
		}
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		q, err := Parse("/" + pattern + "/")
		if err != nil || len(q.Terms) != 1 || q.Terms[0].Regexp == nil {
			return
		}
		for _, match := range q.Terms[0].Regexp.FindAllString(text, 20) {
			for _, l := range q.Terms[0].Literals() {
				if !strings.Contains(token.Fold(match), l) {
					t.Fatalf("/%s/ matches %q, which lacks %q", pattern, match, l)
				}
			}
		}
		if _, ok := NewMatcher(q).Match(text); ok != regexp.MustCompile("(?is)"+q.Terms[0].Text).MatchString(text) || ok && !NewMatcher(q).Maybe([]byte(text)) {
			t.Fatalf("/%s/ finds %v in %q", pattern, ok, text)
		}
	})
}

func TestAMatcherGivesTheSentencesOfOneTextAfterAnother(t *testing.T) {
	text := "River town\n\nThe river rose. Roads were shut. A river bus sank."
	units := []model.Unit{
		{Span: model.Span{Start: 0, End: 10}, Kind: model.UnitHeader},
		{Span: model.Span{Start: 12, End: 27}},
		{Span: model.Span{Start: 28, End: 44}},
		{Span: model.Span{Start: 45, End: 62}},
	}
	m := NewMatcher(query(t, "river s"))
	for range 2 { // the state left by another text must not matter
		if !m.Maybe([]byte(text)) {
			t.Fatal("the quick look misses it")
		}
		got := m.Sentences(text, units)
		if len(got) != 1 || got[0].Span != units[3].Span || got[0].Text != "A river bus sank." {
			t.Errorf("it finds %+v", got)
		}
		if m.Maybe([]byte("The sea.")) {
			t.Error("the quick look sees a river in the sea")
		}
	}
}

func FuzzMatcherMarks(f *testing.F) {
	for _, c := range [][2]string{{"sluice gate", "The Sluice gate"}, {"ß", "ﬁße\xff"}, {"é", "e\u0301"}} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		end := 0
		q, err := Parse(query)
		if err != nil {
			return
		}
		marks, _ := NewMatcher(q).Match(text)
		for _, m := range marks {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("the query %q in %q marks %v", query, text, m)
			}
			end = m.End
		}
	})
}

// word is a word that Tokenizer visits.
type word struct {
	text   string
	span   model.Span
	pieces int  // how many words before it are its pieces; 0 if it is not joined
	inOne  bool // a query means this word rather than its pieces
}

// wordsOf returns the words of a text. The tests of package token check the
// tokenizer itself.
func wordsOf(text string) (words []word) {
	t := token.NewTokenizer()
	t.EachIn(text, func(text []byte, span model.Span) {
		pieces, inOne := t.Joined()
		words = append(words, word{string(text), span, pieces, inOne})
	})
	return words
}

// has reports whether a term occurs in words. It looks for the i-th word of the
// term at the given places, and for the rest of the term after it.
func has(words []word, t Term, i int, places []int) bool {
	for _, at := range places {
		word, open := words[at].text, t.Open(i)
		found := word == t.Words[i] || open && strings.HasPrefix(word, t.Words[i])
		if t.Edits(i) > 0 {
			found = token.Near(t.Words[i], word, open, t.Edits(i))
		}
		if found && (i == len(t.Words)-1 || has(words, t, i+1, behind(words, at))) {
			return true
		}
	}
	return false
}

// behind returns the indices of the words that can follow the word with the index
// at.
func behind(words []word, at int) (places []int) {
	at++
	for at < len(words) && words[at].pieces > 0 {
		at++
	}
	for i, w := range words {
		if i == at || w.pieces > 0 && i-w.pieces == at {
			places = append(places, i)
		}
	}
	return places
}

func bracketed(text string, marks []model.Span) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start] + "[" + m.Of(text) + "]")
		at = m.End
	}
	return b.String() + text[at:]
}
