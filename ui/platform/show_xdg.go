//go:build !windows && !darwin

package platform

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/godbus/dbus/v5"
)

// openPatience is how long xdg-open may take to report that it cannot open
// something. It may run for as long as the program that it starts.
const openPatience = 3 * time.Second

// Show shows a file in the file manager. It blocks for a moment at most.
func (d Desktop) Show(ctx context.Context, path string) error {
	if err := showItem(ctx, path); err == nil || ctx.Err() != nil {
		return err
	}
	return d.Open(ctx, filepath.Dir(path))
}

// showItem asks the file manager to select a file.
func showItem(ctx context.Context, path string) error {
	if !hasSessionBus() {
		return ErrNoDialog
	}
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx, cancel := context.WithTimeout(ctx, openPatience)
	defer cancel()
	uri := (&url.URL{Scheme: "file", Path: path}).String()
	return conn.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1").
		CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{uri}, os.Getenv("DESKTOP_STARTUP_ID")).Err
}

// Open opens a file or a folder with the program that the desktop has for it. It
// blocks for a moment at most. The program stays when Assay ends.
func (Desktop) Open(ctx context.Context, path string) error {
	cmd := exec.Command("xdg-open", path)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("open %s: no program is set for it (xdg-open: %w)", path, err)
		}
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(openPatience): // the program that shows it is running
	}
	return nil
}
