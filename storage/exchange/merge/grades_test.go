package merge_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

// oldNotes returns a project whose notes have grades themselves: two on a sentence and one
// on an article and an outlet each.
func oldNotes(t *testing.T) (*storage.Project, *model.Document) {
	t.Helper()
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	exchangetest.Import(t, p, doc)
	at := model.OnSentence(doc.ID, doc.Sentences()[1].Span)
	exchangetest.Apply(t, p,
		exchangetest.OldNote(at, "n1", "ana", "B2", exchangetest.After(1)), exchangetest.OldNote(at, "n2", "ana", "C3", exchangetest.After(2)),
		exchangetest.OldNote(model.OnArticle(doc.ID), "n3", "ana", "A1", exchangetest.After(1)),
		exchangetest.OldNote(model.OnOutlet("Post"), "n4", "bo", "D", exchangetest.After(1)),
		exchangetest.OldNote(model.OnOutlet("Other Post"), "n5", "bo", "D", exchangetest.After(1)),
		edit.Of(record.GradeOn(model.Subject{Outlet: "other post"}, "bo"), nil, &record.Grade{
			Analyst: "bo", On: record.GradedOutlet, Grade: model.Grade{Source: "E"}, Basis: "It has a record.", At: exchangetest.After(3),
		}),
	)
	return p, doc
}

// grades returns the grades of a project that stand, "grade note basis".
func grades(t *testing.T, p *storage.Project, ids ...model.ArticleID) (all []string) {
	t.Helper()
	for _, id := range append(ids, "") {
		versions, err := p.Versions(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range versions {
			if g, ok := held[0].Content.(*record.Grade); ok {
				all = append(all, strings.TrimSpace(g.Grade.String()+" "+g.Note+" "+g.Basis))
			}
		}
	}
	slices.Sort(all)
	return all
}

// Notes that have grades themselves grade what they are about, whatever the version of the
// set. That happens once, and no set does it again.
func TestGradesOfNotesBecomeGradesOfTheirSubjects(t *testing.T) {
	from, doc := oldNotes(t)
	raw := exchangetest.Export(t, from, exchange.Options{})
	exchangetest.Validate(t, raw)
	for version, c := range map[string]struct {
		set  []byte
		want []string
	}{
		"1": {exchangetest.AsVersion1(t, raw), []string{"A n3", "C3 n2", "D n4", "D n5"}},
		"2": {raw, []string{"A n3", "C3 n2", "D n4", "E  It has a record."}},
	} {
		t.Run(version, func(t *testing.T) {
			p, q := exchangetest.NewProject(t), exchangetest.NewProject(t)
			for _, into := range []*storage.Project{p, q} {
				exchangetest.Load(t, into, exchangetest.Read(t, c.set))
				if got := grades(t, into, doc.ID); !slices.Equal(got, c.want) {
					t.Fatalf("it has %q, want %q", got, c.want)
				}
			}
			exchangetest.SameBut(t, exchangetest.Export(t, p, exchange.Options{}), exchangetest.Export(t, q, exchange.Options{}))

			key := record.GradeOn(model.Subject{Article: doc.ID, Sentence: doc.Sentences()[1].Span}, "ana")
			held, err := p.Versions(doc.ID)
			if err != nil {
				t.Fatal(err)
			}
			exchangetest.Apply(t, p, edit.Of(key, held[key][0].Content.(*record.Grade), nil))
			if again := exchangetest.Load(t, p, exchangetest.Read(t, c.set)); len(again.Changes) > 0 {
				t.Errorf("a removed grade comes back: %+v", again)
			}
		})
	}
	if again := exchangetest.Load(t, from, exchangetest.Read(t, raw)); len(again.Changes) > 0 {
		t.Errorf("loading what was exported changes it: %+v", again)
	}
}

func TestASetWithADamagedGradeIsRefused(t *testing.T) {
	from := exchangetest.Graded(t)
	raw := exchangetest.Export(t, from, exchange.Options{})
	// alter changes the value of the first grade on a list of records with the source.
	alter := func(source string, change func(r exchangetest.Tree)) []byte {
		return exchangetest.Altered(t, raw, func(set exchangetest.Tree) {
			for _, in := range []exchangetest.Tree{set, set["articles"].([]any)[0].(exchangetest.Tree)} {
				for _, r := range in["records"].([]any) {
					r := r.(exchangetest.Tree)
					if r["kind"] == "grade" && r["value"].(exchangetest.Tree)["source"] == source {
						delete(r, "cbor")
						change(r)
					}
				}
			}
		})
	}
	set := func(field string, to any) func(exchangetest.Tree) {
		return func(r exchangetest.Tree) { r["value"].(exchangetest.Tree)[field] = to }
	}
	for _, c := range []struct {
		name string
		raw  []byte
		says []string
	}{
		{"a digit on an outlet", alter("C", set("information", "2")), []string{`("grade")`, `"C2"`, "only the grade of a sentence has a digit"}},
		{"a digit on an article", alter("A", set("information", "2")), []string{`("grade")`, `"A2"`, "only the grade of a sentence has a digit"}},
		{"a digit on a voice", alter("B", set("information", "2")), []string{`("grade")`, `"B2"`, "only the grade of a sentence has a digit"}},
		{"an unknown letter", alter("D", set("source", "Z")), []string{`("grade")`, `"Z4"`, "A to F for a source"}},
		{"an unknown digit", alter("D", set("information", "7")), []string{`("grade")`, `"D7"`, "1 to 6 for information"}},
		{"no grade", alter("A", set("source", "")), []string{`("grade")`, "is not a grade"}},
		{"a missing voice and outlet", alter("B", func(r exchangetest.Tree) { delete(r, "id") }), []string{`("grade")`, "cannot have this subject"}},
	} {
		_, err := setfile.Read(bytes.NewReader(c.raw))
		if err == nil || !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: the error is %v", c.name, err)
			continue
		}
		for _, part := range c.says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q is not in %q", c.name, part, err)
			}
		}
	}
}

// MISP's letter G, and a voice that the list of voices lacks, are kept.
func TestUnusualGradesAreKept(t *testing.T) {
	from := exchangetest.Graded(t)
	doc := exchangetest.Named(t, from, "harbour.txt")
	exchangetest.ApplyAsBefore(t, from, edit.Of(record.GradeOn(model.Subject{Article: doc.ID}, "mia"), nil, &record.Grade{
		Analyst: "mia", On: record.GradedArticle, Grade: model.Grade{Source: "G"}, At: exchangetest.Epoch,
	}))
	raw := exchangetest.Export(t, from, exchange.Options{})
	exchangetest.Validate(t, raw)
	into := exchangetest.NewProject(t)
	if done := exchangetest.Load(t, into, exchangetest.Read(t, raw)); len(done.Refused) > 0 {
		t.Errorf("%+v", done.Refused)
	}
	got := grades(t, into, doc.ID)
	if want := grades(t, from, doc.ID); !slices.Equal(got, want) || !slices.Contains(got, "G") || !slices.Contains(got, "E") {
		t.Errorf("it has %q, want %q", got, want)
	}
}
