package main

import (
	"os"
	"testing"

	"assay.app/assay/storage/exchange/exchangetest"
)

// ASSAY_SET names an annotation set that an installed program has written, perhaps
// on another system, as in .ci/package/test-windows.
func TestASetThatWasExportedElsewhere(t *testing.T) {
	path := os.Getenv("ASSAY_SET")
	if path == "" {
		t.Skip("ASSAY_SET names no set")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Validate(t, data)
}
