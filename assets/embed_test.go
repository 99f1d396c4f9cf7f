package assets_test

import (
	"bytes"
	"image/png"
	"io/fs"
	"testing"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/intaketest"
)

func TestTheSampleImportsWithItsMetadata(t *testing.T) {
	want := []struct {
		name, encoding string
		meta           model.Metadata
		aside          map[model.UnitKind]int
	}{
		{"01-tellwire.txt", coding.UTF8, model.Metadata{
			Outlet: "Tellwire", Dateline: "BRENHOLT, March 12", Published: "2031-03-12",
		}, map[model.UnitKind]int{model.UnitHeader: 1, model.UnitDateline: 1, model.UnitCredit: 1}},
		{"02-the-brenholt-chronicle.txt", coding.UTF8BOM, model.Metadata{
			Title:  "Engineers were warned of faulty sensor months before Kesmere flood",
			Outlet: "The Brenholt Chronicle", Byline: "Helena Marsh and Jonas Ferrick", Published: "2031-03-13",
		}, map[model.UnitKind]int{model.UnitHeader: 1}},
		{"03-vask-valley-echo.txt", coding.Windows1252, model.Metadata{
			Title:  "“I held the rope and he held the dog”: the night the water came to Lower Vask",
			Outlet: "Vask Valley Echo", Byline: "Dorrit Plume", Dateline: "LOWER VASK", Published: "2031-03-14",
		}, map[model.UnitKind]int{model.UnitHeader: 2, model.UnitDateline: 1, model.UnitCredit: 1}},
		{"04-radio-aldmoor.txt", coding.UTF8, model.Metadata{
			Title: "Reservoir gate opens in the night: what we know so far", Outlet: "Radio Aldmoor", Published: "2031-03-12", PublishedAt: "2031-03-12T09:40",
		}, map[model.UnitKind]int{model.UnitHeader: 1, model.UnitDateline: 1, model.UnitResidue: 3}},
		{"05-the-open-sluice.txt", coding.UTF8, model.Metadata{
			Title: "They drowned Lower Vask to save a budget line", Outlet: "The Open Sluice", Byline: "Corvin Thale", Published: "2031-03-13",
		}, map[model.UnitKind]int{model.UnitHeader: 2, model.UnitResidue: 1, model.UnitCredit: 1}},
	}
	entries, err := fs.ReadDir(assets.Sample(), ".")
	if err != nil || len(entries) != len(want) {
		t.Fatalf("%d files, %v; want %d", len(entries), err, len(want))
	}
	for i, w := range want {
		if name := entries[i].Name(); name != w.name {
			t.Errorf("file %d is %s, want %s", i, name, w.name)
		}
		raw, err := fs.ReadFile(assets.Sample(), w.name)
		if err != nil {
			t.Fatal(err)
		}
		doc := intaketest.Document(t, string(raw), w.name, intake.Options{})
		w.meta.Language = "en"
		if doc.Metadata != w.meta || doc.Encoding != w.encoding {
			t.Errorf("%s: %q, %+v; want %q, %+v", w.name, doc.Encoding, doc.Metadata, w.encoding, w.meta)
		}
		got := map[model.UnitKind]int{}
		for _, u := range doc.Units {
			got[u.Kind]++
		}
		for kind := model.UnitHeader; kind <= model.UnitResidue; kind++ {
			if got[kind] != w.aside[kind] {
				t.Errorf("%s: %d units of kind %v, want %d", w.name, got[kind], kind, w.aside[kind])
			}
		}
		if got[model.UnitSentence] < 15 {
			t.Errorf("%s: only %d sentences", w.name, got[model.UnitSentence])
		}
	}
}

func TestTheWindowsIconIsASmallPicture(t *testing.T) {
	c, err := png.DecodeConfig(bytes.NewReader(assets.WindowIcon()))
	if err != nil || c.Width != c.Height || c.Width < 64 || c.Width > 128 {
		t.Errorf("it is %d by %d, %v", c.Width, c.Height, err)
	}
}
