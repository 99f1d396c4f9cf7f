package session_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// wantPhrases compares the phrases on the current sentence, the article or the outlet.
func (w *world) wantPhrases(scope session.Scope, want ...string) {
	w.t.Helper()
	var got []string
	for _, p := range w.PhrasesOn(scope) {
		got = append(got, p.Name)
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("there are the phrases %q, want %q", got, want)
	}
}

// wantOthers compares the phrases of other analysts that are seen: "analyst: phrase".
func (w *world) wantOthers(scope session.Scope, want ...string) {
	w.t.Helper()
	var got []string
	for _, layer := range w.OthersPhrasesOn(scope) {
		for _, p := range layer.Phrases {
			got = append(got, layer.Analyst+": "+p.Name)
		}
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("others gave %q, want %q", got, want)
	}
}

// wantUses compares the phrases that are used: "name sentences articles outlets elsewhere".
func (w *world) wantUses(want ...string) {
	w.t.Helper()
	all, err := w.Phrases()
	w.ok(err)
	var got []string
	for _, u := range all {
		if u.Uses != (record.Uses{}) {
			got = append(got, fmt.Sprint(u.Name, " ", u.Sentences, u.Articles, u.Outlets, u.Elsewhere()))
		}
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("the phrases are used %q, want %q", got, want)
	}
}

func TestAPhraseIsGivenToASentenceItsArticleAndItsOutlet(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "  DENIED "))
	w.ok(w.GivePhrase(session.SentenceScope, "My  own"))
	w.ok(w.GivePhrase(session.ArticleScope, "my OWN"))
	w.ok(w.GivePhrase(session.OutletScope, "wire copy"))
	w.ok(w.GivePhrase(session.OutletScope, "Wire Copy")) // it has it already
	w.wantChanges(4)
	check := func() {
		t.Helper()
		if doc := w.Document(); !w.HasPhrase(doc, doc.Units[0].Span) || w.HasPhrase(doc, doc.Units[1].Span) {
			t.Error("other sentences have a phrase")
		}
		w.wantPhrases(session.SentenceScope, "My own", "denied")
		w.wantPhrases(session.ArticleScope, "My own")
		w.wantPhrases(session.OutletScope, "wire copy")
		w.wantUses("My own 1 1 0 0", "denied 1 0 0 0", "wire copy 0 0 1 0")
	}
	check()
	w.saved()
	check()
	w.restart()
	w.open("one")
	check()
	w.open("two") // of the same outlet
	w.wantPhrases(session.SentenceScope)
	w.wantPhrases(session.OutletScope, "wire copy")
}

func TestPhrasesAreUndoneAndRemoved(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "odd"))
	w.ok(w.GivePhrase(session.ArticleScope, "odd"))
	w.wantUses("odd 1 1 0 0")
	w.ok(w.RemovePhrase(session.SentenceScope, "odd"))
	w.wantPhrases(session.SentenceScope)
	w.wantUses("odd 0 1 0 0")
	w.undo()
	w.wantPhrases(session.SentenceScope, "odd")
	w.undo()
	w.wantPhrases(session.ArticleScope)
	w.undo()
	w.wantPhrases(session.SentenceScope)
	if doc := w.Document(); w.HasPhrase(doc, doc.Units[0].Span) {
		t.Error("the sentence still has a phrase")
	}
	w.wantUses()
	if _, listed := w.PhraseList().Named("odd"); listed {
		t.Error("the list still has the phrase")
	}
	w.redo()
	w.wantPhrases(session.SentenceScope, "odd")
	w.saved()
	w.ok(w.RemovePhrase(session.SentenceScope, "wire copy")) // the sentence does not have it
	w.wantChanges(7)
}

func TestAPhraseIsGivenToAllSelectedSentences(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "first"))
	w.Select(model.Span{Start: 0, End: 12})
	w.wantPhrases(session.SentenceScope)
	w.ok(w.GivePhrase(session.SentenceScope, "both"))
	w.ok(w.GivePhrase(session.SentenceScope, "first"))
	w.wantPhrases(session.SentenceScope, "both", "first")
	w.wantChanges(3)
	w.wantUses("both 2 0 0 0", "first 2 0 0 0")
	w.ok(w.RemovePhrase(session.SentenceScope, "both"))
	w.wantPhrases(session.SentenceScope, "first")
	w.undo()
	w.wantUses("both 2 0 0 0", "first 2 0 0 0")
}

