package storagetest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Theirs is the replica of a colleague in the project that Combine makes.
var Theirs = record.Replica{1, 2, 3}

// strange is a kind that no version of Assay knows.
const strange model.Kind = 250

// Combine makes a closed project with records of every kind and every way to change
// them: records were made, changed, deleted, brought from another copy and withdrawn,
// and two versions are in conflict. The article has six sentences.
func Combine(t testing.TB, path string, opts storage.Options) {
	t.Helper()
	opts.Encode = Encode
	p, err := storage.Create(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	d := Document("One left. Two came. Three stayed. Four slept. Five sang. Six wept.")
	Import(t, p, d)
	at := Noon()
	for _, edits := range combining(t, d) {
		p.Enqueue(edit.Change{At: at, Analyst: "Ines", Verb: edit.Load, Edits: edits})
		at = at.Add(time.Minute)
	}
	if err := errors.Join(p.Flush(t.Context()), p.Close()); err != nil {
		t.Fatal(err)
	}
	Check(t, path)
}

func given(on model.Subject, id model.PhraseID) edit.Edit {
	return edit.Of(record.GivenOn(on, "Ines", id), nil, &record.Given{Phrase: id, Analyst: "Ines", Name: string(id)})
}

// sourcesOf returns the edits that say who speaks in the first sentence of a document, and
// how good the sources are.
func sourcesOf(d *model.Document) []edit.Edit {
	sentence := model.Subject{Article: d.ID, Sentence: d.Units[0].Span}
	return []edit.Edit{
		edit.Of(record.VoiceKey("ana ré"), nil, &record.Voice{Name: "Ana Ré", Kind: model.VoiceOfficial}),
		edit.Of(record.VoiceKey("the mayor"), nil, &record.Voice{Name: "the mayor", Into: "ana ré"}),
		edit.Of(record.AttributionOn(d.ID, sentence.Sentence, "Ines"), nil, &record.Attribution{
			Analyst: "Ines", Voice: "the mayor", Name: "the mayor", Cue: "told", Mode: model.Mixed, Via: "Tide Post", Guess: true, At: Noon(),
		}),
		edit.Of(record.GradeOn(sentence, "Ines"), nil, &record.Grade{Analyst: "Ines", Grade: model.Grade{Source: "B", Information: "2"}, Basis: "She was there.", At: Noon()}),
		edit.Of(record.GradeOfVoice("ana ré", "Ines"), nil, &record.Grade{
			Analyst: "Ines", On: record.GradedVoice, Voice: "ana ré", Grade: model.Grade{Source: "F"}, At: Noon(),
		}),
		edit.Of(record.ChecklistOn(model.Subject{Article: d.ID}, "Ines"), nil, &record.Checklist{
			Analyst: "Ines", Found: map[model.Pillar]model.Established{model.PillarDate: model.EstablishedPartly}, Remark: "By the dateline.", At: Noon(),
		}),
		edit.Of(record.ProfileOf("tide post"), nil, &model.Profile{
			Outlet: "Tide Post", Owner: "Harbour Press", Country: "Halmark", Kind: "daily", Letter: "C", Basis: "Often late.", Corrections: "On page 2.",
			Checks: []model.Check{{Question: model.CheckOwner, Answer: model.Yes, Address: "https://tide.example/about"}}, Updated: Noon(),
		}),
	}
}

// comparedOf returns the edits that make the first sentence of a document a mention of a
// statement, and that say what else is needed to compare outlets.
func comparedOf(d *model.Document) []edit.Edit {
	sentence := model.Subject{Article: d.ID, Sentence: d.Units[0].Span}
	return []edit.Edit{
		edit.Of(record.StatementKey("s1"), nil, &record.Statement{Title: "Somebody left", Position: 1.5}),
		edit.Of(record.StatementKey("s2"), nil, &record.Statement{Title: "One went away", Into: "s1"}),
		edit.Of(record.MentionOn(sentence, "Ines", "s2"), nil, &record.Mention{Statement: "s2", Analyst: "Ines", Title: "One went away", Stance: model.Denies, At: Noon()}),
		edit.Of(record.GapOf("tide post", "Ines", "s1"), nil, &record.Gap{Statement: "s1", Analyst: "Ines", Title: "Somebody left", At: Noon()}),
		edit.Of(record.OriginOf(d.ID), nil, &record.Origin{Kind: model.FromAgency, Name: "Harbour Wire"}),
		edit.Of(record.PredecessorOf(d.ID), nil, &record.Predecessor{Article: "0123456789abcdef"}), // this copy lacks the version before
		edit.Of(record.DismissalOf(model.Subject{Article: d.ID, Sentence: d.Units[1].Span}, "Ines"), nil, &record.Dismissal{Analyst: "Ines", At: Noon()}),
	}
}

// judgedOf returns the edits that judge a statement, cite the first sentence of a document, and
// rate an explanation.
func judgedOf(d *model.Document) []edit.Edit {
	sentence := model.Subject{Article: d.ID, Sentence: d.Units[0].Span}
	return []edit.Edit{
		edit.Of(record.ScaleKey(), nil, &record.Scale{Verdicts: []string{"true", "false"}}),
		edit.Of(record.JudgementBy("Ines", "j1"), nil, &record.Judgement{
			Analyst: "Ines", Statement: "s2", Title: "One went away", Verdict: "true", Likelihood: model.VeryLikely, Confidence: model.LowConfidence,
			Reason: "One source.", Assumptions: "It can count.", Gaps: "Who left.", Change: "A second source.", At: Noon(),
		}),
		edit.Of(record.CitationOn(sentence, "Ines", "j1"), nil, &record.Citation{Judgement: "j1", Analyst: "Ines", Weight: model.Against, At: Noon()}),
		edit.Of(record.ExplanationKey("e1"), nil, &record.Explanation{Title: "They were tired", Position: 2.5}),
		edit.Of(record.RatingBy("Ines", "e1", "s1"), nil, &record.Rating{
			Analyst: "Ines", Explanation: "e1", Statement: "s1", Title: "Somebody left", Fit: model.Inconsistent, At: Noon(),
		}),
	}
}

// combining returns the edits of the changes that Combine makes.
func combining(t testing.TB, d *model.Document) [][]edit.Edit {
	on := func(n int) model.Key { return record.OnSentence(d.ID, d.Units[n].Span, "Ines") }
	as := func(label model.LabelKey) *model.Annotation {
		return &model.Annotation{Analyst: "Ines", Label: label, At: Noon()}
	}
	theirs := func(counter uint64) *record.Version {
		return &record.Version{Stamp: record.StampAt(counter, Theirs, Noon())}
	}
	brought, withdrawn := edit.Of(on(2), nil, as(model.Quote)), edit.Of(on(3), nil, as(model.Claim))
	brought.Is, withdrawn.Is = theirs(40), theirs(42)
	replacing := edit.Of(on(1), as(model.Quote), as(model.Background))
	replacing.Was, replacing.Is = theirs(3), theirs(41)
	beside := edit.Of(on(0), nil, as(model.Background))
	beside.Is, beside.Beside = theirs(1), true
	stranger := model.Key{Kind: strange, Subject: model.Subject{Article: d.ID}, Analyst: "Oskar", ID: "x"}
	rumour := &record.Entry{Label: model.Label{
		Key: "rumour", Name: "Rumour", Letter: "U", Color: "#123456", Group: "Doubtful", Use: "Hearsay.",
		Avoid: "Not for what somebody saw.", CounterExamples: []string{"I saw it."}, Defined: Noon(),
	}, Position: 3}
	quote := record.Entry{Label: model.DefaultCodebook()[1], Position: 1}
	speech := quote
	speech.Name = "Speech"
	split, err := edit.Splitting(d, 5, strings.Index(d.Text, "wept"))
	if err != nil {
		t.Fatal(err)
	}
	note := NoteOf("n", model.OnSentence(d.ID, d.Units[0].Span), "Odd.")
	return [][]edit.Edit{
		{edit.Of(on(0), nil, as(model.Claim)), edit.Of(on(1), nil, as(model.Quote)), edit.Of(on(4), nil, as(model.Quote))},
		{edit.Of(on(4), as(model.Quote), nil)},
		{brought, replacing, withdrawn},
		{withdrawn.Inverse()},
		{beside},
		{edit.Of(stranger, nil, &record.Raw{CBOR: []byte{0x83, 1, 2, 3}})},
		{edit.Of(record.LabelKey("rumour"), nil, rumour), edit.Of(record.LabelKey(quote.Key), &quote, &speech)},
		{note, NoteOf("o", model.OnOutlet("Tide Post"), "Late.")},
		{note.Inverse()},
		split.Edits,
		edit.Correcting(d, model.Metadata{Title: "Six verbs", Outlet: "Tide Post", Language: "en"}).Edits,
		edit.Removing(d.ID),
		edit.PuttingBack(d.ID),
		{edit.Of(record.PersonOf("Ines"), nil, &record.Person{Name: "Inês"})},
		{
			edit.Of(record.PhraseKey("denied"), nil, &record.Phrase{Name: "Denied"}),
			edit.Of(record.PhraseKey("refuted"), nil, &record.Phrase{Name: "Refuted", Into: "denied"}),
			given(model.Subject{Article: d.ID, Sentence: d.Units[0].Span}, "refuted"),
			given(model.Subject{Article: d.ID}, "denied"), given(model.Subject{Outlet: "tide post"}, "denied"),
		},
		{edit.Of(record.LayersOf("Ines"), nil, &record.Layers{Shown: true})},
		sourcesOf(d),
		comparedOf(d),
		judgedOf(d),
	}
}
