package exchange_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

// changeAt makes the edits in one change with the given time.
func changeAt(t *testing.T, p *storage.Project, at time.Time, verb edit.Verb, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: at, Analyst: "ana", Verb: verb, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// said lists the labels and notes of a project, one per line.
func said(t *testing.T, p *storage.Project) string {
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

// takenAway returns the edit that removes the label or note that e adds.
func takenAway(e edit.Edit) edit.Edit { return e.Inverse() }

func TestWhatWasTakenAwayDoesNotComeBackFromAnOlderSet(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	claim := label(doc, 0, "ana", model.Claim, after(1))
	thought := note(model.OnSentence(doc.ID, doc.Sentences()[1].Span), "n", "ana", "Who says so?", after(1))
	onArticle := note(model.OnArticle(doc.ID), "n", "ana", "Thin.", after(1))
	onOutlet := note(model.OnOutlet("The Quay Post"), "n", "ana", "Careful.", after(1))
	future := label(doc, 0, "ana", model.Claim, after(1<<20))
	for _, e := range []edit.Edit{claim, thought, onArticle, onOutlet, future} {
		for _, c := range []struct {
			name  string
			after func(t *testing.T, p *storage.Project)
			back  bool
		}{
			{"taken away", func(t *testing.T, p *storage.Project) { changeAt(t, p, after(5), edit.Clear, takenAway(e)) }, false},
			{"taken away at the same moment", func(t *testing.T, p *storage.Project) { changeAt(t, p, after(1), edit.Clear, takenAway(e)) }, false},
			{"taken away, and that undone and redone", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, after(5), edit.Clear, takenAway(e))
				undo(t, p)
				redo(t, p)
			}, false},
			{"taken away twice", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, after(0), edit.Clear, takenAway(e))
				changeAt(t, p, after(2), edit.Tag, e)
				changeAt(t, p, after(5), edit.Clear, takenAway(e))
			}, false},
			{"undone", func(t *testing.T, p *storage.Project) { undo(t, p) }, true},
			{"gone back before it", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, after(5), edit.GoBack, takenAway(e))
			}, true},
			{"lost in a recovery", func(t *testing.T, p *storage.Project) {
				changeAt(t, p, after(5), edit.Recover, takenAway(e))
			}, true},
		} {
			t.Run(c.name, func(t *testing.T) {
				p := newProject(t)
				importDocs(t, p, doc)
				changeAt(t, p, after(2), edit.Tag, e)
				raw := export(t, p, exchange.Options{})
				c.after(t, p)
				done := load(t, p, read(t, raw))
				if (done.Annotations+done.Notes == 1) != c.back || (done.Conflicts == 1) == c.back {
					t.Errorf("%+v: it wrote %d and %d, with %d conflicts", e, done.Annotations, done.Notes, done.Conflicts)
				}
				if !c.back && len(done.Changes) > 0 {
					t.Errorf("%+v: the project was changed", e)
				}
			})
		}
	}
}

func TestALabelGivenAfterItWasTakenAwayHereComes(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	theirs, mine := newProject(t), newProject(t)
	importDocs(t, theirs, doc)
	importDocs(t, mine, doc)
	old := label(doc, 0, "ana", model.Claim, after(1))
	apply(t, mine, old)
	changeAt(t, mine, after(5), edit.Clear, takenAway(old))
	apply(t, theirs, label(doc, 0, "ana", model.Quote, after(9)), label(doc, 1, "bo", model.Quote, after(2)))
	done := load(t, mine, read(t, export(t, theirs, exchange.Options{})))
	if done.Annotations != 2 || done.Conflicts != 1 || said(t, mine) != said(t, theirs) {
		t.Errorf("%+v\n%s", done, said(t, mine))
	}
}

func undo(t *testing.T, p *storage.Project) {
	t.Helper()
	changes, err := edit.NewHistory(p.History).Undo()
	if err != nil {
		t.Fatal(err)
	}
	enqueue(t, p, edit.Undoing(changes))
}

