package session_test

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
)

// find saves all changes and returns the units that contain the word.
func (w *world) find(word string) *search.Hits {
	w.t.Helper()
	w.saved()
	var hits search.Hits
	for _, d := range w.store.Docs {
		if d.Removed {
			continue
		}
		f := search.Found{Article: d.ID}
		for _, u := range d.Units {
			if text := u.Span.Of(d.Text); strings.Contains(text, word) {
				f.Sentences = append(f.Sentences, search.Sentence{Span: u.Span, Text: text})
			}
		}
		hits.Add(f)
	}
	return &hits
}

// plan returns a plan for labelling the hits. It reads no articles.
func (w *world) plan(hits *search.Hits, label model.LabelKey, replace bool) *session.TagPlan {
	w.t.Helper()
	plan, err := w.PlanTagAll(hits, label, replace)
	w.ok(err)
	return plan
}

// tagAll labels the hits, or removes their labels if label is "".
func (w *world) tagAll(hits *search.Hits, label model.LabelKey, replace bool) edit.Labelled {
	w.t.Helper()
	plan := w.plan(hits, label, replace)
	w.ok(plan.Read(context.Background(), func(int, int) {}))
	n, err := w.TagAll(plan)
	w.ok(err)
	return n
}

func (w *world) wantLabelled(got, want edit.Labelled) {
	w.t.Helper()
	if got != want {
		w.t.Errorf("the result is %+v, want %+v", got, want)
	}
}

// wantLabelsOf opens an article and compares its labels.
func (w *world) wantLabelsOf(id model.ArticleID, want string) {
	w.t.Helper()
	w.open(id)
	w.wantLabels(want)
}

func TestEveryHitIsLabelled(t *testing.T) {
	for _, c := range []struct {
		word string
		want edit.Labelled
		one  string
		two  string
	}{
		{"Sun", edit.Labelled{Changed: 1, Articles: 1}, "---", "--"},
		{"i", edit.Labelled{Changed: 2, Articles: 2}, "Q--", "-Q"},
		{"l", edit.Labelled{Changed: 3, Articles: 2}, "-QQ", "-Q"},
		{"xylophone", edit.Labelled{}, "---", "--"},
	} {
		t.Run(c.word, func(t *testing.T) {
			w := given(t, modeltest.Flood()...)
			w.wantLabelled(w.tagAll(w.find(c.word), "quote", false), c.want)
			w.listIsRight()
			w.wantLabelsOf("one", c.one)
			w.wantLabelsOf("two", c.two)
			if c.want.Changed == 0 {
				w.wantChanges(0)
				return
			}
			w.wantChanges(1)
			if verb, err := w.Undo(); err != nil || verb != edit.TagFound {
				t.Errorf("Undo returns %q, %v", verb, err)
			}
			w.listIsRight()
			for _, id := range []model.ArticleID{"one", "two", "three"} {
				w.open(id)
				w.wantLabels(strings.Repeat("-", len(w.Document().Units)))
			}
			w.redo()
			w.listIsRight()
			w.wantLabelsOf("two", c.two)
		})
	}
}

func TestOtherLabelsAreLeftOrReplacedAsAsked(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote")
	others := w.find("l")
	w.wantLabelled(w.tagAll(others, "claim", false), edit.Labelled{Changed: 2, Kept: 1, Articles: 2})
	w.wantLabels("CQC")
	w.wantLabelled(w.tagAll(others, "claim", true), edit.Labelled{Changed: 1, Replaced: 1, Already: 2, Articles: 1})
	w.wantLabels("CCC")
	w.undo()
	w.wantLabels("CQC")
	w.undo()
	w.wantLabels("CQ-")
	w.wantLabelsOf("two", "--")
}

func TestAnotherAnalystsLabelsAreNobodyElsesBusiness(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote", "claim")
	w.ok(w.SetAnalyst("Omar"))
	w.wantLabelled(w.tagAll(w.find("l"), "background", true), edit.Labelled{Changed: 3, Articles: 2})
	w.wantLabels("-BB")
	w.wantLabelled(w.tagAll(w.find("l"), "", true), edit.Labelled{Changed: 3, Articles: 2})
	w.wantLabels("---")
	w.ok(w.SetAnalyst("Ines"))
	w.wantLabels("CQC")
}

