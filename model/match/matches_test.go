package match

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func matchAll(t testing.TB, x *Index) *Matches {
	t.Helper()
	m, err := x.Match(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Pairs and groups depend on the articles alone: not on their order, nor on whether
// they came one by one.
func TestMatchesDependOnTheArticlesAlone(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	texts := coverage(rng.Uint64(), 30)
	want := matchAll(t, build(t, texts))
	if len(want.pairs) == 0 || len(want.Groups()) == 0 {
		t.Fatal("no pairs or groups")
	}
	for range 3 {
		rng.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		x := New()
		for _, a := range texts {
			x.Add(a)
		}
		got := matchAll(t, x)
		if !reflect.DeepEqual(got.pairs, want.pairs) {
			t.Errorf("%d pairs, want %d equal ones", len(got.pairs), len(want.pairs))
		}
		if !reflect.DeepEqual(got.Groups(), want.Groups()) {
			t.Error("other groups")
		}
		got = matchAll(t, build(t, texts))
		if !reflect.DeepEqual(got.pairs, want.pairs) {
			t.Error("other pairs when added at once in another order")
		}
	}
}

func TestOnlyTheBestPartnersAreReported(t *testing.T) {
	texts := coverage(3, 80)
	x := build(t, texts)
	count := map[Ref]int{}
	seen := map[[2]Ref]bool{}
	same, sentences := 0, 0
	for _, a := range texts {
		sentences += len(a.Sentences)
	}
	for p := range matchAll(t, x).Pairs() {
		if seen[[2]Ref{p.A, p.B}] {
			t.Fatalf("%v and %v are twice there", p.A, p.B)
		}
		seen[[2]Ref{p.A, p.B}] = true
		if compareRefs(p.A, p.B) >= 0 || p.A.Article == p.B.Article {
			t.Fatalf("%v is no pair in order", p)
		}
		if p.Same {
			same++
			count[p.A]++
			count[p.B]++
		}
	}
	if same > MostPartners*sentences {
		t.Errorf("%d pairs of %d sentences", same, sentences)
	}
	for r := range count {
		partners, ok := x.Partners(r)
		if same := len(slices.DeleteFunc(slices.Clone(partners), func(p Pair) bool { return !p.Same })); !ok || same > MostPartners {
			t.Errorf("%v has %d partners", r, same)
		}
		if !slices.IsSortedFunc(partners, func(p, q Pair) int { return int(1e6 * (q.Score - p.Score)) }) {
			t.Errorf("the partners of %v are not in order", r)
		}
	}
}

// Preparing changes how fast partners are found, and nothing else.
func TestPreparedPartnersAreTheSame(t *testing.T) {
	texts := coverage(17, 30)
	x, y := build(t, texts), build(t, texts)
	for _, a := range texts {
		x.Prepare(a.ID, 3, 20)
		x.Prepare(a.ID, -5, 1000)
		for i := range a.Sentences {
			got, _ := x.Partners(Ref{a.ID, i})
			want, _ := y.Partners(Ref{a.ID, i})
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("the partners of sentence %d of %s are %v, want %v", i, a.ID, got, want)
			}
		}
	}
	x.Prepare("gone", 0, 1)
	x.Prepare(texts[0].ID, 9, 3)
}

// A fact that a thousand articles report is one group and at most a few thousand pairs.
func TestAThousandReprintsAreOneGroup(t *testing.T) {
	const articles = 1000
	var texts []Text
	for i := range articles {
		sentence := "The harbour council closed the old stone pier at Orvane on Friday after two boats sank."
		if i%2 == 1 {
			sentence = "After two boats sank, the harbour council shut the old stone pier at Orvane on Friday."
		}
		texts = append(texts, Text{ID: idOf(i), Language: "en", Sentences: []string{sentence}})
	}
	m := matchAll(t, build(t, texts))
	groups := m.Groups()
	if len(groups) != 1 || groups[0].Articles != articles {
		t.Errorf("%d groups, want one of %d articles", len(groups), articles)
	}
	if n := len(m.pairs); n > MostPartners*articles || n < articles {
		t.Errorf("%d pairs", n)
	}
}

func TestRepeatsAreNearlyIdenticalSentences(t *testing.T) {
	x := build(t, []Text{
		{ID: "a", Language: "en", Sentences: []string{"The council of Orvane closed the old stone pier on Friday after two small boats sank near it.", "Nothing else happened in the quiet harbour town this week."}},
		{ID: "b", Language: "en", Sentences: []string{"ORVANE (Tellwire) – The council of Orvane closed the old stone pier on Friday, after two small boats sank near it."}},
		{ID: "c", Language: "en", Sentences: []string{"The council of Orvane closed the old stone pier on Friday after two small boats sank close to it."}},
		{ID: "d", Language: "en", Sentences: []string{"The council of Orvane closed the old stone pier on Friday after nine small boats sank near it."}},
		{ID: "e", Language: "en", Sentences: []string{"The council of Orvane did not close the old stone pier on Friday after two small boats sank near it."}},
	})
	want := []Ref{{"b", 0}, {"c", 0}}
	if got := x.Repeats(Ref{"a", 0}); !slices.Equal(got, want) {
		t.Errorf("repeats are %v, want %v", got, want)
	}
	if got := x.Repeats(Ref{"a", 7}); got != nil {
		t.Errorf("a sentence that is not there has repeats %v", got)
	}
}

func TestCancelledWorkLeavesTheIndexAsItWas(t *testing.T) {
	texts := coverage(5, 40)
	x := build(t, texts[:2])
	want := linksOf(x)
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	err := x.AddAll(ctx, texts[2:], func(done, of int) {
		if calls++; calls == 3 {
			cancel()
		}
		if done > of {
			t.Errorf("%d of %d done", done, of)
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if !reflect.DeepEqual(linksOf(x), want) {
		t.Error("the index has changed")
	}
	if _, err := x.Match(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("matching: the error is %v", err)
	}
}
