package workbook_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/workbook"
	"assay.app/assay/storage/storagetest"
)

// benchRows is the number of sentences of BenchmarkWorkbook, and benchArticle that of each article.
const (
	benchRows    = 200_000
	benchArticle = 40
)

// BenchmarkWorkbook writes a project of 200,000 sentences, of which analysts labelled half and
// attributed some, without statements and with 50. It reports rows a second, the size of a row in
// the file, and by how much the heap was larger than before at its peak.
func BenchmarkWorkbook(b *testing.B) {
	for name, statements := range map[string]int{"labels": 0, "statements": 50} {
		b.Run(name, func(b *testing.B) {
			p := large(b, benchRows/benchArticle, statements)
			runtime.GC()
			before := heap()
			var size int64
			var peak uint64
			for b.Loop() {
				done, watched := make(chan struct{}), make(chan uint64)
				go func() { watched <- watch(done) }()
				count, err := workbook.Write(context.Background(), io.Discard, p, workbook.Options{})
				close(done)
				peak = max(peak, <-watched)
				if err != nil || count.Sentences < benchRows {
					b.Fatal(count, err)
				}
				size = count.Bytes
			}
			b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(size)/benchRows, "B/row")
			b.ReportMetric(float64(peak-min(peak, before))/1e6, "peak-MB")
		})
	}
}

// heap returns the size of the heap in bytes, without stopping the program.
func heap() uint64 {
	now := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(now)
	return now[0].Value.Uint64()
}

// watch returns the largest size of the heap until done is closed.
func watch(done chan struct{}) (peak uint64) {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		peak = max(peak, heap())
		select {
		case <-done:
			return peak
		case <-tick.C:
		}
	}
}

// large returns a project with the given numbers of articles of benchArticle sentences and of
// statements.
func large(b *testing.B, articles, statements int) *storage.Project {
	b.Helper()
	p := exchangetest.NewProject(b)
	const batch = 500
	for from := 0; from < articles; from += batch {
		var docs []*model.Document
		for i := from; i < min(from+batch, articles); i++ {
			docs = append(docs, numbered(i))
		}
		exchangetest.Import(b, p, docs...)
		for _, doc := range docs {
			p.Enqueue(edit.Change{At: exchangetest.Epoch, Analyst: "ana", Verb: edit.Tag, Edits: work(doc, statements)})
		}
		if err := p.Flush(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
	for i := range statements {
		exchangetest.Apply(b, p, edit.Of(record.StatementKey(model.StatementID(fmt.Sprint("s", i))), nil, &record.Statement{Title: fmt.Sprint("Line ", i, " opens"), Position: float64(i)}))
	}
	return p
}

// numbered returns an article of benchArticle sentences of words in random order.
func numbered(n int) *model.Document {
	words := strings.Fields(`harbour tram council ferry shelter glass steel Monday minutes line town pier bridge wall
		market river school clerk mayor island timber winter ticket lantern signal platform engine cargo tide storm
		opened closed repaired promised counted delayed measured painted carried refused because although after before`)
	chance := rand.New(rand.NewPCG(uint64(n), 1))
	var text strings.Builder
	for range benchArticle {
		text.WriteString("The")
		for range 18 {
			text.WriteString(" " + words[chance.IntN(len(words))])
		}
		fmt.Fprintf(&text, " %d. ", chance.IntN(1000))
	}
	doc := storagetest.Document(strings.TrimSpace(text.String()))
	doc.Metadata = model.Metadata{
		Title: fmt.Sprintf("Tram line %d to open", n), Outlet: fmt.Sprint("Outlet ", n%25), Published: "2031-03-12",
		URL: fmt.Sprintf("https://outlet%d.example/tram/%d", n%25, n), Language: "en",
	}
	return doc
}

// work returns edits by which two analysts label half of an article's sentences. In every tenth
// article, one sentence is attributed and, if there are statements, a mention of one.
func work(doc *model.Document, statements int) (edits []edit.Edit) {
	labels := []model.LabelKey{model.Claim, model.Quote, model.Background}
	for i := range doc.Sentences() {
		if i%2 == 0 {
			edits = append(edits, exchangetest.Label(doc, i, "ana", labels[i%3], exchangetest.After(i)))
		}
		if i%4 == 0 {
			edits = append(edits, exchangetest.Label(doc, i, "bo", labels[(i+1)%3], exchangetest.After(i)))
		}
	}
	if first := doc.Sentences()[0].Span; doc.ID[0] == 'a' || doc.ID[0] == '0' {
		on := model.Subject{Article: doc.ID, Sentence: first}
		edits = append(edits,
			edit.Of(record.AttributionOn(doc.ID, first, "ana"), nil, &record.Attribution{
				Analyst: "ana", Voice: "the council", Name: "The Council", Mode: model.Indirect, Cue: "said", At: exchangetest.Epoch,
			}))
		if statements == 0 {
			return edits
		}
		id := model.StatementID(fmt.Sprint("s", int(doc.ID[1])%statements))
		edits = append(edits,
			edit.Of(record.MentionOn(on, "ana", id), nil, &record.Mention{Statement: id, Analyst: "ana", Title: "It opens", Stance: model.Asserts, At: exchangetest.Epoch}))
	}
	return edits
}
