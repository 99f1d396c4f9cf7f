package storage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// desk is a session on a real project, as in the window.
type desk struct {
	*session.Session
	t       testing.TB
	path    string
	project *storage.Project
}

// atDesk makes a project of invented articles and a session on it. The project is
// verified at the end of the test.
func atDesk(t testing.TB, articles, sentences int) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "desk"+model.ProjectExt)}
	p, err := storage.Create(d.path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, uint64(articles)))
	docs := make([]*model.Document, articles)
	for i := range docs {
		docs[i] = storagetest.Invent(rng, sentences)
	}
	if _, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"}); err != nil {
		t.Fatal(err)
	}
	d.sit(p)
	t.Cleanup(func() {
		if problems, err := d.project.Verify(context.Background()); err != nil || len(problems) > 0 {
			t.Errorf("the project is damaged: %v %v", problems, err)
		}
		if err := d.project.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func (d *desk) sit(p *storage.Project) {
	d.t.Helper()
	s, err := session.New(p, session.Options{Analyst: "Ines"})
	if err != nil {
		d.t.Fatal(err)
	}
	d.project, d.Session = p, s
}

// again closes and reopens the project.
func (d *desk) again() {
	d.t.Helper()
	if err := d.project.Close(); err != nil {
		d.t.Fatal(err)
	}
	p, err := storage.Open(d.path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		d.t.Fatal(err)
	}
	d.sit(p)
}

// saved waits until everything is on the disk, and notifies the session.
func (d *desk) saved() {
	d.t.Helper()
	if err := d.project.Flush(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	newest, err := d.project.History(^uint64(0), 1)
	if err != nil {
		d.t.Fatal(err)
	}
	d.StoreStatus(newest[0].ID, nil)
}

func (d *desk) find(query string) *search.Hits {
	d.t.Helper()
	q, err := search.Parse(query)
	if err != nil {
		d.t.Fatal(err)
	}
	var hits search.Hits
	_, err = d.project.Search(context.Background(), q, index.Options{Analyst: "Ines"}, func(f search.Found) error {
		hits.Add(f)
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return &hits
}

func (d *desk) tagAll(hits *search.Hits, label model.LabelKey) edit.Labelled {
	d.t.Helper()
	plan, err := d.PlanTagAll(hits, label, true)
	if err == nil {
		err = plan.Read(context.Background(), func(int, int) {})
	}
	if err != nil {
		d.t.Fatal(err)
	}
	n, err := d.TagAll(plan)
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// tagged returns three counts of the sentences with a label, separated by spaces:
// those of the session's list, the project's list, and a search.
func (d *desk) tagged(label model.LabelKey) string {
	d.t.Helper()
	inFile := 0
	list, err := d.project.Summaries("Ines")
	if err != nil {
		d.t.Fatal(err)
	}
	for _, s := range list {
		inFile += s.Progress.Labelled[label]
	}
	return fmt.Sprint(d.Total().Labelled[label], inFile, d.find("label:"+string(label)+" ").Sentences())
}

func (d *desk) want(label model.LabelKey, n int) {
	d.t.Helper()
	if got, want := d.tagged(label), fmt.Sprint(n, n, n); got != want {
		d.t.Errorf("%s are called %s, and %d should be", got, label, n)
	}
}

func TestThousandsOfFoundSentencesAreOneStepInTheFile(t *testing.T) {
	articles, least := 265, 5000
	if testing.Short() {
		articles, least = 100, 1000
	}
	d := atDesk(t, articles, 20)
	quotes := d.find("ferry ")
	if quotes.Sentences() < 200 {
		t.Fatalf("only %d sentences were found", quotes.Sentences())
	}
	d.tagAll(quotes, "quote")
	d.saved()
	d.want("quote", quotes.Sentences())

	all := d.find("the ")
	if all.Sentences() < least {
		t.Fatalf("only %d sentences were found", all.Sentences())
	}
	if err := d.Open(all.Articles()[3]); err != nil {
		t.Fatal(err)
	}
	if n := d.tagAll(all, "claim"); n.Changed != all.Sentences() || n.Replaced != quotes.Sentences() || n.Articles != articles {
		t.Errorf("%+v", n)
	}
	if got := d.Total().Tagged(); got != all.Sentences() { // before it is saved
		t.Errorf("the list counts %d", got)
	}
	d.saved()
	d.want("claim", all.Sentences())
	d.want("quote", 0)

	reverse := func(f func() (edit.Verb, error), wantVerb edit.Verb) {
		t.Helper()
		if verb, err := f(); err != nil || verb != wantVerb {
			t.Fatalf("%q (%v)", verb, err)
		}
		d.saved()
	}
	reverse(d.Undo, edit.TagFound)
	d.want("claim", 0)
	d.want("quote", quotes.Sentences())
	reverse(d.Redo, edit.TagFound)
	d.want("claim", all.Sentences())
	d.again()
	d.want("claim", all.Sentences())
	reverse(d.Undo, edit.TagFound)
	d.again()
	d.want("quote", quotes.Sentences())
	reverse(d.Redo, edit.TagFound)
	d.want("claim", all.Sentences())
	if n := d.tagAll(all, ""); n.Changed != all.Sentences() {
		t.Errorf("cleared: %+v", n)
	}
	d.saved()
	d.want("claim", 0)
	reverse(d.Undo, edit.ClearFound)
	reverse(d.Undo, edit.TagFound)
	reverse(d.Undo, edit.TagFound)
	d.want("claim", 0)
	d.want("quote", 0)
}

// BenchmarkTagAll measures labelling all hits: the part on the session's goroutine,
// which must not block, and the parts elsewhere.
func BenchmarkTagAll(b *testing.B) {
	for _, articles := range []int{250, 5000} { // 5,000 and 100,000 sentences
		d := atDesk(b, articles, 20)
		if err := d.Open(d.Row(0).ID); err != nil {
			b.Fatal(err)
		}
		hits := d.find("the ")
		b.Run(fmt.Sprintf("sentences=%d", hits.Sentences()), func(b *testing.B) {
			var read, change, save, undo times
			for i := 0; i < b.N; i++ {
				plan, err := d.PlanTagAll(hits, "claim", true)
				if err != nil {
					b.Fatal(err)
				}
				for _, step := range []struct {
					t *times
					f func() error
				}{
					{&read, func() error { return plan.Read(context.Background(), func(int, int) {}) }},
					{&change, func() error { _, err := d.TagAll(plan); return err }},
					{&save, func() error { d.saved(); return nil }},
					{&undo, func() error { _, err := d.Undo(); return err }},
				} {
					if err := step.t.add(step.f); err != nil {
						b.Fatal(err)
					}
				}
				d.saved()
			}
			for name, t := range map[string]times{"read": read, "change": change, "save": save, "undo": undo} {
				b.ReportMetric(float64(t.at(0))/1e6, "ms/best-"+name)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
