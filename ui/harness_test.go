package ui_test

import (
	"testing"

	"assay.app/assay/ui/project"
	"assay.app/assay/ui/windowtest"
)

// harness is a windowtest.Harness with methods for the tests of this package.
type harness struct{ *windowtest.Harness }

// another opens another window with the same app, desk and settings.
func (b *harness) another() *harness { return &harness{b.Another()} }

func opened(t *testing.T) *harness { return &harness{windowtest.Open(t)} }

// over opens a window with the given desk.
func over(t *testing.T, desk project.Desk) *harness {
	t.Helper()
	return &harness{windowtest.New(t, windowtest.Options{Desk: desk, Settings: windowtest.Folder(t.TempDir())})}
}

func withSample(t *testing.T) *harness { return &harness{windowtest.WithSample(t)} }
