package modeltest

import (
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// UnknownKind is a kind of record that this version of Assay does not know.
const UnknownKind model.Kind = 200

// Example is a record with two different contents.
type Example struct {
	Name       string
	Key        model.Key
	One, Other any
}

// Examples returns at least one record of every kind, and one of UnknownKind. Those about
// an article are about article "a" or its first 9 bytes. It fails the test if a kind has
// no example here.
func Examples(t testing.TB) []Example {
	t.Helper()
	return ExamplesIn(t, "a")
}

// ExamplesIn is Examples with another article, whose first 9 bytes must be a sentence
// and a paragraph and have a space after 2 bytes.
func ExamplesIn(t testing.TB, article model.ArticleID) []Example {
	t.Helper()
	span := model.Span{Start: 0, End: 9}
	noon := time.Date(2031, 3, 14, 12, 0, 0, 500, time.UTC)
	notes := func(on model.NoteTarget) (one, other *model.Note) {
		n := model.Note{ID: "n", Target: on, Analyst: "Ines", Text: "Only one source.", Created: noon, Updated: noon}
		m := n
		m.Text, m.Grade, m.Updated = "Two sources.\nBoth late.", model.Grade{Source: "B", Information: "2"}, noon.Add(time.Hour)
		return &n, &m
	}
	all := []Example{
		{
			"a label on a sentence", record.OnSentence(article, span, "Ines"),
			&model.Annotation{Analyst: "Ines", Label: model.Claim, At: noon},
			&model.Annotation{Analyst: "Ines", Label: model.Quote, At: noon.Add(time.Hour)},
		},
		{
			"a label of the codebook", record.LabelKey("risk"),
			&record.Entry{Label: model.Label{Key: "risk", Name: "Risk", Letter: "R", Color: "#D55E00"}, Position: 3},
			&record.Entry{Label: model.Label{
				Key: "risk", Name: "Danger", Letter: "D", Color: "#D55E00", Group: "Outlook", Definition: "What may happen.",
				Use: "Warnings and forecasts.", Avoid: "Not for what has happened.", Examples: []string{"The dam may break."},
				CounterExamples: []string{"The dam broke."}, Retired: true, Defined: time.Date(2031, 3, 14, 9, 26, 53, 0, time.UTC),
			}},
		},
		{
			"a division", record.InParagraph(article, span),
			&record.Paragraph{Units: []model.Unit{{Span: span}}},
			&record.Paragraph{Units: []model.Unit{{Span: model.Span{End: 2}, Kind: model.UnitResidue}, {Span: model.Span{Start: 3, End: 9}}}},
		},
		{
			"the facts about an article", record.OnArticle(article),
			&record.Facts{Metadata: model.Metadata{Title: "Rain"}},
			&record.Facts{Metadata: model.Metadata{Title: "Rain, and more rain", Outlet: "Tide Post"}},
		},
		{"the presence of an article", record.PresenceOf(article), &record.Presence{}, &record.Presence{Present: true}},
		{"the name of an analyst", record.PersonOf("Ines"), &record.Person{Name: "Ines Lang"}, &record.Person{Name: "Ines Lang-Moll"}},
		{"a phrase", record.PhraseKey("denied"), &record.Phrase{Name: "denied"}, &record.Phrase{Name: "rejected", Into: "contradicted"}},
		{"whether an analyst sees all layers", record.LayersOf("Ines"), &record.Layers{Shown: true}, &record.Layers{}},
		{"a voice", record.VoiceKey("ana ré"), &record.Voice{Name: "Ana Ré"}, &record.Voice{Name: "Mayor Ré", Kind: model.VoiceOfficial, Into: "the mayor"}},
		{
			"an attribution", record.AttributionOn(article, span, "Ines"),
			&record.Attribution{Analyst: "Ines", Voice: "ana ré", Name: "Ana Ré", Mode: model.Direct, At: noon},
			&record.Attribution{Analyst: "Ines", Voice: "ana ré", Name: "Ana Ré", Cue: "told", Mode: model.Mixed, Via: "Tide Post", Guess: true, At: noon.Add(time.Hour)},
		},
		{
			"the profile of an outlet", record.ProfileOf("tide post"), &model.Profile{Outlet: "Tide Post", Letter: "B", Updated: noon},
			&model.Profile{
				Outlet: "Tide Post", Owner: "Harbour Press", Country: "Halmark", Kind: "daily", Letter: "C", Basis: "Two errors were not corrected.",
				Corrections: "On page 2.", Checks: []model.Check{{Question: model.CheckOwner, Answer: model.Yes, Address: "https://tide.example/about"}}, Updated: noon.Add(time.Hour),
			},
		},
		{
			"a grade of a voice", record.GradeOfVoice("ana ré", "Ines"),
			&record.Grade{Analyst: "Ines", On: record.GradedVoice, Voice: "ana ré", Grade: model.Grade{Source: "B"}, At: noon},
			&record.Grade{Analyst: "Ines", On: record.GradedVoice, Voice: "ana ré", Grade: model.Grade{Source: "F"}, Basis: "Unknown before.", At: noon},
		},
		{
			"a statement", record.StatementKey("s1"), &record.Statement{Title: "The bridge was closed"},
			&record.Statement{Title: "The bridge was shut", Position: 1.5, Into: "s2"},
		},
		{
			"a mention of a statement", record.MentionOn(model.Subject{Article: article, Sentence: span}, "Ines", "s1"),
			&record.Mention{Statement: "s1", Analyst: "Ines", Title: "The bridge was closed", Stance: model.Asserts, At: noon},
			&record.Mention{Statement: "s1", Analyst: "Ines", Title: "The bridge was shut", Stance: model.Denies, At: noon.Add(time.Hour)},
		},
		{
			"a gap", record.GapOf("tide post", "Ines", "s1"), &record.Gap{Statement: "s1", Analyst: "Ines", Title: "The bridge was closed", At: noon},
			&record.Gap{Statement: "s1", Analyst: "Ines", Title: "The bridge was closed", At: noon.Add(time.Hour)},
		},
		{
			"the origin of an article", record.OriginOf(article), &record.Origin{Kind: model.OwnReporting},
			&record.Origin{Kind: model.FromAgency, Name: "Harbour Wire"},
		},
		{
			"a dismissal", record.DismissalOf(model.Subject{Article: article, Sentence: span}, "Ines"),
			&record.Dismissal{Analyst: "Ines", At: noon}, &record.Dismissal{Analyst: "Ines", At: noon.Add(time.Hour)},
		},
		{
			"the predecessor of an article", record.PredecessorOf(article), &record.Predecessor{Article: "0123456789abcdef"},
			&record.Predecessor{Article: "fedcba9876543210", Corrected: true},
		},
		{
			"a judgement of a statement", record.JudgementBy("Ines", "j1"),
			&record.Judgement{Analyst: "Ines", Statement: "s1", Title: "The bridge was closed", Verdict: "likely", At: noon},
			&record.Judgement{
				Analyst: "Ines", Statement: "s1", Title: "The bridge was shut", Verdict: "confirmed", Likelihood: model.VeryLikely, Confidence: model.ModerateConfidence,
				Reason: "Two sources.\nBoth were there.", Assumptions: "They do not know each other.", Gaps: "When.", Change: "A photograph.", At: noon.Add(time.Hour),
			},
		},
		{
			"a citation of a sentence", record.CitationOn(model.Subject{Article: article, Sentence: span}, "Ines", "j1"),
			&record.Citation{Judgement: "j1", Analyst: "Ines", Weight: model.For, At: noon},
			&record.Citation{Judgement: "j1", Analyst: "Ines", Weight: model.Against, At: noon.Add(time.Hour)},
		},
		{"the scale of verdicts", record.ScaleKey(), &record.Scale{Verdicts: []string{"true", "false"}}, &record.Scale{Verdicts: []string{"true", "mixed", "false"}}},
		{
			"an explanation", record.ExplanationKey("e1"), &record.Explanation{Title: "The bridge was being repaired"},
			&record.Explanation{Title: "The bridge was under repair", Position: 1.5},
		},
		{
			"a rating of an explanation", record.RatingBy("Ines", "e1", "s1"),
			&record.Rating{Analyst: "Ines", Explanation: "e1", Statement: "s1", Title: "The bridge was closed", Fit: model.Consistent, At: noon},
			&record.Rating{Analyst: "Ines", Explanation: "e1", Statement: "s1", Title: "The bridge was shut", Fit: model.NeitherFit, At: noon.Add(time.Hour)},
		},
		{"an unknown record", model.Key{Kind: UnknownKind, ID: "x"}, &record.Raw{CBOR: []byte{0xA1, 1, 2}}, &record.Raw{CBOR: []byte{0x63, 'n', 'e', 'w'}}},
	}
	for name, on := range map[string]model.NoteTarget{
		"a note on a sentence": model.OnSentence(article, span),
		"a note on an article": model.OnArticle(article),
		"a note on an outlet":  model.OnOutlet("Tide Post"),
	} {
		one, other := notes(on)
		all = append(all, Example{name, record.NoteID("n"), one, other})
	}
	for name, on := range map[string]model.Subject{
		"a phrase given to a sentence": {Article: article, Sentence: span},
		"a phrase given to an article": {Article: article},
		"a phrase given to an outlet":  {Outlet: "tide post"},
	} {
		given := record.Given{Phrase: "denied", Analyst: "Ines", Name: "denied"}
		renamed := given
		renamed.Name = "rejected"
		all = append(all, Example{name, record.GivenOn(on, "Ines", "denied"), &given, &renamed})
	}
	for name, on := range map[string]model.Subject{
		"a grade of a sentence": {Article: article, Sentence: span},
		"a grade of an article": {Article: article},
		"a grade of an outlet":  {Outlet: "tide post"},
	} {
		one := record.Grade{Analyst: "Ines", On: record.GradedOutlet, Grade: model.Grade{Source: "B"}, Basis: "Often right.", At: noon}
		if on.Article != "" {
			one.On = record.GradedArticle
		}
		other := one
		if on.Sentence != (model.Span{}) {
			one.On, other.On = record.GradedSentence, record.GradedSentence
			other.Grade.Information = "2"
		}
		other.Grade.Source, other.Note, other.At = "D", "n", noon.Add(time.Hour)
		all = append(all, Example{name, record.GradeOn(on, "Ines"), &one, &other})
	}
	for name, on := range map[string]model.Subject{
		"a checklist for a sentence": {Article: article, Sentence: span},
		"a checklist for an article": {Article: article},
	} {
		one := record.Checklist{Analyst: "Ines", Found: map[model.Pillar]model.Established{model.PillarDate: model.EstablishedFully}, At: noon}
		other := one
		other.Found = map[model.Pillar]model.Established{model.PillarDate: model.EstablishedPartly, model.PillarSource: model.NotEstablished}
		other.Remark = "The picture is older."
		all = append(all, Example{name, record.ChecklistOn(on, "Ines"), &one, &other})
	}
	for _, d := range record.Kinds() {
		if !slices.ContainsFunc(all, func(e Example) bool { return e.Key.Kind == d.Kind }) {
			t.Fatalf("add an example of the kind %q to modeltest", d.Name)
		}
	}
	return all
}

// Edits returns at least one edit of every type and, for each of Examples, every form of
// the edit of a record. Those about an article are about article "a".
func Edits(t testing.TB) []edit.Edit {
	t.Helper()
	span := model.Span{Start: 0, End: 9}
	all := []edit.Edit{
		edit.Metadata{Article: "a", Before: model.Metadata{Title: "Old"}, After: model.Metadata{Title: "New"}},
		edit.Units{Article: "a", Before: []model.Unit{{Span: span}}, After: []model.Unit{{Span: span, Kind: model.UnitResidue}}},
		edit.Presence{Article: "a", After: true},
		edit.Presence{Article: "a", Before: true},
	}
	for _, e := range Examples(t) {
		first := &record.Version{Stamp: record.StampAt(1, record.Replica{1}, time.Unix(1e9, 0))}
		second := &record.Version{Stamp: record.StampAt(2, record.Replica{2}, time.Unix(2e9, 0)), Past: first.After()}
		all = append(all,
			edit.Record{Key: e.Key, After: e.One},
			edit.Record{Key: e.Key, Before: e.One, After: e.Other},
			edit.Record{Key: e.Key, Before: e.Other},
			edit.Record{Key: e.Key, After: e.One, Is: first},                               // brought
			edit.Record{Key: e.Key, Before: e.One, After: e.Other, Was: first, Is: second}, // brought in place of another
			edit.Record{Key: e.Key, Before: e.Other, Was: second},                          // withdrawn
			edit.Record{Key: e.Key, Before: e.One, After: e.Other, Is: &record.Version{Past: second.After()}},
			edit.Record{Key: e.Key, Before: e.One, After: e.Other, Settles: &edit.Settlement{Drops: []any{e.Other}, Leaves: []any{e.One}}},
			edit.Record{Key: e.Key, Before: e.One, After: e.One, Settles: &edit.Settlement{Leaves: []any{nil, e.Other}}},
			edit.Record{Key: e.Key, Before: e.One, After: e.One, Was: first, Is: &record.Version{Past: second.After()}, Settles: &edit.Settlement{Drops: []any{nil}}},
			edit.Record{Key: e.Key, After: e.One, Is: first, Beside: true},
			edit.Record{Key: e.Key, Before: e.One, Was: first, Beside: true},
		)
	}
	return all
}
