package merge_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/intaketest"
	"assay.app/assay/storage/mend"
)

// analyst is somebody who works at random on a copy of a project.
type analyst struct {
	t    *testing.T
	name string
	rand *rand.Rand
	now  time.Time
	path string
	p    *storage.Project

	// Whether notes move from one article to another, or articles are removed. A set does
	// not have the records of removed articles, so it cannot say that a note moved there.
	roaming bool

	versions bool // whether articles become versions of one another, if notes move
}

func (a *analyst) options() storage.Options {
	return storage.Options{Now: func() time.Time { return a.now }, Generator: "test", Encode: coding.Encode}
}

// open opens the project of an analyst.
func (a *analyst) open() {
	a.t.Helper()
	var err error
	if a.p, err = storage.Open(a.path, a.options()); err != nil {
		a.t.Fatal(err)
	}
}

// close checks the project and closes it.
func (a *analyst) close() {
	a.t.Helper()
	if a.p == nil {
		return
	}
	problems, err := a.p.Verify(context.Background())
	if err != nil || len(problems) > 0 {
		a.t.Errorf("%s's project is damaged: %v %v", a.name, problems, err)
	}
	if err := a.p.Close(); err != nil {
		a.t.Error(err)
	}
	a.p = nil
}

// commit makes a change.
func (a *analyst) commit(c edit.Change) {
	a.t.Helper()
	if len(c.Edits) == 0 {
		return
	}
	a.now = a.now.Add(time.Duration(a.rand.IntN(3000)) * time.Millisecond)
	c.At, c.Analyst = a.now, a.name
	a.p.Enqueue(c)
	if err := a.p.Flush(context.Background()); err != nil {
		a.t.Fatalf("%s: %v", a.name, err)
	}
}

// articles returns the articles that are in the corpus, or those that are not.
func (a *analyst) articles(removed bool) []model.Article {
	a.t.Helper()
	all, err := a.p.All()
	if err != nil {
		a.t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(one model.Article) bool { return one.Removed != removed })
}

// document returns one of the given articles.
func (a *analyst) document(all []model.Article) *model.Document {
	a.t.Helper()
	doc, err := a.p.Document(all[a.rand.IntN(len(all))].ID)
	if err != nil {
		a.t.Fatal(err)
	}
	return doc
}

// work makes the given number of random changes.
func (a *analyst) work(steps int) {
	a.t.Helper()
	for range steps {
		a.step()
	}
}

func (a *analyst) step() {
	a.t.Helper()
	if a.rand.IntN(8) == 0 {
		a.collect()
		return
	}
	present := a.articles(false)
	if len(present) == 0 {
		return
	}
	doc := a.document(present)
	at := a.rand.IntN(len(doc.Units))
	unit := doc.Units[at]
	whose := []string{"Ines", a.name}[a.rand.IntN(2)]
	if a.roaming && a.versions && a.rand.IntN(8) == 0 {
		a.version(doc, a.document(present))
		return
	}
	switch n := a.rand.IntN(36); {
	case n < 7:
		label := []model.LabelKey{model.Claim, model.Quote, model.Background, ""}[a.rand.IntN(4)]
		if e, changes := edit.At(a.now).Label(doc, unit.Span, whose, label); changes {
			a.commit(edit.Change{Verb: edit.Tag, Edits: []edit.Edit{e}})
		}
	case n < 11:
		a.commit(a.note(doc, unit, whose))
	case n < 13:
		a.reverse((*edit.History).Undo, edit.Undoing)
	case n == 13:
		a.reverse((*edit.History).Redo, edit.Redoing)
	case n == 14:
		a.goBack()
	case n < 17:
		a.settle()
	case n == 17:
		a.commit(edit.Correcting(doc, model.Metadata{Title: fmt.Sprint("Title ", a.rand.IntN(3)), Outlet: "Tide Post"}))
	case n < 20 && strings.Contains(unit.Span.Of(doc.Text), " "):
		words := strings.Fields(unit.Span.Of(doc.Text))
		cut := unit.Span.Start + strings.Index(unit.Span.Of(doc.Text), words[len(words)/2])
		if c, err := edit.Splitting(doc, at, cut); err == nil {
			a.commit(c)
		}
	case n < 22:
		a.rename(whose)
	case n < 32:
		a.compare(doc, unit, whose)
	case n < 34:
		if c, err := edit.Merging(doc, at, edit.First, ""); err == nil {
			a.commit(c)
		}
	default:
		other := unit
		other.Kind = model.UnitResidue - unit.Kind
		a.commit(edit.Change{Verb: edit.SetAside, Edits: edit.Dividing(doc, []model.Unit{unit}, []model.Unit{other})})
	}
}

