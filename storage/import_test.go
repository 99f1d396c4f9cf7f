package storage_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

func one(docs ...*model.Document) iter.Seq[*model.Document] { return slices.Values(docs) }

// landed is everything that an import passed to Landed.
type landed struct {
	Added, Known []model.ArticleID
	Changes      []edit.Change
}

// importing imports and collects the landings. Their sums must equal the counts
// that Import returns.
func importing(t *testing.T, ctx context.Context, p *storage.Project, docs iter.Seq[*model.Document], opts storage.ImportOptions) (landed, error) {
	t.Helper()
	var all landed
	opts.Landed = func(l storage.Landing) {
		if (l.Change.ID == 0) != (len(l.Added) == 0) {
			t.Errorf("change %d adds %d articles", l.Change.ID, len(l.Added))
		}
		all.Added, all.Known = append(all.Added, l.Added...), append(all.Known, l.Known...)
		if l.Change.ID != 0 {
			all.Changes = append(all.Changes, l.Change)
		}
	}
	counted, err := p.Import(ctx, docs, opts)
	if want := (storage.ImportResult{Added: len(all.Added), Known: len(all.Known), Changes: len(all.Changes)}); counted != want {
		t.Errorf("counted %+v, landed %+v", counted, want)
	}
	return all, err
}

func removal(d *model.Document) edit.Change {
	return edit.Change{Analyst: "Ines", Verb: edit.Remove, Edits: edit.Removing(d.ID)}
}

func TestTheSameBytesAreTheSameArticle(t *testing.T) {
	p := storagetest.New(t)
	d, twin, other := storagetest.Document(storagetest.Letter), storagetest.Document(storagetest.Letter), storagetest.Document("Another letter.")
	r, err := importing(t, t.Context(), p, one(d, twin, other), storage.ImportOptions{Analyst: "Ines"})
	if err != nil || !slices.Equal(r.Added, []model.ArticleID{d.ID, other.ID}) || !slices.Equal(r.Known, []model.ArticleID{d.ID}) {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = importing(t, t.Context(), p, one(other), storage.ImportOptions{})
	if err != nil || len(r.Added) != 0 || len(r.Known) != 1 || len(r.Changes) != 0 {
		t.Errorf("again: %+v, %v", r, err)
	}
}

func TestTwoContentsWithOneIDAreAnErrorForThatArticle(t *testing.T) {
	p := storagetest.New(t)
	d, third := storagetest.Document(storagetest.Letter), storagetest.Document("A third letter.")
	forged := storagetest.Document("Not that letter at all.")
	forged.ID, forged.SHA256 = d.ID, d.SHA256[:16]+strings.Repeat("0", 48)
	forged.ImportPath = "forged.txt"
	for range 2 { // first both are in one batch, then one is in the file
		r, err := importing(t, t.Context(), p, one(d, forged, third), storage.ImportOptions{})
		if err == nil || !strings.Contains(err.Error(), "forged.txt") || !strings.Contains(err.Error(), "same id") {
			t.Errorf("error %v", err)
		}
		if len(r.Added)+len(r.Known) != 2 {
			t.Errorf("the others: %+v", r)
		}
	}
}

func TestADocumentThatBreaksItsPromisesIsLeftOut(t *testing.T) {
	p := storagetest.New(t)
	good := storagetest.Document("A good letter.")
	var docs []*model.Document
	for _, spoil := range []func(d *model.Document){
		func(d *model.Document) { d.SHA256 = strings.Repeat("0", 64) },
		func(d *model.Document) { d.ID = "x" },
		func(d *model.Document) { d.Size++ },
		func(d *model.Document) { d.Text = "\xff" + d.Text[1:] },
		func(d *model.Document) { d.Units[1].Span.Start -= 3 },
		func(d *model.Document) { d.Units[3].Paragraph = 2 },
		func(d *model.Document) { d.Units[3].Span.End++ },
		func(d *model.Document) { d.Units[0].Kind = 9 },
	} {
		d := storagetest.Document(storagetest.Letter)
		spoil(d)
		docs = append(docs, d)
	}
	r, err := importing(t, t.Context(), p, one(append(docs, nil, good)...), storage.ImportOptions{})
	if !slices.Equal(r.Added, []model.ArticleID{good.ID}) {
		t.Errorf("added %v", r.Added)
	}
	if err == nil || strings.Count(err.Error(), "article ") != len(docs) {
		t.Errorf("errors: %v", err)
	}
}

func TestARemovedArticleIsPutBackAsItWas(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{})
	p.Enqueue(storagetest.Tag(d, 1, model.Quote))
	p.Enqueue(removal(d)) // perhaps still queued when the import looks
	r, err := importing(t, t.Context(), p, one(d), storage.ImportOptions{Analyst: "Ines"})
	if err != nil || !slices.Equal(r.Added, []model.ArticleID{d.ID}) || len(r.Known) != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if got, want := r.Changes[0].Edits, edit.PuttingBack(d.ID); !reflect.DeepEqual(got, want) {
		t.Errorf("edits %+v", got)
	}
	if got := labels(t, p, d.ID); got != ",quote,," {
		t.Errorf("labels %s", got)
	}
	if all, err := p.All(); err != nil || len(all) != 1 || all[0].Removed {
		t.Errorf("articles %v (%v)", all, err)
	}
}