func TestPhrasesAreRenamedAndJoined(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "refuted"))
	w.ok(w.GivePhrase(session.ArticleScope, "denied"))
	w.ok(w.RenamePhrase("refuted", "Rejected"))
	w.wantPhrases(session.SentenceScope, "Rejected")
	for name, want := range map[string]error{
		"DENIED": model.ErrPhraseExists, "": model.ErrValue, "a\x00": model.ErrValue, strings.Repeat("x", 10_000): model.ErrValue,
	} {
		if err := w.RenamePhrase("refuted", name); !errors.Is(err, want) {
			t.Errorf("rename to %.20q: %v", name, err)
		}
	}
	if err := w.RenamePhrase("nothing", "x"); !errors.Is(err, model.ErrNoPhrase) {
		t.Error(err)
	}
	w.wantChanges(3)
	w.ok(w.GivePhrase(session.SentenceScope, "refuted")) // a new one: the other has another name
	w.wantPhrases(session.SentenceScope, "Rejected", "refuted")
	w.undo()
	w.ok(w.JoinPhrases("refuted", "denied"))
	w.wantPhrases(session.SentenceScope, "denied")
	w.wantUses("denied 1 1 0 0")
	w.ok(w.GivePhrase(session.SentenceScope, "rejected")) // the name leads to the one that stands
	w.wantUses("denied 1 1 0 0")
	if err := w.JoinPhrases("refuted", "denied"); !errors.Is(err, model.ErrNoPhrase) {
		t.Errorf("a joined phrase is joined again: %v", err)
	}
	w.ok(w.JoinPhrases("denied", "wire copy"))
	w.wantPhrases(session.SentenceScope, "wire copy")
	w.saved()
	w.restart()
	w.open("one")
	w.wantPhrases(session.SentenceScope, "wire copy")
	w.ok(w.RemovePhrase(session.SentenceScope, "wire copy"))
	w.wantPhrases(session.SentenceScope)
	w.undo()
	w.undo()
	w.wantPhrases(session.SentenceScope, "denied")
	w.undo()
	w.wantPhrases(session.SentenceScope, "Rejected")
}

func TestOnlyUnusedPhrasesAreDeleted(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "odd"))
	w.ok(w.GivePhrase(session.SentenceScope, "strange"))
	w.ok(w.JoinPhrases("strange", "odd"))
	if err := w.DeletePhrase("odd"); !errors.Is(err, model.ErrPhraseUsed) {
		t.Error(err)
	}
	if err := w.DeletePhrase("denied"); !errors.Is(err, model.ErrPhraseStarts) {
		t.Error(err)
	}
	w.ok(w.RemovePhrase(session.SentenceScope, "odd"))
	w.ok(w.DeletePhrase("odd"))
	for _, name := range []string{"odd", "strange"} {
		if _, listed := w.PhraseList().Named(name); listed {
			t.Errorf("%q is still there", name)
		}
	}
	w.undo()
	if id, _ := w.PhraseList().Named("strange"); id != "odd" {
		t.Errorf("undone, it stands for %q", id)
	}
}

func TestAPhraseInARemovedArticleIsUsed(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "odd"))
	w.wantUses("odd 1 0 0 0")
	w.ok(w.Remove("one"))
	w.saved()
	w.wantUses("odd 0 0 0 1")
	if err := w.DeletePhrase("odd"); !errors.Is(err, model.ErrPhraseUsed) {
		t.Error(err)
	}
	w.undo()
	w.saved()
	w.wantUses("odd 1 0 0 0")
}

func TestPhrasesOfOthersAreTheirOwn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "odd"))
	w.ok(w.SetAnalyst("Oskar"))
	w.wantPhrases(session.SentenceScope)
	w.wantUses()
	w.ok(w.GivePhrase(session.SentenceScope, "odd"))
	w.ok(w.RemovePhrase(session.SentenceScope, "odd"))
	w.wantOthers(session.SentenceScope)
	w.ok(w.ShowLayers(true))
	w.wantOthers(session.SentenceScope, "Ines: odd")
	w.wantUses("odd 0 0 0 1")
	w.ok(w.ShowLayers(false))
	w.wantOthers(session.SentenceScope)
	w.wantUses()
	if err := w.DeletePhrase("odd"); !errors.Is(err, model.ErrPhraseUsed) {
		t.Error(err)
	}
}

func TestRefusedPhrasesChangeNothing(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	for _, name := range []string{"", " \t", "a\x1b", "a\xff", strings.Repeat("x", 10_000)} {
		if err := w.GivePhrase(session.SentenceScope, name); !errors.Is(err, model.ErrValue) {
			t.Errorf("%.20q: %v", name, err)
		}
	}
	doc := w.Document()
	w.ok(w.CorrectMetadata(doc.ID, model.Metadata{Title: "One"}))
	if err := w.GivePhrase(session.OutletScope, "odd"); !errors.Is(err, model.ErrNoOutlet) {
		t.Error(err)
	}
	w.wantChanges(1)
}

func TestTwoSentencesWithOnePhraseAreMerged(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.Select(model.Span{Start: 0, End: 12})
	w.ok(w.GivePhrase(session.SentenceScope, "odd"))
	w.Select(model.Span{})
	w.ok(w.Merge(edit.NoSide))
	w.wantPhrases(session.SentenceScope, "odd")
	w.saved() // the store checks that each edit has the right content before it
	w.wantUses("odd 1 0 0 0")
	w.undo()
	w.saved()
	w.wantUses("odd 2 0 0 0")
}

func TestTheStartingSetIsInTheReadersLanguage(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.opts.PhraseWording = func(p model.Phrase) string {
		if p.Name == "denied" {
			return "dementiert"
		}
		return p.Name
	}
	w.restart()
	w.open("one")
	w.ok(w.GivePhrase(session.SentenceScope, "Dementiert"))
	w.wantPhrases(session.SentenceScope, "dementiert")
	w.saved()
	if stored := w.store.Records[record.PhraseKey("denied")]; stored.(*record.Phrase).Name != "denied" {
		t.Errorf("%+v is stored", stored)
	}
	w.ok(w.RenamePhrase("denied", "abgestritten"))
	w.wantPhrases(session.SentenceScope, "abgestritten")
}
