package index_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
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

func TestAnIndexIsUsedAgainWhenTheProjectIsOpened(t *testing.T) {
	path, docs := storagetest.Library(t, 40)
	p := storagetest.Reopened(t, path, storage.Options{ReadOnly: true})
	if r := storagetest.SameFound(t, p); r.Scanned || r.Note != nil {
		t.Errorf("articles were read: %+v", r)
	}
	storagetest.Covered(t, p)
	p.Close()

	p = storagetest.Reopened(t, path, storage.Options{}) // the index must also be right after a removal and a split
	p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[5].ID, Before: true}}})
	change, err := edit.Splitting(docs[7], 0, docs[7].Units[0].Span.Len()/2)
	if err == nil {
		p.Enqueue(change)
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	storagetest.SameFound(t, p)
	p.Close()
	storagetest.SameFound(t, storagetest.Reopened(t, path, storage.Options{ReadOnly: true}))
}

func TestTheIndexOfAnotherProjectIsNotUsed(t *testing.T) {
	mine, _ := storagetest.Library(t, 60)
	other, _ := storagetest.Library(t, 50)
	data, err := os.ReadFile(other + index.Ext)
	if err == nil {
		err = os.WriteFile(mine+index.Ext, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	p := storagetest.Reopened(t, mine, storage.Options{})
	if _, r := storagetest.Find(t, p.Search, storagetest.Parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("it is used: %+v", r)
	}
	storagetest.SettleIndex(p)
	storagetest.SameFound(t, p)
	storagetest.Covered(t, p)
}

// Another version may have used another tokenizer, so its index could miss
// sentences.
func TestTheIndexOfAnOlderVersionIsMadeAgain(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	data, err := os.ReadFile(path + index.Ext)
	if err != nil {
		t.Fatal(err)
	}
	header := bytes.IndexByte(data, '\n') + 1
	version := binary.LittleEndian.Uint32(data[header:])
	sum := header + 8 + int(binary.LittleEndian.Uint32(data[header+4:]))
	binary.LittleEndian.PutUint32(data[header:], version-1)
	binary.LittleEndian.PutUint32(data[sum:], crc32.Checksum(data[:sum], crc32.MakeTable(crc32.Castagnoli)))
	if err := os.WriteFile(path+index.Ext, data, 0o600); err != nil {
		t.Fatal(err)
	}
	p := storagetest.Reopened(t, path, storage.Options{})
	if _, r := storagetest.Find(t, p.Search, storagetest.Parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexOld) {
		t.Errorf("it is used: %+v", r)
	}
	storagetest.SettleIndex(p)
	if r := storagetest.SameFound(t, p); r.Note != nil || r.Scanned {
		t.Errorf("made again, the result is %+v", r)
	}
	storagetest.Covered(t, p)
	if data, err = os.ReadFile(path + index.Ext); err != nil || binary.LittleEndian.Uint32(data[header:]) != version {
		t.Errorf("the file has another version (%v)", err)
	}
}

// In turn, the project is replaced by an older copy, the index by an older copy,
// and the project by an older copy that then gets other changes.
func TestAnIndexOfAnotherStateIsBroughtToThisOne(t *testing.T) {
	path, docs := storagetest.Library(t, 40)
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
	project, oldIndex := keep(path), keep(path+index.Ext)
	goOn := func(seed uint64) {
		p := storagetest.Reopened(t, path, storage.Options{})
		rng := rand.New(rand.NewPCG(seed, 1))
		var more []*model.Document
		for range 30 {
			more = append(more, storagetest.Babble(rng))
		}
		storagetest.Import(t, p, more...)
		for i := range 10 {
			p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[i+int(seed)].ID, Before: true}}})
		}
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		storagetest.SettleIndex(p)
		storagetest.SameFound(t, p)
		p.Close()
	}
	goOn(1)
	newProject, newIndex := keep(path), keep(path+index.Ext)
	for _, c := range []struct {
		name           string
		project, index []byte
	}{
		{"the project is older", project, newIndex},
		{"the index is older", newProject, oldIndex},
	} {
		put(path, c.project)
		put(path+index.Ext, c.index)
		p := storagetest.Reopened(t, path, storage.Options{})
		storagetest.SameFound(t, p)
		storagetest.SettleIndex(p)
		storagetest.SameFound(t, p)
		p.Close()
	}
	put(path, project) // the project is older and then gets other changes
	put(path+index.Ext, newIndex)
	goOn(2)
	storagetest.SameFound(t, storagetest.Reopened(t, path, storage.Options{ReadOnly: true}))
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
			if err := os.Rename(path+index.Ext, fresh+index.Ext); err != nil {
				t.Fatal(err)
			}
			return fresh
		}},
		{"another name", func(t *testing.T, path, fresh string) string {
			for _, ext := range []string{"", index.Ext} {
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
			path, docs := storagetest.Library(t, 40)
			p := storagetest.Reopened(t, path, storage.Options{Encode: storagetest.Encode})
			if _, err := p.BackupByHand(t.Context()); err != nil {
				t.Fatal(err)
			}
			rng, history := rand.New(rand.NewPCG(4, 4)), edit.NewHistory(p.History)
			for range 30 {
				disturb(t, rng, p, docs, history)
			}
			storagetest.SettleIndex(p)
			storagetest.SameFound(t, p)
			p.Close()
			p = storagetest.Reopened(t, c.do(t, path, path+"-2"+model.ProjectExt), storage.Options{})
			agree(t, rng, p, docs, 10)
			storagetest.SettleIndex(p)
			agree(t, rng, p, docs, 10)
			storagetest.Covered(t, p)
		})
	}
}

