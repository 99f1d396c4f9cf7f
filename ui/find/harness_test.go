package find_test

import (
	"testing"

	"assay.app/assay/ui/windowtest"
)

// harness is a window over projects in memory.
type harness struct{ *windowtest.Harness }

func withSample(t *testing.T) *harness { return &harness{windowtest.WithSample(t)} }
