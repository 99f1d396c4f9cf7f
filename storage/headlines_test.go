package storage_test

import (
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// titled makes an article whose title is one of its sentences if isSentence is set.
func titled(text string, isSentence bool) *model.Document {
	d := storagetest.Document("Gate fails. " + text)
	d.Metadata.Title = "Gate Fails."
	if !isSentence {
		d.Units[0].Kind = model.UnitHeader
	}
	return d
}

func TestWhetherHeadlinesAreTagged(t *testing.T) {
	tags := func(p *storage.Project, want bool, when string) {
		t.Helper()
		if on, err := p.TagsHeadlines(); err != nil || on != want {
			t.Errorf("%s: %v (%v), want %v", when, on, err, want)
		}
	}
	copied := model.ProjectInfo{ID: "0123456789abcdef0123456789abcdef", Name: "Copy"}
	for _, c := range []struct {
		name     string
		identity model.ProjectInfo
		docs     []*model.Document
		want     bool
	}{
		{"a new project", model.ProjectInfo{}, nil, false},
		{"a new project in which a headline was restored", model.ProjectInfo{}, []*model.Document{titled("One.", true)}, false},
		{"a copy without articles", copied, nil, false},
		{"a copy with headlines aside", copied, []*model.Document{titled("One.", false), titled("Two.", false)}, false},
		{"a copy with tagged headlines", copied, []*model.Document{titled("One.", false), titled("Two.", true)}, true},
	} {
		path := filepath.Join(t.TempDir(), "p.assay")
		p, err := storage.Create(path, storage.Options{Identity: c.identity})
		if err != nil {
			t.Fatal(err)
		}
		storagetest.Import(t, p, c.docs...)
		tags(p, c.want, c.name)
		if err := p.SetTagsHeadlines(!c.want); err != nil {
			t.Fatal(err)
		}
		tags(p, !c.want, c.name+", set")
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if p, err = storage.Open(path, storage.Options{}); err != nil {
			t.Fatal(err)
		}
		tags(p, !c.want, c.name+", opened again")
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		saved := filepath.Join(t.TempDir(), "saved.assay")
		if _, err := mend.Recover(t.Context(), path, saved, storage.Options{}); err != nil {
			t.Fatal(err)
		}
		if p, err = storage.Open(saved, storage.Options{}); err != nil {
			t.Fatal(err)
		}
		tags(p, !c.want, c.name+", saved from damage")
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
