package merge_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/exchangetest"
)

// version makes an article a version of another one, separates it, puts its versions in another
// order, or places something that was left behind.
func (a *analyst) version(doc, other *model.Document) {
	a.t.Helper()
	chains, err := a.p.Chains()
	if err != nil {
		a.t.Fatal(err)
	}
	planner := carry.Planner{Chains: chains, Document: a.p.Document}
	order := slices.Clone(chains.Of(doc.ID))
	var plan carry.Plan
	switch n := a.rand.IntN(6); {
	case len(order) == 1 || n < 2:
		plan, err = planner.Add(doc.ID, other.ID, n == 0)
	case n == 2:
		plan, err = planner.Separate(doc.ID)
	case n == 3:
		a.rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		plan, err = planner.Arrange(order)
	default:
		current, readErr := a.p.Document(order[len(order)-1])
		if readErr != nil || current.Removed || current.ID == doc.ID || len(current.Sentences()) == 0 {
			return
		}
		from := model.Subject{Article: doc.ID, Sentence: doc.Units[a.rand.IntN(len(doc.Units))].Span}
		to := model.Subject{Article: current.ID, Sentence: current.Sentences()[a.rand.IntN(len(current.Sentences()))].Span}
		plan, err = planner.Place(from, to, func(model.Key, any) bool { return true })
	}
	if err == nil { // otherwise it is not possible here
		a.commit(plan.Change)
	}
}

// Copies in which articles become versions of one another become equal, whatever work was
// carried in each. Nothing is refused, and both projects are undamaged.
func TestCopiesWithVersionsAreCombined(t *testing.T) {
	const seed = 23
	cases := 60
	if testing.Short() {
		cases = 6
	}
	for n := range cases {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, uint64(n)))
			a := &analyst{t: t, name: "Ana", roaming: true, versions: true, rand: r, now: exchangetest.After(60), path: filepath.Join(t.TempDir(), "a.assay")}
			b := &analyst{t: t, name: "Bo", roaming: true, versions: true, rand: r, now: exchangetest.After(60), path: filepath.Join(t.TempDir(), "b.assay")}
			var err error
			if a.p, err = storage.Create(a.path, a.options()); err != nil {
				t.Fatal(err)
			}
			defer a.close()
			defer b.close()
			exchangetest.Import(t, a.p, exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"), exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"),
				exchangetest.Parse(t, exchangetest.Harbour+"\n\nIt rained.", "later.txt"))
			a.work(r.IntN(20))
			a.close()
			copyFile(t, a.path, b.path)
			a.open()
			b.open()
			for range 1 + r.IntN(3) {
				a.work(r.IntN(12))
				b.work(r.IntN(12))
				swap(r, a, b, nil)
				exchangetest.SameBut(t, a.export(), b.export())
				if t.Failed() {
					return
				}
			}
		})
	}
}

// copies returns two copies of a project with an article on which Ana works, and two later texts of
// it.
func copies(t *testing.T) (a, b *analyst, older, one, other *model.Document) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	a = &analyst{t: t, name: "Ana", rand: r, now: exchangetest.After(60), path: filepath.Join(t.TempDir(), "a.assay")}
	b = &analyst{t: t, name: "Bo", rand: r, now: exchangetest.After(60), path: filepath.Join(t.TempDir(), "b.assay")}
	var err error
	if a.p, err = storage.Create(a.path, a.options()); err != nil {
		t.Fatal(err)
	}
	older = exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	one = exchangetest.Parse(t, exchangetest.Harbour+"\n\nIt rained on the quay all day.", "one.txt")
	other = exchangetest.Parse(t, exchangetest.Harbour+"\n\nNobody was hurt.", "other.txt")
	exchangetest.Import(t, a.p, older, one, other)
	e, _ := edit.At(a.now).Label(older, older.Sentences()[0].Span, "Ana", model.Claim)
	n := edit.At(a.now).Note(model.Note{ID: "n", Target: model.OnSentence(older.ID, older.Sentences()[1].Span), Analyst: "Ana", Text: "Where?"}, nil)
	a.commit(edit.Change{Verb: edit.Tag, Edits: []edit.Edit{e, edit.OfNote(nil, &n)}})
	a.close()
	copyFile(t, a.path, b.path)
	a.open()
	b.open()
	t.Cleanup(a.close)
	t.Cleanup(b.close)
	return a, b, older, one, other
}

