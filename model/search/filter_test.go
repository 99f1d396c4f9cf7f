package search

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func TestFiltersAskAboutArticles(t *testing.T) {
	known := &model.Article{Metadata: model.Metadata{
		Title: "The old bridge: a Café’s story", Outlet: "The Brenholt Chronicle", Published: "2025-10-09", Language: "en-GB",
	}}
	unknown := &model.Article{Excerpt: "The old bridge"}
	for _, c := range []struct {
		typed          string
		known, unknown bool
	}{
		{"river", true, true},
		{"label:claim untagged note:*", true, true},
		{"outlet:chronicle", true, false},
		{"outlet:bren", true, false},
		{"outlet:renholt", false, false},
		{`outlet:"the brenholt chr"`, true, false},
		{`outlet:"the chronicle"`, false, false},
		{`outlet:reuters,"brenholt"`, true, false},
		{"-outlet:chronicle", false, true},
		{"outlet:*", true, false},
		{"-outlet:*", false, true},
		{"outlet:the outlet:chronicle", true, false},
		{"title:bridge", true, false},
		{"title:cafe", true, false},
		{`title:"bridge a caf"`, true, false},
		{"lang:en", true, false},
		{"lang:EN-gb", true, false},
		{"lang:en-US", false, false},
		{"lang:e", false, false},
		{"-lang:en", false, true},
		{"date:2025", true, false},
		{"date:2025-10", true, false},
		{"date:2025-10-09", true, false},
		{"date:2025-10-08", false, false},
		{"date:2024,2025", true, false},
		{"date:2025-10-09..", true, false},
		{"date:2025-10-10..", false, false},
		{"date:..2025-10", true, false},
		{"date:..2025-09", false, false},
		{"-date:2025", false, true},
		{"-date:2024", true, true},
		{"date:*", true, false},
		{"-date:*", false, true},
		{"outlet:chronicle date:2024", false, false},
	} {
		q := query(t, c.typed)
		if got := q.WantsArticle(known); got != c.known {
			t.Errorf("%s wants an article that is known: %v", c.typed, got)
		}
		if got := q.WantsArticle(unknown); got != c.unknown {
			t.Errorf("%s wants an article that is not known: %v", c.typed, got)
		}
	}
	for _, date := range []string{"", "2025", "soon", "2025-02-31"} {
		if query(t, "date:*").WantsArticle(&model.Article{Metadata: model.Metadata{Published: date}}) {
			t.Errorf("%q is a date", date)
		}
	}
}

