package ui_test

import (
	"testing"

	"assay.app/assay/model/session"
)

func TestPhrasesOfOthersAreShownWithTheirLayersOnly(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	own := s.Analyst()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SetAnalyst("Omar"))
	for scope, name := range map[session.Scope]string{session.SentenceScope: "denied", session.ArticleScope: "wire copy", session.OutletScope: "no date"} {
		must(s.GivePhrase(scope, name))
	}
	must(s.SetAnalyst(own))
	must(s.GivePhrase(session.SentenceScope, "single source"))
	names := []string{"Omar · denied", "Omar · wire copy", "Omar · no date"}
	for _, shown := range []bool{false, true, false} {
		if s.SeesAll() != shown {
			b.Keys("L")
		}
		for _, name := range names {
			if b.Reads(name) != shown {
				t.Errorf("layers shown %v: the inspector has %q: %v", shown, name, !shown)
			}
		}
		if b.Reads("by Omar: denied") && !shown {
			t.Error("a hidden phrase is spoken")
		}
		b.wantPhrases(session.SentenceScope, "single source")
	}
	b.Commands().Run("phrases.show")
	if b.Reads("used elsewhere") {
		t.Error("it is told that others use a phrase")
	}
	b.Saved()
}
