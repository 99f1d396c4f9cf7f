package adopt_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
	"assay.app/assay/storage/storagetest"
)

// throughFile exports a project to a format and reads the file.
func throughFile(t *testing.T, f exchange.Format, p *storage.Project) *peer.Batch {
	t.Helper()
	var out bytes.Buffer
	if _, err := f.Export(t.Context(), &out, p, exchange.Options{Now: func() time.Time { return peertest.Epoch }}); err != nil {
		t.Fatal(err)
	}
	files, err := bundle.Of("out"+f.Ext, out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := exchange.Recognised(files); err != nil || got.Key != f.Key {
		t.Errorf("the file is taken for %s, %v", got.Key, err)
	}
	b, err := f.Read(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAFileLoadedIntoItsProjectChangesNothing(t *testing.T) {
	for _, f := range exchange.Formats() {
		if !f.Loads || !f.Previewed() {
			continue
		}
		for seed := range uint64(5) {
			t.Run(fmt.Sprint(f.Key, " ", seed), func(t *testing.T) {
				p := peertest.Project(t, rand.New(rand.NewPCG(seed, 99)), 3, 20)
				got := plan(t, p, throughFile(t, f, p), nil).Preview
				if c := got.Count; c.Written() > 0 || c.Lost > 0 || c.Conflicts > 0 || c.Added > 0 || c.Texts > 0 || len(got.Unmapped)+len(got.Codebook)+len(got.Phrases) > 0 {
					t.Errorf("%+v", got)
				}
			})
		}
	}
}

func TestAFileLoadedIntoANewProjectLosesNothingThatItHas(t *testing.T) {
	for _, f := range exchange.Formats() {
		if !f.Loads || !f.Previewed() {
			continue
		}
		for seed := range uint64(5) {
			t.Run(fmt.Sprint(f.Key, " ", seed), func(t *testing.T) {
				from := peertest.Project(t, rand.New(rand.NewPCG(seed, 99)), 3, 20)
				to := storagetest.NewWith(t, storage.Options{Now: func() time.Time { return peertest.Epoch }})
				got := load(t, to, throughFile(t, f, from), nil)
				if f.Key != "hypothesis" && f.Key != "conll" && got.Count.Lost > 0 {
					t.Errorf("%+v", got)
				}
				again := plan(t, to, throughFile(t, f, from), nil).Preview
				if again.Count.Written() > 0 {
					t.Errorf("a second load writes %+v", again.Count)
				}
			})
		}
	}
}