func redo(t *testing.T, p *storage.Project) {
	t.Helper()
	changes, err := edit.NewHistory(p.History).Redo()
	if err != nil {
		t.Fatal(err)
	}
	enqueue(t, p, edit.Redoing(changes))
}

// A colleague's clock is five years ahead, and the colleague's label is loaded. A
// correction made here today wins in both projects, even if the colleague's set is
// loaded again.
func TestACorrectionOfALabelOfTheFutureStands(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	now := time.Now().UTC()
	span := doc.Sentences()[0].Span
	for name, have := range map[string][]edit.Edit{
		"not here before":  nil,
		"here with a time": {label(doc, 0, "ana", model.Claim, now.Add(-time.Hour))},
		"another here":     {label(doc, 0, "ana", model.Background, now.Add(-time.Hour))},
	} {
		t.Run(name, func(t *testing.T) {
			theirs, mine := newProject(t), newProject(t)
			importDocs(t, theirs, doc)
			importDocs(t, mine, doc)
			apply(t, theirs, label(doc, 0, "ana", model.Claim, now.AddDate(5, 0, 0)))
			if have != nil {
				apply(t, mine, have...)
			}
			wrong := export(t, theirs, exchange.Options{})
			if done := load(t, mine, read(t, wrong)); done.Future.Annotations != 1 {
				t.Errorf("it does not warn: %+v", done)
			}
			here, err := mine.Document(doc.ID)
			if err != nil {
				t.Fatal(err)
			}
			e, _ := edit.At(now).Label(here, span, "ana", model.Quote)
			changeAt(t, mine, now, edit.Tag, e)
			load(t, theirs, read(t, export(t, mine, exchange.Options{})))
			load(t, mine, read(t, wrong))
			for _, p := range []*storage.Project{theirs, mine} {
				if got, want := said(t, p), span.String()+" ana quote"; got != want {
					t.Errorf("it says %s, want %s", got, want)
				}
			}
		})
	}
}

func TestTwoProjectsWithEqualTimesAgree(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	target := model.OnSentence(doc.ID, doc.Sentences()[1].Span)
	graded := note(target, "n", "ana", "One source.", after(1))
	graded.After.Grade = model.Grade{Source: "C"}
	for name, pair := range map[string][2]edit.Edit{
		"labels":          {label(doc, 0, "ana", model.Claim, after(1)), label(doc, 0, "ana", model.Quote, after(1))},
		"notes":           {note(target, "n", "ana", "One source.", after(1)), note(target, "n", "ana", "Two sources.", after(1))},
		"a note's grade":  {note(target, "n", "ana", "One source.", after(1)), graded},
		"a note's author": {note(target, "n", "ana", "One source.", after(1)), note(target, "n", "bo", "One source.", after(1))},
		"a note's place":  {note(target, "n", "ana", "One source.", after(1)), note(model.OnArticle(doc.ID), "n", "ana", "One source.", after(1))},
	} {
		t.Run(name, func(t *testing.T) {
			var ends []string
			for _, swapped := range []bool{false, true} {
				for _, atOnce := range []bool{false, true} {
					a, b := newProject(t), newProject(t)
					importDocs(t, a, doc)
					importDocs(t, b, doc)
					apply(t, a, pair[0])
					apply(t, b, pair[1])
					if swapped {
						a, b = b, a
					}
					old := export(t, a, exchange.Options{})
					load(t, a, read(t, export(t, b, exchange.Options{})))
					if !atOnce {
						old = export(t, a, exchange.Options{})
					}
					load(t, b, read(t, old))
					sameBut(t, export(t, a, exchange.Options{}), export(t, b, exchange.Options{}))
					ends = append(ends, said(t, a))
				}
			}
			if len(slices.Compact(ends)) != 1 {
				t.Errorf("it ends with %q", ends)
			}
		})
	}
}

