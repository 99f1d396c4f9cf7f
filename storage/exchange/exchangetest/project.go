package exchangetest

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/intake/coding"
)

// Epoch is the time at which the projects and sets of this package are made.
var Epoch = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// Clock always returns Epoch.
func Clock() time.Time { return Epoch }

// After returns the time the given number of minutes after Epoch.
func After(minutes int) time.Time { return Epoch.Add(time.Duration(minutes) * time.Minute) }

// NewProject returns an empty project. It is verified and closed when the test
// ends.
func NewProject(t testing.TB) *storage.Project {
	t.Helper()
	return NewProjectOf(t, model.ProjectInfo{})
}

// NewProjectOf is NewProject with the identity of another project.
func NewProjectOf(t testing.TB, identity model.ProjectInfo) *storage.Project {
	t.Helper()
	return newProject(t, storage.Options{Identity: identity})
}

// NewProjectFor is NewProject for a set, as "assayctl load" creates it.
func NewProjectFor(t testing.TB, set *setfile.Set) *storage.Project {
	t.Helper()
	book, positions := set.Founding()
	return newProject(t, storage.Options{Identity: set.Project, Codebook: book, Positions: positions})
}

func newProject(t testing.TB, opts storage.Options) *storage.Project {
	t.Helper()
	opts.Now, opts.Generator, opts.Encode = Clock, "test", coding.Encode
	p, err := storage.Create(filepath.Join(t.TempDir(), "project.assay"), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if problems, err := p.Verify(context.Background()); err != nil || len(problems) > 0 {
			t.Errorf("the project is damaged: %v %v", problems, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// Import adds the documents to the project in the name of "ana".
func Import(t testing.TB, p *storage.Project, docs ...*model.Document) {
	t.Helper()
	if _, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "ana"}); err != nil {
		t.Fatal(err)
	}
}

// Apply makes the edits in one change and waits until it is on disk.
func Apply(t testing.TB, p *storage.Project, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: Epoch, Analyst: "ana", Verb: edit.Tag, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// ApplyAsBefore makes edits with values that only older versions accepted. It uses
// a change of the kind GoBack, which may restore such values.
func ApplyAsBefore(t testing.TB, p *storage.Project, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: Epoch, Verb: edit.GoBack, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// WorkedOn returns a project with two articles. Analysts have labels on sentences
// and an aside, and notes on sentences, an aside, an article and outlets. One note
// is on a sentence that was split later.
func WorkedOn(t testing.TB) *storage.Project {
	t.Helper()
	p := NewProject(t)
	one, two := Parse(t, Harbour, `C:\Users\someone\press\harbour.txt`), Parse(t, Ferry, "/home/someone/press/ferry.txt")
	Import(t, p, one, two)
	meta := one.Metadata
	meta.Outlet, meta.Title = "The  Quay Post", "Harbour wall gives way"
	quote := one.Sentences()[2]
	Apply(t, p,
		edit.Metadata{Article: one.ID, Before: one.Metadata, After: meta},
		Label(one, 1, "zoe", model.Claim, After(3).Add(123456789)),
		Label(one, 1, "ana", model.Background, After(1)),
		Label(two, 0, "ana", model.Claim, After(2)),
		Label(one, 2, "ana", model.Quote, After(2)),
		Note(model.OnSentence(one.ID, one.Sentences()[1].Span), "n2", "zoe", "Who says so? <b>", After(5)),
		Note(model.OnSentence(one.ID, one.Sentences()[1].Span), "n1", "ana", "Later.\nIn two lines.", After(4)),
		Note(model.OnArticle(two.ID), "n3", "ana", "Thin.", After(6)),
		Note(model.OnOutlet("the quay post"), "n4", "mia", "Local, careful.", After(7)),
		Note(model.OnOutlet("Nobody Else"), "n5", "mia", "", After(8)),
	)
	middle := quote.Span.Start + strings.IndexByte(quote.Span.Of(one.Text), ',') + len(",”")
	first, second := quote, quote
	first.Span.End, second.Span.Start = middle, middle+1
	aside := one.Sentences()[3]
	dimmed := aside
	dimmed.Kind = model.UnitResidue
	Apply(t, p,
		Note(model.OnSentence(one.ID, aside.Span), "n6", "ana", "On what is set aside.", After(9)),
		Label(one, 3, "zoe", model.Background, After(9)),
		edit.Units{Article: one.ID, Before: []model.Unit{aside}, After: []model.Unit{dimmed}},
		edit.Of(record.OnSentence(one.ID, quote.Span, "ana"), &model.Annotation{Analyst: "ana", Label: model.Quote, At: After(2)}, nil),
		Note(model.OnSentence(one.ID, quote.Span), "n7", "ana", "On the whole of it.", After(9)),
		edit.Units{Article: one.ID, Before: []model.Unit{quote}, After: []model.Unit{first, second}},
	)
	return p
}
