package exchange_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

func BenchmarkExport1k(b *testing.B) {
	p := labelled1k(b)
	b.ReportAllocs()
	for b.Loop() {
		var w counter
		if _, err := exchange.Export(context.Background(), &w, p, exchange.Options{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(w))
	}
}

func BenchmarkRead1k(b *testing.B) {
	raw := exchangetest.Export(b, labelled1k(b), exchange.Options{})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := setfile.Read(bytes.NewReader(raw)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriteAndRead1k writes and reads a set alternately. It reports the speed of
// both, in MB/s.
func BenchmarkWriteAndRead1k(b *testing.B) {
	p := labelled1k(b)
	for name, opts := range map[string]exchange.Options{"whole": {}, "noText": {NoText: true}} {
		b.Run(name, func(b *testing.B) {
			var writing, reading time.Duration
			size := 0
			for b.Loop() {
				var raw bytes.Buffer
				begin := time.Now()
				if _, err := exchange.Export(context.Background(), &raw, p, opts); err != nil {
					b.Fatal(err)
				}
				written := time.Now()
				if _, err := setfile.Read(bytes.NewReader(raw.Bytes())); err != nil {
					b.Fatal(err)
				}
				writing, reading = writing+written.Sub(begin), reading+time.Since(written)
				size += raw.Len()
			}
			b.ReportMetric(float64(size)/1e6/writing.Seconds(), "write-MB/s")
			b.ReportMetric(float64(size)/1e6/reading.Seconds(), "read-MB/s")
		})
	}
}

// labelled1k returns a project of 1,000 articles with a label on each sentence.
func labelled1k(b *testing.B) *storage.Project {
	p := exchangetest.NewProject(b)
	docs := exchangetest.Invented(b, 1000)
	exchangetest.Import(b, p, docs...)
	for _, doc := range docs {
		var edits []edit.Edit
		for i := range doc.Sentences() {
			edits = append(edits, exchangetest.Label(doc, i, "ana", model.Claim, exchangetest.After(i)))
		}
		p.Enqueue(edit.Change{At: exchangetest.Epoch, Analyst: "ana", Verb: edit.Tag, Edits: edits})
	}
	if err := p.Flush(context.Background()); err != nil {
		b.Fatal(err)
	}
	return p
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
