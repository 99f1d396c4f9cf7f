package figures_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	read "assay.app/assay/storage/figures"
	"assay.app/assay/storage/storagetest"
)

// benchArticles articles of benchSentences sentences have a million sentences.
const (
	benchArticles  = 50_000
	benchSentences = 20
)

// large makes a project in which every sentence has a label, and every tenth also an attribution,
// a grade and a mention.
func large(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "large"+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	at := storagetest.Noon()
	var batch []*model.Document
	flush := func() {
		storagetest.Import(b, p, batch...)
		for _, d := range batch {
			c := edit.Change{At: at, Analyst: "Ines", Verb: edit.Load}
			for i, u := range d.Units {
				label := model.DefaultCodebook()[rng.IntN(3)].Key
				c.Edits = append(c.Edits, edit.OfLabel(d, u.Span, "Ines", nil, &model.Annotation{Analyst: "Ines", Label: label, At: at}))
				if i%10 == 0 {
					c.Edits = append(c.Edits, benchSources(rng, model.Subject{Article: d.ID, Sentence: u.Span}, at)...)
				}
			}
			p.Enqueue(c)
			at = at.Add(time.Minute)
		}
		if err := p.Flush(b.Context()); err != nil {
			b.Fatal(err)
		}
		batch = nil
	}
	for i := range benchArticles {
		d := storagetest.Invent(rng, benchSentences)
		d.Metadata.Outlet = fmt.Sprintf("Outlet %d", rng.IntN(300))
		if batch = append(batch, d); len(batch) == 1000 || i == benchArticles-1 {
			flush()
		}
	}
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func benchSources(rng *rand.Rand, on model.Subject, at time.Time) []edit.Edit {
	voice := model.VoiceID(fmt.Sprintf("voice %d", rng.IntN(500)))
	statement := model.StatementID(fmt.Sprintf("S%d", rng.IntN(100)))
	return []edit.Edit{
		edit.Of(record.AttributionOn(on.Article, on.Sentence, "Ines"), nil, &record.Attribution{Analyst: "Ines", Voice: voice, Name: string(voice), Mode: model.Direct, At: at}),
		edit.Of(record.GradeOn(on, "Ines"), nil, &record.Grade{Analyst: "Ines", Grade: model.Grade{Source: "B", Information: "2"}, At: at}),
		edit.Of(record.MentionOn(on, "Ines", statement), nil, &record.Mention{Analyst: "Ines", Statement: statement, Title: string(statement), Stance: model.Asserts, At: at}),
	}
}

// BenchmarkFigures measures all figures of a project with a million sentences that was just
// opened, and those after one more label.
func BenchmarkFigures(b *testing.B) {
	path := large(b)
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			p := reopened(b, path)
			b.StartTimer()
			c := counted(b, p)
			b.StopTimer()
			if err := p.Close(); err != nil {
				b.Fatal(err)
			}
			_ = c
			b.StartTimer()
		}
	})
	b.Run("read", func(b *testing.B) {
		p := reopened(b, path)
		defer p.Close()
		for b.Loop() {
			if _, err := read.Read(b.Context(), p, time.UTC); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("label", func(b *testing.B) {
		p := reopened(b, path)
		defer p.Close()
		d, err := p.Document(firstArticle(b, p))
		if err != nil {
			b.Fatal(err)
		}
		c := counted(b, p)
		n := 0
		for b.Loop() {
			a := &model.Annotation{Analyst: "Ines", Label: model.DefaultCodebook()[n%3].Key, At: storagetest.Noon()}
			c.Apply(edit.OfLabel(d, d.Units[n%len(d.Units)].Span, "Ines", nil, a))
			if _, err := c.Cross(figures.Cross{Rows: figures.Article, Columns: figures.Label}); err != nil {
				b.Fatal(err)
			}
			n++
		}
	})
}

func reopened(b *testing.B, path string) *storage.Project {
	b.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func firstArticle(b *testing.B, p *storage.Project) model.ArticleID {
	b.Helper()
	for a, err := range p.Articles() {
		if err != nil {
			b.Fatal(err)
		}
		return a.ID
	}
	b.Fatal("no article")
	return ""
}

// counted returns the counts of a project after all named figures were made.
func counted(b *testing.B, p *storage.Project) *figures.Counts {
	b.Helper()
	facts, err := read.Read(b.Context(), p, time.UTC)
	if err != nil {
		b.Fatal(err)
	}
	c := figures.NewCounts(facts, compare.Request{})
	for _, name := range figures.Named() {
		if f, ok := c.Figure(name); !ok || f.Total < 0 {
			b.Fatal(name)
		}
	}
	return c
}
