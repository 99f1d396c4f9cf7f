package merge_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// changeAt makes the edits in one change with the given time.
func changeAt(t *testing.T, p *storage.Project, at time.Time, verb edit.Verb, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: at, Analyst: "ana", Verb: verb, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// labelsAndNotesOf lists the labels and notes of a project, one per line.
func labelsAndNotesOf(t *testing.T, p *storage.Project) string {
	t.Helper()
	var lines []string
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		doc, err := p.Document(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for span, list := range doc.Annotations {
			for _, a := range list {
				lines = append(lines, span.String()+" "+a.Analyst+" "+string(a.Label))
			}
		}
		for _, n := range doc.Notes {
			lines = append(lines, "note "+n.ID+" "+n.Text)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// brought returns an edit that brings what e writes from another copy of the project.
func brought(e edit.Record, at time.Time) edit.Record {
	e.Is = &record.Version{Stamp: record.StampAt(1, record.Replica{7}, at)}
	return e
}

func TestWhatWasTakenAwayDoesNotComeBackFromAnOlderSet(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	claim := exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1))
	thought := exchangetest.Note(model.OnSentence(doc.ID, doc.Sentences()[1].Span), "n", "ana", "Who says so?", exchangetest.After(1))
	onArticle := exchangetest.Note(model.OnArticle(doc.ID), "n", "ana", "Thin.", exchangetest.After(1))
	onOutlet := exchangetest.Note(model.OnOutlet("The Quay Post"), "n", "ana", "Careful.", exchangetest.After(1))
	future := brought(exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1<<20)), exchangetest.After(1<<20))
	for _, e := range []edit.Record{claim, thought, onArticle, onOutlet, future} {
		gone := edit.Record{Key: e.Key, Before: e.After}
		for _, c := range []struct {
			name  string
			after func(t *testing.T, p *storage.Project)
			back  bool
		}{
			{"taken away", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, exchangetest.After(5), edit.Clear, gone)
			}, false},
			{"taken away at the same moment", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, exchangetest.After(1), edit.Clear, gone)
			}, false},
			{"taken away, and that undone and redone", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, exchangetest.After(5), edit.Clear, gone)
				undo(t, p)
				redo(t, p)
			}, false},
			{"taken away twice", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, exchangetest.After(0), edit.Clear, gone)
				changeAt(t, p, exchangetest.After(2), edit.Tag, edit.Record{Key: e.Key, After: e.After})
				changeAt(t, p, exchangetest.After(5), edit.Clear, gone)
			}, false},
			{"undone if it was made here", func(t *testing.T, p *storage.Project) { undo(t, p) }, e.Is != nil},
			{"gone back before it", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, exchangetest.After(5), edit.GoBack, gone)
			}, false},
			{"lost in a recovery", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, exchangetest.After(5), edit.Recover, withdrawn(t, p, e))
			}, true},
		} {
			for _, old := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, version 1: %v", c.name, old), func(t *testing.T) {
					p := exchangetest.NewProject(t)
					exchangetest.Import(t, p, doc)
					changeAt(t, p, exchangetest.After(2), edit.Tag, e)
					raw := exchangetest.Export(t, p, exchange.Options{})
					conflicts := 0
					if old {
						raw = exchangetest.AsVersion1(t, raw)
						if !c.back {
							conflicts = 1
						}
					}
					c.after(t, p)
					done := exchangetest.Load(t, p, exchangetest.Read(t, raw))
					if (done.Annotations+done.Notes == 1) != c.back || done.Conflicts != conflicts {
						t.Errorf("%+v: it wrote %d and %d, with %d conflicts", e, done.Annotations, done.Notes, done.Conflicts)
					}
					if !c.back && len(done.Changes) > 0 {
						t.Errorf("%+v: the project was changed", e)
					}
				})
			}
		}
	}
}

// withdrawn returns the edit that withdraws the only version of the record that e writes.
func withdrawn(t *testing.T, p *storage.Project, e edit.Record) edit.Record {
	t.Helper()
	all, err := p.Versions(e.Key.Article)
	if err != nil || len(all[e.Key]) != 1 {
		t.Fatalf("%v: %v (%v)", e.Key, all[e.Key], err)
	}
	stands := all[e.Key][0]
	return edit.Record{Key: e.Key, Before: stands.Content, Was: &stands.Version}
}

func TestALabelOfASetOfVersion1ComesIfItIsLaterThanTheDeletionHere(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	theirs, mine := exchangetest.NewProject(t), exchangetest.NewProject(t)
	exchangetest.Import(t, theirs, doc)
	exchangetest.Import(t, mine, doc)
	old := exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1))
	exchangetest.Apply(t, mine, old)
	changeAt(t, mine, exchangetest.After(5), edit.Clear, old.Inverse())
	exchangetest.Apply(t, theirs, exchangetest.Label(doc, 0, "ana", model.Quote, exchangetest.After(9)), exchangetest.Label(doc, 1, "bo", model.Quote, exchangetest.After(2)))
	raw := exchangetest.AsVersion1(t, exchangetest.Export(t, theirs, exchange.Options{}))
	done := exchangetest.Load(t, mine, exchangetest.Read(t, raw))
	if done.Annotations != 2 || done.Conflicts != 1 || labelsAndNotesOf(t, mine) != labelsAndNotesOf(t, theirs) {
		t.Errorf("%+v\n%s", done, labelsAndNotesOf(t, mine))
	}
}

