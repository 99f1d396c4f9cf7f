package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
)

func refs(names ...string) (all []match.Ref) {
	for _, n := range names {
		all = append(all, match.Ref{Article: model.ArticleID(n)})
	}
	return all
}

func TestPropose(t *testing.T) {
	p := Proposing{
		Outlet: func(id model.ArticleID) (model.OutletID, bool) { return model.OutletID(id[:1]), id[0] != 'x' },
		Mentions: func(r match.Ref) []model.StatementID {
			return map[model.ArticleID][]model.StatementID{"c1": {"s"}, "d1": {"s"}, "e1": {"q"}}[r.Article]
		},
		Dismissed: func(r match.Ref) bool { return r.Article == "b9" },
	}
	for _, c := range []struct {
		name  string
		group []match.Ref
		want  string
	}{
		{"two outlets", refs("a1", "b1"), ": [a1 b1] + [] of 2"},
		{"one outlet", refs("a1", "a2"), ""},
		{"a sentence was dismissed", refs("a1", "b9"), ""},
		{"an article is not compared", refs("a1", "x1"), ""},
		{"an addition", refs("a1", "c1", "d1"), "s: [a1] + [c1 d1] of 3"},
		{"an addition in the same outlet", refs("c1", "c2"), "s: [c2] + [c1] of 1"},
		{"of two statements", refs("a1", "c1", "d1", "e1"), "s: [a1] + [c1 d1] of 3"},
		{"all are mentions", refs("c1", "d1"), ""},
		{"nothing", nil, ""},
	} {
		var got string
		for _, one := range Propose([]match.Group{{Sentences: c.group}}, p) {
			name := func(list []match.Ref) (out []string) {
				for _, r := range list {
					out = append(out, string(r.Article))
				}
				return out
			}
			got = fmt.Sprintf("%s: %v + %v of %d", one.Statement, name(one.Members), name(one.Others), one.Outlets)
		}
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	all := Propose([]match.Group{{Sentences: refs("a1", "b1")}, {Sentences: refs("a2", "b2", "f2")}}, p)
	if len(all) != 2 || all[0].Outlets != 3 {
		t.Errorf("%+v", all)
	}
}

func TestDescribe(t *testing.T) {
	title, stances := Describe([]Said{
		{Text: "The harbour wall of the old town collapsed at night.", Language: "en"},
		{Text: "Ana Ré said that the harbour wall collapsed at night.", Language: "en"},
		{Text: "The harbour wall collapsed at night, whatever anybody says of it.", Language: "en", Attributed: true},
		{Text: "The harbour wall did not collapse at night.", Language: "en"},
		{Text: "It is unclear whether the harbour wall collapsed.", Language: "en"},
		{Text: "Ob die Mauer hielt, ist unklar.", Language: "de"},
	})
	want := []model.Stance{model.Asserts, model.Attributes, model.Attributes, model.Denies, model.Doubts, model.Doubts}
	if !slices.Equal(stances, want) {
		t.Errorf("%v", stances)
	}
	if _, stances := Describe([]Said{{Text: "The mayor denied that the wall had broken.", Language: "en"}}); stances[0] != model.Denies {
		t.Errorf("a denial: %v", stances)
	}
	if title != "The harbour wall collapsed at night" {
		t.Errorf("%q", title)
	}
	if title, stances := Describe(nil); title != "" || len(stances) != 0 {
		t.Errorf("%q %v", title, stances)
	}
}

func TestDoubtIsFoundInSixLanguages(t *testing.T) {
	for language, text := range map[string]string{
		"en-GB": "The report could not be verified.",
		"de":    "Die Angaben ließen sich nicht unabhängig prüfen, es gibt Zweifel.",
		"fr":    "L’information n’a pas pu être vérifiée.",
		"es":    "No está claro si el muro resistió.",
		"uk":    "Невідомо, чи витримала стіна.",
		"ru":    "Неясно, выдержала ли стена.",
	} {
		if !doubts(language, text) {
			t.Errorf("%s: %s", language, text)
		}
	}
	if doubts("tr", "unclear whether") {
		t.Error("without a list")
	}
}

func TestTitles(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "",
		"The wall held.":                 "The wall held",
		"“We waited,” Ana Ré said.":      "We waited",
		"Ana Ré said that the wall held": "The wall held",
		"\xff":                           "\xff",
		"Later “We have waited for years”, and":      "We have waited for years",
		"The wall “was inspected only last spring”":  "The wall “was inspected only last spring”",
		"The “new” wall “was never inspected” there": "The “new” wall “was never inspected” there",
	} {
		if got := Title("en", in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	long := Title("en", strings.Repeat("wall ", 100))
	if n := utf8.RuneCountInString(long); n > longestTitle || !strings.HasSuffix(long, "wall…") {
		t.Errorf("%q", long)
	}
	if n := utf8.RuneCountInString(Title("ja", strings.Repeat("壁", 500))); n > longestTitle {
		t.Errorf("%d runes", n)
	}
}
