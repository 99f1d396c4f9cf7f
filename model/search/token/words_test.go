package token

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token/tokentest"
)

func wordsOf(text string) (words []string) {
	NewTokenizer().EachIn(text, func(word []byte, _ model.Span) { words = append(words, string(word)) })
	return words
}

func TestATextIsCutIntoWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		" .–\n":                     "",
		"The river rose.":           "the river rose",
		"don't – it’s":              "don t it s",
		"COVID-19: 1,000.5%":        "covid 19 1000 5",
		"snake_case a/b":            "snake case a b",
		"Le café, cafe\u0301":       "le cafe cafe",
		"e\u0301te\u0301 \u0301":    "ete",
		"soft\u00adhyphen":          "softhyphen",
		"Straße ﬁne ½":              "strasse fine 1 2",
		"ǽ Ǿ":                       "ae o",
		"Вода поднялась; Ёлка":      "вода поднялась елка",
		"كِتَاب وكـتاب":             "كتاب وكتاب",
		"हिन्दी में":                "हिन्दी में",
		"می\u200cخواهم":             "میخواهم",
		"東京都":                       "東京 京都 都",
		"東京 都":                      "東京 京 都",
		"GDP増3月":                    "gdp 増 3 月",
		"コンピューター":                   "コン ンピ ピュ ュー ータ ター ー",
		"ﾊﾟﾝ":                       "ハ\u309aン ン",
		"㍿":                         "株式 式会 会社 社",
		"น้ำ":                       "น้ำ ำ",
		"ไทย":                       "ไท ทย ย",
		"a\u0e49b":                  "a \u0e49 b",
		"한국":                        "한국",
		"KBS는 2023년에":               "kbs 는 2023 년에",
		"un-\nknown well-known":     "un known unknown well known",
		"un\u00ad\r\n known":        "un known unknown",
		"in-\nter-\nnal 9-\n10":     "in ter nal internal 9 10",
		"Hawaiʻi ʻAyn Qurʾ":         "hawai i hawaii ayn qur",
		"3½ 5¹ ①②":                  "3 1 2 5 1 1 2",
		"m² H₂O ㎏ №5 Cola™":         "m 2 m2 h 2 o h2o kg no 5 no5 cola tm colatm",
		"20,000 1’200.50 12,34,567": "20000 1200 50 1234567",
		"20\u202f000 20 000":        "20000 20 000 20000",
		"٢٠٬٠٠٠ 3.14 0.125 4.5":     "20000 3 14 0 125 4 5",
		"3.125% 1.250 1,23,45":      "3 125 1250 1 23 45",
		"1.2.3.400 5,2000 100 20":   "1 2 3 400 5 2000 100 20",
		"a\x00b\xffc":               "a b c",
		"𝔸𝔹 𠀀𠀁":                     "ab 𠀀𠀁 𠀁",
	} {
		if got := strings.Join(wordsOf(text), " "); got != Fold(want) {
			t.Errorf("%q has the words %q, want %q", text, got, want)
		}
	}
}

func TestALongWordIsCut(t *testing.T) {
	for _, letter := range []string{"a", "я", "한"} {
		long := strings.Repeat(letter, 1000)
		tok := NewTokenizer()
		n := 0
		tok.EachIn("x "+long+" y", func(word []byte, span model.Span) {
			if n++; n != 2 {
				return
			}
			if len(word) > MaxWord || len(word) < MaxWord-2 || !utf8.Valid(word) || span != (model.Span{Start: 2, End: 2 + len(long)}) {
				t.Errorf("of %q the word is %q at %v", letter, word, span)
			}
		})
		if n != 3 {
			t.Errorf("%d words", n)
		}
		if cap(tok.word) > 4*MaxWord {
			t.Errorf("of %q %d bytes are kept", letter, cap(tok.word))
		}
	}
}

// A letter after very many marks must still begin a word.
func TestALetterBehindManyMarksIsFound(t *testing.T) {
	marks := strings.Repeat("่", 1000)
	tok := NewTokenizer()
	var words []string
	tok.EachIn("ก"+marks+"ข"+marks+"ค", func(word []byte, _ model.Span) { words = append(words, string(word[:len("ก")])) })
	if got := strings.Join(words, " "); got != "ก ข ค" || cap(tok.word) > 4*MaxWord {
		t.Errorf("the words begin with %q; %d bytes are kept", got, cap(tok.word))
	}
}

