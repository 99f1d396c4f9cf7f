package find_test

import (
	"testing"

	"assay.app/assay/ui/windowtest"
)

// harness is a windowtest.Harness with methods for the tests of this package.
type harness struct{ *windowtest.Harness }

func withSample(t *testing.T) *harness { return &harness{windowtest.WithSample(t)} }
