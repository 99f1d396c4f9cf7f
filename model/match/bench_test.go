package match

import (
	"context"
	"fmt"
	"runtime"
	"testing"
)

// BenchmarkEvent measures a build, and one article added afterwards.
func BenchmarkEvent(b *testing.B) {
	for _, articles := range []int{20, 200, 2000, 20000} {
		if articles > 2000 && testing.Short() {
			continue
		}
		texts := coverage(1, articles+1)
		sentences := 0
		for _, t := range texts {
			sentences += len(t.Sentences)
		}
		b.Run(fmt.Sprintf("build/%d", sentences), func(b *testing.B) {
			for b.Loop() {
				x := New()
				if err := x.AddAll(context.Background(), texts, nil); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapAlloc)/float64(sentences), "B/sentence")
				b.ReportMetric(float64(len(x.nodes)), "nodes")
				links := 0
				for _, n := range x.nodes {
					links += len(n.links)
				}
				b.ReportMetric(float64(links)/float64(len(x.nodes)), "links/node")
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(sentences), "µs/sentence")
		})
		b.Run(fmt.Sprintf("add/%d", sentences), func(b *testing.B) {
			x := New()
			if err := x.AddAll(context.Background(), texts[:articles], nil); err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			for range b.N {
				x.Add(texts[articles])
				b.StopTimer()
				x.Remove(texts[articles].ID)
				b.StartTimer()
			}
		})
	}
}
