package storagetest

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/storage"
	"github.com/boltdb/bolt"
)

// ClosedBytes returns the bytes of a closed project with the given number of
// articles.
func ClosedBytes(t testing.TB, articles int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "whole.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range articles {
		Import(t, p, Invent(rng, 20))
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// WriteOld writes a file and sets its modification time to a minute ago.
func WriteOld(t testing.TB, path string, data []byte) {
	t.Helper()
	ago := time.Now().Add(-time.Minute)
	if err := errors.Join(os.WriteFile(path, data, 0o644), os.Chtimes(path, ago, ago)); err != nil {
		t.Fatal(err)
	}
}

// Noise returns n pseudorandom bytes, the same in every call.
func Noise(n int) []byte {
	var seed [32]byte
	b := make([]byte, n)
	rand.NewChaCha8(seed).Read(b)
	return b
}

// UsedBytes returns the size in bytes of a bolt database up to the end of its last
// page. The file can be longer.
func UsedBytes(t testing.TB, data []byte) int {
	t.Helper()
	path := filepath.Join(t.TempDir(), "used.assay")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o644, &bolt.Options{Timeout: time.Second, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	size := 0
	err = db.View(func(tx *bolt.Tx) error { size = int(tx.Size()); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// FolderHas checks that a folder contains exactly these names.
func FolderHas(t testing.TB, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("in the folder are %v, not %v", names, want)
	}
}

// Spoil flips a bit in the text of the first article of a closed project. The file
// still opens.
func Spoil(t testing.TB, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte(firstText(t, path))
	at := strings.LastIndex(string(data), string(text[:20]))
	if at < 0 {
		t.Fatal("the text is not in the file")
	}
	data[at+10] ^= 4
	WriteOld(t, path, data)
}

// firstText returns the text of the first article of a closed project.
func firstText(t testing.TB, path string) string {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.Document(all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return d.Text
}
