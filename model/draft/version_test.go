package draft_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
)

func TestADraftIsANewerVersionOnlyIfTheOlderOneIsThere(t *testing.T) {
	named := func(id string) *draft.Article {
		return &draft.Article{Path: id, Article: model.Article{ID: model.ArticleID(id)}}
	}
	old, newer, other := named("old"), named("newer"), named("other")
	newer.Offer = draft.Offer{Of: old.Article, SameAddress: true}
	p := &draft.Preview{Drafts: []*draft.Article{old, newer, other}}
	if newer.AsVersion || len(p.Versions()) != 0 || !p.Offers(newer) || p.Offers(other) {
		t.Fatalf("before a decision, the versions are %v", p.Versions())
	}
	newer.Leave = true
	p.TakeVersions(p.Drafts, true)
	if all := p.Versions(); len(all) != 1 || all[0] != newer || newer.Leave || other.AsVersion {
		t.Errorf("the versions are %v", all)
	}
	old.Leave = true
	if p.Offers(newer) || len(p.Versions()) != 0 {
		t.Error("the older article is left out, but the newer one is its version")
	}
	newer.Offer.InProject = true
	if len(p.Versions()) != 1 {
		t.Error("the project has the older article, but the newer one is not its version")
	}
	newer.Known = true
	if p.Offers(newer) {
		t.Error("a duplicate is a newer version")
	}
	newer.Known = false
	p.TakeVersions([]*draft.Article{newer}, false)
	if len(p.Versions()) != 0 {
		t.Error("the decision was not taken back")
	}
}