func TestTheLabelsOfAllHitsAreCleared(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag("claim", "quote", "claim")
	w.wantLabelled(w.tagAll(w.find("l"), "", false), edit.Labelled{Changed: 2, Already: 1, Articles: 1})
	w.wantLabels("C--")
	w.listIsRight()
	if verb, err := w.Undo(); err != nil || verb != edit.ClearFound {
		t.Errorf("Undo returns %q, %v", verb, err)
	}
	w.wantLabels("CQC")
}

func TestUnitsSetAsideAreNotLabelled(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.MoveTo(1)
	w.ok(w.ToggleAside())
	w.wantLabelled(w.tagAll(w.find("l"), "claim", true), edit.Labelled{Changed: 2, Aside: 1, Articles: 2})
	w.wantLabels("-xC")
}

// The articles may change between the search and the reading, or between the
// reading and the labelling.
func TestSentencesThatChangedSinceTheSearchAreLeftAlone(t *testing.T) {
	for name, do := range map[string]struct {
		change func(w *world)
		want   edit.Labelled
		one    string
	}{
		"divided": {
			func(w *world) { w.MoveTo(1); w.ok(w.Split(w.current().Start + 2)) },
			edit.Labelled{Changed: 2, Gone: 1, Articles: 2},
			"---C",
		},
		"merged": {
			func(w *world) { w.MoveTo(0); w.ok(w.Merge(0)) },
			edit.Labelled{Changed: 2, Gone: 1, Articles: 2},
			"-C",
		},
		"set aside": {
			func(w *world) { w.MoveTo(1); w.ok(w.ToggleAside()) },
			edit.Labelled{Changed: 2, Aside: 1, Articles: 2},
			"-xC",
		},
		"labelled": {
			func(w *world) { w.MoveTo(1); w.tag("quote") },
			edit.Labelled{Changed: 2, Kept: 1, Articles: 2},
			"-QC",
		},
		"removed": {
			func(w *world) { w.ok(w.Remove("two")) },
			edit.Labelled{Changed: 2, Gone: 1, Articles: 1},
			"-CC",
		},
	} {
		for _, when := range []string{"read before", "read after", "read before and saved", "not read"} {
			t.Run(name+", "+when, func(t *testing.T) {
				w := given(t, modeltest.Flood()...)
				w.open("one")
				plan := w.plan(w.find("l"), "claim", false)
				read := func() { w.ok(plan.Read(context.Background(), func(int, int) {})) }
				if strings.HasPrefix(when, "read before") {
					read()
				}
				do.change(w)
				switch when {
				case "read after":
					read() // the store has not applied the change yet
				case "read before and saved":
					w.saved()
				}
				n, err := w.TagAll(plan)
				w.ok(err)
				w.wantLabelled(n, do.want)
				w.open("one")
				w.wantLabels(do.one)
				w.saved() // the store checks the old value of each edit
				w.listIsRight()
				w.undo()
				w.listIsRight()
			})
		}
	}
}

// current returns the span of the current sentence.
func (w *world) current() model.Span {
	w.t.Helper()
	u, ok := w.Current()
	if !ok {
		w.t.Fatal("there is no current sentence")
	}
	return u.Span
}

func TestAnArticleThatTheProjectDoesNotHaveIsNoObstacle(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	found := w.find("l")
	found.Add(search.Found{Article: "nowhere", Sentences: []search.Sentence{{Span: model.Span{End: 4}}}})
	w.wantLabelled(w.tagAll(found, "claim", false), edit.Labelled{Changed: 3, Gone: 1, Articles: 2})
}

