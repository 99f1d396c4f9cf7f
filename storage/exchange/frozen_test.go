package exchange_test

import (
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/intake/coding"
)

// Projects of both versions of the format are exported, and a project that loads the set
// exports the same set.
func TestFrozenProjectsAreExportedAndLoaded(t *testing.T) {
	for _, name := range []string{"v1.assay", "v2.assay"} {
		t.Run(name, func(t *testing.T) {
			frozen, err := os.ReadFile(filepath.Join("..", "testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, frozen, 0o600); err != nil {
				t.Fatal(err)
			}
			from, err := storage.Open(path, storage.Options{Now: exchangetest.Clock, Generator: "test", Encode: coding.Encode})
			if err != nil {
				t.Fatal(err)
			}
			defer from.Close()
			first := exchangetest.Export(t, from, exchange.Options{})
			exchangetest.Validate(t, first)
			p := exchangetest.NewProjectFor(t, exchangetest.Read(t, first))
			if done := exchangetest.Load(t, p, exchangetest.Read(t, first)); len(done.Refused) > 0 {
				t.Errorf("%+v", done.Refused)
			}
			exchangetest.SameBut(t, first, exchangetest.Export(t, p, exchange.Options{}))
			if again := exchangetest.Load(t, from, exchangetest.Read(t, first)); len(again.Changes) > 0 {
				t.Errorf("loading what was exported changes it: %+v", again)
			}
		})
	}
}
