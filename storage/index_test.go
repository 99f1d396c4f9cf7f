package storage_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// library makes a closed project with invented articles and an index of several
// segments, and returns its path and articles.
func library(t testing.TB, articles int) (path string, docs []*model.Document) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library"+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.SmallIndex(60)
	rng := rand.New(rand.NewPCG(3, uint64(articles)))
	for range articles {
		docs = append(docs, babble(rng))
	}
	storagetest.Import(t, p, docs...)
	p.SettleIndex()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + storage.IndexExt); err != nil {
		t.Fatalf("there is no index: %v", err)
	}
	return path, docs
}

// reopened opens the project and closes it at the end of the test.
func reopened(t testing.TB, path string, opts storage.Options) *storage.Project {
	t.Helper()
	p, err := storage.Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	p.SmallIndex(60)
	return p
}

// same fails the test if the index and a scan find different results for some
// queries with many hits. It returns the result of the first query.
func same(t testing.TB, p *storage.Project) search.Result {
	t.Helper()
	var first search.Result
	for i, text := range []string{"a", "ab ", "東", "в* -а", `"a b`, "tide", "outlet:tide a", "date:2031"} {
		want, _ := find(t, p.Scan, parse(t, text), index.Options{})
		got, result := find(t, p.Search, parse(t, text), index.Options{})
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q finds with the index\n%q\nand without\n%q", text, texts(got), texts(want))
		}
		if i == 0 {
			first = result
		}
	}
	return first
}

// used fails the test unless the index covers all articles.
func used(t testing.TB, p *storage.Project) {
	t.Helper()
	if parts, _, next, err := p.IndexShape(); err != nil || len(parts) == 0 || next != uint64(p.Stored())+1 {
		t.Errorf("the index has the parts %v, up to article %d of %d (%v)", parts, next, p.Stored(), err)
	}
}

func TestAnIndexIsUsedAgainWhenTheProjectIsOpened(t *testing.T) {
	path, docs := library(t, 40)
	p := reopened(t, path, storage.Options{ReadOnly: true})
	if r := same(t, p); r.Scanned || r.Note != nil {
		t.Errorf("articles were read: %+v", r)
	}
	used(t, p)
	p.Close()

	p = reopened(t, path, storage.Options{}) // the index must also be right after a removal and a split
	p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[5].ID, Before: true}}})
	change, err := edit.Splitting(docs[7], 0, docs[7].Units[0].Span.Len()/2)
	if err == nil {
		p.Enqueue(change)
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, p)
	p.Close()
	same(t, reopened(t, path, storage.Options{ReadOnly: true}))
}

func TestTheIndexOfAnotherProjectIsNotUsed(t *testing.T) {
	mine, _ := library(t, 60)
	other, _ := library(t, 50)
	data, err := os.ReadFile(other + storage.IndexExt)
	if err == nil {
		err = os.WriteFile(mine+storage.IndexExt, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	p := reopened(t, mine, storage.Options{})
	if _, r := find(t, p.Search, parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("it is used: %+v", r)
	}
	p.SettleIndex()
	same(t, p)
	used(t, p)
}

// An older version made its index with another tokenizer, so that index would miss
// sentences.
func TestTheIndexOfAnOlderVersionIsMadeAgain(t *testing.T) {
	path, _ := library(t, 60)
	data, err := os.ReadFile(path + storage.IndexExt)
	if err != nil {
		t.Fatal(err)
	}
	header := bytes.IndexByte(data, '\n') + 1
	version := binary.LittleEndian.Uint32(data[header:])
	sum := header + 8 + int(binary.LittleEndian.Uint32(data[header+4:]))
	binary.LittleEndian.PutUint32(data[header:], version-1)
	binary.LittleEndian.PutUint32(data[sum:], crc32.Checksum(data[:sum], crc32.MakeTable(crc32.Castagnoli)))
	if err := os.WriteFile(path+storage.IndexExt, data, 0o600); err != nil {
		t.Fatal(err)
	}
	p := reopened(t, path, storage.Options{})
	if _, r := find(t, p.Search, parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexOld) {
		t.Errorf("it is used: %+v", r)
	}
	p.SettleIndex()
	if r := same(t, p); r.Note != nil || r.Scanned {
		t.Errorf("made again, the result is %+v", r)
	}
	used(t, p)
	if data, err = os.ReadFile(path + storage.IndexExt); err != nil || binary.LittleEndian.Uint32(data[header:]) != version {
		t.Errorf("the file has another version (%v)", err)
	}
}

// In turn, the project is replaced by an older copy, the index by an older copy,
// and the project by an older copy that then gets other changes.
func TestAnIndexOfAnotherStateIsBroughtToThisOne(t *testing.T) {
	path, docs := library(t, 40)
	keep := func(name string) []byte {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	put := func(name string, data []byte) {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	project, index := keep(path), keep(path+storage.IndexExt)
	goOn := func(seed uint64) {
		p := reopened(t, path, storage.Options{})
		rng := rand.New(rand.NewPCG(seed, 1))
		var more []*model.Document
		for range 30 {
			more = append(more, babble(rng))
		}
		storagetest.Import(t, p, more...)
		for i := range 10 {
			p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[i+int(seed)].ID, Before: true}}})
		}
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.SettleIndex()
		same(t, p)
		p.Close()
	}
	goOn(1)
	newProject, newIndex := keep(path), keep(path+storage.IndexExt)
	for _, c := range []struct {
		name           string
		project, index []byte
	}{
		{"the project is older", project, newIndex},
		{"the index is older", newProject, index},
	} {
		put(path, c.project)
		put(path+storage.IndexExt, c.index)
		p := reopened(t, path, storage.Options{})
		same(t, p)
		p.SettleIndex()
		same(t, p)
		p.Close()
	}
	put(path, project) // the project is older and then gets other changes
	put(path+storage.IndexExt, newIndex)
	goOn(2)
	same(t, reopened(t, path, storage.Options{ReadOnly: true}))
}

