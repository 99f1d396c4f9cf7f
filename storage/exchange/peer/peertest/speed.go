package peertest

import (
	"context"
	"io"
	"math/rand/v2"
	"testing"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// Speed is a benchmark that writes a random project of 40,000 sentences in a format. It reports the
// bytes written in each second.
func Speed(b *testing.B, f peer.Format) {
	p := Project(b, rand.New(rand.NewPCG(1, 24)), 40, 2000)
	c, err := peer.Open(context.Background(), p, peer.Options{})
	if err != nil {
		b.Fatal(err)
	}
	out := &counting{}
	for b.Loop() {
		out.n = 0
		if f.Write != nil {
			err = f.Write(context.Background(), out, c)
		} else {
			err = f.Bundle(context.Background(), out, c)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(out.n)
}

// counting counts what is written.
type counting struct{ n int64 }

// Create implements bundle.Folder.
func (c *counting) Create(string) (io.Writer, error) { return c, nil }

// Write implements io.Writer.
func (c *counting) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

var _ bundle.Folder = (*counting)(nil)
