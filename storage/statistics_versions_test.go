package storage_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// version returns a text whose sentences are partly those of another text: some are left out,
// some are changed, and some are new.
func version(rng *rand.Rand, text string) *model.Document {
	var out []string
	for i, s := range strings.SplitAfter(text, ". ") {
		switch s = strings.TrimSpace(s); rng.IntN(6) {
		case 0:
		case 1:
			out = append(out, strings.Replace(s, "metres", "yards", 1))
		case 2:
			out = append(out, s, fmt.Sprintf("Sentence %d was added on day %d.", i, rng.IntN(1000)))
		default:
			out = append(out, s)
		}
	}
	return storagetest.Document(strings.Join(append(out, "The end."), " "))
}

// work annotates sentences of an article at random, for two analysts.
func work(t *testing.T, rng *rand.Rand, p *storage.Project, doc *model.Document) {
	t.Helper()
	for i, u := range doc.Sentences() {
		on, by := model.Subject{Article: doc.ID, Sentence: u.Span}, []string{"Ines", "Zoe"}[rng.IntN(2)]
		var edits []edit.Edit
		switch rng.IntN(5) {
		case 0:
			c := storagetest.Tag(doc, i, model.DefaultCodebook()[rng.IntN(3)].Key)
			edits = c.Edits
		case 1:
			n := model.Note{ID: fmt.Sprint("n", rng.Uint64()), Target: model.OnSentence(doc.ID, u.Span), Analyst: by, Text: "Where from?", Created: storagetest.Noon(), Updated: storagetest.Noon()}
			edits = append(edits, edit.OfNote(nil, &n))
		case 2:
			m := &record.Mention{Statement: "s", Analyst: by, Title: "It opened", Stance: model.Asserts}
			edits = append(edits, edit.Of(record.MentionOn(on, by, "s"), nil, m))
		case 3:
			a := &record.Attribution{Voice: record.VoiceIDOf("Ida Holm"), Name: "Ida Holm", Analyst: by, Mode: model.Indirect}
			edits = append(edits, edit.Of(record.AttributionOn(doc.ID, u.Span, by), nil, a))
		}
		if len(edits) > 0 {
			carryOut(t, p, edit.Change{Analyst: by, At: storagetest.Noon(), Verb: edit.Note, Edits: edits})
		}
	}
}

func carryOut(t *testing.T, p *storage.Project, c edit.Change) {
	t.Helper()
	if p.Enqueue(c) == 0 {
		t.Fatal("the change was not taken")
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// linked makes an article a newer version of another one, and carries the work.
func linked(t *testing.T, p *storage.Project, newer, of model.ArticleID) carry.Plan {
	t.Helper()
	chains, err := p.Chains()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := carry.Planner{Chains: chains, Document: p.Document}.Add(newer, of, false)
	if err != nil {
		t.Fatal(err)
	}
	plan.Change.Analyst, plan.Change.At = "Ines", storagetest.Noon()
	carryOut(t, p, plan.Change)
	return plan
}

// What moves to a newer version is counted there, and what is left is counted apart. Nothing is
// counted twice, and nothing vanishes.
func TestCarriedWorkIsCountedOnce(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	p := storagetest.New(t)
	first := storagetest.Invent(rng, 30)
	second := version(rng, first.Text)
	third := version(rng, second.Text)
	storagetest.Import(t, p, first, second, third)
	work(t, rng, p, first)
	statistics := func() *model.Statistics {
		t.Helper()
		s, err := p.Statistics()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	total := func(s *model.Statistics) [5]int {
		labels := s.Left.Labels
		for _, n := range s.Labels {
			labels += n
		}
		c := s.SourceCounts.Plus(s.Left.SourceCounts)
		return [5]int{labels, s.Notes + s.Left.Notes, c.Attributed, c.Graded, c.Mentioned}
	}
	before := statistics()
	if before.Versions != 0 || before.Left != (model.LeftStatistics{}) || total(before)[0] == 0 {
		t.Fatalf("before linking: %+v", before)
	}
	for i, newer := range []*model.Document{second, third} {
		linked(t, p, newer.ID, []*model.Document{first, second}[i].ID)
		s := statistics()
		if got, want := total(s), total(before); got != want {
			t.Errorf("%d versions: labels, notes, attributions, grades and mentions are %v, not %v", i+2, got, want)
		}
		if s.Versions != i+1 || s.Articles != 2-i || s.Articles+s.Versions != 3 {
			t.Errorf("%d articles and %d earlier versions", s.Articles, s.Versions)
		}
	}
	for range 2 {
		changes, err := edit.NewHistory(p.History).Undo("")
		if err != nil {
			t.Fatal(err)
		}
		c := edit.Undoing(changes)
		c.Analyst, c.At = "Ines", storagetest.Noon()
		carryOut(t, p, c)
	}
	if after := statistics(); !reflect.DeepEqual(after, before) {
		t.Errorf("after undo: %+v, not %+v", after, before)
	}
}
