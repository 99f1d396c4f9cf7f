package matches_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/match"
	"assay.app/assay/model/match/matchtest"
	"assay.app/assay/storage"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/storagetest"
)

// coverage returns articles about an event.
func coverage(seed uint64, articles int) (docs []*model.Document) {
	for _, a := range matchtest.Coverage(seed, articles) {
		docs = append(docs, storagetest.Document(strings.Join(a.Sentences, " ")))
	}
	return docs
}

// library makes a closed project with the articles and a file of matches, and returns its
// path.
func library(t testing.TB, docs []*model.Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Import(t, p, docs...)
	matching(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func reopen(t testing.TB, path string, opts storage.Options) *storage.Project {
	t.Helper()
	p, err := storage.Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func matching(t testing.TB, p *storage.Project) *storage.Matching {
	t.Helper()
	m, err := p.Matching(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// result is what a comparison finds.
type result struct {
	pairs  []match.Pair
	groups []match.Group
}

func found(t testing.TB, m *storage.Matching, only func(model.ArticleID) bool) result {
	t.Helper()
	r, err := m.Match(t.Context(), only, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result{slices.Collect(r.Pairs()), r.Groups()}
}

// compared returns what is found in a new index of the articles of the corpus.
func compared(t testing.TB, p *storage.Project, only func(model.ArticleID) bool) result {
	t.Helper()
	var texts []match.Text
	superseded, err := p.Superseded()
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range p.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		if _, older := superseded[a.ID]; older || a.Removed || only != nil && !only(a.ID) {
			continue
		}
		doc, err := p.Document(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, match.Of(doc))
	}
	x := match.New()
	if err := x.AddAll(t.Context(), texts, nil); err != nil {
		t.Fatal(err)
	}
	r, err := x.Match(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return result{slices.Collect(r.Pairs()), r.Groups()}
}

func same(t testing.TB, what string, got, want result) {
	t.Helper()
	if len(got.pairs) != len(want.pairs) || !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %d pairs and %d groups, want %d and %d equal ones", what, len(got.pairs), len(got.groups), len(want.pairs), len(want.groups))
	}
}

// random changes a project at random.
type random struct {
	*rand.Rand
	t    *testing.T
	left []*model.Document // not imported yet
	all  []model.ArticleID
	gone map[model.ArticleID]bool
}

func (r *random) step(p *storage.Project) {
	r.t.Helper()
	some := func() *model.Document {
		d, err := p.Document(r.all[r.IntN(len(r.all))])
		if err != nil {
			r.t.Fatal(err)
		}
		return d
	}
	commit := func(c edit.Change) {
		c.Analyst, c.At = "Ines", time.Now().UTC()
		p.Enqueue(c)
		if err := p.Flush(r.t.Context()); err != nil {
			r.t.Fatal(err)
		}
	}
	switch r.IntN(8) {
	case 0:
		n := min(len(r.left), 1+r.IntN(3))
		storagetest.Import(r.t, p, r.left[:n]...)
		for _, d := range r.left[:n] {
			r.all = append(r.all, d.ID)
		}
		r.left = r.left[n:]
	case 1:
		if d := some(); r.gone[d.ID] {
			commit(edit.Change{Verb: edit.Remove, Edits: edit.PuttingBack(d.ID)})
			delete(r.gone, d.ID)
		} else {
			commit(edit.Change{Verb: edit.Remove, Edits: edit.Removing(d.ID)})
			r.gone[d.ID] = true
		}
	case 2:
		d := some()
		unit := r.IntN(len(d.Units))
		space := strings.IndexByte(d.Units[unit].Span.Of(d.Text), ' ')
		if c, err := edit.Splitting(d, unit, d.Units[unit].Span.Start+space); err == nil {
			commit(c)
		}
	case 3:
		d := some()
		u := d.Units[r.IntN(len(d.Units))]
		aside := u
		aside.Kind = model.UnitResidue - u.Kind
		commit(edit.Change{Verb: edit.Split, Edits: []edit.Edit{edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}}}})
	case 4:
		d := some()
		now := d.Metadata
		now.Language = []string{"en", "de", "fi"}[r.IntN(3)]
		commit(edit.Change{Verb: edit.Correct, Edits: []edit.Edit{edit.Metadata{Article: d.ID, Before: d.Metadata, After: now}}})
	case 5:
		r.version(p, commit)
	case 6:
		changes, err := edit.NewHistory(p.History).Undo("")
		if err != nil {
			r.t.Fatal(err)
		}
		if versions := []edit.Verb{edit.NewVersion, edit.CorrectText, edit.OrderVersions, edit.Separate}; len(changes) > 0 && slices.Contains(versions, changes[0].Verb) {
			commit(edit.Undoing(changes))
		}
	default:
		commit(storagetest.Tag(some(), 0, model.DefaultCodebook()[0].Key))
	}
}

// version links two articles as versions of one, separates a version, or puts versions in another
// order.
func (r *random) version(p *storage.Project, commit func(edit.Change)) {
	r.t.Helper()
	chains, err := p.Chains()
	if err != nil {
		r.t.Fatal(err)
	}
	one, other := r.all[r.IntN(len(r.all))], r.all[r.IntN(len(r.all))]
	planner := carry.Planner{Chains: chains, Document: p.Document}
	var plan carry.Plan
	switch order := slices.Clone(chains.Of(one)); {
	case len(order) == 1 || r.IntN(3) == 0:
		plan, err = planner.Add(one, other, r.IntN(2) == 0)
	case r.IntN(2) == 0:
		plan, err = planner.Separate(one)
	default:
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		plan, err = planner.Arrange(order)
	}
	if err == nil {
		commit(plan.Change)
	}
}

// However a project changes, and whether it is opened again, the comparison finds what a new
// one does.
func TestMatchingFollowsTheProject(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := &random{Rand: rand.New(rand.NewPCG(seed, 1)), t: t, left: coverage(seed, 24), gone: map[model.ArticleID]bool{}}
	path := library(t, r.left[:15])
	for _, d := range r.left[:15] {
		r.all = append(r.all, d.ID)
	}
	r.left = r.left[15:]
	p := reopen(t, path, storage.Options{})
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	for range rounds {
		for range 1 + r.IntN(5) {
			r.step(p)
		}
		if r.IntN(3) == 0 { // the file is behind
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			if r.IntN(6) == 0 {
				if err := os.Remove(matches.Path(path)); err != nil {
					t.Fatal(err)
				}
			}
			p = reopen(t, path, storage.Options{ReadOnly: false})
		}
		m := matching(t, p)
		if err := m.Note(); err != nil {
			t.Errorf("the note is %v", err)
		}
		same(t, "all", found(t, m, nil), compared(t, p, nil))
		half := func(id model.ArticleID) bool { return id[0] < '8' }
		same(t, "half", found(t, m, half), compared(t, p, half))
	}
}

// A selection is compared as if the project had nothing else, also after another one.
func TestSelectionIsComparedByItself(t *testing.T) {
	docs := coverage(4, 40)
	path := library(t, docs)
	p := reopen(t, path, storage.Options{})
	m := matching(t, p)
	for _, from := range []int{0, 3, 4, 30, 38, 40, 0} {
		chosen := map[model.ArticleID]bool{}
		for _, d := range docs[from:] {
			chosen[d.ID] = true
		}
		only := func(id model.ArticleID) bool { return chosen[id] }
		got := found(t, m, only)
		same(t, "selection", got, compared(t, p, only))
		if len(got.pairs) == 0 && from < 38 {
			t.Errorf("no pairs in %d articles", len(docs)-from)
		}
	}
}

func TestSentencesAreThoseOfTheProject(t *testing.T) {
	docs := coverage(6, 12)
	p := reopen(t, library(t, docs), storage.Options{ReadOnly: true})
	m := matching(t, p)
	repeated := 0
	for _, d := range docs {
		a, ok := m.Article(d.ID)
		if !ok || a.ImportPath != d.ImportPath {
			t.Fatalf("%v is %v, %v", d.ID, a, ok)
		}
		for i, u := range d.Sentences() {
			ref := match.Ref{Article: d.ID, Index: i}
			if span, ok := m.Span(ref); !ok || span != u.Span || m.Text(ref) != u.Span.Of(d.Text) {
				t.Errorf("%v is %q at %v", ref, m.Text(ref), span)
			}
			for _, r := range m.Repeats(d.ID, i) {
				if repeated++; m.Text(r) == "" {
					t.Errorf("%v has no text", r)
				}
			}
		}
	}
	if repeated == 0 {
		t.Error("nothing is repeated")
	}
	pair := found(t, m, nil).pairs[0]
	if partners := m.Partners(pair.A.Article, pair.A.Index); !slices.ContainsFunc(partners, func(q match.Pair) bool { return q.A == pair.A && q.B == pair.B }) {
		t.Errorf("the partners of %v are %v", pair.A, partners)
	}
	for _, ref := range []match.Ref{{Article: "gone"}, {Article: docs[0].ID, Index: -1}, {Article: docs[0].ID, Index: 1000}} {
		if _, ok := m.Span(ref); ok || m.Text(ref) != "" || m.Partners(ref.Article, ref.Index) != nil || m.Repeats(ref.Article, ref.Index) != nil {
			t.Errorf("there is a sentence %v", ref)
		}
	}
}

func TestEmptyProjectHasNoMatches(t *testing.T) {
	p := storagetest.New(t)
	m := matching(t, p)
	if r := found(t, m, nil); len(r.pairs)+len(r.groups) > 0 {
		t.Errorf("found %v", r)
	}
	docs := coverage(16, 8)
	storagetest.Import(t, p, docs...)
	matching(t, p)
	same(t, "filled", found(t, m, nil), compared(t, p, nil))
	var ids []model.ArticleID
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	p.Enqueue(edit.Change{Analyst: "Ines", At: time.Now().UTC(), Verb: edit.Remove, Edits: edit.Removing(ids...)})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	matching(t, p)
	if r := found(t, m, nil); len(r.pairs)+len(r.groups) > 0 {
		t.Errorf("found %v", r)
	}
}