func TestRemovedArticlesAreKeptButNotListed(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{})
	p.Enqueue(removal(d))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list, err := p.Summaries("Ines"); err != nil || len(list) != 0 {
		t.Errorf("summaries %v (%v)", list, err)
	}
	if has, err := p.Has(d.ID); err != nil || has {
		t.Errorf("has %v (%v)", has, err)
	}
	if kept, err := p.Document(d.ID); err != nil || !kept.Removed || kept.Text != storagetest.Letter {
		t.Errorf("document %v (%v)", kept, err)
	}
	if _, err := p.Document("0000000000000000"); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("no such document: %v", err)
	}
}

func TestExtraEditsComeWithTheirArticle(t *testing.T) {
	p := storagetest.New(t)
	d, bad := storagetest.Document(storagetest.Letter), storagetest.Document("A bad letter.")
	asked := map[model.ArticleID]int{}
	extra := func(d *model.Document) []edit.Edit {
		asked[d.ID]++
		if d.ID == bad.ID {
			return []edit.Edit{edit.Of(record.OnSentence(d.ID, model.Span{Start: 3, End: 9000}, "Oskar"), nil, &model.Annotation{})}
		}
		return append(storagetest.Tag(d, 2, model.Claim).Edits,
			storagetest.NoteOf("n1", model.OnArticle(d.ID), "Read twice."), storagetest.NoteOf("n2", model.OnOutlet("Tide Post"), "Often late."))
	}
	opts := storage.ImportOptions{Analyst: "Oskar", Verb: edit.Load, Batch: "set", Extra: extra}
	r, err := importing(t, t.Context(), p, one(d, bad, d), opts)
	if !errors.Is(err, model.ErrNoSentence) || !slices.Equal(r.Added, []model.ArticleID{d.ID}) || len(r.Known) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if asked[d.ID] != 1 || asked[bad.ID] != 1 {
		t.Errorf("asked %v", asked)
	}
	if c := r.Changes[0]; len(c.Edits) != 4 || c.Verb != edit.Load || c.Batch != "set" || c.Analyst != "Oskar" {
		t.Errorf("change %+v", c)
	}
	got, err := p.Document(d.ID)
	if err != nil || len(got.Notes) != 1 || got.ProgressOf("Ines").Labelled[model.Claim] != 1 {
		t.Errorf("document %+v (%v)", got, err)
	}
	if who, err := p.Analysts(); err != nil || !slices.Equal(who, []string{"Ines", "Oskar"}) {
		t.Errorf("analysts %v (%v)", who, err)
	}
}

