package storage_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

func TestGradesOfVoicesArticlesAndOutletsAreReadAtOnce(t *testing.T) {
	p := storagetest.New(t)
	one, two := storagetest.Document("It rained. It poured.\n\nThe ferry left late."), storagetest.Document("Nobody came.")
	one.Metadata.Outlet = "Tide Post"
	storagetest.Import(t, p, one, two)
	at := storagetest.Noon()
	grade := func(on record.Graded, source, information string) *record.Grade {
		return &record.Grade{Analyst: "Ines", On: on, Grade: model.Grade{Source: source, Information: information}, At: at}
	}
	sentence := model.Subject{Article: one.ID, Sentence: one.Units[0].Span}
	article, outlet := record.GradeOn(model.Subject{Article: two.ID}, "Ines"), record.GradeOn(model.Subject{Outlet: "tide post"}, "Ines")
	voice := grade(record.GradedVoice, "D", "")
	voice.Voice = "ana"
	c := edit.Change{At: at, Analyst: "Ines", Verb: edit.Grade, Edits: []edit.Edit{
		edit.Of(record.GradeOn(sentence, "Ines"), nil, grade(record.GradedSentence, "", "2")),
		edit.Of(article, nil, grade(record.GradedArticle, "C", "")),
		edit.Of(outlet, nil, grade(record.GradedOutlet, "B", "")),
		edit.Of(record.VoiceKey("ana"), nil, &record.Voice{Name: "Ana"}),
		edit.Of(record.VoiceKey("mayor"), nil, &record.Voice{Name: "The mayor", Into: "ana"}),
		edit.Of(record.GradeOfVoice("ana", "Ines"), nil, voice),
		edit.Of(record.AttributionOn(one.ID, one.Units[1].Span, "Ines"), nil, &record.Attribution{Analyst: "Ines", Voice: "mayor", Name: "The mayor", Mode: model.Direct, At: at}),
	}}
	p.Enqueue(c)
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := p.Grades()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 3 || all[article] == nil || all[article].On != record.GradedArticle || all[outlet].On != record.GradedOutlet || all[record.GradeOfVoice("ana", "Ines")].Voice != "ana" {
		t.Errorf("the grades are %+v", all)
	}
	doc, err := p.Document(one.ID)
	if err != nil {
		t.Fatal(err)
	}
	if g := record.GradeIn(doc, record.GradeOn(sentence, "Ines")); g == nil || g.On != record.GradedSentence {
		t.Errorf("the sentence has the grade %+v", g)
	}
	for query, want := range map[string]int{
		"grade:B2": 1, "grade:D": 1, "grade:B": len(doc.Units) - 1, "grade:C": 1, "info:2": 1, "info:1": 0, "grade:A": 0, "grade:*": len(doc.Units) + 1,
		"grade:B analyst:omar": 0,
	} {
		found := 0
		_, err := p.Search(t.Context(), storagetest.Parse(t, query), index.Options{Analyst: "Ines"}, func(f search.Found) error {
			found += len(f.Sentences)
			return nil
		})
		if err != nil || found != want {
			t.Errorf("%s finds %d sentences (%v), want %d", query, found, err, want)
		}
	}
}