func TestLabellingWithUnsavedChangesInTheQueue(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("two")
	found := w.find("l")
	w.MoveTo(1)
	w.tag("quote")
	w.ok(w.WriteNote("n", w.sentence(), "not saved yet"))
	w.wantLabelled(w.tagAll(found, "claim", true), edit.Labelled{Changed: 3, Replaced: 1, Articles: 2})
	w.wantSave(session.Saving)
	w.wantLabels("-C")
	w.wantLabelsOf("one", "-CC") // opened while the change is still queued
	w.saved()
	w.listIsRight()
	w.restart()
	w.undo() // undoes only the labelling, which is the last change
	w.wantLabelsOf("two", "-Q")
	w.wantTexts(w.onUnit(1), "not saved yet")
}

// onUnit returns the target of a note on a unit of the open article.
func (w *world) onUnit(i int) model.NoteTarget {
	return model.OnSentence(w.Document().ID, w.Document().Units[i].Span)
}

func TestLabellingAllHitsIsRefused(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	found := w.find("l")
	if _, err := w.PlanTagAll(found, "opinion", false); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("an unknown label: %v", err)
	}
	plan := w.plan(found, "claim", false)
	w.fails()
	if _, err := w.TagAll(plan); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("while the store cannot write got %v", err)
	}
	if _, err := w.PlanTagAll(found, "claim", false); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("while the store cannot write got %v", err)
	}
	w.wantChanges(0)
}

func TestReadingTheHitsStopsAndFails(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	plan := w.plan(w.find("l"), "claim", false)
	ctx, stop := context.WithCancel(context.Background())
	err := plan.Read(ctx, func(done, all int) {
		if done != 1 || all != 2 {
			t.Errorf("progress is %d of %d, want 1 of 2", done, all)
		}
		stop()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("reading with a cancelled context returns %v", err)
	}
	w.store.Reads = errDisk
	if err := plan.Read(context.Background(), func(int, int) {}); !errors.Is(err, errDisk) {
		t.Errorf("with a read error got %v", err)
	}
	if _, err := w.TagAll(plan); !errors.Is(err, errDisk) {
		t.Errorf("with a read error got %v", err)
	}
	w.wantChanges(0)
	w.store.Reads = nil
	n, err := w.TagAll(plan)
	w.ok(err)
	w.wantLabelled(n, edit.Labelled{Changed: 3, Articles: 2})
}

// Whatever an analyst does after the planning, undo restores the state before
// TagAll.
func TestLabellingAmongEverythingElse(t *testing.T) {
	for seed := range seeds(60) { // a failure names its seed
		rng := rand.New(rand.NewPCG(seed, 78))
		w := given(t, modeltest.Flood()...)
		for range 30 {
			w.randomly(rng)
			if rng.IntN(4) > 0 {
				continue
			}
			plan := w.plan(w.find("l"), []model.LabelKey{"", "claim", "quote"}[rng.IntN(3)], rng.IntN(2) == 0)
			if rng.IntN(2) == 0 {
				w.ok(plan.Read(context.Background(), func(int, int) {}))
			}
			for range rng.IntN(3) {
				w.randomly(rng)
			}
			if rng.IntN(2) == 0 {
				w.saved()
			}
			w.EndTyping()
			before := w.dumpQueued()
			n, err := w.TagAll(plan)
			w.ok(err)
			w.listIsRight()
			if n.Changed > 0 {
				w.undo()
				w.listIsRight()
				if got := w.dump(); got != before {
					t.Fatalf("seed %d: after undo:\n%s\nwant\n%s", seed, got, before)
				}
			}
		}
	}
}

// dumpQueued returns what dump would return if the queued changes were durable.
func (w *world) dumpQueued() string {
	w.t.Helper()
	aside := modeltest.NewStore(w.t)
	for _, d := range w.store.Docs {
		own, err := w.store.Document(d.ID)
		w.ok(err)
		aside.Docs = append(aside.Docs, own)
	}
	for id, notes := range w.store.Outlets {
		aside.Outlets[id] = slices.Clone(notes)
	}
	maps.Copy(aside.Records, w.store.Records)
	aside.Queue = slices.Clone(w.store.Queue)
	aside.Settle()
	return dump(aside)
}