func TestAnImportHoldsNoMoreThanTwoTransactions(t *testing.T) {
	long := strings.Repeat("The harbour was shut all day. ", 1<<18/30)
	for name, c := range map[string]struct {
		documents, bytes, changes int
		invent                    func(i int) *model.Document
	}{
		"many": {2*storage.ImportArticles + 100, 0, 3, func(i int) *model.Document {
			return storagetest.Document(fmt.Sprintf("Letter %d.", i))
		}},
		"long": {100, 1 << 18, 0, func(i int) *model.Document {
			return storagetest.Document(fmt.Sprintf("Letter %d. %s", i, long))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			p := storagetest.New(t)
			taken, most := 0, 0
			docs := func(yield func(*model.Document) bool) {
				for i := range c.documents {
					taken++
					most = max(most, taken-storagetest.Stored(p))
					if !yield(c.invent(i)) {
						return
					}
				}
			}
			r, err := importing(t, t.Context(), p, docs, storage.ImportOptions{})
			if err != nil || len(r.Added) != c.documents || c.changes != 0 && len(r.Changes) != c.changes {
				t.Fatalf("%d added in %d changes, %v", len(r.Added), len(r.Changes), err)
			}
			if most > 2*storage.ImportArticles+1 {
				t.Errorf("%d documents were held at a time", most)
			}
			if held := most * c.bytes; held > 2*storage.ImportBytes+c.bytes {
				t.Errorf("%d bytes of text were held at a time", held)
			}
			for _, c := range r.Changes {
				if c.Batch != r.Changes[0].Batch || c.Batch == "" {
					t.Errorf("batches %q and %q", c.Batch, r.Changes[0].Batch)
				}
			}
		})
	}
}

func TestACancelledImportKeepsWhatItHasWritten(t *testing.T) {
	p := storagetest.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	rng := rand.New(rand.NewPCG(1, 1))
	n := 0
	docs := func(yield func(*model.Document) bool) {
		for yield(storagetest.Invent(rng, 1)) {
			if n++; n == 2*storage.ImportArticles+100 {
				cancel()
			}
		}
	}
	r, err := importing(t, ctx, p, docs, storage.ImportOptions{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if len(r.Added) != 2*storage.ImportArticles {
		t.Errorf("%d added", len(r.Added))
	}
	if list, err := p.All(); err != nil || len(list) != len(r.Added) {
		t.Errorf("%d in the file (%v)", len(list), err)
	}
}

func TestAnImportEndsWhenTheDiskFailsAndRetryCompletesItsTransaction(t *testing.T) {
	p := storagetest.New(t)
	disk := &fault{broken: true}
	p.SetCommit(disk.around)
	d := storagetest.Document(storagetest.Letter)
	r, err := importing(t, t.Context(), p, one(d), storage.ImportOptions{})
	if !errors.Is(err, errDisk) || len(r.Added) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if p.Waiting() != 1 {
		t.Errorf("%d documents wait", p.Waiting())
	}
	p.Enqueue(storagetest.Tag(d, 0, model.Claim)) // it must be written after its article
	disk.set(false)
	p.Retry()
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := labels(t, p, d.ID); got != "claim,,," {
		t.Errorf("labels %s", got)
	}
}

func TestTheCorpusIsListedWithoutItsTexts(t *testing.T) {
	p, d := storagetest.NewLetter(t)
	p.Enqueue(storagetest.Tag(d, 1, model.Quote))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	storagetest.Tamper(t, p, func(tx ledger.Tx) error {
		for _, name := range []string{ledger.BucketTexts, ledger.BucketUnits} {
			if err := tx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	list, err := p.Summaries("Ines")
	if err != nil || len(list) != 1 || list[0].Progress.Sentences != 4 || list[0].Progress.Labelled[model.Quote] != 1 {
		t.Errorf("summaries %+v (%v)", list, err)
	}
	if _, err := p.Document(d.ID); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("opening it: %v", err)
	}
}

func TestASentenceSetAsideDoesNotCountUntilItIsRestored(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{})
	p.Enqueue(storagetest.Tag(d, 1, model.Quote))
	u := d.Units[1]
	aside := u
	aside.Kind = model.UnitResidue
	setAside := edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}}
	for _, c := range []struct {
		edit            edit.Edit
		tagged, remains int
	}{{setAside, 0, 3}, {setAside.Inverse(), 1, 4}} {
		p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.SetAside, Edits: []edit.Edit{c.edit}})
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		list, err := p.Summaries("Ines")
		if err != nil || list[0].Progress.Tagged() != c.tagged || list[0].Progress.Sentences != c.remains {
			t.Errorf("progress %+v (%v), want %+v", list[0].Progress, err, c)
		}
	}
}