func TestWhatTakesTheProjectsPlaceIsFoundRight(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(t *testing.T, path, fresh string) (where string)
	}{
		{"a backup", func(t *testing.T, path, _ string) string {
			backups, err := backup.List(path)
			if err == nil {
				err = mend.Restore(t.Context(), backups[0].Path, path)
			}
			if err != nil {
				t.Fatal(err)
			}
			return path
		}},
		{"a compacted file", func(t *testing.T, path, _ string) string {
			if _, err := mend.Compact(t.Context(), path, storage.Options{Encode: storagetest.Encode}); err != nil {
				t.Fatal(err)
			}
			return path
		}},
		{"a recovered file, with the old index", func(t *testing.T, path, fresh string) string {
			if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode}); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(path+storage.IndexExt, fresh+storage.IndexExt); err != nil {
				t.Fatal(err)
			}
			return fresh
		}},
		{"another name", func(t *testing.T, path, fresh string) string {
			for _, ext := range []string{"", storage.IndexExt} {
				if err := os.Rename(path+ext, fresh+ext); err != nil {
					t.Fatal(err)
				}
			}
			return fresh
		}},
		{"another name, without the index", func(t *testing.T, path, fresh string) string {
			if err := os.Rename(path, fresh); err != nil {
				t.Fatal(err)
			}
			return fresh
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, docs := library(t, 40)
			p := reopened(t, path, storage.Options{Encode: storagetest.Encode})
			if _, err := p.BackupByHand(t.Context()); err != nil {
				t.Fatal(err)
			}
			rng, history := rand.New(rand.NewPCG(4, 4)), edit.NewHistory(p.History)
			for range 30 {
				disturb(t, rng, p, docs, history)
			}
			p.SettleIndex()
			same(t, p)
			p.Close()
			p = reopened(t, c.do(t, path, path+"-2"+model.ProjectExt), storage.Options{})
			agree(t, rng, p, docs, 10)
			p.SettleIndex()
			agree(t, rng, p, docs, 10)
			used(t, p)
		})
	}
}

// After an import is undone or redone, the index finds the same as a scan.
func TestAnUndoneImportIsNotFoundAndFoundAgain(t *testing.T) {
	path, _ := library(t, 40)
	p := reopened(t, path, storage.Options{})
	history := edit.NewHistory(p.History)
	before := same(t, p).Total
	for _, step := range []struct {
		changes func() ([]edit.Change, error)
		make    func([]edit.Change) edit.Change
		want    int
	}{{history.Undo, edit.Undoing, 0}, {history.Redo, edit.Redoing, before}, {history.Undo, edit.Undoing, 0}} {
		changes, err := step.changes()
		if err != nil {
			t.Fatal(err)
		}
		c := step.make(changes)
		c.ID = p.Enqueue(c)
		history.Append(c)
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := same(t, p); r.Total != step.want || r.Scanned {
			t.Errorf("%d are found, want %d (articles were read: %v)", r.Total, step.want, r.Scanned)
		}
		p.SettleIndex()
		same(t, p)
	}
}

func TestAFileThatIsHalfOfNoUseIsWrittenAnew(t *testing.T) {
	path, docs := library(t, 60)
	p := reopened(t, path, storage.Options{})
	rng, history := rand.New(rand.NewPCG(6, 6)), edit.NewHistory(p.History)
	size, shrunk := int64(0), false
	for range 400 {
		for range 6 {
			disturb(t, rng, p, docs, history)
		}
		p.SettleIndex()
		info, err := os.Stat(path + storage.IndexExt)
		if err != nil {
			t.Fatal(err)
		}
		if shrunk = info.Size() < size; shrunk {
			break
		}
		size = info.Size()
	}
	if !shrunk {
		t.Fatalf("it has grown to %d bytes", size)
	}
	same(t, p)
	p.Close()
	p = reopened(t, path, storage.Options{ReadOnly: true})
	same(t, p)
	if parts, _, _, _ := p.IndexShape(); len(parts) == 0 {
		t.Error("the new file is not used")
	}
	if left, _ := filepath.Glob(path + storage.IndexExt + ".*"); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestClosingEndsTheMakingOfAnIndex(t *testing.T) {
	path, _ := library(t, 60)
	for range 20 {
		if err := os.Remove(path + storage.IndexExt); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		p, err := storage.Open(path, storage.Options{Index: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	same(t, reopened(t, path, storage.Options{ReadOnly: true}))
}

func TestASearchEndsWhenTheProjectIsBeingClosed(t *testing.T) {
	path, _ := library(t, 500)
	p := reopened(t, path, storage.Options{})
	found := 0
	_, err := p.Search(t.Context(), parse(t, "/a/ "), index.Options{}, func(search.Found) error {
		if found++; found == 1 {
			p.StopIndex()
		}
		return nil
	})
	if !errors.Is(err, fs.ErrClosed) {
		t.Errorf("after %d articles it ends with %v", found, err)
	}
}