// Three projects have labels and notes on the same sentences, often with equal
// times. They are equal once each has loaded the sets of all three, in any order.
func TestProjectsThatExchangeSetsAgree(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	doc := parse(t, ferry, "ferry.txt")
	for range 12 {
		projects := make([]*storage.Project, 3)
		var sets [][]byte
		for i := range projects {
			p := newProject(t)
			importDocs(t, p, doc)
			for range 4 {
				apply(t, p, label(doc, r.IntN(3), "ana", model.DefaultCodebook()[r.IntN(3)].Key, after(r.IntN(3))))
			}
			target := model.OnSentence(doc.ID, doc.Sentences()[r.IntN(2)].Span)
			apply(t, p, note(target, "n", "ana", []string{"One.", "Two."}[r.IntN(2)], after(r.IntN(2))))
			projects[i], sets = p, append(sets, export(t, p, exchange.Options{}))
		}
		for _, p := range projects {
			for _, i := range r.Perm(len(sets)) {
				load(t, p, read(t, sets[i]))
			}
		}
		for _, p := range projects[1:] {
			sameBut(t, export(t, projects[0], exchange.Options{}), export(t, p, exchange.Options{}))
		}
	}
}

func TestLoadWarnsOfTimesInTheFuture(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	now := time.Now().UTC()
	for _, c := range []struct {
		name  string
		edits []edit.Edit
		want  results.Future
	}{
		{"none", []edit.Edit{label(doc, 0, "ana", model.Claim, now.Add(-time.Hour))}, results.Future{}},
		{"a clock some seconds ahead", []edit.Edit{label(doc, 0, "ana", model.Claim, now.Add(20*time.Second))}, results.Future{}},
		{"a label", []edit.Edit{label(doc, 0, "ana", model.Claim, now.Add(time.Hour)), label(doc, 1, "bo", model.Claim, now)}, results.Future{Annotations: 1, Latest: now.Add(time.Hour), Analysts: []string{"ana"}}},
		{"notes", []edit.Edit{
			note(model.OnArticle(doc.ID), "a", "bo", "x", now.Add(time.Hour)), note(model.OnOutlet("Post"), "b", "ana", "x", now.AddDate(3, 0, 0)),
		}, results.Future{Notes: 2, Latest: now.AddDate(3, 0, 0), Analysts: []string{"ana", "bo"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := newProject(t)
			importDocs(t, from, doc)
			apply(t, from, c.edits...)
			raw := export(t, from, exchange.Options{})
			p := newProject(t)
			for range 2 { // the second time nothing is written
				got := load(t, p, read(t, raw)).Future
				if got.Annotations != c.want.Annotations || got.Notes != c.want.Notes || !got.Latest.Equal(c.want.Latest) || !slices.Equal(got.Analysts, c.want.Analysts) {
					t.Errorf("got %+v, want %+v", got, c.want)
				}
			}
		})
	}
}

func TestLoadSaysWhichArticlesAreNearlyThere(t *testing.T) {
	unix, dos := parse(t, harbour, "unix.txt"), parse(t, strings.ReplaceAll(harbour, "\n", "\r\n"), "dos.txt")
	from := newProject(t)
	importDocs(t, from, unix, dos, parse(t, ferry, "ferry.txt"))
	raw := export(t, from, exchange.Options{})
	if done := load(t, newProject(t), read(t, raw)); len(done.Added) != 3 || len(done.Similar) != 0 {
		t.Errorf("into an empty project: %+v", done)
	}
	mine := newProject(t)
	importDocs(t, mine, unix)
	done := load(t, mine, read(t, raw))
	if len(done.Added) != 2 || len(done.Similar) != 1 {
		t.Fatalf("%+v", done)
	}
	if s := done.Similar[0]; s.Article.ID != dos.ID || len(s.To) != 1 || s.To[0].Article.ID != unix.ID || s.To[0].Alike != 1 || !s.To[0].InProject {
		t.Errorf("%+v", s)
	}
}
