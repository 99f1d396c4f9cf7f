package index_test

import (
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// indexFile returns the content of an index file and the id of its project.
func indexFile(t testing.TB) (data []byte, project string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "indexed"+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	docs := make([]*model.Document, 0, 300) // an import of at least 256 articles waits for the index
	for range cap(docs) {
		docs = append(docs, storagetest.Invent(rng, 8))
	}
	storagetest.Import(t, p, docs...)
	project = p.Info().ID
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	data, err = os.ReadFile(path + index.Ext)
	if err != nil {
		t.Fatal(err)
	}
	return data, project
}

func FuzzIndexFile(f *testing.F) {
	whole, id := indexFile(f)
	segments, states, all := index.ReadFile(whole, id)
	if segments == 0 || states == 0 || all != int64(len(whole)) {
		f.Fatalf("%d segments, %d states, %d of %d bytes", segments, states, all, len(whole))
	}
	f.Add(whole, []byte{})
	f.Add(whole[:len(whole)-3], slices.Concat([]byte{5}, make([]byte, 16), []byte{9}, make([]byte, 8), []byte{1, 3, 0, 1, 7}))
	f.Fuzz(func(t *testing.T, data, state []byte) {
		if n, m, end := index.ReadFile(data, id); end > int64(len(data)) || n+m > len(data) {
			t.Fatalf("of %d bytes %d are whole, with %d segments and %d states", len(data), end, n, m)
		}
		if again := index.StateAgain(state); again != nil && len(again) > len(state) {
			t.Fatalf("%x is written as %x", state, again)
		}
	})
}

// A state is read into memory, so its length is limited.
func TestAStateOfManyMegabytesIsNone(t *testing.T) {
	whole, id := indexFile(t)
	head, content := [12]byte{0: 'C'}, make([]byte, 65<<20)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(content)))
	sum := crc32.MakeTable(crc32.Castagnoli)
	binary.LittleEndian.PutUint32(head[8:], crc32.Update(crc32.Checksum(head[:8], sum), sum, content))
	if _, _, end := index.ReadFile(slices.Concat(whole, head[:], content), id); end != int64(len(whole)) {
		t.Errorf("%d bytes are whole, not %d", end, len(whole))
	}
}