// add makes an article a newer version of another one.
func (a *analyst) add(newer, of *model.Document) {
	a.t.Helper()
	chains, err := a.p.Chains()
	if err != nil {
		a.t.Fatal(err)
	}
	plan, err := carry.Planner{Chains: chains, Document: a.p.Document}.Add(newer.ID, of.ID, false)
	if err != nil {
		a.t.Fatal(err)
	}
	a.commit(plan.Change)
}

// labels returns the labels and notes of articles, by what they say.
func (a *analyst) labels(docs ...*model.Document) (all []string) {
	a.t.Helper()
	for i, d := range docs {
		doc, err := a.p.Document(d.ID)
		if err != nil {
			a.t.Fatal(err)
		}
		for _, on := range doc.Annotations {
			for _, one := range on {
				all = append(all, fmt.Sprint(i, " ", one.Label))
			}
		}
		for _, n := range doc.Notes {
			all = append(all, fmt.Sprint(i, " ", n.Text))
		}
	}
	slices.Sort(all)
	return all
}

func TestTheSameWorkCarriedInTwoCopiesIsThereOnce(t *testing.T) {
	a, b, older, one, other := copies(t)
	a.add(one, older)
	b.add(one, older)
	fromA, fromB := a.export(), b.export()
	a.load(fromB)
	b.load(fromA)
	for _, who := range []*analyst{a, b} {
		if got := who.labels(older, one, other); !slices.Equal(got, []string{"1 Where?", "1 claim"}) {
			t.Errorf("%s has %q", who.name, got)
		}
		if all, err := who.p.Conflicts(); err != nil || len(all) > 0 {
			t.Errorf("%s has %d conflicts, %v", who.name, len(all), err)
		}
	}
	exchangetest.SameBut(t, a.export(), b.export())
}

func TestEachCopyAddsAVersion(t *testing.T) {
	a, b, older, one, other := copies(t)
	a.add(one, older)
	b.add(other, older)
	fromA, fromB := a.export(), b.export()
	a.load(fromB)
	b.load(fromA)
	exchangetest.SameBut(t, a.export(), b.export())
	for _, who := range []*analyst{a, b} {
		chains, err := who.p.Chains()
		if err != nil || len(chains.Of(older.ID)) != 3 {
			t.Errorf("%s has the versions %v, %v", who.name, chains.Of(older.ID), err)
		}
		got := who.labels(older, one, other)
		if len(got) < 2 {
			t.Errorf("%s has %q", who.name, got)
		}
	}
}

// The label that was edited on the old version is in conflict with its carrying. If it is taken, it
// is left behind there.
func TestALabelEditedOnTheOldVersionWhileItIsCarriedIsNotLost(t *testing.T) {
	a, b, older, one, other := copies(t)
	a.add(one, older)
	e, _ := edit.At(b.now.Add(time.Hour)).Label(b.reread(older), older.Sentences()[0].Span, "Ana", model.Quote)
	b.now = b.now.Add(time.Hour)
	b.commit(edit.Change{Verb: edit.Tag, Edits: []edit.Edit{e}})
	fromA, fromB := a.export(), b.export()
	a.load(fromB)
	b.load(fromA)
	exchangetest.SameBut(t, a.export(), b.export())
	for _, who := range []*analyst{a, b} {
		all, err := who.p.Conflicts()
		if err != nil || len(all) != 1 || all[0].Stands().Key != e.Key {
			t.Fatalf("%s has the conflicts %+v, %v", who.name, all, err)
		}
		taken := all[0].Stands().Content == nil // which version stands depends on the ids of the copies
		if taken {
			who.commit(edit.Taking(all[0], who.reread(older)))
		}
		if got := who.labels(older, one, other); !slices.Equal(got, []string{"0 quote", "1 Where?", "1 claim"}) {
			t.Errorf("%s has %q", who.name, got)
		}
		if left := carry.LeftOn(who.reread(older), who.reread(one)); len(left) != 1 || left[0].Reason != carry.Taken {
			t.Errorf("%s has left behind %+v", who.name, left)
		}
		if taken {
			undo(t, who.p)
		}
	}
	undo(t, a.p)
	if got := a.labels(older, one, other); !slices.Equal(got, []string{"1 Where?", "1 claim"}) {
		t.Errorf("after the load was undone there is %q", got)
	}
}

// reread reads an article.
func (a *analyst) reread(doc *model.Document) *model.Document {
	a.t.Helper()
	now, err := a.p.Document(doc.ID)
	if err != nil {
		a.t.Fatal(err)
	}
	return now
}
