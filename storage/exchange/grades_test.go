package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/schema"
)

// gradedSet is the part of a set that has grades.
type gradedSet struct {
	Outlets  []schema.Outlet
	Voices   []schema.Voice
	Articles []schema.Article
}

func gradedSetOf(t *testing.T, raw []byte) (set gradedSet) {
	t.Helper()
	exchangetest.Validate(t, raw)
	if err := json.Unmarshal(raw, &set); err != nil {
		t.Fatal(err)
	}
	return set
}

// said returns grades as lines: analyst, grade, basis, note, letter and from.
func said(grades []schema.Grade) (lines []string) {
	for _, g := range grades {
		lines = append(lines, strings.Join([]string{g.Analyst, g.Grade, g.Basis, g.Note, g.Letter, g.From}, "|"))
	}
	return lines
}

func TestASetHasTheGradesOfAllTargets(t *testing.T) {
	set := gradedSetOf(t, exchangetest.Export(t, exchangetest.Graded(t), exchange.Options{}))
	wants := func(what string, got []schema.Grade, want ...string) {
		t.Helper()
		if !slices.Equal(said(got), want) {
			t.Errorf("%s has %q, want %q", what, said(got), want)
		}
	}
	a := set.Articles[0]
	wants("the outlet", set.Outlets[0].Grades, "ana|C|Rarely corrects.|||", "bo|F||n2||")
	wants("the article", a.Grades, "ana|A||||")
	wants("a sentence of a voice", a.Sentences[0].Grades, "ana||||B|voice", "bo||||F|outlet")
	wants("a sentence with a digit", a.Sentences[1].Grades, "ana|2||n1|A|article", "bo||||F|outlet")
	wants("a sentence with both", a.Sentences[2].Grades, "ana||||A|article", "bo|D4|He <b>guesses</b>.||D|sentence")
	if len(set.Voices) != 2 || set.Voices[0].Name != "Lena Okray" || set.Voices[1].ID != "somebody" || set.Voices[1].Name != "" {
		t.Fatalf("the voices are %+v", set.Voices)
	}
	wants("the voice", set.Voices[0].Grades, "ana|B|She was there.|||")
	wants("the missing voice", set.Voices[1].Grades, "bo|E||||")
	if at := a.Sentences[1].Grades[0].Time; at == nil || !at.Equal(exchangetest.After(2)) {
		t.Errorf("the grade is dated %v", at)
	}
	for note, want := range map[*schema.Note]string{&a.Sentences[1].Notes[0]: "2", &set.Outlets[0].Notes[0]: "F"} {
		if note.Justifies != want || !note.Grade.IsZero() {
			t.Errorf("note %s justifies %q and has %q, want %q", note.ID, note.Justifies, note.Grade, want)
		}
	}
}

// gradesOf returns all grades of a project, "key grade basis note time".
func gradesOf(t *testing.T, p *storage.Project) (all []string) {
	t.Helper()
	articles, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range append([]model.ArticleID{""}, model.ArticleID(articles[0].ID)) {
		versions, err := p.Versions(id)
		if err != nil {
			t.Fatal(err)
		}
		for key, held := range versions {
			if g, ok := held[0].Content.(*record.Grade); ok {
				all = append(all, fmt.Sprint(key, g.Grade, g.Basis, g.Note, g.At, len(held)))
			}
		}
	}
	slices.Sort(all)
	return all
}

