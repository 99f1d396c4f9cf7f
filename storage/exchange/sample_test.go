package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/intaketest"
)

var epoch = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// clock always returns the epoch.
func clock() time.Time { return epoch }

// after returns the time some minutes after the epoch.
func after(minutes int) time.Time { return epoch.Add(time.Duration(minutes) * time.Minute) }

const (
	harbour = "Harbour wall gives way\n\nThe wall of the old harbour gave way on Tuesday. “We saw it coming,” said Ana Ré, the harbour master. It was built in 1931.\n\nNo one was hurt. A < b && c > d stays as it is.\n"
	ferry   = "The ferry to Ölland was cancelled. Passengers waited — some for 9 hours. 🚢 came at last.\r\n\r\nThe company had no comment.\r\n"
)

// parse returns the document made from a text.
func parse(t testing.TB, text, path string) *model.Document {
	t.Helper()
	return intaketest.Document(t, text, path, intake.Options{Now: clock})
}

// newProject returns an empty project. It is verified and closed when the test
// ends.
func newProject(t testing.TB) *storage.Project {
	t.Helper()
	p, err := storage.Create(filepath.Join(t.TempDir(), "project.assay"), storage.Options{Now: clock, Generator: "test", Encode: coding.Encode})
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

func importDocs(t testing.TB, p *storage.Project, docs ...*model.Document) {
	t.Helper()
	if _, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "ana"}); err != nil {
		t.Fatal(err)
	}
}

// apply makes the edits in one change and waits until it is on disk.
func apply(t testing.TB, p *storage.Project, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: epoch, Analyst: "ana", Verb: edit.Tag, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// applyAsBefore makes edits with values that only older versions accepted. It uses
// a change of the kind GoBack, which may restore such values.
func applyAsBefore(t testing.TB, p *storage.Project, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{At: epoch, Verb: edit.GoBack, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func label(doc *model.Document, sentence int, analyst string, key model.LabelKey, at time.Time) edit.Annotation {
	return edit.Annotation{
		Article: doc.ID, Sentence: doc.Sentences()[sentence].Span, Analyst: analyst,
		After: &model.Annotation{Analyst: analyst, Label: key, At: at},
	}
}

func note(target model.NoteTarget, id, analyst, text string, at time.Time) edit.NoteText {
	return edit.NoteText{After: &model.Note{
		ID: id, Target: target, Analyst: analyst, Text: text, Grade: model.Grade{Source: "B"}, Created: at, Updated: at,
	}}
}

// workedOn returns a project of two articles with labels and notes of several
// analysts on sentences, asides, articles and outlets, and with a note on a
// sentence that was split later.
func workedOn(t testing.TB) *storage.Project {
	t.Helper()
	p := newProject(t)
	one, two := parse(t, harbour, `C:\Users\someone\press\harbour.txt`), parse(t, ferry, "/home/someone/press/ferry.txt")
	importDocs(t, p, one, two)
	meta := one.Metadata
	meta.Outlet, meta.Title = "The  Quay Post", "Harbour wall gives way"
	quote := one.Sentences()[2]
	apply(t, p,
		edit.Metadata{Article: one.ID, Before: one.Metadata, After: meta},
		label(one, 1, "zoe", model.Claim, after(3).Add(123456789)),
		label(one, 1, "ana", model.Background, after(1)),
		label(two, 0, "ana", model.Claim, after(2)),
		label(one, 2, "ana", model.Quote, after(2)),
		note(model.OnSentence(one.ID, one.Sentences()[1].Span), "n2", "zoe", "Who says so? <b>", after(5)),
		note(model.OnSentence(one.ID, one.Sentences()[1].Span), "n1", "ana", "Later.\nIn two lines.", after(4)),
		note(model.OnArticle(two.ID), "n3", "ana", "Thin.", after(6)),
		note(model.OnOutlet("the quay post"), "n4", "mia", "Local, careful.", after(7)),
		note(model.OnOutlet("Nobody Else"), "n5", "mia", "", after(8)),
	)
	middle := quote.Span.Start + strings.IndexByte(quote.Span.Of(one.Text), ',') + len(",”")
	first, second := quote, quote
	first.Span.End, second.Span.Start = middle, middle+1
	aside := one.Sentences()[3]
	dimmed := aside
	dimmed.Kind = model.UnitResidue
	apply(t, p,
		note(model.OnSentence(one.ID, aside.Span), "n6", "ana", "On what is set aside.", after(9)),
		label(one, 3, "zoe", model.Background, after(9)),
		edit.Units{Article: one.ID, Before: []model.Unit{aside}, After: []model.Unit{dimmed}},
		edit.Annotation{Article: one.ID, Sentence: quote.Span, Analyst: "ana", Before: &model.Annotation{Analyst: "ana", Label: model.Quote, At: after(2)}},
		note(model.OnSentence(one.ID, quote.Span), "n7", "ana", "On the whole of it.", after(9)),
		edit.Units{Article: one.ID, Before: []model.Unit{quote}, After: []model.Unit{first, second}},
	)
	return p
}

func export(t testing.TB, src exchange.Source, opts exchange.Options) []byte {
	t.Helper()
	if opts.Now == nil {
		opts.Now = clock
	}
	opts.Generator = "test"
	var b bytes.Buffer
	count, err := exchange.Export(context.Background(), &b, src, opts)
	if err != nil {
		t.Fatal(err)
	}
	if count.Bytes != int64(b.Len()) {
		t.Errorf("counted %d bytes of %d", count.Bytes, b.Len())
	}
	return b.Bytes()
}

func read(t testing.TB, raw []byte) *setfile.Set {
	t.Helper()
	set, err := setfile.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func load(t testing.TB, p *storage.Project, set *setfile.Set) results.Load {
	t.Helper()
	done, err := merge.Load(context.Background(), p, set, "loader")
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// invented returns n different articles.
func invented(t testing.TB, n int) []*model.Document {
	t.Helper()
	docs := make([]*model.Document, 0, n)
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "Tram line %d to open\n\n", i)
		for j := range 12 {
			fmt.Fprintf(&b, "Stop %d of line %d will have a shelter, the council said on Monday. “Nobody should wait in the rain,” said its speaker. ", j, i)
			if j%3 == 2 {
				b.WriteString("\n\n")
			}
		}
		docs = append(docs, parse(t, b.String(), fmt.Sprintf("/press/tram-%04d.txt", i)))
	}
	return docs
}

// shelf is a Source that returns the contents of a set.
type shelf struct{ set *setfile.Set }

var _ exchange.Source = shelf{}

func (s shelf) Info() model.ProjectInfo           { return s.set.Project }
func (s shelf) Codebook() (model.Codebook, error) { return s.set.Codebook, nil }

func (s shelf) Articles() iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		for _, a := range s.set.Articles {
			if !yield(a.Article, nil) {
				return
			}
		}
	}
}

func (s shelf) Document(id model.ArticleID) (*model.Document, error) {
	for _, a := range s.set.Articles {
		if a.ID == id {
			return a.Document, nil
		}
	}
	return nil, model.ErrNoArticle
}

func (s shelf) OutletNotes() ([]model.Note, error) {
	var out []model.Note
	for _, o := range s.set.Outlets {
		out = append(out, o.Notes...)
	}
	return out, nil
}
