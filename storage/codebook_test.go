package storage_test

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/storage"
)

func TestAProjectIsMadeWithAnotherCodebook(t *testing.T) {
	for _, n := range []int{0, 1, 4, 12} {
		path := filepath.Join(t.TempDir(), "p.assay")
		want := modeltest.Codebook(n)
		p, err := storage.Create(path, storage.Options{Codebook: want})
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Codebook()
		if err != nil || len(got) != n || n > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("the codebook is %v, %v; want %v", got, err, want)
		}
		if problems, err := p.Verify(context.Background()); err != nil || len(problems) > 0 {
			t.Errorf("the project has problems: %v, %v", problems, err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestACodebookThatCannotBeKeptIsRefused(t *testing.T) {
	for name, book := range map[string]model.Codebook{
		"a label twice":    {{Key: "risk"}, {Key: "risk"}},
		"a label no key":   {{Name: "Risk"}},
		"a word of a mark": {{Key: "risk", Letter: "Ri"}},
	} {
		path := filepath.Join(t.TempDir(), "p.assay")
		if p, err := storage.Create(path, storage.Options{Codebook: book}); err == nil {
			t.Errorf("%s is accepted", name)
			_ = p.Close()
		}
	}
}
