package index_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// plainly tests every sentence and returns those that match q, with the matches in
// brackets.
func plainly(t testing.TB, p *storage.Project, docs []*model.Document, q search.Query, analyst string, blind bool) (out []string) {
	t.Helper()
	m := search.NewMatcher(q)
	book, err := p.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	superseded, err := p.Superseded()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if _, older := superseded[d.ID]; !q.WantsVersion(older) {
			continue
		}
		if d, err = p.Document(d.ID); err != nil {
			t.Fatal(err)
		}
		if d.Removed || !q.WantsArticle(&d.Article) {
			continue
		}
		phrases, err := p.Phrases()
		if err != nil {
			t.Fatal(err)
		}
		voices, err := p.Voices()
		if err != nil {
			t.Fatal(err)
		}
		statements, err := p.Statements()
		if err != nil {
			t.Fatal(err)
		}
		onOutlet, err := p.OutletPhrases(model.OutletIDOf(d.Metadata.Outlet))
		if err != nil {
			t.Fatal(err)
		}
		grades, err := p.Grades()
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range d.Units {
			asked := search.Asked{
				Unit: u, Annotations: d.Annotations[u.Span], Analyst: analyst, Blind: blind, Codebook: book, Phrases: phrases,
				Voices: voices.Names(), OfVoice: grading.ByVoice(voices, slices.Collect(maps.Values(grades))), Statements: statements,
				Records: func(kind model.Kind) []any {
					all := record.On(d, kind, u.Span)
					if search.Around(kind) {
						all = append(all, record.On(d, kind, model.Span{})...)
					}
					switch kind {
					case record.GivenKind:
						for _, g := range onOutlet {
							all = append(all, g)
						}
					case record.GradeKind:
						for key, g := range grades {
							if key.Outlet != "" && key.Outlet == model.OutletIDOf(d.Metadata.Outlet) {
								all = append(all, g)
							}
						}
					}
					return all
				},
			}
			if marks, ok := m.Match(u.Span.Of(d.Text)); ok && q.WantsSentence(asked) {
				out = append(out, storagetest.Bracketed(u.Span.Of(d.Text), marks))
			}
		}
	}
	return out
}

// Some filters exclude sentences without reading them. The results must be the same
// as if every sentence were read, even in articles that were never edited.
func TestFiltersFindWhatTheySay(t *testing.T) {
	p := storagetest.New(t)
	storagetest.SmallIndex(p, 60)
	rng := rand.New(rand.NewPCG(4, 9))
	var docs []*model.Document
	for range 60 {
		docs = append(docs, storagetest.Babble(rng))
	}
	storagetest.Import(t, p, docs...)
	history := edit.NewHistory(p.History)
	for range 80 {
		disturb(t, rng, p, docs[:20], history)
	}
	redefine(t, p, model.Claim)
	compareSome(t, rng, p, docs[:30])
	for range 20 {
		disturb(t, rng, p, docs[:20], history)
	}
	for _, typed := range []string{
		"definition:old", "-definition:old", "definition:current label:claim", "definition:old analyst:*", "a definition:old,current",
		"tagged", "-tagged", "untagged", "-untagged", "label:claim", "-label:claim", "label:*", "-label:*", "analyst:Ines", "-analyst:Ines",
		"untagged analyst:Ines", "untagged analyst:*", "-untagged analyst:Ines", "untagged -analyst:Ines", "untagged label:claim",
		"tagged untagged", "label:claim -analyst:Zoe", "note:*", "-note:*", "phrase:*", "-phrase:*", "phrase:denied", "-phrase:denied", "phrase:\"wire copy\",\"no date\"", "phrase:denied analyst:Ines", "phrase:denied untagged analyst:Ines", "label:claim phrase:denied", "voice:*", "-voice:*", "voice:okray", "-voice:\"lena okray\"", "voice:\"the mayor\" analyst:Ines", "voice:nobody", "voice:* untagged analyst:Zoe", "statement:*", "-statement:*", "statement:\"the quay*\"", "-statement:\"the quay was*\" stance:denies", "statement:\"the quay*\" -stance:denies", "statement:\"the quay opened\" stance:denies", "stance:doubts untagged analyst:Zoe", "stance:asserts analyst:*", "statement:nothing", "origin:wire", "-origin:wire", "origin:own", "origin:*", "-origin:*", "origin:unknown", "origin:none,wire label:claim", "outlet:tide origin:wire", "origin:unknown stance:*", "outlet:tide phrase:denied", "note:dub untagged", "note:dub label:claim", "-note:dub tagged",
		"version:earlier", "version:any", "-version:earlier", "-version:any", "version:current", "version:earlier label:claim", "version:any outlet:tide", "a version:Earlier,current", "version:any -version:earlier tagged",
		"outlet:tide untagged", "outlet:tide -label:claim", "a untagged analyst:Ines", "a* -tagged",
		"date:2031-01..2031-06-11T12", "date:2031-03..2031-09-11T09:30Z", "-date:2031-02-11T09:30:20..", "a date:2031-05,2030-01-11T04:00:20Z..",
	} {
		for _, by := range []index.Options{{}, {Analyst: "Ines"}, {Analyst: "Zoe"}, {Analyst: "Ines", Blind: true}} {
			q := storagetest.Parse(t, typed+" ")
			want := plainly(t, p, docs, q, by.Analyst, by.Blind)
			for name, search := range map[string]storagetest.Finder{"the index": p.Search, "a scan": storagetest.Scan(p)} {
				all, _ := storagetest.Find(t, search, q, by)
				if got := storagetest.Texts(all); !slices.Equal(got, want) {
					t.Errorf("%q (by %+v) finds with %s %d sentences, not %d", typed, by, name, len(got), len(want))
				}
			}
		}
	}
}

