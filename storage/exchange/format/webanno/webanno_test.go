package webanno_test

import (
	"context"
	"io"
	"math/rand/v2"
	"testing"

	"assay.app/assay/storage/exchange/format/webanno"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func format() peer.Format { return webanno.Formats()[0] }

func TestAProjectIsReadAsItWasWritten(t *testing.T) { peertest.RoundTrip(t, format()) }

// counting is a folder that only counts what is written.
type counting struct{ n int64 }

func (c *counting) Create(string) (io.Writer, error) { return c, nil }

func (c *counting) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

func BenchmarkWrite(b *testing.B) {
	p := peertest.Project(b, rand.New(rand.NewPCG(1, 1)), 40, 400)
	c, err := peer.Open(context.Background(), p, peer.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		var to counting
		if err := format().Bundle(context.Background(), &to, c); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(to.n)
	}
}