func undo(t *testing.T, p *storage.Project) {
	t.Helper()
	changes, err := edit.NewHistory(p.History).Undo("")
	if err != nil {
		t.Fatal(err)
	}
	enqueue(t, p, edit.Undoing(changes))
}

func redo(t *testing.T, p *storage.Project) {
	t.Helper()
	changes, err := edit.NewHistory(p.History).Redo("")
	if err != nil {
		t.Fatal(err)
	}
	enqueue(t, p, edit.Redoing(changes))
}

// A colleague's clock is five years ahead, and the colleague's label is loaded. A
// correction made here today wins in both projects, even if the colleague's set is
// loaded again.
func TestACorrectionOfALabelOfTheFutureStands(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	now := time.Now().UTC()
	span := doc.Sentences()[0].Span
	for name, have := range map[string][]edit.Edit{
		"not here before":  nil,
		"here with a time": {exchangetest.Label(doc, 0, "ana", model.Claim, now.Add(-time.Hour))},
		"another here":     {exchangetest.Label(doc, 0, "ana", model.Background, now.Add(-time.Hour))},
	} {
		t.Run(name, func(t *testing.T) {
			theirs, mine := exchangetest.NewProject(t), exchangetest.NewProject(t)
			exchangetest.Import(t, theirs, doc)
			exchangetest.Import(t, mine, doc)
			exchangetest.Apply(t, theirs, exchangetest.Label(doc, 0, "ana", model.Claim, now.AddDate(5, 0, 0)))
			if have != nil {
				exchangetest.Apply(t, mine, have...)
			}
			wrong := exchangetest.Export(t, theirs, exchange.Options{})
			if done := exchangetest.Load(t, mine, exchangetest.Read(t, wrong)); done.Future.Annotations != 1 {
				t.Errorf("it does not warn: %+v", done)
			}
			here, err := mine.Document(doc.ID)
			if err != nil {
				t.Fatal(err)
			}
			e, _ := edit.At(now).Label(here, span, "ana", model.Quote)
			changeAt(t, mine, now, edit.Tag, e)
			exchangetest.Load(t, theirs, exchangetest.Read(t, exchangetest.Export(t, mine, exchange.Options{})))
			exchangetest.Load(t, mine, exchangetest.Read(t, wrong))
			for _, p := range []*storage.Project{theirs, mine} {
				if got, want := labelsAndNotesOf(t, p), span.String()+" ana quote"; got != want {
					t.Errorf("it says %s, want %s", got, want)
				}
			}
		})
	}
}

func TestTwoProjectsWithEqualTimesAgree(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	target := model.OnSentence(doc.ID, doc.Sentences()[1].Span)
	graded := exchangetest.Note(target, "n", "ana", "One source.", exchangetest.After(1))
	graded.After.(*model.Note).Grade = model.Grade{Source: "C"}
	for name, pair := range map[string][2]edit.Edit{
		"labels":          {exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1)), exchangetest.Label(doc, 0, "ana", model.Quote, exchangetest.After(1))},
		"notes":           {exchangetest.Note(target, "n", "ana", "One source.", exchangetest.After(1)), exchangetest.Note(target, "n", "ana", "Two sources.", exchangetest.After(1))},
		"a note's grade":  {exchangetest.Note(target, "n", "ana", "One source.", exchangetest.After(1)), graded},
		"a note's author": {exchangetest.Note(target, "n", "ana", "One source.", exchangetest.After(1)), exchangetest.Note(target, "n", "bo", "One source.", exchangetest.After(1))},
		"a note's place": {
			exchangetest.Note(target, "n", "ana", "One source.", exchangetest.After(1)),
			exchangetest.Note(model.OnArticle(doc.ID), "n", "ana", "One source.", exchangetest.After(1)),
		},
	} {
		for _, old := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, version 1: %v", name, old), func(t *testing.T) {
				exported := func(p *storage.Project) []byte {
					raw := exchangetest.Export(t, p, exchange.Options{})
					if old {
						raw = exchangetest.AsVersion1(t, raw)
					}
					return raw
				}
				var ends []string
				for _, swapped := range []bool{false, true} {
					for _, atOnce := range []bool{false, true} {
						a, b := exchangetest.NewProject(t), exchangetest.NewProject(t)
						exchangetest.Import(t, a, doc)
						exchangetest.Import(t, b, doc)
						exchangetest.Apply(t, a, pair[0])
						exchangetest.Apply(t, b, pair[1])
						if swapped {
							a, b = b, a
						}
						before := exported(a)
						exchangetest.Load(t, a, exchangetest.Read(t, exported(b)))
						if !atOnce {
							before = exported(a)
						}
						exchangetest.Load(t, b, exchangetest.Read(t, before))
						if labelsAndNotesOf(t, a) != labelsAndNotesOf(t, b) {
							t.Errorf("%s\n%s", labelsAndNotesOf(t, a), labelsAndNotesOf(t, b))
						}
						if !old {
							exchangetest.SameBut(t, exported(a), exported(b))
						}
						ends = append(ends, labelsAndNotesOf(t, a))
					}
				}
				if old && len(slices.Compact(ends)) != 1 { // with stamps, it depends on the ids of the copies
					t.Errorf("it ends with %q", ends)
				}
			})
		}
	}
}