// After an import is undone or redone, the index finds the same as a scan.
func TestAnUndoneImportIsNotFoundAndFoundAgain(t *testing.T) {
	path, _ := storagetest.Library(t, 40)
	p := storagetest.Reopened(t, path, storage.Options{})
	history := edit.NewHistory(p.History)
	before := storagetest.SameFound(t, p).Total
	for _, step := range []struct {
		changes func(string) ([]edit.Change, error)
		make    func([]edit.Change) edit.Change
		want    int
	}{{history.Undo, edit.Undoing, 0}, {history.Redo, edit.Redoing, before}, {history.Undo, edit.Undoing, 0}} {
		changes, err := step.changes("")
		if err != nil {
			t.Fatal(err)
		}
		c := step.make(changes)
		c.ID = p.Enqueue(c)
		history.Append(c)
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := storagetest.SameFound(t, p); r.Total != step.want || r.Scanned {
			t.Errorf("%d are found, want %d (articles were read: %v)", r.Total, step.want, r.Scanned)
		}
		storagetest.SettleIndex(p)
		storagetest.SameFound(t, p)
	}
}

func TestAnIndexFileThatIsHalfUnusedIsRewritten(t *testing.T) {
	path, docs := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	rng, history := rand.New(rand.NewPCG(6, 6)), edit.NewHistory(p.History)
	size, shrunk := int64(0), false
	for range 400 {
		for range 6 {
			disturb(t, rng, p, docs, history)
		}
		storagetest.SettleIndex(p)
		info, err := os.Stat(path + index.Ext)
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
	storagetest.SameFound(t, p)
	p.Close()
	p = storagetest.Reopened(t, path, storage.Options{ReadOnly: true})
	storagetest.SameFound(t, p)
	if parts, _, _, _ := p.Index().Shape(t.Context()); len(parts) == 0 {
		t.Error("the new file is not used")
	}
	if left, _ := filepath.Glob(path + index.Ext + ".*"); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestClosingEndsTheMakingOfAnIndex(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	for range 20 {
		if err := os.Remove(path + index.Ext); err != nil && !errors.Is(err, os.ErrNotExist) {
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
	storagetest.SameFound(t, storagetest.Reopened(t, path, storage.Options{ReadOnly: true}))
}

func TestASearchEndsWhenTheProjectIsBeingClosed(t *testing.T) {
	path, _ := storagetest.Library(t, 500)
	p := storagetest.Reopened(t, path, storage.Options{})
	found := 0
	_, err := p.Search(t.Context(), storagetest.Parse(t, "/a/ "), index.Options{}, func(search.Found) error {
		if found++; found == 1 {
			p.Index().Stop()
		}
		return nil
	})
	if !errors.Is(err, fs.ErrClosed) {
		t.Errorf("after %d articles it ends with %v", found, err)
	}
}
