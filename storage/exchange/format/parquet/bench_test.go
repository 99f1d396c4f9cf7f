package parquet

import (
	"context"
	"io"
	"math/rand/v2"
	"testing"

	"assay.app/assay/storage/exchange/peer/peertest"
)

// nowhere is a folder that keeps nothing.
type nowhere struct{}

func (nowhere) Create(string) (io.Writer, error) { return io.Discard, nil }

// BenchmarkWrite writes a project with 40 articles. Its bytes are those of the texts.
func BenchmarkWrite(b *testing.B) {
	c := open(b, peertest.Project(b, rand.New(rand.NewPCG(1, 2)), 40, 1000))
	for _, f := range Formats() {
		b.Run(f.Key, func(b *testing.B) {
			bytes := 0
			for _, p := range pages(b, c) {
				bytes += len(p.Text)
			}
			b.SetBytes(int64(bytes))
			for b.Loop() {
				if err := f.Bundle(context.Background(), nowhere{}, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
