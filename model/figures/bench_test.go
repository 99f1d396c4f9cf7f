package figures_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
)

// million has 50,000 articles of 20 sentences. Each has a label, and every tenth an attribution, a
// grade and a mention.
func million() *work {
	rng := rand.New(rand.NewPCG(1, 2))
	w := newWork()
	by := w.names.Analyst("Ines")
	for i := range 50_000 {
		f := figures.ArticleFacts{ID: model.ArticleID(fmt.Sprintf("%016x", i)), Title: fmt.Sprint("Article ", rng.Uint64()), Outlet: fmt.Sprint("Outlet ", rng.IntN(300)), Published: fmt.Sprintf("2031-%02d-%02d", 1+rng.IntN(12), 1+rng.IntN(28))}
		var units []model.Unit
		for s := range 20 {
			units = append(units, model.Unit{Span: sentence(s)})
			f.Annotations = append(f.Annotations, figures.Annotation{Place: place(s), Analyst: by, Label: w.names.Label(model.DefaultCodebook()[rng.IntN(3)].Key), Day: int32(22_000 + i/500)})
			if s%10 == 0 {
				voice, statement := fmt.Sprint("voice ", rng.IntN(500)), fmt.Sprint("S", rng.IntN(100))
				f.Attributions = append(f.Attributions, figures.Attribution{Place: place(s), Analyst: by, Voice: w.names.Voice(record.VoiceIDOf(voice), voice)})
				f.Grades = append(f.Grades, figures.Grade{Place: place(s), Analyst: by, Letter: 'B', Digit: '2'})
				f.Mentions = append(f.Mentions, figures.Mention{Place: place(s), Analyst: by, Statement: w.names.Statement(model.StatementID(statement), statement)})
			}
		}
		f.SetUnits(units)
		w.articles = append(w.articles, f)
	}
	return w
}

// fastest calls do in b.Loop and reports the shortest time, which says more than the mean while
// other programs run.
func fastest(b *testing.B, do func()) {
	least := time.Duration(1 << 62)
	for b.Loop() {
		began := time.Now()
		do()
		least = min(least, time.Since(began))
	}
	b.ReportMetric(float64(least.Microseconds())/1e3, "ms/fastest")
}

// BenchmarkCount measures the counting of a million sentences that are in memory, and of one more
// label.
func BenchmarkCount(b *testing.B) {
	w := million()
	named := func(c *figures.Counts) {
		for _, name := range figures.Named() {
			c.Figure(name)
		}
	}
	b.Run("all", func(b *testing.B) { fastest(b, func() { named(w.counts()) }) })
	for _, name := range []string{"labels-by-article", "labels-by-outlet", "speakers"} {
		b.Run(name, func(b *testing.B) { fastest(b, func() { w.counts().Figure(name) }) })
		b.Run("label/"+name, func(b *testing.B) {
			c := w.counts()
			named(c)
			doc := w.articles[7]
			n := 0
			fastest(b, func() {
				n++
				var label *model.Annotation // removed and given in turns, so that the article's row moves
				if n%2 == 0 {
					label = &model.Annotation{Analyst: "Ines", Label: model.DefaultCodebook()[n%3].Key}
				}
				c.Apply(edit.Record{Key: record.OnSentence(doc.ID, sentence(n/2%20), "Ines"), After: orNil(label)})
				c.Figure(name)
			})
		})
	}
}

// orNil returns the content of a record, or nil.
func orNil(a *model.Annotation) any {
	if a == nil {
		return nil
	}
	return a
}