func TestGradesOfAllTargetsSurviveARoundTrip(t *testing.T) {
	from := exchangetest.Graded(t)
	for name, opts := range map[string]exchange.Options{
		"whole": {}, "labelled": {Labelled: true}, "without text": {NoText: true},
		"an article": {Articles: []model.ArticleID{exchangetest.Named(t, from, "harbour.txt").ID}},
		"hits":       {Selection: finds(t, from, "-xylophone")},
	} {
		t.Run(name, func(t *testing.T) {
			raw := exchangetest.Export(t, from, opts)
			into := exchangetest.NewProject(t)
			if opts.Labelled || opts.NoText {
				doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
				doc.Metadata.Outlet = "The Quay Post"
				exchangetest.Import(t, into, doc)
			}
			exchangetest.Load(t, into, exchangetest.Read(t, raw))
			if got, want := gradesOf(t, into), gradesOf(t, from); !slices.Equal(got, want) {
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
func TestLoadingIgnoresTheReadableGrades(t *testing.T) {
	from := exchangetest.Graded(t)
	raw := exchangetest.Altered(t, exchangetest.Export(t, from, exchange.Options{}), func(set exchangetest.Tree) {
		article := set["articles"].([]any)[0].(exchangetest.Tree)
		for _, in := range []any{set["outlets"].([]any)[0], set["voices"].([]any)[0], article, article["sentences"].([]any)[1]} {
			in.(exchangetest.Tree)["grades"] = []any{exchangetest.Tree{"analyst": "mia", "grade": "Z9"}}
		}
		article["sentences"].([]any)[1].(exchangetest.Tree)["notes"].([]any)[0].(exchangetest.Tree)["justifies"] = "E"
	})
	into := exchangetest.NewProject(t)
	exchangetest.Load(t, into, exchangetest.Read(t, raw))
	if got, want := gradesOf(t, into), gradesOf(t, from); !slices.Equal(got, want) {
		t.Errorf("it has %q\nwant %q", got, want)
	}
}

func TestASetOfHitsHasOnlyTheGradesOfTheseSentences(t *testing.T) {
	p := exchangetest.Graded(t)
	a := gradedSetOf(t, exchangetest.Export(t, p, exchange.Options{Selection: finds(t, p, "gave way on tuesday ")})).Articles[0]
	for i, own := range []bool{false, true, false} {
		if has := slices.ContainsFunc(a.Sentences[i].Grades, func(g schema.Grade) bool { return g.Grade != "" }); has != own {
			t.Errorf("sentence %d has %q", i, said(a.Sentences[i].Grades))
		}
	}
}

func TestALabelledSetHasTheGradedSentences(t *testing.T) {
	set := gradedSetOf(t, exchangetest.Export(t, exchangetest.Graded(t), exchange.Options{Labelled: true}))
	if got := set.Articles[0].Sentences; len(got) != 3 || got[2].Index != 2 {
		t.Errorf("it has %+v", got)
	}
}

// tableOf returns the cells of some columns of a table, joined with "|", a line for each row.
func tableOf(t *testing.T, p *storage.Project, opts exchange.Options, columns ...string) (lines []string) {
	t.Helper()
	var out bytes.Buffer
	if _, err := exchange.ExportTable(t.Context(), &out, p, opts); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		var cells []string
		for _, column := range columns {
			cells = append(cells, row[slices.Index(rows[0], column)])
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return lines
}

func TestTablesHaveGrades(t *testing.T) {
	p := exchangetest.Graded(t)
	got := tableOf(t, p, exchange.Options{Selection: finds(t, p, "-xylophone")}, "sentence", "grade", "info", "grades")
	if want := []string{"1|B; F||", "2|A; F|2; –|2", "3|A; D|–; 4|"}; len(got) < 3 || !slices.Equal(got[:3], want) {
		t.Errorf("the rows are %q, want %q first", got, want)
	}
	every := notesOf(t, p, func(model.Note) bool { return true })
	if got, want := tableOf(t, p, exchange.Options{Selection: every}, "note_id", "grade"), []string{"n2|F", "n1|2"}; !slices.Equal(got, want) {
		t.Errorf("the notes are %q, want %q", got, want)
	}
}

func TestTextThatIsSetAsideHasNoGradeInForce(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	doc := exchangetest.Named(t, p, "harbour.txt")
	at := doc.Units[slices.IndexFunc(doc.Units, func(u model.Unit) bool { return u.Kind == model.UnitResidue })].Span
	exchangetest.Apply(t, p,
		edit.Of(record.GradeOn(model.Subject{Article: doc.ID}, "ana"), nil, &record.Grade{Analyst: "ana", On: record.GradedArticle, Grade: model.Grade{Source: "A"}, At: exchangetest.Epoch}),
		edit.Of(record.GradeOn(model.Subject{Article: doc.ID, Sentence: at}, "ana"), nil, &record.Grade{Analyst: "ana", Grade: model.Grade{Source: "B"}, Note: "n6", At: exchangetest.Epoch}),
	)
	found := finds(t, p, "built ")
	got := tableOf(t, p, exchange.Options{Selection: found}, "kind", "grade", "info", "grades")
	if want := []string{"residue|||B"}; !slices.Equal(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
	aside := gradedSetOf(t, exchangetest.Export(t, p, exchange.Options{Selection: found})).Articles[0].Asides[0]
	if want := []string{"ana|B||n6||"}; !slices.Equal(said(aside.Grades), want) {
		t.Errorf("the set has %q", said(aside.Grades))
	}
}
