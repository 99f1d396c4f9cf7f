package exchange_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/schema"
)

// comparedSet is the part of a set that compares outlets.
type comparedSet struct {
	Statements []schema.Statement
	Articles   []schema.Article
}

func comparedSetOf(t *testing.T, raw []byte) (set comparedSet) {
	t.Helper()
	exchangetest.Validate(t, raw)
	if err := json.Unmarshal(raw, &set); err != nil {
		t.Fatal(err)
	}
	return set
}

// statementLines returns statements as lines, each followed by its mentions and gaps.
func statementLines(all []schema.Statement) (lines []string) {
	for _, s := range all {
		lines = append(lines, fmt.Sprintf("%s %s", s.ID, s.Title))
		for _, m := range s.Mentions {
			index := "-"
			if m.Index != nil {
				index = fmt.Sprint(*m.Index)
			}
			lines = append(lines, fmt.Sprintf("- %s %s %s %q", index, m.Stance, m.Analyst, m.Outlet))
		}
		for _, g := range s.Gaps {
			lines = append(lines, fmt.Sprintf("- gap %s by %s", g.Outlet, g.Analyst))
		}
	}
	return lines
}

func TestASetHasTheStatementsWithTheirMentionsAndGaps(t *testing.T) {
	p := exchangetest.Compared(t)
	for _, opts := range []exchange.Options{{}, {NoText: true}, {Labelled: true}} {
		set := comparedSetOf(t, exchangetest.Export(t, p, opts))
		want := []string{
			"s3 It was foreseen", `- 0 doubts bo "The Quay Post"`, "- gap The Quay Post by ana",
			"s1 The wall gave way", `- 1 denies ana "The Quay Post"`, `- 1 asserts bo "The Quay Post"`, "- gap tide post by ana",
			"elsewhere =A ferry was cancelled", `- 0 attributes bo ""`,
		}
		if got := statementLines(set.Statements); !slices.Equal(got, want) {
			t.Errorf("%+v: the statements are %q\nwant %q", opts, got, want)
		}
		harbour, ferry := set.Articles[0], set.Articles[1]
		if got, want := harbour.Sentences[1].Mentions, []schema.Mention{
			{Analyst: "ana", Statement: "The wall gave way", Stance: model.Denies}, {Analyst: "bo", Statement: "The wall gave way", Stance: model.Asserts},
		}; !slices.Equal(got, want) {
			t.Errorf("%+v: the sentence has %+v", opts, got)
		}
		if harbour.Origin == nil || *harbour.Origin != (schema.Origin{Kind: model.FromAgency, Name: "Harbour Wire"}) || ferry.Origin != nil {
			t.Errorf("%+v: the origins are %v and %v", opts, harbour.Origin, ferry.Origin)
		}
		if m := set.Statements[0].Mentions[0]; m.Article != harbour.ID || m.Span != harbour.Sentences[0].Span {
			t.Errorf("%+v: the mention is at %+v", opts, m)
		}
		if opts.Labelled && (len(harbour.Sentences) != 2 || len(ferry.Sentences) != 1) {
			t.Errorf("it has %d and %d sentences, not only those with mentions", len(harbour.Sentences), len(ferry.Sentences))
		}
	}
	if set := comparedSetOf(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})); set.Statements != nil {
		t.Errorf("a set without statements has %+v", set.Statements)
	}
}

func TestAMentionThatIsOnNoSentenceHasNoIndex(t *testing.T) {
	p := exchangetest.Compared(t)
	doc := exchangetest.Named(t, p, "harbour.txt")
	aside := doc.Sentences()[0]
	dimmed := aside
	dimmed.Kind = model.UnitResidue
	c, err := edit.Splitting(doc, 1, doc.Units[1].Span.Start+8)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Apply(t, p, edit.Units{Article: doc.ID, Before: []model.Unit{aside}, After: []model.Unit{dimmed}})
	exchangetest.Apply(t, p, c.Edits...)
	set := comparedSetOf(t, exchangetest.Export(t, p, exchange.Options{}))
	if got := set.Articles[0].Asides[0].Mentions; len(got) != 1 || got[0].Statement != "It was foreseen" {
		t.Errorf("the aside has %+v", got)
	}
	want := []string{
		"s3 It was foreseen", `- - doubts bo "The Quay Post"`, "- gap The Quay Post by ana",
		"s1 The wall gave way", `- 0 denies ana "The Quay Post"`, `- 0 asserts bo "The Quay Post"`, // both halves have the mentions
		`- 1 denies ana "The Quay Post"`, `- 1 asserts bo "The Quay Post"`, "- gap tide post by ana",
	}
	if got := statementLines(set.Statements[:2]); !slices.Equal(got, want) {
		t.Errorf("the statements are %q\nwant %q", got, want)
	}
}

