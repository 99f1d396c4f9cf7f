package find_test

import (
	"testing"

	"assay.app/assay/ui/windowtest"
)

// harness is a windowtest.Harness whose projects are in memory.
type harness struct{ *windowtest.Harness }

func withSample(t *testing.T) *harness { return &harness{windowtest.WithSample(t)} }
