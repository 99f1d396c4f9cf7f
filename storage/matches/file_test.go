package matches_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// headerLen is the length of the header of a project's file.
func headerLen(p *storage.Project) int { return 16 + 4 + 4 + len(p.Info().ID) + 4 }

// A file that was altered anywhere, cut off, continued, replaced by that of another project
// or written by another version is made again, and what is found is the same.
func TestUnusableFileIsMadeAgain(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	docs := coverage(20, 4)
	path := library(t, docs)
	file := matches.Path(path)
	whole := readFile(t, file)
	foreign := readFile(t, matches.Path(library(t, docs)))
	p := reopen(t, path, storage.Options{ReadOnly: true})
	want, header := found(t, matching(t, p), nil), headerLen(p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if len(want.pairs) == 0 {
		t.Fatal("nothing is found")
	}
	damaged := map[string][]byte{"empty": nil, "zeros": make([]byte, len(whole)), "continued": append(bytes.Clone(whole), 0), "another project's": foreign}
	old := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(old[16:], binary.LittleEndian.Uint32(old[16:])+1)
	binary.LittleEndian.PutUint32(old[header-4:], crc32.Checksum(old[:header-4], ledger.Castagnoli))
	damaged["a newer version's"] = old
	for range 10 {
		cut := rng.IntN(len(whole))
		damaged[fmt.Sprintf("cut off at %d", cut)] = whole[:cut]
	}
	for i := range header + 20 {
		flipped := bytes.Clone(whole)
		at := rng.IntN(len(whole))
		if i < header {
			at = i
		}
		flipped[at] ^= 1 << rng.IntN(8)
		damaged[fmt.Sprintf("a bit flipped at %d", at)] = flipped
	}
	for what, data := range damaged {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p := reopen(t, path, storage.Options{})
		m := matching(t, p)
		same(t, what, found(t, m, nil), want)
		wanted := matches.ErrDamaged
		if what == "a newer version's" {
			wanted = matches.ErrOld
		}
		if err := m.Note(); !errors.Is(err, wanted) {
			t.Errorf("%s: the note is %v", what, err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(readFile(t, file), whole) {
			t.Errorf("%s: the file that was made again differs", what)
		}
	}
}

// A file with right checksums, but other content, is not used.
func TestFileWithOtherContentIsNotUsed(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	path := library(t, coverage(21, 4))
	file := matches.Path(path)
	whole := readFile(t, file)
	p := reopen(t, path, storage.Options{ReadOnly: true})
	header := headerLen(p)
	for range 40 {
		data := bytes.Clone(whole)
		for range 1 + rng.IntN(3) {
			data[header+rng.IntN(len(data)-header-4)] = byte(rng.Uint32())
		}
		body := data[header : len(data)-4]
		binary.LittleEndian.PutUint32(data[len(data)-4:], crc32.Checksum(body, ledger.Castagnoli))
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p := reopen(t, path, storage.Options{ReadOnly: true})
		m := matching(t, p)
		got := found(t, m, nil) // at worst, some links are others
		if m.Note() != nil {
			same(t, m.Note().Error(), got, compared(t, p, nil))
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A file that is nearly up to date is used and left as it is; a project that is read only is
// compared without writing.
func TestFileIsUsedAndNotWrittenWithoutNeed(t *testing.T) {
	docs := coverage(22, 10)
	path := library(t, docs[:8])
	file := matches.Path(path)
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	unchanged := func(what string) {
		t.Helper()
		if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) {
			t.Errorf("%s: the file was written (%v)", what, err)
		}
	}
	p := reopen(t, path, storage.Options{})
	matching(t, p)
	unchanged("nothing new")
	storagetest.Import(t, p, docs[8:]...)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = reopen(t, path, storage.Options{ReadOnly: true})
	m := matching(t, p)
	same(t, "read only", found(t, m, nil), compared(t, p, nil))
	unchanged("read only")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	p = reopen(t, path, storage.Options{ReadOnly: true})
	same(t, "read only, without the file", found(t, matching(t, p), nil), compared(t, p, nil))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.FolderHas(t, filepath.Dir(path), "library.assay")
	matching(t, reopen(t, path, storage.Options{ReadOnly: true, KeepMatches: true}))
	storagetest.FolderHas(t, filepath.Dir(path), "library.assay", "library.assay"+matches.Ext)
}

// A project whose file cannot be written is compared in memory.
func TestProjectWithoutRoomForTheFileIsCompared(t *testing.T) {
	path := library(t, coverage(23, 6))
	file := matches.Path(path)
	if err := errors.Join(os.Remove(file), os.Mkdir(file, 0o700)); err != nil {
		t.Fatal(err)
	}
	p := reopen(t, path, storage.Options{})
	for range 2 {
		m := matching(t, p)
		same(t, "a folder has its name", found(t, m, nil), compared(t, p, nil))
		if err := m.Note(); !errors.Is(err, model.ErrNotRegular) {
			t.Errorf("the note is %v", err)
		}
	}
	if info, err := os.Stat(file); err != nil || !info.IsDir() {
		t.Errorf("the folder is %v (%v)", info, err)
	}
}

// An older state of the project, from a backup, has fewer articles than the file; a copy of
// the project's file and the file of matches go together, and a renamed project keeps its
// file.
func TestFileServesCopiesOfTheProject(t *testing.T) {
	docs := coverage(24, 12)
	path := library(t, docs[:9])
	older := readFile(t, path)
	p := reopen(t, path, storage.Options{})
	storagetest.Import(t, p, docs[9:]...)
	matching(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	newer := readFile(t, path)
	if err := os.WriteFile(path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	p = reopen(t, path, storage.Options{ReadOnly: true})
	m := matching(t, p)
	same(t, "older", found(t, m, nil), compared(t, p, nil))
	if !errors.Is(m.Note(), matches.ErrOld) {
		t.Errorf("the note is %v", m.Note())
	}
	if err := errors.Join(p.Close(), os.WriteFile(path, newer, 0o600)); err != nil {
		t.Fatal(err)
	}
	renamed := filepath.Join(filepath.Dir(path), "renamed.assay")
	if err := mend.Rename(path, renamed); err != nil {
		t.Fatal(err)
	}
	p = reopen(t, renamed, storage.Options{ReadOnly: true})
	m = matching(t, p)
	same(t, "renamed", found(t, m, nil), compared(t, p, nil))
	if _, err := os.Stat(matches.Path(renamed)); err != nil || m.Note() != nil {
		t.Errorf("the note is %v, the file: %v", m.Note(), err)
	}
}

// FuzzFile compares a small project beside any file with right checksums.
func FuzzFile(f *testing.F) {
	path := library(f, coverage(25, 2))
	file := matches.Path(path)
	whole := readFile(f, file)
	p := reopen(f, path, storage.Options{ReadOnly: true})
	header := headerLen(p)
	if err := p.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(whole[header : len(whole)-4])
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, body []byte) {
		data := append(bytes.Clone(whole[:header]), body...)
		data = binary.LittleEndian.AppendUint32(data, crc32.Checksum(body, ledger.Castagnoli))
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p := reopen(t, path, storage.Options{ReadOnly: true})
		if _, err := matching(t, p).Match(t.Context(), nil, nil); err != nil {
			t.Fatal(err)
		}
	})
}
