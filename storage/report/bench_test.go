package report_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/html"
	"assay.app/assay/storage/storagetest"
)

// filled returns a project with invented articles, and with statements of which each is judged and
// mentioned in ten articles.
func filled(b *testing.B, articles, statements int) *builder {
	b.Helper()
	const sentences, mentions = 30, 10
	one := empty(b)
	rng := rand.New(rand.NewPCG(1, 2))
	var docs []*model.Document
	for i := range articles {
		doc := storagetest.Invent(rng, sentences)
		doc.Metadata.Outlet, doc.Metadata.Published, doc.Metadata.PublishedAt = fmt.Sprint("Outlet ", i%12), fmt.Sprintf("2031-03-%02d", i%28+1), ""
		docs = append(docs, doc)
	}
	if _, err := one.p.Import(b.Context(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"}); err != nil {
		b.Fatal(err)
	}
	var edits []edit.Edit
	for i := range statements {
		id, title := model.StatementID(fmt.Sprint("s", i)), fmt.Sprint("Statement number ", i)
		judgement := model.JudgementID(fmt.Sprint("j", i))
		edits = append(edits, statement(id, title, float64(i)), judge("Ines", judgement, record.Judgement{
			Statement: id, Title: title, Verdict: "likely", Likelihood: model.Unlikely, Confidence: model.LowConfidence, Reason: "Few sources.",
		}))
		for k := range mentions {
			place := on(docs[(i*mentions+k)%len(docs)], i%20)
			edits = append(edits, mention("Ines", place, id, model.Asserts), cite("Ines", place, judgement, model.For))
		}
	}
	one.do("Ines", edits...)
	return one
}

// BenchmarkReport writes a report of 100 statements over 50 articles.
func BenchmarkReport(b *testing.B) {
	one := filled(b, 50, 100)
	for _, f := range report.Formats() {
		if !f.Marked {
			continue
		}
		b.Run(f.Ext[1:], func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "r"+f.Ext)
			for b.Loop() {
				if _, err := one.composer().WriteFile(b.Context(), path, report.Options{}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAnnex writes the annex of 13,013 articles. It reports by how much the heap grows.
func BenchmarkAnnex(b *testing.B) {
	const articles = 13_013
	one := filled(b, articles, 10)
	composer := one.composer()
	o := only(report.SummaryPart, report.AnnexPart)
	for b.Loop() {
		d, err := composer.Document(b.Context(), o, nil)
		if err != nil {
			b.Fatal(err)
		}
		was := debug.SetGCPercent(10) // so that the heap is little more than what is in use
		runtime.GC()
		var before, now runtime.MemStats
		runtime.ReadMemStats(&before)
		most := before.HeapAlloc
		sample := writerFunc(func(p []byte) (int, error) {
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			return len(p), nil
		})
		if err := html.Write(b.Context(), sample, d, html.Options{}); err != nil {
			b.Fatal(err)
		}
		debug.SetGCPercent(was)
		b.ReportMetric(float64(most-before.HeapAlloc)/(1<<20), "MB-above")
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

var _ io.Writer = writerFunc(nil)
