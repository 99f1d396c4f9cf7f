package storage_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage/storagetest"
)

func mention(on model.Subject, by string, of model.StatementID, stance model.Stance) edit.Edit {
	m := &record.Mention{Statement: of, Analyst: by, Title: "One left", Stance: stance}
	return edit.Of(record.MentionOn(on, by, of), nil, m)
}

func TestAConfirmedSentenceNeedsTwoOrigins(t *testing.T) {
	p, one, two := phrased(t)
	put(t, p, "Ines",
		grade(record.GradeOn(sentence(one, 0), "Ines"), record.GradedSentence, "", "1"),
		edit.Of(record.StatementKey("s1"), nil, &record.Statement{Title: "One left"}),
		edit.Of(record.StatementKey("s2"), nil, &record.Statement{Title: "One is gone", Into: "s1"}),
		mention(sentence(one, 0), "Ines", "s2", model.Asserts),
	)
	contradictions := func() (n int) {
		t.Helper()
		table, err := p.Sources(t.Context(), "Ines", func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range table.Contradictions {
			if c.Rule == sources.OneOrigin && c.Article == one.ID && c.Sentence == sentence(one, 0).Sentence {
				n++
			}
		}
		return n
	}
	want := func(what string, n int) {
		t.Helper()
		if got := contradictions(); got != n {
			t.Errorf("%s: %d contradictions, want %d", what, got, n)
		}
	}
	want("one mention", 1)
	put(t, p, "Oskar", mention(sentence(two, 0), "Oskar", "s1", model.Asserts))
	want("another analyst's mention", 1)
	put(t, p, "Ines", mention(sentence(two, 0), "Ines", "s1", model.Denies))
	want("a denial", 1)
	put(t, p, "Ines", mention(sentence(two, 1), "Ines", "s1", model.Asserts))
	want("two outlets", 0)
	put(t, p, "Ines",
		edit.Of(record.OriginOf(one.ID), nil, &record.Origin{Kind: model.FromAgency, Name: "Harbour Wire"}),
		edit.Of(record.OriginOf(two.ID), nil, &record.Origin{Kind: model.FromAgency, Name: "harbour wire"}),
	)
	want("two outlets with one origin", 1)
}

func TestGradesOfRepeatedSentencesThatDifferAreListed(t *testing.T) {
	p := storagetest.New(t)
	one := storagetest.Document("The harbour office in Brenholt closed the old bridge for all lorries on Monday. It rained.")
	two := storagetest.Document("The harbour office in Brenholt closed the old bridge for all vans on Monday. The sun shone.")
	storagetest.Import(t, p, one, two)
	put(t, p, "Ines", grade(record.GradeOn(sentence(one, 0), "Ines"), record.GradedSentence, "", "2"))
	differ := func() (n int) {
		table, err := p.Sources(t.Context(), "Ines", func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range table.Contradictions {
			if c.Rule == sources.RepeatsDiffer {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		by, digit string
		want      int
	}{{"Oskar", "3", 0}, {"Ines", "3", 2}} {
		put(t, p, c.by, grade(record.GradeOn(sentence(two, 0), c.by), record.GradedSentence, "", c.digit))
		if got := differ(); got != c.want {
			t.Errorf("after a grade by %s: %d, want %d", c.by, got, c.want)
		}
	}
}
