package index

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

// made is a segment with the words of its sentences.
type made struct {
	*Segment
	words [][]string // by sentence
}

func segmentOf(t testing.TB, numbers []uint64, articles [][]string) made {
	t.Helper()
	var m made
	b, tokens := NewBuilder(), token.NewTokenizer()
	for round := range 2 { // the second round reuses the memory of the first
		m.words = nil
		for i, sentences := range articles {
			b.Article(numbers[i])
			for _, s := range sentences {
				b.Begin()
				var words []string
				tokens.EachIn(s, func(word []byte, span model.Span) {
					b.Word(word, span)
					words = append(words, string(word))
				})
				m.words = append(m.words, words)
			}
		}
		data := slices.Clone(b.Segment())
		var err error
		if m.Segment, err = Open(bytes.NewReader(data), int64(len(data))); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	return m
}

func members(set Bits) (out []int) {
	for i := set.Next(0); i >= 0; i = set.Next(i + 1) {
		out = append(out, i)
	}
	return out
}

func (m made) having(wanted func(string) bool) (out []int) {
	for i, words := range m.words {
		if slices.ContainsFunc(words, wanted) {
			out = append(out, i)
		}
	}
	return out
}

// corpus returns random articles in several scripts. They use few letters, so that
// words are alike and lists are long.
func corpus(rng *rand.Rand, articles int) (numbers []uint64, out [][]string) {
	alphabets := []string{
		"abcde", "aabнвод", "東京都新聞", "abcdé ",
		"123456,. 0٢", "한국서울kb1", "ab-\n²ʻ1½", // words in pieces, and numbers
	}
	number := uint64(0)
	for range articles {
		number += 1 + rng.Uint64N(3)
		numbers = append(numbers, number)
		var sentences []string
		for range rng.IntN(6) {
			letters := []rune(alphabets[rng.IntN(len(alphabets))])
			var s strings.Builder
			for range 1 + rng.IntN(9) {
				for range 1 + rng.IntN(1+rng.IntN(9)) {
					s.WriteRune(letters[rng.IntN(len(letters))])
				}
				s.WriteByte(' ')
			}
			sentences = append(sentences, s.String())
		}
		out = append(out, sentences)
	}
	return numbers, out
}

func TestASegmentHasTheSentencesOfEachWord(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, size := range []int{0, 1, 3, 40, 700} {
		numbers, articles := corpus(rng, size)
		m := segmentOf(t, numbers, articles)
		if m.Sentences() != len(m.words) || m.Articles() != size {
			t.Fatalf("%d articles have %d sentences, not %d", m.Articles(), m.Sentences(), len(m.words))
		}
		look := NewLook(m.Segment)
		queries := []string{"", "a", "zzz", "\x00", "\xff"}
		for range 200 {
			if len(m.words) > 0 {
				if words := m.words[rng.IntN(len(m.words))]; len(words) > 0 {
					word := words[rng.IntN(len(words))]
					queries = append(queries, word, word[:rng.IntN(len(word)+1)], word+"a")
				}
			}
		}
		for _, q := range queries {
			check := func(what string, find func(Bits) error, wanted func(string) bool) {
				t.Helper()
				set := NewBits(m.Sentences())
				if err := find(set); err != nil {
					t.Fatal(err)
				}
				if got, want := members(set), m.having(wanted); !slices.Equal(got, want) {
					t.Fatalf("%d articles: %s %q gives %v, want %v", size, what, q, got, want)
				}
			}
			check("word", func(b Bits) error { return look.Word(q, b) }, func(w string) bool { return w == q })
			check("prefix", func(b Bits) error { return look.Prefix(q, b) }, func(w string) bool { return strings.HasPrefix(w, q) })
		}
	}
}

func TestASegmentKnowsItsArticles(t *testing.T) {
	m := segmentOf(t, []uint64{3, 4, 900_000_000_000}, [][]string{{"a", "b"}, nil, {"c"}})
	for i, want := range []string{"3: [0,2)", "4: [2,2)", "900000000000: [2,3)"} {
		number, from, to := m.Article(i)
		if got := fmt.Sprintf("%d: [%d,%d)", number, from, to); got != want {
			t.Errorf("article %d is %s, want %s", i, got, want)
		}
		if at, found := m.Find(number); at != i || !found {
			t.Errorf("article number %d is found as %d, %v", number, at, found)
		}
	}
	for sentence, want := range []int{0, 0, 2} {
		if got := m.Of(sentence); got != want {
			t.Errorf("sentence %d is of article %d, want %d", sentence, got, want)
		}
	}
	if _, found := m.Find(5); found {
		t.Error("an article that is not there is found")
	}
}

func TestWordsNearOneAreThoseThatSearchSaysAreNear(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 1))
	numbers, articles := corpus(rng, 400)
	m := segmentOf(t, numbers, articles)
	look, found := NewLook(m.Segment), 0
	for range 300 {
		words := m.words[rng.IntN(len(m.words))]
		if len(words) == 0 {
			continue
		}
		query := []rune(words[rng.IntN(len(words))])
		query = slices.Insert(query, rng.IntN(len(query)+1), []rune("abнд東")[rng.IntN(5)])
		prefix, k := rng.IntN(2) == 0, 1+rng.IntN(2)
		set := NewBits(m.Sentences())
		if err := look.Where(newNear(string(query), prefix, k).isNear, set); err != nil {
			t.Fatal(err)
		}
		want := m.having(func(w string) bool { return token.Near(string(query), w, prefix, k) })
		if got := members(set); !slices.Equal(got, want) {
			t.Fatalf("%q (prefix %v) within %d gives %v, want %v", string(query), prefix, k, got, want)
		}
		found += len(want)
	}
	if found == 0 {
		t.Error("nothing was ever near")
	}
}