// A date filter finds an article only if the whole period in which it may have been
// published is in the interval.
func TestDateFiltersAskForTimesOfDay(t *testing.T) {
	articles := map[string]model.Metadata{
		"day":    {Published: "2025-10-13"},
		"clock":  {Published: "2025-10-13", PublishedAt: "2025-10-13T14:05"},
		"zone":   {Published: "2025-10-13", PublishedAt: "2025-10-13T14:05+02:00"},
		"second": {Published: "2025-10-13", PublishedAt: "2025-10-13T14:05:30Z"},
		"far":    {Published: "2025-10-13", PublishedAt: "2025-10-13T14:05-09:00"},
		"none":   {},
	}
	order := []string{"day", "clock", "zone", "second", "far", "none"}
	for _, c := range []struct{ typed, want string }{
		{"date:2025-10-13", "day clock zone second far"},
		{"date:2025-10", "day clock zone second far"},
		{"date:*", "day clock zone second far"},
		{"-date:*", "none"},
		{"date:2025-10-13T14", "clock zone second far"},
		{"date:2025-10-13T14:05", "clock zone second far"},
		{"date:2025-10-13T14:05:30", "second"}, // the times of the others are not known to the second
		{"date:2025-10-13T14:06", ""},
		{"date:2025-10-13T15,2025-10-13T14", "clock zone second far"},
		{"-date:2025-10-13T14", "day none"},
		{"date:2025-10-13T14..", "clock zone second far"},
		{"date:..2025-10-13T14", "clock zone second far"},
		{"date:2025-10-12T14..2025-10-14T06", "day clock zone second far"},
		{"date:2025-10-13T00..2025-10-13T23", "day clock zone second far"},
		{"date:2025-10-13T14:06..", ""},
		{"date:2025-10-13T12Z", "zone"},
		{"date:2025-10-13T14+02:00", "zone"},
		{"date:2025-10-13T12:05Z..2025-10-13T14:05", "zone second"},
		{"date:2025-10-14T00:05+01:00", "far"},                     // another day in that zone
		{"date:2025-10-13T01Z..2025-10-14T03Z", "zone second far"}, // the local time may be up to 14 hours ahead of UTC
		{"date:2025-10-13T00:05Z..2025-10-14T02:05Z", "clock zone second far"},
		{"date:2025-10-12T10Z..2025-10-14T11:59Z", "day clock zone second far"},
	} {
		var got []string
		for _, name := range order {
			if query(t, c.typed).WantsArticle(&model.Article{Metadata: articles[name]}) {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s finds %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestFiltersAskAboutSentences(t *testing.T) {
	codebook := model.Codebook{
		{Key: "claim", Name: "Claim", Letter: "C"}, {Key: "bg", Name: "Background fact", Letter: "B"},
	}
	sentences := map[string]Asked{
		"mine": {Annotations: []model.Annotation{{Analyst: "Zoé", Label: "claim"}}},
		"hers": {Annotations: []model.Annotation{{Analyst: "A. Lind", Label: "claim"}}},
		"both": {Annotations: []model.Annotation{{Analyst: "A. Lind", Label: "claim"}, {Analyst: "Zoé", Label: "bg"}}},
		"noted": {Records: func(kind model.Kind) []any {
			if kind != record.Note {
				return nil
			}
			return []any{&model.Note{Analyst: "A. Lind", Text: "Two witnesses, unnamed", Grade: model.Grade{Source: "B", Information: "2"}}}
		}},
		"header": {Unit: model.Unit{Kind: model.UnitHeader}},
		"bare":   {},
	}
	order := []string{"mine", "hers", "both", "noted", "header", "bare"}
	for _, c := range []struct{ typed, mine, anyones string }{
		{"river date:2025", "mine hers both noted header bare", ""},
		{"label:claim", "mine", "mine hers both"},
		{"label:CLAIM,bg", "mine both", "mine hers both"},
		{`label:"background fact"`, "both", ""},
		{"label:b", "both", ""},
		{"label:background", "", ""},
		{"label:backg*", "both", ""},
		{"label:*", "mine both", "mine hers both"},
		{"-label:claim", "hers both noted header bare", "noted header bare"},
		{"label:claim analyst:lind", "", ""},
		{`label:claim analyst:"a. lind"`, "hers both", ""},
		{`label:bg analyst:"a lind"`, "", ""},
		{"label:claim analyst:*", "mine hers both", ""},
		{"analyst:zoe", "mine both", ""},
		{"-analyst:zoe", "hers noted header bare", ""},
		{"analyst:zoe analyst:a*", "both", ""},
		{"tagged", "mine both", "mine hers both"},
		{"-tagged", "hers noted header bare", "noted header bare"},
		{"untagged", "hers noted bare", "noted bare"},
		{"-untagged", "mine both header", "mine hers both header"},
		{"untagged analyst:*", "noted bare", ""},
		{"untagged analyst:zoe", "hers noted bare", ""},
		{"note:*", "noted", ""},
		{"-note:*", "mine hers both header bare", ""},
		{"note:witn", "noted", ""},
		{`note:"two witnesses"`, "noted", ""},
		{`note:"two unnamed"`, "", ""},
		{"note:b2", "noted", ""},
		{"note:b", "", ""},
		{"note:* untagged", "noted", ""},
	} {
		if c.anyones == "" {
			c.anyones = c.mine
		}
		q := query(t, c.typed)
		for analyst, want := range map[string]string{"Zoé": c.mine, "": c.anyones} {
			got := ""
			for _, name := range order {
				s := sentences[name]
				s.Analyst, s.Codebook = analyst, codebook
				if q.WantsSentence(s) {
					got += " " + name
				}
			}
			if want == "" && got != "" || want != "" && got != " "+want {
				t.Errorf("%s wants, for %q,%s, not %s", c.typed, analyst, got, want)
			}
		}
	}
}

func TestAQuerySaysWhatItsFiltersNeed(t *testing.T) {
	for typed, want := range map[string]Needs{
		"river":                      {},
		"outlet:x date:2025":         {Article: true},
		"-lang:en":                   {Article: true},
		"tagged":                     {Annotations: true, Unit: true},
		"title:x note:*":             {Article: true, Unit: true, Records: []model.Kind{record.Note}},
		"label:x analyst:y untagged": {Annotations: true, Unit: true},
	} {
		if got := query(t, typed).Asks(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s needs %+v, not %+v", typed, got, want)
		}
	}
}

func TestSeveralMayAskAQueryAtOnce(t *testing.T) {
	q := query(t, `title:"old br",café -outlet:"x" label:claim`)
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for range 200 {
				a := &model.Article{Metadata: model.Metadata{Title: []string{"The old bridge", "Café", "Вода", "Old"}[i]}}
				if got := q.WantsArticle(a); got != (i < 2) {
					t.Errorf("%q is wanted: %v", a.Metadata.Title, got)
				}
				q.WantsSentence(Asked{Annotations: []model.Annotation{{Analyst: "x", Label: "claim"}}})
			}
		})
	}
	group.Wait()
}

func TestLabelsThatACodebookDoesNotHaveAreNamed(t *testing.T) {
	book := model.DefaultCodebook()
	for typed, want := range map[string][]string{
		"label:claim,Quote,B flood":          nil,
		"label:*":                            nil,
		"flood -label:cliam":                 {"cliam"},
		"label:claim,cliam label:\"no way\"": {"cliam", "no way"},
		"outlet:cliam":                       nil,
	} {
		if got := query(t, typed).UnknownLabels(book); !slices.Equal(got, want) {
			t.Errorf("%s names %q, not %q", typed, got, want)
		}
	}
}

func TestPhrasesAreFoundByName(t *testing.T) {
	list := record.NewPhrases(map[model.PhraseID]record.Phrase{"refuted": {Name: "Refuted", Into: "denied"}, "odd": {Name: "Seems odd"}})
	given := func(by string, id model.PhraseID) *record.Given {
		return &record.Given{Phrase: id, Analyst: by, Name: string(id)}
	}
	asked := Asked{
		Phrases: list,
		Records: func(kind model.Kind) []any {
			if kind != record.GivenKind {
				return nil
			}
			return []any{given("Ines", "refuted"), given("Lind", "odd"), given("Lind", "from elsewhere")}
		},
	}
	for _, c := range []struct {
		typed, by string
		want      bool
	}{
		{"phrase:denied", "", true},
		{"phrase:DENIED", "Ines", true},
		{"phrase:denied", "Lind", false},
		{"phrase:refuted", "", false},
		{`phrase:"seems odd"`, "Lind", true},
		{`phrase:odd`, "Lind", false},
		{`phrase:seems*`, "Lind", true},
		{`phrase:"from elsewhere"`, "", true},
		{"phrase:*", "Oskar", false},
		{"-phrase:*", "Oskar", true},
		{"phrase:* analyst:lind", "Ines", true},
		{"phrase:denied analyst:lind", "Ines", false},
		{"phrase:denied analyst:ines", "Lind", true},
	} {
		asked.Analyst = c.by
		q := query(t, c.typed)
		if got := q.WantsSentence(asked); got != c.want {
			t.Errorf("%s by %q: %v", c.typed, c.by, got)
		}
		if asks := q.Asks(); !slices.Equal(asks.Records, []model.Kind{record.GivenKind}) {
			t.Errorf("%s asks %+v", c.typed, asks)
		}
	}
}

func TestUnknownPhrasesAreNamed(t *testing.T) {
	list := record.NewPhrases(map[model.PhraseID]record.Phrase{"odd": {Name: "Seems odd"}})
	for typed, want := range map[string][]string{
		`phrase:denied phrase:"seems odd"`: nil,
		"phrase:*":                         nil,
		"phrase:wire*":                     nil,
		"phrase:deneid,denied phrase:odd":  {"deneid", "odd"},
	} {
		if got := query(t, typed).UnknownPhrases(list); !slices.Equal(got, want) {
			t.Errorf("%s: %q", typed, got)
		}
	}
	german := list.Worded(func(p model.Phrase) string { return map[model.PhraseID]string{"denied": "dementiert"}[p.ID] })
	for _, typed := range []string{"phrase:denied", "phrase:dementiert"} {
		if got := query(t, typed).UnknownPhrases(german); got != nil {
			t.Errorf("%s: %q", typed, got)
		}
	}
}