// rename changes what an analyst is called.
func (a *analyst) rename(whose string) {
	a.t.Helper()
	all, err := a.p.Versions("")
	if err != nil {
		a.t.Fatal(err)
	}
	var before any
	key := record.PersonOf(whose)
	if held := all[key]; len(held) > 0 && held[0].Content != nil {
		before = held[0].Content
	}
	e := edit.Record{Key: key, Before: before}
	if n := a.rand.IntN(4); n > 0 {
		e.After = &record.Person{Name: fmt.Sprintf("%s %d", whose, n)}
	}
	if !e.Kind().Same(e.Before, e.After) {
		a.commit(edit.Change{Verb: edit.Rename, Edits: []edit.Edit{e}})
	}
}

// collect adds, removes or puts back an article. No two copies add the same article.
func (a *analyst) collect() {
	a.t.Helper()
	a.now = a.now.Add(time.Duration(a.rand.IntN(1e9)))
	present, removed := a.articles(false), a.articles(true)
	switch n := a.rand.IntN(4); {
	case n == 0 && len(removed) > 0:
		exchangetest.Import(a.t, a.p, a.document(removed))
	case n < 3 && len(present) > 0 && !a.roaming:
		a.commit(edit.Change{Verb: edit.Remove, Edits: edit.Removing(a.document(present).ID)})
	default:
		text := fmt.Sprintf("This is the text number %d. It has two sentences.", a.rand.Int())
		exchangetest.Import(a.t, a.p, intaketest.Document(a.t, text, "text.txt", intake.Options{Now: a.options().Now}))
	}
}

// note returns the change that writes, moves or deletes a note.
func (a *analyst) note(doc *model.Document, unit model.Unit, whose string) edit.Change {
	a.t.Helper()
	on := []model.NoteTarget{model.OnSentence(doc.ID, unit.Span), model.OnArticle(doc.ID), model.OnOutlet("Tide Post")}[a.rand.IntN(3)]
	id := fmt.Sprint("n", a.rand.IntN(4))
	if !a.roaming {
		id += string(on.Article)
	}
	var was *model.Note
	all, err := a.p.Versions("")
	if err != nil {
		a.t.Fatal(err)
	}
	if held := all[record.NoteID(id)]; len(held) > 0 && held[0].Content != nil {
		was = held[0].Content.(*model.Note)
	}
	if was != nil && a.rand.IntN(3) == 0 {
		return edit.Change{Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(was, nil)}}
	}
	if was != nil && a.rand.IntN(2) == 0 {
		on = was.Target
	}
	n := edit.At(a.now).Note(model.Note{ID: id, Target: on, Analyst: whose, Text: fmt.Sprint("Text ", a.rand.IntN(3))}, was)
	return edit.Change{Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(was, &n)}}
}

func (a *analyst) reverse(find func(*edit.History, string) ([]edit.Change, error), build func([]edit.Change) edit.Change) {
	a.t.Helper()
	changes, err := find(edit.NewHistory(a.p.History), "")
	if err != nil {
		a.t.Fatal(err)
	}
	if len(changes) > 0 && changes[0].Verb != edit.Import {
		a.commit(build(changes))
	}
}

// goBack goes back over a few changes, but not beyond the import or a recovery.
func (a *analyst) goBack() {
	a.t.Helper()
	var later []edit.Change
	page, err := a.p.History(^uint64(0), 1+a.rand.IntN(8))
	if err != nil {
		a.t.Fatal(err)
	}
	for _, c := range page {
		if c.Verb == edit.Import || c.Verb == edit.Recover || c.Verb == edit.Lost {
			break
		}
		later = append(later, c)
	}
	if len(later) > 0 {
		a.commit(edit.GoingBack(later, ""))
	}
}

// settle settles a conflict, if there is one.
func (a *analyst) settle() {
	a.t.Helper()
	all, err := a.p.Conflicts()
	if err != nil {
		a.t.Fatal(err)
	}
	if len(all) == 0 {
		return
	}
	c := all[a.rand.IntN(len(all))]
	if a.rand.IntN(3) == 0 {
		a.commit(edit.Keeping(c))
		return
	}
	var doc *model.Document
	if id := c.Subject.Article; id != "" {
		if doc, err = a.p.Document(id); err != nil {
			a.t.Fatal(err)
		}
	}
	a.commit(edit.Taking(c, doc))
}

