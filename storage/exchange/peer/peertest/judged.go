package peertest

import (
	"context"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/intaketest"
	"assay.app/assay/storage/storagetest"
)

// The texts of the articles of Judged.
const (
	harbourText = "Harbour wall gives way\n\nThe wall of the old harbour gave way on Tuesday. “We saw it coming,” said Ana Ré, the harbour master. It was built in 1931.\n"
	ferryText   = "The ferry to Ölland was cancelled. Passengers waited — some for 9 hours. 🚢 came at last.\r\n\r\nThe company had no comment.\r\n"
)

// After returns the time the given number of minutes after Epoch.
func After(minutes int) time.Time { return Epoch.Add(time.Duration(minutes) * time.Minute) }

// Apply makes edits in the name of ana and waits until they are on disk.
func Apply(t testing.TB, p *storage.Project, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: Epoch, Analyst: "ana", Verb: edit.Tag, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// Empty returns an empty project.
func Empty(t testing.TB) *storage.Project {
	t.Helper()
	return storagetest.NewWith(t, storage.Options{Now: func() time.Time { return Epoch }})
}

// Judged returns a project with the articles harbour.txt and ferry.txt, in which ana and zoe judged
// three statements. Ana judged the first, "The wall gave way", twice; zoe disagrees with her. Both
// mentions of the second, "Somebody saw it coming", are attributed to Ana Ré, by ana. Zoe's judgement of
// the third, "Trains were late", cites nothing. Nobody judged the fourth. There are labels, notes,
// phrases and grades of sentences, a voice, an article and an outlet.
func Judged(t testing.TB) *storage.Project {
	t.Helper()
	p, options := Empty(t), intake.Options{Now: func() time.Time { return Epoch }}
	harbour, ferry := intaketest.Document(t, harbourText, "harbour.txt", options), intaketest.Document(t, ferryText, "ferry.txt", options)
	harbour.Metadata = model.Metadata{
		Title: "Harbour wall gives way", Outlet: "The Quay Post", Published: "2026-03-03", PublishedAt: "2026-03-03T10:30+01:00",
		URL: "https://quay.example/wall", Language: "en",
	}
	ferry.Metadata = model.Metadata{Title: "No ferry", Outlet: "Öland Echo", Published: "2026-03-04", URL: "https://echo.example/ferry", Language: "en"}
	if _, err := p.Import(context.Background(), slices.Values([]*model.Document{harbour, ferry}), storage.ImportOptions{Analyst: "ana"}); err != nil {
		t.Fatal(err)
	}
	on := func(doc *model.Document, n int) model.Subject {
		return model.Subject{Article: doc.ID, Sentence: doc.Sentences()[n].Span}
	}
	wall, seen, trains, last := model.StatementID("a000000000000001"), model.StatementID("a000000000000002"), model.StatementID("a000000000000003"), model.StatementID("a000000000000004")
	titles := map[model.StatementID]string{wall: "The wall gave way", seen: "Somebody saw it coming", trains: "Trains were late", last: "The port is closed"}
	label := func(at model.Subject, analyst string, key model.LabelKey) edit.Edit {
		return edit.Of(record.OnSentence(at.Article, at.Sentence, analyst), nil, &model.Annotation{Analyst: analyst, Label: key, At: After(1)})
	}
	note := func(target model.NoteTarget, id, analyst, text string, at time.Time) edit.Edit {
		return edit.OfNote(nil, &model.Note{ID: id, Target: target, Analyst: analyst, Text: text, Created: at, Updated: at})
	}
	mention := func(at model.Subject, analyst string, id model.StatementID, stance model.Stance) edit.Edit {
		return edit.Of(record.MentionOn(at, analyst, id), nil, &record.Mention{Statement: id, Analyst: analyst, Title: titles[id], Stance: stance, At: After(20)})
	}
	cite := func(at model.Subject, analyst string, id model.JudgementID, weight model.Weight) edit.Edit {
		return edit.Of(record.CitationOn(at, analyst, id), nil, &record.Citation{Judgement: id, Analyst: analyst, Weight: weight, At: After(30)})
	}
	attribution := func(at model.Subject) edit.Edit {
		return edit.Of(record.AttributionOn(at.Article, at.Sentence, "ana"), nil, &record.Attribution{
			Analyst: "ana", Voice: "ana ré", Name: "Ana Ré", Cue: "said", Mode: model.Direct, Via: "Tide Wire", At: After(5),
		})
	}
	judgement := func(j record.Judgement, id model.JudgementID) edit.Edit {
		j.Title = titles[j.Statement]
		return edit.Of(record.JudgementBy(j.Analyst, id), nil, &j)
	}
	grade := func(key model.Key, source, information, basis string) edit.Edit {
		over, voice := record.GradedBy(key)
		return edit.Of(key, nil, &record.Grade{
			Analyst: key.Analyst, On: over, Voice: voice, Grade: model.Grade{Source: source, Information: information}, Basis: basis, At: After(6),
		})
	}
	Apply(t, p,
		edit.Of(record.VoiceKey("ana ré"), nil, &record.Voice{Name: "Ana Ré", Kind: model.VoiceOfficial}),
		edit.Of(record.StatementKey(wall), nil, &record.Statement{Title: titles[wall], Position: 1}),
		edit.Of(record.StatementKey(seen), nil, &record.Statement{Title: titles[seen], Position: 2}),
		edit.Of(record.StatementKey(trains), nil, &record.Statement{Title: titles[trains], Position: 3}),
		edit.Of(record.StatementKey(last), nil, &record.Statement{Title: titles[last], Position: 4}),
		label(on(harbour, 2), "ana", model.Quote), label(on(harbour, 1), "ana", model.Claim), label(on(harbour, 2), "zoe", model.Claim),
		note(model.OnSentence(harbour.ID, on(harbour, 1).Sentence), "n1", "ana", "Where does it <say> so?\nNowhere.", After(3)),
		note(model.OnArticle(ferry.ID), "n2", "zoe", "Thin.", After(4)),
		note(model.OnOutlet("The Quay Post"), "n3", "zoe", "Local, careful.", After(4)),
		edit.Of(record.GivenOn(on(harbour, 1), "ana", "single source"), nil, &record.Given{Phrase: "single source", Analyst: "ana", Name: "single source"}),
		grade(record.GradeOn(on(harbour, 1), "ana"), "B", "2", "Two people saw it."),
		grade(record.GradeOn(model.Subject{Article: ferry.ID}, "ana"), "C", "", ""),
		grade(record.GradeOn(model.Subject{Outlet: model.OutletIDOf("The Quay Post")}, "ana"), "A", "", "Corrects its mistakes."),
		grade(record.GradeOfVoice("ana ré", "ana"), "F", "", ""),
		edit.Of(record.OriginOf(ferry.ID), nil, &record.Origin{Kind: model.FromAgency, Name: "Tide Wire"}),
		edit.Of(record.ChecklistOn(model.Subject{Article: harbour.ID}, "ana"), nil, &record.Checklist{
			Analyst: "ana", Found: map[model.Pillar]model.Established{model.PillarDate: model.EstablishedPartly}, Remark: "By the dateline.", At: After(7),
		}),
		attribution(on(harbour, 2)), attribution(on(ferry, 2)),
		mention(on(harbour, 1), "ana", wall, model.Asserts), mention(on(ferry, 0), "ana", wall, model.Denies), mention(on(ferry, 0), "zoe", wall, model.Doubts),
		mention(on(harbour, 2), "ana", seen, model.Attributes), mention(on(ferry, 2), "ana", seen, model.Attributes),
		judgement(record.Judgement{Analyst: "ana", Statement: wall, Verdict: "disputed", At: After(40)}, "b000000000000001"),
		judgement(record.Judgement{
			Analyst: "ana", Statement: wall, Verdict: "confirmed", Likelihood: model.VeryLikely, Confidence: model.ModerateConfidence,
			Reason: "Two sources.", Assumptions: "They can see.", Gaps: "How much.", Change: "A picture.", At: After(50),
		}, "b000000000000002"),
		judgement(record.Judgement{Analyst: "zoe", Statement: wall, Verdict: "refuted", Likelihood: model.AlmostNoChance, At: After(60)}, "b000000000000003"),
		judgement(record.Judgement{Analyst: "ana", Statement: seen, Verdict: "likely", Confidence: model.LowConfidence, At: After(61)}, "b000000000000004"),
		judgement(record.Judgement{Analyst: "zoe", Statement: trains, Verdict: "cannot be judged", At: After(62)}, "b000000000000005"),
		cite(on(harbour, 1), "ana", "b000000000000001", model.Neither),
		cite(on(harbour, 1), "ana", "b000000000000002", model.For), cite(on(ferry, 0), "ana", "b000000000000002", model.Against),
		cite(on(harbour, 2), "ana", "b000000000000004", model.For),
	)
	return p
}
