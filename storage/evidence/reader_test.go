package evidence_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	evidencemodel "assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/evidence"
	"assay.app/assay/storage/storagetest"
)

func none(int, int) {}

func noon() time.Time { return time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC) }

// judged returns a project in which Ines judged a statement twice, citing a sentence of each of two
// articles in the second judgement. The sentence of the second article is attributed and graded.
func judged(t *testing.T) (p *storage.Project, one, two *model.Document) {
	t.Helper()
	p = storagetest.New(t)
	one = storagetest.Document("It rained.\n\nThe wall gave way on Friday.")
	two = storagetest.Document("The wall stands, the mayor said. The sun shone.")
	one.Metadata.Outlet, two.Metadata.Outlet = "Tide Post", "The Echo"
	storagetest.Import(t, p, one, two)
	on := func(doc *model.Document, at int) model.Subject {
		return model.Subject{Article: doc.ID, Sentence: doc.Sentences()[at].Span}
	}
	mention := func(on model.Subject, stance model.Stance) edit.Edit {
		m := &record.Mention{Statement: "s", Analyst: "Ines", Title: "The wall gave way", Stance: stance, At: noon()}
		return edit.Of(record.MentionOn(on, "Ines", "s"), nil, m)
	}
	judge := func(id model.JudgementID, verdict string, at time.Time) edit.Edit {
		j := &record.Judgement{Analyst: "Ines", Statement: "s", Title: "The wall gave way", Verdict: verdict, At: at}
		return edit.Of(record.JudgementBy("Ines", id), nil, j)
	}
	cite := func(on model.Subject, w model.Weight) edit.Edit {
		return edit.Of(record.CitationOn(on, "Ines", "j2"), nil, &record.Citation{Judgement: "j2", Analyst: "Ines", Weight: w, At: noon()})
	}
	grade := func(key model.Key, g record.Grade) edit.Edit {
		g.Analyst, g.At = "Ines", noon()
		return edit.Of(key, nil, &g)
	}
	p.Enqueue(edit.Change{Analyst: "Ines", Edits: []edit.Edit{
		edit.Of(record.StatementKey("s"), nil, &record.Statement{Title: "The wall gave way"}),
		mention(on(one, 1), model.Asserts), mention(on(two, 0), model.Denies),
		edit.Of(record.VoiceKey("the mayor"), nil, &record.Voice{Name: "The mayor", Kind: model.VoiceOfficial}),
		edit.Of(record.AttributionOn(two.ID, two.Sentences()[0].Span, "Ines"), nil,
			&record.Attribution{Analyst: "Ines", Voice: "the mayor", Name: "The mayor", Mode: model.Indirect, At: noon()}),
		grade(record.GradeOfVoice("the mayor", "Ines"), record.Grade{On: record.GradedVoice, Voice: "the mayor", Grade: model.Grade{Source: "C"}}),
		grade(record.GradeOn(model.Subject{Outlet: "the echo"}, "Ines"), record.Grade{On: record.GradedOutlet, Grade: model.Grade{Source: "B"}}),
		judge("j1", "disputed", noon()), judge("j2", "likely", noon().Add(time.Hour)),
		cite(on(two, 0), model.Against), cite(on(one, 1), model.For), cite(on(two, 1), model.Neither),
	}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p, one, two
}

func read(t *testing.T, p *storage.Project, asked evidence.Asked) []evidencemodel.Statement {
	t.Helper()
	all, err := evidence.Read(t.Context(), p, asked, none)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAJudgementLeadsToItsSources(t *testing.T) {
	p, one, two := judged(t)
	all := read(t, p, evidence.Asked{})
	if len(all) != 1 || len(all[0].Judgements) != 2 || len(all[0].Mentions) != 2 {
		t.Fatalf("read %+v", all)
	}
	standing := all[0].Standing()
	if len(standing) != 1 || standing[0].ID != "j2" || standing[0].Verdict != "likely" || standing[0].Incomplete() {
		t.Fatalf("the judgements that stand are %+v", standing)
	}
	if earlier := all[0].Judgements[1]; earlier.ID != "j1" || earlier.Later != "j2" || !earlier.Incomplete() {
		t.Errorf("the earlier judgement is %+v", earlier)
	}
	links := standing[0].Links
	if len(links) != 3 || links[0].Weight != model.For || links[1].Weight != model.Against || links[2].Weight != model.Neither {
		t.Fatalf("the links are %+v", links)
	}
	first, denial, unrelated := links[0], links[1], links[2]
	if first.Text != "The wall gave way on Friday." || first.Index != 1 || first.Paragraph != 1 || first.Article.ID != one.ID || first.Stance != model.Asserts || first.InForce.Letter != nil {
		t.Errorf("the first link is %+v", first)
	}
	if denial.Article.ID != two.ID || denial.VoiceName != "The mayor" || denial.VoiceKind != model.VoiceOfficial || denial.Stance != model.Denies {
		t.Errorf("the denial is %+v", denial)
	}
	if denial.InForce.Source != "C" || denial.InForce.From != record.GradedVoice || denial.Grades[record.GradedOutlet].Grade.Source != "B" || denial.Grades[record.GradedSentence] != nil {
		t.Errorf("the grades of the denial are %+v, in force %+v", denial.Grades, denial.InForce)
	}
	if unrelated.Stance != "" || unrelated.InForce.Source != "B" || unrelated.InForce.From != record.GradedOutlet {
		t.Errorf("the sentence that is no mention is %+v", unrelated)
	}
}

func TestWhatIsReadFollowsWhatIsAsked(t *testing.T) {
	p, one, _ := judged(t)
	if all := read(t, p, evidence.Asked{Counts: func(string) bool { return false }}); len(all) != 1 || len(all[0].Judgements)+len(all[0].Mentions) != 0 {
		t.Errorf("without analysts: %+v", all)
	}
	if all := read(t, p, evidence.Asked{Statements: map[model.StatementID]bool{}}); len(all) != 0 {
		t.Errorf("without statements: %+v", all)
	}
	all := read(t, p, evidence.Asked{Articles: map[model.ArticleID]bool{one.ID: true}})
	if len(all[0].Mentions) != 1 || len(all[0].Judgements[0].Links) != 3 {
		t.Errorf("in one article: %+v", all)
	}
}

func TestReadingStops(t *testing.T) {
	p, _, _ := judged(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := evidence.Read(ctx, p, evidence.Asked{}, none); !errors.Is(err, context.Canceled) {
		t.Errorf("read: %v", err)
	}
}
