package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
	"assay.app/assay/storage/storagetest"
	"assay.app/assay/storage/typeset"
)

func noon() time.Time { return time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC) }

// builder makes a project from changes of the analysts Ines and Olena.
type builder struct {
	t    testing.TB
	p    *storage.Project
	docs []*model.Document
}

// add adds an article of an outlet.
func (b *builder) add(outlet, title, day, text string) *model.Document {
	b.t.Helper()
	doc := storagetest.Document(text)
	doc.Metadata.Outlet, doc.Metadata.Title, doc.Metadata.Published = outlet, title, day
	doc.Metadata.URL = fmt.Sprintf("https://%d.example/pier", len(b.docs)+1)
	doc.ImportPath = "/home/ines/press/" + fmt.Sprint(len(b.docs)+1) + ".txt"
	storagetest.Import(b.t, b.p, doc)
	b.docs = append(b.docs, doc)
	return doc
}

func on(doc *model.Document, sentence int) model.Subject {
	return model.Subject{Article: doc.ID, Sentence: doc.Sentences()[sentence].Span}
}

// do makes a change of an analyst.
func (b *builder) do(analyst string, edits ...edit.Edit) {
	b.t.Helper()
	b.p.Enqueue(edit.Change{Analyst: analyst, At: noon(), Edits: edits})
	if err := b.p.Flush(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

func statement(id model.StatementID, title string, position float64) edit.Edit {
	return edit.Of(record.StatementKey(id), nil, &record.Statement{Title: title, Position: position})
}

func mention(analyst string, on model.Subject, id model.StatementID, stance model.Stance) edit.Edit {
	return edit.Of(record.MentionOn(on, analyst, id), nil, &record.Mention{Statement: id, Title: "as mentioned", Analyst: analyst, Stance: stance, At: noon()})
}

func judge(analyst string, id model.JudgementID, j record.Judgement) edit.Edit {
	j.Analyst = analyst
	if j.At.IsZero() {
		j.At = noon()
	}
	return edit.Of(record.JudgementBy(analyst, id), nil, &j)
}

func cite(analyst string, on model.Subject, id model.JudgementID, w model.Weight) edit.Edit {
	return edit.Of(record.CitationOn(on, analyst, id), nil, &record.Citation{Judgement: id, Analyst: analyst, Weight: w, At: noon()})
}

func grade(analyst string, key model.Key, g record.Grade) edit.Edit {
	g.Analyst, g.At = analyst, noon()
	return edit.Of(key, nil, &g)
}

func note(analyst, id string, target model.NoteTarget, text string) edit.Edit {
	return edit.OfNote(nil, &model.Note{ID: id, Target: target, Analyst: analyst, Text: text, Created: noon(), Updated: noon()})
}

// empty returns a builder of a project without articles.
func empty(t testing.TB) *builder {
	t.Helper()
	return &builder{t: t, p: storagetest.New(t)}
}

// pier returns a project in which Ines judged one of three statements twice, Olena judged another
// without evidence, and nobody judged the third.
func pier(t testing.TB) *builder {
	t.Helper()
	b := empty(t)
	one := b.add("Tide Post", "Pier opens late", "2031-03-10", "The pier opened on Friday. About 240 people came, Mayor Ray said.\n\nThe band played on.")
	two := b.add("The Echo", "Mayor praises pier", "2031-03-11", "The pier did not open on Friday. More than 400 people came.")
	three := b.add("صوت الميناء", "افتتاح الرصيف", "2031-03-12", "فتح الرصيف يوم الجمعة. جاء الناس.")
	three.Metadata.Language = "ar"
	b.do(
		"Ines",
		statement("opened", "The pier opened on Friday", 1), statement("crowd", "Hundreds came to the pier", 2), statement("band", "A band played", 3),
		mention("Ines", on(one, 0), "opened", model.Asserts), mention("Ines", on(two, 0), "opened", model.Denies), mention("Ines", on(three, 0), "opened", model.Asserts),
		mention("Ines", on(one, 1), "crowd", model.Attributes), mention("Ines", on(two, 1), "crowd", model.Asserts), mention("Ines", on(one, 2), "band", model.Asserts),
		edit.Of(record.VoiceKey("ray"), nil, &record.Voice{Name: "Mayor Ray", Kind: model.VoiceOfficial}),
		edit.Of(record.AttributionOn(one.ID, one.Sentences()[1].Span, "Ines"), nil, &record.Attribution{Analyst: "Ines", Voice: "ray", Name: "Mayor Ray", Cue: "said", Mode: model.Indirect, At: noon()}),
		grade("Ines", record.GradeOfVoice("ray", "Ines"), record.Grade{On: record.GradedVoice, Voice: "ray", Grade: model.Grade{Source: "C"}, Basis: "Ines met him once"}),
		grade("Ines", record.GradeOn(on(one, 1), "Ines"), record.Grade{On: record.GradedSentence, Grade: model.Grade{Information: "3"}}),
		grade("Ines", record.GradeOn(model.Subject{Outlet: "the echo"}, "Ines"), record.Grade{On: record.GradedOutlet, Grade: model.Grade{Source: "F"}, Basis: "new to us"}),
		edit.Of(record.GapOf("صوت الميناء", "Ines", "crowd"), nil, &record.Gap{Statement: "crowd", Title: "Hundreds came", Analyst: "Ines", At: noon()}),
		judge("Ines", "j1", record.Judgement{Statement: "opened", Title: "The pier opened", Verdict: "disputed", Reason: "Too early to say."}),
		judge("Ines", "j2", record.Judgement{
			Statement: "opened", Title: "The pier opened on a Friday", Verdict: "likely", Likelihood: model.VeryLikely, Confidence: model.ModerateConfidence,
			Reason: "Two outlets agree, says Ines.", Assumptions: "The dates are right.", Gaps: "Nobody saw the key.", Change: "A photograph of a closed gate.", At: noon().Add(time.Hour),
		}),
		cite("Ines", on(one, 0), "j2", model.For), cite("Ines", on(two, 0), "j2", model.Against), cite("Ines", on(three, 0), "j2", model.For), cite("Ines", on(one, 2), "j2", model.Neither),
		note("Ines", "n1", model.OnSentence(one.ID, one.Sentences()[0].Span), "Seen by Ines herself: the secret remark."),
		note("Ines", "n2", model.OnOutlet("Tide Post"), "Belongs to the port: the secret owner."),
		edit.Of(record.OnSentence(one.ID, one.Sentences()[0].Span, "Ines"), nil, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: noon()}),
	)
	b.do(
		"Olena",
		judge("Olena", "j3", record.Judgement{Statement: "crowd", Title: "Hundreds came to the pier", Verdict: "confirmed", Confidence: model.LowConfidence}),
		edit.Of(record.OnSentence(one.ID, one.Sentences()[0].Span, "Olena"), nil, &model.Annotation{Analyst: "Olena", Label: model.Background, At: noon()}),
		edit.Of(record.OnSentence(one.ID, one.Sentences()[1].Span, "Olena"), nil, &model.Annotation{Analyst: "Olena", Label: model.Claim, At: noon()}),
	)
	return b
}

func (b *builder) composer() *report.Composer { return report.New(b.p, fonts(b.t)) }

// fonts returns the fonts that Assay has, without those of the system.
func fonts(t testing.TB) typeset.Sources {
	t.Helper()
	read := func(bold bool) []byte {
		name := "NotoSans-Regular.ttf"
		if bold {
			name = "NotoSans-Bold.ttf"
		}
		data, err := os.ReadFile(filepath.Join("..", "..", "assets", "fonts", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	return typeset.Sources{Sans: read, Alone: true}
}

// document composes a report of the project at a fixed time.
func (b *builder) document(o report.Options) *content.Document {
	b.t.Helper()
	if o.Now.IsZero() {
		o.Now = noon()
	}
	d, err := b.composer().Document(b.t.Context(), o, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

// texts returns the texts of a report after checking it, as one text with a line for each block.
func (b *builder) texts(o report.Options) string {
	b.t.Helper()
	if faults := contenttest.Check(b.document(o)); len(faults) > 0 {
		b.t.Errorf("the document has faults: %q", faults)
	}
	return lines(b.document(o))
}

func lines(d *content.Document) (text string) {
	blocks, notes := contenttest.Texts(d)
	for _, line := range append(blocks, notes...) {
		text += line + "\n"
	}
	return text
}
