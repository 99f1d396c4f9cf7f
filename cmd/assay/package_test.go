package main

import (
	"os"
	"testing"

	"assay.app/assay/storage/exchange/exchangetest"
)

// A set that an installed program has written, on another system perhaps, is
// named by ASSAY_SET; `make package-test` makes one.
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
