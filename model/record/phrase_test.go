package record_test

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func TestNamesThatLookTheSameHaveOneID(t *testing.T) {
	for _, same := range [][]string{
		{"Single source", "single  SOURCE", " single source ", "single\u00a0source"},
		{"D\u00e9menti", "de\u0301menti", "D\u00c9MENTI"},
		{"ΛΌΓΟΣ", "λόγος", "λόγοσ"},
	} {
		for _, name := range same {
			if got := record.PhraseIDOf(name); got != record.PhraseIDOf(same[0]) {
				t.Errorf("%q has the id %q, and %q has %q", name, got, same[0], record.PhraseIDOf(same[0]))
			}
		}
	}
	if record.PhraseIDOf("denied") == record.PhraseIDOf("dénied") {
		t.Error("another letter makes no difference")
	}
}

func TestTheStartingSetHasIDsOfItsNames(t *testing.T) {
	for _, p := range model.StartingPhrases() {
		if p.ID != record.PhraseIDOf(p.Name) || !record.Starts(p.ID) {
			t.Errorf("%+v", p)
		}
	}
}

// phrasesOf returns a list of phrases, each written as "id" or "id>into".
func phrasesOf(written ...string) record.Phrases {
	stored := map[model.PhraseID]record.Phrase{}
	for _, w := range written {
		id, into, _ := strings.Cut(w, ">")
		stored[model.PhraseID(id)] = record.Phrase{Name: strings.ToUpper(id), Into: model.PhraseID(into)}
	}
	return record.NewPhrases(stored)
}

func TestAJoinedPhraseStandsForAnother(t *testing.T) {
	for _, c := range []struct {
		list []string
		id   model.PhraseID
		want model.PhraseID
	}{
		{nil, "denied", "denied"},
		{nil, "unheard of", "unheard of"},
		{[]string{"a>b", "b"}, "a", "b"},
		{[]string{"a>b", "b>c", "c>denied"}, "a", "denied"}, // of the starting set
		{[]string{"a>gone"}, "a", "a"},
		{[]string{"a>a"}, "a", "a"},
		{[]string{"b>c", "c>b"}, "b", "b"},
		{[]string{"b>c", "c>b"}, "c", "b"},
		{[]string{"x>d", "d>c", "c>b", "b>d"}, "x", "b"},
	} {
		if got := phrasesOf(c.list...).Root(c.id); got != c.want {
			t.Errorf("in %v, %q stands for %q, want %q", c.list, c.id, got, c.want)
		}
	}
}

func TestOnlyPhrasesThatStandAreListed(t *testing.T) {
	var ids []string
	for _, p := range phrasesOf("a>b", "b", "denied>b", "x>y", "y>x").All() {
		ids = append(ids, string(p.ID)+"="+p.Name)
	}
	want := []string{"anonymous source=anonymous source", "b=B", "contradicted=contradicted", "no date=no date", "single source=single source", "wire copy=wire copy", "x=X"}
	if !slices.Equal(ids, want) {
		t.Errorf("%q", ids)
	}
}

func TestPhrasesAreFoundByName(t *testing.T) {
	l := phrasesOf("a>b", "b").Worded(func(p model.Phrase) string {
		if p.ID == "denied" {
			return "dementiert"
		}
		return p.Name
	})
	for name, want := range map[string]model.PhraseID{
		"b": "b", " B ": "b", "a": "b", "Dementiert": "denied", "DENIED": "denied", "c": "",
	} {
		if got, ok := l.Named(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q", name, got)
		}
	}
}

func TestANewPhraseGetsAFreeID(t *testing.T) {
	l := record.NewPhrases(map[model.PhraseID]record.Phrase{"denied": {Name: "rejected"}, "odd 2": {Name: "odd"}})
	for name, want := range map[string]model.PhraseID{"Denied": "denied 2", "Odd": "odd", "wire  copy": "wire copy 2"} {
		if got := l.NewID(name); got != want {
			t.Errorf("%q gets the id %q, want %q", name, got, want)
		}
	}
}

func TestUsesOfJoinedPhrasesAreAdded(t *testing.T) {
	used := phrasesOf("a>b", "b").Used(map[model.PhraseID]record.Uses{
		"a": {Sentences: 2, Removed: 1}, "b": {Outlets: 1}, "denied": {Articles: 1}, "gone": {Sentences: 9},
	})
	if used[0].ID != "b" || used[0].Uses != (record.Uses{Sentences: 2, Outlets: 1, Removed: 1}) || used[1].ID != "denied" || used[1].Count() != 1 || used[2].Count() != 0 {
		t.Errorf("%+v", used)
	}
}

func TestKeysOfGivenPhrases(t *testing.T) {
	keyed := record.Of(record.GivenKind).Keyed
	span := model.Span{Start: 1, End: 4}
	for _, c := range []struct {
		key  model.Key
		want bool
	}{
		{record.GivenOn(model.Subject{Article: "a", Sentence: span}, "Ines", "denied"), true},
		{record.GivenOn(model.Subject{Article: "a"}, "Ines", "denied"), true},
		{record.GivenOn(model.Subject{Outlet: "tide post"}, "Ines", "denied"), true},
		{record.GivenOn(model.Subject{}, "Ines", "denied"), false},
		{record.GivenOn(model.Subject{Article: "a", Outlet: "tide post"}, "Ines", "denied"), false},
		{record.GivenOn(model.Subject{Outlet: "tide post", Sentence: span}, "Ines", "denied"), false},
		{record.GivenOn(model.Subject{Article: "a", Sentence: model.Span{Start: 4, End: 4}}, "Ines", "denied"), false},
		{record.GivenOn(model.Subject{Article: "a"}, "", "denied"), false},
		{record.GivenOn(model.Subject{Article: "a"}, "Ines", ""), false},
	} {
		if keyed(c.key) != c.want {
			t.Errorf("%+v: %v", c.key, !c.want)
		}
	}
}

func FuzzPhraseIDOf(f *testing.F) {
	for _, s := range []string{"Single  Source", "ß", "ŉ", "İ", "ΐ", "\u0345", "a\xff", "ﬁ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id := record.PhraseIDOf(s)
		if again := record.PhraseIDOf(string(id)); record.PhraseIDOf(string(again)) != again {
			t.Errorf("%q has the id %q, then %q", s, id, again)
		}
		if strings.TrimSpace(string(id)) != string(id) {
			t.Errorf("the id %q", id)
		}
	})
}
