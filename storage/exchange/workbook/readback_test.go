package workbook_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"testing"

	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/format/table"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
	"assay.app/assay/storage/exchange/workbook"
)

// Labels and notes that are written into a workbook must be read back from it.
func TestWhatIsReadBackFromAWorkbookSurvives(t *testing.T) {
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 24))
		p := peertest.Project(t, rng, rng.IntN(4), 1+rng.IntN(40))
		f := table.Workbook()
		f.Write = func(ctx context.Context, w io.Writer, c *peer.Corpus) error {
			_, err := workbook.Write(ctx, w, c.Store(), workbook.Options{Now: exchangetest.Clock})
			return err
		}
		c, err := peer.Open(t.Context(), p, peer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(t.Context(), &out, c); err != nil {
			t.Fatal(err)
		}
		b := peertest.Read(t, f, out.Bytes())
		peertest.Compare(t, f, c, b)
		if len(b.Remarks) > 0 {
			t.Errorf("%q", b.Remarks)
		}
	}
}