func TestCandidatesAreAllThatMatchAndNoOthersWhereThePlanIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	numbers, articles := corpus(rng, 300)
	m := segmentOf(t, numbers, articles)
	sentences := slices.Concat(articles...)
	look, found, exact := NewLook(m.Segment), 0, 0
	for range 500 {
		text := query(rng, sentences[rng.IntN(len(sentences))])
		q, err := search.Parse(text)
		if err != nil {
			continue
		}
		if relaxed, ok := q.Relaxed(); ok && rng.IntN(3) == 0 {
			q = relaxed
		}
		plan, matcher := NewPlan(q), search.NewMatcher(q)
		set, err := look.Candidates(plan)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range sentences {
			_, matches := matcher.Match(s)
			if matches && !set.Has(i) || plan.Exact() && matches != set.Has(i) {
				t.Fatalf("%q in %q: it matches is %v, it is a candidate is %v", text, s, matches, set.Has(i))
			}
			if matches {
				found++
			}
		}
		if plan.Exact() {
			exact++
		}
	}
	t.Logf("%d found, %d plans exact", found, exact)
	if found == 0 || exact == 0 {
		t.Errorf("%d were found, %d plans were exact", found, exact)
	}
}

// query returns a random query made of a sentence's words.
func query(rng *rand.Rand, sentence string) string {
	words := append(strings.Fields(sentence), "a")
	var out []string
	for range 1 + rng.IntN(3) {
		at := rng.IntN(len(words))
		word := words[at]
		runes := []rune(word)
		switch rng.IntN(8) {
		case 0:
			word = `"` + strings.Join(words[at:min(at+2, len(words))], " ") + `"`
		case 1:
			word = "-" + string(runes[:1+rng.IntN(len(runes))])
		case 2:
			word = "/" + string(runes[rng.IntN(len(runes)):]) + "+/"
		case 3:
			word = string(runes[:1+rng.IntN(len(runes))]) + "*"
		case 4:
			word = string(slices.Insert(runes, rng.IntN(len(runes)+1), 'x'))
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func TestArticlesOutOfOrderAreAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a segment was made of them")
		}
	}()
	b := NewBuilder()
	b.Article(2)
	b.Article(1)
	b.Segment()
}

func TestALongListIsShorterAsBits(t *testing.T) {
	for _, c := range []struct{ step, sentences int }{{1, 1}, {1, 4099}, {2, 4099}, {7, 4099}, {9, 4099}, {300, 4099}, {4098, 4099}} {
		var list []uint32
		for s := 0; s < c.sentences; s += c.step {
			list = append(list, uint32(s))
		}
		data := appendList(nil, list, c.sentences)
		if most := c.sentences/8 + 3; len(data) > most && len(data) > 3*len(list)+3 {
			t.Errorf("every %d of %d takes %d bytes", c.step, c.sentences, len(data))
		}
		set := NewBits(c.sentences)
		if err := addLists(set, c.sentences, slices.Concat(data, data)); err != nil {
			t.Fatal(err)
		}
		if set.Count() != len(list) || set.Next(0) != 0 || c.step > 1 && set.Next(1) != c.step && c.step < c.sentences {
			t.Errorf("every %d of %d comes back as %v", c.step, c.sentences, members(set))
		}
	}
}

// Whatever the bytes are, a lookup must end, with or without an error.
func FuzzSegment(f *testing.F) {
	numbers, articles := corpus(rand.New(rand.NewPCG(1, 1)), 30)
	b := NewBuilder()
	for i, sentences := range articles {
		b.Article(numbers[i])
		for _, s := range sentences {
			b.Begin()
			token.NewTokenizer().EachIn(s, b.Word)
		}
	}
	whole := slices.Clone(b.Segment())
	f.Add(whole, uint16(40), byte(1))
	f.Add(whole[:len(whole)/2], uint16(0), byte(0))
	f.Add(b.Segment(), uint16(0), byte(0))
	f.Fuzz(func(t *testing.T, data []byte, at uint16, flip byte) {
		data = slices.Clone(data)
		if int(at) < len(data) {
			data[at] ^= flip
		}
		s, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for i := range s.Articles() {
			if _, from, to := s.Article(i); from > to || to > s.Sentences() {
				t.Fatalf("article %d has the sentences %d to %d of %d", i, from, to, s.Sentences())
			}
		}
		look, set := NewLook(s), NewBits(s.Sentences())
		for _, q := range []string{"", "a", "ab", "東京", "\xff"} {
			_, _ = look.Word(q, set), look.Prefix(q, set)
		}
		_ = look.Where(newNear("abcd", true, 2).isNear, set)
		_ = look.Where(func([]byte, int) bool { return true }, set)
		if last := set.Next(max(0, s.Sentences())); last >= 0 {
			t.Fatalf("sentence %d of %d is found", last, s.Sentences())
		}
	})
}
