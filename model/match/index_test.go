package match

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/match/matchtest"
)

// coverage returns the made-up coverage of an event.
func coverage(seed uint64, articles int) (texts []Text) {
	for _, a := range matchtest.Coverage(seed, articles) {
		texts = append(texts, Text{ID: a.ID, Language: "en", Sentences: a.Sentences})
	}
	return texts
}

// linksOf returns all links of an index by reference, to compare indexes.
func linksOf(x *Index) map[Ref][]string {
	all := map[Ref][]string{}
	for _, n := range x.nodes {
		if n == nil {
			continue
		}
		list := []string{fmt.Sprint(n.refs)}
		for _, l := range n.links {
			list = append(list, fmt.Sprintf("%v %.6f", x.nodes[l.to].refs[0], l.alike))
		}
		all[n.refs[0]] = list
	}
	return all
}

func build(t testing.TB, texts []Text) *Index {
	t.Helper()
	x := New()
	if err := x.AddAll(context.Background(), texts, nil); err != nil {
		t.Fatal(err)
	}
	return x
}

func compareIndexes(t *testing.T, what string, x, y *Index) {
	t.Helper()
	one, other := linksOf(x), linksOf(y)
	if reflect.DeepEqual(one, other) {
		return
	}
	shown := 0
	for ref, list := range one {
		if !slices.Equal(list, other[ref]) {
			t.Errorf("%s: %v is\n\t%v\nwant\n\t%v", what, ref, list, other[ref])
			if shown++; shown == 3 {
				return
			}
		}
	}
	t.Errorf("%s: %d sentences, want %d", what, len(one), len(other))
}

// In whatever order articles are added, removed and added again, the links are those
// of an index of the remaining articles that was built at once.
func TestLinksDependOnTheArticlesAlone(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	for _, texts := range [][]Text{coverage(rng.Uint64(), 12), coverage(rng.Uint64(), 60)} {
		x := New()
		in := map[int]bool{}
		for range 3 * len(texts) {
			i := rng.IntN(len(texts))
			if in[i] && rng.IntN(2) == 0 {
				x.Remove(texts[i].ID)
				delete(in, i)
			} else {
				x.Add(texts[i])
				in[i] = true
			}
		}
		var left []Text
		for i := range in {
			left = append(left, texts[i])
		}
		compareIndexes(t, fmt.Sprint(len(texts)), x, build(t, left))
	}
}

func idOf(i int) model.ArticleID { return model.ArticleID(fmt.Sprintf("%016d", i)) }

func TestRestoredIndexIsTheSame(t *testing.T) {
	texts := coverage(7, 20)
	x := build(t, texts)
	y, err := Restore(context.Background(), texts, x.Links(), nil)
	if err != nil {
		t.Fatal(err)
	}
	compareIndexes(t, "restored", y, x)
	x.Add(coverage(8, 1)[0])
	y.Add(coverage(8, 1)[0])
	compareIndexes(t, "restored, and added to", y, x)
	if _, err := Restore(context.Background(), texts[1:], x.Links(), nil); err == nil {
		t.Error("links of other texts are accepted")
	}
}

func TestOfArticlesWithOneIDTheLastCounts(t *testing.T) {
	texts := coverage(9, 6)
	again := slices.Clone(texts)
	again[0].Sentences = texts[3].Sentences
	x := build(t, append(slices.Clone(texts), again[0]))
	compareIndexes(t, "twice in one call", x, build(t, again))
	x = build(t, texts)
	if err := x.AddAll(context.Background(), again[:1], nil); err != nil {
		t.Fatal(err)
	}
	compareIndexes(t, "replaced", x, build(t, again))
}
