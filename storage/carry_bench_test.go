package storage_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// The article whose versions are compared, and the work that is carried.
const (
	carrySentences   = 10_000
	carryAnnotations = 1_000
)

// benchVersions makes a project with two versions of an article, and 1,000 annotations on the
// older one. One sentence in ten has another number in the newer version, and one in a hundred
// is dropped or added.
func benchVersions(b *testing.B) (p *storage.Project, older, newer model.ArticleID) {
	b.Helper()
	p = storagetest.New(b)
	first := storagetest.Invent(rand.New(rand.NewPCG(1, 2)), carrySentences)
	var text strings.Builder
	at := 0
	for i, u := range first.Units {
		sentence := u.Span.Of(first.Text)
		switch {
		case i%100 == 7:
			sentence = ""
		case i%100 == 57:
			sentence += " Nobody in the whole town had expected this to happen."
		case i%10 == 3:
			sentence = strings.Replace(sentence, " metres", "5 metres", 1)
		}
		text.WriteString(first.Text[at:u.Span.Start] + sentence)
		at = u.Span.End
	}
	second := storagetest.Document(strings.TrimSpace(text.String()))
	second.Metadata = first.Metadata
	storagetest.Import(b, p, first, second)
	c := edit.Change{At: storagetest.Noon(), Analyst: "Ines", Verb: edit.Tag}
	for i := range carryAnnotations {
		u := first.Units[i*carrySentences/carryAnnotations]
		c.Edits = append(c.Edits, edit.OfLabel(first, u.Span, "Ines", nil, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: c.At}))
	}
	enqueueIn(b, p, c)
	return p, first.ID, second.ID
}

func enqueueIn(b *testing.B, p *storage.Project, c edit.Change) {
	b.Helper()
	p.Enqueue(c)
	if err := p.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkCarry measures how long it takes to make an article of 10,000 sentences a newer version
// of another one and to carry 1,000 annotations, from reading both articles until all is on the disk.
func BenchmarkCarry(b *testing.B) {
	p, older, newer := benchVersions(b)
	for b.Loop() {
		chains, err := p.Chains()
		if err != nil {
			b.Fatal(err)
		}
		plan, err := carry.Planner{Chains: chains, Document: p.Document}.Add(newer, older, false)
		if err != nil || plan.Carried+len(plan.Left) != carryAnnotations {
			b.Fatalf("carried %d, left %d: %v", plan.Carried, len(plan.Left), err)
		}
		plan.Change.At, plan.Change.Analyst = storagetest.Noon(), "Ines"
		enqueueIn(b, p, plan.Change)
		b.StopTimer()
		enqueueIn(b, p, edit.Change{At: storagetest.Noon(), Analyst: "Ines", Verb: edit.NewVersion, Edits: edit.Inverses(plan.Change.Edits)})
		b.StartTimer()
	}
	if chains, err := p.Chains(); err != nil || chains.Stored(newer) != (*record.Predecessor)(nil) {
		b.Fatalf("the last undo failed: %v", err)
	}
}

// BenchmarkDifferences measures how long it takes to find the sentences and words that differ
// between two such versions, with and without reading them from the project.
func BenchmarkDifferences(b *testing.B) {
	p, older, newer := benchVersions(b)
	read := func() (x, y *model.Document) {
		x, err := p.Document(older)
		if err != nil {
			b.Fatal(err)
		}
		if y, err = p.Document(newer); err != nil {
			b.Fatal(err)
		}
		return x, y
	}
	compare := func(x, y *model.Document) {
		changed := 0
		for _, pair := range align.Documents(x, y) {
			if pair.Kind == align.Changed {
				changed++
			}
		}
		if changed == 0 {
			b.Fatal("no differences")
		}
	}
	x, y := read()
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			read()
		}
	})
	b.Run("compare", func(b *testing.B) {
		for b.Loop() {
			compare(x, y)
		}
	})
	b.Run("read and compare", func(b *testing.B) {
		for b.Loop() {
			compare(read())
		}
	})
}