// comparedRecords returns the records of a project on which a comparison is based.
func comparedRecords(t *testing.T, p *storage.Project) (all []string) {
	t.Helper()
	c, err := p.Compared()
	if err != nil {
		t.Fatal(err)
	}
	for kind := record.MentionKind; kind <= record.DismissalKind; kind++ {
		c.Each(kind, func(key model.Key, content any) { all = append(all, fmt.Sprintf("%v %+v", key, content)) })
	}
	for _, id := range []model.StatementID{"s1", "s2", "s3"} {
		all = append(all, fmt.Sprint(id, c.Statements.Stored(id)))
	}
	slices.Sort(all)
	return all
}

func TestStatementsSurviveARoundTrip(t *testing.T) {
	from := exchangetest.Compared(t)
	for name, opts := range map[string]exchange.Options{
		"whole": {}, "labelled": {Labelled: true}, "without text": {NoText: true}, "hits": {Selection: finds(t, from, "-xylophone")},
	} {
		t.Run(name, func(t *testing.T) {
			raw := exchangetest.Export(t, from, opts)
			into := exchangetest.NewProject(t)
			if opts.Labelled || opts.NoText {
				one, two := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"), exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
				one.Metadata.Outlet = "The Quay Post"
				exchangetest.Import(t, into, one, two)
			}
			exchangetest.Load(t, into, exchangetest.Read(t, raw))
			got, want := comparedRecords(t, into), comparedRecords(t, from)
			if name == "hits" { // dismissals are not part of hits, and neither are gaps of other outlets
				want = slices.DeleteFunc(want, func(s string) bool { return !slices.Contains(got, s) })
				if len(want) != 9 {
					t.Errorf("it has %q", got)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("it has %q\nwant %q", got, want)
			}
			if again := exchangetest.Load(t, into, exchangetest.Read(t, raw)); len(again.Changes) > 0 {
				t.Errorf("loading it again changes %+v", again)
			}
			if name == "whole" {
				exchangetest.SameBut(t, raw, exchangetest.Export(t, into, opts))
			}
		})
	}
}

// What people and scripts read is not loaded: the records decide.
func TestLoadingIgnoresTheReadableStatements(t *testing.T) {
	from := exchangetest.Compared(t)
	raw := exchangetest.Altered(t, exchangetest.Export(t, from, exchange.Options{}), func(set exchangetest.Tree) {
		set["statements"] = []any{exchangetest.Tree{"id": "s9", "title": "Something else", "mentions": []any{}, "gaps": []any{}}}
		article := set["articles"].([]any)[0].(exchangetest.Tree)
		article["origin"] = exchangetest.Tree{"kind": "own"}
		article["sentences"].([]any)[2].(exchangetest.Tree)["mentions"] = []any{exchangetest.Tree{"analyst": "mia", "statement": "s9", "stance": "maybe"}}
		delete(article["sentences"].([]any)[1].(exchangetest.Tree), "mentions")
	})
	into := exchangetest.NewProject(t)
	exchangetest.Load(t, into, exchangetest.Read(t, raw))
	if got, want := comparedRecords(t, into), comparedRecords(t, from); !slices.Equal(got, want) {
		t.Errorf("it has %q\nwant %q", got, want)
	}
}

func TestASetOfHitsHasOnlyTheMentionsOfTheseSentences(t *testing.T) {
	p := exchangetest.Compared(t)
	set := comparedSetOf(t, exchangetest.Export(t, p, exchange.Options{Selection: finds(t, p, `stance:doubts `)}))
	want := []string{"s3 It was foreseen", `- 0 doubts bo "The Quay Post"`, "- gap The Quay Post by ana", "s1 The wall gave way"}
	if got := statementLines(set.Statements); !slices.Equal(got, want) || len(set.Articles) != 1 || set.Articles[0].Origin == nil {
		t.Errorf("the statements of %d articles are %q\nwant %q", len(set.Articles), got, want)
	}
}

func TestTablesHaveMentionsAndOrigins(t *testing.T) {
	p := exchangetest.Compared(t)
	got := tableOf(t, p, exchange.Options{Selection: finds(t, p, "-xylophone")}, "sentence", "statement", "stance", "origin")
	want := []string{"1|It was foreseen|doubts|Harbour Wire", "2|The wall gave way; The wall gave way|denies; asserts|Harbour Wire", "3|||Harbour Wire"}
	if !slices.Equal(got[:3], want) || !slices.Contains(got, "1|'=A ferry was cancelled|attributes|") {
		t.Errorf("the rows are %q, want %q first", got, want)
	}
}