// compareSome makes sentences of documents mentions of statements, and renames and joins these.
func compareSome(t *testing.T, rng *rand.Rand, p *storage.Project, docs []*model.Document) {
	t.Helper()
	for range 60 {
		d := docs[rng.IntN(len(docs))]
		compareAtRandom(t, rng, p, d, d.Units[rng.IntN(len(d.Units))].Span, func(c edit.Change, err error) {
			c.Analyst = "Ines"
			if err == nil && p.Enqueue(c) == 0 { // an error means that the change is not possible
				t.Fatal("the change was not taken")
			}
		})
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// redefine changes the definition of a label, so that half of its annotations are
// outdated.
func redefine(t *testing.T, p *storage.Project, label model.LabelKey) {
	t.Helper()
	entries, err := p.Entries()
	if err != nil {
		t.Fatal(err)
	}
	used, err := p.Annotated(t.Context(), map[model.LabelKey]bool{label: true}, func(int) {})
	if err != nil || len(used) == 0 {
		t.Fatalf("%d annotations: %v", len(used), err)
	}
	slices.SortFunc(used, func(a, b edit.Annotated) int { return a.Annotation.At.Compare(b.Annotation.At) })
	after := record.Book(entries)
	after[after.Index(label)].Definition = "It says what can be checked."
	edits, err := edit.Revision{After: after}.Edits(entries, nil, used[len(used)/2].Annotation.At.Add(1))
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(edit.Change{At: storagetest.Noon(), Analyst: "Ines", Verb: edit.ChangeLabel, Edits: edits})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestNotesOfHiddenLayersAreNotFound(t *testing.T) {
	p := storagetest.New(t)
	doc := storagetest.Document("The ferry was late.")
	storagetest.Import(t, p, doc)
	for _, on := range []model.NoteTarget{model.OnSentence(doc.ID, doc.Units[0].Span), model.OnArticle(doc.ID), model.OnOutlet("Tide Post")} {
		for _, by := range []string{"Ines", "Zoe"} {
			n := model.Note{ID: fmt.Sprint(by, on), Target: on, Analyst: by, Text: "Doubtful.", Created: storagetest.Noon(), Updated: storagetest.Noon()}
			p.Enqueue(edit.Change{At: storagetest.Noon(), Analyst: by, Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &n)}})
		}
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]int{"doubtful": 3, "note:doubtful": 1} {
		all, r := storagetest.Find(t, p.Search, storagetest.Parse(t, typed), index.Options{Analyst: "Ines", Blind: true})
		for _, f := range all {
			for _, n := range f.Notes {
				if n.Note.Analyst != "Ines" {
					t.Errorf("%q finds a note by %s", typed, n.Note.Analyst)
				}
			}
		}
		if r.Notes+r.Sentences != want {
			t.Errorf("%q finds %d notes and %d sentences, want %d", typed, r.Notes, r.Sentences, want)
		}
	}
	if _, r := storagetest.Find(t, p.Search, storagetest.Parse(t, "note:doubtful"), index.Options{Analyst: "Omar", Blind: true}); r.Sentences > 0 {
		t.Error("Omar finds the sentence by notes that are hidden from him")
	}
}
