package model_test

import (
	"testing"

	"assay.app/assay/model"
)

func TestLikelihoodsFollowOneAnother(t *testing.T) {
	end := 1
	for _, l := range model.Likelihoods() {
		from, to := l.Range()
		if from != end || to <= from || !l.Valid() {
			t.Errorf("%q is from %d to %d %%", l, from, to)
		}
		end = to
	}
	if from, to := model.Likelihood("probable").Range(); end != 99 || from != 0 || to != 0 {
		t.Errorf("the last one ends at %d; a term that is none has %d and %d", end, from, to)
	}
}

func TestLikelihoodsAreFoundByBothTerms(t *testing.T) {
	for _, l := range model.Likelihoods() {
		first, second := l.Terms()
		for _, term := range []string{first, second} {
			if got, ok := model.LikelihoodOf(term); !ok || got != l {
				t.Errorf("%q is %q", term, got)
			}
		}
	}
	if got, ok := model.LikelihoodOf("  Roughly  EVEN odds "); !ok || got != model.RoughlyEven {
		t.Errorf("%q", got)
	}
	for _, term := range []string{"", "certain", "likely so", "un likely"} {
		if got, ok := model.LikelihoodOf(term); ok {
			t.Errorf("%q is %q", term, got)
		}
	}
	if first, second := model.Likelihood("x").Terms(); first != "" || second != "" {
		t.Errorf("%q, %q", first, second)
	}
}

func TestMentionsAreWeighedByTheirStance(t *testing.T) {
	want := map[model.Stance]model.Weight{
		model.Asserts: model.For, model.Attributes: model.For, model.Denies: model.Against, model.Doubts: model.Neither,
	}
	for _, s := range model.Stances() {
		if got := model.WeightOf(s); got != want[s] || !got.Valid() {
			t.Errorf("%s: %q", s, got)
		}
	}
}