// Three projects have labels and notes on the same sentences, often with equal
// times. They are equal once each has loaded the sets of all three, in any order.
func TestProjectsThatExchangeSetsAgree(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	for range 12 {
		projects := make([]*storage.Project, 3)
		var sets [][]byte
		for i := range projects {
			p := exchangetest.NewProject(t)
			exchangetest.Import(t, p, doc)
			for range 4 {
				exchangetest.Apply(t, p, exchangetest.Label(doc, r.IntN(3), "ana", model.DefaultCodebook()[r.IntN(3)].Key, exchangetest.After(r.IntN(3))))
			}
			target := model.OnSentence(doc.ID, doc.Sentences()[r.IntN(2)].Span)
			exchangetest.Apply(t, p, exchangetest.Note(target, "n", "ana", []string{"One.", "Two."}[r.IntN(2)], exchangetest.After(r.IntN(2))))
			projects[i], sets = p, append(sets, exchangetest.Export(t, p, exchange.Options{}))
		}
		for _, p := range projects {
			for _, i := range r.Perm(len(sets)) {
				exchangetest.Load(t, p, exchangetest.Read(t, sets[i]))
			}
		}
		for _, p := range projects[1:] {
			exchangetest.SameBut(t, exchangetest.Export(t, projects[0], exchange.Options{}), exchangetest.Export(t, p, exchange.Options{}))
		}
	}
}

func TestLoadWarnsOfTimesInTheFuture(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	now := time.Now().UTC()
	for _, c := range []struct {
		name  string
		edits []edit.Edit
		want  results.Future
	}{
		{"none", []edit.Edit{exchangetest.Label(doc, 0, "ana", model.Claim, now.Add(-time.Hour))}, results.Future{}},
		{"a clock some seconds ahead", []edit.Edit{exchangetest.Label(doc, 0, "ana", model.Claim, now.Add(20*time.Second))}, results.Future{}},
		{"a label", []edit.Edit{exchangetest.Label(doc, 0, "ana", model.Claim, now.Add(time.Hour)), exchangetest.Label(doc, 1, "bo", model.Claim, now)}, results.Future{
			Annotations: 1, Latest: now.Add(time.Hour), Analysts: []string{"ana"},
		}},
		{"notes", []edit.Edit{
			exchangetest.Note(model.OnArticle(doc.ID), "a", "bo", "x", now.Add(time.Hour)), exchangetest.Note(model.OnOutlet("Post"), "b", "ana", "x", now.AddDate(3, 0, 0)),
		}, results.Future{Notes: 2, Latest: now.AddDate(3, 0, 0), Analysts: []string{"ana", "bo"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := exchangetest.NewProject(t)
			exchangetest.Import(t, from, doc)
			exchangetest.Apply(t, from, c.edits...)
			raw := exchangetest.Export(t, from, exchange.Options{})
			p := exchangetest.NewProject(t)
			for range 2 { // the second time nothing is written
				got := exchangetest.Load(t, p, exchangetest.Read(t, raw)).Future
				if got.Annotations != c.want.Annotations || got.Notes != c.want.Notes || !got.Latest.Equal(c.want.Latest) || !slices.Equal(got.Analysts, c.want.Analysts) {
					t.Errorf("got %+v, want %+v", got, c.want)
				}
			}
		})
	}
}

func TestLoadSaysWhichArticlesAreNearlyThere(t *testing.T) {
	unix, dos := exchangetest.Parse(t, exchangetest.Harbour, "unix.txt"), exchangetest.Parse(t, strings.ReplaceAll(exchangetest.Harbour, "\n", "\r\n"), "dos.txt")
	from := exchangetest.NewProject(t)
	exchangetest.Import(t, from, unix, dos, exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
	raw := exchangetest.Export(t, from, exchange.Options{})
	if done := exchangetest.Load(t, exchangetest.NewProject(t), exchangetest.Read(t, raw)); len(done.Added) != 3 || len(done.Similar) != 0 {
		t.Errorf("into an empty project: %+v", done)
	}
	mine := exchangetest.NewProject(t)
	exchangetest.Import(t, mine, unix)
	done := exchangetest.Load(t, mine, exchangetest.Read(t, raw))
	if len(done.Added) != 2 || len(done.Similar) != 1 {
		t.Fatalf("%+v", done)
	}
	if s := done.Similar[0]; s.Article.ID != dos.ID || len(s.To) != 1 || s.To[0].Article.ID != unix.ID || s.To[0].Alike != 1 || !s.To[0].InProject {
		t.Errorf("%+v", s)
	}
}