func lettersOnly(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.N, unicode.M) {
			return r
		}
		return -1
	}, folded)
}

func TestEveryWordIsWhatItsPlaceFoldsTo(t *testing.T) {
	tok := NewTokenizer()
	n := 3000
	if testing.Short() {
		n = 600
	}
	tokentest.Texts(t, n, func(script, text string) {
		checkWords(t, tok, text)
		if strings.ContainsAny(text, tokentest.Severals) {
			return
		}
		tok.EachIn(text, func(word []byte, span model.Span) {
			if got := lettersOnly(Fold(span.Of(text))); got != string(word) && len(got) <= MaxWord {
				t.Fatalf("%s: %q stands at %v of %q, which is %q", script, word, span, text, got)
			}
		})
	})
}

func FuzzWords(f *testing.F) {
	for _, letters := range tokentest.Scripts {
		f.Add(letters)
	}
	f.Add(strings.Repeat("か\u3099", 40))
	tok := NewTokenizer()
	f.Fuzz(func(t *testing.T, text string) { checkWords(t, tok, text) })
}

func checkWords(t *testing.T, tok *Tokenizer, text string) {
	t.Helper()
	want := plainWords(text)
	var got []plainWord
	add := func(word []byte, span model.Span) {
		got = append(got, plainWord{string(word), span, tok.pieces, tok.join})
	}
	tok.EachIn(text, add)
	if !slices.Equal(got, want) {
		t.Fatalf("%q has the words\n%v, want\n%v", text, got, want)
	}
	folded := tok.AppendFolded(nil, []byte(text))
	for _, w := range got {
		if need := Undivided([]byte(w.text), false); !bytes.Contains(folded, need) {
			t.Fatalf("%q is folded to %q, where %q of the word %q is missing", text, folded, need, w.text)
		}
		if need := Undivided([]byte(w.text[:1]), true); w.text[0] < utf8.RuneSelf && !bytes.Contains(folded, need) {
			t.Fatalf("%q is folded to %q, where the beginning of %q is missing", text, folded, w.text)
		}
	}
	got = nil
	if tok.Each([]byte(text), add); !slices.Equal(got, want) {
		t.Fatalf("%q as bytes has the words\n%v, want\n%v", text, got, want)
	}
}

func TestFoldingWhatIsFoldedChangesNothing(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		once := Fold(string(r))
		if twice := Fold(once); twice != once {
			t.Errorf("%U is folded to %+q, and that to %+q", r, once, twice)
		}
	}
}

func TestCuttingAllocatesNothing(t *testing.T) {
	tok := NewTokenizer()
	text := []byte("The river – “Après” – rose. Вода 東京都 ½ ไทย")
	n := 0
	visit := func([]byte, model.Span) { n++ }
	tok.Each(text, visit)
	if allocs := testing.AllocsPerRun(100, func() { tok.Each(text, visit) }); allocs > 0 {
		t.Errorf("%v allocations a text", allocs)
	}
}

func BenchmarkTokenizer(b *testing.B) {
	for name, text := range map[string]string{
		"English":  "The river rose – “nobody” was hurt, Zoé said on Tuesday, and 1,200 people left their homes. ",
		"French":   "L’été dernier, la préfète a déclaré que les dégâts étaient élevés près de la forêt. ",
		"Russian":  "Вода в реке поднялась на два метра, сообщили во вторник городские власти. ",
		"Japanese": "火曜日、市当局は川の水位が二メートル上昇したと発表した。",
		"Korean":   "화요일 시 당국은 강의 수위가 이 미터 상승했다고 발표했다. ",
	} {
		b.Run(name, func(b *testing.B) {
			text := []byte(strings.Repeat(text, 100))
			tok := NewTokenizer()
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				tok.Each(text, func(word []byte, _ model.Span) { n += len(word) })
			}
		})
	}
}