func (a *analyst) export() []byte {
	a.t.Helper()
	return exchangetest.Export(a.t, a.p, exchange.Options{})
}

// load loads a set, and fails the test if an article is refused.
func (a *analyst) load(set []byte) {
	a.t.Helper()
	done := exchangetest.Load(a.t, a.p, exchangetest.Read(a.t, set))
	for _, r := range done.Refused {
		a.t.Errorf("%s cannot load article %s: %v", a.name, r.Article.ID, r.Err)
	}
}

// copyFile copies a file that no process has open.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Two copies of a file are changed at random and exchange sets. Their sets are then equal,
// byte for byte, however the second copy was made.
func TestCopiesOfAFileAreCombined(t *testing.T) {
	const seed = 17
	cases := 40
	if testing.Short() {
		cases = 4
	}
	for name, second := range map[string]func(a, b *analyst) (older []byte){
		"copied": func(a, b *analyst) []byte {
			a.close()
			copyFile(a.t, a.path, b.path)
			a.open()
			return nil
		},
		"backed up and restored": func(a, b *analyst) []byte {
			made, err := a.p.BackupByHand(context.Background())
			if err != nil {
				a.t.Fatal(err)
			}
			a.work(5)
			a.close()
			copyFile(a.t, a.path, b.path) // the file before it is restored
			if err := mend.Restore(context.Background(), made.Path, a.path); err != nil {
				a.t.Fatal(err)
			}
			a.open()
			return nil
		},
		"recovered": func(a, b *analyst) []byte {
			a.close()
			if _, err := mend.Recover(context.Background(), a.path, b.path, b.options()); err != nil {
				a.t.Fatal(err)
			}
			a.open()
			return nil
		},
		"written over with an older copy": func(a, b *analyst) []byte {
			a.close()
			older := a.path + ".older"
			copyFile(a.t, a.path, older)
			a.open()
			a.work(5)
			set := a.export()
			a.close()
			copyFile(a.t, a.path, b.path)
			copyFile(a.t, older, a.path)
			a.open()
			return set
		},
	} {
		t.Run(name, func(t *testing.T) {
			for n := range cases {
				t.Run(fmt.Sprint(n), func(t *testing.T) { combineCopies(t, rand.New(rand.NewPCG(seed, uint64(n))), second) })
			}
		})
	}
}

func combineCopies(t *testing.T, r *rand.Rand, second func(a, b *analyst) []byte) {
	roaming := r.IntN(2) == 0
	a := &analyst{t: t, name: "Ana", roaming: roaming, versions: true, rand: r, now: exchangetest.After(60), path: filepath.Join(t.TempDir(), "a.assay")}
	b := &analyst{t: t, name: "Bo", roaming: roaming, versions: true, rand: r, now: exchangetest.After(60), path: filepath.Join(t.TempDir(), "b.assay")}
	var err error
	if a.p, err = storage.Create(a.path, a.options()); err != nil {
		t.Fatal(err)
	}
	defer a.close()
	defer b.close()
	exchangetest.Import(t, a.p, exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"), exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
	a.work(r.IntN(10))
	older := second(a, b)
	b.open()
	for left := r.IntN(3); left >= 0; left-- {
		a.work(r.IntN(12))
		b.work(r.IntN(12))
		gone := len(a.articles(true)) + len(b.articles(true))
		swap(r, a, b, older)
		if one, other := idsOf(a.articles(false)), idsOf(b.articles(false)); !slices.Equal(one, other) {
			t.Errorf("the copies have the articles %v and %v", one, other)
		}
		if gone > 0 && left > 0 {
			continue
		}
		if gone > 0 { // sets have no records of these until they are put back
			for _, removed := range a.articles(true) {
				exchangetest.Import(t, a.p, a.document([]model.Article{removed}))
			}
			swap(r, a, b, older)
			swap(r, a, b, older)
		}
		exchangetest.SameBut(t, a.export(), b.export())
		if t.Failed() {
			return
		}
	}
}

// idsOf returns the ids of articles, sorted.
func idsOf(articles []model.Article) (ids []model.ArticleID) {
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return ids
}

// swap makes both analysts load sets of both, and an older one, in any order.
func swap(r *rand.Rand, a, b *analyst, older []byte) {
	sets := [][]byte{a.export(), b.export()}
	if older != nil {
		sets = append(sets, older)
	}
	for _, to := range []*analyst{a, b} {
		for _, i := range r.Perm(len(sets)) {
			to.load(sets[i])
		}
		to.load(sets[r.IntN(len(sets))])
	}
}
