package exchangetest

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Judged returns a project with the articles harbour.txt and ferry.txt, in which ana and zoe judged
// three statements. Ana judged the first, "The wall gave way", twice; zoe disagrees with her. Both
// mentions of the second, "Somebody saw it coming", are attributed to Ana Ré, by ana. Zoe's judgement of
// the third, "Trains were late", cites nothing. Nobody judged the fourth. There are labels, notes,
// phrases and grades of sentences, a voice, an article and an outlet.
func Judged(t testing.TB) *storage.Project {
	t.Helper()
	p := NewProject(t)
	harbour, ferry := Parse(t, Harbour, "harbour.txt"), Parse(t, Ferry, "ferry.txt")
	harbour.Metadata = model.Metadata{
		Title: "Harbour wall gives way", Outlet: "The Quay Post", Published: "2026-03-03", PublishedAt: "2026-03-03T10:30+01:00",
		URL: "https://quay.example/wall", Language: "en",
	}
	ferry.Metadata = model.Metadata{Title: "No ferry", Outlet: "Öland Echo", Published: "2026-03-04", URL: "https://echo.example/ferry", Language: "en"}
	Import(t, p, harbour, ferry)
	on := func(doc *model.Document, n int) model.Subject {
		return model.Subject{Article: doc.ID, Sentence: doc.Sentences()[n].Span}
	}
	wall, seen, trains, last := model.StatementID("a000000000000001"), model.StatementID("a000000000000002"), model.StatementID("a000000000000003"), model.StatementID("a000000000000004")
	titles := map[model.StatementID]string{wall: "The wall gave way", seen: "Somebody saw it coming", trains: "Trains were late", last: "The port is closed"}
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
		Label(harbour, 2, "ana", model.Quote, After(1)), Label(harbour, 1, "ana", model.Claim, After(1)), Label(harbour, 2, "zoe", model.Claim, After(2)),
		Note(model.OnSentence(harbour.ID, on(harbour, 1).Sentence), "n1", "ana", "Where does it <say> so?\nNowhere.", After(3)),
		Note(model.OnArticle(ferry.ID), "n2", "zoe", "Thin.", After(4)),
		Note(model.OnOutlet("The Quay Post"), "n3", "zoe", "Local, careful.", After(4)),
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
