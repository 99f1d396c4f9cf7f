package storage_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/storagetest"
)

// labelledByThree returns a project with 1,000 annotations of three analysts: claims and
// quotes in turn.
func labelledByThree(t *testing.T) *storage.Project {
	t.Helper()
	p := storagetest.New(t)
	text := strings.Repeat("It rained. ", 100)
	n := 0
	for article := range 4 {
		doc := storagetest.Document(fmt.Sprintf("Article %d came. %s", article, text))
		storagetest.Import(t, p, doc)
		for i := range doc.Units {
			for _, by := range []string{"Ana", "Bo", "Ines"} {
				if n++; n > 1000 {
					continue
				}
				label := []model.LabelKey{model.Claim, model.Quote}[n%2]
				key := record.OnSentence(doc.ID, doc.Units[i].Span, by)
				p.Enqueue(edit.Change{At: noon, Analyst: by, Verb: edit.Tag, Edits: []edit.Edit{
					edit.Of(key, nil, &model.Annotation{Analyst: by, Label: label, At: noon}),
				}})
			}
		}
	}
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	return p
}

var noon = time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC)

func useOf(t *testing.T, p *storage.Project) map[model.LabelKey]int {
	t.Helper()
	used, err := p.LabelUse(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return used
}

func bookIn(t *testing.T, p *storage.Project) model.Codebook {
	t.Helper()
	book, err := p.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// revise carries out a revision as a program does.
func revise(t *testing.T, p *storage.Project, r edit.Revision) edit.Change {
	t.Helper()
	entries, err := p.Entries()
	if err != nil {
		t.Fatal(err)
	}
	used, err := p.Annotated(context.Background(), r.Affected(entries), func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	edits, err := r.Edits(entries, used, noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	c := edit.Change{At: noon.Add(time.Hour), Analyst: "Ana", Verb: r.Verb, Edits: edits}
	c.ID = p.Enqueue(c)
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestARevisionOfAThousandAnnotationsIsOneChange(t *testing.T) {
	p := labelledByThree(t)
	if got := useOf(t, p); got[model.Claim] != 500 || got[model.Quote] != 500 {
		t.Fatalf("the annotations are %v", got)
	}
	before := bookIn(t, p)
	after := append(model.Codebook{}, before...)
	after[0].Retired = true
	after[1].Definition = "Anything in quotation marks."
	joined := revise(t, p, edit.Revision{Verb: edit.JoinLabels, After: after, Relabel: map[model.LabelKey]model.LabelKey{model.Claim: model.Quote}})
	if got := useOf(t, p); got[model.Claim] != 0 || got[model.Quote] != 1000 {
		t.Errorf("after the join, the annotations are %v", got)
	}
	if history, err := p.History(^uint64(0), 1); err != nil || history[0].ID != joined.ID || history[0].Verb != edit.JoinLabels {
		t.Errorf("the newest change is %v, %v", history, err)
	}
	if got := bookIn(t, p); !got[0].Retired || got[1].Defined.IsZero() {
		t.Errorf("the codebook is %+v", got)
	}

	changes, err := edit.NewHistory(p.History).Undo("")
	if err != nil || len(changes) != 1 || changes[0].ID != joined.ID {
		t.Fatalf("what can be undone is %v, %v", changes, err)
	}
	p.Enqueue(edit.Undoing(changes))
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := useOf(t, p); got[model.Claim] != 500 || got[model.Quote] != 500 {
		t.Errorf("after undo, the annotations are %v", got)
	}
	if got := bookIn(t, p); !reflect.DeepEqual(got, before) {
		t.Errorf("after undo, the codebook is %+v", got)
	}
}

func TestARevisedCodebookIsLoadedAsItIs(t *testing.T) {
	p := labelledByThree(t)
	file := append(model.Codebook{{Key: "wire", Name: "Wire copy", Letter: "V", Group: "Form", Use: "If credited."}}, bookIn(t, p)[:2]...)
	file[2].Name, file[2].Definition = "Speech", "Anything said."
	after, _, _, missing := edit.Adopting(bookIn(t, p), file)
	if len(missing) != 1 || missing[0] != model.Background {
		t.Fatalf("missing are %q", missing)
	}
	revise(t, p, edit.Revision{Verb: edit.ChangeCodebook, After: after})
	want := bookIn(t, p)
	if len(want) != 3 || want[0].Key != "wire" || want[2].Name != "Speech" {
		t.Fatalf("the codebook is %+v", want)
	}

	var raw bytes.Buffer
	if _, err := exchange.Export(context.Background(), &raw, p, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	set, err := setfile.Read(&raw)
	if err != nil {
		t.Fatal(err)
	}
	opts := storage.Options{Encode: storagetest.Encode, Identity: set.Project}
	opts.Codebook, opts.Positions = set.Founding()
	path := filepath.Join(t.TempDir(), "copy.assay")
	q, err := storage.Create(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { storagetest.Finish(t, q) })
	done, err := merge.Load(context.Background(), q, set, "Bo")
	if err != nil || done.Conflicts != 0 || done.Annotations != 1000 {
		t.Fatalf("%d annotations, %d conflicts, %v", done.Annotations, done.Conflicts, err)
	}
	if got := bookIn(t, q); !reflect.DeepEqual(got, want) {
		t.Errorf("the copy's codebook is\n%+v\nwant\n%+v", got, want)
	}
	if got := useOf(t, q); !reflect.DeepEqual(got, useOf(t, p)) {
		t.Errorf("the copy's annotations are %v", got)
	}
}
