package match

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
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

// linked is what an index knows of a sentence. Values are compared and formatted only if they
// differ: formatting every link takes most of the time of the tests.
type linked struct {
	refs  []Ref
	links []toward
}

type toward struct {
	to    Ref
	alike float64 // rounded to six decimals
}

func (l linked) equal(other linked) bool {
	return slices.Equal(l.refs, other.refs) && slices.Equal(l.links, other.links)
}

// linksOf returns all links of an index by reference, to compare indexes.
func linksOf(x *Index) map[Ref]linked {
	all := map[Ref]linked{}
	for _, n := range x.nodes {
		if n == nil {
			continue
		}
		of := linked{refs: slices.Clone(n.refs)}
		for _, l := range n.links {
			of.links = append(of.links, toward{x.nodes[l.to].refs[0], math.Round(float64(l.alike)*1e6) / 1e6})
		}
		all[n.refs[0]] = of
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
	if maps.EqualFunc(one, other, linked.equal) {
		return
	}
	shown := 0
	for ref, of := range one {
		if !of.equal(other[ref]) {
			t.Errorf("%s: %v is\n\t%+v\nwant\n\t%+v", what, ref, of, other[ref])
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

func restored(t *testing.T, texts []Text, kept Kept) *Index {
	t.Helper()
	x, err := Restore(context.Background(), texts, kept, nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// An index that was kept and restored is the same, and stays so when articles are added
// and removed afterwards, however it came about before.
func TestRestoredIndexIsTheSame(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	texts := coverage(rng.Uint64(), 30)
	x := build(t, texts[:20])
	in := map[int]bool{}
	for i := range 20 {
		in[i] = true
	}
	for range 6 {
		for range 4 {
			if i := rng.IntN(len(texts)); in[i] {
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
		kept := x.Keep()
		y := restored(t, left, kept)
		compareIndexes(t, "restored", y, x)
		compareIndexes(t, "restored, against one built at once", y, build(t, left))
		if again := y.Keep(); again.Sum != kept.Sum {
			t.Error("a restored index has another sum")
		}
		x = y
	}
}

func TestLinksOfOtherTextsAreRefused(t *testing.T) {
	texts := coverage(7, 20)
	kept := build(t, texts).Keep()
	var lists [][]int32
	for list := range kept.Links {
		lists = append(lists, slices.Clone(list))
	}
	with := func(change func(lists [][]int32) [][]int32) Kept {
		copied := slices.Clone(lists)
		for i := range copied {
			copied[i] = slices.Clone(copied[i])
		}
		return Kept{kept.Sum, kept.Count, slices.Values(change(copied))}
	}
	same := func(lists [][]int32) [][]int32 { return lists }
	linked := slices.IndexFunc(lists, func(list []int32) bool { return len(list) > 1 })
	if _, err := Restore(context.Background(), texts, with(same), nil); err != nil {
		t.Fatal(err)
	}
	changed := slices.Clone(texts)
	changed[3].Sentences = append(slices.Clone(changed[3].Sentences[1:]), "Nobody knows who closed the seven gates of Orvane that night.")
	inGerman := slices.Clone(texts)
	inGerman[3].Language = "de"
	for what, c := range map[string]struct {
		texts []Text
		kept  Kept
	}{
		"fewer texts":      {texts[1:], with(same)},
		"a changed text":   {changed, with(same)},
		"another language": {inGerman, with(same)},
		"another sum":      {texts, Kept{kept.Sum + 1, kept.Count, slices.Values(lists)}},
		"another count":    {texts, Kept{kept.Sum, kept.Count + 1, slices.Values(lists)}},
		"a list less":      {texts, with(func(l [][]int32) [][]int32 { return l[1:] })},
		"a list more":      {texts, with(func(l [][]int32) [][]int32 { return append(l, nil) })},
		"no such sentence": {texts, with(func(l [][]int32) [][]int32 { l[linked][1] = 1 << 30; return l })},
		"below zero":       {texts, with(func(l [][]int32) [][]int32 { l[linked][0] = -1; return l })},
		"the same twice":   {texts, with(func(l [][]int32) [][]int32 { l[linked][1] = l[linked][0]; return l })},
		"itself":           {texts, with(func(l [][]int32) [][]int32 { l[linked] = []int32{int32(linked)}; return l })},
		"too many":         {texts, with(func(l [][]int32) [][]int32 { l[linked] = make([]int32, 1000); return l })},
	} {
		if _, err := Restore(context.Background(), c.texts, c.kept, nil); !errors.Is(err, ErrOtherTexts) {
			t.Errorf("%s: %v", what, err)
		}
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

// Change removes and adds articles, whether one by one or at once.
func TestChangedIndexIsThatOfTheTextsLeft(t *testing.T) {
	texts := coverage(11, 40)
	for _, c := range []struct{ from, gone, to int }{{30, 1, 31}, {30, 20, 40}, {30, 30, 30}, {0, 0, 5}} {
		x := build(t, texts[:c.from])
		var gone []model.ArticleID
		for _, a := range texts[:c.gone] {
			gone = append(gone, a.ID)
		}
		if err := x.Change(context.Background(), texts[c.from:c.to], append(gone, "never there"), nil); err != nil {
			t.Fatal(err)
		}
		compareIndexes(t, fmt.Sprint(c), x, build(t, texts[c.gone:c.to]))
		if n := len(x.IDs()); n != c.to-c.gone {
			t.Errorf("%v: %d articles", c, n)
		}
		if _, ok := x.Text(texts[0].ID); ok != (c.gone == 0 && c.to > 0) {
			t.Errorf("%v: the first article is there: %v", c, ok)
		}
	}
}
