package main

import (
	"os"
	"testing"

	"assay.app/assay/storage/exchange/exchangetest"
)

// ASSAY_SET is the path of an annotation set that an installed program has
// exported. .ci/package/test-windows sets it.
func TestASetThatWasExportedElsewhere(t *testing.T) {
	path := os.Getenv("ASSAY_SET")
	if path == "" {
		t.Skip("ASSAY_SET is not set")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Validate(t, data)
}
