package intake_test

import (
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/recognise/recognisetest"
)

// TestTheSharedCorpusIsRecognised reads articles that are not part of the project.
// It states the lengths of their headlines instead of the headlines.
func TestTheSharedCorpusIsRecognised(t *testing.T) {
	const dir = "../../../shared/corpus"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("there is no shared corpus beside the project: ", err)
	}
	for name, want := range map[string]struct {
		meta  model.Metadata
		title int // in bytes
		kinds map[model.UnitKind]int
	}{
		"000_*": {meta: model.Metadata{Dateline: "WASHINGTON, Oct 10"}, kinds: map[model.UnitKind]int{model.UnitDateline: 1}},
		"001_*": {meta: model.Metadata{Outlet: "Africa Publicity"}, kinds: map[model.UnitKind]int{model.UnitCredit: 1}},
		"002_*": {
			meta:  model.Metadata{Outlet: "CNN", Byline: "Adam Cancryn", Published: "2025-10-10"},
			kinds: map[model.UnitKind]int{model.UnitHeader: 1, model.UnitDateline: 1},
		},
		"003_*": {
			meta: model.Metadata{Published: "2025-10-10"}, title: 80,
			kinds: map[model.UnitKind]int{model.UnitHeader: 1, model.UnitResidue: 2},
		},
		"004_*": {
			meta:  model.Metadata{Outlet: "AFP", Dateline: "WASHINGTON", Published: "2025-10-11"},
			kinds: map[model.UnitKind]int{model.UnitHeader: 1, model.UnitDateline: 1, model.UnitCredit: 1},
		},
	} {
		paths, err := filepath.Glob(filepath.Join(dir, name))
		if err != nil || len(paths) != 1 {
			t.Errorf("%s: %v, %v", name, paths, err)
			continue
		}
		doc, err := intake.Read(paths[0], intake.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if n := len(doc.Metadata.Title); n != want.title {
			t.Errorf("%s: a title of %d bytes, want %d: %q", name, n, want.title, doc.Metadata.Title)
		}
		got := doc.Metadata
		got.Title, want.meta.Language = "", "en"
		if got != want.meta {
			t.Errorf("%s: %+v, want %+v", name, got, want.meta)
		}
		for kind := model.UnitHeader; kind <= model.UnitResidue; kind++ {
			n := 0
			for _, u := range doc.Units {
				if u.Kind == kind {
					n++
				}
			}
			if n != want.kinds[kind] {
				t.Errorf("%s: %d units of kind %v, want %d", name, n, kind, want.kinds[kind])
			}
		}
		if err := recognisetest.CheckStructure(doc.Text, doc.Structure); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
