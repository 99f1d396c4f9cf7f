package platform

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// Show shows a file in the Finder.
func (Desktop) Show(ctx context.Context, path string) error {
	return run(ctx, "show", path, "-R", path)
}

// Open opens a file or a folder with the program that macOS has for it.
func (Desktop) Open(ctx context.Context, path string) error { return run(ctx, "open", path, path) }

// run runs the command open, which ends as soon as the program has been asked.
func run(ctx context.Context, doing, path string, args ...string) error {
	out, err := exec.CommandContext(ctx, "/usr/bin/open", args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %s (%w)", doing, path, strings.TrimSpace(string(out)), err)
	}
	return nil
}
