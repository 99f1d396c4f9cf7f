package reading_test

import (
	"testing"

	"assay.app/assay/ui/windowtest"
)

// harness is a windowtest.Harness with methods for the tests of this package.
type harness struct{ *windowtest.Harness }

// another opens another window with the same app, desk and settings.
func (b *harness) another() *harness { return &harness{b.Another()} }

func opened(t *testing.T) *harness { return &harness{windowtest.Open(t)} }

func withSample(t *testing.T) *harness { return &harness{windowtest.WithSample(t)} }

func withText(t *testing.T, text string) *harness { return &harness{windowtest.WithText(t, text)} }
